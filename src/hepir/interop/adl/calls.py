"""Calls of ADL: properties in the style of functions, reductions, functions.

In: a call and the converter that met it. Out: a `Piece`. What is said by custom rather than in words, such as two particles
of opposite charge whose PDG ids add up to zero, is said in words here.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from hepir.diagnostics.nearest import nearest
from hepir.diagnostics.places import NOWHERE
from hepir.interop.adl import errors, transverse, tree
from hepir.interop.adl.arithmetic import alike, summed
from hepir.interop.adl.linked import daughter, hit_or_miss, number_of_parts, opposite, tabulated
from hepir.interop.adl.owners import argument_of
from hepir.interop.adl.pieces import (
    AND,
    ATOM,
    CHOICE,
    COMPARISON,
    NOT,
    PRODUCT,
    SUM,
    Binder,
    Condition,
    Many,
    Momentum,
    Piece,
    Quantity,
    inside,
    over,
)
from hepir.interop.adl.properties import is_property, of_event
from hepir.interop.adl.stopping import ConversionError, cannot
from hepir.interop.adl.vocabulary import Template, templates
from hepir.intrinsics.core import Signature
from hepir.intrinsics.registry import signatures
from hepir.source import Span
from hepir.types.dimensions import ENERGY, NONE, Dimension
from hepir.types.kinds import standard_kinds

if TYPE_CHECKING:
    from hepir.interop.adl.expressions import Converter

SIZES = ("size", "count", "numof", "n")
QUANTIFIERS = {"anyof": "any", "any": "any", "allof": "all", "all": "all", "none": "none", "noneof": "none"}
REDUCTIONS = {"sum": "sum", "min": "min", "max": "max", "average": "mean", "mean": "mean", "avg": "mean"}
ALIASES = {
    "delta_r": "dr",
    "deltar": "dr",
    "deltaphi": "dphi",
    "deltaeta": "deta",
    "ln": "log",
    "ave": "average",
    "transversemass": "mt",
    "mtransverse": "mt",
    "bitset": "bit",
    "testbit": "bit",
    "hasbit": "bit",
}
STEPS = {"hstep": ">", "delta": "=="}
LEPTONS = frozenset(("Electron", "Muon", "Tau"))
MEGAJETS = "megajets("
ANTI_KT = "anti_kt("
PSEUDOJETS = {
    MEGAJETS: ("first_megajet", "second_megajet"),
    "hemispheres(": ("first_hemisphere", "second_hemisphere"),
}
OPPOSITE = "PDG ids that add up to zero mean opposite charges and the same flavour"


def call(converter: Converter, node: tree.Call) -> Piece:
    """A function, or a property in its style."""
    word = ALIASES.get(node.name.lower(), node.name.lower())
    if word in SIZES and len(node.arguments) == 1:
        return size_of(converter.collection(node.arguments[0]))
    if word in ("abs", "fabs") and len(node.arguments) == 1:
        return converter.piece(tree.Magnitude(node.span, node.arguments[0]))
    if word in STEPS and len(node.arguments) == 1:
        return step(converter, node.arguments[0], STEPS[word])
    if word in REDUCTIONS and node.arguments:
        return reduction(converter, node, REDUCTIONS[word])
    if word in QUANTIFIERS and len(node.arguments) == 1:
        return quantified(converter, node, QUANTIFIERS[word])
    if word in templates():
        return templated(converter, node, templates()[word])
    if word in ("daughters", "daughter") and len(node.arguments) == 2:
        return daughter(converter, node)
    if word in ("daughters", "constituents") and len(node.arguments) == 1:
        return number_of_parts(converter, node.arguments[0])
    if (turned := opposite(converter, node)) is not None:
        return turned
    if (pair := transverse.momenta_of(node)) is not None:
        converter.decide(transverse.DECISION)
        return function(
            converter, tree.Call(node.span, "transverse_mass", pair), signatures()["transverse_mass"]
        )
    if word in signatures():
        return function(converter, node, signatures()[word])
    if is_property(word):
        return of_argument(converter, node)
    entry = converter.scope.find(node.name)
    if entry is not None and entry.sort == "table":
        return tabulated(converter, node, entry)
    if word == "applyhm" and len(node.arguments) == 1:
        return hit_or_miss(converter, node.arguments[0])
    if (found := of_event(node.name)) is not None and len(node.arguments) == 1:
        converter.decide(f"`{node.name}` is a value of the event, the same for all objects")
        return found
    if word == "ome":
        raise cannot(
            node.span, 'a model is given a name, `define NAME = OME("FILE", VALUES)`, which is used here'
        )
    candidates = (*signatures(), *templates())
    raise ConversionError(errors.UnknownAdlFunction(node.span, node.name, nearest(word, candidates)))


def of_argument(converter: Converter, node: tree.Call) -> Piece:
    """`pT(x)`; of several objects, the property of their sum."""
    if not node.arguments:
        raise ConversionError(errors.NotUnderstood(node.span, f"`{node.name}` of nothing"))
    if len(node.arguments) == 1:
        return converter.attribute(node.arguments[0], node.name, node.span)
    of = summed([converter.momentum(each) for each in node.arguments])
    converter.decide(f"`{node.name}` of several objects is that of their sum")
    return converter.property_of(of, node.name, node.span)


def special_property(converter: Converter, of: Momentum, word: str, span: Span) -> Piece | None:
    """Properties that are not there by name: |eta|, charges of sums, flavours."""
    lower = word.lower()
    if lower == "abseta":
        eta = converter.property_of(of, "eta", span)
        assert isinstance(eta, Quantity)
        return Quantity(f"|{eta.text}|", optional=of.optional)
    if lower in ("q", "charge") and of.parts:
        text = " + ".join(f"{part}.charge" for part in of.parts)
        return Quantity(text, SUM if len(of.parts) > 1 else ATOM, optional=of.optional, integer=True)
    lower = "pdgid" if lower == "pid" else lower
    if lower == "pdgid" and of.kinds and set(of.kinds) <= {"GenParticle", "Track", "Candidate"}:
        return Quantity(f"{prefix(converter, of)}pdg_id", integer=True)
    flavors = [standard_kinds()[kind].flavor for kind in of.kinds]
    if lower == "pdgid" and flavors and None not in flavors:
        converter.decide("a PDG id without its sign is the flavour")
        return Quantity(f"{prefix(converter, of)}flavor", optional=of.optional, integer=True)
    if lower == "pdgid" and of.parts and all(kinds and LEPTONS.issuperset(kinds) for kinds in of.of):
        converter.decide("the PDG id of a lepton is its flavour with the sign opposite to its charge")
        text = " - ".join(f"{part}.charge * {part}.flavor" for part in of.parts)
        return Quantity(f"-{text}", SUM, optional=of.optional, integer=True)
    return None


def prefix(converter: Converter, of: Momentum) -> str:
    """What stands before a property."""
    return "" if of.text == "this" and not converter.binders else f"{inside(of, ATOM)}."


def idiom(converter: Converter, node: tree.Compared) -> Condition | None:
    """`pdgID(pair) == 0`, or a sum of two: opposite charges and the same flavour."""
    if len(node.operands) != 2 or node.operators[0] not in ("==", "="):
        return None
    value, zero = node.operands
    if not (isinstance(zero, tree.Number) and zero.value == 0):
        return None
    parts = pair_of(converter, value)
    if len(parts) != 2:
        return None
    first, second = parts
    converter.decide(OPPOSITE)
    text = f"{first}.flavor == {second}.flavor and {first}.charge + {second}.charge == 0"
    return Condition(text, AND)


def pair_of(converter: Converter, value: tree.Node) -> tuple[str, ...]:
    """The two whose PDG ids are added; nothing where something else stands there."""
    of = argument_of(value, "pdgid")
    if of is not None:
        found = converter.piece(of)
        return found.parts if isinstance(found, Momentum) else ()
    match value:
        case tree.Binary(operator="+", left=left, right=right):
            inner = argument_of(left, "pdgid"), argument_of(right, "pdgid")
            if inner[0] is not None and inner[1] is not None:
                return tuple(inside(converter.momentum(each), ATOM) for each in inner if each is not None)
    return ()


def reduction(converter: Converter, node: tree.Call, name: str) -> Piece:
    """`sum`, `min`, `max` of a collection, or of several values."""

    if len(node.arguments) > 1 and name in ("min", "max"):
        return extreme(converter, node, name)
    if len(node.arguments) != 1:
        raise cannot(node.span, f"`{node.name}` of several values")
    (argument,) = node.arguments
    if name == "sum" and (masses := mass_sum(converter, argument)) is not None:
        return masses
    outer, converter.asked = converter.asked, {}
    with converter.bound() as binders:
        found = converter.piece(argument)
        asked, converter.asked = converter.asked, {**outer, **converter.asked}
        if isinstance(found, Many):
            if name != "sum":
                raise cannot(node.span, f"`{node.name}` of objects; a property of them is expected")
            return Momentum(f"sum({found.text})") if " where " not in found.text else partial(found)
        if isinstance(found, Condition | Momentum) or not isinstance(found, Quantity):
            raise cannot(node.span, f"`{node.name}` of something that is no number")
    if not binders:
        raise cannot(node.span, f"`{node.name}` of one value")
    only = f"{binders[0].variable}."
    short = found.text.startswith(only) and found.text.removeprefix(only).isidentifier()
    if len(binders) == 1 and short and binders[0].collection.isidentifier() and not asked:
        text = f"{name}({binders[0].collection}.{found.text.removeprefix(only)})"
    else:
        text = f"{name}({found.text} {guarded(binders, asked)})"
    return Quantity(
        text, ATOM, found.dimension, optional=name != "sum", integer=found.integer and name != "mean"
    )


def mass_sum(converter: Converter, node: tree.Node) -> Quantity | None:
    """The sum of the masses of jets that are put together."""
    owner = argument_of(node, "m") or argument_of(node, "mass")
    many = converter.piece(owner) if isinstance(owner, tree.Name) else None
    if not isinstance(many, Many) or not many.text.startswith(ANTI_KT):
        return None
    inside = many.text.removeprefix(ANTI_KT).removesuffix(")")
    return Quantity(f"anti_kt_mass_sum({inside})", dimension=ENERGY, optional=True)


def guarded(binders: Sequence[Binder], asked: Mapping[str, None]) -> str:
    """The loops of a reduction, without values where another object is missing."""
    loops = over(binders)
    guards = " and ".join(f"exists({each})" for each in asked)
    return f"{loops} {'and' if ' where ' in loops else 'where'} {guards}" if guards else loops


def partial(many: Many) -> Momentum:
    """The sum of some of a collection."""
    collection, _, condition = many.text.partition(" where ")
    return Momentum(f"sum(each for each in {collection} where {condition.format('each')})")


def extreme(converter: Converter, node: tree.Call, name: str) -> Quantity:
    """The smallest or largest of values."""
    found = [converter.quantity(each) for each in node.arguments]
    known = next((each for each in found if each.dimension is not None), None)
    if known is not None:
        found = [alike(converter, known, each)[1] for each in found]
    dimension = known.dimension if known is not None else None
    optional = any(each.optional for each in found)
    scaled = known is not None and known.scaled
    text = f"{name}({', '.join(each.text for each in found)})"
    return Quantity(text, ATOM, dimension, optional=optional, scaled=scaled)


def size_of(many: Many) -> Quantity:
    """The number of objects; of two megajets or hemispheres there are none where a function makes none."""
    if many.text.startswith(ANTI_KT):
        raise cannot(NOWHERE, "the number of jets that are put together is not known here")
    if (pseudo := pseudojet(many, 0)) is not None:
        return Quantity(f"2 if exists({pseudo.text}) else 0", CHOICE, integer=True)
    return Quantity(f"size({many.text})", integer=True)


def quantified(converter: Converter, node: tree.Call, name: str) -> Piece:
    """`anyof(condition)`, or `anyof(objects)` within a condition."""

    (argument,) = node.arguments
    if isinstance(argument, tree.Compared | tree.Within | tree.Joined | tree.Negated):
        with converter.bound() as binders:
            condition = converter.condition(argument)
        if not binders:
            raise cannot(node.span, f"`{node.name}` of a condition without a collection")
        return Condition(f"{name}({condition.text} {over(binders)})")
    before = len(converter.binders)
    found = converter.piece(argument)
    if isinstance(found, Many):
        return converter.each(found, name)
    if isinstance(found, Quantity) and len(converter.binders) > before:
        meant = (replace(each, quantifier=each.quantifier or name) for each in converter.binders[before:])
        converter.binders[before:] = meant
        return found
    raise cannot(node.span, f"`{node.name}` of something that is no collection")


def function(converter: Converter, node: tree.Call, known: Signature) -> Piece:
    """A function that is called the same here."""
    least = sum(each.default is None for each in known.parameters) - known.repeated
    count = len(node.arguments)
    if not (least <= count and (known.repeated or count <= len(known.parameters))):
        raise ConversionError(errors.NotUnderstood(node.span, f"`{node.name}` has {least} arguments"))
    found = [argument(converter, each, known, place) for place, each in enumerate(node.arguments)]
    text = f"{known.name}({', '.join(each.text for each in found)})"
    optional = known.optional or any(not isinstance(each, Many) and each.optional for each in found)
    if known.returns.gives == "momentum":
        return Momentum(text, optional=optional)
    if known.returns.gives == "condition":
        return Quantity(text, flag=True, optional=optional)
    returned, first = known.returns.dimension, NONE
    if found and isinstance(found[0], Quantity):
        first = found[0].dimension or NONE
    dimension: Dimension = returned if isinstance(returned, Dimension) else first**known.returns.power
    return Quantity(text, ATOM, dimension, optional=optional)


def argument(
    converter: Converter, node: tree.Node, known: Signature, place: int
) -> Quantity | Momentum | Many:
    """An argument, as its parameter takes it; instead of the angle of an object its function takes the object."""
    match known.parameter(place).takes:
        case "number":
            return converter.quantity(node)
        case "direction" | "transverse" | "momentum":
            word = {"dphi": "phi", "deta": "eta"}.get(known.name, "")
            return converter.momentum(argument_of(node, word) or node)
        case "summed":
            found = converter.piece(node)
            return found if isinstance(found, Momentum) else converter.collection(node)
        case _:
            return converter.collection(node)


def step(converter: Converter, node: tree.Node, sign: str) -> Quantity:
    """1 above zero (`hstep`), or at zero (`delta`), else 0; of a condition, where it holds."""
    if isinstance(converter.piece(node), Condition):
        condition = converter.condition(node)
        text = condition.text if sign == ">" else f"not {inside(condition, NOT)}"
    else:
        zero = tree.Number(node.span, "0")
        text = converter.condition(tree.Compared(node.span, (node, zero), (sign,))).text
    return Quantity(f"1 if {text} else 0", CHOICE, integer=True)


def templated(converter: Converter, node: tree.Call, template: Template) -> Piece:
    """A function that is written in another way here."""
    if not template.is_there:
        raise ConversionError(errors.UnknownAdlFunction(node.span, node.name))
    arguments = node.arguments
    if template.name in ("mt", "fmt") and len(arguments) == 1:
        whole = converter.momentum(arguments[0])
        return Quantity(f"{inside(whole, ATOM)}.mt", dimension=ENERGY, optional=whole.optional)
    if len(arguments) == len(template.takes) - 1 and template.text.count("{") == len(template.takes) >= 3:
        arguments = (*arguments, tree.Name(node.span, "METLV"))
        converter.decide(f"the last argument of `{node.name}` is missing momentum")
    if len(arguments) != len(template.takes):
        expected = len(template.takes)
        raise ConversionError(errors.NotUnderstood(node.span, f"`{node.name}` has {expected} arguments"))
    convert: dict[str, Callable[[tree.Node], str]] = {
        "collection": lambda each: converter.collection(each).text,
        "momentum": lambda each: inside(converter.momentum(each), PRODUCT if "+" in template.text else SUM),
        "number": lambda each: inside(converter.quantity(each), COMPARISON),
        "megajets": lambda each: megajets(converter, each),
    }
    texts = [convert[takes](each) for takes, each in zip(template.takes, arguments, strict=True)]
    optional = "momentum" in template.takes
    text = template.text.format(*texts)
    return Quantity(text, template.level, template.dimension, optional=optional)


def megajets(converter: Converter, node: tree.Node) -> str:
    """The jets that megajets are made of: the functions here make them themselves."""
    if isinstance(node, tree.Call) and node.name.lower() in ("megajets", "fmegajets") and node.arguments:
        return converter.collection(node.arguments[0]).text
    found = converter.collection(node)
    return found.text.removeprefix(MEGAJETS).removesuffix(")")


def pseudojet(many: Many, number: int) -> Momentum | None:
    """One of two megajets or hemispheres, which functions make."""
    if many.text.startswith(ANTI_KT) and number >= 0:
        inside = many.text.removeprefix(ANTI_KT).removesuffix(")")
        return Momentum(f"anti_kt_jet({inside}, {number})", optional=True)
    for prefix, names in PSEUDOJETS.items():
        if many.text.startswith(prefix) and 0 <= number < len(names):
            jets = many.text.removeprefix(prefix).removesuffix(")")
            return Momentum(f"{names[number]}({jets})", optional=True)
    return None
