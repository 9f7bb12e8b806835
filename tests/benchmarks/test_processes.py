"""Processes that do tasks, and measurements with them."""

import sys
from contextlib import ExitStack
from pathlib import Path

import pytest
from benchmarks.nine.agreement import DifferentError
from benchmarks.nine.compiling import NotBuiltError, built
from benchmarks.nine.measuring import cold, growth, started, warm
from benchmarks.nine.processes import FailedError, Worker
from benchmarks.nine.starting import Interpreters, Side, all_sides

# a worker that answers each task with a histogram of one bin
ANSWERING = """
import json, sys
print(json.dumps({{"versions": {{"toy": "1"}}}}), flush=True)
for line in sys.stdin:
    task, *paths = line.split()
    print(json.dumps({answer}), flush=True)
"""
PATHS = [Path("a.root"), Path("b.root")]


def toy(name: str, answer: str) -> Side:
    """A side of an expression in Python."""
    return Side(name, name, (sys.executable, "-c", ANSWERING.format(answer=answer)))


def counting(name: str, entries: str = "len(paths)") -> Side:
    """A side whose histogram holds a number."""
    return toy(
        name,
        f'{{"seconds": 0.5, "processor": 0.25, "peak": 1000, "histograms": {{"h": [0.0, {entries}, 0.0]}}}}',
    )


def quiet(_: str) -> None:
    """No progress."""


def test_answers_come_in_turn() -> None:
    with Worker(counting("one").command) as worker:
        assert worker.versions == {"toy": "1"}
        assert worker.ask("q1", PATHS).histograms == {"h": [0.0, 2, 0.0]}
        assert worker.ask("q1", PATHS[:1]).histograms == {"h": [0.0, 1, 0.0]}


@pytest.mark.parametrize(
    ("command", "message"),
    [
        (("no-such-program",), "cannot be started"),
        ((sys.executable, "-c", "raise SystemExit(3)"), "status 3"),
        ((sys.executable, "-c", 'print(\'{"missing": "no coffea"}\')'), "no coffea"),
    ],
)
def test_a_worker_that_cannot_start_says_why(command: tuple[str, ...], message: str) -> None:
    with pytest.raises(FailedError, match=message):
        Worker(command)


def test_a_task_that_fails_says_why() -> None:
    failing = toy("one", '{"error": "ValueError: no such branch"}').command
    with Worker(failing) as worker, pytest.raises(FailedError, match="no such branch"):
        worker.ask("q1", PATHS)
    ending = (sys.executable, "-c", "print('{\"versions\": {}}')")
    with Worker(ending) as worker, pytest.raises(FailedError, match="ended"):
        worker.ask("q1", PATHS)


def test_sides_that_fail_do_not_stop_the_others() -> None:
    sides = (counting("one"), Side("two", "two", reason="not installed"), toy("three", '{"error": "broken"}'))
    with ExitStack() as stack:
        workers, reasons = started(sides, stack)
        table = warm(workers, sides, ["q1"], PATHS, 3, quiet)
    assert reasons == {"two": "not installed"}
    assert table["q1"]["one"].seconds == [0.5, 0.5, 0.5]
    assert table["q1"]["one"].processor == [0.25, 0.25, 0.25]
    assert table["q1"]["three"].reason == "broken"


def test_nothing_is_timed_where_histograms_differ() -> None:
    sides = (counting("one"), counting("other", "len(paths) + 100.0"))
    with ExitStack() as stack:
        workers, _ = started(sides, stack)
        with pytest.raises(DifferentError, match="q1: one and other: histogram h"):
            warm(workers, sides, ["q1"], PATHS, 3, quiet)


def test_backends_of_hepir_may_not_differ_at_all() -> None:
    sides = (counting("hepir-a", "100"), counting("hepir-b", "101"))
    with ExitStack() as stack:
        workers, _ = started(sides, stack)
        with pytest.raises(DifferentError):
            warm(workers, sides, ["q1"], PATHS, 1, quiet)


def test_new_processes_and_growth() -> None:
    # a side that knows no `--whole` gets it as an argument of its text
    sides = (counting("one"), toy("two", '{"error": "broken"}'))
    found = cold(sides, ["q1"], PATHS, 2, quiet)["q1"]
    assert len(found["one"].seconds) == 2
    assert found["one"].peak == [1000, 1000]
    assert found["two"].reason == "broken"
    points = growth(sides, ["q1"], PATHS, (1, 2), quiet)["q1"]
    assert [each.seconds for each in points["one"]] == [[0.5], [0.5]]
    assert [each.reason for each in points["two"]] == ["broken", "broken"]


def test_what_is_not_installed_is_told(tmp_path: Path) -> None:
    nowhere = str(tmp_path / "python")
    with pytest.raises(NotBuiltError, match="cannot be started"):
        built(nowhere, tmp_path)
    sides = all_sides(["awkward", "fused"], Interpreters(root=nowhere), tmp_path)
    assert [each.name for each in sides] == [
        "hepir-awkward",
        "hepir-fused",
        "by-hand",
        "coffea",
        "rdataframe-compiled",
        "rdataframe-jitted",
        "floor",
    ]
    assert "cannot be started" in next(each for each in sides if each.name == "rdataframe-compiled").reason


def test_the_worker_speaks_the_protocol(tmp_path: Path) -> None:
    with Worker((sys.executable, "-m", "benchmarks.nine.worker", "floor")) as worker:
        assert "uproot" in worker.versions
        with pytest.raises(FailedError, match="FileNotFoundError"):
            worker.ask("q1", [tmp_path / "none.root"])
