"""A draft while it is written: each statement is checked by the real parser and checker before it is kept.

In: statements, one after the other. Out: the draft so far and the `Scene` for the next statement. What is checked with a
statement is what it speaks of, and what speaks of what it changes (`related`).
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from hepir.diagnostics.core import HepirError
from hepir.extract.assembling import ANALYSIS, program_text
from hepir.extract.draft import Draft, DraftStatement, Dropped
from hepir.extract.objections import Objection, of_diagnostics
from hepir.extract.related import Related, followed, joined
from hepir.extract.typed.scene import Properties, Scene
from hepir.semantics.checking import check_tree
from hepir.semantics.program import Program, Publication
from hepir.source import Source
from hepir.syntax.parsing import parse
from hepir.types.kinds import Kinds, standard_kinds


@dataclass
class Writing:
    """What one reader has written so far. `program` is its typed program, but for notes and places."""

    title: str
    kinds: Kinds = field(default_factory=standard_kinds)
    statements: list[DraftStatement] = field(default_factory=list)
    dropped: list[Dropped] = field(default_factory=list)
    program: Program | None = None
    properties: Properties = field(default_factory=Properties, repr=False)
    related: Related = field(default_factory=Related, repr=False)

    @property
    def draft(self) -> Draft:
        """What is kept, and what was dropped."""
        return Draft(self.title, tuple(self.statements), tuple(self.dropped))

    @property
    def scene(self) -> Scene:
        """The ground for the next statement."""
        program = self.program or Program(Publication(self.title), (), (), kinds=self.kinds)
        return Scene(program, self.properties)

    @property
    def facts(self) -> frozenset[str]:
        """Which facts about the publication are said."""
        return frozenset(each.text.split()[0] for each in self.statements if each.target == ANALYSIS)

    def trial(self, statement: DraftStatement) -> Program | Objection:
        """The program with a statement, or why there is none."""
        part = self.part(statement)
        if part is None or self.program is None:
            return checked(Draft(self.title, (*self.statements, statement)), self.kinds)
        found = checked(Draft(self.title, (*part, statement)), self.kinds)
        if not isinstance(found, Objection):
            return joined(self.program, found)
        near = self.part(statement, near=True)
        again = (
            checked(Draft(self.title, (*(near or part), statement)), self.kinds) if near != part else found
        )
        return again if isinstance(again, Objection) else found

    def part(self, statement: DraftStatement, near: bool = False) -> tuple[DraftStatement, ...] | None:
        """What the check of a statement depends on; None: all that was written. With `near` also what it may mean."""
        if self.program is None:
            return None
        self.related = followed(self.related, self.statements)
        return self.related.part(statement, self.program, near)

    def keep(self, statement: DraftStatement, program: Program) -> None:
        """Keep a statement after its trial."""
        self.statements.append(statement)
        self.program = program

    def take_back(self, count: int) -> None:
        """Keep the first statements alone, so many of them."""
        if count < len(self.statements):
            del self.statements[count:]
            found = checked(self.draft, self.kinds) if count else None
            assert not isinstance(found, Objection), found
            self.program = found

    def add(self, statement: DraftStatement) -> str | None:
        """Keep a statement if it is new and the program with it checks; else it is dropped, and why is returned."""
        if statement in self.statements:
            return self.drop(statement, "it is there already")
        found = self.trial(statement)
        if isinstance(found, Objection):
            return self.drop(statement, found.reason)
        self.keep(statement, found)
        return None

    def drop(self, statement: DraftStatement, reason: str) -> str:
        """Remember what is not kept."""
        self.dropped.append(Dropped(statement.text, reason, statement.evidence))
        return reason


def checked(draft: Draft, kinds: Kinds) -> Program | Objection:
    """The typed program of a draft, or what is wrong with it."""
    try:
        text = program_text(draft)
    except HepirError as error:
        return Objection(error.diagnostics[0].message)
    except ValueError as error:
        return Objection(str(error))
    source = Source("", text)
    parsed = parse(source)
    assert parsed.program is not None, "canonical text parses"
    result = check_tree(source, parsed.program, kinds)
    if result.program is None:
        found = of_diagnostics(source, result.diagnostics)
        assert found is not None, "without a program there is an error"
        return found
    return replace(result.program, kinds=kinds)
