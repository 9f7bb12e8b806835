"""What a model writes, while it writes.

In: where people look on. Out: a function to tell of tokens, or None where nobody looks.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from hepir.models.core import Progress

MARGIN = 3
"""Columns of a line for what turns before it."""
LISTED = re.compile(r'.*"statement"\s*:\s*"(?P<statement>(?:[^"\\]|\\.)*)', re.DOTALL)
"""The last statement of a program that is listed as JSON, as far as it is there."""


@contextmanager
def writing_progress(stream: TextIO) -> Iterator[Progress | None]:
    """While this lasts, a terminal shows tokens, tokens a second, and the end of the statement that is being written."""
    if not stream.isatty():
        yield None
        return
    from rich.console import Console
    from rich.status import Status
    from rich.text import Text

    console, seen = Console(file=stream), Seen()
    with Status("reading", console=console) as status:

        def advance(row: int, tokens: int, text: str) -> None:
            line = seen.line(row, tokens, text, console.width - MARGIN)
            status.update(Text(line, no_wrap=True, overflow="ellipsis"))

        yield advance


@dataclass
class Seen:
    """The tokens of each text, and when the first came: before, the model was opened and read."""

    clock: Callable[[], float] = time.monotonic
    start: float | None = None
    counts: dict[int, int] = field(default_factory=dict)

    def line(self, row: int, tokens: int, text: str, width: int) -> str:
        """A line of so many columns."""
        now = self.clock()
        self.start = now if self.start is None else self.start
        self.counts[row] = tokens
        total, passed = sum(self.counts.values()), now - self.start
        rate = f", {total / passed:,.1f} a second" if passed > 1 else ""
        said = f"{total:,} tokens{rate}  "
        room = width - len(said)
        return f"{said}{being_written(text)[-room:]}" if room > 0 else said


def being_written(text: str) -> str:
    """The statement at the end of what is being written."""
    found = LISTED.match(text)
    return " ".join((found["statement"] if found else text).split())
