"""What can be wrong with a dataset: HEP0780 to HEP0789.

In: what reading found. Out: diagnostics whose spans are places in the dataset file.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from hepir.diagnostics.core import Diagnostic, Label
from hepir.source import Span


@dataclass(frozen=True)
class DatasetUnreadable(Diagnostic):
    """A dataset file cannot be read, or is not TOML.

    Example:

        [[samples]]
        name = ttbar

    Instead:

        [[samples]]
        name = "ttbar"
    """

    code: ClassVar[str] = "HEP0780"
    name: ClassVar[str] = "dataset-unreadable"
    path: str
    reason: str

    @property
    def message(self) -> str:
        """Which file, and why."""
        return f"the dataset `{self.path}` cannot be read: {self.reason}"


@dataclass(frozen=True)
class DatasetKey(Diagnostic):
    """A dataset has no such key, or lacks one that it needs.

    A sample has a `name`, `files` and a `kind`; simulation has a `cross_section` and a `sum_of_weights` too, and the dataset
    then has a `luminosity`.

    Example:

        [[samples]]
        name = "ttbar"
        kind = "mc"
        files = ["ttbar.root"]
        crosssection = "831.8 pb"

    Instead:

        luminosity = "35.9 /fb"

        [[samples]]
        name = "ttbar"
        kind = "mc"
        files = ["ttbar.root"]
        cross_section = "831.8 pb"
        sum_of_weights = "events"
    """

    code: ClassVar[str] = "HEP0781"
    name: ClassVar[str] = "dataset-key"
    key: str
    owner: str
    known: tuple[str, ...] = ()
    candidates: tuple[str, ...] = ()
    advice: str = ""

    @property
    def message(self) -> str:
        """Which key."""
        return (
            f"{self.owner} has no `{self.key}`"
            if not self.known
            else f"{self.owner} cannot have `{self.key}`"
        )

    @property
    def hints(self) -> tuple[str, ...]:
        """What there is."""
        near = (f"did you mean `{self.candidates[0]}`?",) if self.candidates else ()
        known = (f"it may have {', '.join(self.known)}",) if self.known else ()
        return (*near, *known, *((self.advice,) if self.advice else ()))


@dataclass(frozen=True)
class DatasetValue(Diagnostic):
    """A value in a dataset is not of the kind that its key takes.

    Example:

        [[samples]]
        name = "ttbar"
        kind = "background"
        files = ["ttbar.root"]

    Instead:

        [[samples]]
        name = "run2016"
        kind = "data"
        files = ["run2016.root"]
    """

    code: ClassVar[str] = "HEP0782"
    name: ClassVar[str] = "dataset-value"
    key: str
    found: str
    expected: str

    @property
    def message(self) -> str:
        """What was found and expected."""
        return f"`{self.key}` is {self.found}, and {self.expected} is expected"


@dataclass(frozen=True)
class QuantityWithoutUnit(Diagnostic):
    """A cross-section or a luminosity stands without its unit.

    They are texts with a number and a unit: nothing is guessed, since a factor of a thousand lies between pb and fb.

    Example:

        luminosity = 35.9

    Instead:

        luminosity = "35.9 /fb"
    """

    code: ClassVar[str] = "HEP0783"
    name: ClassVar[str] = "quantity-without-unit"
    key: str
    found: str
    units: tuple[str, ...]

    @property
    def message(self) -> str:
        """Which quantity."""
        return f"`{self.key}` is {self.found}, which has no unit of its dimension"

    @property
    def hints(self) -> tuple[str, ...]:
        """How it is written."""
        number = self.found.strip('"').split(" ")[0]
        return (
            f'write the unit: `{self.key} = "{number} {self.units[0]}"`; units are {", ".join(self.units)}',
        )


@dataclass(frozen=True)
class DuplicateSample(Diagnostic):
    """Two samples have the same name, or read the same file: its events would count twice.

    Example:

        [[samples]]
        name = "ttbar"
        kind = "data"
        files = ["a.root"]

        [[samples]]
        name = "ttbar"
        kind = "data"
        files = ["b.root"]

    Instead:

        [[samples]]
        name = "ttbar"
        kind = "data"
        files = ["a.root", "b.root"]
    """

    code: ClassVar[str] = "HEP0784"
    name: ClassVar[str] = "duplicate-sample"
    what: str
    first: Span

    @property
    def message(self) -> str:
        """What is there twice."""
        return f"{self.what} is in two samples"

    @property
    def labels(self) -> tuple[Label, ...]:
        """Where it is first."""
        return (Label(self.first, "first here"),)


@dataclass(frozen=True)
class SampleWithoutFiles(Diagnostic):
    """No file is where a sample says that its files are.

    Paths and patterns are taken from the folder of the dataset file.

    Example:

        [[samples]]
        name = "ttbar"
        kind = "data"
        files = ["no_such_folder/*.root"]

    Instead:

        [[samples]]
        name = "ttbar"
        kind = "data"
        files = ["ttbar/*.root"]
    """

    code: ClassVar[str] = "HEP0785"
    name: ClassVar[str] = "sample-without-files"
    sample: str
    pattern: str

    @property
    def message(self) -> str:
        """Which sample and pattern."""
        return f"sample `{self.sample}`: there is no file `{self.pattern}` beside the dataset"

    @property
    def hints(self) -> tuple[str, ...]:
        """Where it was looked for."""
        return ("paths are taken from the folder of the dataset file",)


@dataclass(frozen=True)
class SumOfWeightsNotPositive(Diagnostic):
    """The sum of weights that a cross-section is divided by is zero or below, so the sample has no normalisation.

    Weights of simulated events may be negative one by one; all together they stand for a cross-section, which is positive.

    Example: a branch that is zero in all files.

        sum_of_weights = { branch = "mcWeight" }

    Instead: name the branch that the events are weighted with, or the number that goes with the sample.

        sum_of_weights = 1.2e9
    """

    code: ClassVar[str] = "HEP0786"
    name: ClassVar[str] = "sum-of-weights-not-positive"
    sample: str
    what: str
    found: float

    @property
    def message(self) -> str:
        """Which sample and sum."""
        return f"sample `{self.sample}`: its sum of weights, {self.what}, is {self.found:g}; it must be above zero"


@dataclass(frozen=True)
class SumOfWeightsNotThere(Diagnostic):
    """The files of a sample have no such tree or branch to sum weights from.

    Example:

        sum_of_weights = { tree = "Run", branch = "genEventSumw" }

    Instead:

        sum_of_weights = { tree = "Runs", branch = "genEventSumw" }
    """

    code: ClassVar[str] = "HEP0787"
    name: ClassVar[str] = "sum-of-weights-not-there"
    sample: str
    what: str
    file: str
    candidates: tuple[str, ...] = ()

    @property
    def message(self) -> str:
        """Which sample and branch."""
        return f"sample `{self.sample}`: `{self.file}` has no {self.what} to sum weights from"

    @property
    def hints(self) -> tuple[str, ...]:
        """The nearest names."""
        return (f"the nearest are {', '.join(self.candidates)}",) if self.candidates else ()
