"""Links between objects, ancestry, bits, several triggers: all backends count the same, on made events and a real file."""

from pathlib import Path

import awkward as ak
import numpy as np
import pytest
from agreement import assert_agreement

from hepir.api import run_source
from hepir.compiling import analyse
from hepir.ir.binding import bind
from hepir.schemas.loading import find_schema
from hepir.source import Source

SCHEMA = find_schema("cms_nanoaod")
FILE = "nanoaod/nano_dy.root"
PROGRAM = """
object muons from Muon
  select exists(gen_particle) and |gen_particle.pdg_id| == 13
  let pull = (pt - gen_particle.pt) / gen_particle.pt

object from_z from GenParticle
  select |pdg_id| == 13 and descends_from(this, 23)

object prompt from GenParticle
  select bit(status_flags, 0) and not bit(status_flags, 2)

combine pairs = (a, b) from muons
define hard = leading(Muon)

region linked
  hist r = muons.pull in 20 bins from -3.1 to 3.1
  hist n = size(from_z) in 6 bins from 0 to 6
  hist p = size(prompt) in 6 bins from 0 to 6
  hist m = hard.gen_particle.mother.mass in 20 bins from 0.123 GeV to 200 GeV
  hist q = count(descends_from(m.gen_particle, 23, 15) for m in Muon) in 6 bins from 0 to 6
  hist s = max((p.a.gen_particle + p.b.gen_particle).mass else 0 GeV for p in pairs) in 20 bins from 0.01 GeV to 200 GeV
  hist t = sum(m.jet.pt else 0 GeV for m in Muon) in 20 bins from 0.123 GeV to 200 GeV
  hist u = count(contains(j, m.jet) for j in Jet for m in Muon) in 6 bins from 0 to 6
  hist v = sum(dr(nearest(Jet, m), m.jet) else 0 for m in Muon) in 20 bins from 0.123 to 3
  select any(exists(m.gen_particle.mother.mother) for m in muons)

region triggered
  select trigger("HLT_IsoMu24", "HLT_IsoMu27") if event.run < 2 else trigger("HLT_Ele32_WPTight_Gsf")
"""


def plan_of(text):
    """The plan of a program for the format, with the triggers that it asks for."""
    checked = analyse(Source("links.hep", text), SCHEMA)
    assert checked.program is not None, checked.diagnostics
    names = ("HLT_IsoMu24", "HLT_IsoMu27", "HLT_Ele32_WPTight_Gsf")
    return bind(checked.program, SCHEMA, branches=dict.fromkeys(names, "bool"))


def columns_of(plan, seed, count=60):
    """Random events: places that are not there, and circles of mothers, occur."""
    random = np.random.default_rng(seed)
    sizes = {kind: random.integers(0, 6, count) for kind in ("Muon", "Jet", "GenPart")}
    integers = {"pdgId": [13, -13, 23, 15, 1], "statusFlags": [0, 1, 5, 8192], "run": [1, 2, 3]}
    found = {}
    for column in plan.columns:
        kind, _, leaf = column.partition("_")
        leaf = leaf or column
        size = int(sizes[kind].sum()) if kind in sizes else count
        if leaf in integers:
            values = random.choice(integers[leaf], size).astype(np.int32)
        elif leaf.endswith(("Idx", "IdxMother")):
            values = random.integers(-1, 7, size).astype(np.int32)
        elif kind == "HLT":
            values = random.integers(0, 2, size).astype(bool)
        else:
            values = (random.exponential(20, size) + 3).astype(np.float32) % (3.0 if leaf != "pt" else 1e9)
        found[column] = ak.unflatten(values, sizes[kind]) if kind in sizes else ak.Array(values)
    return found


@pytest.mark.parametrize("seed", [0, 2, 3])
def test_all_backends_agree(seed):
    plan = plan_of(PROGRAM)
    assert_agreement(plan, columns_of(plan, seed), "simulation")


@pytest.mark.slow
def test_the_compiled_loop_agrees():
    pytest.importorskip("numba")
    plan = plan_of(PROGRAM)
    assert_agreement(plan, columns_of(plan, 0), "simulation", backends=("compiled",))


def test_muons_of_a_real_file(shared_data: Path):
    """Counted with other code: muons whose generated particle is a muon from a Z boson."""
    import uproot

    with uproot.open(shared_data / FILE) as file:
        tree = file["Events"].arrays(["Muon_genPartIdx", "GenPart_pdgId", "GenPart_genPartIdxMother"])
    expected = 0
    for event in tree.to_list():
        for place in event["Muon_genPartIdx"]:
            above, seen = place, []
            while above >= 0:
                seen.append(abs(event["GenPart_pdgId"][above]))
                above = event["GenPart_genPartIdxMother"][above]
            expected += seen[:1] == [13] and 23 in seen[1:]
    text = """
region all
  weight number = count(|m.gen_particle.pdg_id| == 13 and descends_from(m.gen_particle, 23) for m in Muon)
"""
    for backend in ("awkward", "interpreter"):
        result = run_source(Source("links.hep", text), [str(shared_data / FILE)], backend=backend)
        assert result.regions[0].steps[-1].sumw == expected > 10
