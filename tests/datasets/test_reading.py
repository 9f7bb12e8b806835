"""Dataset files: what they say, and each mistake at its place."""

import pytest

from hepir.datasets.model import SumOfWeights
from hepir.datasets.raising import DatasetError
from hepir.datasets.reading import read_dataset

TEXT = """luminosity = "36.1 /fb"
luminosity_uncertainty = "1.6 %"
signal = "higgs"

[[samples]]
name = "ttbar_a"
process = "ttbar"
kind = "mc"
files = ["mc/a*.root"]
cross_section = "831.76 pb"
filter_efficiency = 0.54
k_factor = 1.1
sum_of_weights = { tree = "Runs", branch = "genEventSumw" }

[[samples]]
name = "higgs"
kind = "mc"
files = "mc/h.root"
cross_section = "48.6 fb"
sum_of_weights = "events"
cross_section_uncertainty = 0.05

[[samples]]
name = "run2016"
kind = "data"
files = ["data.root"]
"""


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "mc").mkdir()
    for name in ("mc/a1.root", "mc/a2.root", "mc/h.root", "data.root"):
        (tmp_path / name).write_bytes(b"")
    return tmp_path


def read(folder, text):
    path = folder / "samples.toml"
    path.write_text(text, encoding="utf-8")
    return read_dataset(path)


def test_what_it_says(folder):
    dataset, _ = read(folder, TEXT)
    ttbar, higgs, data = dataset.samples
    assert (dataset.luminosity, dataset.luminosity_uncertainty, dataset.signal) == (36100.0, 0.016, "higgs")
    assert [path.name for path in ttbar.files] == ["a1.root", "a2.root"]
    assert (ttbar.cross_section, ttbar.filter_efficiency, ttbar.k_factor) == (831.76, 0.54, 1.1)
    assert ttbar.sum_of_weights == SumOfWeights(None, "genEventSumw", "Runs")
    assert (higgs.process, higgs.cross_section_uncertainty) == ("higgs", 0.05)
    assert higgs.cross_section == pytest.approx(0.0486)
    assert (data.process, data.kind) == ("data", "data")
    assert dataset.processes == (("ttbar", "mc"), ("higgs", "mc"), ("data", "data"))


MISTAKES = [
    ('luminosity = "36.1 /fb"', "luminosity = 36.1", "HEP0783", 1),
    ('luminosity = "36.1 /fb"', "", "HEP0781", 1),
    ('"831.76 pb"', '"831.76"', "HEP0783", 10),
    ('"831.76 pb"', '"831.76 GeV"', "HEP0783", 10),
    ('"831.76 pb"', '"0 pb"', "HEP0782", 10),
    ("k_factor", "kfactor", "HEP0781", 12),
    ("k_factor = 1.1", "k_factor = -1", "HEP0782", 12),
    ('name = "higgs"', 'name = "ttbar_a"', "HEP0784", 16),
    ('files = "mc/h.root"', 'files = "mc/a1.root"', "HEP0784", 18),
    ('files = ["data.root"]', 'files = ["other/*.root"]', "HEP0785", 26),
    ('kind = "data"', 'kind = "real"', "HEP0782", 25),
    ('kind = "data"', "", "HEP0781", 23),
    ('sum_of_weights = "events"', "", "HEP0781", 15),
    ('sum_of_weights = "events"', 'sum_of_weights = "all"', "HEP0782", 20),
    ('name = "run2016"', "name = run2016", "HEP0780", 24),
    ('signal = "higgs"', 'signal = "zprime"', "HEP0782", 3),
    ('"1.6 %"', '"160 %"', "HEP0782", 2),
]


@pytest.mark.parametrize(("old", "new", "code", "line"), MISTAKES)
def test_mistakes_are_shown_at_their_places(folder, old, new, code, line):
    assert old in TEXT
    with pytest.raises(DatasetError) as error:
        read(folder, TEXT.replace(old, new))
    diagnostics = [each for each in error.value.diagnostics if each.code == code]
    assert diagnostics, error.value.diagnostics
    assert error.value.source.position(diagnostics[0].span.start).line == line
    assert len(error.value.diagnostics) == 1 or "higgs" in old or old.startswith("name")


@pytest.mark.parametrize("text", ["", "samples = 3", "samples = []", "x = 1\n", "[samples]\na = 1\n"])
def test_no_samples(folder, text):
    with pytest.raises(DatasetError) as error:
        read(folder, text)
    assert {each.code for each in error.value.diagnostics} == {"HEP0781"}
