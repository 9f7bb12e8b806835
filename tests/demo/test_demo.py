"""`hepir demo`: a folder with everything in it, made twice alike, and never over somebody's files."""

import json
from pathlib import Path

import pytest

from hepir.cli import main

pytest.importorskip("uproot", reason="the demonstration needs the extra `run`")

FILES = {"zmumu.hep", "sample.root", "analysis.py", "results", ".hepir-demo.json"}


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """The demonstration, done once."""
    folder = tmp_path_factory.mktemp("demo") / "here"
    assert main(["demo", str(folder)]) == 0
    return folder


def cutflow(folder: Path) -> dict[str, list[int]]:
    document = json.loads((folder / "results" / "cutflow.json").read_text())
    return {region["name"]: [step["entries"] for step in region["steps"]] for region in document["regions"]}


def test_everything_is_there(folder):
    assert {path.name for path in folder.iterdir()} == FILES
    results = {path.name for path in (folder / "results").rglob("*")}
    assert {"report.html", "dimuon.mass.png", "dimuon.leading_pt.png", "recoiling.z_pt.png"} <= results


def test_the_steps_are_said(tmp_path, capsys):
    assert main(["demo", str(tmp_path / "demo")]) == 0
    captured = capsys.readouterr()
    assert "region dimuon" in captured.out
    assert [line.split()[2] for line in captured.err.splitlines() if line.startswith("$ ")] == [
        "check",
        "compile",
        "run",
    ]
    assert str(tmp_path / "demo" / "results" / "report.html") in captured.err


def test_events_pass_each_step(folder):
    for entries in cutflow(folder).values():
        assert entries[0] == 20_000
        assert entries == sorted(entries, reverse=True)
        assert entries[-1] > 100


def test_the_peak_is_that_of_the_z(folder):
    import uproot

    with uproot.open(folder / "results" / "histograms.root") as file:
        values, edges = file["dimuon/mass"].to_numpy()
    highest = values.argmax()
    assert 89 < edges[highest] < 93
    assert values[highest] > 10 * max(values[:10].mean(), 1)
    assert values[:10].sum() > values[-10:].sum() > 0  # the continuum below it falls


def test_the_program_is_in_canonical_layout(folder):
    assert main(["fmt", "--check", str(folder / "zmumu.hep")]) == 0


def test_a_second_time_gives_the_same(folder):
    before, script = cutflow(folder), (folder / "analysis.py").read_bytes()
    assert main(["demo", str(folder)]) == 0
    assert (cutflow(folder), (folder / "analysis.py").read_bytes()) == (before, script)


@pytest.mark.parametrize("name", ["zmumu.hep", "sample.root", "analysis.py", "results"])
def test_foreign_files_stay(tmp_path, capsys, name):
    (tmp_path / name).write_text("mine")
    assert main(["demo", str(tmp_path)]) == 1
    assert f"error[HEP1016]: `{tmp_path / name}`" in capsys.readouterr().err
    assert [path.name for path in tmp_path.iterdir()] == [name]
    assert (tmp_path / name).read_text() == "mine"


def test_a_changed_program_stays(tmp_path, capsys):
    from hepir.demo import write_program

    write_program(tmp_path)
    program = tmp_path / "zmumu.hep"
    program.write_text(program.read_text().replace("20 GeV", "25 GeV"))
    assert main(["demo", str(tmp_path)]) == 1
    assert "HEP1016" in capsys.readouterr().err
    assert "25 GeV" in program.read_text()


def test_a_file_where_the_folder_should_be(tmp_path, capsys):
    (tmp_path / "demo").write_text("mine")
    assert main(["demo", str(tmp_path / "demo")]) == 1
    assert "HEP1016" in capsys.readouterr().err


def test_the_same_events_again():
    from hepir.demo.events import generate

    one, other = generate(500), generate(500)
    for kind, objects in one.objects.items():
        assert objects.counts.sum() == len(objects.values["pt"])
        for name, values in objects.values.items():
            assert (values == other.objects[kind].values[name]).all()


def test_a_decay_keeps_the_mass():
    import numpy as np

    from hepir.demo.decays import pair_decay

    mass, pt = np.array([91.0, 20.0, 120.0]), np.array([0.0, 50.0, 10.0])
    (pt1, eta1, phi1), (pt2, eta2, phi2) = pair_decay(
        np.random.default_rng(1), mass, pt, np.array([0, 1, -2.0])
    )
    assert np.sqrt(2 * pt1 * pt2 * (np.cosh(eta1 - eta2) - np.cos(phi1 - phi2))) == pytest.approx(mass)
    assert np.abs(pt1 * np.exp(1j * phi1) + pt2 * np.exp(1j * phi2)) == pytest.approx(pt, abs=1e-9)
