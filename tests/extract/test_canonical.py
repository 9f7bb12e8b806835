"""Canonical statements: the same for programs that mean the same, and meaning what the program means."""

import re
from dataclasses import replace
from decimal import Decimal

import pytest
from agreement import assert_agreement, plan_of
from delicate import DelicateError, interpreted
from hypothesis import assume, given, note, settings
from hypothesis import strategies as st
from random_events import events
from random_programs import programs
from readings import reading

from hepir.extract.canonical.naming import content_names
from hepir.extract.canonical.statements import statements
from hepir.semantics.program import Combination, Cut, Filter, Limit, ObjectDefinition, Origin

CHOSEN = re.compile(r"\b(objects|tuples|slot|best|value|region|extra|factor|x|h)(\d+)\b")
ENERGY = re.compile(r"(?<![\w.,\[])(\d+(?:\.\d+)?) GeV")


def said(text: str) -> list[tuple[str, str, str]]:
    """The canonical statements of a text, names by contents."""
    found = reading(text)
    return sorted(each.key for each in statements(found.program, text, content_names(found.program)))


def criteria_of(text: str) -> list[str]:
    return [each.text for each in statements(reading(text).program, text) if each.kind == "criterion"]


# ---- the meaning stays ----


def rewritten(program):
    """The program with the canonical criteria in place of its own filters and cuts."""
    found = statements(program, "")
    nowhere = Origin("", 1)

    def of(scope):
        return [each for each in found if each.kind == "criterion" and each.scope == scope]

    definitions = []
    for definition in program.definitions:
        limited = any(isinstance(rule, Limit) for rule in getattr(definition, "rules", ()))
        # how many are kept depends on what was dropped before: such rules stay as they are
        if isinstance(definition, ObjectDefinition | Combination) and not limited:
            kept = tuple(Filter(nowhere, each.condition, True) for each in of(definition.name))
            others = tuple(rule for rule in definition.rules if not isinstance(rule, Filter))
            definition = replace(definition, rules=(*others, *kept))
        definitions.append(definition)
    regions = tuple(
        replace(
            region,
            cuts=tuple(Cut(nowhere, each.condition, when=each.when) for each in of(region.name)),
        )
        for region in program.regions
    )
    return replace(program, definitions=tuple(definitions), regions=regions)


@given(st.data())
def test_canonical_criteria_select_the_same_events(data: st.DataObject) -> None:
    text = data.draw(programs())
    note(text)
    plan = plan_of(text)
    columns = data.draw(events(plan.columns))
    other = replace(plan, program=rewritten(plan.program))
    try:
        expected, found = interpreted(plan, columns, "simulation"), interpreted(other, columns, "simulation")
    except DelicateError:
        assume(False)
    for name, region in expected.regions.items():
        assert found.regions[name].passed == region.passed, name


# ---- what does not matter ----


def renamed(text: str) -> str:
    return CHOSEN.sub(lambda found: f"other_{found[1]}_{int(found[2]) * 7}", text)


def in_other_units(text: str) -> str:
    return ENERGY.sub(lambda found: f"{Decimal(found[1]) * 1000} MeV", text)


def laid_out(text: str) -> str:
    return "# a comment\n" + text.replace("\n", "\n\n  ").replace(" < ", "\n <   ")


@pytest.mark.parametrize("change", [renamed, in_other_units, laid_out])
@given(text=programs())
def test_what_does_not_change_the_meaning(change, text: str) -> None:
    assert said(change(text)) == said(text)


@given(st.data())
def test_the_order_of_conjuncts(data: st.DataObject) -> None:
    text = data.draw(programs())
    lines = text.splitlines()
    conditions = [
        number
        for number, line in enumerate(lines)
        if line.startswith("  select ")
        and number + 1 < len(lines)
        and lines[number + 1].startswith("  select ")
    ]
    assume(conditions)
    place = data.draw(st.sampled_from(conditions))
    first, second = (lines[place + each].removeprefix("  select ") for each in (0, 1))
    both = [*lines[:place], f"  select ({second}) and ({first})", *lines[place + 2 :]]
    swapped = [*lines[:place], f"  select {second}", f"  select {first}", *lines[place + 2 :]]
    assert said("\n".join(both) + "\n") == said(text) == said("\n".join(swapped) + "\n")


