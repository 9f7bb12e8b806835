"""What a run says about the statements that are reviewed.

In: the output folder of a run of the same program, or nothing. Out: for a line its status, the events before and after, and
the histogram of the events that pass all other steps, where the run has made one.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

from hepir.backend.result import StatementStatus

Object = dict[str, object]


@dataclass(frozen=True)
class RunFacts:
    """Statuses, steps and histograms by the line of the draft's statement; `moved` leads from lines of the reviewed text."""

    statuses: Mapping[int, StatementStatus] = field(default_factory=dict)
    steps: Mapping[int, list[Object]] = field(default_factory=dict)
    pictures: Mapping[int, list[Object]] = field(default_factory=dict)
    moved: Mapping[int, int] = field(default_factory=dict)

    def of_line(self, line: int) -> Object:
        """What is known of a statement, by its line in the reviewed text."""
        own = self.moved.get(line, line)
        status = self.statuses.get(own)
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
    from hepir.report.arrays import contents
    from hepir.report.without import read_without

    outputs = read_outputs(folder)
    steps: dict[int, list[Object]] = {}
    for region in outputs.regions:
        for before, after in pairwise(region.steps):
            found: Object = {"region": region.name, "before": before.entries, "after": after.entries}
            steps.setdefault(after.line, []).append(found)
    pictures: dict[int, list[Object]] = {}
    for (region_name, line), histogram in read_without(folder).items():
        pictures.setdefault(line, []).append(
            {
                "region": region_name,
                "label": str(histogram.axes[0].label),
                "edges": [float(edge) for edge in histogram.axes[0].edges],
                "values": [float(value) for value in contents(histogram)],
            }
        )
    return RunFacts({each.line: each for each in outputs.statuses}, steps, pictures)
