"""Delegated criteria, followed to the documents that define them."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made_documents import made_document

from hepir.diagnostics.core import Severity
from hepir.extract.assembling import program_text
from hepir.extract.contrary import disagree
from hepir.extract.draft import Draft, DraftStatement, Evidence
from hepir.extract.following import Followed, follow
from hepir.extract.library import Library
from hepir.extract.outline import outline
from hepir.reading.document import Document
from hepir.semantics.checking import check_tree
from hepir.source import Source
from hepir.syntax.parsing import parse
from hepir.types.kinds import standard_kinds

PAPER = made_document(
    ["# Objects", "Muons have pT > 10 GeV. Muon identification and isolation are as in Refs. [1, 2]."],
    ["[1] CMS, arXiv:1206.4071.", "[2] ATLAS, arXiv:1603.05598."],
)
FIRST = made_document(
    [
        "# Identification of muons",
        "Muons have |η| < 2.4. They have pT > 5 GeV. The d0 is below 2 mm; see [1].",
    ],
    ["# Luminosity", "Muons have pT > 20 GeV."],
    ["[1] Tracks, arXiv:1405.6569."],
    name="1206.4071.pdf",
)
SECOND = made_document(["# Identification", "Muons have |η| < 2.5."], name="1603.05598.pdf")
THIRD = made_document(
    ["# Identification", "Tracks of muons have z0 < 10 mm, as in arXiv:1206.4071."], name="1405.6569.pdf"
)
HEADER = "object muons from Muon"


def cite(document: Document, number: int) -> tuple[Evidence, ...]:
    sentence = document.sentences[number]
    return (Evidence(sentence.id, sentence.text, sentence.page or 1),)


def draft_of(document: Document, *rules: tuple[str, int], header: str = HEADER) -> Draft:
    name = header.split()[1]
    statements = [DraftStatement(name, text, cite(document, number)) for text, number in rules]
    return Draft(document.title, (DraftStatement("", header), *statements))


DRAFTS = {
    FIRST.sha256: draft_of(
        FIRST,
        ("select |eta| < 2.4", 0),
        ("select pt > 5 GeV", 1),
        ('delegated "identification of tracks [1]"', 2),
        ("select pt > 20 GeV", 3),
        header="object good_muons from Muon",
    ),
    SECOND.sha256: draft_of(SECOND, ("select |eta| < 2.5", 0)),
    THIRD.sha256: draft_of(
        THIRD, ("select z0 < 10 mm", 0), ('delegated "identification: arXiv:1206.4071"', 0)
    ),
}
DOCUMENTS = {each.name: each for each in (FIRST, SECOND, THIRD)}


@pytest.fixture
def library(tmp_path: Path) -> Library:
    for name in DOCUMENTS:
        (tmp_path / name).write_bytes(b"")
    return Library((tmp_path,), lambda path: DOCUMENTS[path.name])


def reader(document: Document) -> Draft:
    return DRAFTS[document.sha256]


def followed(library: Library, *rules: tuple[str, int], depth: int = 2) -> Followed:
    return follow(draft_of(PAPER, *rules), PAPER, library, reader, depth)


def texts(found: Followed) -> list[str]:
    return [each.text for each in found.draft.statements]


def assert_right(found: Followed) -> None:
    """The program parses and type-checks."""
    text = program_text(found.draft)
    parsed = parse(Source("a.hep", text)).program
    assert parsed is not None
    checked = check_tree(Source("a.hep", text), parsed, standard_kinds())
    assert [each for each in checked.diagnostics if each.severity is Severity.ERROR] == []


def test_criteria_of_the_reference_come_behind_what_delegates(library: Library) -> None:
    found = followed(
        library, ('delegated "identification: arXiv:1206.4071"', 1), ("select pt > 1 GeV", 0), depth=1
    )
    assert texts(found)[:3] == [HEADER, 'delegated "identification: arXiv:1206.4071"', "select |eta| < 2.4"]
    adopted = found.draft.statements[2]
    assert (adopted.target, adopted.evidence[0].document) == ("muons", "arXiv:1206.4071")
    assert adopted.evidence[0].quote == "Muons have |η| < 2.4."
    assert_right(found)


def test_what_the_reference_says_of_something_else_is_not_taken(library: Library) -> None:
    found = followed(library, ('delegated "identification [1]"', 1), depth=1)
    assert "select pt > 20 GeV" not in texts(found)
    assert "select pt > 5 GeV" in texts(found)


def test_a_disagreement_is_a_note_with_both_citations(library: Library) -> None:
    found = followed(library, ("select pt > 10 GeV", 0), ('delegated "identification [1]"', 1), depth=1)
    (conflict,) = found.conflicts
    assert conflict.text == (
        "conflict: select pt > 10 GeV in the publication, but select pt > 5 GeV in arXiv:1206.4071"
    )
    assert "select pt > 10 GeV" in texts(found)
    assert "select pt > 5 GeV" not in texts(found)
    (note,) = [each for each in found.draft.statements if "conflict" in each.text]
    assert [each.document for each in note.evidence] == ["", "arXiv:1206.4071"]
    assert_right(found)


def test_of_two_references_that_disagree_none_is_taken(library: Library) -> None:
    found = followed(library, ('delegated "identification [1, 2]"', 1), depth=1)
    assert [each for each in texts(found) if "eta" in each] == [
        'unresolved "conflict: select |eta| < 2.4 in arXiv:1206.4071, but select |eta| < 2.5 in arXiv:1603.05598"'
    ]
    assert_right(found)


def test_references_delegate_further_and_circles_end(library: Library) -> None:
    found = followed(library, ('delegated "identification [1]"', 1))
    (deep,) = [each for each in found.draft.statements if each.text == "select z0 < 10 mm"]
    assert deep.evidence[0].document == "arXiv:1405.6569"
    reasons = [referred.reason for each in found.resolutions for referred in each.referred]
    assert reasons == ["", "", "documents are not followed deeper than this"]
    deeper = followed(library, ('delegated "identification [1]"', 1), depth=9)
    reasons = [referred.reason for each in deeper.resolutions for referred in each.referred]
    assert reasons == ["", "", "it leads back to a document that led to it"]
    assert 'delegated "identification: arXiv:1206.4071"' in texts(deeper)
    assert_right(deeper)


def test_what_is_not_found_stays_delegated(library: Library) -> None:
    rules = (('delegated "identification: arXiv:9901.00001"', 1), ('delegated "identification: [2]"', 1))
    found = follow(draft_of(PAPER, *rules), PAPER, Library((), library.read), reader)
    assert found.draft == draft_of(PAPER, *rules)
    assert [referred.reason for each in found.resolutions for referred in each.referred] == [
        "there is no file of arXiv:9901.00001",
        "there is no file of arXiv:1603.05598",
    ]


def test_what_was_said_already_is_not_said_again(library: Library) -> None:
    found = followed(
        library, ("select eta > -2.4 and eta < 2.4", 0), ('delegated "identification [1]"', 1), depth=1
    )
    assert "select |eta| < 2.4" not in texts(found)
    assert found.conflicts == ()


def test_what_does_not_fit_is_dropped_and_says_why(library: Library) -> None:
    other = draft_of(FIRST, ("reject any(dr(this, j) < 0.4 for j in good_jets)", 0))
    found = follow(draft_of(PAPER, ('delegated "identification [1]"', 1)), PAPER, library, lambda _: other, 1)
    (dropped,) = found.draft.dropped
    assert "does not fit here" in dropped.reason
    assert "good_jets" in dropped.reason
    assert_right(found)


NOTE = DraftStatement("", 'delegated "Ref. [1]"', cite(PAPER, 1))


def test_a_note_on_the_publication_is_about_the_one_object_that_its_words_name(library: Library) -> None:
    photons = DraftStatement("", "object photons from Photon")
    draft = Draft("", (NOTE, photons, *draft_of(PAPER, ("select pt > 10 GeV", 0)).statements))
    found = follow(draft, PAPER, library, reader, 1)
    assert texts(found)[:5] == [NOTE.text, photons.text, HEADER, "select pt > 10 GeV", "select |eta| < 2.4"]
    assert found.draft.statements[4].target == "muons"
    assert len(found.conflicts) == 1
    assert_right(found)


def test_so_is_one_in_a_reference(library: Library) -> None:
    first = DRAFTS[FIRST.sha256]
    outside = tuple(
        DraftStatement("", each.text, each.evidence) if "delegated" in each.text else each
        for each in first.statements
    )
    note = DraftStatement("", 'delegated "identification of muons [1]"', cite(FIRST, 0))
    inner = Draft("", (*(each for each in outside if "delegated" not in each.text), note))
    found = follow(
        draft_of(PAPER, ('delegated "identification [1]"', 1)),
        PAPER,
        library,
        lambda document: inner if document is FIRST else reader(document),
    )
    assert "select z0 < 10 mm" in texts(found)
    assert_right(found)


def test_a_reader_is_asked_once_for_a_document_and_never_in_vain(library: Library) -> None:
    asked: list[str] = []

    def counting(document: Document) -> Draft:
        asked.append(document.name)
        return reader(document)

    rules = (('delegated "identification [1]"', 1), ('delegated "isolation [1]"', 1))
    draft = draft_of(PAPER, *rules)
    region = (DraftStatement("", "region r"), DraftStatement("r", 'delegated "[2]"', cite(PAPER, 1)))
    follow(Draft("", (*draft.statements, *region)), PAPER, library, counting)
    assert asked == ["1206.4071.pdf", "1405.6569.pdf"]


def test_of_two_objects_of_one_kind_none_is_guessed(library: Library) -> None:
    more = DraftStatement("", "object loose_muons from Muon")
    draft = Draft("", (NOTE, more, *draft_of(PAPER).statements))
    assert follow(draft, PAPER, library, reader).draft == draft


def test_a_region_takes_nothing_over(library: Library) -> None:
    draft = Draft(
        "", (DraftStatement("", "region search"), DraftStatement("search", 'delegated "[1]"', cite(PAPER, 1)))
    )
    assert follow(draft, PAPER, library, reader).draft == draft


class Everything(Library):
    """Has every publication, and each is the first."""

    def open(self, names: object) -> tuple[Document, str]:  # noqa: ARG002
        return FIRST, ""


def reader_of_files(path: Path) -> Document:
    raise AssertionError(f"{path} is read")


RULES = (
    "select pt > 10 GeV",
    "select pt < 50 GeV",
    "select |eta| < 2.4",
    "select |eta| < 2.1",
    "reject pt > 90 GeV",
)


@settings(deadline=None, max_examples=40)
@given(st.lists(st.sampled_from(RULES), max_size=4), st.lists(st.sampled_from(RULES), max_size=4))
def test_whatever_documents_say_nothing_of_the_paper_is_lost_and_nothing_contrary_is_taken(
    ours: list[str], theirs: list[str]
) -> None:
    reference = draft_of(FIRST, *((text, 0) for text in theirs))
    paper = draft_of(PAPER, *((text, 0) for text in ours), ('delegated "identification [1]"', 1))
    found = follow(paper, PAPER, Everything((), reader_of_files), lambda _: reference, 1)
    assert [each for each in found.draft.statements if not any(e.document for e in each.evidence)] == list(
        paper.statements
    )
    before = outline(paper.statements).said
    taken = [each for each in found.draft.statements if each.text in RULES and each not in paper.statements]
    said = [
        each for each in outline(found.draft.statements).said if each.key not in {one.key for one in before}
    ]
    assert not any(disagree(one, other) for one in said for other in before)
    assert bool(taken) == bool(said)
    assert_right(found)
