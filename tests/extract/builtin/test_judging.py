"""What the checker refuses of a draft is noted, and the rest of it stays, however long it is."""

import pytest
from drafts import draft_of

from hepir.extract.builtin import judging
from hepir.extract.draft import Evidence

LONG = "object jets from Jet\n  select pt > 30 GeV\n\n" + "\n\n".join(
    f"region search_{number} from preselection\n  select size(jets) >= {number}" for number in range(80)
)
QUOTED = (Evidence("p1s1", "a sentence", 1),)


def test_a_wrong_statement_is_noted_and_no_other(monkeypatch: pytest.MonkeyPatch) -> None:
    text = LONG.replace("from preselection\n  select size(jets) >= 7\n", "\n  select size(jts) >= 7\n", 1)
    draft, checks = draft_of("region preselection\n\n" + text, evidence=QUOTED), list[int]()
    holds = judging.holds
    monkeypatch.setattr(judging, "holds", lambda part: checks.append(len(part.statements)) or holds(part))
    found = judging.checked(draft)
    assert [each for each in draft.statements if each not in found.statements] == [
        each for each in draft.statements if "jts" in each.text
    ]
    assert found.statements[-1].text == 'unresolved "`select size(jts) >= 7` does not fit the rest"'
    assert len(found.statements) == len(draft.statements) > 160
    assert len(checks) < 24  # each is of a whole program


def test_what_follows_from_a_wrong_statement_goes_with_it() -> None:
    draft = draft_of(
        "object jets from Jet\n  select pt > 3\n\n"
        "define lead = jts[0].pt\n\n"
        "region search\n  select lead > 100 GeV\n  select size(jets) >= 2",
        evidence=QUOTED,
    )
    texts = [each.text for each in judging.checked(draft).statements]
    assert "select size(jets) >= 2" in texts
    assert not {"select pt > 3", "define lead = jts[0].pt", "select lead > 100 GeV"} & set(texts)
    assert sum(text.startswith("unresolved") for text in texts) == 3


def test_a_draft_that_fits_is_the_same() -> None:
    draft = draft_of("object jets from Jet\n  select pt > 30 GeV", evidence=QUOTED)
    assert judging.checked(draft) == draft
