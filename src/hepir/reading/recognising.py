"""Which kind of file something is. In: a name and the first bytes. Out: its kind, or a diagnostic that says what it is."""

from __future__ import annotations

import re
from enum import StrEnum
from pathlib import Path

from hepir.reading.errors.documents import NotADocument
from hepir.reading.errors.raising import NOWHERE, fail


class Kind(StrEnum):
    """What can be read; the value is `Document.format`."""

    PDF = "pdf"
    LATEX = "latex"
    MARKDOWN = "markdown"
    TEXT = "text"
    DOCLING = "docling"
    DUMP = "dump"


OTHERS = (
    (b"root", "a ROOT file"),
    (b"PAR1", "a parquet file"),
    (b"PK\x03\x04", "a zip archive (as DOCX and EPUB are)"),
    (b"\x1f\x8b", "compressed with gzip"),
    (b"BZh", "compressed with bzip2"),
    (b"\xfd7zXZ", "compressed with xz"),
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"%!PS", "PostScript"),
    (b"\x89HDF", "an HDF5 file"),
    (b"\xd0\xcf\x11\xe0", "an old Microsoft Office file"),
    (b"{\\rtf", "an RTF file"),
)
ADVICE = {
    "PostScript": "convert it: `ps2pdf IN OUT`",
    "compressed with gzip": "unpack it first: `gunzip FILE`; a LaTeX source from arXiv is a tar archive in it",
}
WEB_PAGE = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)?<(?:!doctype\s+html|html|head)\b", re.I | re.S
)
LATEX_START = re.compile(r"\\(?:documentclass|begin\{|(?:sub)*section\b|chapter\b|newcommand\b|input\b)")


def kind_of(name: str, data: bytes) -> Kind:
    """The kind of a file by its bytes first, then by its name. Raises HepirError where it is none that is read."""
    start = data[:1024].lstrip(b"\xef\xbb\xbf \t\r\n")
    if b"%PDF-" in data[:1024]:
        return Kind.PDF
    for mark, what in OTHERS:
        if start.startswith(mark):
            fail(NotADocument(NOWHERE, name, what, ADVICE.get(what, "")))
    if WEB_PAGE.match(data[:4096]):
        fail(NotADocument(NOWHERE, name, "a web page", "download the paper itself, not the page about it"))
    if start.startswith(b"%PDF"):
        return Kind.PDF
    ending = Path(name).suffix.lower()
    if ending == ".json" or start.startswith(b"{"):
        return json_kind(name, data)
    if ending in (".tex", ".ltx", ".latex"):
        return Kind.LATEX
    if ending in (".md", ".markdown"):
        return Kind.MARKDOWN
    if ending == ".pdf":
        fail(NotADocument(NOWHERE, name, "no PDF, though its name says so", "download the file again"))
    head = data[:20_000].decode("utf-8", errors="replace")
    return Kind.LATEX if ending != ".txt" and LATEX_START.search(head) else Kind.TEXT


def json_kind(name: str, data: bytes) -> Kind:
    """docling and hepir write JSON; both name themselves near the beginning."""
    if b'"hepir document"' in data[:2_000]:
        return Kind.DUMP
    if b'"DoclingDocument"' not in data[:20_000]:
        advice = "expected what `docling --to json` or `hepir read --json` writes"
        fail(NotADocument(NOWHERE, name, "JSON of another kind", advice))
    return Kind.DOCLING


def decoded(name: str, data: bytes) -> str:
    """UTF-8 as text, else Latin-1, which older LaTeX sources use; what is no text at all is a diagnostic."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", errors="replace")
    if b"\x00" in data[:100_000]:
        fail(NotADocument(NOWHERE, name, "a file of binary data"))
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("latin-1")
