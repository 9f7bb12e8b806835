"""Jets of jets: objects put together by a sequential algorithm of larger radius."""

from __future__ import annotations

import math

from hepir.intrinsics.by_count import BY_COUNT
from hepir.intrinsics.core import Function, Parameter, Returns
from hepir.intrinsics.kinematics import CartesianVector, Kinematic
from hepir.intrinsics.looping import call_of, lists
from hepir.types.dimensions import ENERGY

SOURCE = (
    "M. Cacciari, G. P. Salam, G. Soyez, JHEP 04 (2008) 063 (arXiv:0802.1189); Eur. Phys. J. C 72 (2012) 1896"
)
OBJECTS = Parameter("objects", "collection")
RADIUS = Parameter("radius", constant=True)
PLACE = Parameter("place", whole=True, constant=True)
# the power of the squared transverse momentum in the distances
ALGORITHMS = {"anti_kt": -1.0, "cambridge_aachen": 0.0, "kt": 1.0}
WORDS = {
    "anti_kt": "anti-kt algorithm",
    "cambridge_aachen": "Cambridge/Aachen algorithm",
    "kt": "kt algorithm",
}


def put_together(
    count: int, x: list[float], y: list[float], z: list[float], e: list[float], radius: float, power: float
) -> int:
    """How many jets objects, lists of px, py, pz and energy, are put together to. The lists are overwritten: the jets stand
    at their ends, the one that is found first last, so that no room is needed beside them.

    The two that are nearest, by min(w_i, w_j) dr^2 / radius^2 with dr in rapidity and azimuth and w = pt^(2 power), are
    added; one whose w is smaller than all of these is a jet.
    """
    left, jets = count, 0
    while left > 0:
        nearest, first, second = math.inf, 0, 0
        lowest, alone = math.inf, 0
        for one in range(left):
            own = weight_of(x[one], y[one], power)
            if own < lowest:
                lowest, alone = own, one
            for other in range(one + 1, left):
                weight = min(own, weight_of(x[other], y[other], power))
                far = weight * distance_of(
                    x[one], y[one], z[one], e[one], x[other], y[other], z[other], e[other]
                )
                far = far / (radius * radius)
                if far < nearest:
                    nearest, first, second = far, one, other
        left -= 1
        merged = nearest < lowest
        if merged:
            x[first], y[first], z[first], e[first] = (
                x[first] + x[second],
                y[first] + y[second],
                z[first] + z[second],
                e[first] + e[second],
            )
            alone = second
        jx, jy, jz, je = x[alone], y[alone], z[alone], e[alone]
        for place in range(alone, left):
            x[place], y[place], z[place], e[place] = x[place + 1], y[place + 1], z[place + 1], e[place + 1]
        if not merged:
            jets += 1
            at = count - jets
            x[at], y[at], z[at], e[at] = jx, jy, jz, je
    return jets


def weight_of(px: float, py: float, power: float) -> float:
    """pt^(2 power), at most 1e300."""
    if power == 0.0:
        return 1.0
    squared = px * px + py * py
    if power < 0.0:
        return 1.0 / squared if squared > 1e-300 else 1e300
    return squared if squared < 1e300 else 1e300


def distance_of(
    ax: float, ay: float, az: float, ae: float, bx: float, by: float, bz: float, be: float
) -> float:
    """The squared distance in rapidity and azimuth."""
    turn = abs(math.atan2(ay, ax) - math.atan2(by, bx))
    turn = 2.0 * math.pi - turn if turn > math.pi else turn
    along = rapidity_of(az, ae) - rapidity_of(bz, be)
    return along * along + turn * turn


def rapidity_of(pz: float, energy: float) -> float:
    """The rapidity; a large number along the beam."""
    if energy > abs(pz):
        return 0.5 * math.log((energy + pz) / (energy - pz))
    return math.copysign(1e5, pz)


def jet_of(
    count: int,
    px: list[float],
    py: list[float],
    pz: list[float],
    energy: list[float],
    radius: float,
    place: float,
    power: float,
) -> tuple[float, float, float, float]:
    """The momentum of a jet by its place in the order of pt; not numbers where there is none, or no positive radius."""
    if radius <= 0.0 or place < 0.0:
        return math.nan, math.nan, math.nan, math.nan
    x, y = [px[each] for each in range(count)], [py[each] for each in range(count)]
    z, e = [pz[each] for each in range(count)], [energy[each] for each in range(count)]
    jets = put_together(count, x, y, z, e, radius, power)
    jx, jy, jz, je = math.nan, math.nan, math.nan, math.nan
    for _ in range(int(place) + 1):
        best, largest = -1, -1.0
        for number in range(jets):
            each = count - 1 - number
            squared = x[each] * x[each] + y[each] * y[each]
            if squared > largest:
                best, largest = each, squared
        if best < 0:
            return math.nan, math.nan, math.nan, math.nan
        jx, jy, jz, je = x[best], y[best], z[best], e[best]
        x[best], y[best] = math.nan, math.nan
    return jx, jy, jz, je


def mass_sum_of(
    count: int, px: list[float], py: list[float], pz: list[float], energy: list[float], radius: float
) -> float:
    """The sum of the masses of anti-kt jets, in GeV; of one that is space-like the mass is zero."""
    if radius <= 0.0:
        return math.nan
    x, y = [px[each] for each in range(count)], [py[each] for each in range(count)]
    z, e = [pz[each] for each in range(count)], [energy[each] for each in range(count)]
    jets = put_together(count, x, y, z, e, radius, -1.0)
    total = 0.0
    for number in range(jets):
        each = count - 1 - number
        squared = e[each] * e[each] - (x[each] * x[each] + y[each] * y[each] + z[each] * z[each])
        total += math.sqrt(squared) if squared > 0.0 else 0.0 * squared
    return total


