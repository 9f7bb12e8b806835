"""The regions of results that a run has written, and those of the processes of a dataset.

In: what `run.json`, `cutflow.json` and `histograms.json` hold. Out: regions as the run had them, with their variations; or
KeyError, TypeError and ValueError for what no run writes.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal

from hepir.backend.result import Expectation, ProcessResult, RegionResult, Step, VariationResult
from hepir.report.arrays import Histogram
from hepir.report.names import histogram_key, process_key, varied_key

Object = Mapping[str, object]
KINDS: Mapping[str, Literal["data", "mc"]] = {"data": "data", "mc": "mc"}


def listed(value: object) -> list[Object]:
    """A list of objects; TypeError for anything else."""
    if not isinstance(value, list) or not all(isinstance(each, dict) for each in value):
        raise TypeError("a list of objects is expected")
    return value


def regions_of(
    records: Sequence[Object], cutflows: object, histograms: Mapping[str, Histogram], process: str = ""
) -> tuple[RegionResult, ...]:
    """The regions of the whole, or of one process."""
    named = {str(each["name"]): each for each in listed(cutflows)}
    return tuple(region_of(each, named[str(each["name"])], histograms, process) for each in records)


def region_of(
    record: Object, cutflow: Object, histograms: Mapping[str, Histogram], process: str
) -> RegionResult:
    """A region with its cutflow and histograms; numbers of the publication and missing values are those of the whole."""
    name, names, skipped = str(record["name"]), record["histograms"], record["skipped"]
    if not isinstance(names, list) or not isinstance(skipped, dict):
        raise TypeError("a region needs histograms")

    def found(key: str) -> Histogram:
        return histograms[process_key(process, key) if process else key]

    variations = tuple(
        VariationResult(
            systematic := str(each["systematic"]),
            direction := str(each["direction"]),
            steps_of(each),
            {str(own): found(varied_key(name, str(own), f"{systematic}.{direction}")) for own in names},
            {},
        )
        for each in listed(cutflow.get("variations", []))
    )
    return RegionResult(
        name,
        steps_of(cutflow),
        {str(own): found(histogram_key(name, str(own))) for own in names},
        {} if process else {str(key): int(value) for key, value in skipped.items()},
        () if process else tuple(expectation_of(each) for each in listed(record["expectations"])),
        variations,
    )


def processes_of(
    record: Object, cutflow: Object, histograms: Mapping[str, Histogram]
) -> tuple[ProcessResult, ...]:
    """The processes of a dataset with what is not known of their cross-sections; none without a dataset."""
    dataset = record.get("dataset", {})
    spreads = dataset.get("uncertainties", {}) if isinstance(dataset, dict) else {}
    return tuple(
        ProcessResult(
            name := str(each["name"]),
            KINDS[str(each["kind"])],
            regions_of(listed(record["regions"]), each["regions"], histograms, name),
            float(spreads.get(name, 0.0)),
        )
        for each in listed(cutflow.get("processes", []))
    )


def steps_of(cutflow: Object) -> tuple[Step, ...]:
    """The steps of a cutflow."""
    return tuple(step_of(each) for each in listed(cutflow["steps"]))


def step_of(step: Object) -> Step:
    """A step of a cutflow."""
    numbers = (float(str(step[key])) for key in ("sumw", "sumw2"))
    return Step(str(step["statement"]), int(str(step["line"])), int(str(step["entries"])), *numbers)


def expectation_of(row: Object) -> Expectation:
    """An `expect` row."""
    spread = row["uncertainty"]
    return Expectation(
        str(row["name"]),
        float(str(row["value"])),
        None if spread is None else float(str(spread)),
        int(str(row["line"])),
    )
