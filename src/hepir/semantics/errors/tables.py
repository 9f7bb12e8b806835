"""What can be wrong with tables: HEP0240.

In: what was found. Out: one diagnostic each.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from hepir.diagnostics.core import Diagnostic


@dataclass(frozen=True)
class UnusableTable(Diagnostic):
    """A table has a hole, or is no table.

    A table has one to four axes, whose edges increase, and one value for each cell, the last axis fastest. Errors have as
    many numbers as the values.

    A file of a table stands in the folder of the program or below it: HEPData YAML, YODA, or correctionlib JSON. Its bins
    touch each other, each has a value, and units are those of the language; `unit` says one that the file does not.

    Example:

        table efficiency
          axis pt in bins [20, 50, 100] GeV
          axis abseta in bins [0, 1.5, 2.5]
          values [0.8, 0.7, 0.9]

        region search
          select efficiency(MET.pt, 1) > 0.5

    Instead:

        table efficiency
          axis pt in bins [20, 50, 100] GeV
          axis abseta in bins [0, 1.5, 2.5]
          values [0.8, 0.7, 0.9, 0.85]

        region search
          select efficiency(MET.pt, 1) > 0.5
    """

    code: ClassVar[str] = "HEP0240"
    name: ClassVar[str] = "unusable-table"
    table: str
    problem: str

    @property
    def message(self) -> str:
        """What is wrong."""
        return f"`{self.table}` cannot be used as a table: {self.problem}" if self.table else self.problem
