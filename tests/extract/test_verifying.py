"""Quotes of a program against documents: there, elsewhere, nearly there, not there."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from made_documents import made_document

from hepir.diagnostics.core import Diagnostic, HepirError
from hepir.diagnostics.fixing import fix_until_stable
from hepir.diagnostics.places import NOWHERE
from hepir.extract.library import Library
from hepir.extract.quotes import places
from hepir.extract.verifying import claimed, verify
from hepir.reading.document import Document
from hepir.reading.errors.documents import EncryptedDocument
from hepir.source import Source
from hepir.syntax import tree
from hepir.syntax.parsing import parse

PAPER = made_document(
    [
        "# Objects",
        "Jets are required to have pT > 30 GeV and |η| < 2.4. Electrons with pT above 10 GeV are selected.",
    ],
    [
        "# Selection",
        "Events with at least two jets are kept. The missing transverse momentum exceeds 200 GeV. "
        "Jets are required to have pT > 30 GeV.",
        "Muons are identified as in Ref. [1].",
    ],
    [
        "[1] CMS Collaboration, Muons, JINST 7 (2012), arXiv:1206.4071.",
        "[2] ATLAS, doi:10.1007/JHEP05(2017)001.",
    ],
)
REFERENCE = made_document(["Muons have pT > 5 GeV."], name="1206.4071.pdf")


def library(folder: Path, **documents: Document) -> Library:
    """A folder with files of these names, and what reading them gives."""
    for name in documents:
        (folder / name).write_bytes(b"")
    return Library((folder,), lambda path: documents[path.name])


NO_LIBRARY = Library((), lambda path: pytest.fail(f"{path} is read"))


def program(text: str) -> tree.Program:
    parsed = parse(Source("a.hep", text)).program
    assert parsed is not None
    return parsed


def found(text: str, document: Document = PAPER, others: Library = NO_LIBRARY) -> tuple[Diagnostic, ...]:
    return verify(program(text), document, others)


def codes(text: str, document: Document = PAPER, others: Library = NO_LIBRARY) -> list[str]:
    return [each.code for each in found(text, document, others)]


def mended(text: str) -> str:
    return fix_until_stable(text, found)[0]


@pytest.mark.parametrize(
    ("page", "quote"),
    [
        (1, "Jets are required to have pT > 30 GeV and |η| < 2.4."),
        (1, "Jets are  required to have pT > 30 GeV"),
        (1, "Electrons with pT above 10\\u00a0GeV".replace("\\u00a0", "\u00a0")),
        (2, "at least two jets"),
        (2, "kept. The missing transverse momentum"),
    ],
)
def test_a_quote_that_is_there(page: int, quote: str) -> None:
    assert codes(f'source a = page {page} "{quote}"\n') == []


@pytest.mark.parametrize("quote", ["", "|η| < 2", "pT > 3", "et momentum", "exceeds 20", "0 GeV"])
def test_a_part_of_a_word_or_number_is_no_quote(quote: str) -> None:
    assert codes(f'source a = page 1 "{quote}"\n') == ["HEP0410"]


def test_another_page_is_mended() -> None:
    text = '# page 7\nsource a = page 1 "at least two jets" # page 8\n'
    assert codes(text) == ["HEP0411"]
    assert mended(text) == text.replace("= page 1", "= page 2")


def test_a_quote_on_two_other_pages_is_not_guessed() -> None:
    text = 'source a = page 3 "Jets are required to have pT > 30 GeV"\n'
    (only,) = found(text)
    assert (only.code, only.edits) == ("HEP0411", ())
    assert "pages 1 and 2" in only.message


def test_a_slip_of_the_pen_is_mended() -> None:
    text = 'source a = page 1 "The missing tranverse momentum exceed 200 GeV"\n'
    (only,) = found(text)
    assert only.code == "HEP0410"
    assert mended(text) == 'source a = page 2 "The missing transverse momentum exceeds 200 GeV."\n'


@pytest.mark.parametrize(
    "quote",
    [
        "The missing transverse momentum exceeds 250 GeV",
        "Jets are required to have pT > 30 GeV and |η| < 2.5",
    ],
)
def test_another_number_is_shown_and_never_mended(quote: str) -> None:
    (only,) = found(f'source a = page 1 "{quote}"\n')
    assert (only.code, only.edits) == ("HEP0410", ())
    assert "nearest (page " in only.hints[0]


@pytest.mark.parametrize(
    "quote",
    [
        "Events with at least three jets are kept",
        "Events with at most two jets are kept",
        "Events with at least two electrons are kept",
        "Events with two jets are kept",
        "Events with at least two jets are not kept",
        "Electrons with pT below 10 GeV are selected",
    ],
)
def test_another_word_is_shown_and_never_mended(quote: str) -> None:
    (only,) = found(f'source a = page 1 "{quote}"\n')
    assert (only.code, only.edits) == ("HEP0410", ())
    assert "nearest (page " in only.hints[0]


def test_a_quote_of_something_else() -> None:
    (only,) = found('source a = page 1 "Tau leptons decay hadronically"\n')
    assert (only.code, only.edits) == ("HEP0410", ())
    assert "nearest" not in only.hints[0]


def test_an_endless_quote_takes_no_time() -> None:
    (only,) = found(f'source a = page 1 "{"Jets are required " * 2_000}"\n')
    assert (only.code, only.edits) == ("HEP0410", ())


def test_a_file_without_pages_has_the_quote_on_any() -> None:
    without = made_document(["Jets have pT > 30 GeV."], name="paper.md", paged=False)
    assert codes('source a = page 9 "pT > 30 GeV"\n', without) == []
    assert codes('source a = page 9 "pT > 30 MeV"\n', without) == ["HEP0410"]


# ---- several places ----

TWICE = made_document(
    ["Muons have pT > 20 GeV. In the control region pT > 20 GeV is asked of taus. Keep it.", "Keep it."],
)


def test_a_short_quote_in_two_sentences() -> None:
    (only,) = found('source a = page 1 "pT > 20 GeV"\n', TWICE)
    assert only.code == "HEP0412"
    assert "p1s1, p1s2" in only.message


def test_the_first_is_claimed_unless_the_source_is_named_after_another() -> None:
    def units(text: str) -> list[str]:
        (source,) = program(text).blocks
        assert isinstance(source, tree.SourceStatement)
        return [each.id for each in claimed(source, TWICE)]

    assert units('source a = page 1 "pT > 20 GeV"\n') == ["p1s1"]
    assert units('source p1s2 = page 1 "pT > 20 GeV"\n') == ["p1s2"]
    assert units('source p1s2_2 = page 1 "pT > 20 GeV"\n') == ["p1s2"]
    assert units('source p1s4 = page 1 "pT > 20 GeV"\n') == ["p1s1"]
    assert units('source a = page 1 "Keep it."\n') == ["p1s3", "p1s4"]
    assert units('source a = page 1 "taus. Keep"\n') == ["p1s2", "p1s3"]


def test_a_quote_that_is_a_whole_sentence_is_that_one() -> None:
    rows = made_document(["Cut: MET > 100 GeV and more.", "Cut: MET > 100 GeV"])
    text = 'source a = page 1 "Cut: MET > 100 GeV"\n'
    (source,) = program(text).blocks
    assert isinstance(source, tree.SourceStatement)
    assert codes(text, rows) == []
    assert [each.text for each in claimed(source, rows)] == ["Cut: MET > 100 GeV"]


# ---- other documents ----


def test_a_quote_of_a_reference(tmp_path: Path) -> None:
    others = library(tmp_path, **{"1206.4071.pdf": REFERENCE})
    good = 'source a = ref "arXiv:1206.4071" page 1 "Muons have pT > 5 GeV."\n'
    assert codes(good, PAPER, others) == []
    assert codes(good.replace("arXiv:1206.4071", "[1]"), PAPER, others) == []
    assert codes(good.replace("arXiv:1206.4071", "1"), PAPER, others) == []
    assert codes(good.replace("5 GeV", "7 GeV"), PAPER, others) == ["HEP0410"]
    assert codes(good.replace("page 1", "page 2"), PAPER, others) == ["HEP0411"]


def test_a_quote_of_a_reference_is_not_looked_for_in_the_paper() -> None:
    text = 'source a = ref "arXiv:1206.4071" page 2 "at least two jets"\n'
    (only,) = found(text)
    assert only.code == "HEP0413"
    assert "there is no file of arXiv:1206.4071" in only.message


def test_a_reference_without_a_name() -> None:
    assert "names no arXiv id" in found('source a = ref "a private note" page 2 "jets"\n')[0].message


def test_a_reference_that_cannot_be_read(tmp_path: Path) -> None:
    def read(path: Path) -> Document:
        raise HepirError((EncryptedDocument(NOWHERE, path.name),))

    (tmp_path / "1206.4071.pdf").write_bytes(b"")
    (only,) = found('source a = ref "1" page 2 "jets"\n', PAPER, Library((tmp_path,), read))
    assert (only.code, "password" in only.message) == ("HEP0413", True)


# ---- whatever is quoted ----


@given(st.data())
def test_any_words_of_a_sentence_are_found_in_it(data: st.DataObject) -> None:
    sentence = data.draw(st.sampled_from(PAPER.sentences))
    words = sentence.text.split()
    start = data.draw(st.integers(0, len(words) - 1))
    end = data.draw(st.integers(start + 1, len(words)))
    quote = data.draw(st.sampled_from([" ", "  ", "\u00a0", "\n"])).join(words[start:end])
    spans = [each.span for each in places(PAPER, quote)]
    assert any(sentence.span.start <= span.start and span.end <= sentence.span.end for span in spans)


@given(st.text(max_size=40), st.integers(0, 5))
def test_no_quote_breaks_it_and_edits_mend(quote: str, page: int) -> None:
    from hepir.syntax.wording import quote as literal

    text = f"source a = page {page} {literal(quote)}\n"
    if parse(Source("", text)).program is None:
        return
    for each in found(text):
        if each.edits:
            assert each.code not in codes(mended(text))
