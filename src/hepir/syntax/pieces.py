"""What building expressions and building statements share.

In: the children that a rule of the grammar has, tokens and what was built already. Out: the one that is
wanted, typed; the value of a text in quotes.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

from lark import Token, Tree

from hepir.source import Span
from hepir.syntax import tree

T = TypeVar("T")
Child = object
Children = list[Child]
RuleBuilder = Callable[[Span, Children], Child]

ESCAPES = {"n": "\n", "t": "\t"}


def unquote(literal: Child) -> str:
    r"""The value of a string literal: quotes off, `\"`, `\\`, `\n`, `\t` resolved, any other `\x` is `x`."""
    inner = str(literal)[1:-1]
    if "\\" not in inner:
        return inner
    characters: list[str] = []
    inside = iter(inner)
    for character in inside:
        if character == "\\":
            following = next(inside)
            character = ESCAPES.get(following, following)
        characters.append(character)
    return "".join(characters)


def span_of(node: Tree[Token]) -> Span:
    """Where a rule matched; an empty rule matched nowhere."""
    meta = node.meta
    return Span(0, 0) if meta.empty else Span(meta.start_pos, meta.end_pos)


def token_span(token: Token) -> Span:
    """Where a token stands."""
    start = token.start_pos or 0
    return Span(start, start + len(token))


def identifier(token: Child) -> tree.Identifier:
    """A NAME token as an identifier."""
    assert isinstance(token, Token)
    return tree.Identifier(str(token), span=token_span(token))


def of_type(children: Sequence[Child], kind: type[T]) -> tuple[T, ...]:
    """The children of one kind, in order."""
    return tuple(child for child in children if isinstance(child, kind))


def only(children: Sequence[Child], kind: type[T]) -> T:
    """The first child of a kind; the grammar guarantees that there is one."""
    return next(child for child in children if isinstance(child, kind))


def joined(children: Sequence[Child]) -> str:
    """Tokens that make one number, such as `-` and `2`."""
    return "".join(str(child) for child in children)


def first(span: Span, children: Children) -> Child:  # noqa: ARG001 (one signature for all builders)
    """A rule that only carries its one child."""
    return children[0]


def as_tuple(span: Span, children: Children) -> tuple[Child, ...]:  # noqa: ARG001
    """A rule that only carries its children."""
    return tuple(children)
