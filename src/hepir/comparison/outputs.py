"""The results that a run has written, read again.

In: an output folder. Out: `Outputs`, or HepirError (HEP0750). Files are not trusted: what is not as a run writes it is
refused.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import get_args

from hepir.backend.result import InputFile, ProcessResult, RegionResult, StatementStatus, Status
from hepir.comparison.errors import NotResults
from hepir.comparison.output_regions import Object, processes_of, regions_of
from hepir.diagnostics.core import HepirError
from hepir.diagnostics.places import NOWHERE
from hepir.report.arrays import Histogram
from hepir.report.folder import PROGRAM, RECORD
from hepir.source import Source

FACTS = ("experiment", "sqrt_s", "luminosity", "dataset_kind")
DAMAGED = (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError, ImportError)


@dataclass(frozen=True)
class Outputs:
    """A run as its folder tells; `program` is None in folders of versions that did not keep it. `facts` are the experiment,
    the energy, the luminosity and the kind of the data."""

    name: str
    title: str
    regions: tuple[RegionResult, ...]
    statuses: tuple[StatementStatus, ...]
    files: tuple[InputFile, ...]
    schema: str
    program: Source | None
    options: Mapping[str, object]
    facts: Mapping[str, str] = field(default_factory=dict)
    processes: tuple[ProcessResult, ...] = ()

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
    schema, options = record["schema"], record["options"]
    if not isinstance(schema, dict) or not isinstance(options, dict):
        raise TypeError("the schema and the options of a run are expected")
    return Outputs(
        name,
        str(record["title"]),
        regions_of(record["regions"], cutflow["regions"], histograms),
        tuple(status_of(each) for each in record["statements"]),
        tuple(file_of(each) for each in record["inputs"]),
        str(schema["name"]),
        program,
        options,
        {name: str(record[name]) for name in FACTS},
        processes_of(record, cutflow, histograms),
    )


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
