"""Generated samples: the same events whatever they are written to, and enough for every task."""

from pathlib import Path

import awkward as ak
import numpy as np
import pytest
import uproot
from benchmarks.sample.decays import invariant_mass, produced, two_body
from benchmarks.sample.events import BLOCK, generate
from benchmarks.sample.files import Sample, made

from hepir.demo.events import Events
from hepir.schemas.loading import all_schemas
from hepir.schemas.matching import recognise

EVENTS = 6_000


def bytes_of(events: Events) -> dict[str, bytes]:
    """Every column as bytes."""
    columns = {name: column.tobytes() for name, column in events.values.items()}
    for kind, objects in events.objects.items():
        columns[f"n{kind}"] = objects.counts.tobytes()
        columns |= {f"{kind}_{name}": column.tobytes() for name, column in objects.values.items()}
    return columns


def read(path: Path) -> ak.Array:
    """All branches but the counters, which only a TTree has."""
    if path.suffix == ".parquet":
        return ak.from_parquet(path)
    with uproot.open(path) as file:
        arrays = file["Events"].arrays()
    return arrays[[name for name in arrays.fields if not (name[0] == "n" and name[1].isupper())]]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("sample")


@pytest.fixture(scope="module")
def whole(folder: Path) -> ak.Array:
    return read(made(Sample(EVENTS), folder)[0])


def test_an_event_depends_on_its_number_alone() -> None:
    start, stop = BLOCK - 700, BLOCK + 300
    middle = BLOCK + 50
    parts = [bytes_of(generate(3, *ends)) for ends in ((start, middle), (middle, stop))]
    together = bytes_of(generate(3, start, stop))
    assert together == {name: parts[0][name] + parts[1][name] for name in together}
    assert together["event"] == np.arange(start + 1, stop + 1, dtype=np.uint64).tobytes()


def test_seeds_give_other_events() -> None:
    assert bytes_of(generate(1, 0, 100))["Jet_pt"] != bytes_of(generate(2, 0, 100))["Jet_pt"]


@pytest.mark.parametrize(
    "sample",
    [
        Sample(EVENTS, piece=1_700),
        Sample(EVENTS, files=3),
        Sample(EVENTS, compression="lz4"),
        Sample(EVENTS, compression="zlib"),
        Sample(EVENTS, container="rntuple", piece=2_500),
        Sample(EVENTS, container="parquet", piece=2_500),
    ],
    ids=["pieces", "files", "lz4", "zlib", "rntuple", "parquet"],
)
def test_content_does_not_depend_on_files(sample: Sample, folder: Path, whole: ak.Array) -> None:
    found = ak.concatenate([read(path) for path in made(sample, folder)])
    assert set(found.fields) == set(whole.fields)
    for name in whole.fields:
        assert ak.to_list(found[name]) == ak.to_list(whole[name]), name


def test_files_are_written_once(folder: Path) -> None:
    first = made(Sample(500), folder)[0]
    before = first.stat().st_mtime_ns
    assert made(Sample(500), folder) == (first,)
    assert first.stat().st_mtime_ns == before


def test_multiplicities_and_order(whole: ak.Array) -> None:
    means = {
        kind: ak.mean(ak.num(whole[f"{kind}_pt"])) for kind in ("Jet", "Muon", "Electron", "Photon", "Tau")
    }
    assert means["Jet"] == pytest.approx(3.2, abs=0.1)
    assert all(0.1 < mean < 1.5 for kind, mean in means.items() if kind != "Jet")
    for kind in means:
        assert ak.all(whole[f"{kind}_pt"][:, 1:] <= whole[f"{kind}_pt"][:, :-1])
        assert ak.all(abs(whole[f"{kind}_phi"]) <= np.float32(np.pi))
    assert set(ak.to_list(whole["genWeight"])) == {-1.0, 1.0}
    assert ak.any(whole["Jet_btagDeepB"] == -2)
    assert ak.any(whole["Electron_mass"] < 0)


def test_hepir_knows_the_format(whole: ak.Array) -> None:
    assert recognise(tuple(whole.fields), "Events", all_schemas()).schema.name == "cms_nanoaod"


def test_decays_keep_momentum_and_mass() -> None:
    random = np.random.default_rng(5)
    parent = produced(random, np.full(200, 125.0), 1.6, 24, 1.0)
    first, second = two_body(random, parent, np.full(200, 91.0), np.full(200, 20.0))
    assert np.allclose(first + second, parent)
    assert np.allclose(invariant_mass(first), 91, atol=1e-6)
    assert np.allclose(invariant_mass(second), 20, atol=1e-5)
