"""From Lark's parse tree to the syntax tree.

In: a Lark tree with positions. Out: `tree.Program`. Bottom up and without recursion, so that depth costs
no stack. What each rule of the grammar becomes stands in `expressions` and `statements`.
"""

from __future__ import annotations

from lark import Token, Tree

from hepir.syntax import expressions, statements, tree
from hepir.syntax.pieces import Child, RuleBuilder, span_of

BUILDERS: dict[str, RuleBuilder] = {**expressions.BUILDERS, **statements.BUILDERS}


def build_program(parsed: Tree[Token]) -> tree.Program:
    """The syntax tree of a parse tree; comments are not in it."""
    built: dict[int, Child] = {}
    for node in parsed.iter_subtrees():
        children = [built.pop(id(child)) if isinstance(child, Tree) else child for child in node.children]
        built[id(node)] = BUILDERS[node.data](span_of(node), children)
    program = built[id(parsed)]
    assert isinstance(program, tree.Program)
    return program
