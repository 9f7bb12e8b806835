"""Islands of a grammar in a row of tokens: what may begin at each of them, and how far it goes.

In: a rule of a grammar and tokens. Out: places where islands end, and their trees. Never raises for any tokens.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from lark import Lark, Tree
from lark.exceptions import UnexpectedToken
from lark.load_grammar import FromPackageLoader

from hepir.extract.builtin.parsing.nodes import Node, Tokens
from hepir.syntax.kept_tables import kept_parser

LONGEST = 60  # tokens of a phrase
PACKAGE, ENDING = "hepir.extract.builtin", ".lark"


@dataclass(frozen=True)
class Rule:
    """A rule of a grammar of this package that islands are looked for by; `rules`: all such rules of it. Each has states of
    its own: what begins alike in two of them is no conflict."""

    grammar: str
    name: str = "start"
    rules: tuple[str, ...] = ("start",)


def parser(rule: Rule) -> Lark:
    """The parser of the grammar of a rule."""
    return parser_of(rule.grammar, rule.rules)


@cache
def parser_of(grammar: str, rules: tuple[str, ...]) -> Lark:
    """The parser of a grammar; its tables are kept, since building them takes longer than reading a short text."""
    texts = grammars()
    options = {"start": list(rules), "import_paths": [FromPackageLoader(PACKAGE, ("",))]}

    def build() -> Lark:
        return Lark(texts[grammar], parser="lalr", lexer="basic", maybe_placeholders=False, **options)

    # a grammar may import from any other
    return kept_parser(grammar, "\n".join((grammar, *rules, *texts.values())), build)


@cache
def grammars() -> dict[str, str]:
    """The grammars of this package, by name."""
    found = (each for each in files(PACKAGE).iterdir() if each.name.endswith(ENDING))
    return {
        each.name.removesuffix(ENDING): each.read_text(encoding="utf-8")
        for each in sorted(found, key=lambda each: each.name)
    }


def lexed(rule: Rule, text: str) -> Tokens:
    """The tokens of a text; `Lark.lex` would build its lexer anew for every sentence."""
    reading = parser(rule).parse_interactive(text, start=rule.name)
    return tuple(reading.lexer_thread.lex(reading.parser_state))


@cache
def beginnings(rule: Rule) -> frozenset[str]:
    """The types of tokens that islands of a rule begin with."""
    return frozenset(parser(rule).parse_interactive(start=rule.name).choices())


def possible_ends(rule: Rule, tokens: Tokens, start: int) -> list[int]:
    """Where an island that begins at a token may end."""
    ends: list[int] = []
    if tokens[start].type not in beginnings(rule):
        return ends
    state = parser(rule).parse_interactive(start=rule.name)
    for place in range(start, min(len(tokens), start + LONGEST)):
        try:
            state.feed_token(tokens[place])
        except UnexpectedToken:
            break
        if "$END" in state.choices():
            ends.append(place + 1)
    return ends


def whole(rule: Rule, tokens: Tokens) -> Node | None:
    """The tree of tokens that make one island, None where they do not."""
    state = parser(rule).parse_interactive(start=rule.name)
    try:
        for token in tokens:
            state.feed_token(token)
        tree = state.feed_eof()
    except UnexpectedToken:
        return None
    assert isinstance(tree, Tree)
    return tree
