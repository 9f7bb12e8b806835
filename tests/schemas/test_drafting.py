"""Drafts for unknown files load, and say what they guessed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from made_branches import ATLAS_2020, CARTESIAN, DELPHES, FORMATS, of

from hepir.diagnostics import HepirError
from hepir.schemas.columns import column, identifier
from hepir.schemas.drafting import draft_schema
from hepir.schemas.loading import load_schema
from hepir.schemas.matching import recognise
from hepir.schemas.model import PropertySource, Schema


def drafted(branches: dict[str, str], tree: str = "events") -> Schema:
    return load_schema(draft_schema(branches, tree), "draft.toml")


@pytest.mark.parametrize("name", FORMATS)
def test_a_draft_fits_the_file_it_was_made_from(name: str) -> None:
    tree, branches = FORMATS[name]
    assert recognise(branches, tree, [drafted(branches, tree)]).tree_fits


def test_momenta_in_cartesian_coordinates() -> None:
    schema = drafted(CARTESIAN)
    muon = schema.collections["Muon"].properties
    assert muon["px"] == PropertySource(branch="Muon_Px", unit="GeV")
    assert muon["pt"] == PropertySource(compute="sqrt(px^2 + py^2)", unit="GeV")
    assert {"eta", "phi", "mass", "charge"} <= muon.keys()
    assert set(schema.collections["MET"].properties) == {"px", "py", "pt", "phi"}
    assert schema.collections["event"].properties["mc_weight"].branch == "EventWeight"
    assert schema.triggers == {"triggerIsoMu24": "triggerIsoMu24"}
    assert schema.trees == ("events",)


def test_guesses_are_marked() -> None:
    lines = draft_schema(CARTESIAN, "events").splitlines()
    assert 'px = { branch = "Muon_Px", unit = "GeV" }  # guess: GeV' in lines
    assert 'relative_isolation = { branch = "Muon_Iso" }  # guess' in lines
    assert 'charge = { branch = "Muon_Charge" }' in lines


def test_one_list_of_leptons_becomes_two_kinds() -> None:
    schema = drafted(ATLAS_2020, "mini")
    assert schema.collections["Electron"].where == "|lepton_type| == 11"
    assert schema.collections["Muon"].properties["pt"].unit == "MeV"
    assert schema.collections["Muon"].properties["mass"].compute is not None


def test_names_with_folders_and_unusable_branches() -> None:
    schema = drafted(DELPHES, "Delphes")
    jet = schema.collections["Jet"].properties
    assert jet["pt"].branch == "Jet/Jet.PT"
    assert {source.branch for source in jet.values()}.isdisjoint({"Jet/Jet.Particles", "Jet/Jet.Tau[5]"})
    assert schema.collections["MET"].entry == 0
    assert schema.collections["MET"].properties["pt"].branch == "MissingET/MissingET.MET"
    assert schema.collections["GenMissingEt"].like == "MET"
    assert "event" not in schema.collections


def test_unknown_groups_with_a_momentum_become_kinds() -> None:
    schema = drafted(of("Blob_", ("pt", "eta", "phi", "width")))
    assert schema.collections["Blob"].like == "Jet"
    assert schema.collections["Blob"].properties["width"] == PropertySource(branch="Blob_width")


def test_scalars_become_values_of_the_event() -> None:
    schema = drafted(
        {"px1": "double", "Q1": "int32_t", "Run": "int32_t", "weight": "float", "select": "bool"}
    )
    event = schema.collections["event"].properties
    assert event["run"].branch == "Run"
    assert event["mc_weight"].branch == "weight"
    assert event["px1"] == PropertySource(branch="px1")
    assert event["q1"].type == "integer"
    assert event["select_value"].branch == "select"


@pytest.mark.parametrize("branches", [{}, {"Type": "char*", "links": "std::vector<std::vector<float>>"}])
def test_nothing_to_describe(branches: dict[str, str]) -> None:
    with pytest.raises(HepirError, match="HEP0518"):
        draft_schema(branches, "events")


def draft_or_nothing(branches: dict[str, str], tree: str) -> str | None:
    try:
        return draft_schema(branches, tree)
    except HepirError:
        return None


@given(
    st.dictionaries(
        st.text(min_size=1, max_size=8) | st.builds("{}_{}".format, st.text(max_size=5), st.text(max_size=5)),
        st.sampled_from(("float", "float[]", "bool", "int32_t[]", "std::vector<uint8_t>", "std::string")),
        min_size=1,
        max_size=6,
    ),
    st.text(min_size=1, max_size=6),
)
def test_any_draft_loads(branches: dict[str, str], tree: str) -> None:
    text = draft_or_nothing(branches, tree)
    assert text is None or load_schema(text, "draft.toml").collections


def test_types_of_columns() -> None:
    cases = {
        "float": (False, "number"),
        "double[]": (True, "number"),
        "std::vector<bool>": (True, "boolean"),
        "ROOT::VecOps::RVec<std::int32_t>": (True, "integer"),
        "uint64_t": (False, "integer"),
        "std::vector<std::vector<float>>": (True, None),
        "float[][5]": (True, None),
        "std::string": (False, None),
        "TRef[]": (True, None),
    }
    assert {name: (column("a_b", name).listed, column("a_b", name).values) for name in cases} == cases


def test_names_that_programs_can_write() -> None:
    names = {
        "trigMatched": "trig_matched",
        "b-tag": "b_tag",
        "2D": "_2_d",
        "weight": "weight_value",
        "é": "value",
    }
    assert {name: identifier(name) for name in names} == names
