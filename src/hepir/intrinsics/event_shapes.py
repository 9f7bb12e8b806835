"""Shapes of events from the momentum tensor: sphericity, aplanarity, and sphericity in the transverse plane."""

from __future__ import annotations

import math

from hepir.intrinsics.core import Function, Parameter, Returns
from hepir.intrinsics.looping import call_of, lists
from hepir.types.dimensions import NONE

SOURCE = "J. D. Bjorken, S. J. Brodsky, Phys. Rev. D 1 (1970) 1416; T. Sjostrand et al., JHEP 05 (2006) 026"
OBJECTS = (Parameter("objects", "collection"),)


def eigenvalues_of(
    count: int, px: list[float], py: list[float], pz: list[float]
) -> tuple[float, float, float]:
    """The eigenvalues of sum(p_a p_b) / sum(p^2), largest first; their sum is 1. Not numbers where all momenta are zero."""
    xx = yy = zz = xy = xz = yz = 0.0
    for place in range(count):
        x, y, z = px[place], py[place], pz[place]
        xx, yy, zz = xx + x * x, yy + y * y, zz + z * z
        xy, xz, yz = xy + x * y, xz + x * z, yz + y * z
    trace = xx + yy + zz
    if not 0.0 < trace < math.inf:
        return math.nan, math.nan, math.nan
    xx, yy, zz = xx / trace - 1.0 / 3.0, yy / trace - 1.0 / 3.0, zz / trace - 1.0 / 3.0
    xy, xz, yz = xy / trace, xz / trace, yz / trace
    squared = xx * xx + yy * yy + zz * zz + 2.0 * (xy * xy + xz * xz + yz * yz)
    size = math.sqrt(squared / 6.0)
    if size == 0.0:
        return 1.0 / 3.0, 1.0 / 3.0, 1.0 / 3.0
    determinant = xx * (yy * zz - yz * yz) - xy * (xy * zz - yz * xz) + xz * (xy * yz - yy * xz)
    cosine = determinant / (2.0 * size * size * size)
    angle = math.acos(max(-1.0, min(1.0, cosine))) / 3.0
    first = 1.0 / 3.0 + 2.0 * size * math.cos(angle)
    third = 1.0 / 3.0 + 2.0 * size * math.cos(angle + 2.0 * math.pi / 3.0)
    return first, 1.0 - first - third, third


def sphericity_of(
    count: int, px: list[float], py: list[float], pz: list[float], _energy: list[float]
) -> float:
    """3/2 of the sum of the two smaller eigenvalues."""
    first, _, _ = eigenvalues_of(count, px, py, pz)
    return settled(1.5 * (1.0 - first))


def aplanarity_of(
    count: int, px: list[float], py: list[float], pz: list[float], _energy: list[float]
) -> float:
    """3/2 of the smallest eigenvalue."""
    _, _, third = eigenvalues_of(count, px, py, pz)
    return settled(1.5 * third)


def transverse_sphericity_of(
    count: int, px: list[float], py: list[float], _pz: list[float], _energy: list[float]
) -> float:
    """Twice the smaller eigenvalue of the tensor in the transverse plane, over the sum of both."""
    xx = yy = xy = 0.0
    for place in range(count):
        x, y = px[place], py[place]
        xx, yy, xy = xx + x * x, yy + y * y, xy + x * y
    if not 0.0 < xx + yy < math.inf:
        return math.nan
    return settled(1.0 - math.sqrt((xx - yy) * (xx - yy) + 4.0 * xy * xy) / (xx + yy))


def settled(value: float) -> float:
    """A value, or 0 where it differs from it by rounding."""
    return 0.0 if value < 1e-12 else value


HELPER = '''
def momentum_tensor(objects):
    """The eigenvalues of sum(p_a p_b) / sum(p^2) of the objects of each event, smallest first."""
    p = [ak.values_astype(each, np.float64) for each in (objects.px, objects.py, objects.pz)]
    rows = [[ak.to_numpy(ak.sum(first * second, axis=1)) for second in p] for first in p]
    tensor = np.moveaxis(np.array(rows), -1, 0)
    trace = np.trace(tensor, axis1=1, axis2=2)
    good = (trace > 0) & (trace < np.inf)
    values = np.linalg.eigvalsh(np.where(good, tensor.T / np.where(good, trace, 1.0), 0.0).T)
    return np.where(good, values.T, np.nan)


def sphericity(objects):
    """3/2 of the sum of the two smaller eigenvalues of the momentum tensor."""
    return settled(1.5 * (1.0 - momentum_tensor(objects)[2]))


def aplanarity(objects):
    """3/2 of the smallest eigenvalue of the momentum tensor."""
    return settled(1.5 * momentum_tensor(objects)[0])


def transverse_sphericity(objects):
    """Twice the smaller eigenvalue of the momentum tensor in the transverse plane, over the sum of both."""
    px, py = objects.px, objects.py
    xx, yy, xy = (ak.sum(each, axis=1) for each in (px * px, py * py, px * py))
    total = ak.where(xx + yy > 0, xx + yy, np.nan)
    return settled(1.0 - np.sqrt((xx - yy) ** 2 + 4 * xy**2) / total)


def settled(values):
    """Values, or 0 where they differ from it by rounding."""
    return ak.where(values < 1e-12, 0.0, values)
'''

FUNCTIONS = (
    Function(
        "sphericity",
        OBJECTS,
        Returns(NONE),
        "3/2 (l2 + l3), of the eigenvalues l1 >= l2 >= l3 of the momentum tensor sum(p_a p_b) / sum(p^2): 0 for two opposite"
        " momenta, 1 for isotropic ones; missing where there is no momentum.",
        lambda objects: sphericity_of(*lists(objects)),
        lambda arguments: f"sphericity({arguments[0]})",
        helper=HELPER,
        looped=call_of("sphericity_of"),
        looped_sources=(eigenvalues_of, sphericity_of, settled),
        bounds=(0.0, 1.0),
        optional=True,
        source=SOURCE,
    ),
    Function(
        "aplanarity",
        OBJECTS,
        Returns(NONE),
        "3/2 l3, of the smallest eigenvalue of the momentum tensor: 0 for momenta in a plane, 1/2 for isotropic ones; missing"
        " where there is no momentum.",
        lambda objects: aplanarity_of(*lists(objects)),
        lambda arguments: f"aplanarity({arguments[0]})",
        helper=HELPER,
        looped=call_of("aplanarity_of"),
        looped_sources=(eigenvalues_of, aplanarity_of, settled),
        bounds=(0.0, 0.5),
        optional=True,
        source=SOURCE,
    ),
    Function(
        "transverse_sphericity",
        OBJECTS,
        Returns(NONE),
        "2 l2 / (l1 + l2), of the eigenvalues l1 >= l2 of the momentum tensor in the transverse plane; missing where there is"
        " no momentum.",
        lambda objects: transverse_sphericity_of(*lists(objects)),
        lambda arguments: f"transverse_sphericity({arguments[0]})",
        helper=HELPER,
        looped=call_of("transverse_sphericity_of"),
        looped_sources=(transverse_sphericity_of, settled),
        bounds=(0.0, 1.0),
        optional=True,
        source="ATLAS, Eur. Phys. J. C 72 (2012) 2211 (arXiv:1206.2135)",
    ),
)
