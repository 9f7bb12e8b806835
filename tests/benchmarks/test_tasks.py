"""The nine tasks: their programs, and that those who do them agree."""

import sys
from pathlib import Path

import pytest
from benchmarks.nine.agreement import compared
from benchmarks.nine.measuring import ALONE, with_workers
from benchmarks.nine.sides import by_hand, floor, hepir_runs
from benchmarks.nine.starting import Side, worker
from benchmarks.nine.tasks import COLUMNS, SCHEMA, TASKS, program
from benchmarks.sample.files import Sample, made

from hepir.api import check_source, compile_source, format_source
from hepir.diagnostics.core import HepirError


@pytest.fixture(scope="module")
def paths(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    return [str(path) for path in made(Sample(6_000, files=2), tmp_path_factory.mktemp("sample"))]


@pytest.mark.parametrize("task", TASKS)
def test_programs_are_clean_and_canonical(task: str) -> None:
    source = hepir_runs.source_of(task)
    assert check_source(source, SCHEMA) == ()
    assert format_source(source.text) == source.text


@pytest.mark.parametrize("task", TASKS)
def test_all_sides_read_the_same_columns(task: str) -> None:
    assert set(compile_source(hepir_runs.source_of(task), SCHEMA).columns) == set(COLUMNS[task])


def test_every_program_is_a_task() -> None:
    assert {path.stem for path in program("q1").parent.glob("*.hep")} == set(TASKS)


@pytest.mark.parametrize("task", TASKS)
def test_generated_and_hand_written_code_agree(task: str, paths: list[str]) -> None:
    found = hepir_runs.prepare(task, "awkward")(paths)
    assert sum(map(sum, found.values())) > 20, "the sample has too few events for this task"
    compared(found, by_hand.prepare(task)(paths), exact=False)
    assert floor.prepare(task)(paths) == {}


@pytest.mark.parametrize("container", ["rntuple", "parquet"])
def test_other_containers_give_the_same(container: str, paths: list[str], tmp_path: Path) -> None:
    other = [str(path) for path in made(Sample(6_000, container=container, piece=2_500), tmp_path)]
    for side in (lambda task: hepir_runs.prepare(task, "awkward"), by_hand.prepare):
        compared(side("q8")(paths), side("q8")(other), exact=True)


def test_workers_count_the_same(paths: list[str]) -> None:
    side = Side("hepir-awkward", "hepir, awkward", worker(sys.executable, "hepir-awkward"))
    said: list[str] = []
    (found,) = with_workers([side], ["q4"], [Path(path) for path in paths], (1, 2), 2, said.append).values()
    assert {number: len(each.seconds) for number, each in found["hepir-awkward"].items()} == {
        "1": 2,
        "2": 2,
        ALONE: 2,
    }
    assert said == ["q4: hepir, awkward with workers done"]


@pytest.mark.parametrize("task", ["q6", "q8", "four_leptons"])
def test_the_interpreter_agrees(task: str, paths: list[str]) -> None:
    found = hepir_runs.whole(task, "awkward")(paths[:1])
    compared(found, hepir_runs.prepare(task, "interpreter")(paths[:1]), exact=True)


def test_a_prepared_task_can_be_done_again_on_other_files(paths: list[str]) -> None:
    work = hepir_runs.prepare("q4", "awkward")
    first, second, both = work(paths[:1])["met"], work(paths[1:])["met"], work(paths)["met"]
    assert work(paths[:1])["met"] == first
    assert [one + two for one, two in zip(first, second, strict=True)] == both


def test_a_backend_that_is_not_there_is_refused(paths: list[str]) -> None:
    with pytest.raises(HepirError, match="quantum"):
        hepir_runs.prepare("q1", "quantum")(paths)


def test_four_leptons_has_eight_cuts_and_five_histograms() -> None:
    text = Path(program("four_leptons")).read_text(encoding="utf-8").partition("\nregion ")[2]
    assert (text.count("\n  select "), text.count("\n  hist ")) == (8, 5)
