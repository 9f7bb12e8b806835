"""What can go wrong with the files that commands are given, and with the installation.

In: the operating system's complaint. Out: one diagnostic, HEP1010 to HEP1019.
"""

from __future__ import annotations

from typing import ClassVar

from hepir.diagnostics.core import Diagnostic
from hepir.light_dataclasses import dataclass


@dataclass(frozen=True)
class NoSuchFile(Diagnostic):
    """There is no file of this name.

    The name is taken from the folder that the command is started in. A single `-` stands for the standard
    input.

    Example:

        $ hepir check zmunu.hep

    Instead:

        $ hepir check zmumu.hep
    """

    code: ClassVar[str] = "HEP1010"
    name: ClassVar[str] = "no-such-file"
    path: str
    nearest: tuple[str, ...] = ()
    folder: bool = False  # whether a folder is expected

    @property
    def message(self) -> str:
        """Which file."""
        return f"there is no {'folder' if self.folder else 'file'} `{self.path}`"

    @property
    def hints(self) -> tuple[str, ...]:
        """Files that stand beside it."""
        return (f"nearest: {', '.join(self.nearest)}",) if self.nearest else ()


@dataclass(frozen=True)
class NotAFile(Diagnostic):
    """A folder was given where a file is expected.

    The commands read and write the files that they are told, and do not search folders.

    Example:

        $ hepir fmt selections

    Instead:

        $ hepir fmt selections/*.hep
    """

    code: ClassVar[str] = "HEP1011"
    name: ClassVar[str] = "not-a-file"
    path: str
    written: bool = False  # whether a file would be written there

    @property
    def message(self) -> str:
        """Which folder."""
        return f"`{self.path}` is a folder, and a file is expected"

    @property
    def hints(self) -> tuple[str, ...]:
        """How to name the files in it."""
        if self.written:
            return (f"name a file in it, such as `{self.path.rstrip('/')}/draft.hep`",)
        return (f"name files, such as `{self.path.rstrip('/')}/*.hep`",)


@dataclass(frozen=True)
class UnreadableFile(Diagnostic):
    """The file is there and cannot be read.

    Mostly the file belongs to somebody else, or the disk that it is on does not answer.

    Example:

        $ hepir check /root/zmumu.hep
    """

    code: ClassVar[str] = "HEP1012"
    name: ClassVar[str] = "unreadable-file"
    path: str
    reason: str

    @property
    def message(self) -> str:
        """Which file, and why."""
        return f"`{self.path}` cannot be read: {self.reason}"


@dataclass(frozen=True)
class UnwritableFile(Diagnostic):
    """The file cannot be written.

    Everything is first written to a temporary file beside it, so the file itself has not changed, and the
    folder it is in must be one that you may write to.

    Example:

        $ hepir compile zmumu.hep --schema cms_nanoaod -o /usr/zmumu.py

    Instead:

        $ hepir compile zmumu.hep --schema cms_nanoaod -o zmumu.py
    """

    code: ClassVar[str] = "HEP1013"
    name: ClassVar[str] = "unwritable-file"
    path: str
    reason: str

    @property
    def message(self) -> str:
        """Which file, and why."""
        return f"`{self.path}` cannot be written: {self.reason}"


@dataclass(frozen=True)
class MissingPackage(Diagnostic):
    """A package is not installed that this command needs.

    Checking, formatting and compiling need hepir alone. Reading event files, running and drawing need the
    packages of the extra `run`.

    Example:

        $ pip install hepir
        $ hepir run zmumu.hep events.root

    Instead:

        $ pip install "hepir[run]"
        $ hepir run zmumu.hep events.root
    """

    code: ClassVar[str] = "HEP1014"
    name: ClassVar[str] = "missing-package"
    package: str

    @property
    def message(self) -> str:
        """Which package."""
        return f"this command needs the package `{self.package}`, which is not installed"

    @property
    def hints(self) -> tuple[str, ...]:
        """What to type."""
        return ('install what running needs: `pip install "hepir[run]"`',)


@dataclass(frozen=True)
class OutputIsInput(Diagnostic):
    """The output would replace the program or the publication that it is made from.

    Example:

        $ hepir compile zmumu.hep --schema cms_nanoaod -o zmumu.hep

    Instead:

        $ hepir compile zmumu.hep --schema cms_nanoaod -o zmumu.py
    """

    code: ClassVar[str] = "HEP1015"
    name: ClassVar[str] = "output-is-input"
    path: str

    @property
    def message(self) -> str:
        """Which file."""
        return f"`{self.path}` is the input; the output would replace it"

    @property
    def hints(self) -> tuple[str, ...]:
        """What to type."""
        return ("give the output another name: `-o OUT`",)


@dataclass(frozen=True)
class DemonstrationInTheWay(Diagnostic):
    """The demonstration would replace a file that it has not written, or that was changed since.

    A second `hepir demo` in the same folder writes the same files again. Files that are yours stay as they
    are, so the demonstration needs a folder of its own.

    Example:

        $ hepir demo my-analysis

    Instead:

        $ hepir demo another-folder
    """

    code: ClassVar[str] = "HEP1016"
    name: ClassVar[str] = "demonstration-in-the-way"
    path: str

    @property
    def message(self) -> str:
        """Which file."""
        return f"`{self.path}` is there already and is not what the demonstration writes; it is left as it is"

    @property
    def hints(self) -> tuple[str, ...]:
        """What to type."""
        return ("name another folder: `hepir demo FOLDER`",)
