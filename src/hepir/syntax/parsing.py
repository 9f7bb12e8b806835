"""From program text to a syntax tree, or to all syntax errors that it has.

In: a `Source`. Out: `Parsed`, with a tree where the text is right and diagnostics where it is not. After an
error the statement it stands in is blanked, place for place, and reading goes on at the block that held it,
so that several errors show at once and reading stays linear in the length of the text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from lark import UnexpectedInput

from hepir.diagnostics.core import Diagnostic, HepirError
from hepir.source import Source, Span
from hepir.syntax import errors, tree
from hepir.syntax.building import build_program
from hepir.syntax.limits import refuse, trespasses
from hepir.syntax.mistakes import describe
from hepir.syntax.recovery import block_start, damage
from hepir.syntax.situation import situation
from hepir.syntax.tables import parser
from hepir.syntax.words import STRING_OR_COMMENT

MAXIMUM_ERRORS = 20


@dataclass(frozen=True)
class Parsed:
    """A tree, if there are no diagnostics."""

    source: Source
    program: tree.Program | None
    diagnostics: tuple[Diagnostic, ...]


def parse(source: Source) -> Parsed:
    """Parse a program; never raises for any text."""
    refused = refuse(source.text)
    if refused is not None:
        return Parsed(source, None, (refused,))
    try:
        return Parsed(source, read(source.text), ())
    except UnexpectedInput as error:
        return Parsed(source, None, all_mistakes(source.text, error))
    except HepirError as error:
        return Parsed(source, None, error.diagnostics)


def read(text: str) -> tree.Program:
    """The tree of a right text; raises Lark's errors, and HepirError for what the language forbids."""
    parsed = parser().parse(readable(text))
    found = trespasses(parsed, text)
    if found:
        raise HepirError(found)
    program = build_program(parsed)
    if not program.blocks and not program.notes:
        raise HepirError((errors.EmptyProgram(Span(0, 0)),))
    return tree.Program(program.notes, program.blocks, comments_of(text), span=Span(0, len(text)))


def readable(text: str) -> str:
    """The text without the byte-order mark that some editors put in front, all offsets kept."""
    return f" {text[1:]}" if text.startswith("\ufeff") else text


def all_mistakes(text: str, error: UnexpectedInput) -> tuple[Diagnostic, ...]:
    """The diagnostic for an error, and those for what is wrong after it."""
    found: list[Diagnostic] = []
    remaining, offset = readable(text), 0
    while len(found) < MAXIMUM_ERRORS:
        here = situation(remaining, error, offset)
        found.append(describe(here))
        wrong = damage(here, found[-1])
        if not remaining[wrong.start : wrong.end].strip():
            break
        remaining = without(remaining, wrong)
        offset = block_start(remaining, wrong.start, offset)
        try:
            parser().parse(remaining[offset:])
        except UnexpectedInput as following:
            error = following
        else:
            break
    return tuple(sorted((*found, *also(remaining)), key=lambda diagnostic: diagnostic.span))


def also(text: str) -> tuple[Diagnostic, ...]:
    """What the language forbids in a text from which the mistakes were taken out, if it can be read now."""
    try:
        return trespasses(parser().parse(text), text)
    except UnexpectedInput:
        return ()


def without(text: str, span: Span) -> str:
    """The text with spaces in a span, line ends kept."""
    blank = re.sub(r"[^\r\n]", " ", text[span.start : span.end])
    return text[: span.start] + blank + text[span.end :]


def comments_of(text: str) -> tuple[tree.Comment, ...]:
    """The comments of a text that parses."""
    return tuple(
        tree.Comment(match.group().rstrip(), span=Span(match.start(), match.end()))
        for match in STRING_OR_COMMENT.finditer(text)
        if match.group().startswith("#")
    )
