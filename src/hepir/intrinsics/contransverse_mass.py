"""The contransverse mass of two objects."""

from __future__ import annotations

import math

from hepir.intrinsics.core import Function, Parameter, Returns
from hepir.intrinsics.looping import call_of, four
from hepir.types.dimensions import ENERGY


def mct_of(ax: float, ay: float, az: float, ae: float, bx: float, by: float, bz: float, be: float) -> float:
    """sqrt((et_a + et_b)^2 - |pt_a - pt_b|^2) with et^2 = energy^2 - pz^2, in GeV."""
    first, second = (ae - az) * (ae + az), (be - bz) * (be + bz)
    energies = (math.sqrt(first) if first > 0.0 else 0.0 * first) + (
        math.sqrt(second) if second > 0.0 else 0.0 * second
    )
    squared = energies * energies - (ax - bx) * (ax - bx) - (ay - by) * (ay - by)
    return math.sqrt(squared) if squared > 0.0 else 0.0 * squared


HELPER = '''
def mct(a, b):
    """sqrt((et_a + et_b)^2 - |pt_a - pt_b|^2) of two momenta, with et^2 = energy^2 - pz^2."""
    first, second = ((each.energy - each.pz) * (each.energy + each.pz) for each in (a, b))
    energies = np.sqrt(np.maximum(first, 0.0)) + np.sqrt(np.maximum(second, 0.0))
    return np.sqrt(np.maximum(energies**2 - (a.px - b.px) ** 2 - (a.py - b.py) ** 2, 0.0))
'''

FUNCTIONS = (
    Function(
        "mct",
        (Parameter("a", "momentum"), Parameter("b", "momentum")),
        Returns(ENERGY),
        "The contransverse mass of two momenta, with their masses.",
        lambda a, b: mct_of(*four(a), *four(b)),
        lambda arguments: f"mct({', '.join(arguments)})",
        helper=HELPER,
        looped=call_of("mct_of"),
        looped_sources=(mct_of,),
        bounds=(0.0, math.inf),
        source="D. Tovey, JHEP 04 (2008) 034 (arXiv:0802.2879)",
    ),
)
