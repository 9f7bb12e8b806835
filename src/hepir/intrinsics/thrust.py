"""Thrust: how much of the momenta of an event lies along one axis, in space or in the transverse plane."""

from __future__ import annotations

import math

from hepir.intrinsics.by_count import BY_COUNT
from hepir.intrinsics.core import Function, Parameter, Returns
from hepir.intrinsics.looping import call_of, lists
from hepir.types.dimensions import NONE

SOURCE = "E. Farhi, Phys. Rev. Lett. 39 (1977) 1587"
TRANSVERSE_SOURCE = "A. Banfi, G. P. Salam, G. Zanderighi, JHEP 06 (2010) 038 (arXiv:1001.4082)"
OBJECTS = (Parameter("objects", "collection"),)


def thrust_of(count: int, px: list[float], py: list[float], pz: list[float], _energy: list[float]) -> float:
    """The largest |sum of +-p| over all signs, over the sum of |p|; exact.

    The signs are those of products with an axis. They change only where the axis is normal to a momentum, so it suffices to
    try axes normal to two momenta, and for momenta normal to such an axis both sides of it.
    """
    whole = 0.0
    for place in range(count):
        whole += math.sqrt(px[place] * px[place] + py[place] * py[place] + pz[place] * pz[place])
    if not 0.0 < whole < math.inf:
        return math.nan
    best = 0.0
    for first in range(count):
        x, y, z = px[first], py[first], pz[first]
        for second in range(count):
            nx, ny, nz = (
                y * pz[second] - z * py[second],
                z * px[second] - x * pz[second],
                x * py[second] - y * px[second],
            )
            best = max(best, signed_length(count, px, py, pz, x, y, z, nx, ny, nz, 1.0, 1.0))
            best = max(best, signed_length(count, px, py, pz, x, y, z, nx, ny, nz, 1.0, -1.0))
            best = max(best, signed_length(count, px, py, pz, x, y, z, nx, ny, nz, -1.0, 1.0))
            best = max(best, signed_length(count, px, py, pz, x, y, z, nx, ny, nz, -1.0, -1.0))
    return best / whole if best < (1.0 - 1e-12) * whole else 1.0


def signed_length(
    count: int,
    px: list[float],
    py: list[float],
    pz: list[float],
    x: float,
    y: float,
    z: float,
    nx: float,
    ny: float,
    nz: float,
    side: float,
    end: float,
) -> float:
    """|sum of +-p| with the signs of products with an axis n; where they are zero, with `side` n x a, or else `end` a."""
    wx, wy, wz = side * (ny * z - nz * y), side * (nz * x - nx * z), side * (nx * y - ny * x)
    normal, across = math.sqrt(nx * nx + ny * ny + nz * nz), math.sqrt(wx * wx + wy * wy + wz * wz)
    sx = sy = sz = 0.0
    for place in range(count):
        size = 1e-10 * math.sqrt(px[place] * px[place] + py[place] * py[place] + pz[place] * pz[place])
        sign = nx * px[place] + ny * py[place] + nz * pz[place]
        if abs(sign) <= size * normal:
            sign = wx * px[place] + wy * py[place] + wz * pz[place]
            if abs(sign) <= size * across:
                sign = end * (x * px[place] + y * py[place] + z * pz[place])
        turned = 1.0 if sign >= 0.0 else -1.0
        sx, sy, sz = sx + turned * px[place], sy + turned * py[place], sz + turned * pz[place]
    return math.sqrt(sx * sx + sy * sy + sz * sz)


def transverse_thrust_of(
    count: int, px: list[float], py: list[float], _pz: list[float], _energy: list[float]
) -> float:
    """As `thrust_of` in the transverse plane: axes normal to one momentum are tried."""
    whole = best = 0.0
    for first in range(count):
        x, y = px[first], py[first]
        whole += math.sqrt(x * x + y * y)
        for end in (1.0, -1.0):
            sx = sy = 0.0
            for place in range(count):
                size = 1e-10 * math.sqrt((x * x + y * y) * (px[place] * px[place] + py[place] * py[place]))
                sign = x * py[place] - y * px[place]
                sign = sign if abs(sign) > size else end * (x * px[place] + y * py[place])
                turned = 1.0 if sign >= 0.0 else -1.0
                sx, sy = sx + turned * px[place], sy + turned * py[place]
            best = max(best, math.sqrt(sx * sx + sy * sy))
    if not 0.0 < whole < math.inf:
        return math.nan
    return best / whole if best < (1.0 - 1e-12) * whole else 1.0


