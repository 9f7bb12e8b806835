"""What ADL knows of objects beyond their properties: links, daughters, tables, and hit or miss.

In: a call and the converter that met it. Out: a `Piece`; raises ConversionError.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from hepir.interop.adl import errors, tree
from hepir.interop.adl.names import canonical
from hepir.interop.adl.owners import argument_of, property_and_owner
from hepir.interop.adl.pieces import ATOM, NOT, SUM, Condition, Many, Momentum, Quantity, inside
from hepir.interop.adl.properties import is_property
from hepir.interop.adl.scope import Entry
from hepir.interop.adl.stopping import ConversionError, cannot
from hepir.interop.adl.units import unit_for
from hepir.interop.adl.vocabulary import kind_of
from hepir.types.dimensions import ANGLE, NONE

if TYPE_CHECKING:
    from hepir.interop.adl.expressions import Converter


LINKS = {
    "genpartidx": ("gen_particle", "GenParticle"),
    "genpartidxmother": ("mother", "GenParticle"),
    "jetidx": ("jet", "Jet"),
    "genjetidx": ("gen_jet", "GenJet"),
}


def tabulated(converter: Converter, node: tree.Call, entry: Entry) -> Quantity:
    """A table at some values; its variables have the units of the first values that it is called with."""
    if not entry.count:
        raise ConversionError(errors.RestsOnUnresolved(node.span, node.name))
    if len(node.arguments) != entry.count:
        raise ConversionError(errors.NotUnderstood(node.span, f"`{node.name}` has {entry.count} variables"))
    found = [converter.quantity(each) for each in node.arguments]
    if not entry.units:
        entry.units = [unit_for(each.dimension or NONE, "", converter.scope.length)[0] for each in found]
    return Quantity(f"{entry.name}({', '.join(each.text for each in found)})", optional=True)


def hit_or_miss(converter: Converter, node: tree.Node) -> Condition:
    """`applyHM(efficiency(pT(j), eta(j)) == 1)`: accepted at random, in a share of cases; `== 0` rejects."""
    match node:
        case tree.Compared(
            operands=(tree.Call() as called, tree.Number(value=wanted)), operators=("==" | "=",)
        ) if wanted in (0, 1):
            entry = converter.scope.find(called.name)
            if entry is None or entry.sort != "table":
                raise ConversionError(errors.UnknownAdlName(called.span, called.name))
        case _:
            raise ConversionError(errors.NotUnderstood(node.span, "`applyHM(TABLE(...) == 1)` is expected"))
    found = tabulated(converter, called, entry)
    whose = [property_and_owner(each) for argument in called.arguments for each in tree.walk(argument)]
    owners = {converter.momentum(of).text for word, of in whose if of is not None and is_property(word)}
    if converter.this and not owners:
        owners = {"this"}
    if len(owners) > 1:
        raise cannot(node.span, "values of several objects")
    of = next((each for each in owners if each != "MET"), "")
    converter.decide("hit or miss depends on the event and the object, not on what was drawn before")
    text = f"hit_or_miss({found.text}{f', {of}' if of else ''})"
    return Condition(text) if wanted else Condition(f"not {text}", NOT)


def daughter(converter: Converter, node: tree.Call) -> Momentum:
    """`daughters(pairs[0], muons[-1])`: the member of a combination that was this."""
    whole, member = node.arguments
    found = converter.momentum(whole)
    collection = whole.of if isinstance(whole, tree.Index) else whole
    entry = converter.scope.find(collection.text) if isinstance(collection, tree.Name) else None
    slot = entry.members.get(canonical(member)) if entry is not None else None
    if slot is None:
        raise cannot(node.span, "only a member of a combination is known here")
    kinds = converter.scope.kinds_of(member.of) if isinstance(member, tree.Index) else ()
    return Momentum(f"{inside(found, ATOM)}.{slot}", kinds=kinds, optional=found.optional)


def number_of_parts(converter: Converter, node: tree.Node) -> Quantity:
    """The number of daughters of a generated particle, or of constituents of a jet."""
    found = converter.momentum(node)
    if found.kinds == ("GenParticle",):
        return Quantity(f"size({inside(found, ATOM)}.daughters)", integer=True, optional=found.optional)
    count = converter.property_of(found, "n_constituents", node.span)
    assert isinstance(count, Quantity)
    return count


def opposite(converter: Converter, node: tree.Call) -> Quantity | None:
    """`dphi(a, -b)`: half a turn less the angle to b."""
    if node.name.lower() not in ("dphi", "deltaphi") or len(node.arguments) != 2:
        return None
    first, second = node.arguments
    if not (isinstance(second, tree.Signed) and second.operator == "-"):
        return None
    one, other = converter.momentum(first), converter.momentum(second.operand)
    converter.decide("the angle to an opposite direction is half a turn less the angle")
    text = f"180 deg - dphi({one.text}, {other.text})"
    return Quantity(text, SUM, ANGLE, optional=one.optional or other.optional)


def at_hand(converter: Converter, node: tree.Node, word: str) -> tree.Node | None:
    """The object at hand, where its link stands alone in the rules of an object: `GenPart[genPartIdxMother]`."""
    alone = isinstance(node, tree.Name) and node.text.lower() == word
    return tree.Name(node.span, "this") if converter.this and alone else None


def whole_kind(converter: Converter, node: tree.Node) -> Many:
    """A collection; in the rules of an object the word for its kind is meant as the kind."""
    kind = kind_of(node.text) if isinstance(node, tree.Name) else None
    if kind is not None and kind != "MET" and converter.scope.find(getattr(node, "text", "")) is None:
        return Many(kind, (kind,))
    return converter.collection(node)


def placed(converter: Converter, node: tree.Place) -> Momentum:
    """`GEN[genPartIdx(tau)]`: the object that another one has a link to."""
    for word, (link, kind) in LINKS.items():
        owner = argument_of(node.where, word) or at_hand(converter, node.where, word)
        many = whole_kind(converter, node.of)
        if owner is not None and many.text == kind:
            found = converter.momentum(owner)
            return Momentum(f"{inside(found, ATOM)}.{link}", kinds=(kind,), optional=True)
    raise cannot(node.span, "an index that is no number")
