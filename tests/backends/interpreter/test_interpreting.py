"""The reference interpreter on small programs and events whose results are worked out by hand."""

from __future__ import annotations

import math
from typing import Literal

import pytest

from hepir.backends.interpreter import Counts, RegionCounts, interpret
from hepir.ir.plan import BoundKind, BoundProperty, Plan, Stored
from hepir.semantics.checking import check_tree
from hepir.source import Source
from hepir.syntax.parsing import parse
from hepir.types.kinds import standard_kinds

NAN = math.nan
PARTICLE = ("pt", "eta", "phi", "mass")
STORED = {
    "Jet": (*PARTICLE, "btag"),
    "Muon": (*PARTICLE, "charge"),
    "Electron": (*PARTICLE, "charge"),
    "MET": ("pt", "phi"),
    "event": ("mc_weight",),
}


def bound(kind: str) -> BoundKind:
    """A kind as test events hold it: branch `Jet_pt` for `Jet.pt`, -9 for a missing b tag, MeV for MET."""
    known = standard_kinds()[kind]
    sources = {name: Stored(f"{kind}_{name}") for name in STORED[kind]}
    if kind == "Jet":
        sources["btag"] = Stored("Jet_btag", missing=(-9.0,))
    if kind == "MET":
        sources["pt"] = Stored("MET_pt", divisor=1000.0)
    properties = {
        name: BoundProperty(name, known.properties[name].type, source) for name, source in sources.items()
    }
    length = None if known.singular else f"{kind}_pt"
    return BoundKind(kind, properties, known.singular, known.transverse, known.flavor, None, None, length)


def plan_of(text: str, simulation_weights: frozenset[tuple[str, str]] = frozenset()) -> Plan:
    source = Source("test.hep", text)
    parsed = parse(source)
    assert parsed.program is not None, parsed.diagnostics
    checked = check_tree(source, parsed.program, standard_kinds())
    assert checked.program is not None, [each.message for each in checked.diagnostics]
    kinds = {name: bound(name) for name in STORED}
    return Plan(checked.program, "test", "", kinds, {"mu": "HLT_mu"}, (), (), simulation_weights)


def columns(events: list[dict[str, object]]) -> dict[str, list[object]]:
    """Columns of events, in each of which objects without values are absent."""
    filled: dict[str, list[object]] = {"HLT_mu": [event.get("HLT_mu", False) for event in events]}
    for kind, names in STORED.items():
        single = standard_kinds()[kind].singular
        for name in names:
            values = [event.get(f"{kind}_{name}") for event in events]
            if single:
                filled[f"{kind}_{name}"] = [1.0 if value is None else value for value in values]
            else:
                lengths = [len(event.get(f"{kind}_pt", ())) for event in events]  # type: ignore[arg-type]
                padded = [
                    value if value is not None else [0] * n for value, n in zip(values, lengths, strict=True)
                ]
                filled[f"{kind}_{name}"] = padded
    return filled


def run(
    text: str, *events: dict[str, object], kind: Literal["data", "simulation", "unknown"] = "simulation"
) -> RegionCounts:
    return interpret(plan_of(text), columns(list(events)), kind).regions["r"]


def jets(*pts: float, **others: list[float]) -> dict[str, object]:
    return {"Jet_pt": list(pts), **{f"Jet_{name}": values for name, values in others.items()}}


def test_the_steps_are_all_events_and_then_the_cuts_of_ancestors_each_once() -> None:
    text = """
region base
  select size(Jet) >= 1
region left from base
  select size(Jet) >= 2
region right from base
  select MET.pt > 10 GeV
region r from left, right
  select size(Jet) < 3
"""
    events = [jets(), jets(1.0), jets(1.0, 1.0) | {"MET_pt": 20000.0}, jets(1, 1, 1) | {"MET_pt": 20000.0}]
    result = run(text, *events)
    assert [step.entries for step in result.steps] == [4, 3, 2, 2, 1]
    assert result.passed == [2]


def test_calls_continue_counts() -> None:
    plan = plan_of("region r\n  select size(Jet) >= 1\n")
    counts: Counts | None = None
    for event in (jets(1.0), jets(), jets(2.0)):
        counts = interpret(plan, columns([event]), "data", counts)
    assert counts is not None
    assert counts.regions["r"].passed == [0, 2]
    assert counts.regions["r"].steps[0].entries == 3


def test_a_missing_condition_neither_selects_nor_rejects() -> None:
    event = jets(1.0, 2.0, 3.0, btag=[-9.0, 0.9, 0.1])
    for rule, left in (("select btag > 0.5", 1), ("reject btag > 0.5", 2), ("select not btag > 0.5", 1)):
        result = run(f"object t from Jet\n  {rule}\nregion r\n  select size(t) == {left}\n", event)
        assert result.passed == [0], rule


def test_logic_is_of_three_values() -> None:
    text = "object t from Jet\n  select btag > 0.5 or pt > 2 GeV\nregion r\n  select size(t) == 1\n"
    assert run(text, jets(1.0, 3.0, btag=[-9.0, -9.0])).passed == [0]
    text = "object t from Jet\n  select not (btag > 0.5 and pt > 2 GeV)\nregion r\n  select size(t) == 1\n"
    assert run(text, jets(1.0, 3.0, btag=[-9.0, -9.0])).passed == [0]