SAME = {
    "turned": ("MET.pt > 100 GeV", "100 GeV < MET.pt"),
    "chain": ("50 GeV < MET.pt < 106 GeV", "MET.pt < 106 GeV and MET.pt > 50 GeV"),
    "window": ("any(|j.eta| < 2.4 for j in Jet)", "any(-2.4 < j.eta < 2.4 for j in Jet)"),
    "double_not": ("not (not (MET.pt > 100 GeV))", "MET.pt > 100 GeV"),
    "not": ("not (MET.pt > 100 GeV)", "MET.pt <= 100 GeV"),
    "de_morgan": ("not (MET.pt > 1 GeV or size(Jet) > 2)", "MET.pt <= 1 GeV and size(Jet) <= 2"),
    "whole": ("size(Jet) > 3", "size(Jet) >= 4"),
    "zero": ("size(Jet) == 0", "not (size(Jet) >= 1)"),
    "count": ("count(j.pt > 30 GeV for j in Jet) >= 1", "any(k.pt > 30 GeV for k in Jet)"),
    "none": ("none(j.pt > 30 GeV for j in Jet)", "all(j.pt <= 30 GeV for j in Jet)"),
    "where": ("any(j.pt > 30 GeV for j in Jet where j.eta > 1)", "any(j.eta > 1 and j.pt > 30 GeV for j in Jet)"),
    "lift": ("sum(Jet.pt) > 100 GeV", "sum(j.pt for j in Jet) > 100 GeV"),
    "angle": ("MET.phi > 0.5", "MET.phi > 0.5 rad"),
    "symmetric": ("any(dr(a, b) < 0.4 for a in Jet for b in Muon)", "any(dr(m, j) < 0.4 for m in Muon for j in Jet)"),
    "difference": ("|MET.pt - sum(Jet.pt)| > 3 GeV", "|sum(Jet.pt) - MET.pt| > 3 GeV"),
}  # fmt: skip
OTHER = {
    "number": ("MET.pt > 100 GeV", "MET.pt > 101 GeV"),
    "strict": ("MET.pt > 100 GeV", "MET.pt >= 100 GeV"),
    "unit": ("MET.pt > 100 GeV", "MET.pt > 100 MeV"),
    "direction": ("MET.pt > 100 GeV", "MET.pt < 100 GeV"),
    "quantity": ("MET.pt > 100 GeV", "MET.sum_et > 100 GeV"),
    "signed": ("signed_dphi(leading(Jet), MET) > 1", "signed_dphi(MET, leading(Jet)) > 1"),
    "order": ("MET.pt - sum(Jet.pt) > 3 GeV", "sum(Jet.pt) - MET.pt > 3 GeV"),
    "all": ("all(j.pt > 30 GeV for j in Jet)", "any(j.pt > 30 GeV for j in Jet)"),
    # An isolation may be missing, and then neither of the two holds.
    "missing": ("all(m.relative_isolation < 1 for m in Muon)", "none(m.relative_isolation >= 1 for m in Muon)"),
    # Zero over zero is no number, and no comparison with it holds.
    "not_a_number": ("not (MET.pt / sum(Jet.pt) > 1)", "MET.pt / sum(Jet.pt) <= 1"),
}  # fmt: skip


@pytest.mark.parametrize("name", SAME)
def test_the_same_condition(name: str) -> None:
    first, second = (criteria_of(f"region r\n  select {each}\n") for each in SAME[name])
    assert sorted(first) == sorted(second)


@pytest.mark.parametrize("name", OTHER)
def test_another_condition(name: str) -> None:
    first, second = (criteria_of(f"region r\n  select {each}\n") for each in OTHER[name])
    assert sorted(first) != sorted(second)


def test_rejecting_is_selecting_the_opposite_where_nothing_is_missing() -> None:
    assert criteria_of("region r\n  reject MET.pt > 5 GeV or size(Jet) > 2\n") == criteria_of(
        "region r\n  select MET.pt <= 5 GeV\n  select size(Jet) <= 2\n"
    )


def test_rejecting_keeps_what_is_missing() -> None:
    rejecting = "object m from Muon\n  reject relative_isolation > 1\n"
    assert criteria_of(rejecting) != criteria_of("object m from Muon\n  select relative_isolation <= 1\n")


def test_definitions_are_what_they_stand_for() -> None:
    assert criteria_of("define ht = sum(Jet.pt)\nregion r\n  select ht > 5 GeV\n") == criteria_of(
        "region r\n  select sum(j.pt for j in Jet) > 5 GeV\n"
    )
    assert criteria_of("choose best from Jet maximizing pt\nregion r\n  select exists(best)\n")[
        -1:
    ] == criteria_of("region r\n  select exists(leading(Jet))\n")


def test_properties_given_by_let_are_what_they_stand_for() -> None:
    assert "any(|x1.eta + x1.phi| > 5 for x1 in jets)" in criteria_of(
        "object jets from Jet\n  let both = eta + phi\nregion r\n  select any(|j.both| > 5 for j in jets)\n"
    )


def test_definitions_that_grow_without_end_keep_their_names() -> None:
    lines = ["define a0 = MET.pt"]
    lines += [f"define a{each + 1} = a{each} + a{each}" for each in range(60)]
    text = "\n".join([*lines, "region r", "  select a60 > 5 GeV"]) + "\n"
    assert all(len(each.text) < 2000 for each in statements(reading(text).program, text))


