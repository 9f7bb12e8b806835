"""The two hemispheres of an event: its objects in two groups, each near an axis."""

from __future__ import annotations

import math

from hepir.intrinsics.by_count import BY_COUNT
from hepir.intrinsics.core import Function, Parameter, Returns
from hepir.intrinsics.kinematics import CartesianVector, Kinematic
from hepir.intrinsics.looping import call_of, lists

SOURCE = "CMS, J. Phys. G 34 (2007) 995 (CERN-LHCC-2006-021)"
OBJECTS = (Parameter("objects", "collection"),)
Four = tuple[float, float, float, float]


def hemisphere_of(
    count: int, px: list[float], py: list[float], pz: list[float], energy: list[float], which: float
) -> tuple[float, float, float, float]:
    """The momentum of a hemisphere: 0 is the one of larger pt. Not numbers where there are fewer than two objects.

    The axes start with the two objects of largest invariant mass. Each object goes to the axis of smaller Lund distance, the
    sums are the new axes, until nothing changes or 100 times; if one side lost all objects, the division before stays.
    """
    if count < 2:
        return math.nan, math.nan, math.nan, math.nan
    one, other, largest = 0, 1, -math.inf
    for first in range(count):
        for second in range(first + 1, count):
            x, y, z = px[first] + px[second], py[first] + py[second], pz[first] + pz[second]
            e = energy[first] + energy[second]
            squared = e * e - (x * x + y * y + z * z)
            if squared > largest:
                one, other, largest = first, second, squared
    ax, ay, az, ae = px[one], py[one], pz[one], energy[one]
    bx, by, bz, be = px[other], py[other], pz[other], energy[other]
    for turn in range(100):
        sx = sy = sz = se = tx = ty = tz = te = 0.0
        left = 0
        for place in range(count):
            x, y, z, e = px[place], py[place], pz[place], energy[place]
            if lund_distance(ax, ay, az, ae, x, y, z, e) <= lund_distance(bx, by, bz, be, x, y, z, e):
                sx, sy, sz, se, left = sx + x, sy + y, sz + z, se + e, left + 1
            else:
                tx, ty, tz, te = tx + x, ty + y, tz + z, te + e
        same = (
            sx == ax
            and sy == ay
            and sz == az
            and se == ae
            and tx == bx
            and ty == by
            and tz == bz
            and te == be
        )
        if left == 0 or left == count or (turn > 0 and same):
            break
        ax, ay, az, ae, bx, by, bz, be = sx, sy, sz, se, tx, ty, tz, te
    if (ax * ax + ay * ay >= bx * bx + by * by) == (which == 0.0):
        return ax, ay, az, ae
    return bx, by, bz, be


def lund_distance(
    ax: float, ay: float, az: float, ae: float, x: float, y: float, z: float, e: float
) -> float:
    """(E_a - p_a cos(angle)) E_a / (E_a + E)^2"""
    length = math.sqrt(x * x + y * y + z * z)
    along = (ax * x + ay * y + az * z) / length if length > 0.0 else 0.0
    whole = ae + e
    return (ae - along) * ae / (whole * whole) if whole != 0.0 else 0.0


def reference(objects: list[Kinematic], which: float) -> CartesianVector:
    """As `hemisphere_of`, as a momentum."""
    return CartesianVector(*hemisphere_of(*lists(objects), which))


HELPER = (
    BY_COUNT
    + '''

def hemisphere(objects, which):
    """The momentum of a hemisphere of each event, the one of larger pt first; None where there are not two objects."""
    found = by_count(objects, hemispheres_of, 8)[:, 4 * which : 4 * which + 4]
    parts = {name: found[:, place] for place, name in enumerate(("px", "py", "pz", "energy"))}
    return ak.mask(ak.zip(parts, with_name="Momentum4D"), ~np.isnan(found[:, 3]))


def hemispheres_of(px, py, pz, energy):
    """Both hemispheres of events that have the same number of objects: px, py, pz, energy of the first and of the second."""
    p = np.stack([px, py, pz, energy], axis=-1)
    rows, count = np.arange(len(p)), p.shape[1]
    if count < 2:
        return np.full((len(p), 8), np.nan)
    pairs = np.array([(one, other) for one in range(count) for other in range(one + 1, count)])
    sums = p[:, pairs[:, 0]] + p[:, pairs[:, 1]]
    masses = sums[..., 3] ** 2 - (sums[..., 0] ** 2 + sums[..., 1] ** 2 + sums[..., 2] ** 2)
    first, second = pairs[np.argmax(np.where(np.isnan(masses), -np.inf, masses), axis=1)].T
    axes = np.stack([p[rows, first], p[rows, second]], axis=1)
    going = np.ones(len(p), dtype=bool)
    for turn in range(100):
        near = lund_distance(axes[:, :1], p) <= lund_distance(axes[:, 1:], p)
        sums = np.stack([np.sum(np.where(each[..., np.newaxis], p, 0.0), axis=1) for each in (near, ~near)], axis=1)
        going &= near.any(axis=1) & ~near.all(axis=1)
        if turn:
            going &= np.any(sums != axes, axis=(1, 2))
        if not going.any():
            break
        axes[going] = sums[going]
    pt = np.sum(axes[..., :2] ** 2, axis=-1)
    return np.where((pt[:, 0] >= pt[:, 1])[:, np.newaxis, np.newaxis], axes, axes[:, ::-1]).reshape(-1, 8)


def lund_distance(axis, p):
    """(E_a - p_a cos(angle)) E_a / (E_a + E)^2"""
    length = np.sqrt(np.sum(p[..., :3] ** 2, axis=-1))
    along = np.where(length > 0, np.sum(axis[..., :3] * p[..., :3], axis=-1) / np.where(length > 0, length, 1.0), 0.0)
    whole = axis[..., 3] + p[..., 3]
    return np.where(whole != 0, (axis[..., 3] - along) * axis[..., 3] / np.where(whole != 0, whole, 1.0) ** 2, 0.0)
'''
)


def hemisphere(name: str, which: int, words: str) -> Function:
    """One of the two functions."""
    return Function(
        name,
        OBJECTS,
        Returns(gives="momentum"),
        f"The momentum of the hemisphere of {words} pt. Axes start with the two objects of largest invariant mass, and"
        " objects go to the axis of smaller Lund distance until nothing changes; missing where there are not two objects.",
        lambda objects: reference(objects, float(which)),
        lambda arguments: f"hemisphere({arguments[0]}, {which})",
        helper=HELPER,
        looped=lambda arguments: call_of("hemisphere_of")([*arguments, str(which)]),
        looped_sources=(hemisphere_of, lund_distance),
        optional=True,
        source=SOURCE,
    )


FUNCTIONS = (hemisphere("first_hemisphere", 0, "larger"), hemisphere("second_hemisphere", 1, "smaller"))
