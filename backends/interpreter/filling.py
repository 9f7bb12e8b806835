"""Into which cells of its histograms an event goes.

In: the axes of a histogram and an event. Out: a cell for each fill, None for a fill that has no value.
"""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from hepir.backends.interpreter.evaluating import Names, Scope, evaluate, things
from hepir.backends.interpreter.operating import number
from hepir.semantics.program import AxisDefinition

Cell = tuple[int, ...]


def cells(axes: Sequence[AxisDefinition], names: Names) -> Iterator[Cell | None]:
    """The fills of one event: one, or one for each object of the collection that an axis runs over."""
    for scope in fills(axes, Scope(names, {})):
        values = [number(evaluate(axis.value, scope)) for axis in axes]
        present = [value for value in values if value is not None and not math.isnan(value)]
        if len(present) < len(values):
            yield None
        else:
            yield tuple(bin_of(axis, value) for axis, value in zip(axes, present, strict=True))


def fills(axes: Sequence[AxisDefinition], scope: Scope) -> Iterator[Scope]:
    """The objects in view at each fill; all axes that take objects take those of one collection."""
    collections = [axis.collection for axis in axes if axis.collection is not None]
    if not collections:
        yield scope
        return
    for thing in things(collections[0], scope):
        inner = scope
        for axis in axes:
            inner = inner.bound(axis.variable, thing) if axis.variable is not None else inner
        yield inner


def bin_of(axis: AxisDefinition, value: float) -> int:
    """The bin of a value in canonical units: 0 is underflow, 1 to n the half-open bins, n + 1 overflow."""
    value = value / axis.unit_size if axis.unit_size != 1 else value
    if not axis.equal:
        return bisect_right(axis.edges, value)
    low, high, count = axis.edges[0], axis.edges[-1], len(axis.edges) - 1
    fraction = (value - low) / (high - low)
    if fraction < 0:
        return 0
    return count + 1 if fraction >= 1 else min(int(fraction * count), count - 1) + 1
