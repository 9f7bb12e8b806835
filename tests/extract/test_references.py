"""Publications by name: in text, in folders, and from a delegated statement to its documents."""

import os
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from made_documents import made_document

from hepir.diagnostics.core import HepirError
from hepir.diagnostics.places import NOWHERE
from hepir.extract.draft import DraftStatement, Evidence
from hepir.extract.identifiers import identifiers, numbers, of_file
from hepir.extract.library import Library, cache_folders
from hepir.extract.references import is_delegated, resolve
from hepir.reading.document import Document
from hepir.reading.errors.documents import EmptyDocument


def names(text: str) -> list[str]:
    return [str(each) for each in identifiers(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("arXiv:1703.09665v2 and hep-ex/0001001", ["arXiv:1703.09665v2", "arXiv:hep-ex/0001001"]),
        ("identification of jets: 1703.09665", ["arXiv:1703.09665"]),
        ("https://arxiv.org/abs/1704.03848", ["arXiv:1704.03848"]),
        ("https://doi.org/10.1007/JHEP05(2017)001.", ["doi:10.1007/JHEP05(2017)001"]),
        ("10.48550/arXiv.1704.03848", ["arXiv:1704.03848"]),
        ("a mass of 1399.1234 GeV", []),
        ("JHEP 05 (2017) 001", []),
    ],
)
def test_names_in_text(text: str, expected: list[str]) -> None:
    assert names(text) == expected


@pytest.mark.parametrize(
    ("file", "expected"),
    [
        ("1704.03848.pdf", "arXiv:1704.03848"),
        ("1704.03848", "arXiv:1704.03848"),
        ("arXiv_1704.03848v2.pdf", "arXiv:1704.03848v2"),
        ("arXiv:1704.03848.tex", "arXiv:1704.03848"),
        ("ATLAS-EXOT-2016-32_1704.03848.pdf", "arXiv:1704.03848"),
        ("hep-ex_0001001", "arXiv:hep-ex/0001001"),
        ("hep-ex0001001v3.tex", "arXiv:hep-ex/0001001v3"),
        ("CMS_hep-ex_0001001.pdf", "arXiv:hep-ex/0001001"),
        ("10.1007_JHEP05(2017)001.pdf", "doi:10.1007/JHEP05(2017)001"),
        ("notes.md", None),
        ("2016-32.pdf", None),
        ("1799.03848.pdf", None),
        ("", None),
    ],
)
def test_names_of_files(file: str, expected: str | None) -> None:
    found = of_file(file)
    assert (str(found) if found else None) == expected


@given(st.text(max_size=60) | st.from_regex(r"[\[\]0-9,\- refREF.]{0,40}"))
def test_no_text_breaks_it(text: str) -> None:
    document = made_document(["[1] A.", "[2] B.", "[3] C."])
    identifiers(text)
    of_file(text)
    assert set(numbers(text, document)) <= {"1", "2", "3"}


@given(
    st.sampled_from(["1704.03848", "hep-ex/0001001", "10.1007/JHEP05(2017)001", "10.1016/j.nima.2008.08.003"])
)
def test_a_file_named_after_a_publication_is_found(name: str) -> None:
    (wanted,) = identifiers(name)
    found = of_file(f"{name.replace('/', '_')}.pdf")
    assert found is not None
    assert found.key == wanted.key


def test_entries_of_the_reference_list() -> None:
    document = made_document([f"[{number}] Someone." for number in range(1, 9)])
    assert numbers("as in Refs. [2, 4-6] and [9]", document) == ("2", "4", "5", "6")
    assert numbers("Ref. 3", document) == ("3",)
    assert numbers("7", document) == ("7",)
    assert numbers("[3-5-7] [--1] [99-1] Ref. 3.5", document) == ()


# ---- folders ----


def reader(path: Path) -> Document:
    text = path.read_text(encoding="utf-8")
    if not text:
        raise HepirError((EmptyDocument(NOWHERE, path.name, 0),))
    return made_document([text], name=path.name)


def opened(folder: Path, name: str) -> tuple[str | None, str]:
    document, reason = Library((folder,), reader).open(identifiers(name))
    return (document.name if document is not None else None), reason


def test_versions(tmp_path: Path) -> None:
    for file in ("1704.03848v1.md", "1704.03848v10.md", "1704.03848v2.md"):
        (tmp_path / file).write_text(file)
    assert opened(tmp_path, "1704.03848")[0] == "1704.03848v10.md"
    assert opened(tmp_path, "1704.03848v2")[0] == "1704.03848v2.md"
    assert opened(tmp_path, "1704.03848v3") == (None, "there is no file of arXiv:1704.03848v3")


def test_the_first_folder_wins(tmp_path: Path) -> None:
    folders = (tmp_path / "none", tmp_path / "first", tmp_path / "second")
    for folder in folders[1:]:
        folder.mkdir()
        (folder / "1704.03848.md").write_text(folder.name)
    document, _ = Library(folders, reader).open(identifiers("1704.03848"))
    assert document is not None
    assert document.text == "first"


def test_a_file_that_cannot_be_read_says_why(tmp_path: Path) -> None:
    (tmp_path / "1704.03848.md").write_text("")
    assert opened(tmp_path, "1704.03848") == (
        None,
        "there is nothing to read in `1704.03848.md`: it is empty",
    )


