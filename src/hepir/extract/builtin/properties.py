"""How conditions are written in the language.

In: conditions of phrases. Out: expressions, with placeholders for collections; None where the language cannot say it
or a unit does not fit.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from hepir.extract.builtin.claims import LETTERS
from hepir.extract.builtin.measured import MEASURED
from hepir.extract.builtin.phrases import (
    OWN_PT,
    Argument,
    Condition,
    Holds,
    Interval,
    Noun,
    OneOf,
    OneSided,
    Quantity,
    Relation,
    Variable,
    Window,
)

ENERGY = frozenset({"TeV", "GeV", "MeV", "keV"})
LENGTH = frozenset({"cm", "mm", "um"})
FAILING = {">": "<=", ">=": "<", "<": ">=", "<=": ">"}
TRACKS_WITH = "tracks_with"
OWN_MT = "own_mt"  # the transverse mass of an object and the missing momentum
NUMBER: frozenset[str | None] = frozenset({None})
SHARE: frozenset[str | None] = frozenset({None, "%"})
ANGLE = frozenset({None, "rad", "deg"})
OPPOSITE_CHARGES = re.compile(r"\bopposite[- ](?:sign|charge)|\boppositely\b|\bos\b|\bossf\b|\bsfos\b")
SAME_CHARGES = re.compile(r"\b(?:same|like)[- ](?:sign|charge)|\bss\b")
SAME_FLAVORS = re.compile(r"\bsame[- ]flavo|\bossf\b|\bsfos\b")
DIFFERENT_FLAVORS = re.compile(r"\b(?:different|opposite)[- ]flavo")
# Of a variable of objects: how it is written behind a prefix (`j.`, or nothing in an object's own rules), its units.
OF_OBJECTS: dict[str, tuple[str, frozenset[str | None]]] = {
    "pt": ("{}pt", ENERGY),
    "eta": ("|{}eta|", NUMBER),
    "d0": ("|{}d0|", LENGTH),
    "d0_significance": ("|{}d0_significance|", NUMBER),
    "z0": ("|{}z0|", LENGTH),
    "z0_sin_theta": ("|{}z0_sin_theta|", LENGTH),
    "rapidity": ("|{}rapidity|", NUMBER),
    "own_mass": ("{}mass", ENERGY),
    "pt_over_mass": ("", SHARE),  # of the pair that it names
    "mass_over_pt": ("", NUMBER),
    "dphi_to_met": ("dphi({}, MET)", ANGLE),
    "trimmed_mass": ("{}trimmed_mass", ENERGY),
    "pruned_mass": ("{}pruned_mass", ENERGY),
    "relative_isolation": ("{}relative_isolation", SHARE),
    "mini_isolation": ("{}mini_isolation", SHARE),
    "track_isolation": ("{}track_isolation", ENERGY),
    "calorimeter_isolation": ("{}calorimeter_isolation", ENERGY),
    "relative_track_isolation": ("{}relative_track_isolation", SHARE),
    "relative_calorimeter_isolation": ("{}relative_calorimeter_isolation", SHARE),
    "impact_parameter_3d": ("|{}impact_parameter_3d|", LENGTH),
    "impact_parameter_3d_significance": ("{}impact_parameter_3d_significance", NUMBER),
    "sigma_ieta_ieta": ("{}sigma_ieta_ieta", NUMBER),
    "hadronic_over_electromagnetic": ("{}hadronic_over_electromagnetic", SHARE),
    "softdrop_mass": ("{}softdrop_mass", ENERGY),
    "jvt": ("{}jvt", NUMBER),
    "missing_hits": ("{}missing_hits", NUMBER),
    "n_tracks": ("{}n_tracks", NUMBER),
    OWN_MT: ("transverse_mass({}, MET)", ENERGY),
    TRACKS_WITH: ("size({}tracks)", NUMBER),  # `of_object` says with what
    "charged_hadron_fraction": ("{}charged_hadron_fraction", SHARE),
    "neutral_hadron_fraction": ("{}neutral_hadron_fraction", SHARE),
    "tau21": ("{}tau21", NUMBER),
    "tau32": ("{}tau32", NUMBER),
}
# Variables that only large jets have, besides a mass that publications give of any jet.
OF_LARGE_JETS = ("own_mass", "softdrop_mass", "trimmed_mass", "pruned_mass", "tau21", "tau32")
FLAGS = (
    "loose_id", "medium_id", "tight_id", "loose_isolation", "medium_isolation", "tight_isolation", "conversion_veto",
    "electron_veto", "pixel_seed", "soft_id", "loose_anti_electron_id", "medium_anti_electron_id", "tight_anti_electron_id",
    "btagged", "loose_anti_muon_id", "medium_anti_muon_id", "tight_anti_muon_id",
)  # fmt: skip
OF_OBJECTS = {name: (f"{{}}{name}", NUMBER) for name in (*FLAGS, *MEASURED)} | OF_OBJECTS
WHOLE = (
    "missing_hits",
    "n_tracks",
    "_hits",
    "_layers",
    "_stations",
    "n_constituents",
    "n_charged",
    "n_neutral",
)
COUNTED = re.compile(r"\{n_?[a-z]\w{0,8}\}")  # an open name: `nres`
SUMS = {"MET": "MET.pt", "HT": "{ht}", "ST": "{st}", "MEFF": "{meff}", "MHT": "{mht}"}
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


def relation_text(
    expression: str, relation: Relation, units: frozenset[str | None], place: int = 0
) -> str | None:
    """`|eta| < 2.4`; `place` is that in a list of values."""
    match relation:
        case OneSided(operator, quantities):
            given = quantities[min(place, len(quantities) - 1)]
            if operator == "==" and not is_whole(expression, given):
                return None  # of a measured value: `within |eta| = 2.4` does not say which side
            return f"{expression} {operator} {given.text}" if fits(given, units) else None
        case Interval(low, low_operator, high_operator, high, inside):
            return between(expression, (low, low_operator, high_operator, high), inside, units)
        case Holds(holds):
            return expression if holds else f"not {expression}"
        case OneOf(numbers):
            return " or ".join(f"{expression} == {each}" for each in numbers)
        case Window(width, centre, operator):
            middle = centre.text if centre else "?"
            return f"|{expression} - {middle}| {operator} {width.text if width else '?'}"


def is_whole(expression: str, given: Quantity) -> bool:
    """Whether a value is a whole number: that of a property, or an open one whose name counts (`Nres`)."""
    counts = COUNTED.fullmatch(expression) and given.number.isdigit() and not given.unit
    return expression.endswith(WHOLE) or bool(counts)


def between(
    expression: str, ends: tuple[Quantity, str, str, Quantity], inside: bool, units: frozenset[str | None]
) -> str | None:
    """`60 GeV < mass < 120 GeV`, or outside of it."""
    low, low_operator, high_operator, high = ends
    rising = low_operator[0] == high_operator[0] == "<" and float(low.number) < float(high.number)
    falling = low_operator[0] == high_operator[0] == ">" and float(low.number) > float(high.number)
    if not (rising or falling) or not fits(low, units) or not fits(high, units):
        return None
    if not inside:
        return f"({expression} < {low.text} or {expression} > {high.text})"
    return f"{low.text} {low_operator} {expression} {high_operator} {high.text}"


def fits(given: Quantity, units: frozenset[str | None]) -> bool:
    """Whether a unit is one of a variable's."""
    return given.unit in units


