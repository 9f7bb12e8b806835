"""The examples on real files against reference counts that other programs made.

In: `examples/`, the folder of real event files and its `reference/`. The counts of `shared_counts.json` come from two
independent programs in float64; the CSV files from two other engines. All are compared in every bin, without tolerance;
sums of real numbers to 1e-9 of their size.
"""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from hepir.api import run_source
from hepir.backend.result import RegionResult, Result
from hepir.source import Source

EXAMPLES = Path(__file__).resolve().parents[1] / "examples"
OWN_SCHEMA = str(EXAMPLES / "hzz.toml")
BENCHMARK_FILE = "nanoaod/Run2012B_SingleMu_1000.root"
SIMULATION_FILE = "nanoaod/nano_dy.root"
MANY_MUONS = "nanoaod/DoubleMuParked_muons_100k.root"
NTUPLE = "nanoaod/Run2012BC_DoubleMuParked_Muons_1000evts_rntuple_v1-0-0-0.root"
HZZ_FILE = "generic/uproot-HZZ.root"
DELPHES_FILE = "delphes/zh_tag_1_delphes_events.root"
PHYSLITE_FILE = "physlite/PHYSLITE_example.root"
GENERATOR_WEIGHT = "event.mc_weight"

# reference name -> region and histogram of examples/adl_benchmarks.hep
QUERIES = {
    "q1": ("q1", "met"),
    "q2": ("q2", "jet_pt"),
    "q3": ("q3", "central_jet_pt"),
    "q4": ("q4", "met"),
    "q5": ("q5", "met"),
    "q6pt": ("q6", "trijet_pt"),
    "q6btag": ("q6", "trijet_btag"),
    "q7": ("q7", "sum_pt"),
    "q8": ("q8", "mt"),
}
# what the CSV files of the two engines call them, where it is not the number alone
RDATAFRAME = {"q6pt": "6a", "q6btag": "6b"}
RUMBLEDB = {"q6pt": "6-1", "q6btag": "6-2"}


@dataclass(frozen=True)
class Selection:
    """An example on a file, what it is called in the reference, and the values that the reference sums."""

    reference: str
    example: str
    file: str
    sums: tuple[str, ...]
    schema: str | None = None

    @property
    def name(self) -> str:
        """A short name for test reports."""
        return f"{self.example}-{Path(self.file).stem[:24]}"


Z_MASS = "(z.mass else 0 GeV) / 1 GeV"
PAIR_MASS = "(pair.mass else 0 GeV) / 1 GeV"
SELECTIONS = (
    Selection("dimuon::open-data-example.root", "dimuon", MANY_MUONS, (PAIR_MASS,)),
    Selection(f"dimuon::{Path(BENCHMARK_FILE).name}", "dimuon", BENCHMARK_FILE, (PAIR_MASS,)),
    Selection(f"dimuon::{Path(NTUPLE).name}", "dimuon", NTUPLE, (PAIR_MASS,)),
    Selection(
        f"htautau::{Path(BENCHMARK_FILE).name}",
        "htautau",
        BENCHMARK_FILE,
        (PAIR_MASS, "(transverse_mass(pair.mu, MET) else 0 GeV) / 1 GeV", "size(jets)"),
    ),
    Selection(
        "hzz_px::uproot-HZZ.root",
        "hzz",
        HZZ_FILE,
        (Z_MASS, "size(jets)", "MET.pt / 1 GeV"),
        OWN_SCHEMA,
    ),
    Selection(
        "delphes::zh_tag_1_delphes_events.root",
        "delphes_zh",
        DELPHES_FILE,
        ("((bjets[0] + bjets[1]).mass else 0 GeV) / 1 GeV", "ht / 1 GeV"),
    ),
)
# values of the benchmarks as numbers of an event
QUERY_SUMS = {
    "q1": "MET.pt / 1 GeV",
    "q2": "sum(Jet.pt) / 1 GeV",
    "q3": "sum(central_jets.pt) / 1 GeV",
    "q4": "MET.pt / 1 GeV",
    "q5": "MET.pt / 1 GeV",
    "q6": "(top.pt else 0 GeV) / 1 GeV",
    "q7": "sum(isolated_jets.pt) / 1 GeV",
    "q8": "(transverse_mass(others[0], MET) else 0 GeV) / 1 GeV",
}

