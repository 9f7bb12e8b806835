"""Functions that generated code calls.

In: nothing. Out: their definitions, as text. They are as in the reference interpreter, for one event.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

HELPERS: Mapping[str, str] = {
    "energy_of": '''
@compiled
def energy_of(px, py, pz, mass):
    """The energy of a momentum; the square of a negative mass counts as negative."""
    squared = px * px + py * py + pz * pz + mass * abs(mass)
    return math.sqrt(0.0 if squared < 0.0 else squared)
''',
    "mass_of": '''
@compiled
def mass_of(px, py, pz, energy):
    """The mass; negative where the momentum is longer than the energy."""
    squared = energy * energy - (px * px + py * py + pz * pz)
    return math.copysign(math.sqrt(abs(squared)), squared)
''',
    "eta_of": '''
@compiled
def eta_of(pt, pz):
    """The pseudorapidity; 0 of nothing."""
    value = math.asinh(pz / pt)
    return 0.0 if value != value else value
''',
    "not_negative": '''
@compiled
def not_negative(value):
    """The value, or 0 where it is below."""
    return 0.0 if value < 0.0 else value
''',
    "difference_in_phi": '''
@compiled
def difference_in_phi(first, second):
    """The difference of two azimuths, in [-pi, pi)."""
    return (first - second + math.pi) % (2 * math.pi) - math.pi
''',
    "cartesian": '''
@compiled
def cartesian(pt, eta, phi, mass):
    """Components of a momentum: px, py, pz, energy."""
    cosine, sine = cosine_and_sine(phi)
    px, py, pz = pt * cosine, pt * sine, pt * sinh_of(eta)
    return px, py, pz, energy_of(px, py, pz, mass)
''',
    "cosine_and_sine": '''
@compiled
def cosine_and_sine(x):
    """Both, within two units of the last place or 1e-25; in less time than libraries take."""
    if not abs(x) < 1000.0:
        return math.cos(x), math.sin(x)
    quarters = math.floor(x * (2.0 / math.pi) + 0.5)  # quarters of a turn that are left out
    rest = (x - quarters * 1.5707963267341256) - quarters * 6.077100506506192e-11  # a quarter, in two parts
    # the first terms of their series; the next ones are below 1e-16 of the sums
    z = rest * rest
    terms = 1.0 / 362880.0 + z * (-1.0 / 39916800.0 + z * (1.0 / 6227020800.0 + z * (-1.0 / 1307674368000.0)))
    sine = rest + rest * z * (-1.0 / 6.0 + z * (1.0 / 120.0 + z * (-1.0 / 5040.0 + z * terms)))
    terms = 1.0 / 479001600.0 + z * (-1.0 / 87178291200.0 + z * (1.0 / 20922789888000.0))
    terms = 1.0 / 24.0 + z * (-1.0 / 720.0 + z * (1.0 / 40320.0 + z * (-1.0 / 3628800.0 + z * terms)))
    cosine = 1.0 - (0.5 * z - z * z * terms)
    number = int(quarters) & 3
    first, second = (sine, cosine) if number & 1 else (cosine, sine)
    return (-first if (number + 1) & 2 else first), (-second if number & 2 else second)
''',
    "sinh_of": '''
@compiled
def sinh_of(x):
    """The hyperbolic sine, within three units of the last place; in less than half of the time that libraries take."""
    size, square = abs(x), x * x
    if size < 0.5:  # the first terms of its series; the next one is below 1e-17 of the sum
        terms = 1.0 + square / 110.0 * (1.0 + square / 156.0 * (1.0 + square / 210.0))
        return x * (1.0 + square / 6.0 * (1.0 + square / 20.0 * (1.0 + square / 42.0 * (1.0 + square / 72.0 * terms))))
    grown = math.exp(size)
    return math.copysign(0.5 * grown - 0.5 / grown, x)
''',
    "pt_of": '''
@compiled
def pt_of(px, py):
    """The length of a transverse momentum."""
    return math.sqrt(px * px + py * py)
''',
    "length_of": '''
@compiled
def length_of(px, py, pz):
    """The length of a momentum."""
    return math.sqrt(px * px + py * py + pz * pz)
''',
    "bin_of": '''
@compiled
def bin_of(value, low, width, count):
    """The bin of a value on an axis of `count` equal bins: 0 is underflow, count + 1 overflow."""
    fraction = (value - low) / width
    if fraction < 0.0:
        return 0
    if fraction >= 1.0:
        return count + 1
    place = int(fraction * count)
    return place + 1 if place < count else count
''',
    "bin_between": '''
@compiled
def bin_between(value, edges):
    """The bin of a value between edges: 0 is underflow, the number of edges overflow."""
    low, high = 0, len(edges)
    while low < high:
        middle = (low + high) // 2
        if value < edges[middle]:
            high = middle
        else:
            low = middle + 1
    return low
''',
    "add_varied": '''
@compiled
def add_varied(sums, weights, place):
    """Add a weight, and its square, for each variation."""
    first, second = sums[0, place], sums[1, place]
    for index in range(len(weights)):
        first[index] += weights[index]
        second[index] += weights[index] * weights[index]
''',
    "longer": '''
@compiled
def longer(array):
    """The array with room for twice as much."""
    more = np.empty(2 * len(array), dtype=array.dtype)
    for place in range(len(array)):
        more[place] = array[place]
    return more
''',
}


def helpers_for(body: str, more: Mapping[str, str]) -> str:
    """The definitions of what is called in a body, or by one of these."""
    return helpers_called(body, {**HELPERS, **more})


def helpers_called(body: str, known: Mapping[str, str]) -> str:
    """As `helpers_for`, of these alone."""
    called: dict[str, None] = {}
    waiting = [body]
    while waiting:
        text = waiting.pop()
        for name in known:
            if name not in called and calls(text, name):
                called[name] = None
                waiting.append(known[name])
    return "\n\n".join(known[name].strip("\n") + "\n" for name in known if name in called)


def calls(text: str, name: str) -> bool:
    """Whether a text calls what has this name; most do not even hold it."""
    return f"{name}(" in text and re.search(rf"(?<![\w.]){name}\(", text) is not None
