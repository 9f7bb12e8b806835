"""The generated module and the reference interpreter agree, on random programs and random events."""

import os
import subprocess
import sys

import awkward as ak
import pytest
from agreement import assert_agreement, module_text, plan_of
from delicate import DelicateError
from hypothesis import assume, given, note, settings
from hypothesis import strategies as st
from random_events import events
from random_formats import FORMATS
from random_programs import programs

from hepir.passes import PASSES

# Each was once counted differently, or not at all, by the generated module.
PROGRAMS = {
    "best_object_inside_a_short_form": """region r
  select any(Muon.pt < min((leading(Muon).pt else 2.3 GeV) for m in Muon))
region s
  select sum(Muon.pt + (max(Jet.pt + (leading(Jet).pt else 0 GeV) - (leading(Muon).pt else 0 GeV)) else 0 GeV)) > 23.7 GeV
  hist h = max(Jet.pt + sum(each.pt - 9 GeV for each in Muon)) in bins [0, 20, 50] GeV
""",
    "same_particle_in_a_short_form": """object hard from Muon
  reject contains(Muon, leading(Muon)) and any(Muon.pt < (leading(Electron).pt else sum(candidate.pt for candidate in Jet)))
combine pairs = (a, b) from Muon
choose best from pairs maximizing mass
region r
  hist h = count(contains(pairs, m) and contains(best, leading(Muon)) for m in hard) in 4 bins from 0 to 4
""",
    "cuts_before_combinatorics": """object jets from Jet
  reject dr(this, leading(Electron)) < 0.4
object leptons from Electron, Muon
  sort by pt descending
combine pairs = (a, b) from leptons
  select mass > 20 GeV
choose best from pairs minimizing |mass - 91.2 GeV|
define heavy = best.mass
region base
  select size(Jet) >= 1 and size(leptons) >= 2 and size(pairs) >= 1
  hist n = size(jets) in 4 bins from 0 to 4
region tight from base
  select MET.pt > 20 GeV and exists(best) and size(jets) > 0
  hist mass = heavy in 3 bins from 1.7 GeV to 91.9 GeV
region other from base
  when tight select sum(pairs.mass) > 30 GeV
  hist pt = leptons.pt in 3 bins from 1.7 GeV to 91.9 GeV
region two from tight, other
  select size(pairs) > 1
""",
    "sizes_before_combinations": """object muons from Muon
  select pt > 11.3 GeV
object leptons from Electron, muons
combine pairs = (a, b) from muons
  select 2.3 GeV < mass < 91.2 GeV
combine mixed = (e, m) from Electron, muons disjoint
object hard from pairs
  select a.charge != b.charge
combine triples = (x, y, z) from leptons
choose best from mixed minimizing mass
region r
  select size(hard) >= 1
  hist mass = pairs.mass in 3 bins from 1.7 GeV to 91.9 GeV
region s
  select size(leptons) >= 3 and size(triples) > 0 and exists(best)
  hist mass = best.mass in 3 bins from 1.7 GeV to 91.9 GeV
region t
  reject size(triples) >= 1
region u
  when size(Jet) >= 1 select size(pairs) == 1
  select size(pairs) < 2 or size(mixed) >= 1
""",
    "mass_without_eta": """region a
  select leading(Muon).phi <= 1.37 rad and leading(Muon).mass > 2.3 GeV
""",
    "mass_of_several_kinds_without_eta": """object mixed from Muon, Electron
  select mass > -1 GeV and pt > 5 GeV and phi <= 1.37 rad
object all from Muon, Electron, Jet
  select phi <= 1.37 rad
region a
  select sum(x.mass for x in mixed) > 2.3 GeV or size(all) > 2
""",
    "quantifier_in_loops": """region r
  hist h = count(j.phi > 0.21 rad for j in Jet for e in Electron
      where all(e.charge > 0 for m in Muon where j.mass > m.px)) in bins [-1, 0, 1, 3]
  hist k = count(any(m.pt > e.pt for m in Muon for j in Jet where j.pt > 30 GeV)
      for e in Electron) in bins [-1, 0, 1, 3]
""",
    "pairs_without_momentum": """combine pairs = (a, b) from Electron
  let met = MET.pt
  sort by met descending
region r
  select pairs[0].a.charge + leading(Electron).charge > 0
""",
    "earlier_ranking_of_the_event": """choose best from Electron maximizing size(Jet) then minimizing eta
region r
  hist h = best.eta in bins [-0.77, 0.33, 1.61]
""",
    "alternative_by_the_event": """object electrons from Electron
  select (size(Jet) if size(Jet) >= 2 else charge) > 0
region r
  select size(electrons) > 0
""",
    "existence_of_what_is_always_there": """object muons from Muon
  reject exists(MET.pt)
object jets from Jet
  select exists(this)
define known = exists(MET.pt)
region r
  select known and exists(0)
  hist muons = size(muons) in 4 bins from 0 to 4
  hist jets = size(jets) in 4 bins from 0 to 4
""",
    "useless_else": """choose best from Muon minimizing (MET.pt else pt) then maximizing charge
define three = 3 else leading(Muon).charge
region r
  hist charge = best.charge in bins [-1, 0, 1, 3]
  hist three = three in bins [-1, 0, 1, 3, 4]
""",
    "constants_over_objects": """region r
  select count(1 <= 1 for m in Muon for e in Electron where 2 > 1) > 1
  hist h = (MET.pt if 0 > 1 else leading(Muon).pt) in 3 bins from 1.7 GeV to 91.9 GeV
""",
    "choice_from_an_unread_kind": """choose best from Jet maximizing size(Muon)
region r
  select exists(best)
""",
    "objects_whose_first_property_is_missing": """region a
region r
  select any(a for m in Muon)
  hist h = Muon.relative_isolation in bins [-0.77, 0.33, 1.61, 5.3]
""",
    "sum_without_the_outer_object": """choose best from Electron maximizing sum(MET.pt for j in Jet where pt <= j.pt)
region r
  hist h = best.pt in 3 bins from 1.7 GeV to 91.9 GeV
""",
    "constant_with_a_useless_else": """combine pairs = (a, b) from Muon
  let extra = (2 else leading(Electron).flavor)
  sort by ((extra - extra) else 0) ascending
define value = ((1 else leading(Electron).charge) else size(Muon))
region r
  reject exists((0 else leading(Muon).charge))
region s
  select pairs[-1].a.pt > 11.3 GeV and value > 0
  hist h = ((1 else leading(Electron).flavor) else pairs[-1].a.flavor) in 4 bins from 0 to 4
""",
    "union_without_a_common_property": """object both from Electron, Jet
region r
  select any(trigger("HLT_IsoMu24") for b in both)
  select any(e.charge > 0 for e in Electron) or any(j.phi > 0.31 rad for j in Jet)
region s
  select size(both) > 2
""",
    "event_value_over_three_axes": """object electrons from Electron
  let extra = count(e.flavor >= 1 for m in Muon for e in Electron where size(Electron) >= this.charge)
region r
  hist h = electrons.extra in 6 bins from 0 to 6
""",
    "event_value_over_two_axes": """region r
  hist h = sum(MET.pt - m.pt for m in Muon for e in Electron where e.pt > m.pt) in bins [-50, 0, 9, 70] GeV
  hist k = count(m.charge < size(Muon) for m in Muon for e in Electron) in 6 bins from 0 to 6
""",
}


