"""Names that people bring from other languages and from files are answered with what is written here."""

import re

import pytest

from hepir.api import check
from hepir.semantics.habits import FUNCTIONS, MEMBERS

SORTED = "object jets from Jet\n  sort by pt descending\nobject muons from Muon\n  sort by pt descending\n"
HEAD = "object muons from Muon\n  sort by pt descending\nregion search\n  select size(muons) > 1\n"


def hints(condition: str) -> tuple[str, ...]:
    (found,) = check(f"{HEAD}  select {condition}\n")
    return found.hints


@pytest.mark.parametrize(
    ("condition", "advice"),
    [
        ("abs(MET.phi) < 2.4", "|x|"),
        ("dR(muons[0], muons[1]) < 0.4", "dr"),
        ("DeltaR(muons[0], muons[1]) < 0.4", "dr(a, b)"),
        ("mass(muons[0]) > 60 GeV", "(a + b).mass"),
        ("len(muons) > 1", "size(jets)"),
        ("muons.size > 1", "size(jets)"),
        ("muons[0].M > 60 GeV", "`mass`"),
        ("muons[0].q > 0", "`charge`"),
        ("muons[0].pfRelIso04_all < 0.15", "in files of cms_nanoaod that is `relative_isolation`"),
        ("any(m.Muon_dxy < 1 mm for m in muons)", "in files of cms_nanoaod that is `d0`"),
    ],
)
def test_what_is_written_elsewhere_is_answered(condition: str, advice: str) -> None:
    assert any(advice in hint for hint in hints(condition))


def test_the_name_of_a_branch_is_answered_in_a_rule_of_an_object() -> None:
    (found,) = check(
        "object muons from Muon\n  select pfRelIso04_all < 0.15\nregion r\n  select size(muons) > 0\n"
    )
    assert found.hints == ("in files of cms_nanoaod that is `relative_isolation`",)
    assert found.edits == ()


def test_a_combination_has_no_branches() -> None:
    program = (
        "combine pairs = (a, b) from Muon\n  select pfRelIso04_all < 1\nregion r\n  select size(pairs) > 0\n"
    )
    (found,) = check(program)
    assert not any("files of" in hint for hint in found.hints)


@pytest.mark.parametrize("advice", sorted({*FUNCTIONS.values(), *MEMBERS.values()}))
def test_advice_is_itself_understood(advice: str) -> None:
    """What stands in backquotes as an example can be typed, with objects and values of those names."""
    for written in re.findall(r"`([^`]+)`", advice):
        if written == "x" or written.startswith(("sort", "select")):
            continue
        text = written.replace("this", "a").replace("(x)", "(jets[0])" if "exists" in written else "(MET.pt)")
        text = re.sub(r"\bx\b", "MET.phi", text)
        text = re.sub(r"\b(a|b)\b", lambda match: f"muons[{'ab'.index(match[0])}]", text)
        program = f"{SORTED}define x = {text}\n"
        found = [each for each in check(program) if each.severity.name == "ERROR"]
        assert not found, (written, found)


def test_an_order_that_is_missing_is_said_once() -> None:
    program = "object jets from Jet\n  select pt > 30 GeV\ndefine x = jets[0].pt + jets[1].pt\nregion r\n  select x > 1 GeV\n"
    (found,) = check(program)
    assert found.code == "HEP0202"
