"""Criteria that exclude each other are notes, or of regions that do not start from where they are asked."""

from drafts import draft_of

from hepir.extract.builtin.agreeing import agreeing
from hepir.extract.builtin.judging import judged
from hepir.extract.draft import Evidence

QUOTED = (Evidence("p1s1", "a sentence", 1),)
JETS = "object jets from Jet\n  select pt > 30 GeV\n\n"


def kept(text: str) -> list[tuple[str, str]]:
    """The statements that stay, after a look that nothing in them excludes anything."""
    found = agreeing(draft_of(JETS + text, evidence=QUOTED))
    assert not [each for each in judged(found)[1] if each.code == "HEP0220"]
    return [(each.target, each.text) for each in found.statements]


def note(text: str) -> tuple[str, str]:
    return ("", f'unresolved "criteria that exclude each other: `{text}`"')


def test_two_of_one_region() -> None:
    found = kept(
        "region search\n  select size(jets) == 1\n  select size(jets) == 2\n  select MET.pt > 50 GeV"
    )
    assert ("search", "select MET.pt > 50 GeV") in found
    assert note("select size(jets) == 1") in found
    assert note("select size(jets) == 2") in found
    assert not any(target == "search" and "size(jets)" in text for target, text in found)


def test_two_of_one_object() -> None:
    found = kept("object muons from Muon\n  select |eta| < 1.2\n  select |eta| > 1.2\n  select pt > 5 GeV")
    assert [text for target, text in found if target == "muons"] == ["select pt > 5 GeV"]
    assert note("select |eta| < 1.2") in found


def test_what_most_regions_below_exclude_is_not_common() -> None:
    bins = "".join(
        f"\n\nregion bin_{number} from preselection\n  select MET.pt >= {number}00 GeV"
        for number in (4, 5, 6)
    )
    found = kept(f"region preselection\n  select 250 GeV < MET.pt < 300 GeV\n  reject size(jets) > 6{bins}")
    assert note("select 250 GeV < MET.pt < 300 GeV") in found
    assert ("preselection", "reject size(jets) > 6") in found
    assert ("", "region bin_4 from preselection") in found
    assert ("bin_4", "select MET.pt >= 400 GeV") in found


def test_a_region_that_turns_a_criterion_around_does_not_start_from_it() -> None:
    found = kept(
        "region preselection\n  select size(jets) == 0\n\n"
        "region search from preselection\n  select MET.pt > 200 GeV\n\n"
        "region control_region from preselection\n  select size(jets) == 1\n\n"
        "region top_CR from preselection\n  select size(jets) == 2"
    )
    assert ("preselection", "select size(jets) == 0") in found
    assert ("", "region search from preselection") in found
    assert ("", "region control_region") in found
    assert ("", "region top_CR") in found


def test_of_several_origins_the_other_stays() -> None:
    found = kept(
        "region trigger\n  select MET.pt > 20 GeV\n\nregion veto\n  select size(jets) == 0\n\n"
        "region search from veto\n  select MET.pt > 200 GeV\n\n"
        "region control_region from trigger, veto\n  select size(jets) == 1"
    )
    assert ("", "region control_region from trigger") in found


def test_a_draft_whose_criteria_agree_is_the_same() -> None:
    draft = draft_of(
        f"{JETS}region search\n  select size(jets) >= 2\n  select size(jets) <= 4", evidence=QUOTED
    )
    assert agreeing(draft) is draft
