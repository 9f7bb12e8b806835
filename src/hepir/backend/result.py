"""The result of a run, as values.

In: what a backend counted and filled. Out: frozen dataclasses that the writers, the report and notebooks read.
Histograms are `hist.Hist` with `Weight` storage and flow bins; values on an axis are in the unit of its label.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from typing import TYPE_CHECKING, Literal

from hepir.light_dataclasses import dataclass

if TYPE_CHECKING:
    from hist import Hist
    from hist.storage import Weight

Status = Literal["faithful", "approximated", "implicit", "unsupported"]


@dataclass(frozen=True)
class Step:
    """One step of a cutflow: its statement (`all events` first), line (0 for the first), raw count, sums of weights."""

    statement: str
    line: int
    entries: int
    sumw: float
    sumw2: float


@dataclass(frozen=True)
class Expectation:
    """A published number that the program states: `expect observed 45 +- 3`."""

    name: str
    value: float
    uncertainty: float | None
    line: int


@dataclass(frozen=True)
class VariationResult:
    """A region under one direction of a systematic: the same steps, histograms and counts of skipped values."""

    systematic: str
    direction: str
    steps: tuple[Step, ...]
    histograms: Mapping[str, Hist[Weight]]
    skipped: Mapping[str, int]

    @property
    def label(self) -> str:
        """What it is called: `jet_energy_scale.up`."""
        return f"{self.systematic}.{self.direction}"


@dataclass(frozen=True)
class RegionResult:
    """A region's cutflow, histograms by name, and how many values each histogram skipped because they were missing.

    `variations` are those that touch the region; under all others it is as it is nominally.
    """

    name: str
    steps: tuple[Step, ...]
    histograms: Mapping[str, Hist[Weight]]
    skipped: Mapping[str, int]
    expectations: tuple[Expectation, ...] = ()
    variations: tuple[VariationResult, ...] = ()


@dataclass(frozen=True)
class StatementStatus:
    """How well the data can express a statement, and why it is not faithful."""

    line: int
    statement: str
    status: Status
    note: str = ""


@dataclass(frozen=True)
class InputFile:
    """A file that was read: its name without folders, checksum, tree and number of events read."""

    name: str
    sha256: str
    tree: str
    entries: int


@dataclass(frozen=True)
class ProgramFile:
    """A file beside the program that it reads, such as a table: its path from there, checksum and content."""

    path: str
    sha256: str
    content: bytes = field(repr=False)


@dataclass(frozen=True)
class Provenance:
    """Everything that is needed to repeat the run."""

    hepir_version: str
    packages: Mapping[str, str]
    program: str
    program_sha256: str
    schema: str
    schema_sha256: str
    backend: str
    dataset_kind: Literal["data", "simulation", "unknown"]
    files: tuple[InputFile, ...]
    options: Mapping[str, str | int | float | bool | None] = field(default_factory=dict)
    program_text: str = ""
    program_files: tuple[ProgramFile, ...] = ()


@dataclass(frozen=True)
class SampleRecord:
    """A sample of a dataset as it was used: events are weighted by `scale`, which is the luminosity times the cross-section,
    filter efficiency and k-factor (in pb, 1/pb) by the sum of weights; 1 for data."""

    name: str
    process: str
    kind: Literal["data", "mc"]
    entries: int
    scale: float = 1.0
    cross_section: float | None = None
    filter_efficiency: float | None = None
    k_factor: float | None = None
    sum_of_weights: float | None = None


@dataclass(frozen=True)
class ProcessResult:
    """All samples of a process, normalised and added; `spread` is the relative uncertainty of its cross-section."""

    name: str
    kind: Literal["data", "mc"]
    regions: tuple[RegionResult, ...]
    spread: float = 0.0


@dataclass(frozen=True)
class DatasetRecord:
    """The dataset of a run: its file's name and checksum, the luminosity in 1/pb and its relative uncertainty, the process
    that is the signal, and relative uncertainties of cross-sections by process."""

    file: str
    sha256: str
    luminosity: float
    luminosity_uncertainty: float
    signal: str | None
    samples: tuple[SampleRecord, ...]
    uncertainties: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True)
class Result:
    """A whole run. `notes` are the program's `unresolved`, `delegated` and `dismissed`, holes skipped and what was not
    evaluated. With a dataset, `regions` are the sum of all simulated processes (of data, where there is no simulation), and
    `processes` what each gives, data last."""

    title: str
    experiment: str
    sqrt_s: str
    luminosity: str
    regions: tuple[RegionResult, ...]
    statuses: tuple[StatementStatus, ...]
    notes: tuple[str, ...]
    provenance: Provenance
    processes: tuple[ProcessResult, ...] = ()
    dataset: DatasetRecord | None = None