def of_object(condition: Condition, prefix: str, place: int = 0, *, other: bool = False) -> str | None:
    """A condition on one object; `other` takes the values in parentheses."""
    form = OF_OBJECTS.get(condition.variable.name)
    relation = condition.relation
    if condition.variable.name in ("pt_over_mass", "mass_over_pt") and isinstance(
        condition.variable.arguments[0], Noun
    ):
        name = condition.variable.arguments[0].name
        pair = f"({{{{{name}}}}}[0] + {{{{{name}}}}}[1]).mass"
        form = (
            f"{{}}pt / {pair}" if condition.variable.name == "pt_over_mass" else f"{pair} / {{}}pt",
            SHARE,
        )
    if condition.variable.name == TRACKS_WITH:
        letter, _, asked = str(condition.variable.arguments[0]).partition(" ")
        form = (f"count({asked} for {letter} in {prefix or 'this.'}tracks)", NUMBER)
    if form is None or isinstance(relation, Window):
        return None
    if condition.scope:
        fails = failing_in_scope(condition, prefix)
        return f"not ({fails})" if fails else None
    if other and isinstance(relation, OneSided):
        relation = OneSided(relation.operator, relation.others or relation.quantities)
    subject = (
        form[0].format(prefix)
        if not form[0].startswith(("dphi", "transverse_mass"))
        else form[0].format(prefix.removesuffix(".") or "this")
    )
    text = relation_text(subject, relation, form[1], place)
    return text.replace(OWN_PT, f"{prefix}pt") if text else None


def where_text(conditions: Sequence[Condition], letter: str) -> str | None:
    """` where j.pt > 30 GeV and |j.eta| < 2.4`: which objects a condition is about; None where one cannot be said."""
    texts = [None if several_values(each) else of_object(each, f"{letter}.") for each in conditions]
    if None in texts:
        return None
    joint = " and ".join(f"({each})" if " or " in each else each for each in texts if each)
    return f" where {joint}" if joint else ""


def several_values(condition: Condition) -> bool:
    """A list of values without a rank for each."""
    return isinstance(condition.relation, OneSided) and len(condition.relation.quantities) > 1


def failing(condition: Condition, prefix: str) -> str | None:
    """The opposite of a condition with one side, on one object."""
    relation = condition.relation
    if not isinstance(relation, OneSided) or relation.operator not in FAILING or several_values(condition):
        return None
    opposite = replace(condition, relation=replace(relation, operator=FAILING[relation.operator]), scope=None)
    return of_object(opposite, prefix)


def failing_in_scope(condition: Condition, prefix: str) -> str | None:
    """What fails a condition that is asked only of objects in its scope."""
    where = in_scope(condition.scope, prefix) if condition.scope else None
    fails = failing(condition, prefix)
    return f"{where} and {fails}" if where and fails and " or " not in where else None


def in_scope(scope: Condition, prefix: str) -> str | None:
    """What holds of the objects in a scope; the scope of a scope holds as well."""
    text = of_object(replace(scope, scope=None), prefix)
    if text is None or scope.scope is None:
        return text
    further = in_scope(scope.scope, prefix)
    return f"{text} and {further}" if further else None


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
    nouns = [each for each in variable.arguments if isinstance(each, Noun)]
    return any(each.determiner.split(" ")[0] in ("all", "any", "each", "every") for each in nouns)


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