Run = Callable[..., Result]


@pytest.fixture(scope="module", params=["awkward", pytest.param("fused", marks=pytest.mark.slow)])
def run(request: pytest.FixtureRequest, shared_data: Path) -> Run:
    """Runs a program's text on a file of the data folder; each combination once for all tests."""
    backend = request.param
    if backend == "fused":
        pytest.importorskip("numba", reason="the fused backend needs numba")

    @cache
    def once(text: str, file: str, schema: str | None = None, **options: int) -> Result:
        inputs = [str(shared_data / file)]
        return run_source(Source("<text>", text), inputs, schema=schema, backend=backend, **options)

    return once


@pytest.fixture(scope="module")
def reference(shared_data: Path) -> dict[str, dict]:
    """The reference counts."""
    return json.loads((shared_data / "reference" / "shared_counts.json").read_text())


def example(name: str) -> str:
    """The text of an example."""
    return (EXAMPLES / f"{name}.hep").read_text(encoding="utf-8")


def replaced(text: str, old: str, new: str) -> str:
    """A changed text; the place must exist, exactly once."""
    assert text.count(old) == 1
    return text.replace(old, new)


def weighted(text: str, factors: str | Mapping[str, str]) -> str:
    """A program whose only weight is a factor: one for all regions, or one for each."""

    def with_factor(match: re.Match[str]) -> str:
        factor = factors if isinstance(factors, str) else factors[match["name"]]
        return f"{match[0]}\n  weight factor = {factor}"

    bare = re.sub(r"^  weight .*\n", "", text, flags=re.MULTILINE)
    return re.sub(r"^region (?P<name>\w+).*$", with_factor, bare, flags=re.MULTILINE)


def region(result: Result, name: str) -> RegionResult:
    """A region by name."""
    return next(each for each in result.regions if each.name == name)


def entries(each: RegionResult) -> list[int]:
    """The raw counts of a cutflow."""
    return [step.entries for step in each.steps]


def contents(each: RegionResult, histogram: str) -> list[float]:
    """What the bins hold, with under- and overflow."""
    return each.histograms[histogram].values(flow=True).tolist()


def counted_between(histogram: RegionResult, name: str, low: float, high: float) -> float:
    """The contents of the bins from `low` to `high`, both bin edges."""
    edges = histogram.histograms[name].axes[0].edges
    start, stop = (int(np.argmin(abs(edges - edge))) for edge in (low, high))
    assert edges[[start, stop]] == pytest.approx([low, high], rel=1e-12)
    return histogram.histograms[name].values()[start:stop].sum()


def rows(path: Path) -> list[dict[str, str]]:
    """The rows of a CSV file."""
    with path.open(newline="") as lines:
        return list(csv.DictReader(lines))


