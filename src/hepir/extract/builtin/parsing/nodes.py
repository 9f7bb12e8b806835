"""Parts of the tree of a phrase: children by their rules and terminals, quantities, numbers, comparisons.

In: Lark's trees of `phrases.lark`. Out: their parts.
"""

from __future__ import annotations

from dataclasses import replace

from lark import Token, Tree

from hepir.extract.builtin.phrases import (
    Quantity,
)

Node = Tree[Token]
Tokens = tuple[Token, ...]
NUMBER_WORDS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
OPERATORS = {"GREATER": ">", "AT_LEAST": ">=", "LESS": "<", "AT_MOST": "<=", "EQUAL": "==", "EXACTLY": "=="}
UNITS = {"μm": "um", "radians": "rad", "radian": "rad", "°": "deg", "degrees": "deg", "degree": "deg"}


def trees(tree: Node, *names: str) -> list[Node]:
    """Children that are trees of these rules."""
    return [each for each in tree.children if isinstance(each, Tree) and each.data in names]


def tokens_of(tree: Node, *types: str) -> list[Token]:
    """Children that are tokens of these types."""
    return [each for each in tree.children if isinstance(each, Token) and each.type in types]


def only(tree: Node, *names: str) -> Node:
    """The first child of these rules."""
    return trees(tree, *names)[0]


def only_tree(tree: Node) -> Node:
    """The one child of a tree."""
    found = tree.children[0]
    assert isinstance(found, Tree)
    return found


def quantity(tree: Node) -> Quantity:
    """`30 GeV`, `2.45 GeV + 0.022 pT`"""
    numbers = [str(each) for each in tokens_of(tree, "NUMBER")]
    units = [UNITS.get(str(each), str(each)) for each in tokens_of(tree, "UNIT")]
    return Quantity(numbers[0], units[0] if units else None, numbers[1] if len(numbers) > 1 else "")


def digits(token: str) -> str:
    """A number in digits."""
    word = str(token).lower()
    return str(NUMBER_WORDS.index(word)) if word in NUMBER_WORDS else word


def count_number(tree: Node) -> str | None:
    """The number of a count, in digits."""
    given = tokens_of(tree, "NUMBER_WORD", "NUMBER")
    return digits(given[0]) if given else None


def with_units(given: list[Quantity], unit: str | None = None) -> tuple[Quantity, ...]:
    """`20, 15 and 10 GeV`: the last unit is that of all before it that have none."""
    found: list[Quantity] = []
    for each in reversed(given):
        unit = each.unit or unit
        found.append(replace(each, unit=unit))
    return tuple(reversed(found))


def operator(tree: Node) -> str:
    """A comparison, of a tree whose child is its word."""
    token = tree.children[0]
    assert isinstance(token, Token)
    return OPERATORS[token.type]
