"""Diagnostics HEP0810 to HEP0819: contents of publications that cannot be followed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from hepir.diagnostics.core import Diagnostic


@dataclass(frozen=True)
class UnendingLatex(Diagnostic):
    r"""Macros of a LaTeX source produce more and more text, or its groups stand too deep in each other.

    A macro that uses itself never ends; one that doubles its argument a few dozen times ends too late.

    Example:

        $ printf '\\newcommand{\\a}{\\a\\a}\\a' > endless.tex
        $ hepir read endless.tex

    Instead:

        $ printf '\\newcommand{\\a}{once}\\a' > paper.tex
        $ hepir read paper.tex
    """

    code: ClassVar[str] = "HEP0810"
    name: ClassVar[str] = "unending-latex"
    path: str
    macro: str
    reason: str

    @property
    def message(self) -> str:
        what = f"the macro `\\{self.macro}`" if self.macro else "the source"
        return f"`{self.path}` cannot be expanded: {what} {self.reason}"

    @property
    def hints(self) -> tuple[str, ...]:
        return ("check the definition, or give the PDF instead",)


@dataclass(frozen=True)
class NotADocumentDump(Diagnostic):
    """JSON that should be what `hepir read --json` writes is something else, or of a version that is not known.

    Example:

        $ hepir read 1711.08008.pdf --json > paper.json
        $ sed -i 's/"version": 1/"version": 99/' paper.json
        $ hepir read paper.json

    Instead:

        $ hepir read 1711.08008.pdf --json > paper.json
        $ hepir read paper.json
    """

    code: ClassVar[str] = "HEP0811"
    name: ClassVar[str] = "not-a-document-dump"
    path: str
    reason: str

    @property
    def message(self) -> str:
        return f"`{self.path}` is not a document that this hepir can load: {self.reason}"

    @property
    def hints(self) -> tuple[str, ...]:
        return ("write it again: `hepir read PAPER --json`",)


@dataclass(frozen=True)
class NoSuchPages(Diagnostic):
    """Pages are asked for that the publication does not have.

    Example:

        $ hepir read 1711.08008.pdf --pages 90-99

    Instead:

        $ hepir read 1711.08008.pdf --pages 1-20
    """

    code: ClassVar[str] = "HEP0812"
    name: ClassVar[str] = "no-such-pages"
    path: str
    asked: str
    count: int

    @property
    def message(self) -> str:
        has = (
            f"it has {self.count:,} page{'s' if self.count != 1 else ''}" if self.count else "it has no pages"
        )
        return f"`{self.path}` has no pages {self.asked}: {has}"

    @property
    def hints(self) -> tuple[str, ...]:
        return (f"ask for pages from 1 to {self.count}",) if self.count else ("leave out `--pages`",)
