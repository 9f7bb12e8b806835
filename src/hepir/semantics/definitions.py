"""The typing of objects, combinations, choices and values.

In: a block of the syntax tree and the scope of the program. Out: a definition, or None where its head is wrong already.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from hepir.semantics import errors, typing
from hepir.semantics.evidence import words_of
from hepir.semantics.expressions import Local
from hepir.semantics.options import optional_in
from hepir.semantics.program import (
    Choice,
    Combination,
    Definition,
    Derivation,
    Filter,
    Limit,
    ObjectDefinition,
    Origin,
    Ranking,
    Rule,
    Sorting,
    ValueDefinition,
)
from hepir.semantics.scope import Scope, is_poison
from hepir.source import Source
from hepir.syntax import tree
from hepir.types.core import Boolean, Collection, Composite, Derived, Element, Number, Open, Ordering

MAXIMUM_SLOTS = 8
Sources = Mapping[str, tree.SourceStatement]


def origin_of(statement: tree.Statement, source: Source, sources: Sources) -> Origin:
    """Where a statement stands, on one line, and its evidence in words."""
    text = " ".join(source.slice(statement.span).split())
    return Origin(text, source.position(statement.span.start).line, words_of(statement, sources))


def insertion(block: tree.Statement) -> int | None:
    """Where a `sort` rule can be added to an object's definition."""
    if not isinstance(block, tree.ObjectBlock | tree.CombineBlock):
        return None
    rules = [rule.span.end for rule in block.rules if not isinstance(rule, tree.Note)]
    return rules[-1] if rules else block.span.end


def check_definition(block: tree.Statement, scope: Scope, sources: Sources) -> Definition | None:
    """The typed definition of a block."""
    match block:
        case tree.ObjectBlock():
            return check_object(block, scope, sources)
        case tree.CombineBlock():
            return check_combination(block, scope, sources)
        case tree.Choose():
            return check_choice(block, scope, sources)
        case tree.Define(name, value):
            typed = typing.infer(value, scope)
            if isinstance(typed.type, Collection):
                typed = typing.as_number(typed, scope)
            if is_poison(typed):
                return None
            return ValueDefinition(name.text, origin_of(block, scope.source, sources), typed, typed.type)
        case _:
            return None


def collection_named(name: tree.Identifier, scope: Scope) -> Collection | None:
    """The collection of a name; anything else is reported."""
    found = typing.infer_name(name.text, name.span, replace(scope, this=None, locals={}))
    if isinstance(found.type, Collection):
        return found.type
    if not is_poison(found):
        scope.report(errors.WrongType(name.span, "a collection", str(found.type)))
    return None


def check_object(block: tree.ObjectBlock, scope: Scope, sources: Sources) -> ObjectDefinition | None:
    """`object name from sources`"""
    found = [collection_named(source, scope) for source in block.sources]
    known = [each for each in found if each is not None]
    if len(known) < len(found):
        return None
    element = united(known, block, scope)
    if element is None:
        return None
    ordering = known[0].ordering if len(known) == 1 else None
    rules, final = check_rules(block.rules, Collection(element, ordering), scope, sources)
    origin = origin_of(block, scope.source, sources)
    return ObjectDefinition(block.name.text, origin, tuple(each.text for each in block.sources), rules, final)


def united(known: list[Collection], block: tree.ObjectBlock, scope: Scope) -> Element | Composite | None:
    """The type of the objects of a union; composites do not mix."""
    elements = [each.element for each in known]
    if len(elements) == 1:
        return elements[0]
    kinds: dict[str, None] = {}
    for element, identifier in zip(elements, block.sources, strict=True):
        if not isinstance(element, Element):
            scope.report(
                errors.WrongType(identifier.span, "objects of a kind, to be united with others", str(element))
            )
            return None
        kinds |= dict.fromkeys(element.kinds)
    first, *rest = [element.derived for element in elements if isinstance(element, Element)]
    shared = tuple(each for each in first if all(each in other for other in rest))
    return Element(tuple(kinds), shared)


