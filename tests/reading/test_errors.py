"""What cannot be read ends in one diagnostic; every code of this stage is triggered here by a file."""

import builtins
import sys
import time
from functools import cache

import pymupdf
import pytest
from made_pdfs import MadePdf, paragraph

from hepir.cli import main
from hepir.diagnostics.catalogue import built_in_diagnostics
from hepir.diagnostics.core import HepirError
from hepir.reading.opening import read_document
from hepir.reading.pages import PageRange
from hepir.reading.pdf.reading import MOST_PAGES


def text_pdf(pages=3):
    made = MadePdf()
    for _ in range(pages):
        made.new_page().lines(*paragraph("Text"))
    return made


def scanned(_):
    file = pymupdf.open()
    picture = pymupdf.Pixmap(pymupdf.csRGB, pymupdf.IRect(0, 0, 60, 80), False)
    picture.clear_with(200)
    for _number in range(2):
        file.new_page().insert_image((0, 0, 600, 800), pixmap=picture)
    return file.tobytes()


def encrypted(_):
    return text_pdf().bytes(encryption=pymupdf.PDF_ENCRYPT_AES_256, user_pw="secret", owner_pw="more")


@cache
def long_pdf() -> bytes:
    """One with a page too many."""
    return text_pdf(MOST_PAGES + 1).bytes()


MADE = {
    "HEP0802": ("folder", None),
    "HEP0803": ("events.root", lambda _: b"root\x00\x00\xf7\x0c" + b"\x00" * 300),
    "HEP0804": ("locked.pdf", encrypted),
    "HEP0805": ("part.pdf", lambda _: text_pdf().bytes()[:-900]),
    "HEP0806": ("scan.pdf", scanned),
    "HEP0807": ("empty.pdf", lambda _: b""),
    "HEP0809": ("long.pdf", lambda _: long_pdf()),
    "HEP0810": ("endless.tex", lambda _: rb"\newcommand{\a}{\a\a}\begin{document}\a\end{document}"),
    "HEP0811": ("dump.json", lambda _: b'{"kind":"hepir document","version":99}'),
}


@pytest.mark.parametrize("code", MADE)
def test_a_file_gives_one_diagnostic_and_no_traceback(code, tmp_path, capsys) -> None:
    name, make = MADE[code]
    path = tmp_path / name
    if make is None:
        path.mkdir()
    else:
        path.write_bytes(make(None))
    start = time.monotonic()
    with pytest.raises(HepirError) as caught:
        read_document(path)
    (found,) = caught.value.diagnostics
    assert found.code == code
    assert name in found.message
    assert found.hints
    assert time.monotonic() - start < 30
    assert main(["read", str(path)]) == 1
    shown = capsys.readouterr()
    assert shown.out == ""
    assert f"error[{code}]" in shown.err
    assert "Traceback" not in shown.err


def test_a_file_that_is_not_there_leads_to_the_nearest(tmp_path) -> None:
    (tmp_path / "1711.08008.pdf").write_bytes(b"x")
    with pytest.raises(HepirError) as caught:
        read_document(tmp_path / "1711.0808.pdf")
    (found,) = caught.value.diagnostics
    assert found.code == "HEP0801"
    assert found.nearest == (str(tmp_path / "1711.08008.pdf"),)


READERS = tuple(f"hepir.reading.{each}" for each in ("pdf", "latex", "formulas", "markdown", "plain"))


def without_package(package: str, monkeypatch) -> None:
    """From here on a package cannot be imported, nor what was imported with it."""
    real = builtins.__import__

    def without(wanted, *others, **more):
        if wanted.partition(".")[0] == package:
            raise ModuleNotFoundError(f"No module named {package!r}", name=package)
        return real(wanted, *others, **more)

    for loaded in [each for each in sys.modules if each.startswith(READERS)]:
        monkeypatch.delitem(sys.modules, loaded)
    monkeypatch.setattr(builtins, "__import__", without)


@pytest.mark.parametrize(
    ("package", "name", "text"),
    [
        ("pymupdf", "paper.pdf", text_pdf().bytes()),
        ("pylatexenc", "paper.tex", b"\\section{One} Text."),
        ("pylatexenc", "paper.md", b"# One\n\nMuons with $p_T > 20$ GeV.\n"),
        ("pylatexenc", "paper.txt", b"One\n\nMuons with $p_T > 20$ GeV are selected.\n"),
    ],
)
def test_a_missing_package_is_named_with_what_to_install(package, name, text, tmp_path, monkeypatch) -> None:
    path = tmp_path / name
    path.write_bytes(text)
    without_package(package, monkeypatch)
    with pytest.raises(HepirError) as caught:
        read_document(path)
    (found,) = caught.value.diagnostics
    assert found.code == "HEP0808"
    assert 'pip install "hepir[' in found.hints[0]


@pytest.mark.parametrize("name", ["paper.md", "paper.txt"])
def test_text_without_formulas_needs_no_package(name, tmp_path, monkeypatch) -> None:
    path = tmp_path / name
    path.write_text("# One\n\nMuons must have pT > 20 GeV<sup>2</sup>.\n", encoding="utf-8")
    without_package("pylatexenc", monkeypatch)
    assert "Muons must have pT > 20 GeV" in read_document(path).text


def test_pages_that_are_not_there(tmp_path) -> None:
    path = tmp_path / "paper.pdf"
    path.write_bytes(text_pdf().bytes())
    assert [page.number for page in read_document(path, PageRange(2, 9)).pages] == [2, 3]
    with pytest.raises(HepirError, match="HEP0812"):
        read_document(path, PageRange(7, 9))


def test_pages_of_a_long_file_can_be_chosen(tmp_path) -> None:
    path = tmp_path / "long.pdf"
    path.write_bytes(long_pdf())
    assert len(read_document(path, PageRange(MOST_PAGES - 8, MOST_PAGES + 1)).pages) == 10


def test_every_code_of_this_stage_is_triggered() -> None:
    codes = {code for code in built_in_diagnostics() if code.startswith("HEP08")}
    assert codes == {*MADE, "HEP0801", "HEP0808", "HEP0812"}


@pytest.mark.parametrize(
    ("name", "content", "what"),
    [
        ("a.pdf", b"<!DOCTYPE html><html>", "a web page"),
        ("a.pdf", b"hello", "no PDF"),
        ("a.docx", b"PK\x03\x04....", "a zip archive"),
        ("a.json", b'{"a": 1}', "JSON of another kind"),
        ("a.txt", b"ab\x00cd", "a file of binary data"),
        ("a.tex.gz", b"\x1f\x8b\x08", "compressed with gzip"),
    ],
)
def test_other_kinds_of_files_are_named(name, content, what, tmp_path) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(HepirError) as caught:
        read_document(path)
    assert what in caught.value.diagnostics[0].message


@pytest.mark.parametrize("seed", range(12))
def test_damaged_bytes_never_end_in_a_traceback(seed, tmp_path) -> None:
    data = bytearray(text_pdf(2).bytes())
    for place in range(200 + 37 * seed, len(data) - 100, 411):
        data[place] = (data[place] * 7 + seed) % 256
    path = tmp_path / "damaged.pdf"
    path.write_bytes(bytes(data))
    try:
        document = read_document(path)
    except HepirError as error:
        assert len(error.diagnostics) == 1  # noqa: PT017 (either end is right)
    else:
        assert document.sentences
