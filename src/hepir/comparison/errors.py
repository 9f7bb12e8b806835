"""What can go wrong while results are compared: HEP0750 to HEP0769."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from hepir.diagnostics.core import Diagnostic


@dataclass(frozen=True)
class NotResults(Diagnostic):
    """The folder holds no results of a run, or they are damaged.

    A run with `-o` writes `run.json`, `cutflow.json` and `histograms.json`; all three are read.

    Example:

        $ hepir compare data

    Instead:

        $ hepir run search.hep data/*.root -o out
        $ hepir compare out
    """

    code: ClassVar[str] = "HEP0750"
    name: ClassVar[str] = "not-results"
    path: str
    reason: str

    @property
    def message(self) -> str:
        return f"`{self.path}` does not hold the results of a run: {self.reason}"

    @property
    def hints(self) -> tuple[str, ...]:
        return ("name the folder that `hepir run ... -o FOLDER` has written",)


@dataclass(frozen=True)
class NotPublished(Diagnostic):
    """What results are to be compared with is neither HEPData YAML nor the folder of another run.

    Understood are one table of HEPData (`independent_variables` and `dependent_variables`), a `submission.yaml` with the
    tables beside it, the folder of one, and the output folder of another run.

    Example:

        $ hepir compare out --to paper.pdf

    Instead:

        $ hepir compare out --to published.yaml
    """

    code: ClassVar[str] = "HEP0751"
    name: ClassVar[str] = "not-published-numbers"
    path: str
    reason: str

    @property
    def message(self) -> str:
        return f"`{self.path}` holds no published numbers: {self.reason}"

    @property
    def hints(self) -> tuple[str, ...]:
        return ("give a table or a submission of HEPData as YAML, or the output folder of another run",)


@dataclass(frozen=True)
class NothingToCompare(Diagnostic):
    """Nothing of what was published could be put beside something that was found.

    Tables are matched by the names of regions and histograms, by the labels of steps, and by their edges. `--map` says
    what a table is where its words do not. Without `--to`, the `expect` rows of the program are compared, and there are
    none.

    Example:

        $ hepir compare out --to published.yaml

    Instead:

        $ hepir compare out --to published.yaml --map "Table 3=search.met"
    """

    code: ClassVar[str] = "HEP0752"
    name: ClassVar[str] = "nothing-to-compare"
    there: str
    left_out: tuple[str, ...] = ()

    @property
    def message(self) -> str:
        if not self.there:
            return "the program has no `expect` rows to compare with"
        return f"nothing in `{self.there}` could be matched with the results"

    @property
    def hints(self) -> tuple[str, ...]:
        if not self.there:
            return (
                "compare with published tables: `--to published.yaml`",
                "or write `expect observed 45 +- 3`",
            )
        return (
            *self.left_out,
            'say what a table is: `--map "TABLE=REGION"` or `--map "TABLE=REGION.HISTOGRAM"`',
        )


@dataclass(frozen=True)
class UnknownTarget(Diagnostic):
    """A table is mapped to a region or histogram that the results do not have.

    Example:

        $ hepir compare out --to published.yaml --map "Table 3=serach.met"

    Instead:

        $ hepir compare out --to published.yaml --map "Table 3=search.met"
    """

    code: ClassVar[str] = "HEP0753"
    name: ClassVar[str] = "unknown-target"
    word: str
    candidates: tuple[str, ...]

    @property
    def message(self) -> str:
        return f"the results have no region or histogram `{self.word}`"

    @property
    def hints(self) -> tuple[str, ...]:
        return (f"there is {', '.join(f'`{each}`' for each in self.candidates)}",)


@dataclass(frozen=True)
class NotEventList(Diagnostic):
    """A file is no list of events as `hepir run --events` writes it.

    Example:

        $ hepir compare a/events.parquet sample.parquet

    Instead:

        $ hepir compare a/events.parquet b/events.parquet
    """

    code: ClassVar[str] = "HEP0754"
    name: ClassVar[str] = "not-an-event-list"
    path: str
    reason: str

    @property
    def message(self) -> str:
        return f"`{self.path}` is no list of events: {self.reason}"

    @property
    def hints(self) -> tuple[str, ...]:
        return ("`hepir run ... -o FOLDER --events` writes one, `FOLDER/events.parquet`",)


@dataclass(frozen=True)
class NoSuchEvent(Diagnostic):
    """The event that is to be explained is not in the file.

    An event is named by its file and its run, luminosity block and event number, or by its place in the file, from 0.

    Example:

        $ hepir explain-event search.hep events.root:1:1:999999

    Instead:

        $ hepir explain-event search.hep events.root:1:1:17
        $ hepir explain-event search.hep events.root:17
    """

    code: ClassVar[str] = "HEP0755"
    name: ClassVar[str] = "no-such-event"
    event: str
    reason: str
    hint: str = ""

    @property
    def message(self) -> str:
        return f"there is no event `{self.event}`: {self.reason}"

    @property
    def hints(self) -> tuple[str, ...]:
        return (
            self.hint or "name it as FILE:RUN:LUMINOSITY_BLOCK:EVENT, or as FILE:ENTRY with entries from 0",
        )
