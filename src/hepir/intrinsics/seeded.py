"""The random numbers of correctionlib's `hashprng`, bit for bit.

In: numbers. Out: a number of a flat or normal distribution that follows from them: XXH64 (of their bytes, seed 0) seeds a
PCG32 (O'Neill 2014, HMC-CS-2014-0905; the generator with one stream, output XSH RR), whose numbers are made real as by GNU's
standard library of C++ (`stdflat`, `stdnormal`), or by a polar method of correctionlib's own (`normal`).
"""

from __future__ import annotations

import math
import struct
from collections.abc import Callable, Sequence

WORD, HALF = (1 << 64) - 1, (1 << 32) - 1
PRIMES = (
    11400714785074694791,
    14029467366897019727,
    1609587929392839161,
    9650029242287828579,
    2870177450012600261,
)
MULTIPLIER, INCREMENT = 6364136223846793005, 1442695040888963407


def seeded(distribution: str, numbers: Sequence[float], whole: Sequence[bool]) -> float:
    """A random number that follows from others."""
    words = [
        int(each) & WORD if integer else bits(each) for each, integer in zip(numbers, whole, strict=True)
    ]
    generator = Pcg32(xxh64(words))
    match distribution:
        case "stdflat":
            return generator.real()
        case "stdnormal":
            return generator.polar(lambda: 2.0 * generator.real() - 1.0, last=True)
        case _:
            return generator.polar(lambda: generator.word() * 2.0**-31 - 1.0, last=False)


def bits(value: float) -> int:
    """The bits of a real number."""
    (found,) = struct.unpack("<Q", struct.pack("<d", value))
    assert isinstance(found, int)
    return found


def turned(word: int, places: int) -> int:
    """A word turned to the left."""
    return ((word << places) | (word >> (64 - places))) & WORD


def mixed(state: int, word: int) -> int:
    """One round of XXH64."""
    return turned((state + word * PRIMES[1]) & WORD, 31) * PRIMES[0] & WORD


def xxh64(words: Sequence[int]) -> int:
    """The hash of words of 64 bits."""
    one, two, three, four, five = PRIMES
    left = list(words)
    state = five
    if len(left) >= 4:
        lanes = [(one + two) & WORD, two, 0, -one & WORD]
        while len(left) >= 4:
            lanes = [mixed(lane, word) for lane, word in zip(lanes, left[:4], strict=True)]
            left = left[4:]
        state = sum(turned(lane, places) for lane, places in zip(lanes, (1, 7, 12, 18), strict=True)) & WORD
        for lane in lanes:
            state = ((state ^ mixed(0, lane)) * one + four) & WORD
    state = (state + 8 * len(words)) & WORD
    for word in left:
        state = (turned(state ^ mixed(0, word), 27) * one + four) & WORD
    state = (state ^ (state >> 33)) * two & WORD
    state = (state ^ (state >> 29)) * three & WORD
    return state ^ (state >> 32)


class Pcg32:
    """A generator that is seeded."""

    def __init__(self, seed: int) -> None:
        self.state = self.after((seed + INCREMENT) & WORD)

    def after(self, state: int) -> int:
        """The state after another."""
        return (state * MULTIPLIER + INCREMENT) & WORD

    def word(self) -> int:
        """The next 32 bits."""
        old, self.state = self.state, self.after(self.state)
        word, places = (((old >> 18) ^ old) >> 27) & HALF, old >> 59
        return ((word >> places) | (word << (32 - places))) & HALF

    def real(self) -> float:
        """The next number from 0 to 1 (not included)."""
        low, high = self.word(), self.word()
        return min((low + high * 2.0**32) / 2.0**64, math.nextafter(1.0, 0.0))

    def polar(self, side: Callable[[], float], *, last: bool) -> float:
        """A number of the normal distribution, from a point of the unit circle: of its first or last coordinate."""
        while True:
            point = side(), side()
            square = point[0] * point[0] + point[1] * point[1]
            if square > 0.0 and (square <= 1.0 if last else square < 1.0):
                return point[last] * math.sqrt(-2.0 * math.log(square) / square)


