"""Diagnostics HEP0410 to HEP0419: quotes and the documents that they are quotes of."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from hepir.diagnostics.core import Diagnostic, Edit, Severity
from hepir.source import Span
from hepir.syntax.wording import quote

SHOWN = 160  # characters of a sentence in a hint


def shortened(text: str) -> str:
    """A text that fits into a hint."""
    return text if len(text) <= SHOWN else f"{text[: SHOWN - 3].rstrip()}..."


@dataclass(frozen=True)
class QuoteNotFound(Diagnostic):
    """The document does not say what a source quotes.

    Asked for with `--paper`. Quotes are verbatim; white space, dashes, ligatures and words split at line ends may be
    written in any way. A quote begins and ends between words. `--fix` mends a misspelt word, and never a number or a word
    that means something else.

    Example:

        $ hepir check selection.hep --paper 1711.08008.pdf

    Instead:

        $ hepir check selection.hep --paper 1711.08008.pdf --fix
    """

    code: ClassVar[str] = "HEP0410"
    name: ClassVar[str] = "quote-not-found"
    source: str
    document: str
    near: str = ""
    near_page: int | None = None
    mended: str = ""
    """`mended` is the text to quote where it is clear what was meant; `page_edit` mends the page with it."""
    page_edit: Edit | None = None

    @property
    def message(self) -> str:
        return f"`{self.document}` does not say what `{self.source}` quotes"

    @property
    def hints(self) -> tuple[str, ...]:
        if not self.near:
            return (
                "quote the sentence as it stands there, or use `@assumed` where the publication does not say it",
            )
        page = f" (page {self.near_page})" if self.near_page is not None else ""
        return (f'nearest{page}: "{shortened(self.near)}"',)

    @property
    def edits(self) -> tuple[Edit, ...]:
        if not self.mended:
            return ()
        return (*(() if self.page_edit is None else (self.page_edit,)), Edit(self.span, quote(self.mended)))


@dataclass(frozen=True)
class QuoteOnAnotherPage(Diagnostic):
    """The quote is in the document, but not on the page that the source says.

    Asked for with `--paper`. Pages are counted from the first of the file, whatever number is printed on them.

    Example:

        $ hepir check selection.hep --paper 1711.08008.pdf

    Instead:

        $ hepir check selection.hep --paper 1711.08008.pdf --fix
    """

    code: ClassVar[str] = "HEP0411"
    name: ClassVar[str] = "quote-on-another-page"
    source: str
    document: str
    said: int
    pages: tuple[int, ...]

    @property
    def message(self) -> str:
        pages = " and ".join(map(str, self.pages))
        where = f"page{'s' if len(self.pages) > 1 else ''} {pages}"
        return f"the quote of `{self.source}` stands on {where} of `{self.document}`, not on page {self.said}"

    @property
    def hints(self) -> tuple[str, ...]:
        return (f"write `page {self.pages[0]}`",)

    @property
    def edits(self) -> tuple[Edit, ...]:
        return (Edit(self.span, str(self.pages[0])),) if len(self.pages) == 1 else ()


@dataclass(frozen=True)
class AmbiguousQuote(Diagnostic):
    """A quote stands in several sentences of its page; the first of them counts as claimed.

    Asked for with `--paper`. The other sentences may say something else, so they stay unclaimed until something cites
    them.

    Example:

        $ hepir check selection.hep --paper 1711.08008.pdf
    """

    code: ClassVar[str] = "HEP0412"
    name: ClassVar[str] = "ambiguous-quote"
    severity: ClassVar[Severity] = Severity.WARNING
    source: str
    units: tuple[str, ...]

    @property
    def message(self) -> str:
        listed = ", ".join(self.units[:5])
        return f"the quote of `{self.source}` stands in {len(self.units)} sentences: {listed}"

    @property
    def hints(self) -> tuple[str, ...]:
        return ("quote more of the sentence",)


@dataclass(frozen=True)
class UnverifiedQuote(Diagnostic):
    """A source quotes another document, which is not at hand.

    Asked for with `--paper`. Documents are files named by their arXiv id or DOI (`1704.03848.pdf`,
    `hep-ex_0001001.tex`, `10.1007_JHEP05(2017)001.pdf`) in the folder of `--references` or in the local
    cache. Nothing is fetched from the network.

    Example:

        $ hepir check selection.hep --paper 1711.08008.pdf

    Instead:

        $ hepir check selection.hep --paper 1711.08008.pdf --references papers
    """

    code: ClassVar[str] = "HEP0413"
    name: ClassVar[str] = "unverified-quote"
    severity: ClassVar[Severity] = Severity.WARNING
    source: str
    reference: str
    reason: str

    @property
    def message(self) -> str:
        return f"the quote of `{self.source}` is not verified: {self.reason}"

    @property
    def hints(self) -> tuple[str, ...]:
        return (
            f'put the document of `ref "{self.reference}"` into a folder, and name it with `--references`',
        )


def page_edit(span: Span, page: int | None, said: int) -> Edit | None:
    """The edit that mends a page, if it needs one."""
    return Edit(span, str(page)) if page is not None and page != said else None