HELPER = (
    BY_COUNT
    + '''

def thrust(objects):
    """The largest sum of signed momenta over the sum of their lengths."""
    return ak.Array(by_count(objects, thrust_of, 1)[:, 0])


def thrust_of(px, py, pz, energy):
    """Thrust of events that have the same number of objects: axes normal to two momenta are tried."""
    p = np.stack([px, py, pz], axis=-1)
    lengths = np.sqrt(np.sum(p * p, axis=-1))
    best = np.zeros(len(p))
    for first in range(p.shape[1]):
        for second in range(p.shape[1]):
            one, normal = p[:, first], np.cross(p[:, first], p[:, second])
            for side in (1.0, -1.0):
                for end in (1.0, -1.0):
                    axes = (normal, side * np.cross(normal, one), end * one)
                    best = np.maximum(best, signed_length(p, lengths, axes))
    whole = np.sum(lengths, axis=1)
    thrust = best / np.where((whole > 0) & (whole < np.inf), whole, np.nan)
    return np.where(thrust > 1.0 - 1e-12, 1.0, thrust)[:, np.newaxis]


def signed_length(p, lengths, axes):
    """The length of the sum of momenta with the signs of products with the first axis that they are not normal to."""
    sign = np.zeros(p.shape[:2])
    for axis in axes:
        product = np.sum(p * axis[:, np.newaxis], axis=-1)
        size = 1e-10 * lengths * np.sqrt(np.sum(axis * axis, axis=-1))[:, np.newaxis]
        sign = np.where((sign == 0) & (abs(product) > size), product, sign)
    total = np.sum(np.where(sign >= 0, 1.0, -1.0)[..., np.newaxis] * p, axis=1)
    return np.sqrt(np.sum(total * total, axis=-1))


def transverse_thrust(objects):
    """Thrust in the transverse plane."""
    return ak.Array(by_count(objects, transverse_thrust_of, 1)[:, 0])


def transverse_thrust_of(px, py, pz, energy):
    """Transverse thrust of events that have the same number of objects: axes normal to one momentum are tried."""
    p = np.stack([px, py], axis=-1)
    lengths = np.sqrt(np.sum(p * p, axis=-1))
    best = np.zeros(len(p))
    for first in range(p.shape[1]):
        one = p[:, first]
        normal = np.stack([-one[:, 1], one[:, 0]], axis=-1)
        for end in (1.0, -1.0):
            best = np.maximum(best, signed_length(p, lengths, (normal, end * one)))
    whole = np.sum(lengths, axis=1)
    thrust = best / np.where((whole > 0) & (whole < np.inf), whole, np.nan)
    return np.where(thrust > 1.0 - 1e-12, 1.0, thrust)[:, np.newaxis]
'''
)

FUNCTIONS = (
    Function(
        "thrust",
        OBJECTS,
        Returns(NONE),
        "The largest share of the momenta along one axis n, the sum of abs(p . n) over the sum of lengths: 1 for two opposite"
        " momenta, 1/2 for isotropic ones; missing where there is no momentum.",
        lambda objects: thrust_of(*lists(objects)),
        lambda arguments: f"thrust({arguments[0]})",
        helper=HELPER,
        looped=call_of("thrust_of"),
        looped_sources=(thrust_of, signed_length),
        bounds=(0.0, 1.0),
        optional=True,
        source=SOURCE,
    ),
    Function(
        "transverse_thrust",
        OBJECTS,
        Returns(NONE),
        "Thrust in the transverse plane: 1 for two opposite momenta, 2/pi for isotropic ones; missing where there is no"
        " momentum.",
        lambda objects: transverse_thrust_of(*lists(objects)),
        lambda arguments: f"transverse_thrust({arguments[0]})",
        helper=HELPER,
        looped=call_of("transverse_thrust_of"),
        looped_sources=(transverse_thrust_of,),
        bounds=(0.0, 1.0),
        optional=True,
        source=TRANSVERSE_SOURCE,
    ),
)
