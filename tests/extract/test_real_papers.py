"""Quotes and coverage of real publications, where they are at hand."""

from pathlib import Path

import pytest

from hepir.extract.against import covered, opened, selection_like
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
def paper(request: pytest.FixtureRequest, shared_data: Path) -> Document:
    path = shared_data.parent / "papers" / request.param
    if not path.is_file():
        pytest.skip("the folder of real publications is absent")
    return read_document(path)


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
