"""Hit or miss: whether something passes that passes with a probability.

In: which stream of numbers, and how many particles it is about. Out: a `Function` of the probability, the seed of the run,
the numbers of the event and those of the particles. Nothing is drawn one after the other: the random number is a hash of
these numbers (the finalizer of splitmix64, Steele, Lea, Flood 2014, doi:10.1145/2660193.2660195, applied to one after the
other), so that it is the same however events are read, in whatever order and by whomever.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache, reduce
from hashlib import sha256

from hepir.intrinsics.core import Components, Function, Parameter, Returns

NAME = "hit_or_miss"
WORD = (1 << 64) - 1
UNIT = 2.0**-53  # between neighbours of the numbers from 0 to 1 that are drawn
STEP, FIRST, SECOND = 0x9E3779B97F4A7C15, 0xBF58476D1CE4E5B9, 0x94D049BB133111EB
EVENT = ("seed", "run", "luminosity_block", "event")  # what comes before the particles


def stirred(state: int, number: int) -> int:
    """The next state after a number."""
    state = ((state + STEP) & WORD) ^ (number & WORD)
    state = ((state ^ (state >> 30)) * FIRST) & WORD
    state = ((state ^ (state >> 27)) * SECOND) & WORD
    return state ^ (state >> 31)


def uniform(stream: int, event: Sequence[int], particles: Sequence[int]) -> float:
    """A number from 0 to 1 (not included). The order of the particles does not matter."""
    state = reduce(stirred, event, stream)
    if particles:
        state = stirred(state, sum(stirred(0, each) for each in particles))
    return (state >> 11) * UNIT


def stream_of(name: str) -> int:
    """The stream of a table: its name as a number, below 2^63."""
    return int.from_bytes(sha256(name.encode()).digest()[:8], "big") >> 1


HELPER = f'''
def stirred(state, number):
    """The next state of a generator whose state is a hash (splitmix64) of all numbers before."""
    state = (whole_words(state) + np.uint64({STEP:#x})) ^ whole_words(number)
    state = (state ^ (state >> np.uint64(30))) * np.uint64({FIRST:#x})
    state = (state ^ (state >> np.uint64(27))) * np.uint64({SECOND:#x})
    return state ^ (state >> np.uint64(31))


def whole_words(numbers):
    """Whole numbers as words of 64 bits."""
    if isinstance(numbers, ak.Array):
        return ak.values_astype(numbers, np.uint64)
    return np.uint64(numbers) if isinstance(numbers, int) else np.asarray(numbers).astype(np.uint64)


def hit(probability, state):
    """Whether a random number from 0 to 1 (not included) is below a probability."""
    return (state >> np.uint64(11)) * {UNIT!r} < probability
'''


def signed(word: int) -> int:
    """A word as a whole number with a sign."""
    return word - (1 << 64) if word >> 63 else word


LOOPED = {
    "stirred": f'''

@compiled
def stirred(state, number):
    """The next state of a generator whose state is a hash (splitmix64) of all numbers before."""
    state = (np.int64(state) + np.int64({signed(STEP)})) ^ np.int64(number)
    state = (state ^ ((state >> np.int64(30)) & np.int64({(1 << 34) - 1:#x}))) * np.int64({signed(FIRST)})
    state = (state ^ ((state >> np.int64(27)) & np.int64({(1 << 37) - 1:#x}))) * np.int64({signed(SECOND)})
    return state ^ ((state >> np.int64(31)) & np.int64({(1 << 33) - 1:#x}))
''',
    "hit": f'''

@compiled
def hit(probability, state):
    """Whether a random number from 0 to 1 (not included) is below a probability."""
    return np.float64((state >> np.int64(11)) & np.int64({(1 << 53) - 1:#x})) * {UNIT!r} < probability
''',
}


@cache
def function_of_draw(stream: str, particles: int) -> Function:
    """The function of a table's stream for so many particles."""
    start = stream_of(stream)
    names = [*EVENT, *(f"particle{number + 1}" for number in range(particles))]
    return Function(
        NAME,
        (Parameter("probability"), *(Parameter(name, whole=True) for name in names)),
        Returns(gives="condition"),
        f"Whether a random number of the event and the particles is below a probability of {stream}.",
        lambda probability, *numbers: (
            uniform(start, numbers[: len(EVENT)], numbers[len(EVENT) :]) < probability
        ),
        code_of(start),
        helper=HELPER,
        looped=code_of(start),
        looped_name="hit",
        looped_helper=LOOPED["stirred"] + LOOPED["hit"],
    )


def code_of(start: int) -> Callable[[Sequence[Components]], str]:
    """The code of a call: the same calls in columns and in a loop."""

    def code(arguments: Sequence[Components]) -> str:
        probability, *numbers = map(str, arguments)
        state = reduce(lambda inner, number: f"stirred({inner}, {number})", numbers[: len(EVENT)], str(start))
        if particles := numbers[len(EVENT) :]:
            state = f"stirred({state}, {' + '.join(f'stirred(0, {each})' for each in particles)})"
        return f"hit({probability}, {state})"

    return code
