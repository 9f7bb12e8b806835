"""Diagnostics that a program says it expects, against those that the checker reports.

In: a `.hep` program with `#! HEP0301 HEP0102` at the end of the lines where those codes are due, or
`#!! HEP0102` on a line of its own where the line does not matter. Out: what differs, a sentence each.
A program without such comments must be clean, warnings and notes included. With a schema, a line may end with
`#= approximated` instead: how well the format can express it; `faithful` need not be said.
"""

import re
from collections import Counter
from collections.abc import Iterable

from hepir.source import Source

ANYWHERE = re.compile(r"^\s*#!!\s*(?P<codes>HEP\d{4}(?:\s+HEP\d{4})*)\s*$")
ON_THIS_LINE = re.compile(r"#!\s*(?P<codes>HEP\d{4}(?:\s+HEP\d{4})*)\s*(?:#=.*)?$")
MARK = re.compile(r"#!")
STATUS = re.compile(r"#=\s*(?P<status>\S+)\s*$")

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


def reported(program: str, schema: str | None = None) -> tuple[Report, ...]:
    """What the checker reports: the line it points at, the code and the message."""
    from hepir.api import check_source

    source = Source("<page>", program)
    return tuple(
        (source.position(diagnostic.span.start).line, diagnostic.code, diagnostic.message)
        for diagnostic in check_source(source, schema)
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


def statuses(program: str, schema: str) -> list[str]:
    """Where the status of a statement on a format is another than its line says; empty where they agree."""
    from hepir.compiling import analyse
    from hepir.ir.binding import bind
    from hepir.schemas.loading import find_schema

    found_schema = find_schema(schema)
    checked = analyse(Source("<page>", program), found_schema).program
    if checked is None:
        return []
    lines = program.splitlines()
    said = {number: mark["status"] for number, line in enumerate(lines, 1) if (mark := STATUS.search(line))}
    found = {each.line: each.status for each in bind(checked, found_schema, skip_holes=True).statuses}
    wrong = {
        line
        for line in said.keys() | found.keys()
        if said.get(line, "faithful") != found.get(line, "faithful")
    }
    return [f"line {line}: the status is {found.get(line, 'none')}" for line in sorted(wrong)]
