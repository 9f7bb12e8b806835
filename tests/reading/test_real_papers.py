"""Plain facts of real papers, which were read by eye first."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pymupdf
import pytest

from hepir.reading.document import Document, Label
from hepir.reading.json_form import from_json, to_json
from hepir.reading.normalising import normalised
from hepir.reading.opening import read_document
from hepir.reading.passages import characters, passages, scored

MONOPHOTON = "ATLAS-EXOT-2016-32_1704.03848.pdf"
SAME_SIGN = "CMS-SUS-16-035_1704.07323.pdf"
PHOTON = "CMS-SUS-16-046_1711.08008.pdf"
ALL = (MONOPHOTON, SAME_SIGN, PHOTON)


@cache
def document(path: Path) -> Document:
    return read_document(path)


@pytest.mark.parametrize(
    ("name", "title", "references", "tables", "sections"),
    [
        (
            MONOPHOTON,
            "Search for dark matter at √s = 13 TeV in final states containing an energetic photon and large missing "
            "transverse momentum with the ATLAS detector",
            85,
            8,
            [
                "1 Introduction",
                "2 The ATLAS detector",
                "3 Monte Carlo simulation samples",
                "4 Event reconstruction",
            ],
        ),
        (
            SAME_SIGN,
            "Search for physics beyond the standard model in events with two leptons of same sign, missing transverse "
            "momentum, and jets in proton-proton collisions at √s = 13 TeV",
            72,
            8,
            ["Abstract", "1 Introduction", "2 Background and signal simulation"],
        ),
        (
            PHOTON,
            "Search for gauge-mediated supersymmetry in events with at least one photon and missing transverse "
            "momentum in pp collisions at √s = 13 TeV",
            83,
            4,
            ["Abstract", "1 Introduction", "2 Signal models", "3 The CMS detector"],
        ),
    ],
)
def test_title_sections_references_and_tables(papers, name, title, references, tables, sections) -> None:
    found = document(papers / name)
    assert found.title == title
    assert [each.number for each in found.references] == [str(n) for n in range(1, references + 1)]
    assert len(found.tables) == tables
    headings = [block.text for block in found.blocks if block.label is Label.SECTION]
    assert headings[: len(sections)] == sections
    assert any(block.label is Label.ABSTRACT for block in found.blocks)


@pytest.mark.parametrize(
    ("name", "page", "text"),
    [
        (MONOPHOTON, 7, "photons are required to have ETγ > 10 GeV"),
        (MONOPHOTON, 7, "have |η| < 1.37 or 1.52 < |η| < 2.37"),
        (MONOPHOTON, 7, "less than 2.45 GeV + 0.022 × ETγ"),
        (SAME_SIGN, 7, "classified as high (pT > 25 GeV) and low (10 < pT < 25 GeV) momentum"),
        (SAME_SIGN, 7, "at least two jets, and ETmiss > 50 GeV"),
        (PHOTON, 8, "The four STγ regions 600-800, 800-1000, 1000-1300, and >1300 GeV define"),
    ],
)
def test_sentences_read_as_a_person_reads_them(papers, name, page, text) -> None:
    found = document(papers / name)
    (span,) = found.find(text)
    sentence = found.sentence_at(span.start)
    assert sentence is not None and text in sentence.text
    assert {box.page for box in found.boxes(span)} == {page}


@pytest.mark.parametrize(
    ("name", "row"),
    [
        (PHOTON, "Region: Preselection; Selection: At least one photon with pT > 180 GeV"),
        (PHOTON, "Region: Signal region; Selection: STγ > 600 GeV"),
        (SAME_SIGN, "Object: Electrons; pT ( GeV): >15; |η|: < 2.5"),
        (
            SAME_SIGN,
            "Nb: 1; mTmin (GeV): <120; HT (GeV): >300; ETmiss ∈ [50, 200] GeV: SR3; ETmiss > 200 GeV: SR4",
        ),
        (MONOPHOTON, "Model: A1; Mediator: axial-vector; gq: 0.25; gχ: 1; gl: 0"),
    ],
)
def test_rows_of_tables(papers, name, row) -> None:
    assert any(
        each.text.startswith(row) for each in document(papers / name).sentences if each.label is Label.TABLE
    )


@pytest.mark.parametrize("name", ALL)
def test_boxes_hold_the_words_of_sentences(papers, name) -> None:
    """The words of each sentence that the page itself has inside the boxes found for it: nearly all."""
    found = document(papers / name)
    file = pymupdf.open(papers / name)
    checked = 0
    for sentence in found.sentences[::7]:
        boxes = found.boxes(sentence.span)
        inside = " ".join(
            file[b.page - 1].get_text("text", clip=(b.left - 2, b.top - 1, b.right + 2, b.bottom + 1))
            for b in boxes
        )
        inside = normalised(inside).replace("- ", "")
        words = [
            w for w in sentence.text.split() if w.isascii() and w.isalpha() and w.islower() and len(w) > 3
        ]
        held = sum(word in inside for word in words)
        assert held >= 0.8 * len(words), (sentence, inside)
        checked += len(words)
    assert checked > 200


@pytest.mark.parametrize("name", ALL)
def test_references_carry_identifiers_and_are_cited(papers, name) -> None:
    found = document(papers / name)
    assert sum(bool(each.arxiv) for each in found.references) > 0.6 * len(found.references)
    assert all(found.reference(number) for each in found.citations for number in each.numbers)
    cited = {number for each in found.citations for number in each.numbers}
    assert len(cited) > 0.9 * len(found.references)


@pytest.mark.parametrize("name", ALL)
def test_a_dump_loads_back_to_the_same_document(papers, name) -> None:
    found = document(papers / name)
    assert from_json(to_json(found)) == found


@pytest.mark.parametrize("name", ALL)
def test_spans_and_ids(papers, name) -> None:
    found = document(papers / name)
    assert all(found.text[s.span.start : s.span.end] == s.text for s in found.sentences)
    assert len(found.sentences_by_id) == len(found.sentences)
    assert not any("Collaboration" in s.text and s.page and s.page > 30 for s in found.sentences)


@pytest.mark.parametrize("tokens", [2_000, 8_000, 32_000])
@pytest.mark.parametrize("name", ALL)
def test_passages_keep_the_selection_within_a_budget(papers, name, tokens) -> None:
    found = document(papers / name)
    kept = passages(found, characters(tokens))
    assert sum(len(each.text) + 2 for each in kept) <= characters(tokens)
    assert not any(
        s.sentence.label in (Label.AUTHORS, Label.REFERENCE) for each in kept for s in each.sentences
    )
    best = sorted(scored(found), key=lambda each: -each.score.value)[:15]
    ids = {s.sentence.id for each in kept for s in each.sentences}
    assert sum(each.sentence.id in ids for each in best) == len(best)


def test_latex_with_its_macros(papers, tmp_path) -> None:
    source = papers / "latex"
    for path in source.glob("*.tex"):
        (tmp_path / path.name).write_bytes(path.read_bytes())
    macros = sorted(path.stem for path in source.glob("agude_macro_*.tex"))
    main = "".join(f"\\input{{{name}}}\n" for name in macros) + "\\input{agude_event_selection}\n"
    (tmp_path / "main.tex").write_text(main)
    found = read_document(tmp_path / "main.tex")
    texts = [sentence.text for sentence in found.sentences]
    assert (
        "For an event to be considered it must have at least two electrons that pass the acceptance requirements for "
        "extended electrons: pT > 20 GeV and |η| < 2.4."
    ) in [text.replace("Extended", "extended").replace("Electrons:", "electrons:") for text in texts]
    assert any("60 GeV < mee < 120 GeV" in text for text in texts)
    assert not any("TODO" in text for text in texts)
    assert {file.name for file in found.files} >= {"main.tex", "agude_event_selection.tex"}
