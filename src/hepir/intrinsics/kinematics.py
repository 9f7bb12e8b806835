"""Momenta in plain Python, for the reference functions and the interpreter.

In: stored pt, eta, phi, mass, or Cartesian components. Out: every kinematic property. Energies in GeV, angles in rad; phi in
(-pi, pi]. The mass of a space-like momentum is negative, as scikit-hep/vector has it.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from functools import reduce
from operator import add
from typing import Protocol

from hepir.intrinsics import ieee
from hepir.light_dataclasses import dataclass


class Transverse(Protocol):
    """What has a transverse momentum."""

    @property
    def pt(self) -> float: ...
    @property
    def phi(self) -> float: ...


class Kinematic(Transverse, Protocol):
    """What has a four-momentum."""

    @property
    def eta(self) -> float: ...
    @property
    def mass(self) -> float: ...
    @property
    def px(self) -> float: ...
    @property
    def py(self) -> float: ...
    @property
    def pz(self) -> float: ...
    @property
    def energy(self) -> float: ...


@dataclass(frozen=True)
class TransverseVector:
    """Missing transverse momentum."""

    pt: float
    phi: float

    @property
    def px(self) -> float:
        return self.pt * ieee.guarded(math.cos)(self.phi)

    @property
    def py(self) -> float:
        return self.pt * ieee.guarded(math.sin)(self.phi)


@dataclass(frozen=True)
class PolarVector:
    """A momentum as it is stored."""

    pt: float
    eta: float
    phi: float
    mass: float

    @property
    def px(self) -> float:
        return self.pt * ieee.guarded(math.cos)(self.phi)

    @property
    def py(self) -> float:
        return self.pt * ieee.guarded(math.sin)(self.phi)

    @property
    def pz(self) -> float:
        return self.pt * ieee.guarded(math.sinh)(self.eta)

    @property
    def energy(self) -> float:
        squared = self.px * self.px + self.py * self.py + self.pz * self.pz + self.mass * abs(self.mass)
        return ieee.square_root(max(squared, 0.0)) if not math.isnan(squared) else math.nan


@dataclass(frozen=True)
class CartesianVector:
    """A momentum that was added up."""

    px: float
    py: float
    pz: float
    energy: float

    @property
    def pt(self) -> float:
        return ieee.square_root(self.px * self.px + self.py * self.py)

    @property
    def eta(self) -> float:
        value = math.asinh(ieee.divide(self.pz, self.pt))
        return 0.0 if math.isnan(value) else value

    @property
    def phi(self) -> float:
        return math.atan2(self.py, self.px)

    @property
    def mass(self) -> float:
        squared = self.energy * self.energy - (self.px * self.px + self.py * self.py + self.pz * self.pz)
        return math.copysign(ieee.square_root(abs(squared)), squared)


def total(momenta: tuple[Kinematic, ...], signs: tuple[int, ...] | None = None) -> CartesianVector:
    """The sum of momenta from left to right, rounded after each addition; of none, zero."""
    signs = signs or (1,) * len(momenta)
    pairs = tuple(zip(signs, momenta, strict=True))
    return CartesianVector(
        from_left(sign * momentum.px for sign, momentum in pairs),
        from_left(sign * momentum.py for sign, momentum in pairs),
        from_left(sign * momentum.pz for sign, momentum in pairs),
        from_left(sign * momentum.energy for sign, momentum in pairs),
    )


def from_left(numbers: Iterable[float]) -> float:
    """The sum that starts with the first number, not with 0, so that -0.0 and -0.0 are -0.0."""
    return reduce(add, numbers) if (numbers := tuple(numbers)) else 0.0


def difference_in_phi(first: Transverse, second: Transverse) -> float:
    """`first.phi - second.phi`, brought into [-pi, pi)."""
    difference = first.phi - second.phi
    if math.isinf(difference):
        return math.nan
    return (difference + math.pi) % (2 * math.pi) - math.pi
