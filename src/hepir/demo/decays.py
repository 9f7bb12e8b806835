"""Masses and decays for generated events.

In: a source of random numbers, masses in GeV. Out: momenta in GeV, pseudorapidities, azimuths in rad.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Direction = tuple[Floats, Floats, Floats]


def breit_wigner(
    random: np.random.Generator, number: int, mass: float, width: float, least: float, most: float
) -> Floats:
    """Masses of a resonance between two limits."""
    ends = np.arctan(2 * (np.array([least, most]) - mass) / width)
    return mass + width / 2 * np.tan(random.uniform(ends[0], ends[1], number))


def falling(random: np.random.Generator, number: int, least: float, most: float, power: float) -> Floats:
    """Masses that fall as mass to the minus `power` (more than 1) between two limits."""
    exponent = 1 - power
    ends = least**exponent, most**exponent
    masses: Floats = random.uniform(min(ends), max(ends), number) ** (1 / exponent)
    return masses


def pair_decay(
    random: np.random.Generator, mass: Floats, pt: Floats, rapidity: Floats
) -> tuple[Direction, Direction]:
    """The two light particles that bosons of these masses decay to, in any direction at rest.

    Turned so that the boson flies along x, only its transverse motion is a boost; the motion along the beam
    adds to the pseudorapidity, since the particles have no mass to speak of.
    """
    cosine, turn = random.uniform(-1, 1, len(mass)), random.uniform(-np.pi, np.pi, len(mass))
    sine = np.sqrt(1 - cosine**2)
    heading = random.uniform(-np.pi, np.pi, len(mass))
    along, across, beam = mass / 2 * np.array([sine * np.cos(turn), sine * np.sin(turn), cosine])
    speed, energy = pt / mass, np.hypot(mass, pt) / mass

    def one(sign: int) -> Direction:
        x, y = energy * sign * along + speed * mass / 2, sign * across
        momentum = np.hypot(x, y)
        eta = np.arcsinh(sign * beam / np.maximum(momentum, 1e-9)) + rapidity
        return momentum, eta, np.arctan2(y, x) + heading

    return one(1), one(-1)


def smeared(random: np.random.Generator, pt: Floats, resolution: float) -> Floats:
    """Momenta as measured, with a relative resolution."""
    measured: Floats = pt * (1 + resolution * random.standard_normal(len(pt)))
    return measured


def wrapped(phi: Floats) -> Floats:
    """Angles in [-pi, pi)."""
    turned: Floats = (phi + np.pi) % (2 * np.pi) - np.pi
    return turned
