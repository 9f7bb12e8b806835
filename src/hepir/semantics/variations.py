"""The typing of systematic variations.

In: the `systematic` blocks of the syntax tree, the scope of the program, its regions. Out: typed variations.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from hepir.diagnostics.nearest import nearest
from hepir.semantics import errors, operators, typing
from hepir.semantics.definitions import Sources, origin_of
from hepir.semantics.expressions import Constant, Expression, Local, Reference, walk
from hepir.semantics.program import (
    BranchVariation,
    InputVariation,
    Origin,
    PropertyVariation,
    Region,
    Variation,
    WeightVariation,
)
from hepir.semantics.regions import check_weight
from hepir.semantics.scope import Scope, is_poison
from hepir.source import Span
from hepir.syntax import tree
from hepir.types.core import Collection, Composite, Element, Number, Single, Type


def check_variations(
    parsed: tree.Program, regions: Sequence[Region], scope: Scope, sources: Sources
) -> tuple[Variation, ...]:
    """The variations of all `systematic` blocks."""
    found: list[Variation] = []
    for block in parsed.blocks:
        if isinstance(block, tree.SystematicBlock):
            seen: dict[tuple[str, str], Span] = {}
            for rule in block.rules:
                if isinstance(rule, tree.Note):
                    continue
                key = (rule.direction, varied(rule))
                if seen.setdefault(key, rule.span) != rule.span:
                    scope.report(errors.DuplicateName(rule.span, " ".join(key), seen[key]))
                origin = origin_of(rule, scope.source, sources)
                variation = check_variation(block.name.text, rule, regions, scope, origin)
                found += [variation] if variation else []
    return tuple(found)


def varied(rule: tree.AnyVariation) -> str:
    """What a statement varies, as text: nothing is varied twice in one direction."""
    match rule:
        case (
            tree.Variation(collection=owner, attribute=name)
            | tree.BranchVariation(collection=owner, attribute=name)
        ):
            return f"{owner.text}.{name.text}"
        case tree.WeightVariation(name=name):
            return f"weight {name.text}"
        case tree.InputVariation(what=what):
            return f"from {what}"


def check_variation(
    systematic: str, rule: tree.AnyVariation, regions: Sequence[Region], scope: Scope, origin: Origin
) -> Variation | None:
    """One statement of a systematic."""
    match rule:
        case tree.Variation():
            return check_property(systematic, rule, scope, origin)
        case tree.WeightVariation(direction, name, value):
            factors = tuple(dict.fromkeys(each.name for region in regions for each in region.weights))
            if name.text not in factors:
                scope.report(
                    errors.UnknownName(
                        name.span, name.text, nearest(name.text, factors), "weight of a region"
                    )
                )
                return None
            typed = check_weight(value, scope)
            return WeightVariation(systematic, direction, name.text, typed, origin)
        case tree.BranchVariation(direction, owner, attribute, text):
            kind = scope.kinds.get(owner.text)
            if kind is None:
                scope.report(
                    errors.UnknownName(
                        owner.span, owner.text, nearest(owner.text, scope.kinds), "kind of object"
                    )
                )
                return None
            type_ = Single(owner.text) if kind.singular else Element((owner.text,))
            if member_type(type_, attribute, scope) is None:
                return None
            return BranchVariation(
                systematic, direction, owner.text, attribute.text, text, origin, rule.text_span
            )
        case tree.InputVariation(direction, what, text):
            assert what in ("branches", "tree")
            return InputVariation(
                systematic,
                direction,
                "tree" if what == "tree" else "branches",
                text,
                origin,
                rule.text_span,
            )


def check_property(
    systematic: str, rule: tree.Variation, scope: Scope, origin: Origin
) -> PropertyVariation | None:
    """`up jets.pt = pt * 1.02`"""
    found = typing.infer_name(
        rule.collection.text, rule.collection.span, replace(scope, this=None, locals={})
    )
    element: Element | Composite | Single
    match found.type:
        case Collection(each):
            element = each
        case Single():
            element = found.type
        case _:
            if not is_poison(found):
                scope.report(errors.WrongType(rule.collection.span, "a collection", str(found.type)))
            return None
    known = member_type(element, rule.attribute, scope)
    if known is None:
        return None
    inner = replace(scope, this=Local("this", type=element, span=rule.span))
    value = typing.infer_number(rule.value, inner)
    if is_poison(value) or not fits(known, value, rule, scope):
        return None
    if isinstance(element, Single):
        for node in walk(value):
            if isinstance(node, Reference):
                said = scope.text(node.span)
                scope.report(
                    errors.NotVaried(
                        node.span, said, f"it speaks of the properties of `{element.kind}` alone"
                    )
                )
                return None
    return PropertyVariation(
        systematic, rule.direction, rule.collection.text, rule.attribute.text, value, origin
    )


def member_type(owner: Element | Composite | Single, attribute: tree.Identifier, scope: Scope) -> Type | None:
    """The type of a property that can be varied; None, and reported, where it cannot."""
    members = typing.members_of(owner, scope.kinds)
    if attribute.text not in members:
        candidates = nearest(attribute.text, members)
        scope.report(
            errors.UnknownProperty(attribute.span, attribute.text, str(owner), candidates, tuple(members))
        )
        return None
    given = () if isinstance(owner, Single) else tuple(each.name for each in owner.derived)
    if attribute.text in given:
        return members[attribute.text]
    if isinstance(owner, Composite):
        advice = f"vary its members' properties, or what `let` gives to `{owner.name}`"
        scope.report(
            errors.NotVaried(attribute.span, f"`{attribute.text}`", f"it follows from the members: {advice}")
        )
        return None
    kinds = (owner.kind,) if isinstance(owner, Single) else owner.kinds
    if any(scope.kinds[kind].properties[attribute.text].derived for kind in kinds):
        advice = "it follows from the momentum: vary `pt`, `eta`, `phi` or `mass`"
        scope.report(errors.NotVaried(attribute.span, f"`{attribute.text}`", advice))
        return None
    return members[attribute.text]


def fits(known: Type, value: Expression, rule: tree.Variation, scope: Scope) -> bool:
    """Whether a new value has the dimension of the old, and is a whole number where the old one is."""
    name = rule.attribute
    expected = Constant(0, type=known, span=name.span)
    nodes = (tree.Name(name.text, span=name.span), rule.value)
    if operators.unify((expected, value), nodes, scope) is None:
        return False
    whole = isinstance(known, Number) and known.integer
    if whole and not (isinstance(value.type, Number) and value.type.integer):
        scope.report(errors.WrongType(value.span, "a whole number", str(value.type)))
        return False
    return True
