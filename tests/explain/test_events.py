"""What a program makes of single events agrees with what a run makes of all of them."""

from pathlib import Path

import pyarrow.parquet as parquet
import pytest

import hepir
from hepir.api import run_source
from hepir.demo.folder import write_sample
from hepir.explain.showing_events import event_document, event_text
from hepir.source import Source

PROGRAM = """object muons from Muon
  select pt > 20 GeV and |eta| < 2.4
  select relative_isolation < 0.15
  sort by pt descending
combine pairs = (a, b) from muons
  select a.charge != b.charge
choose z from pairs minimizing |mass - 91.2 GeV|
define heavy = z.mass
object jets from Jet
  reject any(dr(this, m) < 0.4 for m in muons)
  sort by pt descending
region base
  select size(muons) >= 2
region peak from base
  select 60 GeV < heavy < 120 GeV
  when size(jets) >= 1 select jets[-1].pt > 20 GeV
  weight scale = 1 / (1 + size(muons))
"""
EVENTS = 60


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sample")
    write_sample(folder)
    return next(folder.glob("*.root"))


def test_verdicts_are_those_of_a_run(sample: Path, tmp_path: Path) -> None:
    text = PROGRAM
    result = run_source(
        Source("p.hep", text), [str(sample)], output=tmp_path, events=True, pictures=False, max_events=EVENTS
    )
    rows = parquet.read_table(tmp_path / "events.parquet").to_pylist()
    passed = {(row["region"], row["entry"]) for row in rows}
    weights = {(row["region"], row["entry"]): row["weight"] for row in rows}
    counts = {region.name: [0] * len(region.steps) for region in result.regions}
    for entry in range(EVENTS):
        found = hepir.explain_event(text, f"{sample}:{entry}")
        for region in found.regions:
            assert (region.first_failed is None) == ((region.name, entry) in passed)
            reached = next((n for n, step in enumerate(region.steps) if not step.passed), len(region.steps))
            for place in range(reached + 1):
                counts[region.name][place] += 1
            if region.name == "peak" and region.first_failed is None:
                assert float(region.weights[0].value) == pytest.approx(weights[("peak", entry)], rel=1e-5)
    assert counts == {region.name: [step.entries for step in region.steps] for region in result.regions}


def test_objects_are_dropped_by_the_rule_that_drops_them(sample: Path) -> None:
    seen: set[int] = set()
    for entry in range(40):
        found = hepir.explain_event(PROGRAM, f"{sample}:{entry}")
        muons = next(each for each in found.collections if each.name == "muons")
        assert muons.kept == sum(each.dropped is None for each in muons.objects)
        seen |= {each.dropped.line for each in muons.objects if each.dropped is not None}
        for each in muons.objects:
            if each.dropped is not None and each.dropped.line == 2:
                values = {value.name: value.value for value in each.dropped.values}
                assert float(values["pt"].split()[0]) <= 20 or float(values["|eta|"].split()[0]) >= 2.4
    assert seen == {2, 3}


def test_only_what_a_program_can_name_is_shown(sample: Path) -> None:
    program = (
        "table eff\n  axis pt in bins [0, 20, 50] GeV\n  values [0.5, 0.5]\n  outside clamp\n"
        "object muons from Muon\n  select pt > 1 GeV\n  select hit_or_miss(eff(pt), this)\n"
        "region r\n  select size(muons) >= 1\n"
    )
    events = [hepir.explain_event(program, f"{sample}:{entry}") for entry in range(10)]
    shown = [
        value.name
        for event in events
        for each in event.collections
        for one in each.objects
        for value in one.values
    ]
    assert shown and all(name.isidentifier() for name in shown)


def test_text_and_plain_values(sample: Path) -> None:
    found = hepir.explain_event(PROGRAM, f"{sample}:0")
    text = event_text(found)
    assert "region peak: " in text and "heavy = " in text
    document = event_document(found)
    assert [each["name"] for each in document["regions"]] == ["base", "peak"]  # type: ignore[index,attr-defined]


def test_an_event_is_found_by_its_numbers(shared_data: Path) -> None:
    import uproot

    path = shared_data / "nanoaod" / "Run2012B_SingleMu_1000.root"
    with uproot.open(path) as file:
        tree = file["Events"]
        names = ("run", "luminosityBlock", "event")
        numbers = [tree[name].array(entry_start=321, entry_stop=322)[0] for name in names]
    program = "region r\n  select MET.pt > 20 GeV\n"
    by_numbers = hepir.explain_event(program, ":".join(map(str, (path, *numbers))))
    assert by_numbers.regions == hepir.explain_event(program, f"{path}:321").regions


@pytest.mark.parametrize(
    ("event", "code"),
    [("{}:1:2:3", "HEP0755"), ("{}:99999999", "HEP0755"), ("{}", "HEP0755"), ("gone.root:1", "HEP0701")],
)
def test_what_is_no_event_is_one_diagnostic(sample: Path, event: str, code: str) -> None:
    with pytest.raises(hepir.HepirError) as caught:
        hepir.explain_event(PROGRAM, event.format(sample))
    assert [each.code for each in caught.value.diagnostics] == [code]
