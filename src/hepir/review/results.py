"""What a run says about the statements that are reviewed.

In: the output folder of a run of the same program, or nothing. Out: for a line its status, the events before and after, and
the histogram of the events that pass all other steps, where the run has made one.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from hepir.backend.result import StatementStatus

if TYPE_CHECKING:
    from hepir.report.arrays import Histogram
    from hepir.report.without import Filled, LeftOut

Object = dict[str, object]


@dataclass(frozen=True)
class RunFacts:
    """Statuses, steps and histograms by the line of the draft's statement; `moved` leads from lines of the reviewed text, by
    which `bound` has what a data format says of it."""

    statuses: Mapping[int, StatementStatus] = field(default_factory=dict)
    steps: Mapping[int, list[Object]] = field(default_factory=dict)
    pictures: Mapping[int, list[Object]] = field(default_factory=dict)
    moved: Mapping[int, int] = field(default_factory=dict)
    bound: Mapping[int, StatementStatus] = field(default_factory=dict)

    def of_line(self, line: int) -> Object:
        """What is known of a statement, by its line in the reviewed text."""
        own = self.moved.get(line, line)
        status = self.bound.get(line) or self.statuses.get(own)
        return {
            "status": None if status is None else {"status": status.status, "note": status.note},
            "events": list(self.steps.get(own, ())),
            "without": list(self.pictures.get(own, ())),
        }


def run_facts(folder: Path | None) -> RunFacts:
    """What a folder of results says. Raises HepirError (HEP0750)."""
    if folder is None:
        return RunFacts()
    from hepir.comparison.outputs import read_outputs
    from hepir.report.without import read_without

    outputs = read_outputs(folder)
    steps: dict[int, list[Object]] = {}
    for region in outputs.regions:
        for before, after in pairwise(region.steps):
            found: Object = {"region": region.name, "before": before.entries, "after": after.entries}
            steps.setdefault(after.line, []).append(found)
    pictures: dict[int, list[Object]] = {}
    data = {each.name for each in outputs.processes if each.kind == "data"}
    for left_out, filled in read_without(folder).items():
        pictures.setdefault(left_out.line, []).append(picture_object(left_out, filled, data))
    return RunFacts({each.line: each for each in outputs.statuses}, steps, pictures)


def picture_object(left_out: LeftOut, filled: Filled, data: Collection[str]) -> Object:
    """A histogram of the events that pass all other steps; `data` beside simulation, where a dataset has both."""
    observed = [histogram for name, histogram in filled.processes.items() if name in data]
    simulated = len(observed) < len(filled.processes)
    return {
        "region": left_out.region,
        "part": left_out.part,
        "label": str(filled.whole.axes[0].label),
        "edges": [float(edge) for edge in filled.whole.axes[0].edges],
        "values": numbers(filled.whole),
        "data": numbers(sum(observed[1:], start=observed[0])) if observed and simulated else None,
    }


def numbers(histogram: Histogram) -> list[float]:
    """The contents of the bins."""
    return [float(value) for value in histogram.values()]
