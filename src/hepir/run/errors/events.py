"""Diagnostics HEP0708 to HEP0713: trees and branches."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from hepir.diagnostics.core import Diagnostic
from hepir.light_dataclasses import dataclass
from hepir.run.errors.common import MOST_LISTED, listed


@dataclass(frozen=True)
class NoTree(Diagnostic):
    """A ROOT file holds neither a TTree nor an RNTuple, so there are no events in it.

    Example:

        hepir run dimuon.hep histograms.root

    Instead:

        hepir run dimuon.hep muons.root
    """

    code: ClassVar[str] = "HEP0708"
    name: ClassVar[str] = "no-tree"
    file: str
    contents: tuple[str, ...]

    @property
    def message(self) -> str:
        what = f"it holds {listed(self.contents)}" if self.contents else "it holds nothing"
        return f"`{self.file}` has no tree to read events from: {what}"

    @property
    def hints(self) -> tuple[str, ...]:
        return ("give a file with a TTree or RNTuple of events",)


@dataclass(frozen=True)
class UnknownTree(Diagnostic):
    """The tree that was asked for is not in the file.

    Example:

        hepir run dimuon.hep muons.root --tree Event

    Instead:

        hepir run dimuon.hep muons.root --tree Events
    """

    code: ClassVar[str] = "HEP0709"
    name: ClassVar[str] = "unknown-tree"
    file: str
    tree: str
    trees: tuple[str, ...]

    @property
    def message(self) -> str:
        return f"`{self.file}` has no tree `{self.tree}`, but {listed(self.trees)}"

    @property
    def hints(self) -> tuple[str, ...]:
        return (f"say `--tree {self.trees[0]}`",) if len(self.trees) == 1 else ()


@dataclass(frozen=True)
class SeveralTrees(Diagnostic):
    """A file holds several trees, and nothing says which of them holds the events.

    Trees that the known data formats use (`Events`, `CollectionTree`, `mini`, ...) are found by themselves.

    Example:

        hepir run dimuon.hep two_trees.root

    Instead:

        hepir run dimuon.hep two_trees.root --tree nominal
    """

    code: ClassVar[str] = "HEP0710"
    name: ClassVar[str] = "several-trees"
    file: str
    trees: tuple[str, ...]

    @property
    def message(self) -> str:
        return f"`{self.file}` holds {len(self.trees)} trees: {listed(self.trees)}"

    @property
    def hints(self) -> tuple[str, ...]:
        return (f"say which one holds the events, for example `--tree {self.trees[0]}`",)


@dataclass(frozen=True)
class MissingBranches(Diagnostic):
    """The program needs branches that the file does not have.

    `alike` holds, for each missing name in turn, the names in the file that resemble it.

    Example:

        hepir run met.hep muons_only.root

    Instead:

        hepir run met.hep full_events.root
    """

    code: ClassVar[str] = "HEP0711"
    name: ClassVar[str] = "missing-branches"
    file: str
    tree: str
    branches: tuple[str, ...]
    alike: tuple[tuple[str, ...], ...]
    available: tuple[str, ...]

    @property
    def message(self) -> str:
        word = "branch" if len(self.branches) == 1 else f"{len(self.branches)} branches:"
        where = f"tree `{self.tree}` of `{self.file}`" if self.tree else f"`{self.file}`"
        return f"{where} lacks the {word} {listed(self.branches)}"

    @property
    def hints(self) -> tuple[str, ...]:
        named = tuple(
            f"like `{branch}` there is {listed(alike)}"
            for branch, alike in zip(self.branches[:MOST_LISTED], self.alike, strict=False)
            if alike
        )
        return (*named, _inventory(self.available))


def _inventory(available: Sequence[str]) -> str:
    if not available:
        return "it has no branches at all"
    count = f"{len(available)} branch" + ("es" if len(available) > 1 else "")
    return f"it has {count}: {listed(available)}"


@dataclass(frozen=True)
class UnreadableBranch(Diagnostic):
    """A branch is there, but its contents cannot be read.

    They are not plain numbers, truth values or texts, or are stored in a way that is not understood. Other
    branches of the file are not affected: only what a program uses is read.

    Example:

        object links from file "Track.Particle"

    Instead:

        object energies from file "Tower.E"
    """

    code: ClassVar[str] = "HEP0712"
    name: ClassVar[str] = "unreadable-branch"
    file: str
    branch: str
    type: str
    reason: str

    @property
    def message(self) -> str:
        return f"branch `{self.branch}` of `{self.file}` (type `{self.type}`) cannot be read: {self.reason}"

    @property
    def hints(self) -> tuple[str, ...]:
        return (
            "use another branch, or write the values as plain numbers into a file of your own",
            "if other files of this kind can be read, this one is damaged: compare its checksum",
        )


@dataclass(frozen=True)
class DisagreeingBranches(Diagnostic):
    """Two files of one run store a branch in different forms.

    It is a number in one and a list in the other, say. Different widths of numbers (`float32`, `float64`) are fine.

    Example:

        hepir run dimuon.hep flat.root jagged.root

    Instead:

        hepir run dimuon.hep flat.root
        hepir run dimuon.hep jagged.root
    """

    code: ClassVar[str] = "HEP0713"
    name: ClassVar[str] = "disagreeing-branches"
    branch: str
    first_file: str
    first_type: str
    file: str
    type: str

    @property
    def message(self) -> str:
        return (
            f"branch `{self.branch}` is `{self.first_type}` in `{self.first_file}` "
            f"but `{self.type}` in `{self.file}`"
        )

    @property
    def hints(self) -> tuple[str, ...]:
        return ("run the files separately: they are not of one format",)
