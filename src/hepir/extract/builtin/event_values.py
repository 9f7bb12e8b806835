"""Variables of events in the language: `MET.pt`, the mass of a pair, an angle between two objects.

In: a condition on an event, or its variable. Out: text with the placeholders of claims; None where a variable is not in the
language or a unit does not fit.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from hepir.extract.builtin.claims import LETTERS
from hepir.extract.builtin.phrases import (
    Argument,
    Condition,
    Noun,
    OneSided,
    Variable,
)
from hepir.extract.builtin.properties import ANGLE, ENERGY, NUMBER, SHARE, relation_text

OPPOSITE_CHARGES = re.compile(r"\bopposite[- ](?:sign|charge)|\boppositely\b|\bos\b|\bossf\b|\bsfos\b")
SAME_CHARGES = re.compile(r"\b(?:same|like)[- ](?:sign|charge)|\bss\b")
SAME_FLAVORS = re.compile(r"\bsame[- ]flavo|\bossf\b|\bsfos\b")
DIFFERENT_FLAVORS = re.compile(r"\b(?:different|opposite)[- ]flavo")
SUMS = {"MET": "MET.pt", "HT": "{ht}", "ST": "{st}", "MEFF": "{meff}", "MHT": "{mht}", "MT": "{mt}"}
# Of a variable of events: its expression and units.
OF_EVENTS: dict[str, tuple[str, frozenset[str | None]]] = {
    "met": ("MET.pt", ENERGY),
    "ht": ("{ht}", ENERGY),
    "mht": ("{mht}", ENERGY),
    "st": ("{st}", ENERGY),
    "mt": ("{mt}", ENERGY),
    "mtmin": ("{mtmin}", ENERGY),
    "meff": ("{meff}", ENERGY),
    "mt2": ("{mt2}", ENERGY),
    "mct": ("{mct}", ENERGY),
    "aplanarity": ("{aplanarity}", NUMBER),
    "sphericity": ("{sphericity}", NUMBER),
    "transverse_sphericity": ("{transverse_sphericity}", NUMBER),
    "met_significance": ("MET.significance", NUMBER),
    "met_over_root_sum_et": ("MET.pt / sqrt(MET.sum_et)", frozenset({"GeV^(1/2)"})),
    "met_over_root_ht": ("MET.pt / sqrt({ht})", frozenset({"GeV^(1/2)"})),
}


@dataclass(frozen=True)
class Sum:
    """A value that the text names: `binders` run over collections where it is not one value."""

    expression: str
    units: frozenset[str | None]
    binders: str = ""


def of_event(condition: Condition, *, reject: bool) -> str | None:
    """A condition on an event: about all objects where it selects, about any where it rejects."""
    value = event_value(condition.variable)
    if value is None:
        return None
    text = relation_text(value.expression, condition.relation, value.units)
    if text is None or not value.binders:
        return text
    some = value.binders.startswith("for pair ") and not is_every(condition.variable)
    word = "any" if reject or some else "all"
    if condition.variable.name == "min_dphi":  # the smallest is below a limit where any is
        if not isinstance(condition.relation, OneSided):
            return None
        word = "any" if condition.relation.operator[0] == "<" else "all"
    return f"{word}({text} {value.binders})"


def is_every(variable: Variable) -> bool:
    """`the mass of all same-flavour lepton pairs`"""
    return any(is_any(each) for each in variable.arguments if isinstance(each, Noun))


def is_any(noun: Noun) -> bool:
    """`any two jets`, `all lepton pairs`"""
    return noun.determiner.split(" ")[0] in ("any", "all", "each", "every")


def event_value(variable: Variable) -> Sum | None:
    """What a variable of events is in the language."""
    if variable.name in OF_EVENTS and not variable.arguments:
        return Sum(*OF_EVENTS[variable.name])
    match variable:
        case Variable("mass", arguments):
            return mass(arguments)
        case Variable("open", (str() as name,)):
            return Sum(f"{{{name}}}", ENERGY | SHARE)
        case Variable("mt2" | "mct" as name, (Noun() as pair,)) if is_pair(pair):
            objects = f"{{{pair.name}}}[0], {{{pair.name}}}[1]"
            return Sum(f"mt2({objects}, MET)" if name == "mt2" else f"mct({objects})", ENERGY)
        case Variable(
            "aplanarity" | "sphericity" | "transverse_sphericity" as name, (Noun() as objects,)
        ) if objects.plural and not objects.ranks and not objects.number:
            return Sum(f"{name}({{{objects.name}}})", NUMBER)
        case Variable("pair_pt", (Noun() as pair,)):
            return Sum("pair.pt", ENERGY, pair_binder(pair))
        case Variable("ratio", (Noun() as one, str() as second)) if single(one):
            return Sum(f"{single(one)}.pt / {SUMS[second]}", SHARE)
        case Variable("ratio", (str() as first, str() as second)):
            return Sum(f"{SUMS[first]} / {SUMS[second]}", SHARE)
        case Variable("sum", parts):
            return Sum(" + ".join(SUMS[each] for each in parts if isinstance(each, str)), ENERGY)
        case Variable("deta" | "dr" | "dphi" as name, (Noun(ranks=(), number=2) as pair,)) if is_any(pair):
            return apart(name, "pair.first", "pair.second", pair_binder(pair))
        case Variable("deta" | "dy" | "dr" | "dphi" as name, (Noun() as pair,)) if (
            pair.number == 2 or pair.ranks == (0, 1)
        ):
            return apart(name, f"{{{pair.name}}}[0]", f"{{{pair.name}}}[1]")
        case Variable("eta_product", (Noun() as pair,)):
            return Sum(f"{{{pair.name}}}[0].eta * {{{pair.name}}}[1].eta", NUMBER)
        case Variable("mt", (Noun(ranks=()) as each, "MET") | ("MET", Noun(ranks=()) as each)) if (
            each.determiner in ("each", "every", "any", "all")
        ):
            letter = LETTERS[each.kind]
            return Sum(f"transverse_mass({letter}, MET)", ENERGY, f"for {letter} in {{{each.name}}}")
        case Variable("mt", (first, second)):
            both = [single(first), single(second)]
            return Sum(f"transverse_mass({both[0]}, {both[1]})", ENERGY) if "" not in both else None
        case Variable("min_dphi", (first, second)):
            return separation("dphi", first, second)
        case Variable("dphi" | "deta" | "dy" | "dr" as name, (first, second)):
            return separation(name, first, second)
    return None


def mass(arguments: tuple[Argument, ...]) -> Sum | None:
    """The invariant mass of two objects: of the two of highest pt where the text says so, else of any pair."""
    match arguments:
        case (Noun(ranks=()) as pair,) if pair.plural and pair.number in (2, None) and pair.other is None:
            return Sum("pair.mass", ENERGY, pair_binder(pair))
        case (Noun(number=3 | 4, ranks=(0,)) as group,):
            objects = " + ".join(f"{{{group.name}}}[{place}]" for place in range(group.number or 0))
            return Sum(f"({objects}).mass", ENERGY)
        case (Noun(number=2, ranks=(0,)) | Noun(ranks=(0, 1)) as pair,):
            return Sum(f"({{{pair.name}}}[0] + {{{pair.name}}}[1]).mass", ENERGY)
        case (Noun(plural=False, ranks=(_,)) as one,):
            return Sum(f"{single(one)}.mass", ENERGY)
        case (Noun(plural=False) as first, Noun(plural=False) as second) if first.kind != second.kind:
            return Sum(f"({single(first)} + {single(second)}).mass", ENERGY)
    return None


def is_pair(noun: Noun) -> bool:
    """Whether two objects are meant: of more, the two of highest pt."""
    if noun.other or noun.other_rank is not None or not noun.plural:
        return False
    return noun.ranks in ((0,), (0, 1)) or (not noun.ranks and noun.number in (2, None))


def pair_binder(pair: Noun) -> str:
    """Pairs of a collection, those whose charges and flavours are as the words say."""
    charges = charge_text(pair)
    return f"for pair in {{pairs:{pair.name}}}" + (f" where {charges}" if charges else "")


def charge_text(noun: Noun) -> str:
    """What is asked of the charges and flavours of a pair."""
    words = " ".join(noun.words).replace("electric ", "")
    opposite = bool(OPPOSITE_CHARGES.search(words))
    alike = bool(SAME_CHARGES.search(words))
    texts = ["pair.first.charge != pair.second.charge"] if opposite else []
    texts += ["pair.first.charge == pair.second.charge"] if alike and not opposite else []
    if noun.kind == "Lepton":
        same = bool(SAME_FLAVORS.search(words))
        different = bool(DIFFERENT_FLAVORS.search(words))
        texts += ["pair.first.flavor == pair.second.flavor"] if same else []
        texts += ["pair.first.flavor != pair.second.flavor"] if different and not same else []
    return " and ".join(texts)


def single(argument: Argument) -> str:
    """One object: MET, the leading one, or the one of a rank; empty where the text means several."""
    if isinstance(argument, str):
        return argument
    if argument.plural or len(argument.ranks) > 1 or argument.other or argument.number:
        return ""
    if argument.determiner.split(" ")[0] in ("any", "each", "every", "all"):
        return ""
    rank = argument.ranks[0] if argument.ranks else 0
    return f"{{{argument.name}}}[{rank}]" if rank else f"leading({{{argument.name}}})"


def apart(name: str, one: str, other: str, binders: str = "") -> Sum:
    """An angle or distance between two objects; a difference in rapidity is no function of the language."""
    if name == "dy":
        return Sum(f"|{one}.rapidity - {other}.rapidity|", NUMBER, binders)
    return Sum(f"{name}({one}, {other})", ANGLE if name == "dphi" else NUMBER, binders)


def separation(name: str, first: Argument, second: Argument) -> Sum | None:
    """An angle or distance between two: between the single ones, or each of several."""
    if name != "dphi" and "MET" in (first, second):
        return None
    if isinstance(first, Noun) and first == second and not first.plural and not first.ranks:  # `dR(b, b)`
        return apart(name, f"{{{first.name}}}[0]", f"{{{first.name}}}[1]")
    if isinstance(first, Noun) and isinstance(second, Noun) and first.kind == second.kind:
        if len({first.ranks, second.ranks}) < 2 or not (single(first) and single(second)):
            return None
        return apart(name, single(first), single(second))
    (one, first_binder), (two, second_binder) = running(first), running(second)
    return apart(name, one, two, " ".join(each for each in (first_binder, second_binder) if each))


def running(argument: Argument) -> tuple[str, str]:
    """An object and its binder: one object has none, several jets run."""
    several = (
        isinstance(argument, Noun) and not argument.ranks and (argument.plural or argument.kind == "Jet")
    )
    if isinstance(argument, str) or (not several and single(argument)):
        return single(argument), ""
    letter = LETTERS[argument.kind]
    among = f"{{{argument.name}}}"
    if argument.ranks == (0,) and argument.number:
        among = f"first({among}, {argument.number})"
    return letter, f"for {letter} in {among}"
