"""What a model writes, while it writes.

In: where people look on. Out: a function to tell of tokens, or None where nobody looks.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from hepir.models.core import Progress

WIDTH = 60


@contextmanager
def writing_progress(stream: TextIO) -> Iterator[Progress | None]:
    """While this lasts, a terminal shows tokens, tokens a second, and the end of the text that is being written."""
    if not stream.isatty():
        yield None
        return
    from rich.console import Console
    from rich.status import Status
    from rich.text import Text

    start, counts = time.monotonic(), dict[int, int]()
    with Status("reading", console=Console(file=stream)) as status:

        def advance(row: int, tokens: int, text: str) -> None:
            counts[row] = tokens
            total = sum(counts.values())
            rate = total / max(time.monotonic() - start, 1e-3)
            written = " ".join(text.split())[-WIDTH:]
            status.update(Text(f"{total:,} tokens, {rate:,.1f} a second  {written}"))

        yield advance
