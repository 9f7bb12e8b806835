"""A program as a processor of coffea counts what the interpreter counts."""

from importlib import resources
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest
from made_runs import SOURCE, columns

from hepir.api import compile_source, run_source
from hepir.backend.result import RegionResult
from hepir.source import Source

uproot = pytest.importorskip("uproot", reason="running needs the extra `run`")
SCHEMA = "cms_opendata_2012"
KIND = """\
region pairs
  select size(Muon) >= 2
  weight half = 0.5 on simulation
  hist pt = Muon.pt in 20 bins from 0 GeV to 100 GeV
"""


def processor_of(source: Source, schema: str = SCHEMA) -> ModuleType:
    """The generated module, loaded."""
    module = ModuleType("selection")
    exec(compile(compile_source(source, schema, "coffea").text, "<generated>", "exec"), module.__dict__)
    return module


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """Two files, written as NanoAOD is: one counter for all branches of a collection."""
    from hepir.demo.events import generate
    from hepir.demo.root_file import write_tree

    folder = tmp_path_factory.mktemp("files")
    for number in (300, 500):
        write_tree(folder / f"{number}.root", generate(number))
    return [str(folder / f"{number}.root") for number in (300, 500)]


def ran(files: list[str], source: Source, schema: object, **options: object) -> dict[str, object]:
    """What coffea's own runner makes of it, in chunks, file after file."""
    from coffea import processor

    run = processor.Runner(
        executor=processor.IterativeExecutor(status=False), schema=schema, chunksize=170, savemetrics=False
    )
    found = run(
        {"sample": {"files": dict.fromkeys(files, "Events"), "metadata": {"from": "here"}}},
        processor_instance=processor_of(source).Selection(**options),
    )
    assert list(found) == ["sample"]
    return found["sample"]


def agrees(found: dict[str, dict[str, object]], expected: tuple[RegionResult, ...]) -> None:
    """The same cutflow and the same histograms."""
    assert list(found) == [region.name for region in expected]
    for region in expected:
        cutflow = found[region.name]["cutflow"]
        assert [each["statement"] for each in cutflow] == [step.statement for step in region.steps]
        assert [each["entries"] for each in cutflow] == [step.entries for step in region.steps]
        for key in ("sumw", "sumw2"):
            np.testing.assert_allclose(
                [each[key] for each in cutflow], [getattr(step, key) for step in region.steps], rtol=1e-12
            )
        assert found[region.name]["skipped"] == region.skipped
        for name, histogram in region.histograms.items():
            other = found[region.name]["histograms"][name]
            assert other.axes == histogram.axes
            np.testing.assert_allclose(other.values(flow=True), histogram.values(flow=True), rtol=1e-12)


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("schema", ["NanoAODSchema", "BaseSchema"])
def test_coffea_counts_what_the_interpreter_counts(files: list[str], schema: str) -> None:
    nanoevents = pytest.importorskip("coffea.nanoevents", reason="needs coffea")
    expected = run_source(SOURCE, files, backend="interpreter", schema=SCHEMA).regions
    assert expected[0].steps[-1].entries > 50
    agrees(ran(files, SOURCE, getattr(nanoevents, schema)), expected)


@pytest.mark.filterwarnings("ignore")
def test_simulation_is_told_or_recognised(files: list[str]) -> None:
    nanoevents = pytest.importorskip("coffea.nanoevents", reason="needs coffea")
    source = Source("pairs.hep", KIND)
    for told, kind in ((True, "simulation"), (False, "data"), (None, None)):
        expected = run_source(source, files, backend="interpreter", schema=SCHEMA, dataset_kind=kind).regions
        found = ran(files, source, nanoevents.BaseSchema, simulation=told)
        agrees(found, expected)
        assert found["pairs"]["sumw"][0] == (400.0 if told else 800.0)


def test_the_module_needs_no_coffea_to_be_written() -> None:
    text = compile_source(SOURCE, SCHEMA, "coffea").text
    assert "class Selection(processor.ProcessorABC):" in text
    assert "import uproot" not in text
    assert "hepir." not in text
    compile(text, "selection.py", "exec")


@pytest.mark.parametrize(
    ("schema", "rule"),
    [
        ("cms_nanoaod", "find(events, 'genWeight') is not None"),
        ("atlas_opendata_2020", "ak.any(column(events, 'mcWeight') != 0)"),
        ("delphes", "find(events, 'Event/Event.Weight') is not None"),
    ],
)
def test_how_the_events_tell(schema: str, rule: str) -> None:
    source = Source("x.hep", "region two\n  select size(Jet) >= 2\n")
    assert rule in compile_source(source, schema, "coffea").text.partition("def is_simulation")[2]


@pytest.mark.parametrize("weight", ["", "  weight half = 0.5 on data\n"])
def test_a_format_that_does_not_tell(tmp_path: Path, weight: str) -> None:
    ak = pytest.importorskip("awkward")
    pytest.importorskip("coffea", reason="needs coffea")
    delphes = (resources.files("hepir.schemas") / "delphes.toml").read_text(encoding="utf-8")
    rule = '[dataset_kind]\nbranch = "Event/Event.Weight"\nrule = "present"\n'
    assert rule in delphes
    path = tmp_path / "mine.toml"
    path.write_text(delphes.replace(rule, ""), encoding="utf-8")
    source = Source("x.hep", f"region two\n  select size(Jet) >= 2\n{weight}")
    module = processor_of(source, str(path))
    if weight:
        with pytest.raises(ValueError, match="simulation=True"):
            module.is_simulation(ak.Array([]))
    else:
        assert module.is_simulation(ak.Array([]))


def test_columns_are_found_in_objects() -> None:
    pytest.importorskip("coffea", reason="needs coffea")
    ak = pytest.importorskip("awkward")
    module = processor_of(SOURCE)
    flat = ak.zip(columns(30), depth_limit=1)
    objects = ak.zip({"Muon": ak.zip({"pt": flat["Muon_pt"]}), "run": flat["run"]}, depth_limit=1)
    assert module.column(flat, "Muon_pt").to_list() == module.column(objects, "Muon_pt").to_list()
    assert module.column(objects, "run").to_list() == flat["run"].to_list()
    with pytest.raises(KeyError, match="no branch Muon_eta"):
        module.column(objects, "Muon_eta")
