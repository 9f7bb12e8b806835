"""Other things that a run is compared with: another run, and the program's own `expect` rows.

In: the results of runs. Out: `Published`.
"""

from __future__ import annotations

from hepir.comparison.cells import cells_of
from hepir.comparison.outputs import Outputs
from hepir.comparison.published import Published, PublishedCutflow, PublishedHistogram, PublishedNumber
from hepir.tabular.model import Measured


def published_run(there: Outputs, here: Outputs) -> Published:
    """The cutflows and histograms of another run; its only region is that of the other, whatever it is called."""
    names = {each.name: each.name for each in there.regions}
    if len(there.regions) == len(here.regions) == 1:
        names = {there.regions[0].name: here.regions[0].name}
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
    return Published(there.name, (), cutflows, histograms, tuple(alone(there, here, names)))


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
