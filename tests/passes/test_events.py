"""The list of selected events and their values are the same with passes and without."""

from pathlib import Path

import numpy as np
import pytest
from agreement import load, module_text, plan_of
from hypothesis import given, note
from hypothesis import strategies as st
from random_events import events
from random_programs import programs

from hepir import compiling, passes
from hepir.api import run_source
from hepir.source import Source

PROGRAM = """\
object muons from Muon
  select pt > 15 GeV
  sort by pt descending
object hard from Jet
  select pt > 40 GeV
combine dimuons = (a, b) from muons
  select a.charge != b.charge
choose best from dimuons minimizing |mass - 91.2 GeV|
define number = size(hard)
define mass = best.mass
define second = muons[1].pt
define angle = dphi(muons[0], MET)
define heavy = best.mass > 60 GeV
define constant = 2.5
define both = best.pt + muons[-1].pt
region all
region pairs
  select size(muons) >= 2 and size(dimuons) >= 1
  weight factor = 0.5 + 0.1 * size(hard)
  hist mass = mass in 20 bins from 0 GeV to 200 GeV
region tight from pairs
  select MET.pt > 20 GeV and heavy
  hist pt = second in 20 bins from 0 GeV to 200 GeV
"""
ONLY_PAIRS = PROGRAM.replace("region all\n", "")


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> str:
    """2000 events."""
    from hepir.demo.events import generate
    from hepir.demo.root_file import write_tree

    path = tmp_path_factory.mktemp("sample") / "sample.root"
    write_tree(path, generate(2000))
    return str(path)


@pytest.mark.parametrize("program", [PROGRAM, ONLY_PAIRS], ids=["all events", "narrowed"])
@pytest.mark.parametrize(
    "without", [*((name,) for name in passes.PASSES), tuple(passes.PASSES)], ids=" ".join
)
def test_the_file_is_the_same(
    program: str, without: tuple[str, ...], sample: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import pyarrow.parquet as parquet

    def written(folder: str) -> Path:
        output = tmp_path / folder
        run_source(Source("events.hep", program), [sample], output=output, events=True, step_entries=700)
        return output / "events.parquet"

    with_all = written("with")
    monkeypatch.setattr(compiling, "left_out", lambda *_: without)
    assert with_all.read_bytes() == written("without").read_bytes()
    table = parquet.read_table(with_all)
    assert set(table["region"].to_pylist()) >= {"pairs", "tight"}
    assert table["mass"].null_count < table.num_rows


@pytest.mark.parametrize("backend", ["fused", "interpreter"])
def test_every_backend_lists_the_same_events(backend: str, sample: str, tmp_path: Path) -> None:
    import pyarrow.parquet as parquet

    tables = []
    for each in ("awkward", backend):
        output = tmp_path / each
        run_source(
            Source("events.hep", PROGRAM),
            [sample],
            output=output,
            events=True,
            backend=each,
            step_entries=700,
        )
        tables.append(parquet.read_table(output / "events.parquet"))
    first, second = tables
    assert second.schema.equals(first.schema)
    assert second.num_rows == first.num_rows > 2000
    for name in first.column_names:
        assert [one is None for one in second[name].to_pylist()] == [
            one is None for one in first[name].to_pylist()
        ]
        known = [[each for each in table[name].to_pylist() if each is not None] for table in tables]
        assert known[1] == (
            known[0] if first[name].type != "double" else pytest.approx(known[0], nan_ok=True)
        ), name


@given(st.data())
def test_values_of_selected_events_are_the_same(data: st.DataObject) -> None:
    text = data.draw(programs())
    note(text)
    plan = plan_of(text)
    columns = data.draw(events(plan.columns))
    found = [selected_values(module_text(plan, without), columns) for without in ((), tuple(passes.PASSES))]
    assert found[0].keys() == found[1].keys()
    for place, values in found[0].items():
        assert values == pytest.approx(found[1][place], nan_ok=True), place


def selected_values(text: str, columns: dict[str, object]) -> dict[tuple[str, str], list[object]]:
    """By region and value, what the events that pass have."""
    module = load(text)
    selected = module.analyse(columns, module.new_results(), simulation=True)
    found = {}
    for region, (passed, _) in selected["regions"].items():
        for name, values in selected["values"].items():
            every = np.full(len(passed), values) if np.isscalar(values) else values
            found[region, name] = every[passed].tolist()
    return found