def test_when_lets_events_without_its_condition_pass() -> None:
    text = "region r\n  when size(Jet) >= 2 select MET.pt > 10 GeV\n"
    met = {"MET_pt": 20000.0}
    assert run(text, jets(1.0), jets(1, 1), jets(1, 1) | met).passed == [0, 2]


def test_a_fallback_replaces_what_is_missing() -> None:
    text = """
object js from Jet
  sort by pt descending
region r
  select (js[1].pt else 7 GeV) > 5 GeV
"""
    assert run(text, jets(1.0), jets(9.0, 2.0), jets(6.0, 8.0)).passed == [0, 2]


def test_sorting_is_stable_and_puts_what_is_no_number_last() -> None:
    text = """
object js from Jet
  sort by eta descending
region r
  hist first = js[0].pt in 4 bins from 0 GeV to 4 GeV
  hist last = js[-1].pt in 4 bins from 0 GeV to 4 GeV
"""
    result = run(text, jets(0.5, 1.5, 2.5, 3.5, eta=[NAN, 1.0, 2.0, 2.0]))
    assert result.histograms == {"first": {(3,): [1.0, 1.0]}, "last": {(1,): [1.0, 1.0]}}


def test_bins_are_half_open_and_keep_what_is_outside() -> None:
    text = (
        "region r\n  hist h = Jet.pt in 2 bins from 1 GeV to 3 GeV\n  hist v = Jet.pt in bins [1, 2, 3] GeV\n"
    )
    result = run(text, jets(0.5, 1.0, 2.0, 3.0, math.inf, -math.inf, NAN))
    expected = {(0,): [2.0, 2.0], (1,): [1.0, 1.0], (2,): [1.0, 1.0], (3,): [2.0, 2.0]}
    assert result.histograms == {"h": expected, "v": expected}
    assert result.skipped == {"h": 1, "v": 1}


def test_weights_are_products_and_keep_their_sign() -> None:
    text = "region base\n  weight a = event.mc_weight\nregion r from base\n  weight b = 2\n"
    result = run(text, {"event_mc_weight": 3.0}, {"event_mc_weight": -1.0})
    assert (result.steps[0].sumw, result.steps[0].sumw2) == (4.0, 40.0)


def test_weights_that_mean_nothing_in_data_are_left_out_there() -> None:
    plan = plan_of("region r\n  weight a = event.mc_weight\n  weight b = 2\n", frozenset({("r", "a")}))
    events = columns([{"event_mc_weight": 3.0}])
    sums = {kind: interpret(plan, events, kind).regions["r"].steps[0].sumw for kind in ("data", "unknown")}  # type: ignore[arg-type]
    assert sums == {"data": 2.0, "unknown": 6.0}


LEPTONS: dict[str, object] = {
    "Muon_pt": [45.0, 45.0, 10.0],
    "Muon_phi": [0.0, math.pi, 1.0],
    "Muon_charge": [1, -1, 1],
    "Electron_pt": [30.0],
    "Electron_charge": [-1],
}


def test_the_best_pair_and_what_is_left_over() -> None:
    text = """
object leptons from Electron, Muon
  sort by pt descending
combine pairs = (a, b) from leptons
  select a.flavor == b.flavor and a.charge != b.charge
choose z from pairs minimizing |mass - 91.2 GeV|
object others from leptons
  reject contains(z, this)
region r
  select size(pairs) == 2
  hist m = z.mass in 2 bins from 89 GeV to 91 GeV
  hist other = others.flavor in 3 bins from 10.5 to 13.5
"""
    result = run(text, LEPTONS)
    assert result.histograms["m"] == {(2,): [1.0, 1.0]}
    assert result.histograms["other"] == {(1,): [1.0, 1.0], (3,): [1.0, 1.0]}


def test_disjoint_looks_through_composites() -> None:
    text = "combine pairs = (a, b) from Jet\ncombine quads = (x, y) from pairs{}\nregion r\n  select size(quads) == {}\n"
    assert run(text.format(" disjoint", 3), jets(1, 1, 1, 1)).passed == [0]
    assert run(text.format("", 15), jets(1, 1, 1, 1)).passed == [0]


@pytest.mark.parametrize(
    ("condition", "holds"),
    [
        ("all(j.pt > 2 GeV for j in Jet)", False),
        ("any(j.pt > 2 GeV for j in Jet)", True),
        ("none(j.pt > 9 GeV for j in Jet)", True),
        ("count(j.pt > 1 GeV for j in Jet) == 2", True),
        ("5.9 GeV < sum(Jet.pt) < 6.1 GeV", True),
        ("any(i.pt > 2 * k.pt for i in Jet for k in Jet where k.pt > 1.5 GeV)", False),
        ("(max(j.pt for j in Jet where j.pt < 3 GeV) else 0 GeV) < 2.5 GeV", True),
        ("(mean(Jet.pt) else 0 GeV) > 1.9 GeV", True),
        ('trigger("mu")', False),
    ],
)
def test_conditions_on_jets_of_1_2_and_3_gev(condition: str, holds: bool) -> None:
    result = run(f"region r\n  select {condition}\n", jets(1.0, 2.0, 3.0))
    assert result.passed == ([0] if holds else [])


def test_smallest_and_largest_leave_out_what_is_no_number() -> None:
    text = "region r\n  select (max(Jet.pt) else 0 GeV) > 1 GeV\n"
    assert run(text, jets(NAN, 2.0), jets(NAN), jets(2.0, NAN)).passed == [0, 2]
