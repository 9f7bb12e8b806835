"""From program text to a syntax tree, or to all syntax errors that it has.

In: a `Source`. Out: `Parsed`, with a tree where the text is right and diagnostics where it is not.
"""

from __future__ import annotations

from lark import UnexpectedInput

from hepir.diagnostics.core import Diagnostic, HepirError
from hepir.light_dataclasses import dataclass
from hepir.source import Source, Span
from hepir.syntax import errors, tree
from hepir.syntax.building import build_program
from hepir.syntax.limits import refuse, trespasses
from hepir.syntax.tables import parser
from hepir.syntax.words import STRING_OR_COMMENT


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
        from hepir.syntax.all_mistakes import all_mistakes  # a right text needs nothing of it

        return Parsed(source, None, all_mistakes(readable(source.text), error))
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


def comments_of(text: str) -> tuple[tree.Comment, ...]:
    """The comments of a text that parses."""
    return tuple(
        tree.Comment(match.group().rstrip(), span=Span(match.start(), match.end()))
        for match in STRING_OR_COMMENT.finditer(text)
        if match.group().startswith("#")
    )
