"""The lines of a converted program, and where in the ADL text each comes from.

In: made by the converters of blocks. Out: `Chunk`, a block of the new program.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from hepir.diagnostics.core import Diagnostic
from hepir.interop.adl import errors
from hepir.interop.adl.lines import Line
from hepir.interop.adl.pieces import quoted
from hepir.source import Span


@dataclass(frozen=True)
class Row:
    """A line of the new program."""

    text: str
    span: Span


@dataclass
class Chunk:
    """A block: its header and its rules. `comments` stand before it; `entry` names a collection that may need an order."""

    header: str
    span: Span
    comments: list[str] = field(default_factory=list)
    rules: list[Row] = field(default_factory=list)
    entry: str = ""

    def add(self, text: str, line: Line, decisions: Sequence[str] = ()) -> None:
        """One more rule, after its comments, with its decisions and what stood behind it."""
        self.comment(line.before, line.span)
        behind = f"  # {line.after}" if line.after else ""
        self.rules.append(Row(f"  {text}{assumed(decisions)}{behind}", line.span))

    def comment(self, texts: Sequence[str], span: Span) -> None:
        """Comments on lines of their own."""
        self.rules += [Row(f"  # {text}".rstrip(), span) for text in texts]

    def rows(self) -> list[Row]:
        """All lines of the block."""
        comments = [Row(f"# {text}".rstrip(), self.span) for text in self.comments]
        header = [Row(self.header, self.span)] if self.header else []
        return [*comments, *header, *self.rules]


@dataclass
class Report:
    """What is told of the conversion: diagnostics, and how many statements there were and were converted."""

    diagnostics: list[Diagnostic] = field(default_factory=list)
    statements: int = 0
    converted: int = 0
    said: set[str] = field(default_factory=set)

    def took(self, line: Line, decisions: Sequence[str] = ()) -> None:
        """A statement was converted; each decision about the whole program is told once, others each time."""
        self.statements += 1
        self.converted += 1
        for decision in decisions:
            if decision not in self.said:
                self.said.add(decision)
                self.diagnostics.append(errors.Decided(line.span, decision))

    def left(self, diagnostic: Diagnostic) -> None:
        """A statement was not converted."""
        self.statements += 1
        self.diagnostics.append(diagnostic)


def assumed(decisions: Sequence[str]) -> str:
    """Decisions as the evidence of a statement."""
    return f"  @assumed {quoted('; '.join(decisions))}" if decisions else ""


def unresolved(line: Line) -> str:
    """A statement that is kept as it was."""
    keyword = line.keyword if line.keyword not in ("unknown", "name", "fact", "setting", "row") else ""
    return f"unresolved {quoted(f'ADL: {keyword} {line.body}')}"
