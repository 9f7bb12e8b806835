"""Models: the same on every backend and for any chunks; what other files, other hashes and other inputs come to."""

import json
from contextlib import suppress
from pathlib import Path

import awkward as ak
import numpy as np
import pytest
from agreement import load, module_text, plan_of
from benchmarks.searching.trees import trees
from made_adl_events import BRANCHES
from made_models_onnx import hash_of, model_of, network, onnx, port
from made_runs import event_files

from hepir.api import explain_event_source, read_program, run_source
from hepir.backends.fused import functions_without_loops
from hepir.backends.interpreter import interpret
from hepir.compiling import analyse
from hepir.diagnostics.core import HepirError
from hepir.intrinsics.onnx_models import feeds_of, outputs_of, session_of
from hepir.pipeline import models as run_models
from hepir.source import Source
from hepir.tabular.files import TableError
from hepir.tabular.onnx import read_ports

runtime = pytest.importorskip("onnxruntime", reason="onnxruntime is not installed")

PROGRAM = """
model bdt from "bdt.onnx"
  hash "{bdt}"
  input met GeV mean 30 scale 20
  input number
  input jet_pt 3 places GeV mean 40 scale 25 pad -1
  input eta 2 places pad 0
  output "score"

model network from "nets/network.onnx"
  hash "{network}"
  input pt GeV scale 30
  input eta
  output "probabilities" 1

object jets from Jet
  sort by pt descending

object muons from Muon
  select network(pt, |eta|) > 0.4
  sort by pt descending

define score = bdt(MET.pt, size(Muon), jets.pt, muons.eta)

region search
  select score > -0.3
  select size(Muon) >= 1
  hist score = score in 20 bins from -1 to 1
  hist best = network(muons[0].pt, muons[0].eta) in 20 bins from 0 to 1
  hist each_of_them = network(Muon.pt, Muon.eta) in 20 bins from 0 to 1
  weight confidence = network(leading(Muon).pt, 0.5) else 1

region other
  select network(leading(Electron).pt, leading(Electron).eta) > 0.45 or score < 0
"""


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A folder with both models, which is the current one."""
    (tmp_path / "nets").mkdir()
    (tmp_path / "bdt.onnx").write_bytes(trees(7))
    (tmp_path / "nets/network.onnx").write_bytes(network(2))
    monkeypatch.chdir(tmp_path)
    return tmp_path


def program():
    return PROGRAM.format(bdt=hash_of(trees(7)), network=hash_of(network(2)))


def test_columns_agree_with_the_interpreter(folder):
    plan = plan_of(program())
    assert set(functions_without_loops(plan)) == {"bdt", "network"}
    columns = {name: BRANCHES[name] for name in plan.columns}
    counts = interpret(plan, columns, "simulation")
    assert 0 < counts.regions["search"].steps[1].entries < counts.events
    module = load(module_text(plan))
    module.MODEL_FILES = {"bdt.onnx": trees(7), "nets/network.onnx": network(2)}
    results = module.new_results()
    module.analyse(columns, results, simulation=True)
    for name, region in counts.regions.items():
        assert [step.entries for step in region.steps] == list(results[name]["entries"]), name
        assert np.allclose([step.sumw for step in region.steps], results[name]["sumw"], rtol=1e-12)


def test_the_value_is_that_of_onnxruntime(folder):
    text = program() + "region all\n  hist s = score in 1000 bins from -2 to 2\n"
    plan = plan_of(text)
    event = {
        "MET_pt": [50.0],
        "Muon_pt": [[30.0, 20.0]],
        "Muon_eta": [[0.5, -1.0]],
        "Jet_pt": [[33.0]],
    }
    columns = {
        name: ak.Array(event.get(name, [[0.1, 0.1]] if name.startswith("Muon") else [[0.1]]))
        for name in plan.columns
    }
    kept = [eta for pt, eta in ((30.0, 0.5), (20.0, -1.0)) if net(pt / 30, abs(eta)) > 0.4]
    etas = [*kept, 0.0, 0.0][:2]
    row = [(50 - 30) / 20, 2, (33 - 40) / 25, (-1 - 40) / 25, (-1 - 40) / 25, *etas]
    session = runtime.InferenceSession(trees(7), providers=["CPUExecutionProvider"])
    (wanted,) = session.run(["score"], {"x": np.array([row], np.float32)})
    (cell,) = interpret(plan, columns, "simulation").regions["all"].histograms["s"]
    assert abs(-2 + (cell[0] - 0.5) * 0.004 - wanted[0, 0]) <= 0.002


def net(*values):
    session = runtime.InferenceSession(network(2), providers=["CPUExecutionProvider"])
    return session.run(["probabilities"], {"x": np.array([values], np.float32)})[0][0, 1]


def test_no_bit_depends_on_how_many_rows_come_together(folder):
    plan = plan_of(program())
    (model,) = [each for each in run_models.models_of(plan) if each.name == "network"]
    random = np.random.default_rng(1)
    rows = random.normal(0, 1, (500, 2))
    found = outputs_of(session_of(model.sha256), list(rows.T), feeds_of(model), "probabilities", 1, 64)
    for size in (1, 3, 63, 64, 65, 200):
        parts = [
            outputs_of(
                session_of(model.sha256),
                list(rows[at : at + size].T),
                feeds_of(model),
                "probabilities",
                1,
                64,
            )
            for at in range(0, 500, size)
        ]
        assert np.array_equal(np.concatenate(parts), found), size


RUN = """
model network from "network.onnx"
  hash "{hash}"
  input pt GeV scale 30
  input eta
  output "probabilities" 1

