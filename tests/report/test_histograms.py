"""Histogram files hold every bin and read back equal."""

import json

import numpy as np
import pytest
import uproot
from hist import Hist, axis, storage
from jsonschema import Draft7Validator
from made_results import (
    empty_histogram,
    grid_histogram,
    mass_histogram,
    met_histogram,
    plane_histogram,
    region,
    result,
)
from referencing import Registry, Resource
from uhi.schema import histogram_file, histograms_file

from hepir.backend.result import Result
from hepir.diagnostics import HepirError
from hepir.report.histograms import histograms_json, histograms_root, not_in_root, read_histograms


@pytest.fixture(scope="module")
def made() -> Result:
    flavours = Hist(axis.StrCategory(["ee", "mm"], name="flavours"), storage=storage.Weight())
    first = region(
        "first",
        met=met_histogram(weights=True),
        mass=mass_histogram(),
        plane=plane_histogram(),
        bins=grid_histogram(3),
        four=grid_histogram(4),
        empty=empty_histogram(),
        flavours=flavours.fill(["ee", "mm", "em"], weight=[1.0, -2.0, 3.0]),
    )
    return result(first, region("second", met=met_histogram()))


def test_they_read_back_equal(made: Result) -> None:
    found = read_histograms(histograms_json(made))
    expected = {
        f"{region.name}.{name}": one for region in made.regions for name, one in region.histograms.items()
    }
    assert list(found) == list(expected)
    for key, histogram in expected.items():
        assert found[key] == histogram, key
        assert [one.label for one in found[key].axes] == [one.label for one in histogram.axes]


def test_the_text_is_valid_by_the_schema_of_uhi(made: Result) -> None:
    schemas = [json.loads(file.read_text(encoding="utf-8")) for file in (histogram_file, histograms_file)]
    registry = Registry().with_resources((one["$id"], Resource.from_contents(one)) for one in schemas)
    Draft7Validator(schemas[1], registry=registry).validate(json.loads(histograms_json(made)))


def test_the_same_histograms_give_the_same_bytes() -> None:
    first, second = (histograms_json(result(region(met=met_histogram(True)))) for _ in range(2))
    assert first == second
    assert first.endswith(b"}\n")


def test_no_histograms_are_an_empty_object() -> None:
    assert json.loads(histograms_json(result(region("search")))) == {}


def test_flow_bins_and_signs_are_kept() -> None:
    histogram = Hist(axis.Regular(2, 0, 2, name="x", label="x [GeV]"), storage=storage.Weight())
    histogram.fill([-1, 0.5, 5], weight=[-2.0, -1.0, 3.0])
    document = json.loads(histograms_json(result(region("search", x=histogram))))
    assert document["search.x"]["storage"] == {
        "type": "weighted",
        "values": [-2.0, -1.0, 0.0, 3.0],
        "variances": [4.0, 1.0, 0.0, 9.0],
    }


def test_a_bin_that_is_not_finite_is_a_diagnostic() -> None:
    histogram = met_histogram().fill([1.0], weight=[float("nan")])
    with pytest.raises(HepirError, match=r"HEP0733.*`search\.met`"):
        histograms_json(result(region("search", met=histogram)))


def test_root_has_the_same_bins(made: Result, tmp_path_factory: pytest.TempPathFactory) -> None:
    path = tmp_path_factory.mktemp("root") / "histograms.root"
    path.write_bytes(histograms_root(made))
    with uproot.open(path) as file:
        for name in ("met", "mass", "plane", "bins", "empty"):
            expected, found = made.regions[0].histograms[name], file[f"first/{name}"]
            np.testing.assert_array_equal(found.values(flow=True), expected.values(flow=True))
            np.testing.assert_array_equal(found.variances(flow=True), expected.variances(flow=True))
            for one, other in zip(found.axes, expected.axes, strict=True):
                np.testing.assert_allclose(one.edges(), other.edges)
                assert one.member("fTitle") == other.label
        assert "second/met" in file
        assert file["first/plane"].classname == "TH2D"
        assert file["first/bins"].classname == "TH3D"
        assert "first/four" not in file


def test_what_root_cannot_hold_is_named(made: Result) -> None:
    assert not_in_root(made) == ("first.four",)
