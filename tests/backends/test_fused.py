"""The compiled loop: the same counts as the interpreter, to the last digits; the same events as the columnar backend.

That its statements mean what the interpreter says is tested on random programs in `test_agreement`, where they run in Python:
compiling each would take seconds. Here one program with most of the language is compiled.
"""

import json
import math
from pathlib import Path

import pytest
from agreement import assert_agreement, plan_of
from delicate import DelicateError
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from random_events import events

from hepir.api import compile_source, run_source
from hepir.backends.fused import functions_without_loops
from hepir.backends.fused.prelude import HELPERS
from hepir.source import Source

pytest.importorskip("numba", reason="compiling needs the extra `fast`")
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning:numba", "ignore::RuntimeWarning")

PROGRAM = """\
object muons from Muon
  select pt > 10 GeV and |eta| < 2.4
  let closeness = min(dr(this, j) for j in Jet) else 9
  sort by pt descending

object leptons from muons, Electron
  reject relative_isolation > 0.5
  sort by pt descending

object jets from Jet
  sort by pt descending

combine pairs = (a, b) from leptons
  select a.charge != b.charge
  sort by mass descending

combine mixed = (l, j) from leptons, Jet
  select dr(l, j) > 0.4

combine quadruplets = (first, second) from pairs, pairs disjoint
  select first.mass >= second.mass

choose z from pairs minimizing |mass - 91.2 GeV| then maximizing pt

define ht = sum(j.pt for j in Jet where |j.eta| < 2)
define recoil = sum(Jet).pt
define lead = leading(Jet).btag else -1

region all
  hist jets = Jet.pt in 20 bins from 0 GeV to 100 GeV
  hist closeness = muons.closeness in bins [0, 0.5, 1, 3, 10]

region leptonic from all
  select size(leptons) >= 1 or ht > 60 GeV
  when size(Jet) >= 2 select any(j.btag > 0.5 for j in Jet)
  weight recoil = recoil / 10 GeV
  weight isolation = mean(l.pt for l in leptons) / 1 GeV else 1
  hist lead = lead in 5 bins from -1 to 1
  hist plane = leptons[0].pt in 5 bins from 0 GeV to 100 GeV, size(mixed) in bins [0, 1, 2, 10]

region paired from leptonic
  select exists(z) and pairs[0].mass > 12 GeV
  reject transverse_mass(z.a, MET) > 90 GeV
  weight mass = z.mass / 1 GeV else 3
  bin size(quadruplets) in bins [0, 1, 5]
  bin max(leading(leptons).pt else 0 GeV, 20 GeV) in bins [0, 30, 100] GeV

region other
  reject paired
  select sum(first(jets, 2)).mass < 80 GeV
  weight all = (sum(j.pt * j.eta for j in Jet) / 1 GeV if size(Jet) > 1 else 2)
  hist scaled = interpolate(MET.pt, 10 GeV, 0, 50 GeV, 1) in 10 bins from 0 to 1
"""
PLAN = plan_of(PROGRAM)


@given(st.data())
@settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much])
def test_compiled_code(data: st.DataObject) -> None:
    columns = data.draw(events(PLAN.columns))
    kind = data.draw(st.sampled_from(["simulation", "data"]))
    try:
        assert_agreement(PLAN, columns, kind, backends=("fused", "machine", "compiled"))
    except DelicateError:
        assume(False)


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> str:
    """2,000 events."""
    from hepir.demo.events import generate
    from hepir.demo.root_file import write_tree

    path = tmp_path_factory.mktemp("sample") / "sample.root"
    write_tree(path, generate(2000))
    return str(path)


SELECTION = """\
combine pairs = (a, b) from Muon
  select a.charge != b.charge
choose z from pairs minimizing |mass - 91.2 GeV|
define mass = z.mass
define several = size(Muon) > 2
region found
  select exists(z)
  weight recoil = z.pt / 1 GeV else 1
  hist mass = mass in 30 bins from 60 GeV to 120 GeV
region heavy from found
  select mass > 90 GeV
"""


def outputs(sample: str, folder: Path, backend: str, **options: object) -> dict[str, object]:
    """What a run writes."""
    import pyarrow.parquet

    run_source(Source("z.hep", SELECTION), [sample], output=folder, backend=backend, events=True, **options)
    return {
        "cutflow": json.loads((folder / "cutflow.json").read_text()),
        "histograms": (folder / "histograms.json").read_text(),
        "events": pyarrow.parquet.read_table(folder / "events.parquet").to_pydict(),
    }


def test_all_outputs_of_a_run(sample: str, tmp_path: Path) -> None:
    columnar = outputs(sample, tmp_path / "awkward", "awkward")
    loop = outputs(sample, tmp_path / "fused", "fused")
    assert loop["cutflow"]["regions"][1]["steps"][-1]["entries"] > 100
    assert [[s["entries"] for s in r["steps"]] for r in loop["cutflow"]["regions"]] == [
        [s["entries"] for s in r["steps"]] for r in columnar["cutflow"]["regions"]
    ]
    assert loop["events"].keys() == columnar["events"].keys()
    for name, values in loop["events"].items():
        expected = columnar["events"][name]
        assert values == (pytest.approx(expected) if name in ("weight", "mass") else expected), name


def test_the_same_to_the_last_bit_for_any_chunks(sample: str, tmp_path: Path) -> None:
    whole = outputs(sample, tmp_path / "whole", "fused")
    pieces = outputs(sample, tmp_path / "pieces", "fused", step_entries=77)
    assert whole == pieces


def test_all_built_in_functions_have_loops() -> None:
    assert functions_without_loops(PLAN) == ()


def test_nothing_in_a_program_becomes_code() -> None:
    title = 'x"""\\nimport os; os.abort()\\n"""'
    text = f'analysis "{title.replace(chr(34), chr(92) + chr(34))}"\n\n' + SELECTION
    made = compile_source(Source("z.hep", text), "cms_opendata_2012", "fused").text
    assert not any(line.lstrip().startswith("import os") for line in made.splitlines())
    compile(made, "made", "exec")


@given(
    st.floats(-1e4, 1e4)
    | st.floats(-4.0, 4.0)
    | st.sampled_from([0.0, math.pi, -math.pi, math.pi / 2, math.nan])
)
def test_cosine_and_sine(angle: float) -> None:
    names: dict[str, object] = {"math": math, "compiled": lambda function: function}
    exec(HELPERS["cosine_and_sine"], names)
    function = names["cosine_and_sine"]
    assert callable(function)
    for found, expected in zip(function(angle), (math.cos(angle), math.sin(angle)), strict=True):
        assert math.isnan(angle) or abs(found - expected) <= max(2 * math.ulp(expected), 1e-25)
        assert math.isnan(found) == math.isnan(angle)