def reference(objects: list[Kinematic], radius: float, place: float, power: float) -> CartesianVector:
    """As `jet_of`, as a momentum."""
    return CartesianVector(*jet_of(*lists(objects), radius, place, power))


HELPER = (
    BY_COUNT
    + '''

def reclustered(objects, radius, place, power):
    """The momentum of the jet at a place in the order of pt, of each event; None where there is none."""
    found = by_count(objects, lambda *parts: at_place(clusters(parts, radius, power)[0], place), 4)
    parts = {name: found[:, column] for column, name in enumerate(("px", "py", "pz", "energy"))}
    return ak.mask(ak.zip(parts, with_name="Momentum4D"), ~np.isnan(found[:, 3]))


def mass_sum(objects, radius):
    """The sum of the masses of the anti-kt jets of each event."""
    found = by_count(objects, lambda *parts: masses(*clusters(parts, radius, -1.0)), 1)[:, 0]
    return np.where(ak.to_numpy(ak.num(objects, axis=1)) == 0, 0.0 if radius > 0 else np.nan, found)


def at_place(jets, place):
    """The jet at a place in the order of pt; not numbers where there is none."""
    if not 0 <= place < jets.shape[1]:
        return np.full((len(jets), 4), np.nan)
    squared = jets[..., 0] ** 2 + jets[..., 1] ** 2
    order = np.argsort(np.where(np.isnan(squared), np.inf, -squared), axis=1, kind="stable")
    return jets[np.arange(len(jets)), order[:, place]]


def masses(jets, there):
    """The sum of the masses of jets; of one that is space-like the mass is zero."""
    squared = jets[..., 3] ** 2 - np.sum(jets[..., :3] ** 2, axis=-1)
    total = np.sum(np.where(there, np.sqrt(np.where(squared > 0, squared, 0.0 * squared)), 0.0), axis=1)
    return np.where(there.any(axis=1), total, np.nan)[:, np.newaxis]


def clusters(parts, radius, power):
    """The jets of events that have the same number of objects, and where they are: in each step two are added, or one is a
    jet."""
    p = np.stack(parts, axis=-1)
    number, count = p.shape[:2]
    rows, jets, active = np.arange(number), np.full(p.shape, np.nan), np.ones((number, count), dtype=bool)
    there = np.zeros((number, count), dtype=bool)
    later = np.triu(np.ones((count, count), dtype=bool), 1)
    for step in range(count if radius > 0 else 0):
        squared = p[..., 0] ** 2 + p[..., 1] ** 2
        with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
            weight = np.where(squared > 1e-300, 1.0 / squared, 1e300) if power < 0 else np.minimum(squared, 1e300)
            weight = np.where(np.isnan(weight), 1e300, weight) if power else np.ones(squared.shape)
            along = 0.5 * np.log((p[..., 3] + p[..., 2]) / (p[..., 3] - p[..., 2]))
        along = np.where(p[..., 3] > abs(p[..., 2]), along, np.copysign(1e5, p[..., 2]))
        phi = np.arctan2(p[..., 1], p[..., 0])
        turn = abs(phi[:, :, np.newaxis] - phi[:, np.newaxis, :])
        turn = np.where(turn > np.pi, 2 * np.pi - turn, turn)
        apart = along[:, :, np.newaxis] - along[:, np.newaxis, :]
        far = np.minimum(weight[:, :, np.newaxis], weight[:, np.newaxis, :]) * (apart * apart + turn * turn)
        far = far / (radius * radius)
        usable = later & active[:, :, np.newaxis] & active[:, np.newaxis, :]
        far = np.where(usable & ~np.isnan(far), far, np.inf).reshape(number, -1)
        alone = np.argmin(np.where(active, weight, np.inf), axis=1)
        nearest = np.argmin(far, axis=1)
        merging = far[rows, nearest] < weight[rows, alone]
        first, second = nearest // count, nearest % count
        p[rows[merging], first[merging]] += p[rows[merging], second[merging]]
        jets[rows[~merging], step] = p[rows[~merging], alone[~merging]]
        there[rows, step] = ~merging
        active[rows, np.where(merging, second, alone)] = False
    return jets, there
'''
)


def jet(algorithm: str) -> Function:
    """The jets of one algorithm."""
    power = ALGORITHMS[algorithm]
    return Function(
        f"{algorithm}_jet",
        (OBJECTS, RADIUS, PLACE),
        Returns(gives="momentum"),
        f"Of the jets to which the {WORDS[algorithm]} puts objects together, the one at a place in the order of pt, 0 for"
        " the hardest: momenta are added, distances are in rapidity and azimuth; missing where there is none.",
        lambda objects, radius, place: reference(objects, radius, place, power),
        lambda arguments: f"reclustered({', '.join(arguments)}, {power})",
        helper=HELPER,
        looped=lambda arguments: call_of("jet_of")([*arguments, str(power)]),
        looped_sources=(jet_of, put_together, weight_of, distance_of, rapidity_of),
        optional=True,
        source=SOURCE,
    )


FUNCTIONS = (
    *(jet(each) for each in ALGORITHMS),
    Function(
        "anti_kt_mass_sum",
        (OBJECTS, RADIUS),
        Returns(ENERGY),
        "The sum of the masses of the jets to which the anti-kt algorithm puts objects together; zero where there are none.",
        lambda objects, radius: mass_sum_of(*lists(objects), radius),
        lambda arguments: f"mass_sum({', '.join(arguments)})",
        helper=HELPER,
        looped=call_of("mass_sum_of"),
        looped_sources=(mass_sum_of, put_together, weight_of, distance_of, rapidity_of),
        optional=True,
        source="CMS, JHEP 08 (2016) 122 (arXiv:1605.04608)",
    ),
)
