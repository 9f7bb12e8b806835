"""Numbers, tables, pictures and pages of what was measured."""

from pathlib import Path

import pytest
from benchmarks.showing.numbers import geometric_mean, ratio, spread
from benchmarks.showing.pages import BEGIN, END, NoMarksError, publish, replaced
from benchmarks.showing.picture import draw
from benchmarks.showing.record import Record, circumstances, load, save
from benchmarks.showing.tables import document


def cell(*seconds: float, moved: float = 0.0, reason: str = "") -> dict[str, object]:
    """A measurement."""
    peak = [200_000] * len(seconds)
    return {
        "seconds": list(seconds),
        "processor": [1.0] * len(seconds),
        "peak": peak,
        "moved": moved,
        "entries": 50.0,
        "reason": reason,
    }


@pytest.fixture
def record() -> Record:
    task = {
        "hepir-awkward": cell(1.0, 2.0, 1.0),
        "by-hand": cell(2.0, 4.0, 4.0, moved=1),
        "rdataframe-compiled": cell(4.0, 4.0, 4.0),
        "coffea": cell(reason="out of memory"),
    }
    made = Record(circumstances())
    made.update(
        cores=1,
        events=1000,
        sample="TTree ZSTD",
        note="On a busy machine.",
        versions={"uproot": "5", "awkward": "2"},
        sides={
            "hepir-awkward": "hepir, awkward",
            "by-hand": "awkward by hand",
            "coffea": "coffea",
            "rdataframe-compiled": "RDataFrame, compiled",
            "rdataframe-jitted": "RDataFrame, jitted",
        },
        missing={"rdataframe-jitted": "No module named 'ROOT'"},
        warm={"q1": task, "q6": {**task, "hepir-awkward": cell(reason="no disk")}},
        cold={"q1": task},
        growth_events=[250_000, 500_000],
        growth={"q1": {"hepir-awkward": [cell(0.1), cell(0.2)], "coffea": [cell(), cell()]}},
        workers_events=2_000_000,
        workers={
            "q6": {"hepir-awkward": {"1": cell(3.0, 4.5), "2": cell(2.0, 3.0), "alone": cell(4.0, 6.0)}}
        },
        varied_events=250_000,
        varying={
            "awkward": {
                "nominal": {"seconds": 2.0, "ratio": 1.0},
                "200 regions": {"seconds": 3.0, "ratio": 1.5},
            }
        },
        stages={"30": {"parse": 0.001, "check": 0.002}},
        backends={"awkward": {"30": 0.004}},
        machine={"200": {"lines": 830, "written": 4475, "emit": 0.07, "machine": 0.99}},
    )
    return made


def test_ratios_are_those_of_each_round() -> None:
    found = ratio([1.0, 2.0, 30.0], [2.0, 4.0, 60.0])
    assert (found.middle, found.half) == (0.5, 0.0)
    assert spread([1.0, 2.0, 3.0, 4.0, 5.0]).half == 1.0
    assert spread([7.0]).middle == 7.0
    assert geometric_mean([0.5, 2.0]) == pytest.approx(1.0)


def test_the_tables_say_everything(record: Record) -> None:
    text = document(record)
    assert f"Measured on {record['date']}: 1,000 events of TTree ZSTD" in text
    assert "awkward 2, uproot 5. On a busy machine." in text
    assert "| Q1 missing momentum | 0.50 ± 0.06 | 4000 ms | 1.00 ± 0.25 |" in text
    assert "| Q1 missing momentum | 1.00 ± 0.00 | 1000 ms | 1.00 ± 0.00 |" in text
    assert "| geometric mean | 0.50 | 0.25 |" in text
    assert "| Q1 missing momentum | 0 | 1 of 50 | 0 of 50 |" in text
    assert "1.00 s, 205 MB" in text
    assert "| 0.25 | 0.10 s, 205 MB |" in text
    assert "How many times sooner 2 workers on 2 cores are done than one worker on one core" in text
    assert "| Q6 trijet | 2.00 ± 0.00 (1.50; 5.00 s) |" in text
    assert "| 200 regions | 1.50 (3.00 s) |" in text
    assert "| 30 | 1.0 ms | 2.0 ms | 4.0 ms |" in text
    assert "| 200 | 830 | 4475 | 70 ms | 990 ms |" in text
    assert "- RDataFrame, jitted: No module named 'ROOT'" in text
    assert text.count("- coffea: out of memory\n") == 1
    assert "- hepir, awkward: no disk (q6)" in text


def test_parts_that_were_not_measured_are_left_out(record: Record) -> None:
    for part in ("warm", "cold", "growth", "workers", "varying", "stages", "backends", "machine"):
        del record[part]
    assert "|" not in document(record)


def test_a_record_is_read_as_it_was_written(record: Record, tmp_path: Path) -> None:
    save(tmp_path / "results.json", record)
    assert load(tmp_path / "results.json") == record


def test_the_picture_is_the_same_each_time(record: Record, tmp_path: Path) -> None:
    for name in ("one.png", "two.png"):
        draw(record, tmp_path / name)
    assert (tmp_path / "one.png").read_bytes() == (tmp_path / "two.png").read_bytes()
    assert (tmp_path / "one.png").read_bytes()[:4] == b"\x89PNG"


def test_figures_stand_between_their_marks() -> None:
    page = f"before\n{BEGIN}old\n{END}\nafter\n"
    once = replaced(page, "| new |\n")
    assert once == f"before\n{BEGIN}\n| new |\n\n{END}\nafter\n"
    assert replaced(once, "| new |") == once


def test_no_page_changes_where_one_has_no_marks(tmp_path: Path) -> None:
    good, bad = tmp_path / "good.md", tmp_path / "bad.md"
    good.write_text(f"{BEGIN}{END}\n", encoding="utf-8")
    bad.write_text(BEGIN, encoding="utf-8")
    with pytest.raises(NoMarksError, match=r"bad\.md has no line"):
        publish({good: "new", bad: "new"})
    assert good.read_text(encoding="utf-8") == f"{BEGIN}{END}\n"


def test_this_repository_has_the_marks() -> None:
    root = Path(__file__).resolve().parents[2]
    for name in ("README.md", "docs/benchmarks.md"):
        assert replaced((root / name).read_text(encoding="utf-8"), "x")
