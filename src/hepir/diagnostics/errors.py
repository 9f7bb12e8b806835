"""Diagnostics about the diagnostics: what `hepir explain` and plug-ins can get wrong (HEP10xx)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from hepir.diagnostics.core import Diagnostic


@dataclass(frozen=True)
class UnknownCode(Diagnostic):
    """No diagnostic has this code.

    Only codes that some diagnostic carries can be explained. The letters may be left out and so may leading
    zeros, and the name of a diagnostic does as well as its code.

    Example:

        $ hepir explain HEP9999

    Instead:

        $ hepir explain HEP0301
    """

    code: ClassVar[str] = "HEP1001"
    name: ClassVar[str] = "unknown-code"

    written: str
    nearest: tuple[str, ...] = ()

    @property
    def message(self) -> str:
        """What was asked for."""
        return f"there is no diagnostic `{self.written}`"

    @property
    def hints(self) -> tuple[str, ...]:
        """Codes that resemble it."""
        return (f"nearest: {', '.join(self.nearest)}",) if self.nearest else ()


@dataclass(frozen=True)
class CodeClash(Diagnostic):
    """Two diagnostics have the same code.

    A code must lead to one explanation. This happens when an installed package brings a diagnostic
    with a code that hepir or another package already uses.

    Example:

        $ pip install hepir-plugin-with-code-HEP0301
        $ hepir explain HEP0301

    Instead:

        $ pip uninstall hepir-plugin-with-code-HEP0301
        $ hepir explain HEP0301
    """

    code: ClassVar[str] = "HEP1002"
    name: ClassVar[str] = "code-clash"

    clashing: str
    owners: tuple[str, str]

    @property
    def message(self) -> str:
        """The code and both owners."""
        return f"the code {self.clashing} belongs to both {self.owners[0]} and {self.owners[1]}"

    @property
    def hints(self) -> tuple[str, ...]:
        """Who can mend it."""
        return ("remove one of the two packages, or give its diagnostic another code",)


@dataclass(frozen=True)
class UnusableEntryPoint(Diagnostic):
    """An installed package names diagnostics that cannot be imported.

    A package offers its diagnostics through the entry point group `hepir.diagnostics`. Each entry has to name
    a module, whose diagnostics are all taken, or one diagnostic class.

    Example:

        [project.entry-points."hepir.diagnostics"]
        mine = "my_package.no_such_module"

    Instead:

        [project.entry-points."hepir.diagnostics"]
        mine = "my_package.errors"
    """

    code: ClassVar[str] = "HEP1003"
    name: ClassVar[str] = "unusable-entry-point"

    entry: str
    owner: str
    reason: str

    @property
    def message(self) -> str:
        """Which entry of which package, and why."""
        return f"the diagnostics `{self.entry}` of {self.owner} cannot be used: {self.reason}"

    @property
    def hints(self) -> tuple[str, ...]:
        """What to do about it."""
        return (f"update or uninstall {self.owner}",)
