"""The typing of regions: cuts, weights, histograms, bins, published numbers.

In: a region of the syntax tree and the scope of the program. Out: a typed region.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import Literal

from hepir.diagnostics.nearest import nearest
from hepir.semantics import errors, grids, operators, typing
from hepir.semantics.definitions import Sources, origin_of
from hepir.semantics.expressions import Conditional, Constant, Expression
from hepir.semantics.program import (
    AxisDefinition,
    Cut,
    ExpectedNumber,
    HistogramDefinition,
    Origin,
    Region,
    WeightFactor,
)
from hepir.semantics.scope import Scope, is_poison, poison
from hepir.source import Span
from hepir.syntax import tree
from hepir.types.core import BOOLEAN, Boolean, Number
from hepir.types.dimensions import NONE, Dimension, compatible
from hepir.types.units import Unit, canonical_value, parse_unit

MAXIMUM_BINS = 10_000
ONE_VALUE = "a cell of the grid holds events: bin one value, such as `max(...)` or `count(...)`"
DATASETS: dict[str | None, Literal["data", "simulation"] | None] = {
    None: None,
    "data": "data",
    "simulation": "simulation",
}


def check_region(block: tree.RegionBlock, scope: Scope, sources: Sources) -> Region:
    """`region name from parents` and its rules."""
    for parent in block.parents:
        if parent.text not in scope.names and parent.text not in scope.kinds:
            regions = tuple(name for name, each in scope.names.items() if isinstance(each.type, Boolean))
            scope.report(
                errors.UnknownName(parent.span, parent.text, nearest(parent.text, regions), "region")
            )
            continue
        found = typing.infer_name(parent.text, parent.span, scope)
        if not is_poison(found) and not isinstance(found.type, Boolean):
            scope.report(errors.WrongType(parent.span, "a region", str(found.type)))
    region = Region(
        block.name.text, origin_of(block, scope.source, sources), tuple(each.text for each in block.parents)
    )
    report_duplicates(block, scope)
    for rule in block.rules:
        region = with_rule(region, rule, scope, origin_of(rule, scope.source, sources))
    report_overlaps(block, region, scope)
    return region


def report_duplicates(block: tree.RegionBlock, scope: Scope) -> None:
    """Histograms, weights and published numbers have different names in their region."""
    for kind in (tree.Histogram, tree.Weight, tree.Expect):
        seen: dict[str, Span] = {}
        for rule in block.rules:
            if isinstance(rule, kind):
                first = seen.setdefault(rule.name.text, rule.name.span)
                if first != rule.name.span:
                    scope.report(errors.DuplicateName(rule.name.span, rule.name.text, first))


def report_overlaps(block: tree.RegionBlock, region: Region, scope: Scope) -> None:
    """No quantity is binned twice."""
    written = [rule for rule in block.rules if isinstance(rule, tree.Bin)]
    for index, (_, axis) in enumerate(region.bins):
        for earlier, (_, other) in enumerate(region.bins[:index]):
            if axis.value == other.value and len(written) == len(region.bins):
                here, first = place_of(written[index].axis), place_of(written[earlier].axis)
                scope.report(errors.OverlappingBins(here, scope.text(here), first))


def place_of(binned: tree.Axis | tree.Grid) -> Span:
    """Where what is binned is written."""
    return binned.value.span if isinstance(binned, tree.Axis) else binned.span


def with_rule(region: Region, rule: tree.RegionRule, scope: Scope, origin: Origin) -> Region:
    """The region with one more rule."""
    match rule:
        case tree.Select(condition):
            cut = Cut(origin, typing.infer_condition(condition, scope))
            return replace(region, cuts=(*region.cuts, cut))
        case tree.Reject(condition):
            cut = Cut(origin, typing.infer_condition(condition, scope), keep=False)
            return replace(region, cuts=(*region.cuts, cut))
        case tree.When(condition, requirement, otherwise):
            when = typing.infer_condition(condition, scope)
            needed = typing.infer_condition(requirement, scope)
            if otherwise is None:
                cut = Cut(origin, needed, when=when)
            else:
                other = typing.infer_condition(otherwise, scope)
                cut = Cut(origin, Conditional(when, needed, other, type=BOOLEAN, span=rule.span))
            return replace(region, cuts=(*region.cuts, cut))
        case tree.Weight(name, value, dataset):
            factor = WeightFactor(name.text, origin, check_weight(value, scope), DATASETS[dataset])
            return replace(region, weights=(*region.weights, factor))
        case tree.Histogram(name, axes):
            typed = tuple(axis for axis in (check_axis(each, scope) for each in axes) if axis is not None)
            report_collections(typed, rule, scope)
            histogram = HistogramDefinition(name.text, origin, typed)
            return replace(region, histograms=(*region.histograms, histogram))
        case tree.Bin(tree.Grid() as grid):
            cells = grids.check_grid(grid, scope)
            return replace(region, bins=(*region.bins, (origin, cells))) if cells else region
        case tree.Bin(tree.Axis() as axis):
            checked = check_axis(axis, scope)
            if checked is not None and checked.collection is not None:
                shown = scope.text(axis.value.span)
                scope.report(errors.CollectionAsScalar(axis.value.span, shown, ONE_VALUE))
            return replace(region, bins=(*region.bins, (origin, checked))) if checked else region
        case tree.Expect(name, value, uncertainty):
            number = -float(value.quantity.number) if value.negative else float(value.quantity.number)
            spread = float(uncertainty.number) if uncertainty else None
            expected = ExpectedNumber(name.text, origin, number, spread)
            return replace(region, expectations=(*region.expectations, expected))
        case _:
            return region


def check_weight(node: tree.Expression, scope: Scope) -> Expression:
    """A factor of a weight: a pure number."""
    value = typing.infer_number(node, scope)
    if isinstance(value.type, Number) and not compatible(NONE, value.type.dimension):
        scope.report(errors.WrongDimension(value.span, str(NONE), str(value.type.dimension), "a weight"))
        return poison(value.span)
    return value


def report_collections(axes: tuple[AxisDefinition, ...], rule: tree.Histogram, scope: Scope) -> None:
    """All axes of a histogram that take values of objects take them of the same ones."""
    collections = [axis.collection for axis in axes if axis.collection is not None]
    for other in collections[1:]:
        if other != collections[0]:
            first, second = scope.text(collections[0].span), scope.text(other.span)
            scope.report(errors.SeveralCollections(rule.span, first, second))


def check_axis(axis: tree.Axis, scope: Scope) -> AxisDefinition | None:
    """`value in binning`"""
    inner, lift = scope.with_lift(axis.value)
    value = typing.infer_number(axis.value, inner)
    if is_poison(value):
        return None
    dimension = value.type.dimension if isinstance(value.type, Number) else NONE
    match axis.binning:
        case tree.Regular() as binning:
            edges = regular_edges(binning, axis, value, scope)
        case tree.Variable() as binning:
            edges = variable_edges(binning, axis, value, scope)
    if edges is None:
        return None
    unit, numbers = edges
    problem = binning_problem(numbers)
    if problem:
        scope.report(errors.BadBinning(axis.binning.span, problem))
        return None
    binding = lift.binding
    return AxisDefinition(
        value,
        scope.text(axis.value.span),
        unit.text or canonical_text(dimension),
        unit.size if unit.text else 1.0,
        numbers,
        isinstance(axis.binning, tree.Regular) and not axis.binning.logarithmic,
        isinstance(axis.binning, tree.Regular) and axis.binning.logarithmic,
        binding.variable if binding else None,
        binding.collection if binding else None,
    )


def canonical_text(dimension: Dimension) -> str:
    """The unit to print where the program gave none: an angle in radians."""
    return dimension.unit


def regular_edges(
    binning: tree.Regular, axis: tree.Axis, value: Expression, scope: Scope
) -> tuple[Unit, tuple[float, ...]] | None:
    """Edges in the unit of the upper end."""
    bounds = (binning.lower, binning.upper)
    quantities = [typing.infer_quantity(bound.quantity) for bound in bounds]
    nodes = (axis.value, *(bound.quantity for bound in bounds))
    if operators.common_number((value, *quantities), nodes, scope) is None:
        return None
    unit = parse_unit(binning.upper.quantity.unit)
    assert unit is not None
    if not 1 <= binning.count <= MAXIMUM_BINS:
        scope.report(errors.BadBinning(binning.span, f"{binning.count} bins"))
        return None
    lower, upper = (number_in(bound, unit) for bound in bounds)
    if binning.logarithmic:
        if lower <= 0 or upper <= lower:
            scope.report(errors.BadBinning(binning.span, f"logarithmic from {lower:g} to {upper:g}"))
            return None
        ratio = upper / lower
        inner = tuple(lower * ratio ** (index / binning.count) for index in range(1, binning.count))
        return unit, (lower, *inner, upper)
    width = (upper - lower) / binning.count
    return unit, (lower, *(lower + index * width for index in range(1, binning.count)), upper)


def number_in(bound: tree.Signed, unit: Unit) -> float:
    """A bound in a unit; as it was written where it is written in that unit."""
    number = bound.quantity.number
    sign = -1.0 if bound.negative else 1.0
    own = parse_unit(bound.quantity.unit)
    assert own is not None
    if own == unit:
        return sign * float(number)
    return sign * canonical_value(number, own) / unit.size


def variable_edges(
    binning: tree.Variable, axis: tree.Axis, value: Expression, scope: Scope
) -> tuple[Unit, tuple[float, ...]] | None:
    """Edges in the unit after the list."""
    unit = parse_unit(binning.unit)
    assert unit is not None
    last = binning.edge_spans[-1]
    node = tree.Quantity(binning.edges[-1].lstrip("-"), binning.unit, span=binning.span, number_span=last)
    bound = Constant(0.0, type=Number(unit.dimension, binning.unit is None), span=binning.span)
    if operators.common_number((value, bound), (axis.value, node), scope) is None:
        return None
    return unit, tuple(float(edge) for edge in binning.edges)


def binning_problem(edges: tuple[float, ...]) -> str:
    """What is wrong with edges, if anything."""
    if len(edges) < 2:
        return "one edge makes no bin"
    if len(edges) - 1 > MAXIMUM_BINS:
        return f"{len(edges) - 1} bins"
    if any(not abs(edge) < float("inf") for edge in edges):
        return "an edge is too large"
    for first, second in pairwise(edges):
        if not first < second:
            return f"{second:g} comes after {first:g}"
    return ""
