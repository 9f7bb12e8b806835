"""Grammars of segments, read.

In: the text of a grammar in llguidance's variant of Lark, as hepir writes it. Out: its definitions; `UntranslatableError` for
declarations that have no counterpart, such as imports and nested JSON schemas.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass

from hepir.models.gbnf.expressions import (
    ANY,
    EMPTY,
    EVERYTHING,
    Expression,
    Name,
    Pieces,
    Text,
    UntranslatableError,
    both,
    chain,
    choice,
    negation,
    repeat,
)
from hepir.models.gbnf.regexes import regex

TOKEN = re.compile(
    r"""\s*(?:(?P<define>[A-Za-z_]\w*)(?P<lazy>\[lazy\])?\s*:
    |(?P<name>[A-Za-z_]\w*)
    |(?P<text>"(?:[^"\\]|\\.)*")
    |/(?P<regex>(?:[^/\\\n]|\\.)+)/(?!\w)
    |(?P<json>%regex\s*(?=\{))
    |(?P<count>\{\d+(?:,\d*)?\})
    |(?P<sign>[|()?*+&~]))""",
    re.VERBOSE,
)


@dataclass(frozen=True)
class Token:
    """A piece of a grammar: its kind (a group of TOKEN) and text."""

    kind: str
    text: str
    lazy: bool = False


def definitions(grammar: str) -> dict[str, Expression]:
    """What each name of a grammar stands for, in order."""
    found: dict[str, Expression] = {}
    stream = Stream([*tokens(grammar), Token("end", "")])
    while stream.kind != "end":
        head = stream.take("define")
        if head.text in found:
            raise UntranslatableError(f"`{head.text}` is defined twice")
        body = options(stream)
        found[head.text] = shortest(body) if head.lazy else body
    return found


def shortest(body: Expression) -> Expression:
    """Texts of an expression that do not begin with another one."""
    return both(body, negation(chain(body, ANY, EVERYTHING)))


def tokens(grammar: str) -> Iterator[Token]:
    """The pieces of a grammar."""
    place, end = 0, len(grammar.rstrip())
    while place < end:
        found = TOKEN.match(grammar, place)
        if found is None or found.lastgroup is None:
            raise UntranslatableError(f"`{grammar[place : place + 30].strip()}`")
        place = found.end()
        kind = "define" if found["define"] else found.lastgroup
        text = found[kind]
        if kind == "json":
            _, place = json.JSONDecoder().raw_decode(grammar, place)
            text = grammar[found.end() : place]
        yield Token(kind, text, bool(found["lazy"]))


class Stream:
    """Tokens, of which the first is looked at."""

    def __init__(self, tokens: list[Token]) -> None:
        self.tokens, self.place = tokens, 0

    @property
    def kind(self) -> str:
        """The kind of the next token; of a sign, the sign."""
        token = self.tokens[self.place]
        return token.text if token.kind == "sign" else token.kind

    def take(self, *kinds: str) -> Token:
        """The next token, which has to be of one of these kinds."""
        token = self.tokens[self.place]
        if self.kind not in kinds:
            raise UntranslatableError(f"`{token.text}` where {' or '.join(kinds)} is expected")
        self.place += 1
        return token


def options(stream: Stream) -> Expression:
    """`a | b`"""
    found = [common(stream)]
    while stream.kind == "|":
        stream.take("|")
        found.append(common(stream))
    return choice(*found)


def common(stream: Stream) -> Expression:
    """`a & b`"""
    found = row(stream)
    while stream.kind == "&":
        stream.take("&")
        found = both(found, row(stream))
    return found


def row(stream: Stream) -> Expression:
    """`a b`"""
    parts = []
    while stream.kind in ("~", "(", "name", "text", "regex", "json"):
        parts.append(counted(stream))
    return chain(*parts)


def counted(stream: Stream) -> Expression:
    """`~a`, `a?`, `a{2,3}`"""
    if stream.kind == "~":
        stream.take("~")
        return negation(counted(stream))
    part = atom(stream)
    while stream.kind in ("?", "*", "+", "count"):
        sign = stream.take("?", "*", "+", "count").text
        least, comma, most = sign.strip("{}").partition(",")
        if sign[0] == "{":
            part = repeat(part, int(least), int(most) if most else None if comma else int(least))
        else:
            part = repeat(part, int(sign == "+"), 1 if sign == "?" else None)
    return part


def atom(stream: Stream) -> Expression:
    """A name, a text, a regular expression, pieces of a text, or a group."""
    token = stream.take("(", "name", "text", "regex", "json")
    match token.kind:
        case "name":
            return Name(token.text)
        case "text":
            return Text(json.loads(token.text))
        case "regex":
            return regex(token.text)
        case "json":
            return pieces(token.text)
    found = options(stream)
    stream.take(")")
    return found


def pieces(text: str) -> Expression:
    """`%regex {"substring_chunks": [...]}`"""
    match json.loads(text):
        case {"substring_chunks": [*texts], **others} if not others:
            kept = tuple(each for each in texts if isinstance(each, str) and each)
            return Pieces(kept) if kept else EMPTY
    raise UntranslatableError(f"`%regex {text[:40]}`")
