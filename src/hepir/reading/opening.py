"""From a path to a document: which kind of file it is, and which reader it goes to.

In: a path, and the pages asked for. Out: a `Document`. Whatever is wrong with the file ends in one diagnostic, HEP08xx.
"""

from __future__ import annotations

import hashlib
import stat
from contextlib import suppress
from pathlib import Path

from hepir.diagnostics.nearest import nearest
from hepir.reading.assembling import assemble
from hepir.reading.document import Document, ReadFile
from hepir.reading.errors.contents import NoSuchPages
from hepir.reading.errors.documents import (
    DocumentNotFound,
    DocumentTooLarge,
    EmptyDocument,
    MissingReader,
    UnreadableDocument,
)
from hepir.reading.errors.raising import NOWHERE, fail
from hepir.reading.pages import PageRange
from hepir.reading.recognising import Kind, decoded, kind_of

MOST_BYTES = 256 * 1024 * 1024
MOST_TEXT = 8 * 1024 * 1024


def read_document(path: str | Path, pages: PageRange | None = None) -> Document:
    """Read a publication. Raises HepirError with one diagnostic where that is not possible."""
    name = str(path)
    data = bytes_of(name)
    kind = kind_of(name, data)
    if kind is Kind.PDF:
        return pdf(name, data, pages)
    text = decoded(name, data)
    if not any(character.isalnum() for character in text):
        fail(EmptyDocument(NOWHERE, name, len(data)))
    if kind is Kind.DUMP:
        return dump(name, text)
    if pages is not None:
        fail(NoSuchPages(NOWHERE, name, str(pages), 0))
    if len(text) > MOST_TEXT and kind is not Kind.DOCLING:
        fail(DocumentTooLarge(NOWHERE, name, f"{len(text):,} characters", f"{MOST_TEXT:,}"))
    document = from_text(name, text, kind, read_file(name, data))
    if not document.blocks:
        fail(EmptyDocument(NOWHERE, name, len(data)))
    return document


def from_text(name: str, text: str, kind: Kind, file: ReadFile) -> Document:
    """The document of a text; LaTeX, and formulas in other text, need pylatexenc."""
    try:
        return in_format(name, text, kind, file)
    except ModuleNotFoundError as missing:
        if missing.name != "pylatexenc":
            raise
        fail(MissingReader(NOWHERE, name, "pylatexenc", "latex"))


def in_format(name: str, text: str, kind: Kind, file: ReadFile) -> Document:
    """The document of a text in its format."""
    match kind:
        case Kind.LATEX:
            return latex(name, text, file)
        case Kind.MARKDOWN:
            from hepir.reading.markdown import read_markdown

            return assemble(read_markdown(text), kind.value, (file,))
        case Kind.DOCLING:
            from hepir.reading.docling import read_docling

            drafted, found_pages = read_docling(name, text)
            return assemble(drafted, kind.value, (file,), found_pages)
        case _:
            from hepir.reading.plain import read_plain

            return assemble(read_plain(text), kind.value, (file,))


def pdf(name: str, data: bytes, pages: PageRange | None) -> Document:
    """A PDF; it needs pymupdf."""
    try:
        from hepir.reading.pdf.reading import read_pdf
    except ImportError:
        fail(MissingReader(NOWHERE, name, "pymupdf", "pdf"))
    drafted, found_pages = read_pdf(name, data, pages)
    return assemble(drafted, Kind.PDF.value, (read_file(name, data),), found_pages)


def latex(name: str, text: str, file: ReadFile) -> Document:
    """LaTeX with the files that it includes."""
    from hepir.reading.latex.reading import read_latex

    drafted, included = read_latex(name, text)
    return assemble(drafted, Kind.LATEX.value, (file, *included))


def dump(name: str, text: str) -> Document:
    """What `hepir read --json` wrote: the document as it was."""
    from hepir.reading.json_form import from_json

    return from_json(text, name)


def read_file(name: str, data: bytes) -> ReadFile:
    """A file by its name and checksum."""
    return ReadFile(Path(name).name, hashlib.sha256(data).hexdigest())


def bytes_of(name: str) -> bytes:
    """The bytes of a file; one that is missing, closed, empty or endless is a diagnostic."""
    try:
        path = Path(name)
        state = path.stat()
        if stat.S_ISDIR(state.st_mode):
            fail(UnreadableDocument(NOWHERE, name, "it is a folder"))
        if not stat.S_ISREG(state.st_mode):
            fail(UnreadableDocument(NOWHERE, name, "it is not a file"))
        if state.st_size > MOST_BYTES:
            fail(DocumentTooLarge(NOWHERE, name, f"{state.st_size:,} bytes", f"{MOST_BYTES:,}"))
        data = path.read_bytes()
    except FileNotFoundError:
        fail(DocumentNotFound(NOWHERE, name, neighbours(name)))
    except (OSError, ValueError) as error:  # ValueError: a name with a NUL in it
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        fail(UnreadableDocument(NOWHERE, name, reason.lower()))
    if not data.strip():
        fail(EmptyDocument(NOWHERE, name, len(data)))
    return data


def neighbours(name: str) -> tuple[str, ...]:
    """Files of nearly this name in the same folder."""
    place = Path(name)
    with suppress(OSError, ValueError):
        names = sorted(entry.name for entry in place.parent.iterdir() if entry.is_file())
        return tuple(str(place.with_name(each)) for each in nearest(place.name, names))
    return ()