HELPER = f'''
def seeded(distribution, whole, *numbers):
    """Random numbers that follow from others, as those of correctionlib."""
    words = [np.asarray(each).astype(np.int64).view(np.uint64) if integer else np.asarray(each, float).view(np.uint64)
             for each, integer in zip(numbers, whole)]
    states = np.atleast_1d(pcg32_after(xxh64(np.broadcast_arrays(*words)) + np.uint64({INCREMENT})))
    if distribution == "stdflat":
        return seeded_like(pcg32_real(states)[1], words)
    found, left = np.zeros(len(states)), np.arange(len(states))
    while len(left):
        if distribution == "stdnormal":
            now, first = pcg32_real(states[left])
            now, last = pcg32_real(now)
            first, last = 2 * first - 1, 2 * last - 1
        else:
            now, last = pcg32_drawn(states[left])
            now, first = pcg32_drawn(now)
            first, last = first * 2.0**-31 - 1, last * 2.0**-31 - 1
        square = (last * last + first * first) if distribution == "normal" else first * first + last * last
        good = (square > 0) & ((square <= 1) if distribution == "stdnormal" else (square < 1))
        found[left[good]] = last[good] * np.sqrt(-2.0 * np.log(square[good]) / square[good])
        states[left], left = now, left[~good]
    return seeded_like(found, words)


def seeded_like(values, words):
    """One number where all that it follows from are one."""
    return values if any(each.ndim for each in words) else values[0]


def xxh64_turned(words, places):
    """Words turned to the left."""
    return (words << np.uint64(places)) | (words >> np.uint64(64 - places))


def xxh64_round(states, words):
    """One round of XXH64."""
    return xxh64_turned(states + words * np.uint64({PRIMES[1]}), 31) * np.uint64({PRIMES[0]})


def xxh64(words):
    """XXH64 of words of 64 bits."""
    one, two, three, four, five = (np.uint64(each) for each in {PRIMES})
    left, states = list(words), np.full(np.shape(words[0]), five)
    if len(left) >= 4:
        lanes = [np.full(np.shape(words[0]), each) for each in (one + two, two, np.uint64(0), np.uint64(0) - one)]
        while len(left) >= 4:
            lanes, left = [xxh64_round(lane, word) for lane, word in zip(lanes, left[:4])], left[4:]
        states = sum(xxh64_turned(lane, places) for lane, places in zip(lanes, (1, 7, 12, 18)))
        for lane in lanes:
            states = (states ^ xxh64_round(np.uint64(0), lane)) * one + four
    states = states + np.uint64(8 * len(words))
    for word in left:
        states = xxh64_turned(states ^ xxh64_round(np.uint64(0), word), 27) * one + four
    states = (states ^ (states >> np.uint64(33))) * two
    states = (states ^ (states >> np.uint64(29))) * three
    return states ^ (states >> np.uint64(32))


def pcg32_after(states):
    """The states of PCG32 after others."""
    return states * np.uint64({MULTIPLIER}) + np.uint64({INCREMENT})


def pcg32_drawn(states):
    """The states of PCG32 that follow, and 32 random bits of each."""
    words, places = ((states >> np.uint64(18)) ^ states) >> np.uint64(27), states >> np.uint64(59)
    words = words & np.uint64({HALF})
    words = ((words >> places) | (words << (np.uint64(32) - places))) & np.uint64({HALF})
    return pcg32_after(states), words.astype(np.float64)


def pcg32_real(states):
    """The states of PCG32 that follow, and a number from 0 to 1 (not included) of each."""
    states, low = pcg32_drawn(states)
    states, high = pcg32_drawn(states)
    return states, np.minimum((low + high * 2.0**32) / 2.0**64, np.nextafter(1.0, 0.0))
'''
