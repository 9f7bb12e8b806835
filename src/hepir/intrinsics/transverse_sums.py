"""Transverse momenta that can be added: what `lepton + MET` is made of.

The sum of momenta with missing transverse momentum is known in the transverse plane alone. Each part counts by its px and
py, and by its transverse energy sqrt(pt^2 + mass^2), which stands in the place of the energy; pz is zero. So the sum of parts
is a sum of momenta, and what would be its mass is its transverse mass.
"""

from __future__ import annotations

import math

from hepir.intrinsics.core import Function, Parameter, Returns
from hepir.intrinsics.kinematics import CartesianVector
from hepir.intrinsics.looping import call_of, four, two

SOURCE = "Particle Data Group, Review of Particle Physics, section on kinematics: transverse mass"


def transverse_of(px: float, py: float, pz: float, energy: float) -> tuple[float, float, float, float]:
    """px, py, 0, and the transverse energy sqrt(energy^2 - pz^2), in GeV; zero instead of the root of a negative number."""
    squared = (energy - pz) * (energy + pz)
    return px, py, 0.0, math.sqrt(squared) if squared > 0.0 else 0.0 * squared


def transverse_of_missing(pt: float, phi: float) -> tuple[float, float, float, float]:
    """px, py, 0 and pt, of missing transverse momentum."""
    return pt * math.cos(phi), pt * math.sin(phi), 0.0, pt


HELPER = '''
def transverse(momentum):
    """px, py, and the transverse energy in the place of the energy."""
    squared = (momentum.energy - momentum.pz) * (momentum.energy + momentum.pz)
    energy = np.sqrt(np.maximum(squared, 0.0))
    return Flat({"px": momentum.px, "py": momentum.py, "pz": 0.0 * momentum.px, "energy": energy})
'''
HELPER_OF_MISSING = '''
def transverse_missing(met):
    """px, py, and pt in the place of the energy."""
    return Flat({"px": met.px, "py": met.py, "pz": 0.0 * met.px, "energy": met.pt})
'''

FUNCTIONS = (
    Function(
        "transverse",
        (Parameter("a", "momentum"),),
        Returns(gives="transverse"),
        "The transverse part of a momentum, with `pt`, `phi`, `px`, `py`, and as `mt` its mass.",
        lambda a: CartesianVector(*transverse_of(*four(a))),
        lambda arguments: f"transverse({arguments[0]})",
        helper=HELPER,
        looped=call_of("transverse_of"),
        looped_sources=(transverse_of,),
        source=SOURCE,
    ),
    Function(
        "transverse_missing",
        (Parameter("met", "transverse"),),
        Returns(gives="transverse"),
        "Missing momentum as a transverse momentum; `lepton + MET` is `transverse(lepton) + transverse_missing(MET)`.",
        lambda met: CartesianVector(*transverse_of_missing(*two(met))),
        lambda arguments: f"transverse_missing({arguments[0]})",
        helper=HELPER_OF_MISSING,
        looped=call_of("transverse_of_missing"),
        looped_sources=(transverse_of_missing,),
        source=SOURCE,
    ),
)
