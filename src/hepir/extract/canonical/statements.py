"""Programs as sets of canonical statements.

In: a typed program and what to call its definitions. Out: `Statement` values; two statements with the same key say the same.
Each conjunct of a selection is a statement of its own.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from hepir.extract.canonical.criteria import criteria
from hepir.extract.canonical.model import Statement
from hepir.extract.canonical.rewriting import Place, bound, canonical
from hepir.extract.canonical.setting import Setting
from hepir.extract.canonical.tabulated import table_statements
from hepir.semantics.expressions import Binding
from hepir.semantics.program import (
    AxisDefinition,
    BranchVariation,
    Choice,
    Combination,
    Definition,
    Filter,
    InputVariation,
    Limit,
    ObjectDefinition,
    Origin,
    Program,
    PropertyVariation,
    Region,
    Sorting,
    ValueDefinition,
    Variation,
    WeightVariation,
)
from hepir.semantics.wording import worded


def statements(program: Program, text: str, names: Mapping[str, str] | None = None) -> tuple[Statement, ...]:
    """All that a program says, in the order of the text; `text` is the program's own, where numbers are looked up."""
    setting = Setting(program, names or {})
    found: dict[tuple[str, str, str], Statement] = {}
    for statement in said(setting, text):
        known = found.get(statement.key)
        origins = (*known.origins, *statement.origins) if known else statement.origins
        found[statement.key] = replace(statement, origins=tuple(dict.fromkeys(origins)))
    return tuple(sorted(found.values(), key=lambda each: (each.line, each.key)))


def said(setting: Setting, text: str) -> Iterator[Statement]:
    """The statements of all definitions, regions and the rest, one after the other."""
    program = setting.program
    for definition in program.definitions:
        yield from of_definition(definition, setting, text)
    for region in program.regions:
        yield from of_region(region, setting, text)
    yield from table_statements(program, text)
    for variation in program.variations:
        said_text = f"{variation.systematic} {variation.direction} {varied(variation, setting)}"
        yield Statement("variation", "", said_text, (variation.origin,))
    nowhere = Origin("", 0)
    publication = program.publication
    for name in ("experiment", "paper", "sqrt_s", "luminosity"):
        if value := getattr(publication, name):
            yield Statement("fact", "", f"{name} {value}", (replace(nowhere, text=f"{name} {value}"),))
    for note in program.notes:
        yield Statement("note", "", note, (replace(nowhere, text=note),))


def varied(variation: Variation, setting: Setting) -> str:
    """What is varied, and to what."""
    match variation:
        case PropertyVariation(collection=collection, attribute=attribute, value=value):
            shown = worded(canonical(value, Place(setting, homes={"this": collection})), setting.names)
            return f"{setting.names.get(collection, collection)}.{attribute} = {shown}"
        case WeightVariation(weight=weight, value=value):
            return f"weight {weight} = {worded(canonical(value, Place(setting)), setting.names)}"
        case BranchVariation(kind=kind, attribute=attribute, branch=branch):
            return f"{kind}.{attribute} from branch {branch}"
        case InputVariation(what=what, text=text):
            return f"from {what} {text}"


# ---- definitions ----


