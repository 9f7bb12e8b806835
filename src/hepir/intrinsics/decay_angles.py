"""Angles of a decay into two, in the rest frame of the pair."""

from __future__ import annotations

import math

from hepir.intrinsics.core import Function, Parameter, Returns
from hepir.intrinsics.looping import call_of, four
from hepir.types.dimensions import NONE

PAIR = (Parameter("a", "momentum"), Parameter("b", "momentum"))


def helicity_of(
    ax: float, ay: float, az: float, ae: float, bx: float, by: float, bz: float, be: float
) -> float:
    """The cosine between a, in the rest frame of a + b, and the flight of a + b."""
    px, py, pz, energy = ax + bx, ay + by, az + bz, ae + be
    momentum = math.sqrt(px * px + py * py + pz * pz)
    squared = energy * energy - momentum * momentum
    if not (squared > 0.0 and momentum > 0.0):
        return math.nan
    mass = math.sqrt(squared)
    along = (ax * px + ay * py + az * pz) / momentum
    boosted_along = (energy * along - momentum * ae) / mass
    boosted_energy = (energy * ae - momentum * along) / mass
    length = boosted_energy * boosted_energy - (ae * ae - ax * ax - ay * ay - az * az)
    return boosted_along / math.sqrt(length) if length > 0.0 else math.nan


def collins_soper_of(
    ax: float, ay: float, az: float, ae: float, bx: float, by: float, bz: float, be: float
) -> float:
    """2 (a+ b- - a- b+) / (m sqrt(m^2 + pt^2)) with p+- = (energy +- pz) / sqrt(2), times the sign of the pair's pz."""
    px, py, pz, energy = ax + bx, ay + by, az + bz, ae + be
    transverse = px * px + py * py
    squared = energy * energy - (transverse + pz * pz)
    if not squared > 0.0:
        return math.nan
    product = (ae + az) * (be - bz) - (ae - az) * (be + bz)
    return math.copysign(1.0, pz) * product / (math.sqrt(squared) * math.sqrt(squared + transverse))


HELPER = '''
def cos_theta_star(a, b):
    """The cosine between a, in the rest frame of a and b, and the flight of the pair."""
    energy, px, py, pz = a.energy + b.energy, a.px + b.px, a.py + b.py, a.pz + b.pz
    momentum = np.sqrt(px**2 + py**2 + pz**2)
    squared = energy**2 - momentum**2
    mass = np.sqrt(ak.where((squared > 0) & (momentum > 0), squared, np.nan))
    along = (a.px * px + a.py * py + a.pz * pz) / momentum
    boosted_along = (energy * along - momentum * a.energy) / mass
    boosted_energy = (energy * a.energy - momentum * along) / mass
    length = boosted_energy**2 - (a.energy**2 - a.px**2 - a.py**2 - a.pz**2)
    return boosted_along / np.sqrt(ak.where(length > 0, length, np.nan))


def cos_theta_collins_soper(a, b):
    """The cosine of the polar angle of a in the Collins-Soper frame of a and b."""
    transverse, pz = (a.px + b.px) ** 2 + (a.py + b.py) ** 2, a.pz + b.pz
    squared = (a.energy + b.energy) ** 2 - (transverse + pz**2)
    squared = ak.where(squared > 0, squared, np.nan)
    product = (a.energy + a.pz) * (b.energy - b.pz) - (a.energy - a.pz) * (b.energy + b.pz)
    return np.copysign(1.0, pz) * product / (np.sqrt(squared) * np.sqrt(squared + transverse))
'''

FUNCTIONS = (
    Function(
        "cos_theta_star",
        PAIR,
        Returns(NONE),
        "The cosine of the angle between `a`, in the rest frame of both, and the direction in which the pair flies (the"
        " helicity angle); missing where the pair has no mass or does not fly.",
        lambda a, b: helicity_of(*four(a), *four(b)),
        lambda arguments: f"cos_theta_star({', '.join(arguments)})",
        helper=HELPER,
        looped=call_of("helicity_of"),
        looped_sources=(helicity_of,),
        optional=True,
        source="Particle Data Group, Review of Particle Physics, section on kinematics: two-body decays",
    ),
    Function(
        "cos_theta_collins_soper",
        PAIR,
        Returns(NONE),
        "The cosine of the polar angle of `a` in the Collins-Soper frame of both, along the pair's direction; for leptons,"
        " `a` is the negative one. Missing where the pair has no mass.",
        lambda a, b: collins_soper_of(*four(a), *four(b)),
        lambda arguments: f"cos_theta_collins_soper({', '.join(arguments)})",
        helper=HELPER,
        looped=call_of("collins_soper_of"),
        looped_sources=(collins_soper_of,),
        optional=True,
        source="J. C. Collins, D. E. Soper, Phys. Rev. D 16 (1977) 2219; CMS, Eur. Phys. J. C 78 (2018) 701",
    ),
)