object muons from Muon
  select network(pt, eta) > 0.4

region search
  select size(muons) >= 1
  hist pt = muons.pt in 20 bins from 0 GeV to 100 GeV
"""


@pytest.fixture(scope="module")
def files(tmp_path_factory):
    return event_files(tmp_path_factory.mktemp("files"))


def written(folder: Path) -> Path:
    (folder / "network.onnx").write_bytes(network(2))
    (folder / "run.hep").write_text(RUN.format(hash=hash_of(network(2))))
    return folder / "run.hep"


def test_runs_are_the_same_in_chunks_with_workers_and_on_backends(files, tmp_path):
    source = read_program(str(written(tmp_path)))
    ways = {
        "alone": {"backend": "awkward"},
        "chunks": {"backend": "awkward", "step_entries": 77},
        "workers": {"backend": "awkward", "workers": 2, "executor": "processes"},
        "fused": {"backend": "fused"},
        "auto": {},
    }
    found = {}
    for name, way in ways.items():
        result = run_source(source, files[:1], output=tmp_path / name, pictures=False, **way)
        found[name] = (tmp_path / name / "cutflow.json").read_bytes()
        if name == "fused":
            assert (
                "`network` can only be worked out in columns: the awkward backend was taken" in result.notes
            )
    assert len(set(found.values())) == 1
    small = run_source(source, files[:1], backend="interpreter", max_events=100)
    same = run_source(source, files[:1], backend="awkward", max_events=100)
    assert [step.entries for step in small.regions[0].steps] == [
        step.entries for step in same.regions[0].steps
    ]


def test_the_model_goes_with_the_results(files, tmp_path):
    run_source(read_program(str(written(tmp_path))), files[:1], output=tmp_path / "out", pictures=False)
    assert (tmp_path / "out/network.onnx").read_bytes() == network(2)
    record = json.loads((tmp_path / "out/run.json").read_text())
    assert record["program"]["files"][0]["path"] == "network.onnx"
    assert explain_event_source(read_program(str(tmp_path / "out/program.hep")), f"{files[0]}:0").regions


def test_without_a_runtime(files, tmp_path, monkeypatch):
    monkeypatch.setattr(run_models, "find_spec", lambda _: None)
    with pytest.raises(HepirError) as caught:
        run_source(read_program(str(written(tmp_path))), files[:1])
    assert [each.code for each in caught.value.diagnostics] == ["HEP0609"]


def test_generated_code_stands_alone(folder, tmp_path):
    plan = plan_of(program())
    path = tmp_path / "selection.py"
    path.write_text(module_text(plan))
    module = load(path.read_text())
    module.__file__ = str(path)
    results = module.new_results()
    columns = {name: BRANCHES[name] for name in plan.columns}
    module.analyse(columns, results, simulation=True)
    assert results["search"]["entries"][0] == len(BRANCHES["MET_pt"])
    (tmp_path / "bdt.onnx").write_bytes(trees(7, seed=8))
    module.MODEL_SESSIONS.clear()
    with pytest.raises(ValueError, match=r"bdt.onnx is not the model"):
        module.analyse(columns, results, simulation=True)


HEAD = 'model m from "m.onnx"\n'
GOOD = "  input met GeV\n  input ht GeV\n"
USE = "region r\n  select MET.pt > 20 GeV\n"
IDENTITY = onnx.helper.make_node("Identity", ["x"], ["y"])
INTS = onnx.TensorProto.INT64
BAD = {
    "other inputs": (network(3), GOOD, "gives 2 numbers, and the file takes 3: `x` [any, 3]"),
    "another output": (
        network(2),
        GOOD + '  output "score"\n',
        "no output `score`, but `probabilities` [any, 2]",
    ),
    "which column": (network(2), GOOD, "`probabilities` [any, 2] has several columns: say which, from 0 on"),
    "no such column": (network(2), GOOD + '  output "probabilities" 2\n', "has no column 2, counted from 0"),
    "no model": (b"hello", GOOD, "the file is no ONNX model"),
    "cut off": (network(2)[:200], GOOD, "the file is no ONNX model"),
    "nothing": (b"", GOOD, "the file is no ONNX model"),
    "whole numbers": (
        model_of([IDENTITY], [port("x", None, 2, dtype=INTS)], [port("y", None, 2, dtype=INTS)]),
        GOOD + '  output "y" 0\n',
        "input `x` takes no real numbers",
    ),
    "pictures": (
        model_of([IDENTITY], [port("x", None, 2, 3)], [port("y", None, 2, 3)]),
        GOOD,
        "`x` [any, 2, 3] is no table of a row for each event",
    ),
    "no input": (network(2), "", "it has no `input`"),
    "twice": (network(2), GOOD + "  input ht GeV\n", "two of its inputs are called `ht`"),
    "twice, by its places": (
        network(3),
        "  input x 2 places\n  input x_1\n",
        "two of its inputs are called `x_1`",
    ),
    "a scale of nothing": (
        network(2),
        "  input met GeV scale 0\n  input ht GeV\n",
        "divided by a scale of 0",
    ),
    "too many places": (network(2), "  input met 5000 places GeV\n", "has 5000 places, not 1 to 1000"),
}


@pytest.mark.parametrize("name", BAD)
def test_what_is_refused(name, tmp_path):
    data, rules, problem = BAD[name]
    (tmp_path / "m.onnx").write_bytes(data)
    text = f'{HEAD}  hash "{hash_of(data)}"\n{rules}{USE}'
    found = analyse(Source(str(tmp_path / "x.hep"), text)).diagnostics
    assert [each.code for each in found] == ["HEP0242"], [each.message for each in found]
    assert problem in found[0].message


@pytest.mark.parametrize("path", ["missing.onnx", "../m.onnx", "/etc/passwd"])
def test_files_that_are_not_there(path, tmp_path):
    found = analyse(Source(str(tmp_path / "x.hep"), f'model m from "{path}"\n  hash "sha256:0"\n{GOOD}{USE}'))
    assert [each.code for each in found.diagnostics] == ["HEP0242"]


@pytest.mark.parametrize("said", ["", '  hash "sha256:00"\n'])
def test_another_hash(said, tmp_path):
    (tmp_path / "m.onnx").write_bytes(network(2))
    text = f'{HEAD}{said}{GOOD}  output "probabilities" 0\n{USE}'
    (found,) = analyse(Source(str(tmp_path / "x.hep"), text)).diagnostics
    assert found.code == "HEP0243"
    assert f'hash "{hash_of(network(2))}"' in found.hints[0]


CALLS = {
    "m(MET.pt)": "HEP0206",
    "m(20, Jet.pt)": "HEP0304",
    "m(MET.pt, MET.pt)": "HEP0205",
    "m(MET.pt, Jet.pt)": "HEP0202",
    "m(MET.pt, jets.eta)": "HEP0304",
}


@pytest.mark.parametrize("call", CALLS)
def test_wrong_calls(call, tmp_path):
    (tmp_path / "m.onnx").write_bytes(network(3))
    head = f'{HEAD}  hash "{hash_of(network(3))}"\n  input met GeV\n  input jet_pt 2 places GeV pad 0\n'
    jets = "object jets from Jet\n  sort by pt descending\n"
    text = f'{head}  output "probabilities" 0\n{jets}region r\n  select {call} > 0.5\n'
    found = analyse(Source(str(tmp_path / "x.hep"), text)).diagnostics
    errors = {each.code for each in found if each.severity.name == "ERROR"}
    assert CALLS[call] in errors, [each.message for each in found]


def test_ports_are_those_of_onnx():
    for data in (network(4), trees(6), network(5, batch=1)):
        graph = onnx.load_from_string(data).graph
        found = read_ports(data)
        assert [each.name for each in found.inputs] == [each.name for each in graph.input]
        sizes = [each.dim_value for each in graph.input[0].type.tensor_type.shape.dim]
        assert list(found.inputs[0].shape) == sizes


def test_broken_bytes_never_crash():
    data = bytearray(network(2))
    random = np.random.default_rng(2)
    for _ in range(300):
        broken = bytearray(data)
        for place in random.integers(0, len(broken), 5):
            broken[place] = random.integers(256)
        with suppress(TableError):
            read_ports(bytes(broken))
