"""Other things that a run is compared with: another run, and the program's own `expect` rows.

In: the results of runs. Out: `Published`.
"""

from __future__ import annotations

import re

from hepir.backend.result import RegionResult
from hepir.comparison.cells import cells_of
from hepir.comparison.outputs import Outputs
from hepir.comparison.published import Published, PublishedCutflow, PublishedHistogram, PublishedNumber
from hepir.tabular.model import Measured


def published_run(there: Outputs, here: Outputs) -> Published:
    """The cutflows and histograms of another run; regions with another name are those that ask the same."""
    names = names_of(there, here)
    known = [each for each in there.regions if here.region(names[each.name]) is not None]
    cutflows = tuple(
        PublishedCutflow(
            names[region.name],
            region.name,
            tuple(
                (step.statement, Measured.counted(step.sumw, step.sumw2, step.entries))
                for step in region.steps
            ),
        )
        for region in known
    )
    histograms = tuple(
        PublishedHistogram(f"{names[region.name]}.{name}", f"{region.name}.{name}", cells_of(histogram))
        for region in known
        for name, histogram in region.histograms.items()
        if name in (here.region(names[region.name]) or region).histograms
    )
    remarks = tuple(renamed(here, name, other) for other, name in names.items() if other != name)
    return Published(there.name, (), cutflows, histograms, tuple(alone(there, here, names)), remarks)


def names_of(there: Outputs, here: Outputs) -> dict[str, str]:
    """What each region of the other run is called here: the same; or else that of the same steps, or what is left over
    where that is one on each side."""
    ours = [each for each in here.regions if there.region(each.name) is None]
    names = {each.name: each.name for each in there.regions}
    theirs = [each for each in there.regions if here.region(each.name) is None]
    for region in theirs:
        alike = [each for each in ours if statements(each) == statements(region)]
        twins = [each for each in theirs if statements(each) == statements(region)]
        if len(alike) == len(twins) == 1:
            names[region.name] = alike[0].name
    left = [each for each in theirs if names[each.name] == each.name]
    unused = [each for each in ours if each.name not in names.values()]
    if len(left) == len(unused) == 1 and nearly_alike(left[0], unused[0], here, there):
        names[left[0].name] = unused[0].name
    return names


def statements(region: RegionResult) -> tuple[str, ...]:
    """The steps of a region as they are written, apart from their evidence."""
    return tuple(" ".join(each.statement.partition("@")[0].split()) for each in region.steps)


def nearly_alike(one: RegionResult, other: RegionResult, here: Outputs, there: Outputs) -> bool:
    """Whether two regions have half of their steps in common, or are the only ones of their runs."""
    shared = set(statements(one)[1:]) & set(statements(other)[1:])
    alone_there = len(here.regions) == len(there.regions) == 1
    return alone_there or 2 * len(shared) >= max(len(one.steps), len(other.steps)) - 1 > 0


def renamed(here: Outputs, name: str, other: str) -> str:
    """That a region has another name in the other run, with the line of its header."""
    lines = here.program.text.splitlines() if here.program is not None else []
    header = re.compile(rf"\s*region\s+{re.escape(name)}\b")
    line = next((number for number, text in enumerate(lines, 1) if header.match(text)), 0)
    return f"{f'line {line}: ' if line else ''}region {name}: the other run calls it `{other}`"


def alone(there: Outputs, here: Outputs, names: dict[str, str]) -> list[str]:
    """What only one of two runs has."""
    found = [
        f"region `{each.name}` is only there"
        for each in there.regions
        if here.region(names[each.name]) is None
    ]
    shared = set(names.values())
    found += [f"region `{each.name}` is only here" for each in here.regions if each.name not in shared]
    for region in there.regions:
        ours = here.region(names[region.name])
        if ours is not None:
            missing = [name for name in region.histograms if name not in ours.histograms]
            more = [name for name in ours.histograms if name not in region.histograms]
            found += [f"histogram `{region.name}.{name}` is only there" for name in missing]
            found += [f"histogram `{ours.name}.{name}` is only here" for name in more]
    return found


def expected(here: Outputs) -> Published:
    """The `expect` rows of a run's own program."""
    numbers = tuple(
        PublishedNumber(
            region.name,
            "expect",
            row.name,
            Measured(row.value, row.uncertainty or 0.0, row.uncertainty or 0.0),
            row.line,
        )
        for region in here.regions
        for row in region.expectations
    )
    return Published("", numbers)