@pytest.mark.parametrize("kind", ["data", "simulation", "unknown"])
def test_a_weight_of_simulation_on_data(kind: str) -> None:
    schema, _ = FORMATS["random"]
    plan = plan_of(
        "region r\n  weight generator = event.mc_weight + 1 on data\n  weight own = event.mc_weight\n", schema
    )
    assert_agreement(plan, {"weights": ak.Array([1.0, -0.5, 2.0])}, kind)


UNLIKE = """\
object both from Muon, Electron
  select px < 20 GeV
  sort by pt ascending
combine pairs = (a, b) from both
object all from both, Tau
  select energy > 2 GeV
region r
  select both[0].px < 2.3 GeV or any(p.a.px > p.b.energy for p in pairs)
  hist energy = sum(all.energy) in 5 bins from 0 GeV to 300 GeV
  hist lone = Muon.px in 5 bins from -40 GeV to 40 GeV
"""


@given(data=st.data())
@settings(max_examples=20)
def test_a_property_that_some_kinds_of_a_union_store(data: st.DataObject) -> None:
    plan = plan_of(UNLIKE, FORMATS["random"][0])
    columns = data.draw(events(plan.columns))
    agree_or_discard(plan, columns, "simulation")


@given(st.data())
def test_backends_agree(data: st.DataObject) -> None:
    schema, vocabulary = FORMATS[data.draw(st.sampled_from(list(FORMATS)))]
    text = data.draw(programs(vocabulary))
    note(text)
    plan = plan_of(text, schema)
    kind = data.draw(st.sampled_from(["simulation", "data", "unknown"]))
    columns = data.draw(events(plan.columns))
    note(str({name: array.to_list() for name, array in columns.items()}))
    without = data.draw(st.sampled_from([(), *((name,) for name in PASSES), tuple(PASSES)]))
    agree_or_discard(plan, columns, kind, without)


@pytest.mark.parametrize("name", PROGRAMS)
@given(data=st.data())
@settings(max_examples=10)
def test_programs_that_once_disagreed(name: str, data: st.DataObject) -> None:
    plan = plan_of(PROGRAMS[name])
    columns = data.draw(events(plan.columns))
    for without in ((), *((each,) for each in PASSES), tuple(PASSES)):
        agree_or_discard(plan, columns, "simulation", without)


def agree_or_discard(plan, columns, kind, without=()) -> None:
    try:
        assert_agreement(plan, columns, kind, without)
    except DelicateError:
        assume(False)


def test_same_text_in_every_process() -> None:
    script = (
        "import sys; from agreement import module_text, plan_of; "
        "sys.stdout.write(module_text(plan_of(sys.stdin.read())))"
    )
    text = "".join(
        PROGRAMS["useless_else"] + PROGRAMS["pairs_without_momentum"].replace("region r", "region s")
    )
    made = {
        subprocess.run(
            [sys.executable, "-c", script],
            input=text,
            capture_output=True,
            text=True,
            check=True,
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
        ).stdout
        for seed in ("0", "1", "4242")
    }
    assert made == {module_text(plan_of(text))}
