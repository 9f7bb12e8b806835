"""Which part of a text an error spoils.

In: where the parser stopped and what was made of it. Out: the span to blank before reading on, and where to
read on. A header takes its rules along, for they would only complain that their block is missing.
"""

from __future__ import annotations

from hepir.diagnostics.core import Diagnostic
from hepir.source import Span
from hepir.syntax import errors
from hepir.syntax.situation import Situation
from hepir.syntax.words import BEGINNING, BLOCKS, HEADER, HOMES

RULED = ("object", "combine", "region", "systematic")  # blocks that are written for their rules


def damage(here: Situation, found: Diagnostic) -> Span:
    """What to blank: surplus characters, a line that cannot stand there, or the statement with the error."""
    if isinstance(found, errors.UnexpectedText) and found.edit and not found.edit.text.strip():
        return found.edit.span
    if here.begins_line and here.may_begin and not here.at_end:
        return Span(here.start, line_end(here, found))
    end = end_of(here.text, here.keyword, max(here.before, here.statement.end, 1))
    return Span(here.statement.start, end)


def line_end(here: Situation, found: Diagnostic) -> int:
    """Where a line that begins no statement ends: with its rules, if it seems to be a header."""
    if isinstance(found, errors.MisplacedRule):
        header = not block_above(here).startswith(RULED)
    else:
        meant = found.edits[0].text.strip() if found.edits else ""
        header = meant in BLOCKS or (here.start == here.line_start and meant not in HOMES)
    following = (HEADER if header else BEGINNING).search(here.text, here.span.end)
    return following.start() if following else len(here.text)


def block_above(here: Situation) -> str:
    """The keyword of the block that is open where the error is."""
    headers = [match.group(1) for match in HEADER.finditer(here.text, 0, here.start)]
    return headers[-1] if headers else ""


def end_of(text: str, keyword: str, offset: int) -> int:
    """Where the statement that holds `offset` ends; a block ends with its last rule."""
    following = (HEADER if keyword in BLOCKS else BEGINNING).search(text, offset)
    return following.start() if following else len(text)


def block_start(text: str, offset: int, earliest: int) -> int:
    """Where to read on: the header above an offset, but not before `earliest`."""
    start = earliest
    for match in HEADER.finditer(text, earliest, offset):
        start = match.start()
    return start
