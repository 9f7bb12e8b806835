"""Which stored properties a program needs.

In: a typed program. Out: pairs of kind and property, in the order in which they are met.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from hepir.semantics.applied import function_of
from hepir.semantics.expressions import (
    Add,
    Apply,
    Belonging,
    Descends,
    Expression,
    Member,
    Reduce,
    Reference,
    walk,
)
from hepir.semantics.program import (
    BranchVariation,
    Choice,
    Combination,
    Definition,
    ObjectDefinition,
    Program,
    PropertyVariation,
    Variation,
)
from hepir.semantics.usage import definition_expressions, region_expressions, variation_expressions
from hepir.types.core import Collection, Composite, Element, Momentum, Single, Type

FOUR = ("pt", "eta", "phi", "mass")
Need = tuple[str, str]


def expressions_of(program: Program) -> Iterator[Expression]:
    """Every expression of a program."""
    for definition in program.definitions:
        yield from definition_expressions(definition)
    for region in program.regions:
        yield from region_expressions(region)
    for variation in program.variations:
        yield from variation_expressions(variation)


def needs_of(program: Program) -> tuple[Need, ...]:
    """Every (kind, property) that is read, once. A kind that is only counted is needed by its pt."""
    found: dict[Need, None] = {}
    for expression in expressions_of(program):
        found |= dict.fromkeys(needs_of_expression(expression))
    for variation in program.variations:
        found |= dict.fromkeys(varied_needs(variation, program))
    for name in kinds_named(program):
        if not any(kind == name for kind, _ in found):
            found[(name, "")] = None
    return tuple(found | dict.fromkeys(completing(found)))


def varied_needs(variation: Variation, program: Program) -> Iterator[Need]:
    """The stored properties that a variation replaces."""
    match variation:
        case BranchVariation(kind=kind, attribute=name):
            yield (kind, name)
        case PropertyVariation(collection=collection, attribute=name):
            definition = program.definition(collection)
            if definition is None:
                yield (collection, name)
            elif isinstance(definition, ObjectDefinition):
                yield from member_needs(definition.type.element, name)
        case _:
            return


def completing(found: Mapping[Need, None]) -> Iterator[Need]:
    """The eta of kinds that have pt, phi and mass: with a mass, a momentum has three dimensions."""
    for kind in dict.fromkeys(kind for kind, _ in found):
        if all((kind, name) in found for name in ("pt", "phi", "mass")):
            yield (kind, "eta")


def kinds_named(program: Program) -> tuple[str, ...]:
    """The kinds that a program starts from."""
    names: dict[str, None] = {}
    for definition in program.definitions:
        names |= dict.fromkeys(sources_of(definition))
    for expression in expressions_of(program):
        names |= {node.name: None for node in walk(expression) if isinstance(node, Reference)}
    return tuple(name for name in names if name in program.kinds)


def sources_of(definition: Definition) -> tuple[str, ...]:
    """The collections that a definition starts from."""
    match definition:
        case ObjectDefinition(sources=sources) | Combination(sources=sources):
            return sources
        case Choice(collection=collection):
            return (collection,)
        case _:
            return ()


def needs_of_expression(expression: Expression) -> Iterator[Need]:
    """What one expression reads."""
    for node in walk(expression):
        match node:
            case Member(base, name, slot) if not slot:
                yield from member_needs(base.type, name)
            case Belonging(collection, owner, name):
                yield from member_needs(owner.type, name)
                yield (collection.name, "")
            case Add(type=Momentum(), terms=terms):
                for _, term in terms:
                    yield from all_of(term.type)
            case Reduce(type=Momentum(), body=body):
                yield from all_of(body.type)
            case Descends(collection=collection):
                yield from ((collection.name, name) for name in ("mother_index", "pdg_id"))
            case Apply(arguments=arguments):
                for index, argument in enumerate(arguments):
                    match function_of(node).parameter(index).takes:
                        case "number" | "summed":
                            pass
                        case "momentum" | "collection":
                            yield from all_of(argument.type)
                        case takes:
                            yield from direction_needs(argument.type, with_eta=takes == "direction")
            case _:
                pass


def member_needs(owner: Type, name: str) -> Iterator[Need]:
    """A property of an object; of a composite or a sum, the momenta of its parts."""
    match owner:
        case Element(kinds, derived) if all(each.name != name for each in derived):
            yield from ((kind, name) for kind in kinds)
        case Composite(derived=derived) if all(each.name != name for each in derived):
            yield from all_of(owner)
        case Single(kind):
            yield (kind, name)
        case _:
            pass


def all_of(owner: Type) -> Iterator[Need]:
    """The whole momentum of an object, or of all parts of a composite."""
    match owner:
        case Element(kinds):
            yield from ((kind, name) for kind in kinds for name in FOUR)
        case Composite(slots=slots):
            for _, part in slots:
                yield from all_of(part)
        case Collection(element):
            yield from all_of(element)
        case _:
            pass


def direction_needs(owner: Type, *, with_eta: bool) -> Iterator[Need]:
    """What a direction needs: pt and phi, and eta where it is one in space."""
    match owner:
        case Element(kinds):
            names = ("pt", "eta", "phi") if with_eta else ("pt", "phi")
            yield from ((kind, name) for kind in kinds for name in names)
        case Single(kind):
            yield from ((kind, name) for name in ("pt", "phi"))
        case _:
            yield from all_of(owner)
