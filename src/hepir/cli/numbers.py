"""Numbers that people type. In: a word. Out: a number, or argparse's complaint."""

from __future__ import annotations

import os
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


def whole(text: str) -> int:
    """A whole number from 0 on that fits into 63 bits."""
    try:
        number = int(text)
    except ValueError:
        number = -1
    if not 0 <= number < 1 << 63:
        raise ArgumentTypeError(f"`{text}` is not a whole number from 0 to 2^63 - 1")
    return number


def workers(text: str) -> int:
    """How many workers: a number, or `all`, which is as many as there are cores that may be used."""
    if text == "all":
        usable = getattr(os, "sched_getaffinity", None)
        return len(usable(0)) if usable is not None else os.cpu_count() or 1
    try:
        return positive(text)
    except ArgumentTypeError as error:
        raise ArgumentTypeError(f"{error}, nor `all`") from error
