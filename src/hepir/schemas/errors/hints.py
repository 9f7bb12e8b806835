"""What a person may have meant.

In: a name and the names that are known. Out: hints.
"""

from __future__ import annotations

from hepir.diagnostics.nearest import nearest


def did_you_mean(name: str, known: tuple[str, ...]) -> tuple[str, ...]:
    """A hint with the nearest names, or with all names where there are few."""
    if close := nearest(name, known):
        return (f"did you mean {' or '.join(f'`{text}`' for text in close)}?",)
    return (f"known: {', '.join(known)}",) if 0 < len(known) <= 12 else ()
