"""Quotes and coverage of real publications, where they are at hand."""

import re
from pathlib import Path

import pytest

import hepir
from hepir.extract.against import covered, opened, selection_like
from hepir.extract.assembling import program_text
from hepir.extract.builtin import read_selection
from hepir.extract.coverage import State
from hepir.extract.verifying import claimed, verify
from hepir.reading.document import Document
from hepir.reading.opening import read_document
from hepir.source import Source
from hepir.syntax import tree
from hepir.syntax.parsing import parse
from hepir.syntax.wording import quote

NAMES = (
    "ATLAS-EXOT-2016-32_1704.03848.pdf",
    "CMS-SUS-16-035_1704.07323.pdf",
    "CMS-SUS-16-046_1711.08008.pdf",
)


@pytest.fixture(scope="module", params=NAMES)
def paper(request: pytest.FixtureRequest, papers: Path) -> Document:
    if not (papers / request.param).is_file():
        pytest.skip(f"{request.param} is absent")
    return read_document(papers / request.param)


def quoting(paper: Document, rules: str = "") -> tree.Program:
    """A program that quotes every sentence, each by its own name."""
    sources = [f"source {each.id} = page {each.page} {quote(each.text)}\n" for each in paper.sentences]
    program = parse(Source("a.hep", "".join(sources) + rules)).program
    assert program is not None
    return program


def test_every_sentence_is_a_quote_that_is_found_and_claims_itself(paper: Document) -> None:
    program = quoting(paper)
    assert verify(program, paper, opened(paper).library) == ()
    for block in program.blocks:
        assert isinstance(block, tree.SourceStatement)
        assert block.name.text in [each.id for each in claimed(block, paper)]


def test_a_tenth_of_the_sentences_looks_like_a_selection_and_all_are_listed(paper: Document) -> None:
    likely = selection_like(paper)
    assert 0.05 < len(likely) / len(paper.sentences) < 0.5
    cited = [each.id for each, _ in likely][::2]
    rules = "region r\n" + "".join(f'  dismissed "why" @{each}\n' for each in cited)
    program = quoting(paper, rules)
    found = covered(Source("a.hep", " " * program.span.end), program, opened(paper))
    assert [each.sentence for each in found.sentences] == [each for each, _ in likely]
    assert {each.sentence.id for each in found.of(State.DISMISSED)} >= set(cited)
    assert found.of(State.UNCLAIMED)


def test_what_the_built_in_reader_writes_is_in_its_publication(paper: Document) -> None:
    text = program_text(read_selection(paper))
    assert [each for each in hepir.check(text, paper=paper) if "HEP0410" <= each.code < "HEP0420"] == []
    found = hepir.coverage(text, paper)
    assert found.lacking == ()
    assert found.of(State.CLAIMED)
    assert found.of(State.UNCLAIMED)


def test_a_criterion_that_is_taken_out_is_missed(paper: Document) -> None:
    lines = program_text(read_selection(paper)).splitlines(keepends=True)
    place = next(
        place for place, line in enumerate(lines) if re.match(r"  (select|reject) .* > \d.*@\w+$", line)
    )
    found = hepir.coverage("".join(lines[:place] + lines[place + 1 :]), paper)
    criterion = lines[place].split("@")[0].strip()
    assert criterion in [each.text for each in found.lacking]


def test_an_altered_number_in_a_quote_is_found(paper: Document) -> None:
    text = program_text(read_selection(paper))
    quoted = re.search(r'^source \w+ = page \d+ "[^"]*?(\d+ GeV)', text, re.MULTILINE)
    assert quoted is not None
    altered = f"{text[: quoted.start(1)]}97531 GeV{text[quoted.end(1) :]}"
    assert "HEP0410" in [each.code for each in hepir.check(altered, paper=paper)]
