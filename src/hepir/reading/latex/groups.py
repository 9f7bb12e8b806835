"""Where groups of LaTeX end.

In: a text and a place in it. Out: the place behind white space, or behind the bracket that closes a group.
"""

from __future__ import annotations

import re

SPACE = re.compile(r"\s*")
BRACKETS = re.compile(r"\\.|[{}\[\]]", re.DOTALL)


def skip(text: str, place: int) -> int:
    """Past white space."""
    found = SPACE.match(text, place)
    return found.end() if found else place


def closing(text: str, start: int, opener: str, closer: str) -> int | None:
    """Behind the bracket that closes the one at `start`; None where there is none."""
    depth = 0
    braces = 0
    for found in BRACKETS.finditer(text, start):
        mark = found[0]
        if opener == "[" and mark in "{}":
            braces += 1 if mark == "{" else -1
        elif mark == opener:
            depth += 1
        elif mark == closer and braces <= 0:
            depth -= 1
            if depth == 0:
                return found.end()
    return None
