"""Hit or miss: the same on every backend, for any chunks, order and number of workers; and as random as it should be."""

import json
from functools import cache
from itertools import product
from pathlib import Path

import awkward as ak
import numpy as np
import pyarrow.parquet
import pytest
from agreement import assert_agreement, plan_of
from delicate import DelicateError
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from made_runs import OUTPUTS, event_files
from random_events import events

from hepir.api import compare_events, compile_source, run_source
from hepir.backends.interpreter import interpret
from hepir.cli import main
from hepir.diagnostics.core import HepirError
from hepir.intrinsics.hit_or_miss import stirred, stream_of, uniform
from hepir.ir.variations import varied
from hepir.pipeline import loading
from hepir.report.recorded import recorded_seed
from hepir.source import Source

TABLES = """
table efficiency
  axis pt in bins [5, 20, 50] GeV
  axis abseta in bins [0, 1.5, 2.5]
  values [0.3, 0.4, 0.5, 0.6]
  errors [0.1, 0.1, 0.1, 0.1]

table trigger_efficiency
  axis met in bins [0, 20, 50] GeV
  values [0.2, 0.8]
  outside clamp
"""
PROGRAM = f"""{TABLES}
object tagged from Muon
  select hit_or_miss(efficiency(pt, |eta|), this)

object leptons from Muon, Electron
  select hit_or_miss(efficiency_up(pt, |eta|), this)
  sort by pt descending

combine pairs = (a, b) from leptons
  select hit_or_miss(efficiency(pt, |eta|), this)

define hit = size(leptons)
define stirred = size(tagged)

region search
  when hit_or_miss(trigger_efficiency(MET.pt)) select hit >= 1
  select stirred >= 0
  hist tagged = size(tagged) in 5 bins from 0 to 5
  hist leptons = size(leptons) in 5 bins from 0 to 5
  hist pairs = size(pairs) in 5 bins from 0 to 5

region other
  reject hit_or_miss(trigger_efficiency(MET.pt))
  select none(hit_or_miss(efficiency(m.pt, 0.1), m) for m in Muon)
  select hit_or_miss(efficiency(leading(Electron).pt, 0.1), leading(Electron)) or size(leptons) >= 2
"""


@cache
def plan():
    return plan_of(PROGRAM)


@st.composite
def cases(draw):
    return draw(events(plan().columns))


@settings(max_examples=25)
@given(cases())
def test_all_backends_agree(columns):
    try:
        assert_agreement(plan(), columns, "simulation")
    except DelicateError:
        assume(False)


def many(number=400):
    """Events with large numbers, some of them negative or above all that a signed number holds."""
    random = np.random.default_rng(3)
    counts = {kind: random.integers(0, 5, number) for kind in ("Muon", "Electron")}
    found = {
        "run": random.integers(-(2**31), 2**31, number).astype(np.int32),
        "luminosityBlock": random.integers(0, 2**32, number).astype(np.uint32),
        "event": random.integers(0, 2**64, number, dtype=np.uint64),
        "MET_pt": random.exponential(30, number).astype(np.float32),
    }
    for kind, each in counts.items():
        size = each.sum()
        values = {"pt": random.exponential(25, size), "eta": random.normal(0, 1.2, size)}
        values |= {"phi": random.uniform(-3, 3, size), "mass": np.full(size, 0.1)}
        found |= {
            f"{kind}_{key}": ak.unflatten(value.astype(np.float32), each) for key, value in values.items()
        }
    return {name: ak.Array(value) for name, value in found.items() if name in plan().columns}


@pytest.mark.parametrize("backend", ["machine", "compiled"])
def test_the_compiled_loop(backend):
    assert_agreement(plan(), many(), "simulation", backends=("awkward", backend))


def counts_of(text, columns):
    plan = plan_of(text)
    return interpret(plan, {name: columns[name] for name in plan.columns}, "simulation").regions


