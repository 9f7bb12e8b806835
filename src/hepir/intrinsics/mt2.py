"""The stransverse mass MT2 of two visible systems and missing transverse momentum."""

from __future__ import annotations

import math

from hepir.intrinsics.core import Function, Parameter, Returns
from hepir.intrinsics.looping import call_of, four, two
from hepir.types.dimensions import ENERGY


def mt2_of(
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
    invisible: float,
) -> float:
    """The smallest mass for which missing momentum can be divided so that neither transverse mass is larger, in GeV.

    The momenta that keep one transverse mass below a trial mass fill an ellipse (a parabola for a massless system); the
    trial mass is halved down to where the two touch.
    """
    x, y = pt * math.cos(phi), pt * math.sin(phi)
    scale = math.sqrt(ax * ax + ay * ay) + math.sqrt(bx * bx + by * by) + pt + abs(ae) + abs(be) + invisible
    if not 0.0 < scale < math.inf or x != x:
        return 0.0 * scale + 0.0 * x
    ax, ay, az, ae, bx, by, bz, be = (
        ax / scale,
        ay / scale,
        az / scale,
        ae / scale,
        bx / scale,
        by / scale,
        bz / scale,
        be / scale,
    )
    x, y, chi = x / scale, y / scale, invisible / scale
    a2, b2 = ae * ae - (ax * ax + ay * ay + az * az), be * be - (bx * bx + by * by + bz * bz)
    a2, b2 = a2 if a2 > 1e-14 else 0.0, b2 if b2 > 1e-14 else 0.0
    at2, bt2 = a2 + ax * ax + ay * ay, b2 + bx * bx + by * by
    low = max(math.sqrt(a2), math.sqrt(b2)) + chi
    half = math.sqrt(chi * chi + (x * x + y * y) / 4.0)
    first = a2 + chi * chi + 2.0 * (math.sqrt(at2) * half - (ax * x + ay * y) / 2.0)
    second = b2 + chi * chi + 2.0 * (math.sqrt(bt2) * half - (bx * x + by * y) / 2.0)
    high = max(first, second, low * low)
    high = math.sqrt(high)
    if at2 > 0.0 and bt2 > 0.0:
        for _ in range(60):  # more halvings than a double has bits
            middle = (low + high) / 2.0
            if apart(ax, ay, a2, at2, bx, by, b2, bt2, x, y, chi * chi, middle * middle):
                low = middle
            else:
                high = middle
    else:
        high = low
    return high * scale


def apart(
    ax: float,
    ay: float,
    a2: float,
    at2: float,
    bx: float,
    by: float,
    b2: float,
    bt2: float,
    x: float,
    y: float,
    chi2: float,
    trial2: float,
) -> bool:
    """Whether two regions of momenta, `A(q) <= 0` and `B(q) <= 0`, have nothing in common: det(s A + B) is then positive
    for some positive s (for symmetric matrices of conics whose determinants are negative)."""
    ka, kb = (trial2 - a2 - chi2) / 2.0, (trial2 - b2 - chi2) / 2.0
    axx, axy, ayy = at2 - ax * ax, -ax * ay, at2 - ay * ay
    axz, ayz, azz = -ka * ax, -ka * ay, at2 * chi2 - ka * ka
    bxx, bxy, byy = bt2 - bx * bx, -bx * by, bt2 - by * by
    bxz, byz = kb * bx - (bxx * x + bxy * y), kb * by - (bxy * x + byy * y)
    bzz = (
        bt2 * chi2 - kb * kb + (bxx * x * x + 2.0 * bxy * x * y + byy * y * y) - 2.0 * kb * (bx * x + by * y)
    )
    mxx, myy, mzz = ayy * azz - ayz * ayz, axx * azz - axz * axz, axx * ayy - axy * axy
    mxy, mxz, myz = axz * ayz - axy * azz, axy * ayz - axz * ayy, axy * axz - axx * ayz
    nxx, nyy, nzz = byy * bzz - byz * byz, bxx * bzz - bxz * bxz, bxx * byy - bxy * bxy
    nxy, nxz, nyz = bxz * byz - bxy * bzz, bxy * byz - bxz * byy, bxy * bxz - bxx * byz
    c3 = axx * mxx + axy * mxy + axz * mxz
    c2 = mxx * bxx + myy * byy + mzz * bzz + 2.0 * (mxy * bxy + mxz * bxz + myz * byz)
    c1 = nxx * axx + nyy * ayy + nzz * azz + 2.0 * (nxy * axy + nxz * axz + nyz * ayz)
    c0 = bxx * nxx + bxy * nxy + bxz * nxz
    root = c2 * c2 - 3.0 * c3 * c1
    if not (c3 < 0.0 and root > 0.0):
        return False
    place = (-c2 - math.sqrt(root)) / (3.0 * c3)
    return place > 0.0 and ((c3 * place + c2) * place + c1) * place + c0 > 0.0


