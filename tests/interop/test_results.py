"""Results in other forms: HEPData, YODA, Markdown, PDF."""

import math
import warnings
from pathlib import Path

import numpy as np
import pytest
import yaml
from made_results import grid_histogram, mass_histogram, met_histogram, plane_histogram, region, result, steps

import hepir
from hepir.backend.result import RegionResult
from hepir.cli import main
from hepir.comparison.outputs import Outputs, read_outputs
from hepir.interop.results.hepdata import submission
from hepir.interop.results.markdown import markdown_text
from hepir.interop.results.pdf import pdf_bytes, pdf_pictures
from hepir.interop.results.yoda import yoda_text
from hepir.report.folder import write_outputs


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    weighted = RegionResult("other", steps(900, 300, weight=0.5), {"mass": mass_histogram()}, {})
    first = region("search", met=met_histogram(True), plane=plane_histogram(), grid=grid_histogram())
    path = tmp_path_factory.mktemp("results")
    write_outputs(result(first, weighted), path)
    return path


@pytest.fixture(scope="module")
def outputs(folder: Path) -> Outputs:
    return read_outputs(folder)


def test_a_submission_is_compared_with_its_own_results(
    folder: Path, outputs: Outputs, tmp_path: Path
) -> None:
    assert main(["export", str(folder), "--to", "hepdata", "-o", str(tmp_path / "hepdata")]) == 0
    found = hepir.compare(folder, tmp_path / "hepdata")
    assert found.agrees
    assert [each.region for each in found.cutflows] == ["search", "other"]
    assert [each.key for each in found.histograms] == [
        "search.met",
        "search.plane",
        "search.grid",
        "other.mass",
    ]
    assert all(each.distance == 0 and len(each.rows) > 1 for each in found.histograms)
    assert found.left_out == ()


@pytest.mark.filterwarnings("ignore::ResourceWarning", "ignore::pytest.PytestUnraisableExceptionWarning")
def test_a_submission_is_as_hepdata_wants_it(outputs: Outputs, tmp_path: Path) -> None:
    for name, data in submission(outputs).items():
        (tmp_path / name).write_bytes(data)
    documents = list(yaml.safe_load_all((tmp_path / "submission.yaml").read_text()))
    assert all((tmp_path / each["data_file"]).is_file() for each in documents[1:])
    validator = pytest.importorskip(
        "hepdata_validator.full_submission_validator", reason="hepdata-validator is not installed"
    )
    checked = validator.FullSubmissionValidator()
    assert checked.validate(directory=str(tmp_path)), checked.get_messages()


def blocks(text: str) -> dict[str, list[str]]:
    """The objects of a YODA file by path."""
    found: dict[str, list[str]] = {}
    for block in text.split("BEGIN ")[1:]:
        lines = block.splitlines()
        kind, path = lines[0].split()
        assert f"END {kind}" in lines
        found[path] = lines[: lines.index(f"END {kind}")]
    return found


def test_yoda_has_every_bin_with_its_error(outputs: Outputs) -> None:
    found = blocks(yoda_text(outputs))
    assert list(found) == [
        "/results/search/met",
        "/results/search/plane",
        "/results/search/grid",
        "/results/other/mass",
    ]
    met = outputs.regions[0].histograms["met"]
    rows = [
        line.split("\t")
        for line in found["/results/search/met"]
        if line[:1] in "-0123456789" and "\t" in line
    ]
    values = np.array([[float(each) for each in row] for row in rows])
    assert np.array_equal(values[:, 0], met.values(flow=True))
    assert np.allclose(values[:, 2], np.sqrt(met.variances(flow=True)))
    assert np.array_equal(values[:, 1], -values[:, 2])
    plane = [line for line in found["/results/search/plane"] if line.startswith("Edges(A")]
    assert [len(each.split(",")) for each in plane] == [31, 33]


def test_another_reader_reads_the_yoda_file(outputs: Outputs, tmp_path: Path) -> None:
    babyyoda = pytest.importorskip("babyyoda", reason="babyyoda is not installed")
    path = tmp_path / "results.yoda"
    path.write_text(yoda_text(outputs))
    with warnings.catch_warnings():  # it knows estimates with up to two axes
        warnings.simplefilter("ignore")
        read = babyyoda.grogu.read(str(path))
    met = read["/results/search/met"]
    wanted = outputs.regions[0].histograms["met"]
    assert np.allclose(met.xEdges(), wanted.axes[0].edges)
    inner = [each.value() for each in met.bins(includeOverflows=True)][1:-1]
    assert np.allclose(inner, wanted.values())


def test_markdown_cutflows(outputs: Outputs) -> None:
    text = markdown_text(outputs)
    assert "| 10 | `select size(jets) >= 2` | 400 | 40.0 % | 40.0 % |" in text
    assert "sum of weights" in text.split("## Region other")[1]
    assert "sum of weights" not in text.split("## Region other")[0]
    odd = RegionResult("a|b<script>", (*steps(5)[:1],), {}, {})
    from dataclasses import replace

    shown = markdown_text(replace(outputs, regions=(odd,), title="<b>`x`|"))
    assert "<script>" not in shown.replace(r"\<", "") and r"\|" in shown


def test_pdf_has_pages_for_tables_and_pictures(folder: Path, outputs: Outputs) -> None:
    import pymupdf

    data = pdf_bytes(outputs, folder)
    assert data == pdf_bytes(outputs, folder)
    file = pymupdf.open(stream=data, filetype="pdf")
    drawn = [name for region in outputs.regions for name in region.histograms]
    assert len(file) == len(outputs.regions) + len(drawn)
    assert "select size(jets) >= 2" in file[0].get_text()
    assert math.isclose(file[0].rect.width, 595, abs_tol=2)
    # pictures are lines and letters, whose fonts are inside
    assert not file[1].get_image_info() and len(file[1].get_drawings()) > 10
    assert "region search" in file[1].get_text()
    assert all(font[1] == "ttf" for page in file for font in page.get_fonts())
    assert b"CreationDate" not in data and b"ModDate" not in data
    pictures = pdf_pictures(outputs, folder)
    assert len(pictures) == len(drawn)
    assert pictures == pdf_pictures(outputs, folder)
    assert pymupdf.open(stream=pictures["search.met.pdf"], filetype="pdf")[0].get_drawings()


@pytest.mark.parametrize("form", ["hepdata", "yoda", "markdown", "pdf", "pdf-pictures"])
def test_what_is_no_results_is_one_diagnostic(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], form: str
) -> None:
    assert main(["export", str(tmp_path), "--to", form, "-o", str(tmp_path / "x")]) == 1
    assert "HEP0750" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []
