"""`hepir export` by hand."""

import json
import subprocess
import sys

import pytest

PROGRAM = "region r\n  select MET.pt > 200 GeV\n"


def hepir(*arguments, text=None):
    """The command in a process of its own."""
    command = [sys.executable, "-m", "hepir", *arguments]
    return subprocess.run(command, capture_output=True, text=True, input=text, check=False)


@pytest.mark.parametrize(
    ("form", "begins"),
    [
        ("adl", "region r\n  select MET.pT > 200"),
        ("latex", r"\begin{longtable}"),
        ("dot", "digraph"),
        ("mermaid", "flowchart"),
    ],
)
def test_to_the_output(form, begins):
    done = hepir("export", "-", "--to", form, text=PROGRAM)
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith(begins)


def test_to_a_file(tmp_path):
    path, output = tmp_path / "r.hep", tmp_path / "r.json"
    path.write_text(PROGRAM)
    assert hepir("export", str(path), "--to", "json", "-o", str(output)).returncode == 0
    assert json.loads(output.read_text())["hepir"] == "program"


def test_a_program_with_errors_has_no_other_form(tmp_path):
    output = tmp_path / "r.adl"
    done = hepir("export", "-", "--to", "adl", "-o", str(output), text="region r\n  select MET.pt > 200\n")
    assert done.returncode == 1
    assert "HEP0301" in done.stderr
    assert not output.exists()


def test_a_form_that_is_not_there():
    done = hepir("export", "-", "--to", "word", text=PROGRAM)
    assert done.returncode == 2
    assert "invalid choice: 'word'" in done.stderr
