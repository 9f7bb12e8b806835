"""The files that a program reads go with it into the output folder, where everything that reads the program finds them."""

import json
from hashlib import sha256
from pathlib import Path

import jsonschema
import pytest

from hepir.api import explain_event_source, read_program, run_source
from hepir.cli import main
from hepir.demo.folder import write_sample
from hepir.diagnostics.core import HepirError

TABLE = """independent_variables:
- header: {name: pt, units: GeV}
  values: [{low: 0, high: 30}, {low: 30, high: 500}]
dependent_variables:
- header: {name: efficiency}
  values: [{value: 0.5}, {value: 0.75}]
"""
PROGRAM = """table efficiency from "NAME"
  outside clamp

region search
  select size(Muon) >= 1
  weight trigger = efficiency(leading(Muon).pt) else 1
"""
DATA = {"nodetype": "binning", "input": "pt", "edges": [0, 50], "content": [1.5], "flow": "clamp"}
INPUTS, OUTPUT = [{"name": "pt", "type": "real"}], {"name": "w", "type": "real"}
CORRECTIONS = [{"name": "sf", "version": 1, "inputs": INPUTS, "output": OUTPUT, "data": DATA}]
CORRECTION = json.dumps({"schema_version": 2, "corrections": CORRECTIONS})
RUN_SCHEMA = Path(__file__).parents[2] / "docs/schemas/run.schema.json"


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> str:
    folder = tmp_path_factory.mktemp("sample")
    write_sample(folder)
    return str(next(folder.glob("*.root")))


def program(folder: Path, name: str) -> Path:
    """A program with a table in a file of this name."""
    file = folder / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(TABLE)
    path = folder / "search.hep"
    path.write_text(PROGRAM.replace("NAME", name))
    return path


@pytest.mark.parametrize("name", ["eff.yaml", "data/my tables/eff (1).yaml"])
def test_what_a_run_leaves_can_be_explained(name: str, sample: str, tmp_path: Path) -> None:
    out = tmp_path / "out"
    path = program(tmp_path / "in", name)
    run_source(read_program(str(path)), [sample], output=out, pictures=False, max_events=100)
    path.unlink()
    (tmp_path / "in" / name).unlink()
    found = explain_event_source(read_program(str(out / "program.hep")), f"{sample}:0")
    assert found.regions
    assert main(["check", str(out / "program.hep")]) == 0
    record = json.loads((out / "run.json").read_text())
    jsonschema.validate(record, json.loads(RUN_SCHEMA.read_text()))
    assert record["program"]["files"] == [{"path": name, "sha256": sha256(TABLE.encode()).hexdigest()}]
    assert name in record["outputs"]


def test_a_run_into_the_folder_of_the_program(sample: str, tmp_path: Path) -> None:
    path = program(tmp_path, "eff.yaml")
    run_source(read_program(str(path)), [sample], output=tmp_path, pictures=False, max_events=100)
    assert (tmp_path / "eff.yaml").read_text() == TABLE


@pytest.mark.parametrize("name", ["cutflow.json", "pictures/eff.yaml", "program.hep/eff.yaml", "Run.json"])
def test_a_file_that_would_take_the_place_of_a_result(name: str, sample: str, tmp_path: Path) -> None:
    path = program(tmp_path / "in", name)
    if name.endswith(".json"):
        (tmp_path / "in" / name).write_text(CORRECTION)
        path.write_text(path.read_text().replace("  outside", "  unit pt GeV\n  outside"))
    with pytest.raises(HepirError) as caught:
        run_source(read_program(str(path)), [sample], output=tmp_path / "out", max_events=100)
    (found,) = caught.value.diagnostics
    assert (found.code, name in found.message) == ("HEP0734", True)
    assert not (tmp_path / "out").exists()


def test_a_file_that_changes_during_the_run_is_told(sample: str, tmp_path: Path) -> None:
    path = program(tmp_path / "in", "eff.yaml")
    source = read_program(str(path))
    seen: list[int] = []

    def change(done: int, total: int | None) -> None:
        seen.append(done)
        (tmp_path / "in" / "eff.yaml").write_text("changed")

    result = run_source(
        source, [sample], output=tmp_path / "out", pictures=False, max_events=100, progress=change
    )
    assert seen
    assert "`eff.yaml` was changed while the program ran, and is not kept" in result.notes
    assert not (tmp_path / "out" / "eff.yaml").exists()
