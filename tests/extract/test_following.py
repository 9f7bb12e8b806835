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


# ---- criteria of events, and definitions ----

EVENTS = made_document(
    [
        "# Event selection",
        "Events have two muons with pT > 5 GeV. Events need HT > 300 GeV. Noise filters reject 5% of them.",
    ],
    ["# Variables", "HT is the sum of the jet pT. Jets have pT > 30 GeV."],
    name="1206.4071.pdf",
)
OWN = made_document(
    [
        "# Events",
        "The event selection follows Ref. [1]. Noise is rejected by the filters of Ref. [1]. HT is defined in Ref. [1].",
    ],
    ["[1] CMS, arXiv:1206.4071.", "[2] ATLAS, arXiv:1603.05598."],
)


def stated(document: Document, *rows: tuple[str, str, int]) -> Draft:
    """A draft of (block, text, sentence)."""
    return Draft(document.title, tuple(DraftStatement(a, b, cite(document, n)) for a, b, n in rows))


THEIRS = stated(
    EVENTS,
    ("", "object good_muons from Muon", 0),
    ("good_muons", "select pt > 5 GeV", 0),
    ("", "object jets from Jet", 4),
    ("jets", "select pt > 30 GeV", 4),
    ("", "define ht = sum(jets.pt)", 3),
    ("", "region baseline", 0),
    ("baseline", "select size(good_muons) >= 2", 0),
    ("baseline", "select ht > 300 GeV", 1),
    ("baseline", 'unresolved "filters"', 2),
    ("", "region tail from baseline", 1),
    ("tail", "select ht > 900 GeV", 1),
)
SELECTION = ("", 'delegated "event selection of Ref. [1]"', 0)
MUONS = (("", "object muons from Muon", 0), ("muons", "select pt > 20 GeV", 0))


def taken(*rows: tuple[str, str, int], theirs: Draft = THEIRS, depth: int = 1) -> Followed:
    library = Everything((), reader_of_files)
    return follow(stated(OWN, *rows), OWN, library, lambda _: theirs, depth)


def test_an_event_selection_is_taken_over_in_the_names_of_the_draft() -> None:
    found = taken(SELECTION, *MUONS, ("", "region search", 0), ("search", "select MET.pt > 50 GeV", 0))
    rules = [(each.target, each.text) for each in found.draft.statements if each.target]
    assert ("search", "select size(muons) >= 2") in rules
    assert ("search", "select ht > 300 GeV") in rules
    assert ("search", 'unresolved "filters"') in rules
    assert ("jets", "select pt > 30 GeV") in rules
    assert ("muons", "select pt > 5 GeV") not in rules  # muons are the publication's own
    assert "define ht = sum(jets.pt)" in texts(found)
    assert not any("tail" in each or "900" in each for each in texts(found))
    assert all(
        each.evidence[0].document == "arXiv:1206.4071"
        for each in found.draft.statements
        if each.text in ("select ht > 300 GeV", "define ht = sum(jets.pt)", "object jets from Jet")
    )
    assert_right(found)


def test_a_draft_without_regions_takes_the_region_too() -> None:
    found = taken(SELECTION)
    assert "region baseline" in texts(found)
    assert ("baseline", "select size(good_muons) >= 2") in [
        (each.target, each.text) for each in found.draft.statements
    ]
    assert_right(found)


def test_of_several_selections_none_is_guessed() -> None:
    ours = taken(SELECTION, ("", "region one", 0), ("", "region other", 0))
    assert len(ours.draft.statements) == 3
    more = Draft("", (*THEIRS.statements, DraftStatement("", "region second", cite(EVENTS, 0))))
    assert len(taken(SELECTION, ("", "region search", 0), theirs=more).draft.statements) == 2


def test_a_region_may_delegate_by_itself() -> None:
    rows = (("", "region search", 0), ("", "region other", 0), ("other", SELECTION[1], 0))
    found = taken(*rows)
    assert [each.target for each in found.draft.statements if "ht > 300" in each.text] == ["other"]
    assert_right(found)


def test_of_a_part_only_what_its_words_name_is_taken() -> None:
    found = taken(("", 'delegated "filters against noise: Ref. [1]"', 1), ("", "region search", 0))
    assert [each.text for each in found.draft.statements if each.target] == ['unresolved "filters"']


def test_selections_that_disagree_are_a_conflict() -> None:
    rows = (
        SELECTION,
        ("", "object jets from Jet", 0),
        ("", "define ht = sum(jets.pt)", 0),
        ("", "region base", 0),
    )
    for block in ("base", "search"):
        region = (("", "region search from base", 0), ("search", SELECTION[1], 0))
        own = (*rows[1:], *region) if block == "search" else rows
        found = taken(*own, ("base", "select ht > 500 GeV", 0))
        (conflict,) = found.conflicts
        assert conflict.text == (
            "conflict: select ht > 500 GeV in the publication, but select ht > 300 GeV in arXiv:1206.4071"
        )
        assert "select ht > 300 GeV" not in texts(found)
        assert any(each.target == block and "conflict" in each.text for each in found.draft.statements)
        assert_right(found)


