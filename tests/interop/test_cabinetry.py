"""cabinetry builds templates and a workspace from `histograms.root`, and a fit of it finds what was put in."""

import json

import pytest
from made_fit import BACKGROUND, SIGNAL, write

from hepir.interop.pyhf.writing import workspace_text

cabinetry = pytest.importorskip("cabinetry", reason="templates are built by the package `cabinetry`")


def configuration(folder):
    """A configuration with the names that `histograms.root` has."""
    path = f"{folder / 'histograms.root'}:{{SamplePath}}/{{RegionPath}}/{{VariationPath}}"
    sides = {"scale": ("up", "down"), "pileup": ("up",)}
    return {
        "General": {
            "Measurement": "search",
            "POI": "mu",
            "InputPath": path,
            "HistogramFolder": str(folder / "templates"),
            "VariationPath": "bins",
        },
        "Regions": [{"Name": "search", "RegionPath": "search"}],
        "Samples": [
            {"Name": "data", "SamplePath": "data", "Data": True},
            *({"Name": each, "SamplePath": each} for each in ("multijet", "squark")),
        ],
        "NormFactors": [{"Name": "mu", "Samples": ["squark"], "Nominal": 1, "Bounds": [0, 10]}],
        "Systematics": [
            {
                "Name": name,
                "Type": "NormPlusShape",
                "Samples": ["multijet"],
                "Up": {"VariationPath": f"bins__{name}_up"},
                "Down": {"VariationPath": f"bins__{name}_down"} if "down" in own else {"Symmetrize": True},
            }
            for name, own in sides.items()
        ],
    }


def test_templates_and_a_fit(tmp_path):
    observed = [background + 2 * signal for background, signal in zip(BACKGROUND, SIGNAL, strict=True)]
    write(tmp_path, observed)
    config = configuration(tmp_path)
    cabinetry.configuration.validate(config)
    cabinetry.templates.collect(config)
    cabinetry.templates.postprocess(config)
    built = cabinetry.workspace.build(config)
    (channel,) = built["channels"]
    assert {each["name"]: each["data"] for each in channel["samples"]} == {
        "multijet": BACKGROUND,
        "squark": SIGNAL,
    }
    ours = json.loads(workspace_text(tmp_path, [])[0])
    for workspace in (built, ours):
        model, data = cabinetry.model_utils.model_and_data(workspace)
        found = cabinetry.fit.fit(model, data)
        assert found.bestfit[found.labels.index("mu")] == pytest.approx(2.0, abs=0.05)
