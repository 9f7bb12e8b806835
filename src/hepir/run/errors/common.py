"""What the diagnostics of the run stage share."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NoReturn

from hepir.diagnostics.core import Diagnostic, HepirError
from hepir.source import Span

NOWHERE = Span(0, 0)  # these diagnostics are about files, not about a place in the program
MOST_LISTED = 8


def fail(diagnostic: Diagnostic) -> NoReturn:
    """Raise the one diagnostic for which a stage cannot go on."""
    raise HepirError((diagnostic,))


def listed(names: Sequence[str], limit: int = MOST_LISTED) -> str:
    """`a`, `b`, and how many there are besides."""
    shown = ", ".join(f"`{name}`" for name in names[:limit])
    return shown if len(names) <= limit else f"{shown} and {len(names) - limit} more"


def reason_of(error: BaseException) -> str:
    """What an exception says, in its first line; its kind where that says nothing."""
    first = (str(error).strip().splitlines() or [""])[0].strip(" ,;:")
    return f"its records do not decode ({type(error).__name__})" if first in ("", "while reading") else first


def raise_all(diagnostics: Iterable[Diagnostic]) -> None:
    """Raise the diagnostics together, if there are any."""
    collected = tuple(diagnostics)
    if collected:
        raise HepirError(collected)
