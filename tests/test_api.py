"""The functions that `import hepir` gives."""

import subprocess
import sys
from pathlib import Path

import pytest

import hepir
from hepir.demo.folder import write_sample
from hepir.report.shown import ShownResult

PROGRAM = """object muons from Muon
  select pt > 20 GeV
region two
  select size(muons) >= 2
  hist pt = muons.pt in 20 bins from 0 GeV to 200 GeV
"""


def test_the_public_names_are_there() -> None:
    assert sorted(hepir.__all__) == [
        "Diagnostic",
        "HepirError",
        "__version__",
        "check",
        "compare",
        "compare_events",
        "compile",
        "coverage",
        "diff",
        "explain_event",
        "extract",
        "format_source",
        "program",
        "read",
        "run",
    ]
    assert all(hasattr(hepir, name) for name in hepir.__all__)


def test_a_text_is_checked_and_compiled() -> None:
    assert hepir.check(PROGRAM) == ()
    (found,) = hepir.check(PROGRAM.replace("20 GeV", "20", 1))
    assert str(found) == "[HEP0301] `pt` is an energy, the number has no unit"
    assert hepir.format_source(PROGRAM).startswith("object muons from Muon\n")
    first, second = (hepir.compile(PROGRAM, schema="cms_opendata_2012") for _ in range(2))
    assert first == second
    assert "import hepir" not in first.text
    assert first.columns == ("Muon_pt",)


def test_what_the_format_lacks_is_an_error() -> None:
    with pytest.raises(hepir.HepirError) as caught:
        hepir.compile("region r\n  select MET.pt > 20 GeV\n", schema="physlite")
    assert [each.code for each in caught.value.diagnostics] == ["HEP0520"]


def test_running_is_callable_before_and_after_its_package_is_imported() -> None:
    program = "import hepir; print(callable(hepir.run)); import hepir.run.inputs; print(callable(hepir.run))"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["True", "True"]


def test_a_run_gives_histograms_and_shows_in_a_notebook(tmp_path: Path) -> None:
    write_sample(tmp_path)
    result = hepir.run(PROGRAM, [str(path) for path in tmp_path.glob("*.root")])
    (region,) = result.regions
    total = region.histograms["pt"].sum(flow=True).value
    assert region.steps[0].entries > region.steps[1].entries > 0
    assert total >= 2 * region.steps[1].entries
    assert isinstance(result, ShownResult)
    assert "size(muons)" in result._repr_html_().replace("&gt;", ">")


def test_diagnostics_and_code_show_in_a_notebook() -> None:
    found = hepir.check(PROGRAM.replace("20 GeV", "20", 1))
    assert "HEP0301" in found._repr_html_() and "<pre>" in found._repr_html_()
    assert "pt &gt; 20" in found._repr_html_()
    assert "no errors" in hepir.check(PROGRAM)._repr_html_()
    assert "&gt;" in hepir.compile(PROGRAM, schema="cms_opendata_2012")._repr_html_()
