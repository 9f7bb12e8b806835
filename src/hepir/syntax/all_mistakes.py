"""All syntax errors of a text.

In: a text and the first error that Lark met in it. Out: diagnostics in the order of the text. After an error
the statement it stands in is blanked, place for place, and reading goes on at the block that held it, so that
several errors show at once and reading stays linear in the length of the text.
"""

from __future__ import annotations

import re

from lark import UnexpectedInput

from hepir.diagnostics.core import Diagnostic
from hepir.source import Span
from hepir.syntax.limits import trespasses
from hepir.syntax.mistakes import describe
from hepir.syntax.recovery import block_start, damage
from hepir.syntax.situation import situation
from hepir.syntax.tables import parser

MAXIMUM_ERRORS = 20


def all_mistakes(text: str, error: UnexpectedInput) -> tuple[Diagnostic, ...]:
    """The diagnostic for an error, and those for what is wrong after it."""
    found: list[Diagnostic] = []
    remaining, offset = text, 0
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
