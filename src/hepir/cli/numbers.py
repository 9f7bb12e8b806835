"""Numbers that people type. In: a word. Out: a number, or argparse's complaint."""

from __future__ import annotations

from argparse import ArgumentTypeError


def positive(text: str) -> int:
    """A whole number from 1 on; `1_000_000` is understood as well."""
    try:
        number = int(text)
    except ValueError:
        number = 0
    if number < 1:
        raise ArgumentTypeError(f"`{text}` is not a whole number from 1 on")
    return number
