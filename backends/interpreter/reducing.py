"""One value from several.

In: plain numbers and keys. Out: their sum, smallest, best. Keys that are missing or NaN never win.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import reduce
from operator import add

from hepir.backends.interpreter.objects import Value
from hepir.intrinsics import ieee


def is_number(value: Value) -> bool:
    """Whether a value can be compared: there, and not NaN."""
    return isinstance(value, int | float) and not math.isnan(value)


def best(keys: Sequence[Value], largest: bool) -> list[int]:
    """The places of the best keys, in order; empty where no key is a number."""
    numbers = [key for key in keys if isinstance(key, int | float) and not math.isnan(key)]
    if not numbers:
        return []
    winner = max(numbers) if largest else min(numbers)
    return [place for place, key in enumerate(keys) if key == winner]


def ordered(keys: Sequence[Value], descending: bool) -> list[int]:
    """The places of keys in order: equal keys keep theirs, keys that are no numbers come last."""
    numbers = [
        (key, place) for place, key in enumerate(keys) if isinstance(key, int | float) and is_number(key)
    ]
    rest = [place for place, key in enumerate(keys) if not is_number(key)]
    return [place for _, place in sorted(numbers, key=lambda pair: pair[0], reverse=descending)] + rest


def quantified(operation: str, answers: Sequence[bool]) -> bool | int:
    """Whether any, all or none of the answers is yes, or how many are."""
    match operation:
        case "any":
            return any(answers)
        case "all":
            return all(answers)
        case "none":
            return not any(answers)
        case _:
            return sum(answers)


def reduced(operation: str, numbers: Sequence[float | int]) -> float | int | None:
    """The sum, mean, smallest or largest; all but the sum of nothing are missing."""
    match operation:
        case "sum":
            return left_to_right(numbers)
        case "mean":
            return ieee.divide(left_to_right(numbers), len(numbers)) if numbers else None
        case _:
            comparable = [value for value in numbers if not math.isnan(value)]
            choose = min if operation == "min" else max
            return choose(comparable) if comparable else None


def left_to_right(numbers: Sequence[float | int]) -> float | int:
    """The sum from 0, rounded after each addition (the built-in `sum` of newer Pythons is not)."""
    start: float | int = 0
    return reduce(add, numbers, start)
