"""The types of expressions: names, members, literals, and the way to the other forms.

In: an expression of the syntax tree and a `Scope`. Out: a typed expression; what is wrong is reported once and typed
`Unknown`, which fits everywhere.
"""

from __future__ import annotations

from hepir.diagnostics.nearest import nearest
from hepir.semantics import calls, errors, habits, operators
from hepir.semantics.expressions import (
    Belonging,
    Binding,
    Constant,
    Expression,
    Hole,
    Index,
    Link,
    Local,
    Member,
    Reference,
)
from hepir.semantics.scope import Scope, is_poison, poison
from hepir.source import Span
from hepir.syntax import tree
from hepir.types.core import (
    BOOLEAN,
    INTEGER,
    Boolean,
    Collection,
    Composite,
    Derived,
    Element,
    Momentum,
    Number,
    Open,
    Single,
    TextType,
    Type,
)
from hepir.types.kinds import Kinds, Property, common_properties, links_of, lists_of
from hepir.types.units import canonical_value, parse_unit

TRANSVERSE = ("pt", "phi", "px", "py", "mt")
QUANTIFIERS = "quantify: `any(x.pt > 30 GeV for x in {0})`, `count(...)`, `sum(...)`, `max(...)`"


def infer(node: tree.Expression, scope: Scope) -> Expression:
    """The typed expression of a node, whatever its type."""
    match node:
        case tree.Group(inner):
            return infer(inner, scope)
        case tree.Name(text):
            return infer_name(text, node.span, scope)
        case tree.This():
            if scope.this is None:
                scope.report(errors.NoThis(node.span))
                return poison(node.span)
            return scope.this
        case tree.Attribute(base, name):
            return infer_attribute(infer_object(base, scope), name, node.span, scope)
        case tree.Subscript(tree.Attribute() as listed, position):
            return infer_index(
                infer_listed(listed, position, scope.without_lift()), position, node.span, scope
            )
        case tree.Subscript(base, position):
            return infer_index(infer(base, scope.without_lift()), position, node.span, scope)
        case tree.Quantity():
            return infer_quantity(node)
        case tree.Text(value):
            return Constant(value, type=TextType(), span=node.span)
        case tree.Boolean(value):
            return Constant(value, type=BOOLEAN, span=node.span)
        case tree.Hole():
            return Hole(type=Open(), span=node.span)
        case tree.Call():
            return calls.infer_call(node, scope)
        case _:
            return operators.infer_operator(node, scope)


def infer_quantity(node: tree.Quantity) -> Constant:
    """A literal in canonical units; the grammar knows the units."""
    unit = parse_unit(node.unit)
    assert unit is not None, node.unit
    if node.unit is None and node.number.isdigit():
        return Constant(int(node.number), type=INTEGER, span=node.span)
    return Constant(canonical_value(node.number, unit), type=Number(unit.dimension), span=node.span)


def infer_name(text: str, span: Span, scope: Scope) -> Expression:
    """A bare name: a variable, a property of `this`, a name of the program, or a kind."""
    if text in scope.locals:
        return scope.locals[text]
    if scope.this is not None:
        member = find_member(scope.this, text, span, scope)
        if member is not None and not isinstance(member, Belonging):
            return member
    if text in scope.names:
        return Reference(text, type=scope.names[text].type, span=span)
    kind = scope.kinds.get(text)
    if kind is not None:
        single = Single(text) if kind.singular else Collection(Element((text,)))
        return Reference(text, type=single, span=span)
    scope.report(in_part_of_union(text, span, scope) or unknown_name(text, span, scope))
    return poison(span)


def in_part_of_union(text: str, span: Span, scope: Scope) -> errors.NotInUnion | None:
    """A bare property that only some kinds of a union have."""
    if scope.this is None or not isinstance(scope.this.type, Element) or len(scope.this.type.kinds) < 2:
        return None
    found = no_such_member(scope.this, tree.Identifier(text, span=span), scope)
    return found if isinstance(found, errors.NotInUnion) else None


def unknown_name(text: str, span: Span, scope: Scope) -> errors.UnknownName:
    """With the nearest names in view, and how a property is reached where no object is spoken of."""
    members = members_of(scope.this.type, scope.kinds) if scope.this else {}
    candidates = nearest(text, (*scope.locals, *members, *scope.names, *scope.kinds))
    owners = [name for name in scope.locals if text in members_of(scope.locals[name].type, scope.kinds)]
    advice = ""
    if scope.this is not None and isinstance(members.get(text), Collection):
        advice, candidates = f"a list is written with its owner: `this.{text}`", ()
    elif owners:
        advice, candidates = f"a property is written with its owner: `{owners[0]}.{text}`", ()
    elif scope.this is not None:
        advice = habits.of_member(text, kinds_of(scope.this.type), tuple(members))
        candidates = () if advice else candidates
    elif any(text in kind.properties for kind in scope.kinds.values()):
        advice = f"a property is written with its owner: `jets[0].{text}`, `Jet.{text}`"
    return errors.UnknownName(span, text, candidates, advice=advice)


