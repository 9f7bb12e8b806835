"""Statements of drafts taken apart and renamed.

In: the text of one statement. Out: the parts that must all hold, each a statement of its own; the same statement with other
names.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, replace
from itertools import pairwise
from typing import TypeVar

from hepir.source import Source
from hepir.syntax import tree, wording
from hepir.syntax.folding import on_one_line
from hepir.syntax.parsing import parse
from hepir.syntax.words import BLOCKS

# A rule is read under the header of a block that may have it.
HEADERS = ("region r", "object o from A", "combine c = (a, b) from A", "systematic s", 'analysis "a"')
# Fields that hold no names of the program.
PLACES = ("span", "number_span", "edge_spans", "text_span", "evidence")
Names = Mapping[str, str]
NodeType = TypeVar("NodeType", bound=tree.Node)


def statement_of(text: str) -> tree.Statement | None:
    """The node of one statement, a header or a rule; None where the text is none."""
    if text.split(None, 1)[0] in BLOCKS:
        program = parse(Source("", f"{text}\n")).program
        return program.blocks[0] if program is not None and program.blocks else None
    for header in HEADERS:
        program = parse(Source("", f"{header}\n  {text}\n")).program
        if program is not None and program.blocks and len(program.blocks[0].rules) == 1:
            return program.blocks[0].rules[0]
    return None


def text_of(node: tree.Statement) -> str:
    """A statement on one line."""
    header = isinstance(node, tree.Block)
    return on_one_line(wording.header(node) if header else wording.rule(node))


# ---- parts ----


def parts_of(text: str, chains: bool = False) -> tuple[str, ...]:
    """A selection as its conjuncts, with `chains` also `a < b < c` as two; any other statement as it is."""
    found: list[tree.Statement]
    match statement_of(text):
        case tree.Select(condition) as node:
            found = [replace(node, condition=each) for each in operands(condition, "and", chains)]
        case tree.Reject(condition) as rejection:
            found = [replace(rejection, condition=each) for each in operands(condition, "or", False)]
        case tree.When(requirement=requirement) as implication:
            found = [replace(implication, requirement=each) for each in operands(requirement, "and", chains)]
        case _:
            return (text,)
    return tuple(text_of(each) for each in found) if len(found) > 1 else (text,)


def operands(condition: tree.Expression, word: str, chains: bool) -> tuple[tree.Expression, ...]:
    """The operands of `and` (or `or`), through parentheses."""
    match condition:
        case tree.Group(inner):
            found = operands(inner, word, chains)
            return found if len(found) > 1 else (condition,)
        case tree.Logical(operator, several) if operator == word:
            return tuple(part for each in several for part in operands(each, word, chains))
        case tree.Comparison(several, operators) if chains and len(operators) > 1:
            links = zip(pairwise(several), operators, strict=True)
            return tuple(replace(condition, operands=pair, operators=(sign,)) for pair, sign in links)
        case _:
            return (condition,)


# ---- names ----


def with_names(text: str, names: Names, members: Names) -> str:
    """A statement in which what a program named goes by other names; `members` are properties by `let` and members of
    combinations."""
    node = statement_of(text)
    if node is None or all(old == new for old, new in (*names.items(), *members.items())):
        return text
    found = renamed(node, names, members)
    assert isinstance(found, tree.Statement)
    return text_of(found)


def renamed(node: object, names: Names, members: Names) -> object:
    """A node with other names."""
    match node:
        case tuple():
            return tuple(renamed(each, names, members) for each in node)
        case tree.Name(text):
            return replace(node, text=names.get(text, members.get(text, text)))
        case tree.Attribute(base, name):
            inner = renamed(base, names, members)
            assert isinstance(inner, tree.Expression)
            return replace(node, base=inner, name=identifier(name, members))
        case tree.Identifier(text):
            return replace(node, text=names.get(text, text))
        case tree.Let(name):
            return replace(fields_renamed(node, names, members, ("name",)), name=identifier(name, members))
        case tree.CombineBlock(slots=slots):
            changed = fields_renamed(node, names, members, ("slots",))
            return replace(changed, slots=tuple(identifier(each, members) for each in slots))
        case tree.Call():
            return fields_renamed(node, names, members, ("function",))
        case tree.Binder() | tree.Weight() | tree.WeightVariation() | tree.Histogram() | tree.Expect():
            return fields_renamed(node, names, members, ("name",))
        case tree.Variation() | tree.BranchVariation():
            return fields_renamed(node, names, members, ("attribute",))
        case tree.Fact() | tree.Note() | tree.Analysis() | tree.Cited():
            return node
        case tree.Node():
            return fields_renamed(node, names, members, ())
        case _:
            return node


def identifier(node: tree.Identifier, names: Names) -> tree.Identifier:
    """A declared name or a member by its other name."""
    return replace(node, text=names.get(node.text, node.text))


def fields_renamed(node: NodeType, names: Names, members: Names, kept: tuple[str, ...]) -> NodeType:
    """A node whose fields have other names, but for those that hold names of the language or of one statement."""
    copy = replace(node)
    for each in fields(node):
        if each.name not in (*kept, *PLACES):
            # a copy of a frozen node that nobody else has seen yet
            object.__setattr__(copy, each.name, renamed(getattr(node, each.name), names, members))
    return copy
