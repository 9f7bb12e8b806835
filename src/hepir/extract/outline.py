"""A draft laid out so that each line of text is one of its statements.

In: statements. Out: an `Outline`: what they say in canonical form, and which line is which statement. It leaves out evidence
and what concerns the publication as a whole, so it is for comparing, not for keeping.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from hepir.diagnostics.core import Severity
from hepir.extract.assembling import blocks_of
from hepir.extract.canonical.model import Statement
from hepir.extract.canonical.statements import statements as canonical_statements
from hepir.extract.draft import DraftStatement
from hepir.semantics.checking import Checked, check_tree
from hepir.source import Source
from hepir.syntax import tree
from hepir.syntax.parsing import parse
from hepir.types.kinds import standard_kinds


@dataclass(frozen=True)
class Outline:
    """`lines` are the statements in the order of the text, one a line."""

    lines: tuple[DraftStatement, ...]

    @cached_property
    def text(self) -> str:
        """The program that they make."""
        return "".join(f"{' '.join(each.text.splitlines())}\n" for each in self.lines)

    @cached_property
    def tree(self) -> tree.Program | None:
        """Its syntax tree; None where a statement is none of the language."""
        return parse(Source("", self.text)).program if self.lines else None

    @cached_property
    def checked(self) -> Checked | None:
        """What the checker says; None where there is no tree."""
        found = self.tree
        return None if found is None else check_tree(Source("", self.text), found, standard_kinds())

    @property
    def problem(self) -> str:
        """The first thing that is wrong with it; empty where nothing is."""
        if not self.lines or (self.checked is not None and self.checked.program is not None):
            return ""
        found = (
            self.checked.diagnostics if self.checked is not None else parse(Source("", self.text)).diagnostics
        )
        return next((each.message for each in found if each.severity is Severity.ERROR), "")

    @cached_property
    def said(self) -> tuple[Statement, ...]:
        """Its criteria in canonical form; none where something is wrong."""
        if self.checked is None or self.checked.program is None:
            return ()
        found = canonical_statements(self.checked.program, self.text)
        return tuple(each for each in found if each.kind == "criterion")

    def statement(self, said: Statement) -> DraftStatement:
        """The statement of the draft that says something."""
        return self.lines[said.line - 1]

    @cached_property
    def kinds(self) -> Mapping[str, frozenset[str]]:
        """For each object the kinds of stored objects that it is made from, through other objects."""
        found: dict[str, frozenset[str]] = {}
        for block in self.tree.blocks if self.tree is not None else ():
            if isinstance(block, tree.ObjectBlock):
                sources = (found.get(each.text, frozenset({each.text})) for each in block.sources)
                found[block.name.text] = frozenset[str]().union(*sources)
        return found

    @cached_property
    def regions(self) -> Mapping[str, tuple[str, ...]]:
        """The regions, each with those that it is a part of."""
        blocks = self.tree.blocks if self.tree is not None else ()
        return {
            each.name.text: tuple(parent.text for parent in each.parents)
            for each in blocks
            if isinstance(each, tree.RegionBlock)
        }


def outline(statements: Sequence[DraftStatement]) -> Outline:
    """The outline of statements that make blocks; ValueError where a rule has no block."""
    blocks = blocks_of(statements)
    return Outline(tuple(each for block in blocks for each in (block.header, *block.rules)))
