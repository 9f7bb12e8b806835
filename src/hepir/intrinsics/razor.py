"""The razor variables of two megajets and missing transverse momentum."""

from __future__ import annotations

import math

from hepir.intrinsics.core import Function, Parameter, Returns
from hepir.intrinsics.looping import call_of, four, two
from hepir.types.dimensions import ENERGY, NONE

SOURCE = "C. Rogan, arXiv:1006.2727; CMS, Phys. Rev. D 90 (2014) 112001 (arXiv:1405.3961)"
MEGAJETS = (Parameter("a", "momentum"), Parameter("b", "momentum"))
WITH_MET = (*MEGAJETS, Parameter("met", "transverse"))


def mr_of(ax: float, ay: float, az: float, _ae: float, bx: float, by: float, bz: float, _be: float) -> float:
    """sqrt((|a| + |b|)^2 - (az + bz)^2), in GeV; the energies do not count."""
    lengths = math.sqrt(ax * ax + ay * ay + az * az) + math.sqrt(bx * bx + by * by + bz * bz)
    squared = lengths * lengths - (az + bz) * (az + bz)
    return math.sqrt(squared) if squared > 0.0 else 0.0 * squared


def mtr_of(
    ax: float,
    ay: float,
    _az: float,
    _ae: float,
    bx: float,
    by: float,
    _bz: float,
    _be: float,
    pt: float,
    phi: float,
) -> float:
    """sqrt((met (pt_a + pt_b) - met . (a + b)) / 2), in GeV."""
    lengths = math.sqrt(ax * ax + ay * ay) + math.sqrt(bx * bx + by * by)
    along = pt * math.cos(phi) * (ax + bx) + pt * math.sin(phi) * (ay + by)
    squared = (pt * lengths - along) / 2.0
    return math.sqrt(squared) if squared > 0.0 else 0.0 * squared


def r2_of(
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
    """(MTR / MR)^2; not a number where MR is zero."""
    mr = mr_of(ax, ay, az, ae, bx, by, bz, be)
    ratio = mtr_of(ax, ay, az, ae, bx, by, bz, be, pt, phi) / mr if mr > 0.0 else math.nan
    return ratio * ratio


HELPER = '''
def razor_mr(a, b):
    """The razor mass MR of two megajets."""
    return np.sqrt(np.maximum((a.p + b.p) ** 2 - (a.pz + b.pz) ** 2, 0.0))


def razor_mtr(a, b, met):
    """The transverse razor mass MTR of two megajets and missing transverse momentum."""
    along = met.px * (a.px + b.px) + met.py * (a.py + b.py)
    return np.sqrt(np.maximum((met.pt * (a.pt + b.pt) - along) / 2, 0.0))


def razor_r2(a, b, met):
    """The square of MTR over MR."""
    mr = razor_mr(a, b)
    return (razor_mtr(a, b, met) / ak.where(mr > 0, mr, np.nan)) ** 2
'''

FUNCTIONS = (
    Function(
        "razor_mr",
        MEGAJETS,
        Returns(ENERGY),
        "The razor mass MR of two megajets.",
        lambda a, b: mr_of(*four(a), *four(b)),
        lambda arguments: f"razor_mr({', '.join(arguments)})",
        helper=HELPER,
        looped=call_of("mr_of"),
        looped_sources=(mr_of,),
        bounds=(0.0, math.inf),
        source=SOURCE,
    ),
    Function(
        "razor_mtr",
        WITH_MET,
        Returns(ENERGY),
        "The transverse razor mass MTR of two megajets and missing transverse momentum.",
        lambda a, b, met: mtr_of(*four(a), *four(b), *two(met)),
        lambda arguments: f"razor_mtr({', '.join(arguments)})",
        helper=HELPER,
        looped=call_of("mtr_of"),
        looped_sources=(mtr_of,),
        bounds=(0.0, math.inf),
        source=SOURCE,
    ),
    Function(
        "razor_r2",
        WITH_MET,
        Returns(NONE),
        "The razor variable R^2, the square of MTR over MR; missing where MR is zero.",
        lambda a, b, met: r2_of(*four(a), *four(b), *two(met)),
        lambda arguments: f"razor_r2({', '.join(arguments)})",
        helper=HELPER,
        looped=call_of("r2_of"),
        looped_sources=(r2_of, mr_of, mtr_of),
        bounds=(0.0, math.inf),
        optional=True,
        source=SOURCE,
    ),
)
