"""The search whose cost is measured: its programs are right, and each step adds what it says."""

from pathlib import Path

import pytest

pytest.importorskip("onnx", reason="onnx is not installed")
pytest.importorskip("onnxruntime", reason="onnxruntime is not installed")

from benchmarks.sample.files import Sample, made
from benchmarks.searching.costs import figures, once
from benchmarks.searching.programs import STEPS, WIDTH, written
from benchmarks.searching.trees import trees

from hepir.api import check_source, read_program


def test_the_programs_are_right(tmp_path: Path) -> None:
    programs = written(tmp_path)
    assert tuple(programs) == STEPS
    for path in programs.values():
        assert not [each for each in check_source(read_program(str(path))) if each.severity.name == "ERROR"]


def test_each_step_counts_the_same_events_and_fills_more(tmp_path: Path) -> None:
    programs = written(tmp_path / "search")
    (sample,) = made(Sample(2_000), tmp_path / "events")
    found = [once(programs[name], sample, "awkward") for name in STEPS]
    assert len({tuple(run["entries"]) for run in found}) == 1
    bins = [run["bins"] for run in found]
    assert bins == sorted(bins) and bins[1] - bins[0] >= 100


def test_ratios_are_those_of_runs_in_turn() -> None:
    nominal = [{"seconds": 1.0, "megabytes": 100}, {"seconds": 2.0, "megabytes": 100}]
    runs = [{"seconds": 3.0, "megabytes": 150}, {"seconds": 6.0, "megabytes": 150}]
    assert figures(runs, nominal) == {"seconds": 4.5, "time": 3.0, "megabytes": 150, "memory": 1.5}


def test_the_classifier_is_the_same_bytes_again() -> None:
    assert trees(WIDTH) == trees(WIDTH) != trees(WIDTH, seed=6)
