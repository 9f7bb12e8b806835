"""Diagnostics of backends: HEP06xx."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from hepir.diagnostics.core import Diagnostic


@dataclass(frozen=True)
class UnknownBackend(Diagnostic):
    """There is no backend of this name.

    Example:

        hepir compile selection.hep --schema cms_nanoaod --backend fortran

    Instead:

        hepir compile selection.hep --schema cms_nanoaod --backend awkward
    """

    code: ClassVar[str] = "HEP0601"
    name: ClassVar[str] = "unknown-backend"
    word: str
    available: tuple[str, ...]

    @property
    def message(self) -> str:
        return f"there is no backend `{self.word}` for this"

    @property
    def hints(self) -> tuple[str, ...]:
        return (f"there is {', '.join(f'`{each}`' for each in self.available)}",)


@dataclass(frozen=True)
class UnknownDatasetKind(Diagnostic):
    """The program has weights for simulation or data, and nothing tells which the files hold.

    Example:

        hepir run selection.hep events.root

    Instead: say it.

        hepir run selection.hep events.root --kind data
    """

    code: ClassVar[str] = "HEP0602"
    name: ClassVar[str] = "unknown-dataset-kind"
    weights: tuple[str, ...]

    @property
    def message(self) -> str:
        return f"the weights {', '.join(self.weights)} depend on whether the files hold data or simulation"

    @property
    def hints(self) -> tuple[str, ...]:
        return ("say `--kind data` or `--kind simulation`",)
