"""The transverse mass of two massless transverse momenta."""

from __future__ import annotations

import math

from hepir.intrinsics import ieee
from hepir.intrinsics.core import Function, Parameter, Returns
from hepir.intrinsics.kinematics import Transverse, difference_in_phi
from hepir.types.dimensions import ENERGY


def transverse_mass(first: Transverse, second: Transverse) -> float:
    """sqrt(2 pt1 pt2 (1 - cos dphi)), in GeV."""
    cosine = ieee.guarded(math.cos)(difference_in_phi(first, second))
    return ieee.square_root(2 * first.pt * second.pt * (1 - cosine))


HELPER = '''
def transverse_mass(first, second):
    """sqrt(2 pt1 pt2 (1 - cos dphi)) of two transverse momenta."""
    return np.sqrt(2 * first.pt * second.pt * (1 - np.cos(first.deltaphi(second))))
'''

FUNCTIONS = (
    Function(
        "transverse_mass",
        (Parameter("a", "transverse"), Parameter("b", "transverse")),
        Returns(ENERGY),
        "The transverse mass of two momenta, masses neglected.",
        transverse_mass,
        lambda arguments: f"transverse_mass({arguments[0]}, {arguments[1]})",
        helper=HELPER,
        bounds=(0.0, math.inf),
        source="Particle Data Group, Review of Particle Physics, section on kinematics: transverse mass",
    ),
)
