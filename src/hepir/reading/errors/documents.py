"""Diagnostics HEP0801 to HEP0809: publications that are not there, of another kind, closed or broken."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import ClassVar

from hepir.diagnostics.core import Diagnostic

NAMED = re.compile(
    r"(?:arxiv:)?\d{4}\.\d{4,5}(?:v\d+)?|(?:doi:)?10\.\d{4,}/\S+", re.IGNORECASE
)  # arXiv id or DOI
DOWNLOAD_AGAIN = "download or copy the file again, and compare its size with the original"


@dataclass(frozen=True)
class DocumentNotFound(Diagnostic):
    """There is no file of this name to read.

    Only files on this machine are read; nothing is fetched from the network.

    Example:

        $ hepir read 1711.0808.pdf

    Instead:

        $ hepir read 1711.08008.pdf
    """

    code: ClassVar[str] = "HEP0801"
    name: ClassVar[str] = "document-not-found"
    path: str
    nearest: tuple[str, ...] = ()

    @property
    def message(self) -> str:
        return f"there is no publication `{self.path}` to read"

    @property
    def hints(self) -> tuple[str, ...]:
        if "://" in self.path or NAMED.fullmatch(self.path):
            return ("nothing is fetched from the network: download the file, and give its path",)
        return (f"nearest: {', '.join(self.nearest)}",) if self.nearest else ()


@dataclass(frozen=True)
class UnreadableDocument(Diagnostic):
    """A publication is there, but it is a folder, or the operating system does not let it be read.

    Example:

        $ hepir read papers

    Instead:

        $ hepir read papers/1711.08008.pdf
    """

    code: ClassVar[str] = "HEP0802"
    name: ClassVar[str] = "unreadable-document"
    path: str
    reason: str

    @property
    def message(self) -> str:
        return f"`{self.path}` cannot be read: {self.reason}"

    @property
    def hints(self) -> tuple[str, ...]:
        return ("name one file that you may read: a PDF, LaTeX, Markdown, text or docling JSON file",)


@dataclass(frozen=True)
class NotADocument(Diagnostic):
    """A file is none of the kinds that are read, whatever its name ends in.

    PDF is recognised by its first bytes, docling JSON by its members; other text is LaTeX where it ends in
    `.tex`, Markdown where it ends in `.md`, and plain text otherwise. A web page in place of a paper means that a
    download went wrong.

    Example:

        $ hepir read events.root

    Instead:

        $ hepir read 1711.08008.pdf
    """

    code: ClassVar[str] = "HEP0803"
    name: ClassVar[str] = "not-a-document"
    path: str
    found: str
    advice: str = ""

    @property
    def message(self) -> str:
        return f"`{self.path}` is {self.found}; expected a publication as PDF, LaTeX, Markdown, text or docling JSON"

    @property
    def hints(self) -> tuple[str, ...]:
        return (self.advice or "give the publication itself, as its publisher or arXiv has it",)


@dataclass(frozen=True)
class EncryptedDocument(Diagnostic):
    """A PDF opens only with a password.

    Example:

        $ hepir read locked.pdf

    Instead:

        $ qpdf --decrypt --password=secret locked.pdf open.pdf
        $ hepir read open.pdf
    """

    code: ClassVar[str] = "HEP0804"
    name: ClassVar[str] = "encrypted-document"
    path: str

    @property
    def message(self) -> str:
        return f"`{self.path}` is encrypted, and opens only with a password"

    @property
    def hints(self) -> tuple[str, ...]:
        return ("remove the password first, for example with `qpdf --decrypt --password=... IN OUT`",)


@dataclass(frozen=True)
class DamagedDocument(Diagnostic):
    """A publication cannot be decoded, or ends before it is complete.

    Mostly a download broke off. What is left of such a file is not read: a sentence that is missing could be a
    criterion.

    Example:

        $ head -c 100000 1711.08008.pdf > part.pdf
        $ hepir read part.pdf

    Instead:

        $ hepir read 1711.08008.pdf
    """

    code: ClassVar[str] = "HEP0805"
    name: ClassVar[str] = "damaged-document"
    path: str
    reason: str
    page: int | None = None

    @property
    def message(self) -> str:
        place = f", on page {self.page}" if self.page is not None else ""
        return f"`{self.path}` is damaged{place}: {self.reason}"

    @property
    def hints(self) -> tuple[str, ...]:
        return (DOWNLOAD_AGAIN,)


@dataclass(frozen=True)
class ScannedDocument(Diagnostic):
    """A PDF holds pictures of pages and no text.

    Text must be recognised first. Numbers that are recognised wrongly would be quoted wrongly, so hepir does not do
    that by itself.

    Example:

        $ hepir read scan.pdf

    Instead:

        $ ocrmypdf scan.pdf text.pdf
        $ hepir read text.pdf
    """

    code: ClassVar[str] = "HEP0806"
    name: ClassVar[str] = "scanned-document"
    path: str
    pages: int

    @property
    def message(self) -> str:
        pages = "1 page" if self.pages == 1 else f"{self.pages:,} pages"
        return f"`{self.path}` holds no text, only pictures: {pages}, as a scanner makes them"

    @property
    def hints(self) -> tuple[str, ...]:
        return ("recognise the text first, for example with `ocrmypdf IN OUT`, and check its numbers",)


@dataclass(frozen=True)
class EmptyDocument(Diagnostic):
    """A publication has nothing to read: no bytes, or not one word.

    Example:

        $ touch paper.pdf
        $ hepir read paper.pdf

    Instead:

        $ hepir read 1711.08008.pdf
    """

    code: ClassVar[str] = "HEP0807"
    name: ClassVar[str] = "empty-document"
    path: str
    bytes: int

    @property
    def message(self) -> str:
        what = "it is empty" if not self.bytes else "there is not one word in it"
        return f"there is nothing to read in `{self.path}`: {what}"

    @property
    def hints(self) -> tuple[str, ...]:
        return (DOWNLOAD_AGAIN,)


@dataclass(frozen=True)
class MissingReader(Diagnostic):
    """A package that reads this kind of file is not installed.

    Docling JSON needs none, nor do Markdown and text without formulas in TeX.

    Example:

        $ pip install hepir
        $ hepir read 1711.08008.pdf

    Instead:

        $ pip install "hepir[pdf]"
        $ hepir read 1711.08008.pdf
    """

    code: ClassVar[str] = "HEP0808"
    name: ClassVar[str] = "missing-reader"
    path: str
    package: str
    extra: str

    @property
    def message(self) -> str:
        return f"reading `{self.path}` needs the package `{self.package}`, which is not installed"

    @property
    def hints(self) -> tuple[str, ...]:
        return (f'install it: `pip install "hepir[{self.extra}]"`',)


@dataclass(frozen=True)
class DocumentTooLarge(Diagnostic):
    """A publication is larger than any paper, and reading all of it would take too long.

    Name the pages that matter with `--pages`; they are read whole, and the rest is not silently part of anything.

    Example:

        $ hepir read proceedings.pdf

    Instead:

        $ hepir read proceedings.pdf --pages 101-140
    """

    code: ClassVar[str] = "HEP0809"
    name: ClassVar[str] = "document-too-large"
    path: str
    found: str
    limit: str
    pages: bool = False

    @property
    def message(self) -> str:
        return f"`{self.path}` has {self.found}, and at most {self.limit} are read"

    @property
    def hints(self) -> tuple[str, ...]:
        return ("name the pages to read: `--pages 1-60`",) if self.pages else ("give only the part to read",)
