"""Recognising formats, on made-up trees."""

from dataclasses import replace

import pytest
from made_branches import (
    ATLAS_2025,
    CARTESIAN,
    FORMATS,
    MUONS,
    NANOAOD,
    PHYSLITE_RNTUPLE,
)

from hepir.diagnostics import HepirError
from hepir.schemas.loading import builtin_names, builtin_schema
from hepir.schemas.matching import match_schema, recognise
from hepir.schemas.naming import adapt, available, mapped_branches, trigger_branch

SCHEMAS = tuple(map(builtin_schema, builtin_names()))


@pytest.mark.parametrize("name", FORMATS)
def test_each_format_is_recognised(name: str) -> None:
    tree, branches = FORMATS[name]
    assert recognise(branches, tree, SCHEMAS).schema.name == name


@pytest.mark.parametrize("name", FORMATS)
def test_the_name_of_the_tree_alone_does_not_make_a_format(name: str) -> None:
    tree, branches = FORMATS[name]
    assert recognise(branches, "renamed", SCHEMAS).schema.name == name
    with pytest.raises(HepirError, match="HEP0512"):
        recognise(["x", "y"], tree, SCHEMAS)


def test_muons_alone_are_opendata_2012() -> None:
    match = recognise([*MUONS, "_collection0.Muon_pt"], "Events", SCHEMAS)
    assert match.schema.name == "cms_opendata_2012"
    assert match.present == 5


def test_no_match_lists_the_formats_and_the_nearest() -> None:
    with pytest.raises(HepirError) as failure:
        recognise([name for name in MUONS if name != "Muon_mass"], "Events", SCHEMAS)
    (found,) = failure.value.diagnostics
    assert all(name in found.message for name in builtin_names())
    assert found.hints[0] == "the nearest is `cms_opendata_2012`: the tree has no `Muon_mass`"


def test_no_match_without_anything_near() -> None:
    with pytest.raises(HepirError) as failure:
        recognise(CARTESIAN, "events", SCHEMAS)
    assert [hint.startswith("the nearest") for hint in failure.value.diagnostics[0].hints] == [False]


def test_no_branches_and_no_schemas() -> None:
    assert match_schema([], "Events", []) == ()
    with pytest.raises(HepirError, match="HEP0512"):
        recognise([], "Events", SCHEMAS)


def test_two_schemas_that_fit_equally_well() -> None:
    nano = builtin_schema("cms_nanoaod")
    twin = replace(nano, name="twin")
    with pytest.raises(HepirError, match="cms_nanoaod, twin equally well"):
        recognise(NANOAOD, "Events", (twin, nano))
    assert recognise(NANOAOD, "Events", (replace(twin, trees=("other",)), nano)).schema.name == "cms_nanoaod"


def test_the_ranking_does_not_depend_on_the_order() -> None:
    forward = [match.schema.name for match in match_schema(NANOAOD, "Events", SCHEMAS)]
    backward = [match.schema.name for match in match_schema(NANOAOD, "Events", SCHEMAS[::-1])]
    assert forward == backward
    assert forward[0] == "cms_nanoaod"


def test_names_of_an_rntuple() -> None:
    schema = recognise(PHYSLITE_RNTUPLE, "EventData", SCHEMAS).schema
    assert schema.collections["Muon"].properties["pt"].branch == "AnalysisMuonsAuxDyn:pt"
    assert schema.dataset_kind is not None
    assert schema.dataset_kind.branch == "EventInfoAuxDyn:mcEventWeights"


def test_names_of_another_version() -> None:
    schema = recognise(ATLAS_2025, "analysis", SCHEMAS).schema
    assert schema.collections["FatJet"].properties["eta"].branch == "largeRJet_Eta"
    nano = builtin_schema("cms_nanoaod")
    for present, expected in (("Tau_idDecayMode",) * 2, ("other", "Tau_idDecayModeOldDMs")):
        adapted = adapt(nano, [present])
        assert adapted.collections["Tau"].properties["decay_mode_id"].branch == expected


def test_what_a_file_really_has() -> None:
    schema = available(builtin_schema("cms_opendata_2012"), MUONS)
    assert {kind: set(source.properties) for kind, source in schema.collections.items()} == {
        "Muon": {"pt", "eta", "phi", "mass", "charge"}
    }


def test_computed_properties_go_with_what_they_need() -> None:
    schema = builtin_schema("cms_opendata_2012")
    names = [name for name in mapped_branches(schema) if name not in ("Muon_dxyErr", "MET_phi", "Jet_btag")]
    kinds = available(schema, names).collections
    assert "d0" in kinds["Muon"].properties
    assert "d0_significance" not in kinds["Muon"].properties
    assert "btag_medium" not in kinds["Jet"].properties
    assert set(kinds["MET"].properties) == {"pt", "sum_et", "significance"}


def test_a_kind_goes_with_what_tells_it_apart() -> None:
    schema = builtin_schema("atlas_opendata_2020")
    names = [name for name in mapped_branches(schema) if name not in ("lep_type", "trigP")]
    left = available(schema, names)
    assert "Electron" not in left.collections
    assert "Jet" in left.collections
    assert set(left.triggers) == {"trigE", "trigM"}


def test_triggers_by_name_and_by_pattern() -> None:
    path = "HLT_IsoMu17_eta2p1_LooseIsoPFTau20"
    opendata, mini = builtin_schema("cms_opendata_2012"), builtin_schema("atlas_opendata_2020")
    assert trigger_branch(opendata, path, [path]) == path
    assert trigger_branch(opendata, path, ["HLT_IsoMu24"]) is None
    assert trigger_branch(opendata, "Muon_pt", ["Muon_pt"]) is None
    assert trigger_branch(mini, "trigE", ["trigE"]) == "trigE"
