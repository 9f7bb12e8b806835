"""What is known of a text under review.

In: the text, its publication and a data format where there are any. Out: its tree and types, all diagnostics, what it makes
of the publication, and how well the format expresses each statement.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from threading import Lock
from typing import TYPE_CHECKING

from hepir.api import check_alone
from hepir.backend.result import StatementStatus
from hepir.diagnostics.core import Diagnostic, HepirError, Severity
from hepir.extract.against import Against, sentences_covered, with_lacking
from hepir.extract.coverage import Coverage, Lacking
from hepir.extract.verifying import verify
from hepir.review.applying import parsed_text
from hepir.semantics.checking import Checked, check_tree
from hepir.source import Source
from hepir.syntax import tree
from hepir.types.kinds import standard_kinds

if TYPE_CHECKING:
    from hepir.semantics.program import Program

KEPT = 4  # texts whose diagnostics are kept: before and after a decision, and what is being typed


@dataclass(frozen=True)
class Examined:
    """A text and all that checking it has found; statuses by line."""

    source: Source
    parsed: tree.Program
    typed: Program | None
    diagnostics: tuple[Diagnostic, ...]
    coverage: Coverage | None
    statuses: Mapping[int, StatementStatus]


@dataclass
class Examiner:
    """Examines texts, and keeps what it found of the last ones, since most decisions change no text."""

    against: Against | None = None
    schema: str | None = None
    last: Examined | None = field(default=None, repr=False)
    checks: dict[str, Checked] = field(default_factory=dict, repr=False)
    suggested: tuple[str, tuple[Lacking, ...]] = field(default=("", ()), repr=False)
    suggesting: Lock = field(default_factory=Lock, repr=False)

    def examined(self, source: Source) -> Examined:
        """A text that parses, checked and held against its publication."""
        if self.last is None or self.last.source.text != source.text:
            parsed = parsed_text(source.text)
            assert parsed is not None
            checked, coverage = self.checked(source), None
            diagnostics = checked.diagnostics
            if self.against is not None:
                diagnostics += verify(parsed, self.against.document, self.against.library)
                coverage = sentences_covered(source, parsed, self.against)
            statuses = self.statuses(source)
            self.last = Examined(source, parsed, checked.program, diagnostics, coverage, statuses)
        return self.last

    def alone(self, source: Source) -> tuple[Diagnostic, ...]:
        """What is wrong with a text without its publication."""
        parsed = parsed_text(source.text)
        return check_alone(source, self.schema, False) if parsed is None else self.checked(source).diagnostics

    def checked(self, source: Source) -> Checked:
        """The types of a text that parses, and what is wrong with it."""
        if source.text not in self.checks:
            parsed = parsed_text(source.text)
            assert parsed is not None
            found = check_tree(source, parsed, standard_kinds())
            if self.schema is not None:
                found = Checked(found.program, check_alone(source, self.schema, False))
            while len(self.checks) >= KEPT:
                self.checks.pop(next(iter(self.checks)))
            self.checks[source.text] = found
        return self.checks[source.text]

    def statuses(self, source: Source) -> Mapping[int, StatementStatus]:
        """How well the format expresses each statement; nothing without a format, or where the text has errors."""
        if self.schema is None:
            return {}
        from hepir.compiling import plan_source
        from hepir.schemas.loading import find_schema

        try:
            plan = plan_source(source, find_schema(self.schema), skip_holes=True)
        except HepirError:
            return {}
        return {
            each.line: StatementStatus(each.line, each.statement, each.status, each.note)
            for each in plan.statuses
        }

    def quotes(self, text: str, sources: str) -> tuple[Diagnostic, ...]:
        """What is wrong with the quotes of some source statements of a text."""
        if self.against is None or not sources.strip():
            return ()
        parsed = parsed_text(text)
        if parsed is None:
            return ()
        names = {words[1] for line in sources.splitlines() if len(words := line.split()) > 1}
        own = tuple(
            each
            for each in parsed.blocks
            if isinstance(each, tree.SourceStatement) and each.name.text in names
        )
        return verify(replace(parsed, blocks=own), self.against.document, self.against.library)

    def lacking(self, examined: Examined) -> tuple[Lacking, ...]:
        """What the built-in reader makes of the publication and the text does not say. It takes a while: one at a time."""
        if self.against is None or examined.coverage is None or examined.typed is None:
            return ()
        with self.suggesting:
            if self.suggested[0] != examined.source.text:
                found = with_lacking(examined.coverage, examined.source, examined.typed, self.against)
                self.suggested = examined.source.text, found.lacking
            return self.suggested[1]


def is_error(found: Diagnostic) -> bool:
    """Whether it keeps the program from running."""
    return found.severity is Severity.ERROR
