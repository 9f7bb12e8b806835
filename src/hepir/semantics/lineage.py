"""Which regions a region starts from.

In: regions. Out: all that one starts from; an order in which each comes after these. Nothing here calls itself, so that a
chain of regions may be long.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from graphlib import TopologicalSorter

from hepir.semantics.program import Region


def ancestors(region: Region, by_name: Mapping[str, Region]) -> tuple[Region, ...]:
    """All regions that a region starts from, each once, outermost first."""
    found: dict[str, Region] = {}
    waiting = [(name, False) for name in reversed(region.parents)]
    while waiting:
        name, entered = waiting.pop()
        if name in found or name not in by_name:
            continue
        if entered:
            found[name] = by_name[name]
        else:
            waiting += [(name, True), *((each, False) for each in reversed(by_name[name].parents))]
    return tuple(found.values())


def parents_first(regions: Iterable[Region]) -> tuple[Region, ...]:
    """The regions, each after those that it starts from."""
    by_name = {each.name: each for each in regions}
    parents = {name: [each for each in region.parents if each in by_name] for name, region in by_name.items()}
    return tuple(by_name[name] for name in TopologicalSorter(parents).static_order())
