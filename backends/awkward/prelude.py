"""The helper functions of generated modules; each is written out only where it is called.

In: the body of a module. Out: the definitions of the helpers that it needs, in a fixed order.
"""

from __future__ import annotations

import re
from functools import cache

from hepir.backends.awkward import (
    helpers_flat,
    helpers_lists,
    helpers_objects,
    helpers_reductions,
    helpers_tuples,
    helpers_variations,
)

HELPERS = {
    **helpers_flat.HELPERS,
    **helpers_objects.HELPERS,
    **helpers_tuples.HELPERS,
    **helpers_reductions.HELPERS,
    **helpers_variations.HELPERS,
    **helpers_lists.HELPERS,
}
COUNTING = '''
def running_sums(start, values):
    """Two sums after values and their squares are added, one by one, so that the result does not depend on how events are
    grouped; as real and imaginary parts, which are added in one step."""
    both = np.empty(len(values) + 1, dtype=np.complex128)
    both[0] = complex(*start)
    both.real[1:], both.imag[1:] = values, values * values
    last = np.cumsum(both)[-1]
    return last.real, last.imag


def count(region, cuts, number, weight=None, above=None):
    """Apply cuts to events one after the other and count after each; returns which pass all. above: the counts and the
    events (None: all) of the region that this one goes on from with the same weights."""
    before, passed = len(region["entries"]) - len(cuts) - 1, None
    if above is not None:
        counts, passed = above
        for key in ("entries", "sumw", "sumw2"):
            region[key][: before + 1] = counts[key][: before + 1]
    alike = weight is None or np.all(weight == 1)
    for step in range(0 if above is None else 1, len(cuts) + 1):
        if step:
            passed = cuts[step - 1] if passed is None else passed & cuts[step - 1]
            number = np.count_nonzero(passed)
        region["entries"][before + step] += number
        first, second = region["sumw"][before + step], region["sumw2"][before + step]
        if alike and first % 1 == second % 1 == 0:  # adding ones to a whole number is exact in any order
            first, second = first + number, second + number
        else:
            values = weight.take(np.flatnonzero(passed)) if step and not alike else weight
            first, second = running_sums((first, second), np.ones(number) if alike else values)
        region["sumw"][before + step], region["sumw2"][before + step] = first, second
    return np.ones(number, dtype=bool) if passed is None else passed
'''
FILLING = {
    "fill": '''
def fill(region, name, weight, *values):
    """Fill a histogram with values of events; missing ones are skipped and counted. weight: None where all are one."""
    weight = None if weight is None or np.all(weight == 1) else weight
    filled = [numbers(value) for value in values]
    if len(filled) > 1:
        filled = np.broadcast_arrays(*filled)
    missing = np.isnan(sum(filled[1:], filled[0]))
    if missing.any():
        missing = np.any([np.isnan(value) for value in filled], axis=0)
        region["skipped"][name] += np.count_nonzero(missing)
        filled = [value[~missing] for value in filled]
        weight = weight if weight is None else weight[~missing]
    # as `hist` does it, which looks at all of its classes before each fill
    bh.Histogram.fill(region["histograms"][name], *filled, weight=weight)
''',
    "fill_each": '''
def fill_each(region, name, weight, passed, objects, *values):
    """Fill a histogram with values of the objects of events that passed; passed: None where all did."""
    each = flat(objects)
    values = [np.broadcast_to(numbers(value(each)), len(each)) for value in values]
    weight = weight if weight is None else np.repeat(weight, each.counts)
    if passed is not None:
        chosen = np.repeat(passed, each.counts)
        values, weight = [value[chosen] for value in values], weight if weight is None else weight[chosen]
    fill(region, name, weight, *values)
''',
}


KNOWN = {**HELPERS, **FILLING}
WITH_LISTS = {**KNOWN, **helpers_lists.NESTED}  # where objects have lists


def helpers_for(body: str) -> str:
    """The definitions of the helpers that are called in a body, or by one of these."""
    known = WITH_LISTS if "members" in called_in(body) else KNOWN
    needed, waiting = set[str](), list(called_in(body))
    while waiting:
        name = waiting.pop()
        if name not in needed:
            needed.add(name)
            waiting += called_by(known[name]) & known.keys()
    return "\n".join(code for name, code in known.items() if name in needed)


@cache
def called_by(code: str) -> frozenset[str]:
    """The helpers that the code of a helper calls."""
    return called_in(code)


def called_in(text: str) -> frozenset[str]:
    """The helpers that a text calls; `Flat` comes with functions and names of its own."""
    code = "\n".join(line for line in text.splitlines() if not line.lstrip().startswith("#"))
    called = set(re.findall(r"(?<![\w.])(\w+)\(", code))
    if re.search(r"\b(Flat|CARTESIAN)\b", code) or called & {"instead_of_nan", "turned", "picked"}:
        called.add("Flat")
    return frozenset(called & WITH_LISTS.keys())
