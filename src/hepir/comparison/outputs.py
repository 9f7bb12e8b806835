"""The results that a run has written, read again.

In: an output folder. Out: `Outputs`, or HepirError (HEP0750). Files are not trusted: what is not as a run writes it is
refused.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import get_args

from hepir.backend.result import Expectation, InputFile, RegionResult, StatementStatus, Status, Step
from hepir.comparison.errors import NotResults
from hepir.diagnostics.core import HepirError
from hepir.diagnostics.places import NOWHERE
from hepir.report.arrays import Histogram
from hepir.report.folder import PROGRAM, RECORD
from hepir.source import Source

Object = Mapping[str, object]
DAMAGED = (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError, ImportError)


@dataclass(frozen=True)
class Outputs:
    """A run as its folder tells; `program` is None in folders of versions that did not keep it, `data` are the processes of
    a dataset that are not simulated."""

    name: str
    title: str
    regions: tuple[RegionResult, ...]
    statuses: tuple[StatementStatus, ...]
    files: tuple[InputFile, ...]
    schema: str
    program: Source | None
    options: Mapping[str, object]
    data: tuple[str, ...] = ()

    def region(self, name: str) -> RegionResult | None:
        """A region by its name."""
        return next((each for each in self.regions if each.name == name), None)

    @property
    def histograms(self) -> Iterator[tuple[RegionResult, str, Histogram]]:
        """All histograms, with their regions."""
        return ((region, name, found) for region in self.regions for name, found in region.histograms.items())


def read_outputs(folder: Path) -> Outputs:
    """Everything that comparisons need of an output folder."""
    from hepir.report.histograms import read_histograms

    if not folder.is_dir() or not (folder / RECORD).is_file():
        raise HepirError((NotResults(NOWHERE, str(folder), f"there is no `{RECORD}`"),))
    try:
        record = json.loads((folder / RECORD).read_bytes())
        cutflow = json.loads((folder / "cutflow.json").read_bytes())
        histograms = read_histograms((folder / "histograms.json").read_bytes())
        return outputs_of(str(folder), record, cutflow, histograms, program_of(folder, record))
    except DAMAGED as error:
        said = " ".join(str(error).split())[:200] or type(error).__name__
        raise HepirError((NotResults(NOWHERE, str(folder), said),)) from error


def program_of(folder: Path, record: Mapping[str, Mapping[str, str]]) -> Source | None:
    """The program that was run."""
    path = folder / PROGRAM
    if not path.is_file():
        return None
    return Source(record["program"]["name"], path.read_text(encoding="utf-8"))


def outputs_of(
    name: str,
    record: Mapping[str, list[Mapping[str, object]]],
    cutflow: Mapping[str, list[Mapping[str, object]]],
    histograms: Mapping[str, Histogram],
    program: Source | None,
) -> Outputs:
    """The same from what the files hold."""
    steps = {
        str(each["name"]): tuple(step_of(step) for step in listed(each["steps"]))
        for each in cutflow["regions"]
    }
    schema, options = record["schema"], record["options"]
    if not isinstance(schema, dict) or not isinstance(options, dict):
        raise TypeError("the schema and the options of a run are expected")
    return Outputs(
        name,
        str(record["title"]),
        tuple(region_of(each, steps[str(each["name"])], histograms) for each in record["regions"]),
        tuple(status_of(each) for each in record["statements"]),
        tuple(file_of(each) for each in record["inputs"]),
        str(schema["name"]),
        program,
        options,
        data_of(record.get("dataset")),
    )


def data_of(dataset: object) -> tuple[str, ...]:
    """The processes of a dataset that are data."""
    samples = listed(dataset["samples"]) if isinstance(dataset, dict) else []
    return tuple(dict.fromkeys(str(each["process"]) for each in samples if each["kind"] == "data"))


def listed(value: object) -> list[Object]:
    """A list of objects; TypeError for anything else."""
    if not isinstance(value, list) or not all(isinstance(each, dict) for each in value):
        raise TypeError("a list of objects is expected")
    return value


def status_of(row: Object) -> StatementStatus:
    """How well the input expresses a statement."""
    found = str(row["status"])
    for status in get_args(Status):
        if found == status:
            return StatementStatus(int(str(row["line"])), str(row["statement"]), status, str(row["note"]))
    raise ValueError(f"unknown status `{found[:40]}`")


def file_of(row: Object) -> InputFile:
    """A file that was read."""
    return InputFile(str(row["name"]), str(row["sha256"]), str(row["tree"]), int(str(row["entries"])))


def step_of(step: Object) -> Step:
    """A step of a cutflow."""
    numbers = (float(str(step[key])) for key in ("sumw", "sumw2"))
    return Step(str(step["statement"]), int(str(step["line"])), int(str(step["entries"])), *numbers)


def region_of(region: Object, steps: tuple[Step, ...], histograms: Mapping[str, Histogram]) -> RegionResult:
    """A region with its cutflow and histograms."""
    name, names, skipped = str(region["name"]), region["histograms"], region["skipped"]
    if not isinstance(names, list) or not isinstance(skipped, dict):
        raise TypeError("a region needs histograms")
    return RegionResult(
        name,
        steps,
        {str(each): histograms[f"{name}.{each}"] for each in names},
        {str(key): int(value) for key, value in skipped.items()},
        tuple(expectation_of(each) for each in listed(region["expectations"])),
    )


def expectation_of(row: Object) -> Expectation:
    """An `expect` row."""
    spread = row["uncertainty"]
    return Expectation(
        str(row["name"]),
        float(str(row["value"])),
        None if spread is None else float(str(spread)),
        int(str(row["line"])),
    )