class TestBenchmarks:
    @pytest.mark.parametrize("file", [BENCHMARK_FILE, SIMULATION_FILE], ids=["data", "simulation"])
    @pytest.mark.parametrize("query", QUERIES)
    def test_every_bin(self, run: Run, reference: dict[str, dict], file: str, query: str) -> None:
        expected = reference["adl"][Path(file).name]["queries"][query]
        name, histogram = QUERIES[query]
        found = region(run(example("adl_benchmarks"), file), name)
        axis = found.histograms[histogram].axes[0]
        assert (axis.size, axis.edges[0], axis.edges[-1]) == (
            expected["bins"],
            expected["lo"],
            expected["hi"],
        )
        assert contents(found, histogram) == expected["hist"]
        assert found.skipped[histogram] == 0
        assert found.histograms[histogram].sum(flow=True).value == expected["entries"]
        if query not in ("q2", "q3"):  # these fill every jet and select no events
            assert found.steps[-1].entries == expected["events"]

    def test_formats(self, run: Run) -> None:
        found = [
            run(example("adl_benchmarks"), each).provenance for each in (BENCHMARK_FILE, SIMULATION_FILE)
        ]
        assert [(each.schema, each.dataset_kind) for each in found] == [
            ("cms_opendata_2012", "data"),
            ("cms_nanoaod", "simulation"),
        ]

    @pytest.mark.parametrize("file", [BENCHMARK_FILE, SIMULATION_FILE], ids=["data", "simulation"])
    def test_sums_of_values(self, run: Run, reference: dict[str, dict], file: str) -> None:
        result = run(weighted(example("adl_benchmarks"), QUERY_SUMS), file)
        expected = reference["adl"][Path(file).name]["queries"]
        for query, (name, _) in QUERIES.items():
            if query != "q6btag":
                assert region(result, name).steps[-1].sumw == pytest.approx(expected[query]["sum"], rel=1e-9)

    def test_sum_of_largest_discriminants(self, run: Run, reference: dict[str, dict]) -> None:
        largest = "max(top.j1.btag else -10, top.j2.btag else -10, top.j3.btag else -10)"
        text = weighted(example("adl_benchmarks"), largest)
        expected = reference["adl"][Path(BENCHMARK_FILE).name]["queries"]["q6btag"]["sum"]
        found = region(run(text, BENCHMARK_FILE), "q6").steps[-1]
        assert found.sumw == pytest.approx(expected, rel=1e-9)

    @pytest.mark.parametrize("query", QUERIES)
    def test_other_engine_with_bin_edges(self, run: Run, shared_data: Path, query: str) -> None:
        folder = shared_data / "reference" / "adl_rdataframe_ref1000"
        expected = rows(folder / f"benchmark{RDATAFRAME.get(query, query[1:])}.csv")
        name, filled = QUERIES[query]
        found = region(run(example("adl_benchmarks"), BENCHMARK_FILE), name).histograms[filled]
        edges = [(float(row["lower_edge"]), float(row["upper_edge"])) for row in expected]
        np.testing.assert_allclose(edges, list(pairwise(found.axes[0].edges)), rtol=1e-9, atol=1e-9)
        assert found.values().tolist() == [float(row["content"]) for row in expected]

    @pytest.mark.parametrize("query", QUERIES)
    def test_other_engine_with_bin_centres(self, run: Run, shared_data: Path, query: str) -> None:
        """This engine writes bins that hold something; under- and overflow as bins beside the axis."""
        name, histogram = QUERIES[query]
        found = region(run(example("adl_benchmarks"), BENCHMARK_FILE), name)
        axis = found.histograms[histogram].axes[0]
        centres = axis.edges[0] + axis.widths[0] * (np.arange(-1, axis.size + 1) + 0.5)
        filled = [each for each in zip(centres, contents(found, histogram), strict=True) if each[1] != 0]
        folder = shared_data / "reference" / "adl_rumbledb_ref1000"
        expected = rows(folder / f"query-{RUMBLEDB.get(query, query[1:])}.csv")
        assert [count for _, count in filled] == [float(row["y"]) for row in expected]
        np.testing.assert_allclose(
            [centre for centre, _ in filled], [float(row["x"]) for row in expected], rtol=1e-9, atol=1e-9
        )


class TestFourLeptons:
    @pytest.mark.parametrize("data", ["data_A", "data_B"])
    @pytest.mark.parametrize("selection", ["A", "B", "C", "D"])
    def test_cutflow(self, run: Run, reference: dict[str, dict], data: str, selection: str) -> None:
        result = run(example(f"atlas_4l_{selection.lower()}"), f"atlas/{data}.4lep.root")
        expected = reference["atlas4l"][data]["cutflow"][selection]
        found = entries(region(result, "signal"))
        assert found == list(expected.values())

    def test_data_have_no_generator_weight(self, run: Run) -> None:
        result = run(example("atlas_4l_a"), "atlas/data_A.4lep.root")
        assert result.provenance.dataset_kind == "data"
        assert [step.sumw for step in region(result, "signal").steps] == entries(region(result, "signal"))


