"""How conditions on objects are written in the language; those on events are in `event_values`.

In: conditions of phrases. Out: expressions, with placeholders for collections; None where the language cannot say it
or a unit does not fit.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from hepir.extract.builtin.measured import MEASURED, SORTS
from hepir.extract.builtin.phrases import (
    OWN_PT,
    Condition,
    Holds,
    Interval,
    Noun,
    OneOf,
    OneSided,
    Quantity,
    Relation,
    Window,
)

ENERGY = frozenset({"TeV", "GeV", "MeV", "keV"})
LENGTH = frozenset({"cm", "mm", "um"})
FAILING = {">": "<=", ">=": "<", "<": ">=", "<=": ">"}
TRACKS_WITH = "tracks_with"
WITH_MORE = "with_more_pt"  # than the object that a rule is about
OWN_MT = "own_mt"  # the transverse mass of an object and the missing momentum
NUMBER: frozenset[str | None] = frozenset({None})
SHARE: frozenset[str | None] = frozenset({None, "%"})
ANGLE = frozenset({None, "rad", "deg"})
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
    "charged_hadron_isolation": ("{}charged_hadron_isolation", ENERGY),
    "neutral_hadron_isolation": ("{}neutral_hadron_isolation", ENERGY),
    "unit_charge": ("|{}charge| == 1", NUMBER),
    WITH_MORE: ("{}pt > this.pt", NUMBER),
    TRACKS_WITH: ("size({}tracks)", NUMBER),  # `of_object` says with what
    "relative_pt_uncertainty": ("{}relative_pt_uncertainty", SHARE),
    "tau21": ("{}tau21", NUMBER),
    "tau32": ("{}tau32", NUMBER),
}
# Variables that only large jets have, besides a mass that publications give of any jet.
OF_LARGE_JETS = ("own_mass", "softdrop_mass", "trimmed_mass", "pruned_mass", "tau21", "tau32")
FLAGS = (
    "loose_id", "medium_id", "tight_id", "loose_isolation", "medium_isolation", "tight_isolation", "conversion_veto",
    "electron_veto", "pixel_seed", "soft_id", "loose_anti_electron_id", "medium_anti_electron_id", "tight_anti_electron_id",
    "btagged", "unit_charge", "loose_anti_muon_id", "medium_anti_muon_id", "tight_anti_muon_id",
    *SORTS.values(),
)  # fmt: skip
OF_OBJECTS = {
    name: (f"{{}}{name}", SHARE if name.endswith("_fraction") else NUMBER) for name in (*FLAGS, *MEASURED)
} | OF_OBJECTS
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
