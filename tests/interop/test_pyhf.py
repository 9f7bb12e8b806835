"""Workspaces for pyhf: what the modifiers are, that pyhf takes them, and that a fit finds what was put in."""

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from made_fit import BACKGROUND, SIGNAL, region, write
from made_results import result

from hepir.diagnostics.core import HepirError
from hepir.interop.pyhf.writing import workspace_text
from hepir.report.folder import write_outputs

ROOT = Path(__file__).resolve().parents[2]
pyhf = pytest.importorskip("pyhf", reason="fits need the extra `stats`")


def test_the_document(tmp_path):
    write(tmp_path, [125, 82, 41, 20])
    text, remarks = workspace_text(tmp_path, [])
    document = json.loads(text)
    pyhf.schema.validate(document, "workspace.json")
    assert remarks == ()
    (channel,) = document["channels"]
    assert channel["name"] == "search.bins"
    assert document["observations"] == [{"name": "search.bins", "data": [125.0, 82.0, 41.0, 20.0]}]
    background, signal = channel["samples"]
    assert (background["name"], background["data"], signal["data"]) == ("multijet", BACKGROUND, SIGNAL)
    modifiers = {each["name"]: each for each in background["modifiers"]}
    assert [each["type"] for each in background["modifiers"]] == [
        "staterror",
        "lumi",
        "normsys",
        "histosys",
        "normsys",
    ]
    assert modifiers["staterror_search.bins"]["data"] == pytest.approx([6.0, 4.0, 1.5, 0.5])
    assert modifiers["cross_section_multijet"]["data"] == {"hi": 1.2, "lo": 0.8}
    assert modifiers["scale"]["data"]["hi_data"] == pytest.approx([108, 80, 33, 12])
    assert modifiers["scale"]["data"]["lo_data"] == pytest.approx([132, 80, 27, 8])
    # one direction is mirrored
    assert modifiers["pileup"]["data"] == pytest.approx({"hi": 1.1, "lo": 0.9})
    assert [each["name"] for each in signal["modifiers"] if each["type"] == "normfactor"] == ["mu"]


@pytest.mark.parametrize("strength", [0.0, 1.0, 2.0])
def test_a_fit_finds_the_signal(tmp_path, strength):
    observed = [b + strength * s for b, s in zip(BACKGROUND, SIGNAL, strict=True)]
    write(tmp_path, observed)
    workspace = pyhf.Workspace(json.loads(workspace_text(tmp_path, [])[0]))
    model = workspace.model()
    found = pyhf.infer.mle.fit(workspace.data(model), model)
    assert found[model.config.poi_index] == pytest.approx(strength, abs=0.02)


def test_without_data_the_expected_is_observed(tmp_path):
    write(tmp_path, None)
    text, remarks = workspace_text(tmp_path, [])
    document = json.loads(text)
    np.testing.assert_allclose(document["observations"][0]["data"], np.add(BACKGROUND, SIGNAL))
    assert "there are no data: what is observed is what is expected" in remarks


def test_empty_bins_are_left_out_and_named(tmp_path):
    write(tmp_path, [100, 80, 20, 0], [120.0, 80.0, 30.0, 0.0], [2.0, 5.0, 12.0, 0.0])
    text, remarks = workspace_text(tmp_path, [])
    document = json.loads(text)
    assert remarks == ("channel `search.bins`: empty bins are left out: 4 (counted from 1)",)
    assert document["observations"][0]["data"] == [100.0, 80.0, 20.0]
    assert {len(each["data"]) for each in document["channels"][0]["samples"]} == {3}
    pyhf.Workspace(document).model()


@pytest.mark.parametrize(
    ("observed", "background", "signal", "bins"),
    [
        ([1, 1, 1, 3], [1.0, 1.0, 1.0, 0.0], [1.0, 1.0, 1.0, 0.0], (4,)),
        ([0, 0, 0, 0], [0.0] * 4, [0.0] * 4, (1, 2, 3, 4)),
    ],
)
def test_bins_that_cannot_be_described(tmp_path, observed, background, signal, bins):
    write(tmp_path, observed, background, signal)
    with pytest.raises(HepirError) as error:
        workspace_text(tmp_path, [])
    (diagnostic,) = error.value.diagnostics
    assert (diagnostic.code, diagnostic.bins) == ("HEP0791", bins)
    assert diagnostic.message


def test_which_histograms(tmp_path):
    write(tmp_path / "one", [1, 1, 1, 1], name="met")
    assert json.loads(workspace_text(tmp_path / "one", [])[0])["channels"][0]["name"] == "search.met"
    with pytest.raises(HepirError) as error:
        workspace_text(tmp_path / "one", ["search.mett"])
    assert [each.code for each in error.value.diagnostics] == ["HEP0792"]
    with pytest.raises(HepirError) as error:
        workspace_text(tmp_path / "none", [])
    assert [each.code for each in error.value.diagnostics] == ["HEP0790"]


def test_results_without_a_dataset(tmp_path):
    write_outputs(result(region(BACKGROUND)), tmp_path / "mc", pictures=False)
    document = json.loads(workspace_text(tmp_path / "mc", [])[0])
    assert [each["name"] for each in document["channels"][0]["samples"]] == ["simulation"]
    made = result(region(BACKGROUND))
    data = replace(made, provenance=replace(made.provenance, dataset_kind="data"))
    write_outputs(data, tmp_path / "data", pictures=False)
    with pytest.raises(HepirError) as error:
        workspace_text(tmp_path / "data", [])
    assert [each.code for each in error.value.diagnostics] == ["HEP0793"]


def test_the_example_is_that_of_the_page():
    page = (ROOT / "docs" / "fits.md").read_text(encoding="utf-8")
    for name in ("zmumu_fit.hep", "zmumu_samples.toml"):
        assert (ROOT / "examples" / name).read_text(encoding="utf-8") in page
