"""Decays of particles that move.

In: a source of random numbers, four-momenta of shape (4, number): energy and the components along x, y and z in GeV.
Out: the same.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Momenta = NDArray[np.float64]


def produced(
    random: np.random.Generator, mass: Momenta, pt_shape: float, pt_scale: float, width: float
) -> Momenta:
    """Particles of these masses: transverse momentum by a gamma distribution, rapidity by a normal one."""
    number = len(mass)
    pt, phi = random.gamma(pt_shape, pt_scale, number), random.uniform(-np.pi, np.pi, number)
    rapidity = random.normal(0, width, number)
    across = np.hypot(mass, pt)
    return np.array(
        [across * np.cosh(rapidity), pt * np.cos(phi), pt * np.sin(phi), across * np.sinh(rapidity)]
    )


def two_body(
    random: np.random.Generator, parent: Momenta, first: Momenta, second: Momenta
) -> tuple[Momenta, Momenta]:
    """What particles decay to, in any direction at rest; `first` and `second` are the masses in GeV."""
    mass = invariant_mass(parent)
    momentum = np.sqrt((mass**2 - (first + second) ** 2) * (mass**2 - (first - second) ** 2)) / (2 * mass)
    cosine, turn = random.uniform(-1, 1, len(mass)), random.uniform(-np.pi, np.pi, len(mass))
    sine = np.sqrt(1 - cosine**2)
    direction = momentum * np.array([sine * np.cos(turn), sine * np.sin(turn), cosine])
    return (
        boosted(np.vstack([np.hypot(first, momentum), direction]), parent),
        boosted(np.vstack([np.hypot(second, momentum), -direction]), parent),
    )


def invariant_mass(momentum: Momenta) -> Momenta:
    """The mass in GeV."""
    square: Momenta = momentum[0] ** 2 - np.sum(momentum[1:] ** 2, axis=0)
    return np.sqrt(np.maximum(square, 0))


def boosted(momentum: Momenta, frame: Momenta) -> Momenta:
    """From the rest frame of `frame` to the one in which `frame` is given."""
    mass = invariant_mass(frame)
    along = np.sum(momentum[1:] * frame[1:], axis=0) / mass
    energy = (momentum[0] * frame[0] + np.sum(momentum[1:] * frame[1:], axis=0)) / mass
    return np.vstack([energy, momentum[1:] + (along / (frame[0] + mass) + momentum[0] / mass) * frame[1:]])


def direction_of(momentum: Momenta) -> tuple[Momenta, Momenta, Momenta]:
    """Transverse momentum in GeV, pseudorapidity, azimuth in rad."""
    pt = np.hypot(momentum[1], momentum[2])
    return pt, np.arcsinh(momentum[3] / np.maximum(pt, 1e-9)), np.arctan2(momentum[2], momentum[1])
