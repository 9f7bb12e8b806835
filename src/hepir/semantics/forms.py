"""The types of the forms that speak of objects: size, exists, contains, leading, nearest, first, trigger, descends_from,
hit_or_miss.

In: a call of the syntax tree and a `Scope`. Out: a typed expression.
"""

from __future__ import annotations

from collections.abc import Callable

from hepir.intrinsics.registry import functions
from hepir.semantics import calls, errors, inlining, signatures, typing
from hepir.semantics.drawing import infer_hit_or_miss
from hepir.semantics.expressions import (
    Apply,
    Binding,
    Constant,
    Contains,
    Descends,
    Exists,
    Expression,
    Extreme,
    First,
    Local,
    Logical,
    Reduce,
    Reference,
    Size,
    Trigger,
    variables,
)
from hepir.semantics.scope import Scope, element_of, is_poison, poison
from hepir.syntax import tree
from hepir.types.core import BOOLEAN, INTEGER, Collection, Composite, Element, Number, Type
from hepir.types.kinds import Kinds

USAGE = {
    "size": (1, "size(jets)"),
    "exists": (1, "exists(jets[0])"),
    "contains": (2, "contains(pair, lepton)"),
    "leading": (1, "leading(jets)"),
    "nearest": (2, "nearest(jets, lepton)"),
    "first": (2, "first(jets, 3)"),
    "trigger": (1, 'trigger("HLT_IsoMu24")`, `trigger("HLT_IsoMu24", "HLT_IsoTkMu24")'),
    "descends_from": (2, "descends_from(particle, 23)"),
    "hit_or_miss": (1, "hit_or_miss(efficiency(MET.pt))`, `hit_or_miss(efficiency(j.pt, |j.eta|), j)"),
}


def infer_form(node: tree.Call, scope: Scope) -> Expression:
    """The typed expression of a form."""
    name = node.function.text
    count, usage = USAGE[name]
    surplus = len(node.arguments) - count
    if node.binders or surplus < 0 or (surplus and name not in ANY_NUMBER):
        scope.report(
            errors.WrongArguments(node.span, name, f"takes {count} argument{'s' * (count > 1)}", usage)
        )
        return poison(node.span)
    arguments = [typing.infer(argument, scope.without_lift()) for argument in node.arguments]
    if any(is_poison(argument) for argument in arguments):
        return poison(node.span)
    return FORMS[name](node, arguments, scope)


ANY_NUMBER = ("trigger", "descends_from", "hit_or_miss")  # of further arguments


def infer_size(node: tree.Call, arguments: list[Expression], scope: Scope) -> Expression:
    """`size(collection)`"""
    collection = calls.collection_of(arguments[0], scope)
    return Size(collection, type=INTEGER, span=node.span) if collection else poison(node.span)


def infer_exists(node: tree.Call, arguments: list[Expression], scope: Scope) -> Expression:
    """`exists(value)`, of anything but a collection."""
    if isinstance(arguments[0].type, Collection):
        advice = f"write `size({scope.text(arguments[0].span)}) >= 1`"
        scope.report(
            errors.WrongType(arguments[0].span, "a value that may be missing", str(arguments[0].type), advice)
        )
        return poison(node.span)
    return Exists(arguments[0], type=BOOLEAN, span=node.span)


def infer_contains(node: tree.Call, arguments: list[Expression], scope: Scope) -> Expression:
    """`contains(whole, part)`; in a collection, one of whose objects is it or contains it."""
    whole, part = arguments
    if not isinstance(part.type, Element | Composite):
        scope.report(errors.WrongType(part.span, "an object", str(part.type)))
        return poison(node.span)
    if isinstance(whole.type, Collection):
        variable = scope.fresh("candidate", variables(part))
        each = Local(variable, type=element_of(whole), span=whole.span)
        inside = Contains(each, part, type=BOOLEAN, span=node.span)
        return Reduce("any", inside, (Binding(variable, whole),), type=BOOLEAN, span=node.span)
    if not isinstance(whole.type, Element | Composite):
        scope.report(errors.WrongType(whole.span, "a combination or a collection", str(whole.type)))
        return poison(node.span)
    return Contains(whole, part, type=BOOLEAN, span=node.span)


