"""Statements as sentences.

In: a typed program. Out: `Said` values in the order and grouping of the program: for each statement its line and a sentence.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from hepir.explain.conditions import (
    clause,
    compared,
    count_of,
    description,
    is_own,
    limit_words,
    parts,
    possession,
)
from hepir.explain.nouns import Speaking, bare, noun, one_of
from hepir.explain.words import infinitive, listed, name_words, number_words, thing_words, things_words
from hepir.semantics.expressions import (
    Absolute,
    Add,
    Compare,
    Conditional,
    Constant,
    Expression,
    Hole,
    Logical,
    Member,
    Trigger,
    walk,
)
from hepir.semantics.program import (
    AxisDefinition,
    Choice,
    Combination,
    Cut,
    Definition,
    Derivation,
    Filter,
    Limit,
    ObjectDefinition,
    Program,
    Region,
    Rule,
    Sorting,
    ValueDefinition,
)
from hepir.types.core import Number
from hepir.types.dimensions import without_angle

SETS = {2: "pairs", 3: "triplets", 4: "quadruplets"}
MOST_CELLS = 8  # that are listed
OPEN = " (The publication does not give this.)"


@dataclass(frozen=True)
class Said:
    """A sentence about the statement at a line; `block` is the definition or region that it belongs to."""

    block: str
    line: int
    text: str


def definition_sentences(definition: Definition, program: Program) -> Iterator[Said]:
    """What a definition says: what it is made of, and its rules."""
    speaking, name = Speaking(program), definition.name
    match definition:
        case ObjectDefinition(sources=sources, rules=rules, variable=variable):
            if not rules or len(sources) > 1 or plain(name) not in map(plain, sources):
                made = f"{capital(things_words(name))} are chosen from {listed([sources_words(each) for each in sources])}."
                yield Said(name, definition.origin.line, made)
            yield from rule_sentences(name, rules, variable, speaking)
        case Combination(slots=slots, sources=sources, disjoint=disjoint, rules=rules, variable=variable):
            yield Said(name, definition.origin.line, combination(name, slots, sources, disjoint))
            yield from rule_sentences(name, rules, variable, speaking)
        case Choice():
            yield Said(name, definition.origin.line, choice(definition, speaking))
        case ValueDefinition(value=value):
            yield Said(name, definition.origin.line, value_sentence(name, value, speaking))


def plain(name: str) -> str:
    """A name without its number and case, as `jets` of `Jet`."""
    return name.casefold().removesuffix("s")


def sources_words(name: str) -> str:
    """The objects that others are chosen from."""
    return f"the {things_words(name)}" if name[:1].islower() else things_words(name)


def combination(name: str, slots: tuple[str, ...], sources: tuple[str, ...], disjoint: bool) -> str:
    """What tuples are made of."""
    members = listed([name_words(slot) for slot in slots])
    if len(sources) == 1:
        sets = SETS.get(len(slots), f"sets of {len(slots)}")
        made = f"all {sets} of {sources_words(sources[0])}, called {members}"
    else:
        pairs = zip(slots, sources, strict=True)
        made = f"all combinations of {listed([f'{one_of(each)} {name_words(slot)}' for slot, each in pairs])}"
    apart = ", that share no particle" if disjoint else ""
    return f"{capital(things_words(name))} are {made}{apart}."


def choice(definition: Choice, speaking: Speaking) -> str:
    """Which object is taken."""
    inner = speaking.naming(definition.variable, "it").about(definition.variable)
    ranks = [ranked(each.key, each.minimizing, inner) for each in definition.rankings]
    one = thing_words(definition.collection)
    return f"{capital(name_words(definition.name))} is the {one} with {', then '.join(ranks)}."


def ranked(key: Expression, minimizing: bool, speaking: Speaking) -> str:
    """`the largest pT`; `the mass closest to 91.2 GeV` of the smallest difference from a number."""
    match key:
        case Absolute(Add(((1, value), (-1, Constant() as target)))) if minimizing:
            return f"the {bare(value, speaking)} closest to {noun(target, speaking)}"
    return f"the {'smallest' if minimizing else 'largest'} {bare(key, speaking)}"


def value_sentence(name: str, value: Expression, speaking: Speaking) -> str:
    """What a name stands for."""
    if isinstance(value, Hole):
        return f"{capital(name_words(name))} is used, and its definition is not given."
    if is_condition(value):
        return f"{capital(name_words(name))} means that {clause(value, speaking)}."
    said = noun(value, speaking)
    scalar = said.replace("the sum of the pT of", "the scalar sum of the pT of", 1)
    return f"{capital(name_words(name))} is {scalar}."


def is_condition(value: Expression) -> bool:
    """Whether a value is true or false."""
    from hepir.types.core import Boolean

    return isinstance(value.type, Boolean)


def rule_sentences(name: str, rules: tuple[Rule, ...], variable: str, speaking: Speaking) -> Iterator[Said]:
    """The rules of objects, in their order."""
    inner = speaking.naming(variable, f"the {thing_words(name)}").about(variable)
    objects = things_words(name)
    for rule in rules:
        match rule:
            case Filter(condition=condition, keep=keep):
                text = kept(objects, condition, inner) if keep else removed(objects, condition, inner)
            case Limit(count=count):
                text = f"Only the first {count} {objects} are kept."
            case Sorting(key=key, descending=descending):
                order = "decreasing" if descending else "increasing"
                text = f"The {objects} are ordered by {order} {noun(key, inner).removeprefix('the ')}."
            case Derivation(name=own, value=value):
                said = clause(value, inner) if is_condition(value) else noun(value, inner)
                word = "means that" if is_condition(value) else "is"
                text = f"The {name_words(own)} of {one_of(name)} {word} {said}."
        yield Said(name, rule.origin.line, capital(text))


def kept(objects: str, condition: Expression, speaking: Speaking) -> str:
    """What objects must be like."""
    conjuncts = (
        condition.operands if isinstance(condition, Logical) and condition.operator == "and" else (condition,)
    )
    demands = [demand(each, speaking) for each in conjuncts]
    if all(demands):
        having = [each.removeprefix("have ") for each in demands]
        said = (
            f"have {listed(having)}" if all(each.startswith("have ") for each in demands) else listed(demands)
        )
        return f"{capital(objects)} must {said}." + asked(condition)
    return f"{capital(objects)} are kept only if {clause(condition, speaking)}." + asked(condition)


def demand(condition: Expression, speaking: Speaking) -> str:
    """`have pT above 20 GeV`, `pass the tight identification`; empty where it takes a clause."""
    having = possession(condition, speaking)
    if having:
        return f"have {having}"
    if isinstance(condition, Member) and is_own(condition, speaking):
        return infinitive(description(condition, speaking))
    return ""


def removed(objects: str, condition: Expression, speaking: Speaking) -> str:
    """What objects must not be like."""
    having = possession(condition, speaking)
    if having:
        return f"{capital(objects)} with {having} are removed." + asked(condition)
    return f"{capital(objects)} are removed if {clause(condition, speaking)}." + asked(condition)


def asked(condition: Expression) -> str:
    """A remark where a value is open."""
    return OPEN if any(isinstance(node, Hole) for node in walk(condition)) else ""


# ---- regions ----


def region_sentences(region: Region, program: Program) -> Iterator[Said]:
    """What a region selects, weights and fills."""
    speaking, name = Speaking(program), region.name
    if region.parents:
        before = listed([name_words(each) for each in region.parents])
        yield Said(name, region.origin.line, f"Events must pass {before} first.")
    found = [Said(name, cut.origin.line, cut_sentence(cut, speaking)) for cut in region.cuts]
    for weight in region.weights:
        where = f" in {weight.dataset}" if weight.dataset else ""
        text = f"Events are weighted{where} by {noun(weight.value, speaking)} ({name_words(weight.name)})."
        found.append(Said(name, weight.origin.line, text))
    for histogram in region.histograms:
        axes = listed([axis_words(each, speaking) for each in histogram.axes])
        text = f"The histogram {name_words(histogram.name)} shows {axes}."
        found.append(Said(name, histogram.origin.line, text))
    for origin, axis in region.bins:
        found.append(Said(name, origin.line, f"Events are binned in {axis_words(axis, speaking)}."))
    for each in region.expectations:
        spread = f" ± {each.uncertainty:g}" if each.uncertainty is not None else ""
        text = f"Published as {name_words(each.name)}: {each.value:g}{spread}."
        found.append(Said(name, each.origin.line, text))
    yield from sorted(found, key=lambda each: each.line)


def axis_words(axis: AxisDefinition, speaking: Speaking) -> str:
    """What is filled, and the bins in the unit of the axis."""
    inner = speaking
    if axis.variable is not None and axis.collection is not None:
        words = noun(axis.collection, speaking)
        inner = speaking.naming(axis.variable, words)
    if axis.boxes:
        return cell_words(axis, inner)
    edges = [number_words(edge, "") for edge in axis.edges]
    unit = f" {axis.unit}" if axis.unit else ""
    if axis.equal:
        return f"{noun(axis.value, inner)} in {len(edges) - 1} equal bins from {edges[0]}{unit} to {edges[-1]}{unit}"
    if axis.logarithmic:
        count = len(edges) - 1
        return f"{noun(axis.value, inner)} in {count} logarithmic bins from {edges[0]}{unit} to {edges[-1]}{unit}"
    return f"{noun(axis.value, inner)} in bins with the edges {listed(edges)}{unit}"


def cell_words(axis: AxisDefinition, speaking: Speaking) -> str:
    """The cells of several values, one by one where they are few."""
    what = listed([noun(each, speaking) for each in axis.parts])
    if len(axis.boxes) > MOST_CELLS:
        return f"{what} in {len(axis.boxes)} cells"
    units = [
        without_angle(each.type.dimension).unit if isinstance(each.type, Number) else ""
        for each in axis.parts
    ]
    cells = [
        " by ".join(range_words(*side, unit) for side, unit in zip(box, units, strict=True))
        for box in axis.boxes
    ]
    return f"{what} in the cells {listed(cells)}"


def range_words(low: float, high: float | None, unit: str) -> str:
    """`50 GeV to 100 GeV`, `100 GeV and more`; an integer below the end is one number."""
    if high is None:
        return f"{number_words(low, unit)} and more"
    return f"{number_words(low, unit)} to {number_words(high, unit)}"


def cut_sentence(cut: Cut, speaking: Speaking) -> str:
    """A step of a cutflow."""
    if cut.when is not None:
        demand = lowered(selected(cut.condition, speaking))
        return f"For events {with_or_in_which(cut.when, speaking)}, {demand}"
    if not cut.keep:
        return rejected(cut.condition, speaking)
    conjuncts = (
        cut.condition.operands
        if isinstance(cut.condition, Logical) and cut.condition.operator == "and"
        else (cut.condition,)
    )
    return " ".join(selected(each, speaking) for each in conjuncts)


def with_or_in_which(condition: Expression, speaking: Speaking) -> str:
    """Which events a demand is about."""
    if isinstance(condition, Compare) and len(parts(condition)) == 1:
        (part,) = parts(condition)
        if (counted := count_of(part, speaking)) is not None:
            return f"with {counted}"
    return f"in which {clause(condition, speaking)}"


def selected(condition: Expression, speaking: Speaking) -> str:
    """What events must be like."""
    match condition:
        case Compare() if len(parts(condition)) == 1:
            (part,) = parts(condition)
            if (counted := count_of(part, speaking)) is not None:
                return f"Events must contain {counted}." + asked(condition)
            return must(compared(part, speaking)) + asked(condition)
        case Compare():
            return chained(condition, speaking) + asked(condition)
        case Trigger(name):
            return f"The trigger {name} must have fired."
        case Conditional(asked_first, value, otherwise):
            first, second = (lowered(selected(each, speaking)) for each in (value, otherwise))
            return f"For events {with_or_in_which(asked_first, speaking)}, {first} For all other events, {second}"
        case _:
            return f"Events are kept only if {clause(condition, speaking)}." + asked(condition)


def chained(condition: Compare, speaking: Speaking) -> str:
    """A chain; two limits of one quantity are one sentence."""
    chain = parts(condition)
    if len(chain) == 2 and chain[0][0] == chain[1][0]:
        both = f"{limit_words(chain[0], speaking)} and {limit_words(chain[1], speaking)}"
        return f"{capital(noun(chain[0][0], speaking))} must be {both}."
    return " ".join(must(compared(part, speaking)) for part in chain)


def must(said: str) -> str:
    """`x is above 5` as a requirement: `X must be above 5.`"""
    quantity, verb, limit = said.rpartition(" is ")
    return f"{capital(quantity)} must be {limit}." if verb else f"{capital(said)}."


def rejected(condition: Expression, speaking: Speaking) -> str:
    """What events must not be like."""
    match condition:
        case Compare() if len(parts(condition)) == 1:
            (part,) = parts(condition)
            limit = part[2]
            if (counted := count_of(part, speaking)) is not None:
                return f"Events with {counted} are rejected." + asked(condition)
            if isinstance(limit, Constant):
                quantity, _, words = compared(part, speaking).rpartition(" is ")
                the = "a " if quantity == "the missing transverse momentum" else ""
                shown = quantity.removeprefix("the ") if the else quantity
                return f"Events with {the}{shown} {words} are rejected."
            return f"Events are rejected if {compared(part, speaking)}." + asked(condition)
        case Trigger(name):
            return f"Events in which the trigger {name} has fired are rejected."
        case _:
            return f"Events are rejected if {clause(condition, speaking)}." + asked(condition)


def lowered(text: str) -> str:
    """A sentence that goes on another; `HT` and `pT` stay."""
    return text if text[1:2].isupper() else f"{text[:1].lower()}{text[1:]}"


def capital(text: str) -> str:
    """A sentence begins with a capital, unless it begins with a symbol such as `pT` or `|η|`."""
    symbol = text[1:2].isupper() or not text[:1].isalpha()
    return text if symbol else text[:1].upper() + text[1:]
