"""Regions as columnar code: cuts, weights, counts, histograms.

In: a plan with its schedule. Out: lines of Python. Events that fail are dropped where the schedule says so; what
comes after is worked out for the others, under the names of the region.
"""

from __future__ import annotations

from collections.abc import Iterator

from hepir.backends.awkward.comments import comment
from hepir.backends.awkward.expressions import Writer
from hepir.backends.awkward.inside import adds_cuts_alone, places_of, weight_of
from hepir.backends.awkward.names import EVENT, EVERYWHERE, Here, variable
from hepir.backends.awkward.objects import Objects
from hepir.backends.awkward.reweighting import Reweightings
from hepir.ir.plan import BoundKind, Plan
from hepir.ir.regions import ancestors, histograms_of
from hepir.ir.schedule import ALL_EVENTS, Place, Point, conditions
from hepir.semantics.expressions import Expression, Reduce, walk
from hepir.semantics.program import (
    AxisDefinition,
    Cut,
    Definition,
    Region,
    ValueDefinition,
    WeightFactor,
)


class Regions:
    """Writes the regions of a plan; remembers where each one ended, and which events each place has."""

    def __init__(self, plan: Plan, objects: Objects) -> None:
        self.plan, self.objects = plan, objects
        self.own: dict[str, set[str]] = {each.name: set() for each in plan.program.regions}
        self.ends: dict[str, tuple[Place, Here]] = {}
        self.masks: dict[Place, str] = {}
        self.placed: dict[Place, list[BoundKind | Definition]] = {}
        program = plan.program
        for each in (*plan.kinds.values(), *program.definitions):
            if each.name not in plan.schedule.unused:
                place = plan.schedule.places.get(each.name, ALL_EVENTS)
                self.placed.setdefault(place, []).append(each)
        self.taken = {variable(name) for name in (*plan.kinds, *program.by_name)}
        self.reweighting = Reweightings(plan)
        self.parents = {parent for each in plan.program.regions for parent in each.parents}
        self.kept: set[str] = set()  # regions whose places of events have a name
        self.kept_weights: set[str] = set()

    @property
    def writer(self) -> Writer:
        """The writer for the events that are looked at."""
        return self.objects.writer

    def placed_lines(self, place: Place) -> Iterator[str]:
        """The kinds and definitions that are worked out at a place."""
        for each in self.placed.get(place, ()):
            yield ""
            if isinstance(each, BoundKind):
                yield from self.objects.kind_lines(each)
            else:
                if isinstance(each, ValueDefinition):
                    yield from self.counted_lines(each.value)
                yield from self.objects.definition_lines(each)

    def for_all_events(self, name: str) -> str:
        """A value with one entry for each event."""
        place = self.plan.schedule.places.get(name, ALL_EVENTS)
        return f"for_all({variable(name)}, {self.masks[place]})" if place else variable(name)

    # ---- one region ----
    def region_lines(self, region: Region) -> Iterator[str]:
        """Cuts, weights, counts, histograms."""
        name = region.name
        yield from comment(region.origin)
        above = ancestors(region, self.plan.program)
        self.objects.at(EVERYWHERE)
        for index, factor in enumerate(region.weights):
            yield from comment(factor.origin)
            before = f"{name}_weight" if index else "np.ones(number)"
            yield f"{name}_weight = {before} * {weight_code(factor, region, self.plan, self.writer)}"
        place, here = self.ends[region.parents[0]] if len(region.parents) == 1 else (ALL_EVENTS, EVERYWHERE)
        self.objects.at(here)
        if name not in self.parents and adds_cuts_alone(region, self.plan, place):
            yield from self.inside_lines(region)
            return
        yield f"{name}_cuts = []"
        for index, cut in enumerate(region.cuts):
            yield from self.counted_lines(cut.condition)
            yield from comment(cut.origin)
            yield from self.cut_lines(region, index, cut, place)
        inherited = "".join(f"*{parent.name}_cuts, " for parent in above)
        weights = self.weights_of(region)
        if weights:
            yield f"weight = {' * '.join(weights)}"
        given = ", weight" if weights else ""
        if len(region.parents) == 1 and not region.weights:
            (parent,) = region.parents
            given += f", above=(results[{parent!r}], in_{parent})"
            yield f"in_{name} = count(results[{name!r}], [*{name}_cuts], number{given})"
        else:
            yield f"in_{name} = count(results[{name!r}], [{inherited}*{name}_cuts], number{given})"
        yield f"selected[{name!r}] = (in_{name}, {'weight' if weights else 'np.ones(number)'})"
        end = (*place, Point(name, len(region.cuts), 0)) if region.cuts else place
        if region.reweightings:
            inside = self.writer.here
            self.objects.at(EVERYWHERE)
            yield from self.reweighting.weights(region, self.writer, weight_code)
            self.objects.at(inside)
        if region.cuts and self.plan.schedule.narrows(end):
            yield from self.narrowing_lines(region, end, f"in_{name}")
        weight = "weight" if weights else "None"
        yield from self.histogram_lines(region, weight, every=not above and not region.cuts)
        if region.reweightings:
            yield self.reweighting.counting(region, f"{inherited}*{name}_cuts")
        self.ends[name] = (end, self.writer.here)

    def weights_of(self, region: Region) -> list[str]:
        """The names of the weights that an event of a region has."""
        lineage = (*ancestors(region, self.plan.program), region)
        return [f"{each.name}_weight" for each in lineage if each.weights]

    def kept_lines(self, name: str, *, weighted: bool) -> Iterator[str]:
        """Where the events of a region are, and their weights, once for all who ask."""
        if name not in self.kept:
            yield f"{places_of(name)} = np.flatnonzero(in_{name})"
        if weighted and name not in self.kept_weights:
            yield f"{weight_of(name)} = weight[{places_of(name)}]"
            self.kept_weights.add(name)
        self.kept.add(name)

    def inside_lines(self, region: Region) -> Iterator[str]:
        """A region that is counted among the events of the one that it goes on from."""
        name, (parent,) = region.name, region.parents
        weights = self.weights_of(region)
        places, own = places_of(parent), weight_of(parent) if weights else "None"
        if weights:
            yield f"weight = {' * '.join(weights)}"
        yield from self.kept_lines(parent, weighted=bool(weights))
        yield f"{name}_cuts = []"
        for cut in region.cuts:
            yield from self.counted_lines(cut.condition)
            yield from comment(cut.origin)
            pieces = [condition_code(each, self.writer) for each in conditions(cut)]
            code = " & ".join(pieces) if len(pieces) > 1 else cut_code(cut, self.writer)
            yield f"{name}_cuts.append({code})"
        above = f"above=(results[{parent!r}], None)"
        yield f"{name}_passed = count(results[{name!r}], {name}_cuts, len({places}), {own}, {above})"
        yield f"{name}_places = np.flatnonzero({name}_passed)"
        yield f"in_{name} = at_places({places}[{name}_places], number)"
        yield f"selected[{name!r}] = (in_{name}, {'weight' if weights else 'np.ones(number)'})"
        yield from self.filling_lines(region, own, f"{name}_passed", f"{name}_places")

    def filling_lines(self, region: Region, weight: str, mask: str, at: str) -> Iterator[str]:
        """Fill the histograms of such a region: `mask` tells which events pass, and `at` where they are."""
        for origin, title, axes in histograms_of(region):
            for axis in axes:
                yield from self.counted_lines(axis.value)
            yield from comment(origin)
            collection = next((axis.collection for axis in axes if axis.collection is not None), None)
            values = self.values_of(axes, at)
            if collection is None:
                own = weight if weight == "None" else f"{weight}[{at}]"
                yield f"fill(results[{region.name!r}], {title!r}, {own}, {values})"
            else:
                objects = self.writer.code(collection, EVENT)
                yield f"fill_each(results[{region.name!r}], {title!r}, {weight}, {mask}, {objects}, {values})"

    def counted_lines(self, value: Expression) -> Iterator[str]:
        """The statements of collections that a value only counts."""
        places = dict.fromkeys(node.span for node in walk(value) if isinstance(node, Reduce))
        origins = (origin for place in places for origin in self.plan.counted.get(place, ()))
        for origin in dict.fromkeys(origins):
            yield from comment(origin)

    def cut_lines(self, region: Region, index: int, cut: Cut, start: Place) -> Iterator[str]:
        """One cut; events that fail what came before are dropped where the schedule says so."""
        narrows = self.plan.schedule.narrows
        pieces: list[str] = []
        for number, condition in enumerate(conditions(cut)):
            place = (*start, Point(region.name, index, number))
            if (index or number) and narrows(place):
                yield from self.narrowing_lines(region, place, self.passing(region, pieces))
                pieces = []
            if len(conditions(cut)) > 1:
                pieces.append(condition_code(condition, self.writer))
            else:
                pieces.append(cut_code(cut, self.writer))
        yield f"{region.name}_cuts.append({self.among(pieces)})"

    def among(self, pieces: list[str]) -> str:
        """Conditions on the events that are looked at, for all events."""
        passed, code = self.writer.here.passed, " & ".join(pieces)
        return f"among({passed}, {code})" if passed else code

    def passing(self, region: Region, pieces: list[str]) -> str:
        """Which events pass the cuts so far, and these conditions."""
        before = [*(f"in_{each}" for each in region.parents), f"*{region.name}_cuts"]
        return f"passing({', '.join((*before, *([self.among(pieces)] if pieces else [])))})"

    def narrowing_lines(self, region: Region, place: Place, mask: str) -> Iterator[str]:
        """Drop the events that fail from all arrays that are needed further on."""
        here, name = self.writer.here, region.name
        passed = mask
        yield "# what follows is worked out only for events that pass so far"
        if mask != f"in_{name}":
            passed = self.fresh(f"{name}_passed", region)
            yield f"{passed} = {mask}"
        chosen = passed
        if here.passed:
            chosen = f"{name}_left"
            yield f"{chosen} = {passed}[{here.passed}]"
        self.masks[place] = passed
        columns, events = self.plan.schedule.columns[place], here.events
        if columns:
            events = f"{name}_events"
            yield f"{events} = kept({here.events}, {chosen}, {columns!r})"
        names = dict(here.names)
        for each in self.plan.schedule.names[place]:
            source = here.array(each)
            own = source if each in self.own[name] else self.fresh(f"{name}_{each}", region)
            self.own[name].add(each)
            names[each] = own
            if each in self.objects.field_by_field:
                yield f"{own} = {{key: values[{chosen}] for key, values in {source}.items()}}"
            else:
                yield f"{own} = of_events({source}, {chosen})"
        self.objects.at(Here(names, events, passed))
        yield from self.placed_lines(place)
        yield ""

    def fresh(self, wanted: str, region: Region) -> str:
        """A name that nothing has."""
        name = wanted if wanted == f"{region.name}_passed" else variable(wanted)
        while name in self.taken or name in (f"{region.name}_events", f"{region.name}_left"):
            name += "_"
        self.taken.add(name)
        return name

    def histogram_lines(self, region: Region, weight: str, *, every: bool) -> Iterator[str]:
        """Fill the histograms and the product grid."""
        name, here = region.name, self.writer.here
        narrowed = every or here.passed == f"in_{name}"
        mask = "" if narrowed else f"in_{name}[{here.passed}]" if here.passed else f"in_{name}"
        at = f"in_{name}_here" if here.passed and mask else places_of(name) if mask else ""
        of_events = any(not is_of_objects(axes) for _, _, axes in histograms_of(region))
        if of_events and not every and (weight != "None" or at == places_of(name)):
            yield from self.kept_lines(name, weighted=weight != "None")
        if of_events and at not in ("", places_of(name)):
            yield f"{at} = np.flatnonzero({mask})"
        for origin, title, axes in histograms_of(region):
            for axis in axes:
                yield from self.counted_lines(axis.value)
            yield from comment(origin)
            collection = next((axis.collection for axis in axes if axis.collection is not None), None)
            values = self.values_of(axes, at)
            if collection is None:
                own = weight if every or weight == "None" else weight_of(name)
                if region.reweightings:
                    yield f"filled_values = ({values},)"
                    values = "*filled_values"
                yield f"fill(results[{name!r}], {title!r}, {own}, {values})"
            else:
                own = f"weight[{here.passed}]" if here.passed and weight != "None" else weight
                values = f"{mask or None}, {self.writer.code(collection, EVENT)}, {values}"
                yield f"fill_each(results[{name!r}], {title!r}, {own}, {values})"
            if region.reweightings:
                yield self.reweighting.filling(region, title, values, each=collection is not None)

    def values_of(self, axes: tuple[AxisDefinition, ...], mask: str) -> str:
        """What is filled along the axes: values of events, or functions of the objects of a collection."""
        if is_of_objects(axes):
            return ", ".join(each_value(axis, axes, self.writer) for axis in axes)
        return ", ".join(axis_value(axis, self.writer, f"[{mask}]" if mask else "") for axis in axes)


