"""A program shows itself in a notebook, and stays text."""

from pathlib import Path

import hepir

PROGRAM = """# <b>muons</b>
object muons from Muon
  select pt > 20 GeV  @assumed "the \\"usual\\" one"
region search
  select size(muons) >= 1
"""


def test_a_program_shows_its_lines_and_what_they_say(tmp_path: Path) -> None:
    shown = hepir.program(PROGRAM)
    assert shown == PROGRAM and hepir.check(shown) == hepir.check(PROGRAM)
    page = shown._repr_html_()
    assert page.count("user-select:none") == 5
    assert "<b>  select</b>" in page and "&lt;b&gt;muons&lt;/b&gt;" in page and "<b>muons" not in page
    assert 'title="Muons must have pT above 20 GeV."' in page
    path = tmp_path / "search.hep"
    path.write_text(PROGRAM)
    assert hepir.program(path).name == str(path)


def test_what_is_wrong_stands_below() -> None:
    page = hepir.program(
        'object jets from Jet\n  select pt > 30\nregion r\n  select x < "<i>"\n'
    )._repr_html_()
    assert "[HEP0301]" in page and "<i>" not in page
    assert "[HEP0001]" in hepir.program("region\n")._repr_html_()
