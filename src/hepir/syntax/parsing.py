"""From program text to a syntax tree, or to all syntax errors that it has.

In: a `Source`. Out: `Parsed`, with a tree where the text is right and diagnostics where it is not.
"""

from __future__ import annotations

from hepir.diagnostics.core import Diagnostic, HepirError
from hepir.light_dataclasses import dataclass
from hepir.source import Source, Span
from hepir.syntax import errors, tree
from hepir.syntax.automaton import automaton
from hepir.syntax.building import build_program
from hepir.syntax.limits import refuse, trespasses
from hepir.syntax.parsed import Tree
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
    except HepirError as error:
        return Parsed(source, None, error.diagnostics)


def read(text: str) -> tree.Program:
    """The tree of a text; raises HepirError where it is not right, and for what the language forbids."""
    parsed = parsed_tree(readable(text))
    found = trespasses(parsed, text)
    if found:
        raise HepirError(found)
    program = build_program(parsed)
    if not program.blocks and not program.notes:
        raise HepirError((errors.EmptyProgram(Span(0, 0)),))
    return tree.Program(program.notes, program.blocks, comments_of(text), span=Span(0, len(text)))


def parsed_tree(text: str) -> Tree:
    """The parse tree of a text; raises HepirError with all of its mistakes."""
    ready = automaton()
    found = ready.parse(text) if ready is not None else None
    if found is not None:
        return found
    from hepir.syntax.by_lark import tree_or_mistakes  # a right text needs nothing of it

    parsed = tree_or_mistakes(text)
    if not isinstance(parsed, Tree):
        raise HepirError(parsed)
    return parsed


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
