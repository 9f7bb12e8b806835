"""Diagnostics HEP0714 to HEP0716: what belongs to objects, told otherwise than the schema says."""

from __future__ import annotations

from typing import ClassVar

from hepir.diagnostics.core import Diagnostic
from hepir.light_dataclasses import dataclass

SCHEMA = (
    "the schema says otherwise: `hepir schema show NAME` shows it, and `extends` in one of your own mends it"
)


@dataclass(frozen=True)
class ListsDisagree(Diagnostic):
    """Branches that speak of the same objects have different numbers of values in an event.

    What belongs to objects is told by branches with one value, or one list, for each of them. Where they do not go together,
    none of them can be trusted.

    Example:

        hepir run jets.hep broken.root

    Instead: ask whoever made the file, or use the schema that it was made for.

        hepir run jets.hep broken.root --schema mine.toml
    """

    code: ClassVar[str] = "HEP0714"
    name: ClassVar[str] = "lists-disagree"
    file: str
    entry: int
    branches: tuple[str, str]
    numbers: tuple[int, int]

    @property
    def message(self) -> str:
        first, second = self.branches
        one, other = self.numbers
        return f"entry {self.entry} of `{self.file}` has {one} values of `{first}` and {other} of `{second}`"

    @property
    def hints(self) -> tuple[str, ...]:
        return (f"both speak of the same objects; {SCHEMA}",)


@dataclass(frozen=True)
class PlaceOutside(Diagnostic):
    """A link leads to a place at which its list has no object.

    Places count the stored objects of an event from 0, and negative ones stand for none. A place beyond the last object comes
    of files whose lists were shortened afterwards, or of a schema that names another list.

    Example:

        hepir run jets.hep skimmed.root

    Instead: run on files that hold the whole lists.

        hepir run jets.hep original.root
    """

    code: ClassVar[str] = "HEP0715"
    name: ClassVar[str] = "place-outside"
    file: str
    entry: int
    branch: str
    kind: str
    place: int
    number: int

    @property
    def message(self) -> str:
        there = f"of which there {'is' if self.number == 1 else 'are'} {self.number}"
        return f"entry {self.entry} of `{self.file}`: `{self.branch}` names place {self.place} of {self.kind}, {there}"

    @property
    def hints(self) -> tuple[str, ...]:
        return (f"places count from 0; were objects of the list left out afterwards? Or {SCHEMA}",)


@dataclass(frozen=True)
class LinkToOtherList(Diagnostic):
    """A link leads to another list than the schema says.

    A link of ATLAS files has a key, which tells the list, and a place in it. A schema names the key of the list that the
    linked objects are of; zero stands for no link.

    Example:

        hepir run tracks.hep other.root

    Instead: a schema of your own with the key of that list.

        hepir run tracks.hep other.root --schema mine.toml
    """

    code: ClassVar[str] = "HEP0716"
    name: ClassVar[str] = "link-to-other-list"
    file: str
    entry: int
    branch: str
    column: str
    kind: str
    key: int

    @property
    def message(self) -> str:
        return (
            f"entry {self.entry} of `{self.file}`: `{self.branch}` leads to the list with the key {self.key}, "
            f"and `{self.column}` is a list of {self.kind}"
        )

    @property
    def hints(self) -> tuple[str, ...]:
        return (SCHEMA,)