@pytest.mark.parametrize("target", ["../outside/1.md", "1704.03848.md", "folder", "nowhere"])
def test_a_link_that_leads_out_of_the_folder_is_not_followed(tmp_path: Path, target: str) -> None:
    folder = tmp_path / "references"
    (folder / "folder").mkdir(parents=True)
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside" / "1.md").write_text("secret")
    os.symlink(target, folder / "1704.03848.md")
    assert opened(folder, "1704.03848")[0] is None


def test_a_link_inside_the_folder_is_followed(tmp_path: Path) -> None:
    (tmp_path / "paper.md").write_text("text")
    os.symlink("paper.md", tmp_path / "1704.03848.md")
    assert opened(tmp_path, "1704.03848")[0] == "1704.03848.md"


@given(
    st.sampled_from(
        ["../../etc/passwd", "10.1007/../../../etc/passwd", "hep-ex/../0001001", "arXiv:../1704.03848"]
    )
)
def test_text_never_becomes_a_path(name: str) -> None:
    # The folder is not there: whatever would be read would be outside of it.
    library = Library((Path("/nowhere"),), lambda path: pytest.fail(f"{path} is read"))
    assert library.open(identifiers(name))[0] is None


def test_the_cache_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("HEPIR_CACHE_DIR", str(tmp_path))
    assert cache_folders() == (tmp_path / "references",)
    monkeypatch.delenv("HEPIR_CACHE_DIR")
    (folder,) = cache_folders()
    assert folder.name == "references" and "hepir" in folder.parts


def test_without_platformdirs_there_is_no_cache_folder_but_the_named_one(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv("HEPIR_CACHE_DIR", raising=False)
    monkeypatch.setitem(sys.modules, "platformdirs", None)
    assert cache_folders() == ()


# ---- resolving ----

PAPER = made_document(
    ["Photons are identified as described in Ref. [2]. Jets are as in [3]. Taus are as in Ref. [4]."],
    ["[1] A.", "[2] B, arXiv:1206.4071.", "[3] C, doi:10.1007/JHEP05(2017)001.", "[4] D, Ph.D. thesis."],
)


def delegated(text: str, quote: str = "", unit: str = "p1s1") -> DraftStatement:
    evidence = (Evidence(unit, quote, 1),) if quote else ()
    return DraftStatement("photons", f'delegated "{text}"', evidence)


@pytest.fixture
def library(tmp_path: Path) -> Library:
    (tmp_path / "1206.4071.md").write_text(
        "Photons have pT > 25 GeV. They are isolated as in arXiv:1101.0001."
    )
    (tmp_path / "1101.0001.md").write_text("The isolation is below 5 GeV; see arXiv:1206.4071.")
    return Library((tmp_path,), reader)


@pytest.mark.parametrize("text", ["arXiv:1206.4071", "photon identification [2]", "2", "Ref. 2"])
def test_a_statement_names_its_document(library: Library, text: str) -> None:
    ((key, document),) = resolve(PAPER, delegated(text), library).documents
    assert (key, document.name) == ("arXiv:1206.4071", "1206.4071.md")


def test_a_statement_that_names_none_has_the_citations_of_its_quote(library: Library) -> None:
    statement = delegated("photon identification", PAPER.sentences[0].text)
    assert [key for key, _ in resolve(PAPER, statement, library).documents] == ["arXiv:1206.4071"]
    short = delegated("photon identification", "Photons are identified")
    assert [each.reason for each in resolve(PAPER, short, library).referred] == ["it names no publication"]


@pytest.mark.parametrize(
    ("text", "key", "reason"),
    [
        ("[3]", "doi:10.1007/JHEP05(2017)001", "there is no file of doi:10.1007/JHEP05(2017)001"),
        ("[4]", "[4]", "it has neither an arXiv id nor a DOI"),
        ("[9]", "", "it names no publication"),
        ("arXiv:9901.00001", "arXiv:9901.00001", "there is no file of arXiv:9901.00001"),
    ],
)
def test_what_is_not_found_says_why(library: Library, text: str, key: str, reason: str) -> None:
    (found,) = resolve(PAPER, delegated(text), library).referred
    assert (found.key, found.document, found.reason) == (key, None, reason)


def test_several_documents(library: Library) -> None:
    found = resolve(PAPER, delegated("[2-4]"), library)
    assert [each.document is not None for each in found.referred] == [True, False, False]


def test_depth_and_circles(library: Library) -> None:
    ((_, first),) = resolve(PAPER, delegated("[2]"), library).documents
    ((_, second),) = resolve(first, delegated("arXiv:1101.0001"), library, 1, (PAPER.sha256,)).documents
    trail = (PAPER.sha256, first.sha256)
    (third,) = resolve(second, delegated("arXiv:1206.4071"), library, 1, trail).referred
    assert third.reason == "it leads back to a document that led to it"
    (deep,) = resolve(first, delegated("arXiv:1101.0001"), library, 0).referred
    assert deep.reason == "documents are not followed deeper than this"


def test_what_is_delegated() -> None:
    assert is_delegated(delegated("x"))
    assert not is_delegated(DraftStatement("", 'unresolved "delegated"'))
    assert not is_delegated(DraftStatement("", "delegated ?"))
