"""What the grammar would accept and the language does not.

In: a text, or Lark's tree of it. Out: diagnostics: no text at all, too much of it, expressions too deep,
numbers too long, words of the language as names.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lark import Token, Tree

from hepir.diagnostics.core import Diagnostic
from hepir.source import Span
from hepir.syntax import errors
from hepir.syntax.habits import STARTS
from hepir.syntax.pieces import span_of, token_span
from hepir.syntax.situation import after_dot, code_end, is_glued, is_word
from hepir.syntax.words import BEGINNINGS, OPERATORS, RESERVED

MAXIMUM_SIZE = 250_000
MAXIMUM_DEPTH = 100
MAXIMUM_NUMBER = 40  # characters
MAXIMUM_DIGITS = 9
GREATEST_NUMBER = 1e300
NO_PROGRAM_HAS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffd\ud800-\udfff]")


def refuse(text: str) -> Diagnostic | None:
    """What no parser should be asked to read: binary data, or far too much text."""
    control = NO_PROGRAM_HAS.search(text[:MAXIMUM_SIZE])
    if control:
        what = f"the character U+{ord(control.group()):04X}"
        return errors.NotText(Span(control.start(), control.end()), what)
    if len(text) > MAXIMUM_SIZE:
        return errors.ProgramTooLarge(Span(0, 0), len(text), MAXIMUM_SIZE)
    return None


def trespasses(parsed: Tree[Token], text: str) -> tuple[Diagnostic, ...]:
    """Everything in a parse tree that the language forbids, in the order of the text.

    An explicit stack, for the tree may be deep; what nests too deeply is reported alone and not looked into.
    """
    found: list[Diagnostic] = []
    waiting: list[tuple[Tree[Token], int]] = [(parsed, 0)]
    while waiting:
        node, depth = waiting.pop()
        if depth > MAXIMUM_DEPTH:
            return (errors.NestedTooDeeply(span_of(node), MAXIMUM_DEPTH),)
        for child in reversed(node.children):
            if isinstance(child, Tree):
                waiting.append((child, depth + 1))
            else:
                found += token_trespasses(node.data, child, text)
    return tuple(sorted(found, key=lambda diagnostic: diagnostic.span))


def token_trespasses(rule: str, token: Token, text: str) -> Iterator[Diagnostic]:
    """What is wrong with one token of a rule."""
    match token.type:
        case "NAME" if is_glued(text, token_span(token).start):
            yield glued(token, text)
        case "NAME" if token in RESERVED and not is_property(rule, token, text):
            yield misused(token, text, expression=rule in ("name", "call"))
        case "NUMBER" | "INT" if rule in ("quantity", "signed_number"):
            if len(token) > MAXIMUM_NUMBER or float(token) > GREATEST_NUMBER:
                limit = f"at most {MAXIMUM_NUMBER} characters, and at most 1e300"
                yield errors.NumberTooLong(token_span(token), limit)
        case "INT" if len(token) > MAXIMUM_DIGITS:
            yield errors.NumberTooLong(token_span(token), f"at most {MAXIMUM_DIGITS} digits")


def is_property(rule: str, token: Token, text: str) -> bool:
    """Whether a name stands after a dot."""
    if rule not in ("attribute", "property_variation", "branch_variation"):
        return False
    return after_dot(text, token_span(token).start)


def glued(token: Token, text: str) -> Diagnostic:
    """A word of which the beginning was read as a keyword."""
    name = token_span(token)
    start = name.start
    while start and is_word(text[start - 1]):
        start -= 1
    whole, keyword = Span(start, name.end), text[start : name.start]
    habit = STARTS.get(text[whole.start : whole.end])
    advice = habit.advice if habit else f"write `{keyword} {token}`"
    return errors.UnexpectedText(
        whole, f"`{text[start : name.end]}`", (f"a space after `{keyword}`",), advice
    )


def misused(word: Token, text: str, expression: bool) -> Diagnostic:
    """A word of the language that was read as a name: the next statement, an operator, or really a name."""
    place = token_span(word)
    before = code_end(text, place.start)
    begins_line = not text[text.rfind("\n", 0, place.start) + 1 : place.start].strip()
    if begins_line and word in BEGINNINGS and before:
        found = f"the next statement, `{word}`, before this one is complete"
        wanted = "an expression" if expression else "a name"
        return errors.UnexpectedText(Span(before - 1, before), found, (wanted,))
    if expression and word in OPERATORS:
        return errors.UnexpectedText(place, f"`{word}`", ("an expression",))
    return errors.ReservedWord(place, str(word))