def infer_object(node: tree.Expression, scope: Scope) -> Expression:
    """What stands before a dot; a collection stays one, so that its properties may be lifted."""
    return infer(node, scope)


def infer_attribute(base: Expression, name: tree.Identifier, span: Span, scope: Scope) -> Expression:
    """`base.name`"""
    if is_poison(base):
        return poison(span)
    if isinstance(base.type, Collection):
        return lifted(base, name, span, scope)
    member = find_member(base, name.text, span, scope)
    if member is not None:
        return member
    scope.report(no_such_member(base, name, scope))
    return poison(span)


def infer_listed(node: tree.Attribute, position: int, scope: Scope) -> Expression:
    """What stands before `[position]`; a property of each object has no positions, the objects have."""
    owner = infer_object(node.base, scope)
    if not isinstance(owner.type, Collection):
        return infer_attribute(owner, node.name, node.span, scope)
    shown, name = scope.text(node.base.span), node.name.text
    advice = f"the position belongs to the objects: write `{shown}[{position}].{name}`"
    scope.report(errors.CollectionAsScalar(node.span, f"{shown}.{name}", advice))
    return poison(node.span)


def lifted(collection: Expression, name: tree.Identifier, span: Span, scope: Scope) -> Expression:
    """A property of each object, where a list of values is welcome."""
    lift = scope.lift
    assert isinstance(collection.type, Collection)
    if name.text not in members_of(collection.type.element, scope.kinds):
        one = Local("each", type=collection.type.element, span=collection.span)
        scope.report(no_such_member(one, name, scope))
        return poison(span)
    if lift is None or (lift.binding is not None and lift.binding.collection != collection):
        shown = scope.text(collection.span)
        scope.report(errors.CollectionAsScalar(span, f"{shown}.{name.text}", QUANTIFIERS.format(shown)))
        return poison(span)
    lift.binding = Binding(lift.variable, collection)
    each = Local(lift.variable, type=collection.type.element, span=collection.span)
    found = infer_attribute(each, name, span, scope)
    return list_of_each(found, name, scope) if isinstance(found, Belonging) else found


def list_of_each(found: Belonging, name: tree.Identifier, scope: Scope) -> Constant:
    """A list of each object of a collection, where values are expected."""
    shown = scope.text(found.span)
    owners = shown.removesuffix(f".{name.text}")
    advice = f"go through both: `any(y.pt > 1 GeV for x in {owners} for y in x.{name.text})`"
    scope.report(errors.CollectionAsScalar(found.span, shown, advice))
    return poison(found.span)


def members_of(owner: Type, kinds: Kinds) -> dict[str, Type]:
    """Properties and members of a type, by name."""
    match owner:
        case Element(names, derived):
            properties = common_properties(kinds, names)
            linked: dict[str, Type] = {
                name: Element((prop.link,)) for name, prop in links_of(kinds, names).items()
            }
            listed: dict[str, Type] = {name: each.type for name, each in lists_of(kinds, names).items()}
            own = {name: prop.type for name, prop in properties.items()}
            return linked | own | listed | derived_types(derived)
        case Composite(_, slots, derived):
            return dict(slots) | derived_types(derived) | momentum_types(kinds)
        case Momentum(transverse):
            found = momentum_types(kinds)
            return {name: found[name] for name in TRANSVERSE} if transverse else found
        case Single(kind):
            return {name: prop.type for name, prop in kinds[kind].properties.items()}
        case _:
            return {}


def derived_types(derived: tuple[Derived, ...]) -> dict[str, Type]:
    """The types of properties that the program gave."""
    return {each.name: each.type for each in derived}


def momentum_types(kinds: Kinds) -> dict[str, Type]:
    """The properties of a four-momentum: what a track has and every other particle too."""
    return {name: prop.type for name, prop in momentum_properties(kinds).items()}


def momentum_properties(kinds: Kinds) -> dict[str, Property]:
    """Those that a sum of momenta has."""
    particles = tuple(name for name, kind in kinds.items() if kind.has_momentum and not kind.singular)
    shared = common_properties(kinds, particles)
    return {
        name: prop for name, prop in shared.items() if prop.derived or name in ("pt", "eta", "phi", "mass")
    }


def find_member(base: Expression, name: str, span: Span, scope: Scope) -> Expression | None:
    """A property or slot of an object, or None."""
    found = members_of(base.type, scope.kinds).get(name)
    if found is None:
        return None
    if isinstance(base.type, Element) and isinstance(found, Element):
        return linked_object(base, name, span, scope)
    if isinstance(base.type, Element) and isinstance(found, Collection):
        return own_list(base, name, found, span)
    if base.type == Momentum(transverse=True) and name == "mt":
        name = "mass"  # of momenta that have their transverse energies as energies
    return Member(base, name, slot=isinstance(found, Element | Composite), type=found, span=span)


