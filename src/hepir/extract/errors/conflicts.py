"""Diagnostic HEP0422: documents that disagree."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from hepir.diagnostics.core import Diagnostic, Label, Severity
from hepir.source import Span


@dataclass(frozen=True)
class ContraryDocuments(Diagnostic):
    """Two statements give different numbers for the same bound, and quote different documents.

    Asked for with `--paper`. Both conditions hold in the program, so the stronger one decides without anybody having
    decided it. Keep the one that is meant, and say so with `unresolved` that cites both quotes; then this is silent.

    Example:

        $ hepir check selection.hep --paper 1711.08008.pdf

    Instead:

        source here = page 4 "Muons have pT > 10 GeV"
        source there = ref "arXiv:1206.4071" page 7 "Muons have pT > 5 GeV"
        object muons from Muon
          select pt > 10 GeV  @here
          unresolved "conflict: pT > 5 GeV in arXiv:1206.4071"  @here @there
        region search
          select size(muons) >= 2  @assumed "the title"
    """

    code: ClassVar[str] = "HEP0422"
    name: ClassVar[str] = "contrary-documents"
    severity: ClassVar[Severity] = Severity.WARNING
    first: str
    first_span: Span
    first_document: str
    second: str
    second_document: str

    @property
    def message(self) -> str:
        return f"`{self.second}` of {self.second_document} disagrees with `{self.first}` of {self.first_document}"

    @property
    def labels(self) -> tuple[Label, ...]:
        return (Label(self.first_span, "the other one"),)

    @property
    def hints(self) -> tuple[str, ...]:
        return ('keep the one that is meant, and say `unresolved "conflict: ..."` that cites both quotes',)
