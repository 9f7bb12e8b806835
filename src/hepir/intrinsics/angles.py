"""Angles and distances between directions."""

from __future__ import annotations

import math
from collections.abc import Sequence

from hepir.intrinsics import ieee
from hepir.intrinsics.core import Components, Function, Parameter, Returns, components
from hepir.intrinsics.kinematics import Kinematic, Transverse, difference_in_phi
from hepir.types.dimensions import ANGLE, NONE

TWO_TRANSVERSE = (Parameter("a", "transverse"), Parameter("b", "transverse"))
TWO_DIRECTIONS = (Parameter("a", "direction"), Parameter("b", "direction"))


def absolute_difference_in_phi(first: Transverse, second: Transverse) -> float:
    """In [0, pi]."""
    return abs(difference_in_phi(first, second))


def difference_in_eta(first: Kinematic, second: Kinematic) -> float:
    """|eta1 - eta2|."""
    return abs(first.eta - second.eta)


def squared_distance(first: Kinematic, second: Kinematic) -> float:
    """Delta eta ^ 2 + delta phi ^ 2."""
    phi, eta = difference_in_phi(first, second), first.eta - second.eta
    return phi * phi + eta * eta


def distance(first: Kinematic, second: Kinematic) -> float:
    """sqrt(delta eta ^ 2 + delta phi ^ 2)."""
    return ieee.square_root(squared_distance(first, second))


# As in the reference functions; `difference_in_phi` is there in every generated loop.
LOOPED_DISTANCE = '''
@compiled
def distance(first_eta, first_phi, second_eta, second_phi):
    """sqrt(delta eta ^ 2 + delta phi ^ 2)."""
    phi, eta = difference_in_phi(first_phi, second_phi), first_eta - second_eta
    return math.sqrt(phi * phi + eta * eta)
'''

LOOPED_SQUARE = '''
@compiled
def squared_distance(first_eta, first_phi, second_eta, second_phi):
    """delta eta ^ 2 + delta phi ^ 2."""
    phi, eta = difference_in_phi(first_phi, second_phi), first_eta - second_eta
    return phi * phi + eta * eta
'''


def looped_difference(arguments: Sequence[Components]) -> str:
    """The code of a difference in azimuth."""
    first, second = (components(each)["phi"] for each in arguments)
    return f"difference_in_phi({first}, {second})"


def looped_distance(arguments: Sequence[Components]) -> str:
    """The code of a distance."""
    first, second = (components(each) for each in arguments)
    return f"distance({first['eta']}, {first['phi']}, {second['eta']}, {second['phi']})"


def looped_square(arguments: Sequence[Components]) -> str:
    """The code of the square of a distance."""
    return f"squared_{looped_distance(arguments)}"


def looped_eta(arguments: Sequence[Components]) -> str:
    """The code of a difference in pseudorapidity."""
    first, second = (components(each)["eta"] for each in arguments)
    return f"abs(({first}) - ({second}))"


FUNCTIONS = (
    Function(
        "dphi",
        TWO_TRANSVERSE,
        Returns(ANGLE),
        "The angle between two transverse momenta, from 0 to pi.",
        absolute_difference_in_phi,
        lambda arguments: f"abs({arguments[0]}.deltaphi({arguments[1]}))",
        looped=lambda arguments: f"abs({looped_difference(arguments)})",
        bounds=(0.0, math.pi),
    ),
    Function(
        "signed_dphi",
        TWO_TRANSVERSE,
        Returns(ANGLE),
        "phi of the first minus phi of the second, from -pi to pi.",
        difference_in_phi,
        lambda arguments: f"{arguments[0]}.deltaphi({arguments[1]})",
        looped=looped_difference,
        bounds=(-math.pi, math.pi),
    ),
    Function(
        "deta",
        TWO_DIRECTIONS,
        Returns(NONE),
        "The absolute difference in pseudorapidity.",
        difference_in_eta,
        lambda arguments: f"abs({arguments[0]}.deltaeta({arguments[1]}))",
        looped=looped_eta,
        bounds=(0.0, math.inf),
    ),
    Function(
        "dr",
        TWO_DIRECTIONS,
        Returns(NONE),
        "The distance in pseudorapidity and azimuth, sqrt(deta^2 + dphi^2).",
        distance,
        lambda arguments: f"{arguments[0]}.deltaR({arguments[1]})",
        looped=looped_distance,
        looped_name="distance",
        looped_helper=LOOPED_DISTANCE,
        bounds=(0.0, math.inf),
    ),
)

# What passes write, and programs cannot.
INTERNAL = (
    Function(
        "squared_distance",
        TWO_DIRECTIONS,
        Returns(NONE),
        "The square of `dr`.",
        squared_distance,
        lambda arguments: f"{arguments[0]}.deltaR2({arguments[1]})",
        looped=looped_square,
        looped_name="squared_distance",
        looped_helper=LOOPED_SQUARE,
        bounds=(0.0, math.inf),
    ),
)
