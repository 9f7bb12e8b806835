"""Files of functions in runs: what is named, by which hash; what fails, where; the same bytes with workers and clusters."""

import json

import pytest
from made_functions import CODE, FILE, HASH, PROGRAM, declaring, written
from made_models_onnx import hash_of, network
from made_runs import OUTPUTS, event_files

from hepir.api import compare_events, explain_event_source, run_dataset, run_source
from hepir.cli import main
from hepir.compiling import analyse
from hepir.diagnostics.core import HepirError
from hepir.interop.typed_json import from_json, to_json
from hepir.ir.binding import bind
from hepir.pipeline.models import contents_of
from hepir.schemas.loading import find_schema
from hepir.source import Source

RUN = PROGRAM.partition("region other")[0].replace("Electron", "Muon")
NEVER = "raise SystemExit('this must not run')\n"


@pytest.fixture(scope="module")
def files(tmp_path_factory):
    return event_files(tmp_path_factory.mktemp("files"))


def problem(text, files, *functions, **options):
    """The one diagnostic of a run, and the text that it points to."""
    source = Source("x.hep", text)
    with pytest.raises(HepirError) as caught:
        run_source(source, files[:1], functions=functions, **options)
    (found,) = caught.value.diagnostics
    return found, source.slice(found.span)


def calling(code, path):
    """A program that calls `f` of a file with some code."""
    written(path, code)
    return declaring(code) + "region r\n  select f(MET.pt) > 20\n"


@pytest.mark.parametrize("backend", ["awkward", "interpreter", "fused", "auto"])
def test_backends_give_the_same(files, tmp_path, backend):
    source, functions = Source("x.hep", RUN), [written(tmp_path)]
    limits = {"max_events": 120}
    wanted = run_source(source, files[:1], backend="interpreter", functions=functions, **limits)
    found = run_source(source, files[:1], backend=backend, functions=functions, **limits)
    assert [each.entries for each in found.regions[0].steps] == [
        each.entries for each in wanted.regions[0].steps
    ]
    assert 0 < found.regions[0].steps[1].entries < 120
    left = [each for each in found.notes if "the awkward backend was taken" in each]
    assert len(left) == (backend == "fused")


def test_the_same_bytes_in_chunks_and_with_workers(files, tmp_path):
    ways = {
        "alone": {},
        "chunks": {"step_entries": 77},
        "processes": {"workers": 2, "executor": "processes"},
        "threads": {"workers": 2, "executor": "threads"},
    }
    found = set()
    for name, way in ways.items():
        out, path = tmp_path / name, written(tmp_path)
        run_source(
            Source("x.hep", RUN), files, output=out, backend="awkward", functions=[path], events=True, **way
        )
        found.add(tuple((out / each).read_bytes() for each in OUTPUTS))
    assert len(found) == 1


def test_a_cluster_is_sent_the_content(files, tmp_path):
    distributed = pytest.importorskip("distributed", reason="needs the extra `dask`")
    path = written(tmp_path)
    alone = run_source(Source("x.hep", RUN), files[:1], backend="awkward", functions=[path])
    with distributed.LocalCluster(
        n_workers=1, threads_per_worker=1, dashboard_address="127.0.0.1:0", local_directory=str(tmp_path)
    ) as cluster:
        address = cluster.scheduler_address
        found = run_source(
            Source("x.hep", RUN),
            files[:1],
            backend="awkward",
            functions=[path],
            executor="dask",
            scheduler=address,
        )
    assert found.regions[0].steps == alone.regions[0].steps


def test_the_file_is_kept_with_its_hash(files, tmp_path):
    out, path = tmp_path / "out", written(tmp_path)
    run_source(Source("x.hep", RUN), files[:1], output=out, functions=[path], events=True, pictures=False)
    (kept,) = json.loads((out / "run.json").read_text())["program"]["files"]
    assert kept == {"path": FILE, "sha256": HASH.removeprefix("sha256:")}
    assert (out / FILE).read_text() == CODE
    program = Source("program.hep", (out / "program.hep").read_text())
    assert explain_event_source(program, f"{files[0]}:0", functions=[out / FILE]).regions
    lists = out / "events.parquet", out / "events.parquet"
    assert compare_events(*lists, inputs=files[:1], functions=[path]).equal


def test_a_dataset(files, tmp_path):
    toml = f'[[samples]]\nname = "a"\nprocess = "a"\nkind = "data"\nfiles = ["{files[0]}"]\n'
    (tmp_path / "d.toml").write_text(toml)
    found = run_dataset(Source("x.hep", RUN), tmp_path / "d.toml", functions=[written(tmp_path)])
    assert found.regions[0].steps[1].entries > 0