def is_of_objects(axes: tuple[AxisDefinition, ...]) -> bool:
    """Whether a histogram is filled with values of objects."""
    return any(axis.collection is not None for axis in axes)


def condition_code(condition: Expression, writer: Writer) -> str:
    """Which events meet one of the conditions of a cut."""
    code = writer.truth(condition, EVENT)
    return f"np.broadcast_to({code}, {writer.here.number})" if writer.constant(condition) else code


def weight_code(factor: WeightFactor, region: Region, plan: Plan, writer: Writer) -> str:
    """A factor, or one where it does not apply."""
    code = f"numbers({writer.code(factor.value, EVENT)})"
    if factor.dataset == "data":
        return f"(1.0 if simulation else {code})"
    limited = factor.dataset == "simulation" or (region.name, factor.name) in plan.simulation_weights
    return f"({code} if simulation else 1.0)" if limited else f"({code})"


def cut_code(cut: Cut, writer: Writer) -> str:
    """Which events pass a cut."""
    code = writer.truth(cut.condition, EVENT)
    same = writer.constant(cut.condition)
    if cut.when is not None:
        same = same and writer.constant(cut.when)
        code = f"np.logical_not({writer.truth(cut.when, EVENT)}) | {code}"
    elif not cut.keep:
        code = f"np.logical_not({code})"
    return f"np.broadcast_to({code}, {writer.here.number})" if same else code


def axis_value(axis: AxisDefinition, writer: Writer, mask: str) -> str:
    """What is filled along an axis, in its unit, of the events that `mask` picks."""
    return in_unit(writer.for_events(axis.value) + mask, axis)


def each_value(axis: AxisDefinition, axes: tuple[AxisDefinition, ...], writer: Writer) -> str:
    """What is filled along an axis, in its unit, for each object of the collection that one of the axes runs over."""
    name = axis.variable or next(each.variable for each in axes if each.variable is not None)
    own = writer.local(name)
    return f"lambda {own}: {in_unit(writer.code(axis.value, EVENT.inside(name, own)), axis)}"


def in_unit(code: str, axis: AxisDefinition) -> str:
    """A value in the unit of its axis."""
    return f"{code} / {axis.unit_size!r}" if axis.unit_size != 1 else code
