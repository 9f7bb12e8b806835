"""What can go wrong while results are written.

In: the operating system's complaint, or a number that no file format can hold. Out: one diagnostic, HEP0730
to HEP0749.
"""

from __future__ import annotations

import errno
from typing import ClassVar

from hepir.diagnostics.core import Diagnostic, HepirError
from hepir.diagnostics.places import NOWHERE
from hepir.light_dataclasses import dataclass

NO_SPACE = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
NOT_A_FOLDER = frozenset({errno.EEXIST, errno.ENOTDIR})


@dataclass(frozen=True)
class OutputNotWritable(Diagnostic):
    """The output folder cannot be created or written to.

    Each file is written under a temporary name and moved into place when all are whole, so nothing in the
    folder has changed.

    Example:

        $ hepir run search.hep events.root -o /usr/results

    Instead:

        $ hepir run search.hep events.root -o results
    """

    code: ClassVar[str] = "HEP0730"
    name: ClassVar[str] = "output-not-writable"
    path: str
    reason: str

    @property
    def message(self) -> str:
        return f"the results cannot be written to `{self.path}`: {self.reason}"

    @property
    def hints(self) -> tuple[str, ...]:
        return ("name a folder that you may write to: `-o FOLDER`",)


@dataclass(frozen=True)
class OutputNotFolder(Diagnostic):
    """The output folder, or a folder above it, is a file.

    A run writes several files, so `-o` names a folder. The file is left as it is.

    Example:

        $ hepir run search.hep events.root -o events.root

    Instead:

        $ hepir run search.hep events.root -o results
    """

    code: ClassVar[str] = "HEP0731"
    name: ClassVar[str] = "output-not-folder"
    path: str

    @property
    def message(self) -> str:
        return f"the results need a folder, but `{self.path}` is, or lies below, a file"

    @property
    def hints(self) -> tuple[str, ...]:
        return ("name a folder that does not exist yet, or one that does: `-o FOLDER`",)


@dataclass(frozen=True)
class DiskFull(Diagnostic):
    """There is no room for the results: the disk, or the share of it that you may use, is full.

    What had been written is removed, and results of an earlier run in the same folder stay as they were.

    Example:

        $ hepir run search.hep events.root -o /scratch/results
    """

    code: ClassVar[str] = "HEP0732"
    name: ClassVar[str] = "disk-full"
    path: str

    @property
    def message(self) -> str:
        return f"there is no space left to write the results to `{self.path}`; nothing there has changed"

    @property
    def hints(self) -> tuple[str, ...]:
        return ("free some space, or name a folder on another disk: `-o FOLDER`",)


@dataclass(frozen=True)
class NotFinite(Diagnostic):
    """A result is not a finite number, so that no table can hold it.

    One event whose weight is infinite or not a number spoils every sum that it enters. Nothing is written,
    because such sums would mislead. Look for such weights in the input; the example divides by zero.

    Example:

        region search
          weight generator = 1 / (size(Jet) - 2)
    """

    code: ClassVar[str] = "HEP0733"
    name: ClassVar[str] = "result-not-finite"
    what: str

    @property
    def message(self) -> str:
        return (
            f"{self.what} is not a finite number; a weight that is infinite or not a number spoils every sum"
        )

    @property
    def hints(self) -> tuple[str, ...]:
        return ("look at the weights of the input, and select events whose weight is sound",)


@dataclass(frozen=True)
class ProgramFileInTheWay(Diagnostic):
    """A file that the program reads is called as a file that a run writes.

    A run keeps the program and the files of its tables and models in the output folder, so that whoever reads the program
    there finds them. Their paths stay as they are, and a file cannot have two contents.

    Example:

        $ hepir run search.hep events.root -o out    # with: table sf from "cutflow.json"

    Instead:

        $ mv cutflow.json sf.json    # and: table sf from "sf.json"
        $ hepir run search.hep events.root -o out
    """

    code: ClassVar[str] = "HEP0734"
    name: ClassVar[str] = "program-file-in-the-way"
    path: str

    @property
    def message(self) -> str:
        return f"the program reads `{self.path}`, and a run writes a file or a folder of that name"

    @property
    def hints(self) -> tuple[str, ...]:
        return ("give the file another name, also in the program",)


def output_error(path: str, error: OSError) -> HepirError:
    """The diagnostic for what the operating system said about `path`."""
    if error.errno in NO_SPACE:
        return HepirError((DiskFull(NOWHERE, path),))
    if error.errno in NOT_A_FOLDER:
        return HepirError((OutputNotFolder(NOWHERE, path),))
    return HepirError(
        (OutputNotWritable(NOWHERE, path, (error.strerror or str(error) or "unknown").lower()),)
    )
