"""Megajets: the objects of an event in two groups with the smallest sum of squared masses."""

from __future__ import annotations

import math

from hepir.intrinsics.by_count import BY_COUNT
from hepir.intrinsics.core import Function, Parameter, Returns
from hepir.intrinsics.kinematics import CartesianVector, Kinematic
from hepir.intrinsics.looping import call_of, lists

SOURCE = "CMS, Phys. Rev. D 90 (2014) 112001 (arXiv:1405.3961)"
OBJECTS = (Parameter("objects", "collection"),)
MOST = 20  # objects: half a million divisions


def megajet_of(
    count: int, px: list[float], py: list[float], pz: list[float], energy: list[float], which: float
) -> tuple[float, float, float, float]:
    """The momentum of a megajet: 0 is the one of larger pt. Not numbers for fewer than two objects, or more than 20.

    All divisions in two groups that are not empty are tried; the first of the best is taken.
    """
    if count < 2 or count > 20:
        return math.nan, math.nan, math.nan, math.nan
    bx = by = bz = be = cx = cy = cz = ce = math.nan
    smallest = math.inf
    for division in range(1, 2 ** (count - 1)):
        x = y = z = e = u = v = w = f = 0.0
        for place in range(count):
            if (division >> place) & 1:
                x, y, z, e = x + px[place], y + py[place], z + pz[place], e + energy[place]
            else:
                u, v, w, f = u + px[place], v + py[place], w + pz[place], f + energy[place]
        masses = (e * e - (x * x + y * y + z * z)) + (f * f - (u * u + v * v + w * w))
        if masses < smallest:
            smallest = masses
            bx, by, bz, be, cx, cy, cz, ce = x, y, z, e, u, v, w, f
    if (bx * bx + by * by >= cx * cx + cy * cy) == (which == 0.0):
        return bx, by, bz, be
    return cx, cy, cz, ce


def reference(objects: list[Kinematic], which: float) -> CartesianVector:
    """As `megajet_of`, as a momentum."""
    return CartesianVector(*megajet_of(*lists(objects), which))


HELPER = (
    BY_COUNT
    + '''

def megajet(objects, which):
    """The momentum of a megajet of each event, the one of larger pt first; None where there are not two objects."""
    found = by_count(objects, megajets_of, 8)[:, 4 * which : 4 * which + 4]
    parts = {name: found[:, place] for place, name in enumerate(("px", "py", "pz", "energy"))}
    return ak.mask(ak.zip(parts, with_name="Momentum4D"), ~np.isnan(found[:, 3]))


def megajets_of(px, py, pz, energy):
    """Both megajets of events that have the same number of objects: px, py, pz, energy of the first and of the second."""
    p = np.stack([px, py, pz, energy], axis=-1)
    count, best = p.shape[1], np.full((len(p), 2, 4), np.nan)
    smallest = np.full(len(p), np.inf)
    if 2 <= count <= 20:
        for division in range(1, 2 ** (count - 1)):
            inside = ((division >> np.arange(count)) & 1).astype(bool)
            groups = np.stack([np.sum(p[:, each], axis=1) for each in (inside, ~inside)], axis=1)
            masses = np.sum(groups[..., 3] ** 2 - np.sum(groups[..., :3] ** 2, axis=-1), axis=1)
            better = masses < smallest
            smallest[better], best[better] = masses[better], groups[better]
    pt = np.sum(best[..., :2] ** 2, axis=-1)
    return np.where((pt[:, 0] >= pt[:, 1])[:, np.newaxis, np.newaxis], best, best[:, ::-1]).reshape(-1, 8)
'''
)


def megajet(name: str, which: int, words: str) -> Function:
    """One of the two functions."""
    return Function(
        name,
        OBJECTS,
        Returns(gives="momentum"),
        f"The momentum of the megajet of {words} pt: of all divisions of the objects in two groups, that with the"
        f" smallest sum of squared masses; missing where there are fewer than two objects, or more than {MOST}.",
        lambda objects: reference(objects, float(which)),
        lambda arguments: f"megajet({arguments[0]}, {which})",
        helper=HELPER,
        looped=lambda arguments: call_of("megajet_of")([*arguments, str(which)]),
        looped_sources=(megajet_of,),
        optional=True,
        source=SOURCE,
    )


FUNCTIONS = (megajet("first_megajet", 0, "larger"), megajet("second_megajet", 1, "smaller"))
