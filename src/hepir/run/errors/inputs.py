"""Diagnostics HEP0701 to HEP0707: inputs that are not there, not event files, or broken."""

from __future__ import annotations

from typing import ClassVar

from hepir.diagnostics.core import Diagnostic
from hepir.light_dataclasses import dataclass
from hepir.run.errors.common import listed


@dataclass(frozen=True)
class InputNotFound(Diagnostic):
    """An input is not there, or a pattern or folder holds no event file.

    Inputs are files, folders (searched, with the folders in them, for `*.root` and `*.parquet`) and patterns
    such as `data/*.root`.

    Example:

        hepir run dimuon.hep muons.rot

    Instead:

        hepir run dimuon.hep muons.root
    """

    code: ClassVar[str] = "HEP0701"
    name: ClassVar[str] = "input-not-found"
    input: str
    sought: str
    alike: tuple[str, ...] = ()
    tree: str | None = None

    @property
    def message(self) -> str:
        match self.sought:
            case "pattern":
                return f"no file matches `{self.input}`"
            case "folder":
                return f"the folder `{self.input}` holds no event file (`*.root`, `*.parquet`)"
            case _:
                return f"there is no file `{self.input}`"

    @property
    def hints(self) -> tuple[str, ...]:
        if self.tree is not None:
            return (f"name the tree by itself: `--tree {self.tree}`",)
        return (f"did you mean {listed(self.alike)}?",) if self.alike else ()


@dataclass(frozen=True)
class NoInputs(Diagnostic):
    """Nothing was given to read.

    Example:

        hepir run dimuon.hep

    Instead:

        hepir run dimuon.hep muons.root
    """

    code: ClassVar[str] = "HEP0702"
    name: ClassVar[str] = "no-inputs"

    @property
    def message(self) -> str:
        return "no input was given: expected event files, folders or patterns"


@dataclass(frozen=True)
class RemoteInput(Diagnostic):
    """An input is an address on the network. Only files on this machine are read; nothing is fetched.

    Example:

        hepir run dimuon.hep root://server//store/muons.root

    Instead:

        hepir run dimuon.hep muons.root
    """

    code: ClassVar[str] = "HEP0703"
    name: ClassVar[str] = "remote-input"
    input: str

    @property
    def message(self) -> str:
        return f"`{self.input}` is a network address, and only files on this machine are read"

    @property
    def hints(self) -> tuple[str, ...]:
        if self.input.startswith("file:"):
            return ("give the path alone, without `file://`",)
        return (
            "copy the file to this machine first, for example with `xrdcp` or `curl -O`, and give its path",
        )


@dataclass(frozen=True)
class InputNotAllowed(Diagnostic):
    """A file or folder is there, but the operating system does not let it be read.

    Example:

        chmod a-r muons.root
        hepir run dimuon.hep muons.root

    Instead:

        chmod u+r muons.root
        hepir run dimuon.hep muons.root
    """

    code: ClassVar[str] = "HEP0704"
    name: ClassVar[str] = "input-not-allowed"
    file: str
    reason: str

    @property
    def message(self) -> str:
        return f"`{self.file}` cannot be opened: {self.reason}"

    @property
    def hints(self) -> tuple[str, ...]:
        return ("check who may read the file: `ls -l` shows it, `chmod u+r` allows it to its owner",)


@dataclass(frozen=True)
class NotAnEventFile(Diagnostic):
    """A file is neither a ROOT nor a parquet file, whatever its name ends in.

    The first bytes tell. A web page or a pointer of Git LFS in place of the file means that a download went
    wrong.

    Example:

        hepir run dimuon.hep notes.txt

    Instead:

        hepir run dimuon.hep muons.root
    """

    code: ClassVar[str] = "HEP0705"
    name: ClassVar[str] = "not-an-event-file"
    file: str
    found: str
    advice: str = ""

    @property
    def message(self) -> str:
        return f"`{self.file}` is not a ROOT or parquet file: {self.found}"

    @property
    def hints(self) -> tuple[str, ...]:
        return (self.advice,) if self.advice else ()


@dataclass(frozen=True)
class TruncatedFile(Diagnostic):
    """A file ends before its own header says: a copy or download broke off, or it is still being written.

    Example:

        head -c 10000 muons.root > part.root
        hepir run dimuon.hep part.root

    Instead:

        hepir run dimuon.hep muons.root
    """

    code: ClassVar[str] = "HEP0706"
    name: ClassVar[str] = "truncated-file"
    file: str
    size: int
    expected: int | None = None

    @property
    def message(self) -> str:
        of_how_many = f" of {self.expected:,}" if self.expected is not None else ""
        return f"`{self.file}` is cut off: its end is missing after {self.size:,}{of_how_many} bytes"

    @property
    def hints(self) -> tuple[str, ...]:
        return ("copy or download the file again; if a job is still writing it, wait for the job",)


@dataclass(frozen=True)
class DamagedFile(Diagnostic):
    """A file begins as it should, but something inside cannot be decoded.

    Example:

        hepir run dimuon.hep damaged.root

    Instead:

        hepir run dimuon.hep muons.root
    """

    code: ClassVar[str] = "HEP0707"
    name: ClassVar[str] = "damaged-file"
    file: str
    reason: str
    branch: str | None = None

    @property
    def message(self) -> str:
        place = f", in branch `{self.branch}`" if self.branch is not None else ""
        return f"`{self.file}` is damaged{place}: {self.reason}"

    @property
    def hints(self) -> tuple[str, ...]:
        return ("compare its size or checksum with the original, and copy it again",)
