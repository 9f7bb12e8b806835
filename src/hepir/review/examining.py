"""What is known of a text under review.

In: the text, its publication and a data format where there are any. Out: its tree and types, all diagnostics, what it makes
of the publication, and how well the format expresses each statement.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from hepir.api import check_alone
from hepir.backend.result import StatementStatus
from hepir.diagnostics.core import Diagnostic, HepirError, Severity
from hepir.extract.against import Against, covered
from hepir.extract.coverage import Coverage
from hepir.extract.verifying import verify
from hepir.review.applying import parsed_text
from hepir.semantics.checking import check_tree
from hepir.semantics.program import Program
from hepir.source import Source
from hepir.syntax import tree
from hepir.types.kinds import standard_kinds


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
    """Examines texts; the last one is kept, since most decisions change no text."""

    against: Against | None = None
    schema: str | None = None
    last: Examined | None = field(default=None, repr=False)

    def examined(self, source: Source) -> Examined:
        """A text, checked and held against its publication."""
        if self.last is None or self.last.source.text != source.text:
            parsed = parsed_text(source.text)
            assert parsed is not None
            diagnostics, coverage = self.alone(source), None
            if self.against is not None:
                diagnostics += verify(parsed, self.against.document, self.against.library)
                coverage = covered(source, parsed, self.against)
            typed = check_tree(source, parsed, standard_kinds()).program
            self.last = Examined(source, parsed, typed, diagnostics, coverage, self.statuses(source))
        return self.last

    def alone(self, source: Source) -> tuple[Diagnostic, ...]:
        """What is wrong with a text without its publication."""
        return check_alone(source, self.schema, False)

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
        parsed = parsed_text(text)
        if self.against is None or parsed is None or not sources.strip():
            return ()
        names = {words[1] for line in sources.splitlines() if len(words := line.split()) > 1}
        own = tuple(
            each
            for each in parsed.blocks
            if isinstance(each, tree.SourceStatement) and each.name.text in names
        )
        return verify(replace(parsed, blocks=own), self.against.document, self.against.library)


def is_error(found: Diagnostic) -> bool:
    """Whether it keeps the program from running."""
    return found.severity is Severity.ERROR
