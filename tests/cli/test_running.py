"""`hepir run` and `hepir schema match|draft`, on the sample of the demonstration."""

import io
import json
import re
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from hepir.cli.progress import progress_bar
from hepir.compiling import emit

pytest.importorskip("uproot", reason="running needs the extra `run`")

PROGRAM = """\
region busy
  select size(Muon) >= 2
  hist met = MET.pt in 10 bins from 0 GeV to 100 GeV
"""


class Terminal(io.StringIO):
    """A text that says it is a terminal."""

    def isatty(self) -> bool:
        return True


@pytest.fixture(scope="module")
def sample(tmp_path_factory):
    """2000 events."""
    from hepir.demo.events import generate
    from hepir.demo.root_file import write_tree

    path = tmp_path_factory.mktemp("sample") / "sample.root"
    write_tree(path, generate(2000))
    return str(path)


@pytest.fixture
def program(tmp_path):
    path = tmp_path / "busy.hep"
    path.write_text(PROGRAM)
    return path.name


def test_the_cutflow_goes_to_the_output_and_the_rest_beside_it(hepir, program, sample):
    found = hepir("run", program, sample)
    assert found.status == 0
    assert re.search(r"^ +0 +all events +2,000 ", found.output, re.MULTILINE)
    assert "select size(Muon) >= 2" in found.output
    assert "schema cms_opendata_2012 (recognised), data events" in found.remarks
    assert "nothing was written" in found.remarks


def test_results_are_where_it_says(hepir, program, sample, tmp_path):
    found = hepir("run", program, sample, "-o", "out", "--schema", "cms_opendata_2012", "--no-pictures")
    assert found.status == 0
    assert "(as asked)" in found.remarks
    assert f"open {Path('out/report.html')}" in found.remarks
    assert (tmp_path / "out" / "report.html").is_file()
    assert not (tmp_path / "out" / "pictures").exists()


def test_options_reach_the_run(hepir, program, sample, tmp_path):
    words = ("--max-events", "300", "--chunk-events", "100", "--kind", "simulation", "--no-pictures")
    found = hepir("run", program, sample, "-o", "out", *words)
    assert "simulation events" in found.remarks
    steps = json.loads((tmp_path / "out" / "cutflow.json").read_text())["regions"][0]["steps"]
    assert steps[0]["entries"] == 300


def test_the_interpreter_counts_the_same(hepir, program, sample):
    words = ("run", program, sample, "--max-events", "200")
    assert hepir(*words).output == hepir(*words, "--backend", "interpreter").output


def test_the_list_of_events_needs_a_folder(hepir, program, sample):
    found = hepir("run", program, sample, "--events")
    assert found.status == 2
    assert "-o DIR" in found.remarks


@pytest.mark.parametrize("number", ["0", "-1", "many"])
def test_a_number_of_events_is_positive(hepir, program, sample, number):
    assert hepir("run", program, sample, f"--max-events={number}").status == 2


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--workers", "0"], "`0` is not a whole number from 1 on, nor `all`"),
        (["--workers", "many"], "`many` is not a whole number from 1 on, nor `all`"),
        (["--executor", "dask"], "--executor dask needs a cluster: --scheduler tcp://HOST:PORT"),
        (["--executor", "threads", "--scheduler", "tcp://a:1"], "--scheduler is for --executor dask"),
    ],
)
def test_workers_that_cannot_be(hepir, program, sample, words, said):
    found = hepir("run", program, sample, *words)
    assert found.status == 2
    assert said in found.remarks


def test_workers_count_the_same(hepir, program, sample):
    words = ("run", program, sample, "--backend", "awkward", "--executor", "threads", "--workers")
    assert hepir(*words, "all").output == hepir(*words, "1").output == hepir(*words, "2").output


@pytest.mark.parametrize(
    ("name", "data"), [("absent.root", None), ("text.root", b"no events"), ("empty.root", b"")]
)
def test_a_bad_input_is_one_diagnostic_and_no_output(hepir, program, tmp_path, name, data):
    if data is not None:
        (tmp_path / name).write_bytes(data)
    found = hepir("run", program, name, "-o", "out")
    assert (found.status, found.output) == (1, "")
    assert found.remarks.count("error[HEP07") == 1
    assert "-->" not in found.remarks  # nothing is wrong with the program
    assert not list(tmp_path.glob("out/*.json"))


def test_an_error_of_the_program_shows_its_place(hepir, no_unit, sample):
    found = hepir("run", no_unit.name, sample)
    assert found.status == 1
    assert "no_unit.hep:2:" in found.remarks


def test_no_progress_where_nobody_looks():
    with progress_bar(sys.stderr) as progress:
        assert progress is None


def test_progress_at_a_terminal(monkeypatch):
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("COLUMNS", "100")
    screen = Terminal()
    with progress_bar(screen) as progress:
        assert progress is not None
        progress(0, 1000)
        progress(500, 1000)
    assert "500 events" in screen.getvalue()


def test_match(hepir, sample):
    found = hepir("schema", "match", sample)
    assert found.status == 0
    assert re.match(r" +schema +fits +why\n +cms_opendata_2012 +yes ", found.output)


def test_match_of_another_format(hepir, tmp_path):
    import numpy as np
    import uproot

    with uproot.recreate(tmp_path / "odd.root") as file:
        file.mktree("odd", {"x": np.float32})
        file["odd"].extend({"x": np.zeros(3, np.float32)})
    found = hepir("schema", "match", "odd.root")
    assert found.status == 1
    assert "HEP0512" in found.remarks
    assert " yes " not in found.output


def test_a_draft_loads(hepir, sample):
    assert hepir("schema", "draft", sample, "-o", "mine.toml").status == 0
    found = hepir("schema", "show", "mine.toml")
    assert found.status == 0
    assert "Muon_pt" in found.output
    assert hepir("schema", "draft", sample).output == Path("mine.toml").read_text()


def test_list(hepir):
    assert "physlite" in hepir("schema", "list").output


def test_a_failure_of_generated_code_is_one_diagnostic(hepir, program, sample, monkeypatch):
    def broken(*arguments, **options):
        made = emit(*arguments, **options)
        return replace(made, text=made.text.replace("busy_cuts.append(", "busy_cuts.append(1 / 0 + ", 1))

    monkeypatch.setattr("hepir.pipeline.working.emit", broken)
    found = hepir("run", program, sample)
    assert (found.status, found.output) == (1, "")
    assert found.remarks.count("error[") == 1
    assert "error[HEP0603]" in found.remarks
    assert f"{program}:2:3" in found.remarks
    assert "Traceback" not in found.remarks
    monkeypatch.setenv("HEPIR_DEBUG", "1")
    assert "<generated by hepir>" in hepir("run", program, sample).remarks
