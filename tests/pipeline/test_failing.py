"""What a run says when a library fails inside generated code."""

from pathlib import Path

import pytest

from hepir.api import run_source
from hepir.backend.errors import GeneratedCodeFailed
from hepir.diagnostics import HepirError
from hepir.pipeline.failing import comments_above
from hepir.source import Source

ak = pytest.importorskip("awkward", reason="running needs the extra `run`")

PROGRAM = """\
object muons from Muon
  select pt > 10 GeV
  sort by pt descending

region pairs
  select size(muons) >= 2
  hist leading = muons[0].pt in 10 bins from 0 GeV to 100 GeV
"""


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> str:
    """600 events."""
    from hepir.demo.events import generate
    from hepir.demo.root_file import write_tree

    path = tmp_path_factory.mktemp("sample") / "sample.root"
    write_tree(path, generate(600))
    return str(path)


def break_call(monkeypatch: pytest.MonkeyPatch, name: str, error: Exception, call: int = 1) -> None:
    """Makes a function of awkward raise at one of its calls."""
    function, calls = getattr(ak, name), []

    def broken(*values: object, **options: object) -> object:
        calls.append(name)
        if len(calls) == call:
            raise error
        return function(*values, **options)

    monkeypatch.setattr(ak, name, broken)


def failed(sample: str, **options: object) -> GeneratedCodeFailed:
    with pytest.raises(HepirError) as caught:
        run_source(Source("pairs.hep", PROGRAM), [sample], **options)
    (diagnostic,) = caught.value.diagnostics
    assert isinstance(diagnostic, GeneratedCodeFailed)
    return diagnostic


def test_the_statement_the_events_and_the_reason_are_named(
    sample: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    break_call(monkeypatch, "argsort", ValueError("cannot sort\n\nThis error occurred while calling"), call=2)
    found = failed(sample, step_entries=250)
    assert PROGRAM[found.span.start : found.span.end] == "sort by pt descending"
    assert found.message == (
        "the generated code of `object muons from Muon` failed on entries 250 to 499 of `sample.root`: "
        "ValueError: cannot sort"
    )
    assert "`--backend interpreter`" in found.hints[0]


def test_the_interpreter_does_without(sample: str, monkeypatch: pytest.MonkeyPatch) -> None:
    expected = run_source(Source("pairs.hep", PROGRAM), [sample])
    break_call(monkeypatch, "argsort", ValueError("cannot sort"))
    found = run_source(Source("pairs.hep", PROGRAM), [sample], backend="interpreter")
    assert found.regions[0].steps == expected.regions[0].steps


def test_nothing_is_written(sample: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    break_call(monkeypatch, "argsort", RuntimeError())
    found = failed(sample, output=tmp_path / "out")
    assert found.message.endswith(": RuntimeError")
    assert not (tmp_path / "out").exists()


def test_what_belongs_to_no_statement_is_named_in_words(sample: str, monkeypatch: pytest.MonkeyPatch) -> None:
    break_call(monkeypatch, "to_layout", TypeError("x" * 1000))
    found = failed(sample)
    assert "the generated code of `Muon, as the files hold it` failed" in found.message
    assert len(found.message) < 400


def test_too_little_memory_asks_for_fewer_events(sample: str, monkeypatch: pytest.MonkeyPatch) -> None:
    break_call(monkeypatch, "argsort", MemoryError("Unable to allocate 8.00 TiB"))
    assert failed(sample).hints[0] == "take fewer events at a time: `--chunk-events 60`"


def test_statements_that_share_a_line_of_code_are_all_named() -> None:
    lines = [
        "def _analyse(events):",
        "    # line 2: region r",
        "    #   assumed: nothing",
        "    # line 3: select a",
        "    x = f(",
        "        y)",
        "",
        "    z = 1",
        "def other():",
        "    return 3",
    ]
    assert comments_above(6, lines) == ("    # line 2: region r", "    # line 3: select a")
    assert comments_above(8, lines) == comments_above(6, lines)
    assert comments_above(10, lines) == ()