def linked_object(base: Expression, name: str, span: Span, scope: Scope) -> Link:
    """The object that another one has a link to."""
    assert isinstance(base.type, Element)
    place = links_of(scope.kinds, base.type.kinds)[name]
    element = Element((place.link,))
    collection = Reference(place.link, type=Collection(element), span=span)
    return Link(collection, Member(base, place.name, type=place.type, span=span), type=element, span=span)


def own_list(base: Expression, name: str, found: Collection, span: Span) -> Belonging:
    """What an object has several of."""
    assert isinstance(found.element, Element)
    (kind,) = found.element.kinds
    collection = Reference(kind, type=Collection(found.element), span=span)
    return Belonging(collection, base, name, type=found, span=span)


def no_such_member(
    base: Expression, name: tree.Identifier, scope: Scope
) -> errors.UnknownProperty | errors.NotInUnion | errors.TransverseOnly | errors.WrongType:
    """Why an object has no such member."""
    word = name.text
    match base.type:
        case Element(kinds) if len(kinds) > 1:
            having = tuple(kind for kind in kinds if word in scope.kinds[kind].properties)
            if having:
                return errors.NotInUnion(
                    name.span, word, having, tuple(kind for kind in kinds if kind not in having)
                )
        case Single(kind) if scope.kinds[kind].transverse and word in momentum_types(scope.kinds):
            return errors.TransverseOnly(name.span, f"`{word}`", kind)
        case Momentum(transverse=True) if word in momentum_types(scope.kinds):
            return errors.TransverseOnly(name.span, f"`{word}`", scope.text(base.span))
        case Number() | Boolean() | TextType():
            return errors.WrongType(base.span, "an object before the dot", str(base.type))
        case _:
            pass
    available = tuple(members_of(base.type, scope.kinds))
    advice = habits.of_member(word, kinds_of(base.type), available)
    meant = () if advice else nearest(word, available)
    return errors.UnknownProperty(name.span, word, str(base.type), meant, available, advice)


def kinds_of(owner: Type) -> tuple[str, ...]:
    """The kinds of one object; a combination has none."""
    match owner:
        case Element(kinds):
            return kinds
        case Single(kind):
            return (kind,)
        case _:
            return ()


def infer_index(base: Expression, position: int, span: Span, scope: Scope) -> Expression:
    """`base[position]`, of a collection with a stated order."""
    if is_poison(base):
        return poison(span)
    if not isinstance(base.type, Collection):
        scope.report(errors.WrongType(base.span, "a collection before `[`", str(base.type)))
        return poison(span)
    if base.type.ordering is None:
        scope.report.once(scope.text(base.span), unordered(base, scope))
    return Index(base, position, type=base.type.element, span=span)


def unordered(collection: Expression, scope: Scope) -> errors.UnorderedIndex:
    """A position asked of a collection whose order nobody stated."""
    declared = scope.names.get(collection.name) if isinstance(collection, Reference) else None
    insertion = declared.insertion if declared else None
    shown, of_each = scope.text(collection.span), isinstance(collection, Belonging)
    return errors.UnorderedIndex(collection.span, shown, insertion, of_each=of_each)


def infer_number(node: tree.Expression, scope: Scope) -> Expression:
    """A number of any dimension."""
    return as_number(infer(node, scope), scope)


def as_number(expression: Expression, scope: Scope) -> Expression:
    """The expression if it is a number; else it is reported."""
    match expression.type:
        case Number():
            return expression
        case Collection():
            shown = scope.text(expression.span)
            scope.report(errors.CollectionAsScalar(expression.span, shown, QUANTIFIERS.format(shown)))
        case Element() | Composite() | Momentum() | Single():
            advice = f"write one of its properties: `{scope.text(expression.span)}.pt`"
            scope.report(errors.WrongType(expression.span, "a number", str(expression.type), advice))
        case Open():
            return expression
        case _ if not is_poison(expression):
            scope.report(errors.WrongType(expression.span, "a number", str(expression.type)))
        case _:
            pass
    return poison(expression.span)


def infer_condition(node: tree.Expression, scope: Scope) -> Expression:
    """A condition."""
    expression = infer(node, scope)
    match expression.type:
        case Boolean() | Open(numeric=False):
            return expression
        case Collection():
            shown = scope.text(expression.span)
            scope.report(errors.CollectionAsScalar(expression.span, shown, f"write `size({shown}) >= 1`"))
        case _ if not is_poison(expression):
            scope.report(errors.NotACondition(expression.span, str(expression.type)))
        case _:
            pass
    return poison(expression.span)
