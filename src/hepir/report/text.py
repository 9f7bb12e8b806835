"""Small pieces of text that tables, pictures and the page share.

In: numbers and strings of a result, where strings may hold anything. Out: what a person reads, on one line.
"""

from __future__ import annotations

from math import floor, isfinite, log10

MOST_DIGITS = 6  # behind the point, of a number with an error


def printable(text: str) -> str:
    """The text on one line, with anything that could steer a terminal or hide other text made visible."""
    words = " ".join(text.split())
    return "".join(
        character if character.isprintable() else "\N{REPLACEMENT CHARACTER}" for character in words
    )


def shorten(text: str, width: int) -> str:
    """At most `width` characters, the last an ellipsis where something was cut."""
    line = printable(text)
    return line if len(line) <= width else line[: max(width - 1, 0)].rstrip() + "…"


def count(number: int) -> str:
    """A count with separators of thousands."""
    return f"{number:,}"


def percent(fraction: float | None) -> str:
    """A fraction as percent with four significant digits at most; a dash where it has no meaning."""
    if fraction is None:
        return "–"
    share = 100 * fraction
    return f"{share:.1f} %" if abs(share) >= 10 or share == 0 else f"{share:.2g} %"


def number(value: float) -> str:
    """A number with five significant digits at most; whole numbers in full."""
    return count(int(value)) if value.is_integer() and abs(value) < 1e15 else f"{value:.5g}"


def with_error(value: float, error: float) -> str:
    """`value ± error`, both to the place of the error's second significant digit; `(1.25 ± 0.33)e+09` where numbers are large
    or small."""
    if error == 0 or not isfinite(error) or not isfinite(value):
        return f"{value:.6g} ± {error:.2g}"
    place, largest = 1 - floor(log10(abs(error))), max(abs(value), abs(error))
    if largest < 1e7 and place <= 7:
        return f"{round(value, place):,.{max(place, 0)}f} ± {round(error, place):,.{max(place, 0)}f}"
    power = floor(log10(largest))
    digits = place + power
    if digits > MOST_DIGITS:
        return f"{value:.6g} ± {error:.2g}"
    return f"({value / 10.0**power:.{digits}f} ± {error / 10.0**power:.{digits}f})e{power:+03d}"


def plural(amount: int, word: str) -> str:
    """`1 file`, `2 files`."""
    return f"{count(amount)} {word}" if amount == 1 else f"{count(amount)} {word}s"