class TestSelections:
    @pytest.mark.parametrize("selection", SELECTIONS, ids=lambda each: each.name)
    def test_cutflow(self, run: Run, reference: dict[str, dict], selection: Selection) -> None:
        expected = reference["other"][selection.reference]
        result = run(example(selection.example), selection.file, selection.schema)
        assert entries(result.regions[0]) == list(expected["cutflow"].values())
        assert result.regions[0].steps[-1].entries == expected["n_values"]

    @pytest.mark.parametrize("selection", SELECTIONS, ids=lambda each: each.name)
    def test_sums_of_values(self, run: Run, reference: dict[str, dict], selection: Selection) -> None:
        expected = reference["other"][selection.reference]["column_sums"]
        texts = [weighted(example(selection.example), value) for value in selection.sums]
        found = [run(text, selection.file, selection.schema).regions[0].steps[-1].sumw for text in texts]
        assert found == pytest.approx(expected, rel=1e-9)

    def test_two_electrons(self, run: Run, reference: dict[str, dict]) -> None:
        expected = reference["other"]["physlite::PHYSLITE_example.root"]
        result = run(example("physlite_zee"), PHYSLITE_FILE)
        assert entries(region(result, "on_peak")) == list(expected["cutflow"].values())
        assert region(result, "opposite_charge").steps[-1].entries == expected["n_values"]
        texts = [weighted(example("physlite_zee"), value) for value in (Z_MASS, "size(jets)")]
        summed = [region(run(text, PHYSLITE_FILE), "opposite_charge") for text in texts]
        assert [each.steps[-1].sumw for each in summed] == pytest.approx(expected["column_sums"], rel=1e-9)

    def test_resonances(self, run: Run, reference: dict[str, dict]) -> None:
        expected = reference["other"]["dimuon::open-data-example.root"]
        log_bins = "hist mass_log = pair.mass in 50 log bins from 0.25 GeV to 300 GeV"
        low_mass = "\n  hist mass_low = pair.mass in 100 bins from 0 GeV to 10 GeV"
        text = replaced(example("dimuon"), log_bins, log_bins + low_mass)
        found = region(run(text, MANY_MUONS), "opposite_charge")
        assert counted_between(found, "mass", 60, 120) == expected["n_60_120"]
        assert counted_between(found, "mass_low", 2.9, 3.3) == expected["n_2p9_3p3"]
        assert contents(found, "mass_log")[1:-1] == expected["hist_log_50_0p25_300"]
        assert sum(contents(found, "mass_log")) == expected["n_values"]

    def test_counts_of_muons(self, run: Run, shared_data: Path) -> None:
        """Counts that a published notebook shows for the same file."""
        expected = json.loads((shared_data / "reference" / "dimuon_100k_reference.json").read_text())
        text = (
            'analysis "muons"\n'
            "object central_muons from Muon\n  select |eta| < 2\n"
            "region muons\n  weight number = size(Muon)\n"
            "region central\n  weight number = size(central_muons)\n"
            "region one\n  select size(Muon) == 1\n"
            "region two\n  select size(Muon) == 2\n  select sum(m.charge for m in Muon) == 0\n"
        )
        result = run(text, MANY_MUONS)
        assert region(result, "muons").steps[-1].sumw == expected["n_muons"]
        assert region(result, "central").steps[-1].sumw == expected["muons_abs_eta_lt_2"]
        assert entries(region(result, "one")) == [expected["events"], expected["events_exactly_one_muon"]]
        assert entries(region(result, "two"))[1:] == [
            expected["events_exactly_two_muons"],
            expected["two_muons_opposite_charge"],
        ]


