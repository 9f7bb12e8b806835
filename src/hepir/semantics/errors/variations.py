"""Diagnostics about systematic variations: HEP0212."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from hepir.diagnostics.core import Diagnostic


@dataclass(frozen=True)
class NotVaried(Diagnostic):
    """A systematic variation is of something that cannot be varied by itself.

    What follows from a momentum follows from the varied momentum too: vary `pt`, `eta`, `phi` or `mass`, and the energy, the
    transverse mass and the masses of combinations change with them. The one object of an event, such as `MET`, is varied
    by its own properties: no collection can be asked for there.

    Example:

        systematic energy_scale
          up Jet.energy = energy * 1.02
        region search
          select size(Jet) >= 2

    Instead:

        systematic energy_scale
          up Jet.pt = pt * 1.02
        region search
          select size(Jet) >= 2
    """

    code: ClassVar[str] = "HEP0212"
    name: ClassVar[str] = "not-varied"
    what: str
    reason: str

    @property
    def message(self) -> str:
        """What cannot be varied."""
        return f"{self.what} cannot be varied here: {self.reason}"