def check_rules(
    rules: tuple[tree.ObjectRule, ...], start: Collection, scope: Scope, sources: Sources
) -> tuple[tuple[Rule, ...], Collection]:
    """The rules of a block in order; each may change what is known of the objects."""
    typed: list[Rule] = []
    current = start
    for index, rule in enumerate(rules):
        inner = replace(scope, this=Local("this", type=current.element, span=rule.span))
        origin = origin_of(rule, scope.source, sources)
        match rule:
            case tree.Select(condition):
                typed.append(Filter(origin, typing.infer_condition(condition, inner), keep=True))
            case tree.Reject(condition):
                typed.append(Filter(origin, typing.infer_condition(condition, inner), keep=False))
            case tree.Sort(key, descending):
                typed.append(Sorting(origin, typing.infer_number(key, inner), descending))
                text = scope.text(key.span)
                current = replace(current, ordering=Ordering(text, descending))
            case tree.Limit(count):
                report_limit(rule, count, current, scope)
                typed.append(Limit(origin, count))
            case tree.Let():
                earlier = tuple(each for each in rules[:index] if isinstance(each, tree.Let))
                derivation = check_let(rule, earlier, inner, origin)
                if derivation is not None:
                    typed.append(derivation)
                    current = replace(current, element=with_property(current.element, derivation, scope))
            case tree.Note():
                pass
    return tuple(typed), current


def report_limit(rule: tree.Limit, count: int, current: Collection, scope: Scope) -> None:
    """The first objects are asked for: there is an order, and one object at least."""
    if current.ordering is None:
        element = current.element
        name = element.name if isinstance(element, Composite) else " and ".join(element.kinds)
        before = len(scope.source.text[: rule.span.start].rstrip())
        scope.report(errors.UnorderedIndex(rule.span, name, before))
    if count < 1:
        scope.report(errors.WrongType(rule.span, "a whole number above zero", str(count)))


def check_let(
    rule: tree.Let, earlier: tuple[tree.Let, ...], scope: Scope, origin: Origin
) -> Derivation | None:
    """`let name = value`: a number or a condition under a name that the objects do not have."""
    assert scope.this is not None
    value = typing.infer(rule.value, scope)
    if rule.name.text in typing.members_of(scope.this.type, scope.kinds):
        first = next((each.name.span for each in earlier if each.name.text == rule.name.text), None)
        scope.report(
            errors.DuplicateName(rule.name.span, rule.name.text, first, "a property of these objects")
        )
    if not isinstance(value.type, Boolean):
        value = typing.as_number(value, scope)
    return None if is_poison(value) else Derivation(origin, rule.name.text, value)


def with_property(element: Element | Composite, derivation: Derivation, scope: Scope) -> Element | Composite:
    """The objects with one more property."""
    kind = derivation.value.type
    assert isinstance(kind, Number | Boolean | Open)
    optional = optional_in(derivation.value, scope.kinds)
    return replace(element, derived=(*element.derived, Derived(derivation.name, kind, optional)))


def check_combination(block: tree.CombineBlock, scope: Scope, sources: Sources) -> Combination | None:
    """`combine name = (slots) from sources`"""
    found = [collection_named(source, scope) for source in block.sources]
    known = [each for each in found if each is not None]
    count = len(block.slots)
    if len(block.sources) not in (1, count):
        scope.report(
            errors.WrongSlots(block.slots[0].span.to(block.slots[-1].span), count, len(block.sources))
        )
        return None
    if count > MAXIMUM_SLOTS:
        scope.report(
            errors.TooManyCombinations(block.slots[0].span.to(block.slots[-1].span), count, MAXIMUM_SLOTS)
        )
        return None
    for index, slot in enumerate(block.slots):
        earlier = [other for other in block.slots[:index] if other.text == slot.text]
        if earlier:
            scope.report(errors.DuplicateName(slot.span, slot.text, earlier[0].span))
    if len(known) < len(found):
        return None
    elements = [each.element for each in known] * (count if len(known) == 1 else 1)
    names = tuple(slot.text for slot in block.slots)
    composite = Composite(block.name.text, tuple(zip(names, elements, strict=True)))
    rules, final = check_rules(block.rules, Collection(composite), scope, sources)
    origin = origin_of(block, scope.source, sources)
    collections = tuple(each.text for each in block.sources)
    return Combination(block.name.text, origin, names, collections, block.disjoint, rules, final)


def check_choice(block: tree.Choose, scope: Scope, sources: Sources) -> Choice | None:
    """`choose name from collection minimizing key`"""
    collection = collection_named(block.collection, scope)
    if collection is None:
        return None
    inner = replace(scope, this=Local("this", type=collection.element, span=block.span))
    rankings = tuple(
        Ranking(typing.infer_number(each.key, inner), each.minimizing) for each in block.rankings
    )
    origin = origin_of(block, scope.source, sources)
    return Choice(block.name.text, origin, block.collection.text, rankings, collection.element)
