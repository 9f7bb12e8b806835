"""The transverse mass of two massless transverse momenta."""

from __future__ import annotations

import math
from collections.abc import Sequence

from hepir.intrinsics import ieee
from hepir.intrinsics.core import Components, Function, Parameter, Returns, components
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

LOOPED = '''
@compiled
def transverse_mass(first_pt, first_phi, second_pt, second_phi):
    """sqrt(2 pt1 pt2 (1 - cos dphi)) of two transverse momenta."""
    cosine = math.cos(difference_in_phi(first_phi, second_phi))
    return math.sqrt(2 * first_pt * second_pt * (1 - cosine))
'''


def looped(arguments: Sequence[Components]) -> str:
    """The code of a call for one event."""
    inside = (components(each)[name] for each in arguments for name in ("pt", "phi"))
    return f"transverse_mass({', '.join(inside)})"


FUNCTIONS = (
    Function(
        "transverse_mass",
        (Parameter("a", "transverse"), Parameter("b", "transverse")),
        Returns(ENERGY),
        "The transverse mass of two momenta, masses neglected.",
        transverse_mass,
        lambda arguments: f"transverse_mass({arguments[0]}, {arguments[1]})",
        helper=HELPER,
        looped=looped,
        looped_name="transverse_mass",
        looped_helper=LOOPED,
        bounds=(0.0, math.inf),
        source="Particle Data Group, Review of Particle Physics, section on kinematics: transverse mass",
    ),
)
