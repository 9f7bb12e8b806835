"""`hepir review` on the command line: a page, a server, an export, decisions of a page alone, and mistakes."""

import json
import os
import signal
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest
from interrupting import heeding_interrupts
from review_desk import PAPER, PROGRAM

from hepir.cli import main


@pytest.fixture
def draft(tmp_path: Path) -> Path:
    (tmp_path / "paper.md").write_text(PAPER)
    path = tmp_path / "draft.hep"
    path.write_text(PROGRAM)
    return path


def test_a_page_is_written(draft: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["review", str(draft), "--paper", str(draft.with_name("paper.md")), "--no-open"]) == 0
    page = draft.with_name("draft.review.html").read_text()
    assert "review-data" in page and "Photons" not in page and "Muons are required" in page
    assert (
        not draft.with_name("draft.hep.decisions.jsonl").exists()
        or not draft.with_name("draft.hep.decisions.jsonl").read_text()
    )


def test_a_server_says_where_it_is_and_ends(draft: Path) -> None:
    words = [sys.executable, "-m", "hepir", "review", str(draft), "--serve", "--no-open", "--name", "Lise"]
    if not (Path(__file__).resolve().parents[2] / "src" / "hepir" / "__main__.py").exists():
        words[1:3] = ["-c", "from hepir.cli import main; import sys; sys.exit(main())"]
    with subprocess.Popen(
        words,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=os.environ,
        preexec_fn=heeding_interrupts,
    ) as process:
        assert process.stdout is not None
        address = process.stdout.readline().strip()
        assert address.startswith("http://127.0.0.1:")
        origin = address.split("/", 3)
        request = urllib.request.Request(
            f"{address}decide",
            json.dumps({"action": "accept", "statement": "s1"}).encode(),
            {"Content-Type": "application/json", "Origin": "/".join(origin[:3])},
        )
        with urllib.request.urlopen(request, timeout=60) as answer:
            assert json.loads(answer.read())["count"] == 1
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=60)
        assert process.returncode == 0
    (line,) = draft.with_name("draft.hep.decisions.jsonl").read_text().splitlines()
    assert json.loads(line)["who"] == "Lise"


def test_decisions_are_applied_and_exported(draft: Path, capsys: pytest.CaptureFixture[str]) -> None:
    saved = draft.with_name("saved.jsonl")
    saved.write_text('{"action": "edit", "statement": "s5", "text": "select pt > 30 GeV  @s2"}\n')
    paper = str(draft.with_name("paper.md"))
    assert main(["review", str(draft), "--paper", paper, "--apply", str(saved), "--name", "Lise"]) == 0
    folder = draft.with_name("out")
    assert main(["review", str(draft), "--paper", paper, "--export", str(folder)]) == 0
    assert "not decided" in capsys.readouterr().err
    assert sorted(each.name for each in folder.iterdir()) == [
        "draft.decisions.jsonl",
        "draft.gold.hep",
        "draft.hep",
        "draft.tex",
    ]
    assert "select pt > 30 GeV  @s2" in (folder / "draft.hep").read_text()
    assert draft.read_text() == PROGRAM
    assert main(["score", str(folder / "draft.gold.hep"), str(draft)]) == 0


MISTAKES = {
    "a program that is not there": (["gone.hep"], 1, "HEP1010"),
    "a paper that is not there": (["draft.hep", "--paper", "gone.pdf"], 1, "HEP1010"),
    "results that are none": (["draft.hep", "--results", "."], 1, "HEP0750"),
    "the standard input": (["-"], 2, "give a file"),
    "references alone": (["draft.hep", "--references", "."], 2, "--paper"),
    "a page over the paper": (["draft.hep", "--paper", "paper.md", "-o", "paper.md"], 1, "HEP1015"),
    "a page over the program": (["draft.hep", "-o", "draft.hep"], 1, "HEP1015"),
    "no port": (["draft.hep", "--serve", "--port", "x"], 2, "no port"),
    "two things at once": (["draft.hep", "--serve", "--export", "x"], 2, "not allowed"),
    "saved decisions that are none": (["draft.hep", "--apply", "paper.md"], 1, "HEP1202"),
    "a program with a mistake": (["wrong.hep"], 1, "HEP00"),
}


@pytest.mark.parametrize("what", MISTAKES)
def test_mistakes_are_one_diagnostic(
    draft: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], what: str
) -> None:
    monkeypatch.chdir(draft.parent)
    Path("wrong.hep").write_text("region r\n  selct x\n")
    words, status, said = MISTAKES[what]
    assert main(["review", *words]) == status
    error = capsys.readouterr().err
    assert said in error and "Traceback" not in error and "internal" not in error
    assert draft.read_text() == PROGRAM and Path("paper.md").read_text() == PAPER
