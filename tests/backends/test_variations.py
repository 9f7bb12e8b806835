"""Systematic variations mean the same to all backends, on random programs and events, and share what they do not touch."""

import awkward as ak
import numpy as np
import pytest
from agreement import compare_region, load, loop_module, module_text, plan_of
from delicate import DelicateError, interpreted
from hypothesis import assume, given, note, settings
from hypothesis import strategies as st
from random_events import events
from random_variations import varied_programs

from hepir.backend.reweighted import written_out
from hepir.ir.variations import varied
from hepir.passes import PASSES

PROGRAMS = {
    "properties": """object jets from Jet
  select pt > 30 GeV
  sort by pt descending
object central from jets
  select |eta| < 1.5
object bjets from jets
  select btag > 0.6
object leptons from Electron, Muon
combine pairs = (a, b) from leptons
choose z from pairs minimizing |mass - 91.2 GeV|
define ht = sum(jets.pt)
systematic jes
  up jets.pt = pt * 1.13
  down jets.pt = pt * 0.91
systematic central_only
  up central.pt = pt * 1.21
systematic muon_scale
  up Muon.pt = pt * 1.07
systematic met_scale
  up MET.pt = pt * 1.3
  down MET.phi = phi + 0.3 rad
systematic mixed
  up Electron.mass = mass + 1.1 GeV
  up weight w = 1.5
region pre
  weight w = 0.5 + size(Jet)
  select size(jets) >= 1
region main from pre
  select central[0].pt > 31.7 GeV else false
  hist n = size(bjets) in 3 bins from 0 to 3
  hist ht = ht in 5 bins from 0.7 GeV to 300 GeV
  hist lead = central[0].pt in 5 bins from 0.7 GeV to 300 GeV
region zs
  select exists(z) and MET.pt > 11.3 GeV
  hist mass = z.mass in 5 bins from 3.1 GeV to 150 GeV
  hist all = leptons.pt in 5 bins from 3.1 GeV to 150 GeV
  hist mt = transverse_mass(z.a, MET) in 5 bins from 3.1 GeV to 150 GeV
""",
    "given_properties": """object jets from Jet
  let score = pt / 20 GeV
  sort by score descending
object good from jets
  select score > 1.1
object all from good, jets
systematic score
  up jets.score = score * 1.17
  down good.score = score - 0.3
region r
  select size(good) >= 1
  weight s = 1 + size(good)
  hist h = good[0].score in 4 bins from 0.1 to 5
  hist k = all.score in 4 bins from 0.1 to 5
""",
    "conditions": """systematic s
  up Muon.eta = eta + 0.21
  up weight w = 2
systematic unused
  up Tau.pt = pt * 1.1
region a
  select any(|m.eta| > 1.1 for m in Muon)
region b
  weight w = 3
  when a select MET.pt > 21 GeV
  hist h = Muon.eta in 4 bins from -2 to 2
  bin MET.pt in bins [0, 21, 53] GeV
region c from a, b
  hist h = MET.phi in 4 bins from -2 rad to 2 rad
""",
}


def compare(plan, columns, kind, without=(), compiled=False):
    """The backends on the shared plan against the interpreter on whole copies of the program."""
    simple, shared = varied(plan, shared=False), varied(plan)
    expected = interpreted(simple, columns, kind)
    reference = {simple.variants.get(name, name): counts for name, counts in expected.regions.items()}
    for backend in ("awkward", "fused"):
        if backend == "awkward":
            module = load(module_text(shared, without))
        else:
            module = loop_module(shared, without, compiled=compiled)
        results = module.new_results()
        with np.errstate(all="ignore"):
            module.analyse(columns, results, simulation=kind != "data")
        results = written_out(results, shared.program)
        assert set(results) == {*shared.region_names, *shared.variants}
        for name, found in results.items():
            compare_region(found, reference[shared.variants.get(name, name)], f"{backend}: {name}")
    for key, counts in reference.items():
        if not isinstance(key, str) and key not in shared.variants.values():
            assert counts == reference[key.region], key  # what is not touched is as it was


def agree_or_discard(plan, columns, kind, without=()):
    try:
        compare(plan, columns, kind, without)
    except DelicateError:
        assume(False)


@pytest.mark.parametrize("name", PROGRAMS)
@given(data=st.data())
@settings(max_examples=5)
def test_programs(name, data):
    plan = plan_of(PROGRAMS[name])
    columns = data.draw(events(plan.columns))
    for without in ((), tuple(PASSES)):
        agree_or_discard(plan, columns, "simulation", without)


@given(st.data())
@settings(max_examples=settings.default.max_examples // 2)  # each runs as many programs as it has variations
def test_random_programs(data):
    text = data.draw(varied_programs())
    note(text)
    plan = plan_of(text)
    columns = data.draw(events(plan.columns))
    note(str({name: array.to_list() for name, array in columns.items()}))
    agree_or_discard(plan, columns, data.draw(st.sampled_from(["simulation", "unknown"])))


@given(data=st.data())
@settings(max_examples=5)
def test_a_compiled_loop(data):
    plan = plan_of(PROGRAMS["conditions"])
    try:
        compare(plan, data.draw(events(plan.columns)), "simulation", compiled=True)
    except DelicateError:
        assume(False)


def test_what_is_not_touched_is_there_once():
    shared = varied(plan_of(PROGRAMS["conditions"]))
    names = [each.name for each in shared.program.regions]
    assert names == ["a", "b", "c", "a__s_up", "b__s_up", "c__s_up"]
    text = """systematic s
  up weight w = 2
region r
  weight w = 3
region q from r
  hist h = MET.pt in 4 bins from 0 GeV to 4 GeV
"""
    weights = varied(plan_of(text))
    assert [each.name for each in weights.program.regions] == ["r", "q"]
    assert [one.name for each in weights.program.regions for one in each.reweightings] == [
        "r__s_up",
        "q__s_up",
    ]
    assert varied(plan_of("region r\n")).program.regions[0].name == "r"


def test_the_same_for_chunks_of_any_size():
    plan = varied(
        plan_of("""systematic s
  up weight w = MET.pt / 7 GeV
  down Muon.pt = pt * 1.1
region r
  weight w = MET.pt / 3 GeV
  select size(Jet) >= 1
  hist h = Muon.pt in 4 bins from 0 GeV to 100 GeV
""")
    )
    random = np.random.default_rng(1)
    sizes = random.integers(0, 4, 90)
    columns = {
        name: random.exponential(40, 90).astype(np.float32)
        if name.startswith("MET")
        else ak.unflatten(random.exponential(40, sizes.sum()).astype(np.float32), sizes)
        for name in plan.columns
    }
    for module in (load(module_text(plan)), loop_module(plan)):
        counted = []
        for step in (90, 7):
            results = module.new_results()
            for start in range(0, 90, step):
                module.analyse({key: value[start : start + step] for key, value in columns.items()}, results)
            counted.append(written_out(results, plan.program))
        for name in counted[0]:
            one, other = (each[name] for each in counted)
            assert [*one["sumw"], *one["sumw2"]] == [*other["sumw"], *other["sumw2"]]
            assert one["histograms"]["h"] == other["histograms"]["h"]
