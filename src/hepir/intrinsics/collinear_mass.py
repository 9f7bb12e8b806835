"""The mass of two taus whose neutrinos fly along the visible decay products."""

from __future__ import annotations

import math

from hepir.intrinsics.core import Function, Parameter, Returns
from hepir.intrinsics.looping import call_of, four, two
from hepir.types.dimensions import ENERGY


def collinear_of(
    ax: float,
    ay: float,
    az: float,
    ae: float,
    bx: float,
    by: float,
    bz: float,
    be: float,
    pt: float,
    phi: float,
) -> float:
    """The mass of (1 + alpha) a + (1 + beta) b, masses of a and b neglected, where alpha a + beta b is missing, in GeV.

    Not a number where a and b are parallel in the transverse plane, or where alpha or beta is negative.
    """
    area = ax * by - ay * bx
    if area == 0.0:
        return math.nan
    x, y = pt * math.cos(phi), pt * math.sin(phi)
    alpha, beta = (x * by - y * bx) / area, (ax * y - ay * x) / area
    if not (alpha >= 0.0 and beta >= 0.0):
        return math.nan
    px, py, pz, energy = ax + bx, ay + by, az + bz, ae + be
    squared = energy * energy - (px * px + py * py + pz * pz)
    return math.sqrt(squared) * math.sqrt((1.0 + alpha) * (1.0 + beta)) if squared >= 0.0 else math.nan


HELPER = '''
def collinear_mass(a, b, met):
    """The mass of two taus in the collinear approximation; not a number where that has no solution."""
    area = a.px * b.py - a.py * b.px
    area = ak.where(area == 0, np.nan, area)
    alpha, beta = (met.px * b.py - met.py * b.px) / area, (a.px * met.py - a.py * met.px) / area
    good = (alpha >= 0) & (beta >= 0)
    squared = (a.energy + b.energy) ** 2 - ((a.px + b.px) ** 2 + (a.py + b.py) ** 2 + (a.pz + b.pz) ** 2)
    return ak.where(good, np.sqrt(squared) * np.sqrt((1 + alpha) * (1 + beta)), np.nan)
'''

FUNCTIONS = (
    Function(
        "collinear_mass",
        (Parameter("a", "momentum"), Parameter("b", "momentum"), Parameter("met", "transverse")),
        Returns(ENERGY),
        "The mass of two taus from their visible decay products and missing transverse momentum, if neutrinos fly along"
        " those; missing where that has no solution.",
        lambda a, b, met: collinear_of(*four(a), *four(b), *two(met)),
        lambda arguments: f"collinear_mass({', '.join(arguments)})",
        helper=HELPER,
        looped=call_of("collinear_of"),
        looped_sources=(collinear_of,),
        bounds=(0.0, math.inf),
        optional=True,
        source="R. K. Ellis, I. Hinchliffe, M. Soldate, J. J. van der Bij, Nucl. Phys. B 297 (1988) 221",
    ),
)
