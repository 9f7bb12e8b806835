"""Scores: exact counts, and the comparison by behaviour."""

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from random_programs import programs
from readings import reading

from hepir.extract.canonical.statements import statements
from hepir.extract.scoring import Share, agreement, score, total

GOLD = """object jets from Jet
  select pt > 30 GeV
  select |eta| < 2.4
define ht = sum(jets.pt)
region search
  select size(jets) >= 4
  select ht > 300 GeV
  select MET.pt > 100 GeV
"""


def scored(gold: str, draft: str):
    return score(reading(gold), reading(draft))


@given(text=programs())
def test_a_program_scores_one_against_itself(text: str) -> None:
    found = scored(text, text)
    assert found.criteria.precision.value in (1.0, None)
    assert found.criteria.recall.value == found.criteria.precision.value == found.criteria.f1
    assert found.others.f1 == 1.0
    assert not (found.omitted or found.invented or found.different)


def test_one_omitted() -> None:
    found = scored(GOLD, GOLD.replace("  select ht > 300 GeV\n", ""))
    assert found.criteria.precision == Share(4, 4)
    assert found.criteria.recall == Share(4, 5)
    assert [each.written for each in found.omitted] == ["select ht > 300 GeV"]
    assert found.criteria.f1 == pytest.approx(8 / 9)


def test_one_invented() -> None:
    found = scored(GOLD, GOLD + "  reject size(Muon) > 0\n")
    assert found.criteria.precision == Share(5, 6)
    assert found.criteria.recall == Share(5, 5)
    assert [each.written for each in found.invented] == ["reject size(Muon) > 0"]


CHANGES = {
    "number": ("pt > 30 GeV", "pt > 25 GeV", "numbers"),
    "operator": ("size(jets) >= 4", "size(jets) > 4", "operators"),
    "unit": ("MET.pt > 100 GeV", "MET.pt > 100 TeV", "units"),
}


@pytest.mark.parametrize("name", CHANGES)
def test_one_wrong(name: str) -> None:
    old, new, column = CHANGES[name]
    found = scored(GOLD, GOLD.replace(old, new))
    totals = {"numbers": 5, "operators": 5, "units": 3}
    for each, count in totals.items():
        assert getattr(found, each) == Share(count - (each == column), count)
    assert found.criteria.precision == found.criteria.recall == Share(4, 5)
    assert found.behaviour == found.criteria


def test_the_wrong_place() -> None:
    found = scored(
        GOLD + "region other\n  select size(Jet) > 1\n",
        GOLD.replace("  select MET.pt > 100 GeV\n", "") + "region other\n  select size(Jet) > 1\n  select MET.pt > 100 GeV\n",
    )  # fmt: skip
    assert found.scopes == Share(5, 6)
    assert found.criteria.precision == Share(5, 6)


@given(st.data())
@settings(max_examples=25)
def test_a_random_program_without_one_criterion(data: st.DataObject) -> None:
    text = data.draw(programs())
    lines = text.splitlines()
    own = [number for number, line in enumerate(lines) if line.startswith(("  select", "  reject", "  when"))]
    assume(own)
    removed = data.draw(st.sampled_from(own))
    shorter = "\n".join([*lines[:removed], *lines[removed + 1 :]]) + "\n"

    def count(program: str) -> int:
        found = reading(program)
        return sum(each.kind == "criterion" for each in statements(found.program, program))

    missing = count(text) - count(shorter)
    found, other = scored(text, shorter), scored(shorter, text)
    # What a parent says as well is not missing; all else is, exactly.
    excused = found.criteria.recall.hits - found.criteria.precision.hits
    assert found.criteria.recall == Share(count(text) - missing + excused, count(text))
    assert found.criteria.precision.value in (1.0, None)
    assert (other.criteria.recall, other.criteria.precision) == (
        found.criteria.precision,
        found.criteria.recall,
    )


