"""`hepir import` by hand."""

import json
import subprocess
import sys

PROGRAM = "object jets\n  take Jet\n  select pT > 30\nregion r\n  select size(jets) >= 2\n"


def hepir(*arguments, text=None):
    """The command in a process of its own."""
    command = [sys.executable, "-m", "hepir", *arguments]
    return subprocess.run(command, capture_output=True, text=True, input=text, check=False)


def test_to_a_file(tmp_path):
    path, output = tmp_path / "selection.adl", tmp_path / "selection.hep"
    path.write_text(PROGRAM)
    done = hepir("import", str(path), "-o", str(output))
    assert done.returncode == 0, done.stderr
    assert done.stdout == ""
    assert "5 of 5 statements converted" in done.stderr
    assert hepir("check", str(output)).returncode == 0


def test_through_a_pipe():
    done = hepir("import", "-", "--quiet", text=PROGRAM)
    assert done.returncode == 0
    assert done.stdout.startswith("object jets from Jet\n  select pt > 30 GeV")
    assert "note[" not in done.stderr


def test_errors_have_a_status_and_places():
    done = hepir("import", "-", "--format", "json", text="region r\n  select LepT > 250\n")
    assert done.returncode == 1
    (found,) = (json.loads(line) for line in done.stderr.splitlines())
    assert found["code"] == "HEP1102"
    assert "unresolved" in done.stdout


def test_a_file_that_is_not_there():
    done = hepir("import", "nowhere.adl")
    assert done.returncode == 1
    assert "there is no file `nowhere.adl`" in done.stderr
    assert "Traceback" not in done.stderr


def test_the_output_is_not_the_input(tmp_path):
    path = tmp_path / "selection.adl"
    path.write_text(PROGRAM)
    done = hepir("import", str(path), "-o", str(path))
    assert done.returncode == 1
    assert path.read_text() == PROGRAM
