"""How regions build on each other.

In: a typed program. Out: ancestors, steps, and an order in which each region comes after those it needs.
"""

from __future__ import annotations

from graphlib import TopologicalSorter

from hepir.semantics import lineage
from hepir.semantics.program import AxisDefinition, Origin, Program, Region
from hepir.semantics.usage import region_names


def ancestors(region: Region, program: Program) -> tuple[Region, ...]:
    """All regions that a region starts from, each once, outermost first."""
    known = program.known_ancestors
    if region.name not in known:
        known[region.name] = lineage.ancestors(region, program.regions_by_name)
    return known[region.name]


def steps_of(region: Region, program: Program) -> tuple[Origin, ...]:
    """The statements of a region's cutflow, those of its ancestors first."""
    return tuple(cut.origin for each in (*ancestors(region, program), region) for cut in each.cuts)


def shared_order(region: Region, program: Program) -> tuple[int, ...] | None:
    """Where the other weights of a region stand among those of the one that it goes on from; None where they are others."""
    if len(region.parents) != 1 or region.weights:
        return None
    parent = program.regions_by_name[region.parents[0]]
    places = {each.factors: index for index, each in enumerate(parent.reweightings)}
    if not all(each.factors in places for each in region.reweightings):
        return None
    return tuple(places[each.factors] for each in region.reweightings)


def histograms_of(region: Region) -> tuple[tuple[Origin, str, tuple[AxisDefinition, ...]], ...]:
    """Statements, names and axes of the histograms of a region; the product grid of `bin` is the histogram `bins`."""
    named = tuple((each.origin, each.name, each.axes) for each in region.histograms)
    grid = tuple(axis for _, axis in region.bins)
    return (*named, (region.bins[0][0], "bins", grid)) if grid else named


def in_order(program: Program) -> tuple[Region, ...]:
    """The regions, each after its parents and those its conditions ask for."""
    by_name = program.regions_by_name
    needs = {
        name: [each for each in region_names(region) if each in by_name] for name, region in by_name.items()
    }
    return tuple(by_name[name] for name in TopologicalSorter(needs).static_order())