def test_an_object_has_one_number_under_one_table_whatever_it_is_part_of():
    text = (
        TABLES
        + """
object tagged from Muon
  select hit_or_miss(efficiency(pt, |eta|), this)
object more from Muon
  select hit_or_miss(efficiency_up(pt, |eta|), this)
object soft from Muon
  sort by pt ascending
region lost
  select any(not contains(more, m) for m in tagged)
region differ
  select size(tagged) != count(hit_or_miss(efficiency(m.pt, |m.eta|), m) for m in soft)
region all_of_them
  select size(Muon) >= 1
"""
    )
    found = counts_of(text, many())
    assert found["lost"].steps[-1].entries == 0  # a higher efficiency keeps what a lower one keeps
    assert found["differ"].steps[-1].entries == 0
    assert found["all_of_them"].steps[-1].entries > 100


def test_a_variation_of_the_momentum_keeps_the_numbers():
    text = (
        TABLES
        + """
object tagged from Muon
  select hit_or_miss(efficiency(pt, |eta|), this)
systematic scale
  up Muon.phi = phi + 0.1
region all_of_them
  select size(tagged) >= 1
"""
    )
    plan = plan_of(text)
    columns = {name: value for name, value in many().items() if name in plan.columns}
    found = interpret(varied(plan), columns, "simulation").regions
    assert len(found) == 2
    assert len({tuple(step.entries for step in each.steps) for each in found.values()}) == 1


def test_numbers_are_uniform_and_independent():
    stream = stream_of("efficiency")
    keys = product(range(20), range(20), range(250))
    found = np.array([uniform(stream, (0, run, lumi, event), ()) for run, lumi, event in keys])
    assert found.min() >= 0 and found.max() < 1
    for power in (1, 2, 3, 4):  # within five standard deviations of 100,000 numbers
        spread = np.sqrt(1 / (2 * power + 1) - 1 / (power + 1) ** 2)
        assert abs(np.mean(found**power) - 1 / (power + 1)) < 5 * spread / np.sqrt(len(found))
    cells, _ = np.histogram(found, 100, (0, 1))
    assert 40 < np.sum((cells - len(found) / 100) ** 2 / (len(found) / 100)) < 180  # 99 degrees of freedom
    others = [
        [
            uniform(stream, (1, run, lumi, event), ())
            for run, lumi, event in product(range(20), range(20), range(250))
        ],
        [uniform(stream_of("other"), (0, *key), ()) for key in product(range(20), range(20), range(250))],
        [uniform(stream, (0, *key), (7,)) for key in product(range(20), range(20), range(250))],
        found[np.arange(1, len(found) + 1) % len(found)],
    ]
    for other in others:
        assert abs(np.corrcoef(found, other)[0, 1]) < 5 / np.sqrt(len(found))


def test_the_published_numbers_of_splitmix64():
    """Its first numbers from the state 0: each is the finalizer of a multiple of the step."""
    step = 0x9E3779B97F4A7C15
    known = [0xE220A8397B1DCDAF, 0x6E789E6AA1B965F4, 0x06C45D188009454F]
    assert [stirred(count * step % 2**64, 0) for count in range(3)] == known


def test_the_order_of_the_particles_does_not_matter():
    assert (
        uniform(1, (0, 1, 2, 3), (4, 5))
        == uniform(1, (0, 1, 2, 3), (5, 4))
        != uniform(1, (0, 1, 2, 3), (4, 6))
    )


RUN = """
table efficiency
  axis pt in bins [0, 30, 500] GeV
  values [0.4, 0.7]
  outside clamp

object tagged from Muon
  select hit_or_miss(efficiency(pt), this)

region search
  select size(tagged) >= 1
  weight scale = 1 / (1 + size(Muon))
  hist pt = tagged.pt in 20 bins from 0 GeV to 100 GeV
"""
WAYS = {
    "small chunks": {"step_entries": 1000},
    "large chunks": {"step_entries": 100_000},
    "workers": {"workers": 4, "executor": "processes"},
    "threads": {"workers": 4, "executor": "threads", "step_entries": 77},
}


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    return event_files(tmp_path_factory.mktemp("files"))


def outputs(files, folder, **options):
    run_source(Source("z.hep", RUN), files, output=folder, events=True, pictures=False, **options)
    return {name: (folder / name).read_bytes() for name in OUTPUTS}


