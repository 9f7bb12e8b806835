"""From the parse tree to the syntax tree.

In: a parse tree. Out: `tree.Program`. Bottom up and without recursion, so that depth costs
no stack. What each rule of the grammar becomes stands in `expressions` and `statements`.
"""

from __future__ import annotations

from hepir.syntax import expressions, statements, tree
from hepir.syntax.parsed import Tree
from hepir.syntax.pieces import Child, RuleBuilder, span_of

BUILDERS: dict[str, RuleBuilder] = {**expressions.BUILDERS, **statements.BUILDERS}


def build_program(parsed: Tree) -> tree.Program:
    """The syntax tree of a parse tree; comments are not in it."""
    built: dict[int, Child] = {}
    for node in parsed.bottom_up():
        children = [built.pop(id(child)) if isinstance(child, Tree) else child for child in node.children]
        built[id(node)] = BUILDERS[node.data](span_of(node), children)
    program = built[id(parsed)]
    assert isinstance(program, tree.Program)
    return program