def test_nothing_is_looked_for(files, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    written(tmp_path, NEVER)
    text = declaring(NEVER) + "region r\n  select f(MET.pt) > 20\n"
    found, place = problem(text, files)
    assert (found.code, place) == ("HEP0610", "f")
    assert f"--functions {FILE}" in found.hints[0]
    assert text.split('"')[3] in found.hints[1]


def test_a_file_of_another_name_with_the_hash_is_taken(files, tmp_path):
    other = tmp_path / "renamed.txt"
    other.write_text(CODE)
    assert run_source(Source("x.hep", RUN), files[:1], functions=[other]).regions


def test_another_file_is_not_run(files, tmp_path):
    path = written(tmp_path, NEVER)
    text = declaring(CODE) + "region r\n  select f(MET.pt) > 20\n"
    found, place = problem(text, files, path)
    assert (found.code, place) == ("HEP0611", "f")
    assert HASH in found.message
    assert found.hints[0].startswith('if this file is meant, write: hash "sha256:')
    other = tmp_path / "other.py"
    other.write_text(NEVER)
    found, _ = problem(text, files, str(other))
    assert found.code == "HEP0610"
    assert "other.py` is another" in found.message


FILES = {
    "no function": ("g = 1\n", "it has no function of this name"),
    "another function": ("def g(pt):\n    return pt\n", "of this name, but `g`"),
    "no code": ("f = 3\n", "it has int, no function, of this name"),
    "syntax": ("def f(pt)\n    return pt\n", "line 1: SyntaxError: expected ':'"),
    "fails": ("import nothing_of_this_name\n", "line 1: ModuleNotFoundError"),
    "ends": ("import sys\nsys.exit(3)\n", "line 2: SystemExit: 3"),
    "bytes": ("\0", "SyntaxError"),
}


@pytest.mark.parametrize("name", FILES)
def test_files_that_cannot_be_used(name, files, tmp_path):
    code, words = FILES[name]
    found, place = problem(calling(code, tmp_path), files, tmp_path / FILE)
    assert (found.code, place) == ("HEP0612", "f")
    assert words in found.message


@pytest.mark.parametrize("path", ["not_there.py", ".", "a\0b.py"])
def test_paths_that_are_no_files(path, files, tmp_path):
    found, place = problem(calling("", tmp_path), files, tmp_path / path)
    assert (found.code, place) == ("HEP0612", "f")
    assert "cannot be read" in found.message


FAILURES = {
    "inside": ("def f(pt):\n    return pt / None\n", "line 2: TypeError: unsupported operand"),
    "an index": ("def f(pt):\n    return {}[3]\n", "line 2: KeyError: 3"),
    "a value of its own": ("def f(pt):\n    raise ValueError('of mine')\n", "line 2: ValueError: of mine"),
    "arguments": ("def f(pt, eta):\n    return pt\n", "missing 1 required positional argument: 'eta'"),
    "ends": ("def f(pt):\n    raise SystemExit\n", "line 2: SystemExit"),
    "nothing": ("def f(pt):\n    pass\n", "it gives NoneType, not an array of numpy"),
    "one number": ("def f(pt):\n    return float(pt[0])\n", "it gives float"),
    "a column": ("def f(pt):\n    return pt[:, None]\n", "of shape"),
    "no number": ("def f(pt):\n    return pt + float('nan')\n", "it gives no number (NaN) for"),
}


@pytest.mark.parametrize("backend", ["awkward", "interpreter"])
@pytest.mark.parametrize("name", FAILURES)
def test_functions_that_fail(name, backend, files, tmp_path):
    code, words = FAILURES[name]
    text = calling(code, tmp_path)
    found, place = problem(text, files, tmp_path / FILE, backend=backend, output=tmp_path / "out")
    assert (found.code, place) == ("HEP0613", "f")
    assert words in found.message
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("executor", ["threads", "processes"])
def test_a_failure_in_a_worker_is_the_same(executor, files, tmp_path):
    text = calling("def f(pt):\n    return pt / None\n", tmp_path)
    found, place = problem(text, files, tmp_path / FILE, backend="awkward", workers=2, executor=executor)
    assert (found.code, place) == ("HEP0613", "f")


def test_a_file_that_nothing_needs_is_said(files, tmp_path):
    text = "region r\n  select MET.pt > 20 GeV\n"
    found = run_source(Source("x.hep", text), files[:1], functions=[written(tmp_path)])
    assert f"`{FILE}` was named, and nothing calls a function of it" in found.notes


def test_a_file_that_is_not_there_and_not_needed_is_said(files):
    text = "region r\n  select MET.pt > 20 GeV\n"
    found = run_source(Source("x.hep", text), files[:1], functions=["nowhere.py"])
    assert "`nowhere.py` was named, and nothing calls a function of it" in found.notes


def test_on_the_command_line(files, tmp_path, capsys):
    (tmp_path / "x.hep").write_text(RUN)
    command = ["run", str(tmp_path / "x.hep"), files[0]]
    assert main(command) == 1
    shown = capsys.readouterr()
    assert "HEP0610" in shown.err
    assert "Traceback" not in shown.err
    assert main([*command, "--functions", written(tmp_path)]) == 0
    assert "select energy > 20 GeV" in capsys.readouterr().out


def test_models_of_a_program_in_json(tmp_path):
    data = network(1)
    model = f'model m from "m.onnx"\n  hash "{hash_of(data)}"\n  input met GeV\n  output "probabilities" 1\n'
    (tmp_path / "m.onnx").write_bytes(data)
    text = f"{model}region r\n  select m(MET.pt) > 0.5\n"
    typed = analyse(Source(str(tmp_path / "x.hep"), text)).program
    written_out = to_json(typed).replace(hash_of(data)[7:], "0" * 64)
    schema = find_schema("cms_opendata_2012")
    with pytest.raises(HepirError) as unknown:
        contents_of(bind(from_json(written_out), schema))
    with pytest.raises(HepirError) as other:
        from_json(written_out, folder=tmp_path)
    with pytest.raises(HepirError) as absent:
        from_json(to_json(typed), folder=tmp_path / "elsewhere")
    raised = (unknown, other, absent)
    assert [each.value.diagnostics[0].code for each in raised] == ["HEP0614", "HEP0243", "HEP0242"]
    assert contents_of(bind(from_json(to_json(typed), folder=tmp_path), schema))