class TestWeights:
    @pytest.mark.parametrize("query", ["q1", "q4", "q5", "q7", "q8"])
    def test_generator_weight(self, run: Run, reference: dict[str, dict], query: str) -> None:
        expected = reference["weighted"][f"nano_dy.root genWeight {query}"]
        text = weighted(example("adl_benchmarks"), GENERATOR_WEIGHT)
        found = region(run(text, SIMULATION_FILE), query)
        total = found.histograms[QUERIES[query][1]].sum(flow=True)
        last = found.steps[-1]
        assert last.entries == expected["n"]
        assert last.sumw == pytest.approx(expected["sumw"], rel=1e-9)
        assert last.sumw2 == pytest.approx(expected["sumw2"], rel=1e-9)
        assert total.value == pytest.approx(expected["sumw"], rel=1e-9)
        assert total.variance == pytest.approx(expected["sumw2"], rel=1e-9)

    @pytest.mark.parametrize("query", ["q1", "q4", "q5", "q7", "q8"])
    def test_negative_weights(self, run: Run, reference: dict[str, dict], query: str) -> None:
        expected = reference["weighted"][f"nano_dy.root genWeight {query}"]
        text = weighted(example("adl_benchmarks"), "(1 if event.mc_weight < 0 else 0)")
        assert region(run(text, SIMULATION_FILE), query).steps[-1].sumw == expected["n_negative"]

    def test_small_weights(self, run: Run, reference: dict[str, dict]) -> None:
        expected = reference["weighted"]["HZZ.root EventWeight z-window"]
        last = region(run(example("hzz"), HZZ_FILE, OWN_SCHEMA), "signal").steps[-1]
        assert last.entries == expected["n"]
        assert last.sumw == pytest.approx(expected["sumw"], rel=1e-9)
        assert last.sumw2 == pytest.approx(expected["sumw2"], rel=1e-9)


def assert_same(first: Result, second: Result) -> None:
    """Cutflows, histograms and skipped values are equal, bit for bit."""
    assert [each.name for each in first.regions] == [each.name for each in second.regions]
    for one, other in zip(first.regions, second.regions, strict=True):
        assert one.steps == other.steps
        assert one.skipped == other.skipped
        assert list(one.histograms) == list(other.histograms)
        for name, histogram in one.histograms.items():
            assert histogram.axes == other.histograms[name].axes
            assert histogram.view(flow=True).tobytes() == other.histograms[name].view(flow=True).tobytes()


class TestChunks:
    @pytest.mark.parametrize("step_entries", [7, 39])
    def test_signed_weights(self, run: Run, step_entries: int) -> None:
        text = weighted(example("adl_benchmarks"), GENERATOR_WEIGHT)
        assert_same(run(text, SIMULATION_FILE), run(text, SIMULATION_FILE, step_entries=step_entries))

    @pytest.mark.parametrize("step_entries", [97, 1000])
    def test_small_weights(self, run: Run, step_entries: int) -> None:
        text = example("hzz")
        whole = run(text, HZZ_FILE, OWN_SCHEMA)
        assert_same(whole, run(text, HZZ_FILE, OWN_SCHEMA, step_entries=step_entries))

    def test_first_events_in_chunks(self, run: Run) -> None:
        text = example("hzz")
        first = run(text, HZZ_FILE, OWN_SCHEMA, max_events=1001)
        assert entries(first.regions[0])[0] == 1001
        assert_same(first, run(text, HZZ_FILE, OWN_SCHEMA, max_events=1001, step_entries=97))

    def test_first_events_are_the_first(self, run: Run, shared_data: Path) -> None:
        import uproot

        with uproot.open(shared_data / SIMULATION_FILE) as file:
            stored = file["Events"].arrays(["genWeight", "MET_pt"], entry_stop=17, library="np")
        text = weighted(example("adl_benchmarks"), GENERATOR_WEIGHT)
        found = region(run(text, SIMULATION_FILE, max_events=17), "q1")
        assert entries(found) == [17]
        assert found.steps[-1].sumw == pytest.approx(float(stored["genWeight"].sum(dtype=float)), rel=1e-9)
        expected, _ = np.histogram(
            stored["MET_pt"], 100, (0, 2000), weights=stored["genWeight"].astype(float)
        )
        np.testing.assert_allclose(found.histograms["met"].values(), expected, rtol=1e-9)

    def test_more_events_than_there_are(self, run: Run) -> None:
        text = example("hzz")
        assert_same(run(text, HZZ_FILE, OWN_SCHEMA), run(text, HZZ_FILE, OWN_SCHEMA, max_events=1_000_000))

    def test_no_events(self, run: Run) -> None:
        none = run(example("hzz"), HZZ_FILE, OWN_SCHEMA, max_events=0)
        assert entries(none.regions[0]) == [0, 0, 0, 0]