BEHAVING = {
    "implied": ("count(j.pt > 30 GeV for j in Jet) >= 2", "size(first(ordered, 2)) >= 2 and ordered[1].pt > 30 GeV"),
    "distributed": ("size(Jet) >= 2 and (MET.pt > 100 GeV or size(Muon) >= 1)",
                    "(size(Jet) >= 2 and MET.pt > 100 GeV) or (size(Jet) >= 2 and size(Muon) >= 1)"),
    "scaled": ("MET.pt + MET.pt > 200 GeV", "MET.pt > 100 GeV"),
}  # fmt: skip
ORDERED = "object ordered from Jet\n  sort by pt descending\n"


@pytest.mark.parametrize("name", BEHAVING)
def test_criteria_that_behave_alike(name: str) -> None:
    first, second = (f"{ORDERED}region r\n  select {each}\n" for each in BEHAVING[name])
    whole_first, whole_second = (
        f"{ORDERED}define one = ({each})\nregion r\n  select one == true\n" for each in BEHAVING[name]
    )
    assert scored(first, second).criteria.f1 != 1.0
    found = scored(whole_first, whole_second)
    assert found.criteria.f1 == 0.0
    assert found.behaviour.f1 == 1.0
    assert not found.omitted and not found.invented


UNLIKE = {
    "boundary": ("not (MET.pt + MET.pt > 200 GeV)", "MET.pt < 100 GeV"),
    "number": ("MET.pt + MET.pt > 200 GeV", "MET.pt > 101 GeV"),
    "always": ("MET.pt >= 0 GeV", "size(Jet) >= 0"),
}


@pytest.mark.parametrize("name", UNLIKE)
def test_criteria_that_do_not(name: str) -> None:
    first, second = (f"region r\n  select {each}\n" for each in UNLIKE[name])
    assert scored(first, second).behaviour.f1 == 0.0


def test_objects_that_behave_alike() -> None:
    first = "object jets from Jet\n  select pt * 2 > 60 GeV\nobject pairs = x\n".replace(
        "object pairs = x\n", ""
    )
    second = "object jets from Jet\n  select pt > 30 GeV\n"
    pairs = "combine pairs = (a, b) from Muon\n  select {}\nregion r\n  select size(pairs) > 0 and size(jets) > 0\n"
    found = scored(
        first + pairs.format("a.charge * b.charge < 0"), second + pairs.format("a.charge * b.charge <= -1")
    )
    assert found.behaviour.f1 == 1.0


def test_the_seed_decides_the_events() -> None:
    gold, draft = reading(GOLD), reading(GOLD.replace("ht > 300 GeV", "MET.sum_et > 300 GeV"))
    assert score(gold, draft, seed=1) == score(gold, draft, seed=1)


def test_grounded() -> None:
    cited = (
        'source s = page 1 "jets above 30 GeV"\nobject jets from Jet\n  select pt > 30 GeV @s\n  select |eta| < 2.4 @s\n'
        "  select btag > 0.5\nregion r\n  select size(jets) > 1\n"
    )
    assert scored(cited, cited).grounded == Share(1, 4)


def test_agreement_of_drafts() -> None:
    other = GOLD.replace("  select ht > 300 GeV\n", "").replace("jets", "good")
    gold = reading(GOLD)
    assert agreement(gold, [gold]) is None
    assert agreement(gold, [gold, reading(GOLD)]) == 1.0
    assert agreement(gold, [gold, reading(other)]) == pytest.approx(4 / 5)


def test_totals_add_counts() -> None:
    one = scored(GOLD, GOLD)
    assert total([one, one]).criteria.precision == Share(10, 10)
    assert total([]).criteria.f1 is None


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("define ht = sum(jets.pt)", "define ht = ?"),
        ("select pt > 30 GeV", "select pt > ?"),
        ("select size(jets) >= 4", "select size(jets) >= ?"),
    ],
)
def test_what_is_left_open_behaves_like_nothing(before: str, after: str) -> None:
    gold = GOLD.replace("ht > 300 GeV", "ht / 2 > 150 GeV")
    found = scored(gold, GOLD.replace(before, after))
    assert found.behaviour.recall.hits < 5
    assert found.criteria.recall.hits < 5
