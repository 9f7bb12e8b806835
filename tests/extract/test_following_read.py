"""From publications in files to one program: the built-in reader, and what it delegates."""

from pathlib import Path

import hepir
from hepir.diagnostics.core import Severity
from hepir.extract.assembling import program_text
from hepir.extract.builtin import read_selection
from hepir.extract.following import follow
from hepir.extract.library import Library

PAPER = """\
# A search with muons

## Event selection

Muons are required to have pT > 20 GeV and |η| < 2.4.
Muons must pass the identification criteria of Ref. [1].
Events with at least two muons are selected.

## References

[1] CMS Collaboration, Performance of muons, arXiv:1206.4071.
"""
REFERENCE = """\
# Performance of muons

## Identification

Identified muons are required to have |d0| < 2 mm.
Muons are required to have pT > 10 GeV to be identified.

## Trigger

Muons are required to have |η| < 2.1 at the trigger.
"""


def test_the_program_has_the_criteria_of_the_reference_and_its_quotes_are_verified(tmp_path: Path) -> None:
    (tmp_path / "paper.md").write_text(PAPER, encoding="utf-8")
    (tmp_path / "arXiv_1206.4071v2.md").write_text(REFERENCE, encoding="utf-8")
    document = hepir.read(tmp_path / "paper.md")
    followed = follow(read_selection(document), document, Library((tmp_path,), hepir.read), read_selection)
    text = program_text(followed.draft)
    assert "select |d0| < 2 mm" in text
    assert "2.1" not in text
    assert [each.text for each in followed.conflicts] == [
        "conflict: select pt > 20 GeV in the publication, but select pt > 10 GeV in arXiv:1206.4071"
    ]
    found = hepir.check(text, paper=document, references=[tmp_path])
    assert [each for each in found if each.severity is Severity.ERROR or each.code.startswith("HEP041")] == []
    assert hepir.check(text.replace("|d0| < 2 mm  @", "|d0| < 3 mm  @"), paper=document) != found
    assert "HEP0410" in [
        each.code
        for each in hepir.check(
            text.replace('to have |d0| < 2 mm."', 'to have |d0| < 3 mm."'),
            paper=document,
            references=[tmp_path],
        )
    ]


EVENTS = """\
# A search with jets

## Event selection

Jets are required to have pT > 40 GeV and |η| < 2.5.
The event selection follows that of Ref. [1].
Events with a missing transverse momentum above 250 GeV are selected.

## References

[1] CMS Collaboration, An earlier search, arXiv:1206.4071.
"""
EARLIER = """\
# An earlier search

## Event selection

Jets are required to have pT > 30 GeV.
Events are required to have at least three jets.
Events with a missing transverse momentum above 200 GeV are selected.
Events that contain an electron with pT > 15 GeV are rejected.
"""


def test_an_event_selection_of_a_reference_is_taken_over(tmp_path: Path) -> None:
    (tmp_path / "paper.md").write_text(EVENTS, encoding="utf-8")
    (tmp_path / "1206.4071.md").write_text(EARLIER, encoding="utf-8")
    document = hepir.read(tmp_path / "paper.md")
    followed = follow(read_selection(document), document, Library((tmp_path,), hepir.read), read_selection)
    text = program_text(followed.draft)
    assert "select size(jets) >= 3" in text
    assert "pt > 30 GeV" not in text  # jets are the publication's own
    assert "15 GeV" in text
    assert [each.text for each in followed.conflicts] == [
        "conflict: select MET.pt > 250 GeV in the publication, but select MET.pt > 200 GeV in arXiv:1206.4071"
    ]
    found = hepir.check(text, paper=document, references=[tmp_path])
    assert [each for each in found if each.severity is Severity.ERROR or each.code.startswith("HEP041")] == []
