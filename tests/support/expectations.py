"""Diagnostics that a program says it expects, against those that the checker reports.

In: a `.hep` program with `#! HEP0301 HEP0102` at the end of the lines where those codes are due, or
`#!! HEP0102` on a line of its own where the line does not matter. Out: what differs, a sentence each.
A program without such comments must be clean, warnings and notes included.
"""

import re
from collections import Counter
from collections.abc import Iterable

from hepir.source import Source

ANYWHERE = re.compile(r"^\s*#!!\s*(?P<codes>HEP\d{4}(?:\s+HEP\d{4})*)\s*$")
ON_THIS_LINE = re.compile(r"#!\s*(?P<codes>HEP\d{4}(?:\s+HEP\d{4})*)\s*$")
MARK = re.compile(r"#!")

Places = Counter[tuple[int, str]]
Report = tuple[int, str, str]


def expected(program: str) -> tuple[Places, Counter[str]]:
    """The codes due on lines, and those due anywhere; an error where a mark cannot be read."""
    places: Places = Counter()
    anywhere: Counter[str] = Counter()
    for number, line in enumerate(program.splitlines(), 1):
        if found := ANYWHERE.match(line):
            anywhere.update(found["codes"].split())
        elif found := ON_THIS_LINE.search(line):
            places.update((number, code) for code in found["codes"].split())
        elif MARK.search(line):
            raise ValueError(f"line {number}: `#!` is followed by diagnostic codes alone: {line.strip()}")
    return places, anywhere


def reported(program: str) -> tuple[Report, ...]:
    """What the checker reports: the line it points at, the code and the message."""
    from hepir.api import check_source

    source = Source("<page>", program)
    return tuple(
        (source.position(diagnostic.span.start).line, diagnostic.code, diagnostic.message)
        for diagnostic in check_source(source)
    )


def differences(program: str, reports: Iterable[Report], also_anywhere: Iterable[str] = ()) -> list[str]:
    """What was reported beyond, or short of, what the program expects; empty where they agree."""
    places, anywhere = expected(program)
    anywhere.update(also_anywhere)
    lines: list[str] = []
    for line, code, message in sorted(reports):
        if places[line, code]:
            places[line, code] -= 1
        elif anywhere[code]:
            anywhere[code] -= 1
        else:
            lines.append(f"line {line}: {code} is reported: {message}")
    lines += (f"line {line}: {code} is expected, not reported" for line, code in sorted(places.elements()))
    lines += (f"{code} is expected somewhere, not reported" for code in sorted(anywhere.elements()))
    return lines
