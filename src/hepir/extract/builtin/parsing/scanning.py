"""Islands of a grammar in a row of tokens: what may begin at each of them, and how far it goes.

In: a parser and tokens of its grammar. Out: places where phrases end, and their trees. Never raises for any tokens.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from lark import Lark, Token, Tree
from lark.exceptions import UnexpectedToken
from lark.load_grammar import FromPackageLoader

from hepir.extract.builtin.parsing.nodes import Node

LONGEST = 60  # tokens of a phrase


@cache
def parser(name: str) -> Lark:
    """The parser of a grammar of this package."""
    text = (files("hepir.extract.builtin") / f"{name}.lark").read_text(encoding="utf-8")
    beside = FromPackageLoader("hepir.extract.builtin", ("",))
    return Lark(text, parser="lalr", lexer="basic", maybe_placeholders=False, import_paths=[beside])


@cache
def beginnings(name: str) -> frozenset[str]:
    """The types of tokens that phrases of a grammar begin with."""
    return frozenset(parser(name).parse_interactive().choices())


def possible_ends(name: str, tokens: tuple[Token, ...], start: int) -> list[int]:
    """Where a phrase that begins at a token may end."""
    ends: list[int] = []
    if tokens[start].type not in beginnings(name):
        return ends
    state = parser(name).parse_interactive()
    for place in range(start, min(len(tokens), start + LONGEST)):
        try:
            state.feed_token(tokens[place])
        except UnexpectedToken:
            break
        if "$END" in state.choices():
            ends.append(place + 1)
    return ends


def whole(name: str, tokens: tuple[Token, ...]) -> Node | None:
    """The tree of tokens that make one phrase, None where they do not."""
    state = parser(name).parse_interactive()
    try:
        for token in tokens:
            state.feed_token(token)
        tree = state.feed_eof().children[0]
    except UnexpectedToken:
        return None
    assert isinstance(tree, Tree)
    return tree