def infer_leading(node: tree.Call, arguments: list[Expression], scope: Scope) -> Expression:
    """`leading(collection)`: the object of largest pt."""
    collection = calls.collection_of(arguments[0], scope)
    if collection is None:
        return poison(node.span)
    variable = scope.fresh("each")
    each = Local(variable, type=element_of(collection), span=collection.span)
    name = tree.Identifier("pt", span=node.arguments[0].span)
    key = typing.infer_attribute(each, name, node.span, scope)
    if is_poison(key):
        return key
    return Extreme(collection, variable, key, largest=True, type=element_of(collection), span=node.span)


def infer_nearest(node: tree.Call, arguments: list[Expression], scope: Scope) -> Expression:
    """`nearest(collection, object)`: the object of smallest dr to another one."""
    collection = calls.collection_of(arguments[0], scope)
    if collection is None:
        return poison(node.span)
    distance = functions()["dr"]
    other = signatures.as_momentum(distance, distance.parameters[1], arguments[1], scope)
    mine = signatures.as_collection(distance, distance.parameters[0], collection, scope)
    if is_poison(other) or is_poison(mine):
        return poison(node.span)
    variable = inlining.unlike("each", inlining.taken_by((other,), scope))
    each = Local(variable, type=element_of(collection), span=collection.span)
    key = Apply("dr", (each, other), type=Number(), span=node.span)
    return Extreme(collection, variable, key, largest=False, type=element_of(collection), span=node.span)


def infer_first(node: tree.Call, arguments: list[Expression], scope: Scope) -> Expression:
    """`first(collection, 3)`: its first three objects."""
    collection, count = calls.collection_of(arguments[0], scope), arguments[1]
    if collection is None:
        return poison(node.span)
    if (
        not isinstance(count, Constant)
        or count.type != INTEGER
        or not isinstance(count.value, int)
        or count.value < 1
    ):
        scope.report(
            errors.WrongType(count.span, "a whole number above zero, written out", scope.text(count.span))
        )
        return poison(node.span)
    assert isinstance(collection.type, Collection)
    if collection.type.ordering is None:
        scope.report(typing.unordered(collection, scope))
    return First(collection, count.value, type=collection.type, span=node.span)


def infer_trigger(node: tree.Call, arguments: list[Expression], scope: Scope) -> Expression:
    """`trigger("name")`; of several, whether any of them fired."""
    found: list[Expression] = []
    for name in arguments:
        if not isinstance(name, Constant) or not isinstance(name.value, str):
            expected = 'the name of a trigger in quotes, `"HLT_IsoMu24"`'
            scope.report(errors.WrongType(name.span, expected, str(name.type)))
            return poison(node.span)
        found.append(Trigger(name.value, type=BOOLEAN, span=name.span if arguments[1:] else node.span))
    return Logical("or", tuple(found), type=BOOLEAN, span=node.span) if found[1:] else found[0]


def infer_descends(node: tree.Call, arguments: list[Expression], scope: Scope) -> Expression:
    """`descends_from(particle, 23)`: whether a mother, or hers and so on, has one of these PDG numbers, of either sign."""
    particle, *numbers = arguments
    if not isinstance(particle.type, Element) or not has_ancestors(particle.type, scope.kinds):
        scope.report(
            errors.WrongType(particle.span, "a generated particle, which has a mother", str(particle.type))
        )
        return poison(node.span)
    species: list[int] = []
    for number in numbers:
        if not isinstance(number, Constant) or not isinstance(number.value, int) or number.type != INTEGER:
            expected = "a PDG number, written out"
            scope.report(errors.WrongType(number.span, expected, scope.text(number.span)))
            return poison(node.span)
        species.append(abs(number.value))
    (kind,) = particle.type.kinds
    collection = Reference(kind, type=Collection(Element((kind,))), span=particle.span)
    return Descends(particle, collection, tuple(dict.fromkeys(species)), type=BOOLEAN, span=node.span)


def has_ancestors(owner: Type, kinds: Kinds) -> bool:
    """Whether an object is a generated particle, which knows its mother."""
    if not isinstance(owner, Element) or len(owner.kinds) > 1 or owner.kinds[0] not in kinds:
        return False
    return {"mother_index", "pdg_id"} <= kinds[owner.kinds[0]].properties.keys()


FORMS: dict[str, Callable[[tree.Call, list[Expression], Scope], Expression]] = {
    "size": infer_size,
    "exists": infer_exists,
    "contains": infer_contains,
    "leading": infer_leading,
    "nearest": infer_nearest,
    "first": infer_first,
    "trigger": infer_trigger,
    "descends_from": infer_descends,
    "hit_or_miss": infer_hit_or_miss,
}
