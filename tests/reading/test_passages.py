"""Scores of sentences, passages within a budget, and the command that shows them."""

import json

import pytest
from made_pdfs import MadePdf

from hepir.cli import main
from hepir.reading.passages import characters, passages, scored
from hepir.reading.scoring import FEATURES, score

SELECTIONS = [
    "Jets are required to have pT > 30 GeV and |η| < 2.4.",
    "Events with at least two b-tagged jets are vetoed.",
    "Muon candidates must satisfy the tight identification criteria.",
    "Region: SR1; pTmiss (GeV): 300-450; Njets: 2-4",
    "The invariant mass of the opposite-sign same-flavour pair is between 76 and 106 GeV.",
]
OTHERS = [
    "We thank the technical staff for their support.",
    "The uncertainty of the luminosity is 2.5%.",
    "The standard model has been very successful.",
    "Figure 5 shows the observed and expected limits.",
]


@pytest.mark.parametrize("text", SELECTIONS)
def test_selections_score_high(text) -> None:
    assert score(text).selecting


@pytest.mark.parametrize("text", OTHERS)
def test_others_do_not(text) -> None:
    assert not score(text).selecting


def test_a_score_is_the_sum_of_its_features() -> None:
    found = score(SELECTIONS[0])
    assert found.value == sum(FEATURES[name][0] for name in found.features)
    assert {"quantity with unit", "comparison", "selecting word", "variable"} <= set(found.features)


def long_paper(read):
    """Sixty sections as Markdown, a selection in every tenth."""
    filler = " ".join(f"The history of this field is long and rich in number {n}." for n in range(12))
    parts = ["# A long paper", "# Authors"]
    for number in range(60):
        middle = f"Jets must have pT > {number + 20} GeV in this region. " if number % 10 == 0 else ""
        parts.append(f"# {number + 1} Part of the text\n\n{filler} {middle}{filler}")
    parts.append(
        "# Acknowledgements\n\nWe thank those who required pT > 1 GeV.\n\n# References\n\n[1] Jets with pT > 5 GeV"
    )
    return read("\n\n".join(parts), "long.md")


@pytest.mark.parametrize("tokens", [300, 2_000, 8_000, 32_000, 128_000])
def test_the_best_sentences_stay_within_every_budget(read, tokens) -> None:
    document = long_paper(read)
    found = passages(document, characters(tokens))
    texts = "\n\n".join(each.text for each in found)
    assert len(texts) <= characters(tokens)
    assert [f"pT > {n} GeV" in texts for n in (20, 30, 40, 50, 60, 70)] == [True] * 6
    assert "pT > 5 GeV" not in texts
    assert "We thank" not in texts
    assert ("## 11 Part of the text" in texts) and texts.index("pT > 20") < texts.index("pT > 30")


def test_without_a_budget_everything_is_there(read) -> None:
    document = long_paper(read)
    assert [s for each in passages(document) for s in each.sentences] == list(scored(document))
    assert passages(document, 5) == ()


@pytest.fixture
def paper(tmp_path):
    made = MadePdf().new_page()
    made.heading("1 Selection")
    made.lines(
        "Jets are required to have a transverse momentum above 30 GeV.", "A second sentence follows it."
    )
    path = tmp_path / "paper.pdf"
    path.write_bytes(made.bytes())
    return str(path)


def test_the_command_shows_sentences_with_their_ids(paper, capsys) -> None:
    assert main(["read", paper]) == 0
    shown = capsys.readouterr().out
    assert "# 1 Selection" in shown
    assert "[p1s1] Jets are required to have a transverse momentum above 30 GeV." in shown


def test_the_command_shows_json_and_passages(paper, capsys) -> None:
    assert main(["read", paper, "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["kind"] == "hepir document"
    assert main(["read", paper, "--passages", "--budget", "60"]) == 0
    assert "[p1s1] Jets" in capsys.readouterr().out
    assert main(["read", paper, "--budget", "60"]) == 2
    assert main(["read", paper, "--pages", "9-3"]) == 2
    assert main(["read", paper, "--pages", "1"]) == 0
