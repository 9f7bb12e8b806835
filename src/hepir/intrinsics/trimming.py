"""Jets without their soft subjets."""

from __future__ import annotations

import math

from hepir.intrinsics.core import Function, Parameter, Returns
from hepir.intrinsics.kinematics import CartesianVector, Kinematic
from hepir.intrinsics.looping import call_of, lists
from hepir.intrinsics.reclustering import (
    HELPER,
    OBJECTS,
    RADIUS,
    distance_of,
    put_together,
    rapidity_of,
    weight_of,
)

SOURCE = "D. Krohn, J. Thaler, L.-T. Wang, JHEP 02 (2010) 084 (arXiv:0912.1342)"


def trimmed_of(
    count: int,
    px: list[float],
    py: list[float],
    pz: list[float],
    energy: list[float],
    radius: float,
    share: float,
) -> tuple[float, float, float, float]:
    """The sum of those kt jets of a radius that have at least a share of the transverse momentum of them all; not numbers
    where there is none, or no positive radius.
    """
    if radius <= 0.0 or count == 0:
        return math.nan, math.nan, math.nan, math.nan
    x, y = [px[each] for each in range(count)], [py[each] for each in range(count)]
    z, e = [pz[each] for each in range(count)], [energy[each] for each in range(count)]
    jets = put_together(count, x, y, z, e, radius, 1.0)
    whole_x, whole_y = 0.0, 0.0
    for number in range(jets):
        each = count - 1 - number
        whole_x, whole_y = whole_x + x[each], whole_y + y[each]
    least = share * math.sqrt(whole_x * whole_x + whole_y * whole_y)
    kept, sx, sy, sz, se = 0, 0.0, 0.0, 0.0, 0.0
    for number in range(jets):
        each = count - 1 - number
        if math.sqrt(x[each] * x[each] + y[each] * y[each]) >= least:
            kept, sx, sy, sz, se = kept + 1, sx + x[each], sy + y[each], sz + z[each], se + e[each]
    if kept == 0:
        return math.nan, math.nan, math.nan, math.nan
    return sx, sy, sz, se


def reference(objects: list[Kinematic], radius: float, share: float) -> CartesianVector:
    """As `trimmed_of`, as a momentum."""
    return CartesianVector(*trimmed_of(*lists(objects), radius, share))


OWN = '''

def trimmed(objects, radius, share):
    """The momentum of the objects of each event without their soft subjets; None where nothing is left."""
    found = by_count(objects, lambda *parts: hard_part(*clusters(parts, radius, 1.0), share), 4)
    parts = {name: found[:, column] for column, name in enumerate(("px", "py", "pz", "energy"))}
    return ak.mask(ak.zip(parts, with_name="Momentum4D"), ~np.isnan(found[:, 3]))


def hard_part(jets, there, share):
    """The sum of those jets that have at least a share of the transverse momentum of them all, added one by one."""
    whole, kept = np.zeros((len(jets), 4)), np.zeros((len(jets), 4))
    for step in range(jets.shape[1]):
        whole += np.where(there[:, step, np.newaxis], jets[:, step], 0.0)
    least = share * np.sqrt(whole[:, 0] * whole[:, 0] + whole[:, 1] * whole[:, 1])
    hard = there & (np.sqrt(jets[..., 0] * jets[..., 0] + jets[..., 1] * jets[..., 1]) >= least[:, np.newaxis])
    for step in range(jets.shape[1]):
        kept += np.where(hard[:, step, np.newaxis], jets[:, step], 0.0)
    return np.where(hard.any(axis=1)[:, np.newaxis], kept, np.nan)
'''


FUNCTIONS = (
    Function(
        "trimmed_jet",
        (OBJECTS, RADIUS, Parameter("share", constant=True)),
        Returns(gives="momentum"),
        "A jet, given by its constituents, without its soft subjets: these are kt jets of a radius, and those with less"
        " than a share of the jet's transverse momentum are left out; missing where nothing is left.",
        reference,
        lambda arguments: f"trimmed({', '.join(arguments)})",
        helper=HELPER + OWN,
        looped=call_of("trimmed_of"),
        looped_sources=(trimmed_of, put_together, weight_of, distance_of, rapidity_of),
        optional=True,
        source=SOURCE,
    ),
)