def test_a_definition_that_is_left_open_is_filled() -> None:
    rows = (
        ("", 'delegated "HT is defined in Ref. [1]"', 2),
        ("", "define ht = ?", 2),
        ("", "region search", 0),
    )
    found = taken(*rows, ("search", "select ht > 400 GeV", 0))
    (filled,) = [each for each in found.draft.statements if each.text.startswith("define")]
    assert filled.text == "define ht = sum(jets.pt)"
    assert [each.document for each in filled.evidence] == ["", "arXiv:1206.4071"]
    assert "select ht > 300 GeV" not in texts(found)
    assert_right(found)


def test_a_definition_that_is_told_stays() -> None:
    rows = (
        ("", 'delegated "HT is defined in Ref. [1]"', 2),
        ("", "define ht = MET.sum_et", 2),
        ("", "region r", 0),
    )
    assert texts(taken(*rows, ("r", "select ht > 400 GeV", 0)))[1] == "define ht = MET.sum_et"


def test_a_definition_of_which_references_disagree_stays_open(library: Library) -> None:
    other = Draft("", (DraftStatement("", "define ht = MET.sum_et", cite(SECOND, 0)),))
    paper = stated(PAPER, ("", "define ht = ?", 1), ("", 'delegated "HT is defined in Refs. [1, 2]"', 1))
    found = follow(paper, PAPER, library, lambda each: THEIRS if each is FIRST else other, 1)
    assert "define ht = ?" in texts(found)
    (conflict,) = found.conflicts
    assert conflict.text == (
        "conflict: define ht = sum(jets.pt) in arXiv:1206.4071, but define ht = MET.sum_et in arXiv:1603.05598"
    )
    assert_right(found)


def test_event_criteria_are_followed_to_a_depth() -> None:
    further = ("baseline", 'delegated "event selection: arXiv:1603.05598"', 0)
    theirs = Draft("", (*THEIRS.statements, *stated(EVENTS, further).statements))
    found = taken(SELECTION, ("", "region search", 0), theirs=theirs, depth=1)
    reasons = [referred.reason for each in found.resolutions for referred in each.referred]
    assert reasons == ["", "documents are not followed deeper than this"]
    assert further[1] in texts(found)


def test_an_object_of_a_reference_whose_name_is_taken_gets_another() -> None:
    rows = (SELECTION, ("", "object jets from Muon", 0), ("", "region search", 0))
    found = taken(*rows, ("search", "select size(jets) >= 1", 0))
    assert "define ht = sum(jets_2.pt)" in texts(found)
    assert ("jets_2", "select pt > 30 GeV") in [(each.target, each.text) for each in found.draft.statements]
    assert_right(found)


CUTS = (
    ("search", "select MET.pt > 50 GeV"),
    ("search", "select ht > 300 GeV"),
    ("search", "select size(jets) >= 2"),
    ("search", "reject size(muons) >= 1"),
    ("jets", "select pt > 40 GeV"),
    ("jets", "select pt > 30 GeV"),
)
BLOCKS = ("object jets from Jet", "object muons from Muon", "define ht = sum(jets.pt)", "region search")


@settings(deadline=None, max_examples=40)
@given(
    st.lists(st.sampled_from(CUTS), max_size=4),
    st.lists(st.sampled_from(CUTS), max_size=4),
    st.sets(st.sampled_from(BLOCKS[:2])),
)
def test_whatever_selections_say_nothing_of_the_paper_is_lost_and_the_program_is_right(
    ours: list[tuple[str, str]], theirs: list[tuple[str, str]], left_out: set[str]
) -> None:
    def whole(rules: list[tuple[str, str]], leaving: set[str], number: int) -> list[tuple[str, str, int]]:
        kept = [text for text in BLOCKS if text not in leaving and not (leaving and "ht" in text)]
        names = {text.split()[1] for text in kept}
        needing = {"ht": "ht", "jets": "jets", "muons": "muons"}
        right = [
            (block, text, number)
            for block, text in rules
            if block in names and all(name in names for word, name in needing.items() if word in text)
        ]
        return [*(("", text, number) for text in kept), *right]

    found = taken(SELECTION, *whole(ours, left_out, 0), theirs=stated(EVENTS, *whole(theirs, set(), 0)))
    own = [each for each in found.draft.statements if not any(e.document for e in each.evidence)]
    assert [(each.target, each.text) for each in own] == [
        (block, text) for block, text, _ in (SELECTION, *whole(ours, left_out, 0))
    ]
    assert_right(found)


def test_names_given_away_are_not_given_again() -> None:
    theirs = stated(
        EVENTS,
        ("", "object jets from Jet", 0),
        ("", "object jets_2 from Jet", 0),
        ("jets_2", "select pt > 90 GeV", 0),
        ("", "region baseline", 0),
        ("baseline", "select size(jets) > size(jets_2)", 0),
    )
    found = taken(SELECTION, ("", "object jets from Muon", 0), ("", "region search", 0), theirs=theirs)
    assert "select size(jets_2) > size(jets_2_2)" in texts(found)
    assert_right(found)