def of_definition(definition: Definition, setting: Setting, text: str) -> Iterator[Statement]:
    """What a definition says."""
    scope, origin = setting.names.get(definition.name, definition.name), (definition.origin,)
    match definition:
        case ObjectDefinition(sources=(source,), rules=()) if scope == setting.names.get(source, source):
            return  # another name for the same objects
        case (
            ObjectDefinition(name=name, rules=rules, variable=variable)
            | Combination(name=name, rules=rules, variable=variable)
        ):
            yield Statement("made of", scope, made_of(definition, setting), origin)
            place = Place(setting, homes={variable: name}, truth=True)
            kept = [
                (rule.condition, rule.keep, None, rule.origin) for rule in rules if isinstance(rule, Filter)
            ]
            yield from criteria(scope, kept, place, text)
            sorts = [rule for rule in rules if isinstance(rule, Sorting)]
            for rule in rules:
                if isinstance(rule, Limit):
                    yield Statement("criterion", scope, f"the first {rule.count}", (rule.origin,))
            if sorts:
                yield Statement("order", scope, order(sorts, place), tuple(each.origin for each in sorts))
        case Choice(collection=collection, rankings=rankings, variable=variable):
            place = Place(setting, homes={variable: collection})
            words = [
                f"{'smallest' if each.minimizing else 'largest'} {worded(canonical(each.key, place), setting.names)}"
                for each in rankings
            ]
            said_text = f"{setting.names.get(collection, collection)}: {', then '.join(words)}"
            yield Statement("criterion", scope, said_text, origin, quantity=said_text)
        case ValueDefinition(name=name) if setting.inlined(name) is None:
            yield value_statement(definition, setting)


def value_statement(definition: ValueDefinition, setting: Setting) -> Statement:
    """What a name stands for."""
    shown = worded(canonical(definition.value, Place(setting)), setting.names)
    scope = setting.names.get(definition.name, definition.name)
    return Statement("value", scope, shown, (definition.origin,))


def made_of(definition: ObjectDefinition | Combination, setting: Setting) -> str:
    """Sources, and how they are combined; the order of the sources of a union does not matter."""
    sources = [setting.names.get(each, each) for each in definition.sources]
    if isinstance(definition, ObjectDefinition):
        return ", ".join(sorted(sources))
    disjoint = ", without shared particles" if definition.disjoint else ""
    return f"{len(definition.slots)} of {' x '.join(sources)}{disjoint}"


def order(sorts: Sequence[Sorting], place: Place) -> str:
    """Sorts, the last first: the earlier ones decide between equals."""
    words = [
        f"{place.text(canonical(each.key, place.valued()))} {'descending' if each.descending else 'ascending'}"
        for each in reversed(sorts)
    ]
    return ", then ".join(words)


# ---- regions ----


def of_region(region: Region, setting: Setting, text: str) -> Iterator[Statement]:
    """What a region says by itself."""
    scope, place = setting.names.get(region.name, region.name), Place(setting)
    parents = sorted(setting.names.get(each, each) for each in region.parents)
    yield Statement("made of", scope, f"from {', '.join(parents)}" if parents else "", (region.origin,))
    cuts = [(cut.condition, cut.keep, cut.when, cut.origin) for cut in region.cuts]
    yield from criteria(scope, cuts, replace(place, truth=True), text)
    for factor in region.weights:
        value = worded(canonical(factor.value, place), setting.names)
        applies = f" on {factor.dataset}" if factor.dataset else ""
        yield Statement("weight", scope, f"{value}{applies}", (factor.origin,))
    for histogram in region.histograms:
        axes = "; ".join(axis_text(axis, place) for axis in histogram.axes)
        yield Statement("histogram", scope, axes, (histogram.origin,))
    for origin, axis in region.bins:
        yield Statement("bin", scope, axis_text(axis, place), (origin,))
    for each in region.expectations:
        spread = f" +- {each.uncertainty:g}" if each.uncertainty is not None else ""
        yield Statement("expect", scope, f"{each.name} {each.value:g}{spread}", (each.origin,))


def axis_text(axis: AxisDefinition, place: Place) -> str:
    """What is filled, and the edges in canonical units."""
    inner = place
    if axis.variable is not None and axis.collection is not None:
        inner, binding = bound(place, Binding(axis.variable, axis.collection))
        over = f" for {binding.variable} in {worded(binding.collection, place.setting.names)}"
    else:
        over = ""
    edges = ", ".join(f"{edge * axis.unit_size:.10g}" for edge in axis.edges)
    return f"{worded(canonical(axis.value, inner), place.setting.names)}{over} in [{edges}]"