HELPER = '''
def mt2(a, b, met, invisible):
    """The stransverse mass of two visible systems, by halving an interval of trial masses."""
    parts = [part for each in (a, b) for part in (each.px, each.py, each.pz, each.energy)]
    return elementwise(mt2_of, *parts, met.px, met.py, invisible)


def elementwise(function, *values):
    """What a function of plain arrays gives for each of several values, of which some may be missing."""

    def leaves(layouts, **_):
        if all(each.is_numpy for each in layouts):
            return ak.contents.NumpyArray(function(*(np.asarray(each.data, dtype=np.float64) for each in layouts)))

    *arrays, = ak.broadcast_arrays(*values)
    return ak.transform(leaves, *arrays)


def mt2_of(ax, ay, az, ae, bx, by, bz, be, x, y, invisible):
    """MT2 of plain arrays: trial masses for which the two regions of momenta are apart are too small."""
    scale = np.sqrt(ax * ax + ay * ay) + np.sqrt(bx * bx + by * by) + np.sqrt(x * x + y * y)
    scale = scale + abs(ae) + abs(be) + invisible
    nothing = 0.0 * scale  # not a number where an argument is none, or infinite
    scale = np.where((scale > 0) & (scale < np.inf), scale, np.nan)
    ax, ay, az, ae, bx, by, bz, be, x, y, chi = (
        each / scale for each in (ax, ay, az, ae, bx, by, bz, be, x, y, invisible)
    )
    a2, b2 = ae * ae - (ax * ax + ay * ay + az * az), be * be - (bx * bx + by * by + bz * bz)
    a2, b2 = np.where(a2 > 1e-14, a2, 0.0), np.where(b2 > 1e-14, b2, 0.0)
    at2, bt2 = a2 + ax * ax + ay * ay, b2 + bx * bx + by * by
    low = np.maximum(np.sqrt(a2), np.sqrt(b2)) + chi
    half = np.sqrt(chi * chi + (x * x + y * y) / 4)
    first = a2 + chi * chi + 2 * (np.sqrt(at2) * half - (ax * x + ay * y) / 2)
    second = b2 + chi * chi + 2 * (np.sqrt(bt2) * half - (bx * x + by * y) / 2)
    high = np.sqrt(np.maximum(np.maximum(first, second), low * low))
    high = np.where((at2 > 0) & (bt2 > 0), high, low)
    for _ in range(60):
        middle = (low + high) / 2
        beyond = apart(ax, ay, a2, at2, bx, by, b2, bt2, x, y, chi * chi, middle * middle)
        low, high = np.where(beyond, middle, low), np.where(beyond, high, middle)
    return np.where(np.isnan(scale), nothing, high * scale)


def apart(ax, ay, a2, at2, bx, by, b2, bt2, x, y, chi2, trial2):
    """Where two conics of momenta have nothing in common: det(s A + B) is positive for some positive s."""
    ka, kb = (trial2 - a2 - chi2) / 2, (trial2 - b2 - chi2) / 2
    axx, axy, ayy = at2 - ax * ax, -ax * ay, at2 - ay * ay
    axz, ayz, azz = -ka * ax, -ka * ay, at2 * chi2 - ka * ka
    bxx, bxy, byy = bt2 - bx * bx, -bx * by, bt2 - by * by
    bxz, byz = kb * bx - (bxx * x + bxy * y), kb * by - (bxy * x + byy * y)
    bzz = bt2 * chi2 - kb * kb + (bxx * x * x + 2 * bxy * x * y + byy * y * y) - 2 * kb * (bx * x + by * y)
    mxx, myy, mzz = ayy * azz - ayz * ayz, axx * azz - axz * axz, axx * ayy - axy * axy
    mxy, mxz, myz = axz * ayz - axy * azz, axy * ayz - axz * ayy, axy * axz - axx * ayz
    nxx, nyy, nzz = byy * bzz - byz * byz, bxx * bzz - bxz * bxz, bxx * byy - bxy * bxy
    nxy, nxz, nyz = bxz * byz - bxy * bzz, bxy * byz - bxz * byy, bxy * bxz - bxx * byz
    c3 = axx * mxx + axy * mxy + axz * mxz
    c2 = mxx * bxx + myy * byy + mzz * bzz + 2 * (mxy * bxy + mxz * bxz + myz * byz)
    c1 = nxx * axx + nyy * ayy + nzz * azz + 2 * (nxy * axy + nxz * axz + nyz * ayz)
    c0 = bxx * nxx + bxy * nxy + bxz * nxz
    root = c2 * c2 - 3 * c3 * c1
    place = (-c2 - np.sqrt(root)) / (3 * c3)
    return (c3 < 0) & (root > 0) & (place > 0) & (((c3 * place + c2) * place + c1) * place + c0 > 0)
'''

FUNCTIONS = (
    Function(
        "mt2",
        (
            Parameter("a", "momentum"),
            Parameter("b", "momentum"),
            Parameter("met", "transverse"),
            Parameter("invisible", dimension=ENERGY, default=0.0),
        ),
        Returns(ENERGY),
        "The stransverse mass of two visible systems, with their masses, and missing transverse momentum; `invisible` is the"
        " mass of each invisible particle, 0 if it is left out.",
        lambda a, b, met, invisible: mt2_of(*four(a), *four(b), *two(met), float(invisible)),
        lambda arguments: f"mt2({', '.join(arguments)})",
        helper=HELPER,
        looped=call_of("mt2_of"),
        looped_sources=(mt2_of, apart),
        bounds=(0.0, math.inf),
        source="C. G. Lester, D. J. Summers, Phys. Lett. B 463 (1999) 99 (arXiv:hep-ph/9906349); conics as in"
        " C. G. Lester, B. Nachman, JHEP 03 (2015) 100 (arXiv:1411.4312)",
    ),
)
