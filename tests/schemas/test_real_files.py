"""Every real file is recognised, and has what its schema says; skipped where the files are absent."""

from pathlib import Path

import pytest

from hepir.diagnostics import HepirError
from hepir.schemas.drafting import draft_schema
from hepir.schemas.loading import builtin_names, builtin_schema, load_schema, schema_from_path
from hepir.schemas.matching import recognise
from hepir.schemas.naming import mapped_branches

uproot = pytest.importorskip("uproot", reason="uproot is not installed")
pytestmark = pytest.mark.filterwarnings("ignore")  # what uproot says of branches it cannot read

HZZ = Path(__file__).resolve().parents[2] / "examples" / "hzz.toml"
KNOWN = {
    "atlas/data_A.4lep.root": ("mini", "atlas_opendata_2020", ()),
    "atlas/data_B.4lep.root": ("mini", "atlas_opendata_2020", ()),
    "delphes/zh_tag_1_delphes_events.root": ("Delphes", "delphes", ("FatJet/", "Vertex/")),
    "generic/uproot-HZZ.root": ("events", "hzz", ()),
    "generic/uproot-HZZ-lz4.root": ("events", "hzz", ()),
    "nanoaod/Run2012B_SingleMu_1000.root": ("Events", "cms_opendata_2012", ("GenPart_",)),
    "nanoaod/nano_dy.root": (
        "Events",
        "cms_nanoaod",
        ("Photon_cutBased", "PFCands_", "JetPFCands_", "FatJetPFCands_", "GenCands_", "GenJetCands_"),
    ),
    "nanoaod/missing_luminosityBlock.root": (
        "Events",
        "cms_nanoaod",
        ("luminosityBlock", "PFCands_", "JetPFCands_", "FatJetPFCands_", "GenCands_", "GenJetCands_"),
    ),
    # parts of links, which uproot does not list
    "physlite/PHYSLITE_example.root": (
        "CollectionTree",
        "physlite",
        ("AnalysisElectronsAuxDyn.trackParticleLinks.m_pers",),
    ),
}
MUONS_ALONE = (
    "nanoaod/DoubleMuParked_muons_100k.root",
    "nanoaod/Run2012BC_DoubleMuParked_Muons_1000evts_rntuple_v1-0-0-0.root",
)
UNKNOWN = {
    "generic/uproot-Zmumu.root": "events",
    "generic/uproot-empty.root": "tree",
    "generic/uproot-issue335.root": "empty_tree",
    "nanoaod/nano_dy.root": "Runs",
}
SCHEMAS = (*map(builtin_schema, builtin_names()), schema_from_path(HZZ))


def types_of(path: Path, tree: str) -> dict[str, str]:
    with uproot.open(path) as file:
        return {name: str(getattr(file[tree][name], "typename", "")) for name in file[tree].keys()}  # noqa: SIM118


@pytest.mark.parametrize("name", KNOWN)
def test_known_files(shared_data: Path, name: str) -> None:
    tree, expected, may_lack = KNOWN[name]
    branches = types_of(shared_data / name, tree)
    match = recognise(branches, tree, SCHEMAS)
    assert match.schema.name == expected
    lacking = [branch for branch in mapped_branches(match.schema) if branch not in branches]
    assert [branch for branch in lacking if not branch.startswith(may_lack or ("-",))] == []


@pytest.mark.parametrize("name", MUONS_ALONE)
def test_files_with_muons_alone(shared_data: Path, name: str) -> None:
    match = recognise(types_of(shared_data / name, "Events"), "Events", SCHEMAS)
    assert (match.schema.name, match.present) == ("cms_opendata_2012", 5)


def test_a_parquet_file(shared_data: Path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet", reason="pyarrow is not installed")
    names = parquet.read_schema(shared_data / "nanoaod" / "Run2012B_SingleMu-1000.parquet").names
    assert recognise(names, "Events", SCHEMAS).schema.name == "cms_opendata_2012"


@pytest.mark.parametrize("name", UNKNOWN)
def test_unknown_files(shared_data: Path, name: str) -> None:
    with pytest.raises(HepirError, match="HEP0512"):
        recognise(types_of(shared_data / name, UNKNOWN[name]), UNKNOWN[name], SCHEMAS)


@pytest.mark.parametrize("name", [*KNOWN, *MUONS_ALONE, *UNKNOWN])
def test_drafts_load_and_fit(shared_data: Path, name: str) -> None:
    tree = KNOWN[name][0] if name in KNOWN else UNKNOWN.get(name, "Events")
    branches = types_of(shared_data / name, tree)
    draft = load_schema(draft_schema(branches, tree), "draft.toml")
    assert recognise(branches, tree, [draft]).schema.name == draft.name


@pytest.mark.parametrize(
    ("name", "tree"), [(name, KNOWN[name][0]) for name in KNOWN if "missing" not in name]
)
def test_all_named_branches_can_be_read(shared_data: Path, name: str, tree: str) -> None:
    """A branch that uproot cannot read must not be named by a schema."""
    with uproot.open(shared_data / name) as file:
        events = file[tree]
        schema = recognise(events.keys(), tree, SCHEMAS).schema
        names = [branch for branch in mapped_branches(schema) if branch in events]
        read = events.arrays(names, entry_stop=2)
    assert set(read.fields) == set(names)
