"""From program text to a syntax tree, or to all syntax errors that it has.

In: a `Source`. Out: `Parsed`, with a tree where the text is right and diagnostics where it is not. After an error the
statement it stands in is blanked, place for place, and the rest is read again, so that several errors show at once.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from lark import Token, Tree, UnexpectedInput

from hepir.diagnostics.core import Diagnostic, HepirError
from hepir.source import Source, Span
from hepir.syntax import errors, tree
from hepir.syntax.building import build_program
from hepir.syntax.mistakes import describe
from hepir.syntax.tables import parser

MAXIMUM_SIZE = 1_000_000
MAXIMUM_DEPTH = 100
MAXIMUM_ERRORS = 20
HEADERS = "analysis|source|object|combine|choose|define|systematic|region"
RULES = "select|reject|sort|let|when|weight|hist|bin|expect|up|down|experiment|paper|sqrt_s|luminosity|unresolved|delegated"
STATEMENT = re.compile(rf"^[ \t]*({HEADERS}|{RULES})\b", re.MULTILINE)
HEADER = re.compile(rf"^[ \t]*({HEADERS})\b", re.MULTILINE)


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
    text, found = source.text, list[Diagnostic]()
    while len(found) < MAXIMUM_ERRORS:
        try:
            program = build(text, source.text)
        except UnexpectedInput as error:
            diagnostic, culprit = describe(source, error)
            found.append(diagnostic)
            blanked = blank(text, culprit)
            if blanked == text:
                break
            text = blanked
        except HepirError as error:
            return Parsed(source, None, (*found, *error.diagnostics))
        else:
            if not found and not program.blocks and not program.notes:
                found.append(errors.EmptyProgram(Span(0, 0)))
            return Parsed(source, None if found else program, tuple(found))
    return Parsed(source, None, tuple(found))


def build(text: str, original: str) -> tree.Program:
    """The tree of a text that is right; raises Lark's errors, and HepirError where it nests too deeply."""
    parsed = parser().parse(text)
    deep = too_deep(parsed)
    if deep is not None:
        raise HepirError((deep,))
    program = build_program(parsed)
    return tree.Program(program.notes, program.blocks, comments_of(original), span=Span(0, len(text)))


def comments_of(text: str) -> tuple[tree.Comment, ...]:
    """The comments of a text that parses."""
    return tuple(
        tree.Comment(match.group().rstrip(), span=Span(match.start(), match.end()))
        for match in re.finditer(r'"(?:[^"\\\n]|\\[^\n])*"|#[^\n]*', text)
        if match.group().startswith("#")
    )


def refuse(text: str) -> Diagnostic | None:
    """What no parser should be asked to read: binary data, far too much of it, nesting without end."""
    if len(text) > MAXIMUM_SIZE:
        return errors.ProgramTooLarge(Span(0, 0), len(text), MAXIMUM_SIZE)
    control = re.search(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffd\ud800-\udfff]", text)
    if control:
        what = f"the character U+{ord(control.group()):04X}"
        return errors.NotText(Span(control.start(), control.end()), what)
    return None


def too_deep(parsed: Tree[Token]) -> Diagnostic | None:
    """The first place where an expression nests deeper than the limit; an explicit stack, for it may be deep."""
    waiting: list[tuple[Tree[Token], int]] = [(parsed, 0)]
    while waiting:
        node, depth = waiting.pop()
        if depth > MAXIMUM_DEPTH:
            return errors.NestedTooDeeply(Span(node.meta.start_pos, node.meta.end_pos), MAXIMUM_DEPTH)
        waiting.extend((child, depth + 1) for child in reversed(node.children) if isinstance(child, Tree))
    return None


def blank(text: str, culprit: int) -> str:
    """The text with the statement that holds offset `culprit` replaced by spaces (a header takes its rules along)."""
    starts = [match for match in STATEMENT.finditer(text) if match.start() <= culprit]
    start = starts[-1].start() if starts else 0
    following = HEADER if starts and HEADER.match(text, start) else STATEMENT
    after = following.search(text, max(culprit, starts[-1].end() if starts else 0))
    end = after.start() if after else len(text)
    return text[:start] + re.sub(r"[^\n]", " ", text[start:end]) + text[end:]