@pytest.mark.parametrize("backend", ["awkward", "fused"])
def test_chunks_and_workers_change_nothing(backend, files, tmp_path):
    alone = outputs(files, tmp_path / "alone", backend=backend)
    for name, way in WAYS.items():
        assert outputs(files, tmp_path / name, backend=backend, **way) == alone, name


def test_the_order_of_the_files_changes_no_number(files, tmp_path):
    one, other = (outputs(order, tmp_path / name) for name, order in (("a", files), ("b", files[::-1])))
    steps = [json.loads(each["cutflow.json"])["regions"][0]["steps"] for each in (one, other)]
    assert [step["entries"] for step in steps[0]] == [step["entries"] for step in steps[1]]


def test_the_seed_is_recorded_and_changes_the_numbers(files, tmp_path):
    path = tmp_path / "z.hep"
    path.write_text(RUN)
    steps = {}
    for seed in (0, 5):
        folder = tmp_path / f"seed{seed}"
        options = ["--no-pictures", "-o", str(folder), "--seed", str(seed)]
        assert main(["run", str(path), files[0], *options]) == 0
        assert (
            recorded_seed(folder) == json.loads((folder / "run.json").read_text())["options"]["seed"] == seed
        )
        steps[seed] = json.loads((folder / "cutflow.json").read_text())["regions"][0]["steps"][-1]["entries"]
    assert steps[0] != steps[5]
    assert 0.8 < steps[0] / steps[5] < 1.25


def test_an_event_is_explained_as_it_was_run(files, tmp_path, capsys):
    run_source(
        Source("z.hep", RUN), [files[0]], output=tmp_path, events=True, pictures=False, seed=5, max_events=40
    )
    passed = {row["entry"] for row in pyarrow.parquet.read_table(tmp_path / "events.parquet").to_pylist()}
    assert 0 < len(passed) < 40
    for entry in range(12):
        capsys.readouterr()
        assert main(["explain-event", str(tmp_path), f"{files[0]}:{entry}", "--format", "json"]) == 0
        (region,) = json.loads(capsys.readouterr().out)["regions"]
        assert (region["passes"]) == (entry in passed)


SCHEMA = """name = "own"
title = "a format without numbers"
trees = ["Events"]

[collections.MET.properties]
pt = { branch = "MET_pt", unit = "GeV" }
"""


def test_without_a_number_of_the_event(tmp_path: Path):
    (tmp_path / "own.toml").write_text(SCHEMA)
    text = TABLES + "region r\n  select hit_or_miss(trigger_efficiency(MET.pt))\n"
    with pytest.raises(HepirError) as caught:
        compile_source(Source("x.hep", text), str(tmp_path / "own.toml"))
    (found,) = caught.value.diagnostics
    assert found.code == "HEP0528"
    numbered = SCHEMA + '\n[collections.event.properties]\nevent = { branch = "number", type = "integer" }\n'
    (tmp_path / "own.toml").write_text(numbered)
    assert compile_source(Source("x.hep", text), str(tmp_path / "own.toml")).columns == ("MET_pt", "number")


def test_a_loop_with_random_numbers_needs_no_numba(files, monkeypatch):
    """Numbers of events are stored in 64 bits without a sign."""

    def asked(text):
        raise AssertionError("numba was asked")

    loading.load_loop.cache_clear()
    monkeypatch.setattr(loading, "load_kept", asked)
    result = run_source(Source("z.hep", RUN), files[:1], backend="fused")
    assert result.provenance.backend == "fused"
    loading.load_loop.cache_clear()


def test_what_removed_an_event_is_said_with_the_numbers_of_its_run(files, tmp_path):
    for seed in (0, 5):
        outputs(files[:1], tmp_path / str(seed), seed=seed)
    lists = [tmp_path / str(seed) / "events.parquet" for seed in (0, 5)]
    found = compare_events(*lists, inputs=files[:1], most=10**6)
    (region,) = found.regions
    assert region.only_here and region.only_there
    assert len(region.removed_here) == len(region.only_there)
    assert len(region.removed_there) == len(region.only_here)
    assert all(each.line for each in (*region.removed_here, *region.removed_there))
