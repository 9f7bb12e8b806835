"""Angles and distances between directions."""

from __future__ import annotations

import math

from hepir.intrinsics import ieee
from hepir.intrinsics.core import Function, Parameter, Returns
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


def distance(first: Kinematic, second: Kinematic) -> float:
    """sqrt(delta eta ^ 2 + delta phi ^ 2)."""
    phi, eta = difference_in_phi(first, second), first.eta - second.eta
    return ieee.square_root(phi * phi + eta * eta)


FUNCTIONS = (
    Function(
        "dphi",
        TWO_TRANSVERSE,
        Returns(ANGLE),
        "The angle between two transverse momenta, from 0 to pi.",
        absolute_difference_in_phi,
        lambda arguments: f"abs({arguments[0]}.deltaphi({arguments[1]}))",
        bounds=(0.0, math.pi),
    ),
    Function(
        "signed_dphi",
        TWO_TRANSVERSE,
        Returns(ANGLE),
        "phi of the first minus phi of the second, from -pi to pi.",
        difference_in_phi,
        lambda arguments: f"{arguments[0]}.deltaphi({arguments[1]})",
        bounds=(-math.pi, math.pi),
    ),
    Function(
        "deta",
        TWO_DIRECTIONS,
        Returns(NONE),
        "The absolute difference in pseudorapidity.",
        difference_in_eta,
        lambda arguments: f"abs({arguments[0]}.deltaeta({arguments[1]}))",
        bounds=(0.0, math.inf),
    ),
    Function(
        "dr",
        TWO_DIRECTIONS,
        Returns(NONE),
        "The distance in pseudorapidity and azimuth, sqrt(deta^2 + dphi^2).",
        distance,
        lambda arguments: f"{arguments[0]}.deltaR({arguments[1]})",
        bounds=(0.0, math.inf),
    ),
)
