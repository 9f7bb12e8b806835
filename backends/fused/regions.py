"""Regions as code for one event: cuts, counts, weights, histograms.

In: a plan. Out: nested conditions, so that an event is left as soon as it fails; what fails is not worked out
further. A region inside another is written where that one ends.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from contextlib import ExitStack

from hepir.backends.fused.calls import names_called
from hepir.backends.fused.defining import Definitions
from hepir.backends.fused.layout import Layout
from hepir.backends.fused.prelude import HELPERS
from hepir.backends.fused.values import Scalar, both, real
from hepir.backends.fused.writing import Path
from hepir.ir.plan import Plan
from hepir.ir.regions import ancestors, histograms_of, in_order, shared_order, steps_of
from hepir.ir.schedule import conditions
from hepir.passes.placement import is_heavy
from hepir.semantics.program import AxisDefinition, Cut, Region, WeightFactor
from hepir.semantics.rewriting import free_locals

Code = Callable[[], str]


class Regions(Definitions):
    """Writes the regions of a plan."""

    def __init__(self, plan: Plan, layout: Layout, places: Mapping[Hashable, Path]) -> None:
        super().__init__(plan, places)
        self.layout = layout
        self.names |= {
            "simulation",
            "entries",
            "sums",
            "squares",
            "cells",
            "variances",
            "skipped",
            "passed",
            "weights",
            *HELPERS,
            *names_called(plan),
        }
        self.alike_axes = axes_in_common(plan)
        self.reached: dict[str, str] = {}
        self.varied: dict[tuple[object, ...], str] = {}
        self.sums: dict[tuple[str, str], str] = {}
        self.children: dict[str, list[Region]] = {}
        self.in_order = in_order(plan.program)
        for each in self.in_order:
            if len(each.parents) == 1:
                self.children.setdefault(each.parents[0], []).append(each)

    def write(self) -> None:
        """The whole body of the event loop."""
        for region in self.in_order:
            self.weight(region)
        for region in self.in_order:
            if self.counts_all(region):
                self.count_step(region, 0)
        for region in self.reweighted:
            self.other_weights(region)
        for region in self.in_order:
            if len(region.parents) != 1:
                self.line("")
                self.whole(region)
        for region in self.reweighted:
            self.add_to_steps(region)

    # ---- other weights ----
    @property
    def reweighted(self) -> list[Region]:
        """The regions that are counted under other weights, too."""
        return [each for each in self.plan.program.regions if each.reweightings]

    def other_weights(self, region: Region) -> None:
        """The weights of an event under all variations, and the last step of the region that it passes."""
        self.reached[region.name] = self.fresh(f"reached_{region.name}")
        self.line(f"{self.reached[region.name]} = 0")
        products = tuple(each.factors for each in region.reweightings)
        if products not in self.varied:
            name = self.varied[products] = self.fresh(f"varied_{region.name}")
            self.prologue.parts.append(f"{name} = np.ones({len(products)})")
            for index, factors in enumerate(products):
                parts = [self.factor_name(owner, factor) for owner, factor in factors]
                self.line(f"{name}[{index}] = {' * '.join(parts)}")

    def factor_name(self, owner: str, factor: WeightFactor) -> str:
        """The variable of a factor."""
        known = self.remembered(("factor", owner, factor))
        if known is None:
            region = self.plan.program.regions_by_name[owner]
            self.comment(factor.origin)
            known = self.bound(self.factor(region, factor), f"factor_{factor.name}")
            self.here.memory[("factor", owner, factor)] = known
        assert isinstance(known, str)
        return known

    def add_to_steps(self, region: Region) -> None:
        """Add the weights to the sums of the last step that the event passes; what does not pass the region that this one
        goes on from is counted there."""
        arguments = (self.varied_sums(region, ""), self.varied_weights(region), self.reached[region.name])
        with ExitStack() as stack:
            if shared_order(region, self.plan.program) is not None:
                least = len(steps_of(region, self.plan.program)) - len(region.cuts)
                stack.enter_context(self.block(f"if {self.reached[region.name]} >= {least}:"))
            self.line(f"add_varied({', '.join(arguments)})")

    def varied_weights(self, region: Region) -> str:
        """The array of an event's weights under all variations."""
        return self.varied[tuple(each.factors for each in region.reweightings)]

    def varied_sums(self, region: Region, title: str) -> str:
        """The sums under other weights: of a histogram's bins, or of steps."""
        key = (region.name, title)
        if key not in self.sums:
            self.sums[key] = self.fresh(f"varied_{region.name}_{title or 'steps'}")
        return self.sums[key]

    def fill_varied(self, region: Region, place: int, cell: str) -> None:
        """Fill a histogram under other weights: the bin is the same."""
        start, _ = self.layout.cells(place)
        sums = self.varied_sums(region, self.layout.title(region, place))
        self.line(f"add_varied({sums}, {self.varied_weights(region)}, {cell} - {start})")

    # ---- weights ----
    def weight(self, region: Region) -> None:
        """The weight of an event in a region, for every event: a product of factors in order."""
        factors = [
            (each, factor)
            for each in (*ancestors(region, self.plan.program), region)
            for factor in each.weights
        ]
        name = f"weight_{region.name}"
        if not self.layout.weighted(region) or (not region.weights and len(region.parents) == 1):
            return
        name = self.fresh(name)
        self.layout.weight_names[region.name] = name
        code = "1.0"
        for owner, factor in factors:
            self.comment(factor.origin)
            code = f"{code} * ({self.factor(owner, factor)})"
        self.line(f"{name} = {code}")

    def factor(self, region: Region, factor: WeightFactor) -> str:
        """A factor, or one where it does not apply; nan where it has no value."""
        value = self.scalar(factor.value)
        code = real(value.code, factor.value.type)
        if value.present:
            code = f"(({code}) if {both(value.present)} else np.nan)"
        if factor.dataset == "data":
            return f"(1.0 if simulation else {code})"
        limited = factor.dataset == "simulation" or (region.name, factor.name) in self.plan.simulation_weights
        return f"({code} if simulation else 1.0)" if limited else code

    def weight_name(self, region: Region) -> str:
        """The variable of a region's weight; empty where every event counts as one."""
        if not self.layout.weighted(region):
            return ""
        known = self.layout.weight_names
        if region.name in known:
            return known[region.name]
        parent = self.plan.program.regions_by_name[region.parents[0]]
        return self.weight_name(parent)

    # ---- counts ----
    def counts_all(self, region: Region) -> bool:
        """Whether the steps of a region's parents are counted for it again, since its weight is another."""
        return len(region.parents) != 1 or bool(region.weights)

    def count_step(self, region: Region, step: int) -> None:
        """Count an event at a step of a cutflow."""
        place, weight = self.layout.step(region, step), self.weight_name(region)
        self.line(f"entries[{place}] += 1")
        if weight:
            self.line(f"sums[{place}] += {weight}")
            self.line(f"squares[{place}] += {weight} * {weight}")

    def counted_with_children(self, region: Region, step: int) -> None:
        """Count a step for a region, and for those inside that have a weight of their own."""
        self.count_step(region, step)
        self.reach(region, step)
        for child in self.descendants(region):
            self.reach(child, step)
            if self.counts_all(child):
                self.count_step(child, step)

    def reach(self, region: Region, step: int) -> None:
        """Note the last step that an event passes, where it counts under other weights."""
        if region.reweightings:
            self.line(f"{self.reached[region.name]} = {step}")

    def descendants(self, region: Region) -> Iterator[Region]:
        """The regions that are written inside another."""
        for child in self.children.get(region.name, ()):
            yield child
            yield from self.descendants(child)

    # ---- cuts ----
    def whole(self, region: Region) -> None:
        """A region that starts from all events."""
        above = ancestors(region, self.plan.program)
        steps = [(each.name, index, cut) for each in (*above, region) for index, cut in enumerate(each.cuts)]
        self.inside(region, steps, 1)

    def inside(self, region: Region, steps: Sequence[tuple[str, int, Cut]], first: int) -> None:
        """The cuts that are left, and then what is filled."""
        self.comment(region.origin)
        with ExitStack() as stack:
            for number, (owner, index, cut) in enumerate(steps, first):
                self.comment(cut.origin)
                for place, code in enumerate(self.tests(cut)):
                    stack.enter_context(self.block(f"if {code()}:", label=(region.name, owner, index, place)))
                self.counted_with_children(region, number)
            self.passing(region)

    def tests(self, cut: Cut) -> Iterator[Code]:
        """The conditions of a cut, each written when it is asked for."""
        parts = conditions(cut)
        if len(parts) > 1:
            yield from ((lambda part=part: self.truth(part)) for part in parts)
            return
        yield lambda: self.test(cut)

    def test(self, cut: Cut) -> str:
        """Whether an event passes a cut."""
        code = self.truth(cut.condition)
        if not cut.keep:
            code = f"not {code}"
        if cut.when is not None:
            code = f"(not {self.truth(cut.when)}) or ({code})"
        return code

    def region_truth(self, name: str) -> str:
        """Whether an event passes a region, without counting."""
        program = self.plan.program
        region = next(each for each in program.regions if each.name == name)
        passes = self.fresh(f"in_{name}")
        self.line(f"{passes} = False")
        with ExitStack() as stack:
            for owner in (*ancestors(region, program), region):
                for index, cut in enumerate(owner.cuts):
                    label = ("condition", name, owner.name, index)
                    stack.enter_context(self.block(f"if {self.test(cut)}:", label=label))
            self.line(f"{passes} = True")
        return passes

    # ---- what is filled ----
    def passing(self, region: Region) -> None:
        """Histograms, the selection, and the regions inside."""
        if self.layout.listed:
            self.listing(region)
        weight = self.weight_name(region)
        for origin, place, axes in self.layout.histograms(region):
            self.comment(origin)
            self.filling(region, place, axes, weight)
        for child in self.children.get(region.name, ()):
            self.line("")
            above = ancestors(child, self.plan.program)
            steps = [(child.name, index, cut) for index, cut in enumerate(child.cuts)]
            self.inside(child, steps, 1 + sum(len(each.cuts) for each in above))

    def listing(self, region: Region) -> None:
        """Note that an event passes, with its weight and the defined values."""
        row = self.layout.row(region)
        self.line(f"passed[{row}, event] = True")
        if weight := self.weight_name(region):
            self.line(f"weights[{row}, event] = {weight}")
        for definition, name in self.layout.values:
            value = self.named_value(definition)
            assert isinstance(value, Scalar)
            code = f"float({value.code})"
            code = f"({code} if {both(value.present)} else np.nan)" if value.present else code
            there = both(value.present)
            self.line(f"{name}[event] = {code}")
            self.line(f"{name}_there[event] = {there}")

    def filling(self, region: Region, place: int, axes: Sequence[AxisDefinition], weight: str) -> None:
        """Fill a histogram with a value of the event, or with one of each object of a collection."""
        before = self.variables
        over = next((axis.collection for axis in axes if axis.collection is not None), None)
        with ExitStack() as stack:
            if over is not None:
                thing = stack.enter_context(self.through(over))
                names = [axis.variable for axis in axes if axis.variable is not None]
                self.variables = {**before, **dict.fromkeys(names, thing)}
            self.fill(region, place, axes, weight)
        self.variables = before

    def fill(self, region: Region, place: int, axes: Sequence[AxisDefinition], weight: str) -> None:
        """One fill; a value that is missing or no number is counted."""
        names = [self.shared_bin(axis) or self.filled(axis) for axis in axes]
        bins = [axis_key(axis) in self.alike_axes for axis in axes]
        tests = [
            f"{name} >= 0" if is_bin else f"{name} == {name}"
            for name, is_bin in zip(names, bins, strict=True)
        ]
        start, strides = self.layout.cells(place)
        with self.block(f"if {' and '.join(tests)}:"):
            places = [
                name if is_bin else self.bound(self.bin_of(axis, name), "bin")
                for axis, name, is_bin in zip(axes, names, bins, strict=True)
            ]
            parts = [
                name if stride == 1 else f"{stride} * {name}"
                for name, stride in zip(places, strides, strict=True)
            ]
            cell = self.bound(" + ".join((str(start), *parts)) if start else " + ".join(parts), "cell")
            self.line(f"cells[{cell}] += {weight or '1.0'}")
            if weight:
                self.line(f"variances[{cell}] += {weight} * {weight}")
            if region.reweightings:
                self.fill_varied(region, place, cell)
        with self.block("else:"):
            self.line(f"skipped[{place}] += 1")

    def filled(self, axis: AxisDefinition) -> str:
        """A value in the unit of its axis; nan where it is missing."""
        value = self.scalar(axis.value)
        code = real(value.code, axis.value.type)
        code = f"({code}) if {both(value.present)} else np.nan" if value.present else code
        name = self.bound(code, "filled")
        return name if axis.unit_size == 1 else self.bound(f"{name} / {axis.unit_size!r}", "filled")

    def shared_bin(self, axis: AxisDefinition) -> str:
        """The bin of a value that several histograms are filled with, worked out once; -1 where it is missing."""
        key = axis_key(axis)
        if key not in self.alike_axes:
            return ""

        def made() -> str:
            value = self.filled(axis)
            return self.bound(f"{self.bin_of(axis, value)} if {value} == {value} else -1", "bin")

        return self.placed(key, made)

    def bin_of(self, axis: AxisDefinition, value: str) -> str:
        """The number of a bin: 0 is underflow, the last one overflow."""
        low, high, count = axis.edges[0], axis.edges[-1], len(axis.edges) - 1
        if axis.equal:
            return f"bin_of({value}, {low!r}, {high - low!r}, {count})"
        return f"bin_between({value}, {self.layout.edges(axis)})"


def axis_key(axis: AxisDefinition) -> Hashable:
    """What axes have in common whose bins are the same."""
    return ("bin", axis.value, axis.unit_size, axis.edges, axis.equal)


def axes_in_common(plan: Plan) -> frozenset[Hashable]:
    """The axes of several histograms whose values are of the event, and cost little."""
    axes = (axis for region in plan.program.regions for _, _, axes in histograms_of(region) for axis in axes)
    cheap = (each for each in axes if not free_locals(each.value) and not is_heavy(each.value))
    return frozenset(key for key, number in Counter(axis_key(each) for each in cheap).items() if number > 1)