# ---- what is the same is the same on events, for the interpreter and for generated code ----

OBJECTS = """\
object jets from Jet
  select |eta| < 2.4
  sort by pt descending
object soft from jets
  reject pt > 60 GeV
object low from Jet
  sort by this.pt ascending
"""
PAIRS = {
    "first": ("select jets[0].pt > 30 GeV", "select leading(jets).pt > 30 GeV"),
    "first of filtered": ("select soft[0].eta > 0", "select leading(soft).eta > 0"),
    "first of some": ("select first(jets, 2)[0].pt > 30 GeV", "select leading(first(jets, 2)).pt > 30 GeV"),
    "chosen": ("select best.eta > 0", "select jets[0].eta > 0"),
    "smallest": ("select least.pt > 20 GeV", "select low[0].pt > 20 GeV"),
    "there": ("select exists(jets[1])", "select size(jets) > 1"),
    "there from the end": ("select exists(jets[-2])", "select size(jets) >= 2"),
    "some": ("select exists(leading(Jet))", "reject size(Jet) == 0"),
    "count": ("select size(jets) > 1", "select size(jets) >= 2"),
    "below": ("select not (MET.pt < 30 GeV)", "select MET.pt >= 30 GeV"),
    "reject": ("reject MET.pt < 30 GeV", "select not MET.pt < 30 GeV"),
    "reject a count": ("reject size(jets) > 1", "select not size(jets) >= 2"),
    "window": ("select MET.pt > 20 GeV\n  select MET.pt < 90 GeV", "select 20 GeV < MET.pt < 90 GeV"),
    "outside": ("reject 20 GeV < MET.pt < 90 GeV", "select MET.pt <= 20 GeV or MET.pt >= 90 GeV"),
    "missing in a window": (
        "select any(0.1 < m.relative_isolation < 0.5 for m in Muon)",
        "select any(m.relative_isolation > 0.1 and m.relative_isolation < 0.5 for m in Muon)",
    ),
    "units": ("select MET.pt > 30000 MeV", "select MET.pt > 30 GeV"),
    "angles": ("select |MET.phi| < 90 deg", "select |MET.phi| < 1.5707963267948966 rad"),
    "order of a sum": ("select MET.pt + sum(jets.pt) > 90 GeV", "select sum(jets.pt) + MET.pt > 90 GeV"),
    "order of two": ("select dr(jets[0], jets[1]) > 1", "select dr(jets[1], jets[0]) > 1"),
    "order of or": ("select MET.pt > 50 GeV or size(jets) > 1", "select size(jets) > 1 or MET.pt > 50 GeV"),
}  # fmt: skip
CHOICES = "choose best from jets maximizing pt\nchoose least from low minimizing pt\n"
DIFFERENT = {
    "the second": ("select jets[1].pt > 30 GeV", "select leading(jets).pt > 30 GeV"),
    "the other end": ("select low[0].pt > 30 GeV", "select leading(low).pt > 30 GeV"),
    "another key": ("select jets[0].pt > 30 GeV", "select most.pt > 30 GeV"),
    # Zero over zero is no number: such an object is sorted to the end, and is never the best.
    "a key that may be no number": ("select by_ratio[0].pt > 5 GeV", "select slim.pt > 5 GeV"),
    "rejecting what may be missing": (
        "select size(kept) > 0", "select size(asked) > 0",
    ),
}  # fmt: skip
OTHERS = """\
choose most from jets maximizing eta
object by_ratio from Jet
  sort by mass / pt ascending
choose slim from by_ratio minimizing mass / pt
object kept from Muon
  reject relative_isolation > 0.15
object asked from Muon
  select relative_isolation <= 0.15
"""


def in_region(text: str) -> list[str]:
    """The criteria of a region that has one more line."""
    whole = f"{OBJECTS}{CHOICES}{OTHERS}region r\n  {text}\n"
    found = statements(reading(whole).program, whole)
    return sorted(each.text for each in found if each.scope == "r" and each.kind == "criterion")


@pytest.mark.parametrize("name", PAIRS)
@given(data=st.data())
@settings(max_examples=25)
def test_the_same_condition_in_other_words(name: str, data: st.DataObject) -> None:
    first, second = PAIRS[name]
    assert in_region(first) == in_region(second)
    plan = plan_of(f"{OBJECTS}{CHOICES}region one\n  {first}\nregion other\n  {second}\n")
    columns = data.draw(events(plan.columns))
    try:
        found = interpreted(plan, columns, "simulation")
        assert found.regions["one"].passed == found.regions["other"].passed
        assert_agreement(plan, columns, "simulation")
    except DelicateError:
        assume(False)


@pytest.mark.parametrize("name", DIFFERENT)
def test_other_conditions_in_similar_words(name: str) -> None:
    first, second = DIFFERENT[name]
    assert in_region(first) != in_region(second)
