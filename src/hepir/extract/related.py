"""What the check of a new statement depends on: a part of the draft so far.

In: the statements of a draft, one more, and the typed program of those that there are. Out: the statements that the new one
speaks of, directly or not, and those that speak of what it changes. Whatever else a draft has, the check of it says the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from graphlib import TopologicalSorter
from operator import attrgetter

from hepir.diagnostics.nearest import nearest
from hepir.extract.assembling import ANALYSIS, keyword, name_of
from hepir.extract.draft import DraftStatement
from hepir.semantics.program import (
    Combination,
    Definition,
    Derivation,
    ObjectDefinition,
    Program,
    ValueDefinition,
)
from hepir.semantics.usage import definition_names
from hepir.syntax.words import NOTES
from hepir.types.core import Open

WORD = re.compile(r"[A-Za-z]\w*")
NO_BLOCK = ""
# rules that change nothing of what others see of their block, but that less may be missing
NARROWING = ("select", "reject", "when", "limit", *NOTES)


@dataclass
class Related:
    """The blocks of a draft by name: where their statements stand, and the words in them."""

    statements: list[DraftStatement] = field(default_factory=list)
    places: dict[str, list[int]] = field(default_factory=dict)
    words: dict[str, set[str]] = field(default_factory=dict)
    mentions: dict[str, dict[str, None]] = field(default_factory=dict)

    def add(self, statement: DraftStatement) -> None:
        """One more statement."""
        block, place = block_of(statement), len(self.statements)
        self.statements.append(statement)
        if block == NO_BLOCK:
            return
        self.places.setdefault(block, []).append(place)
        for word in WORD.findall(statement.text):
            self.words.setdefault(block, set()).add(word)
            self.mentions.setdefault(word, {})[block] = None

    def part(
        self, statement: DraftStatement, program: Program, near: bool = False
    ) -> tuple[DraftStatement, ...] | None:
        """The statements that the check of one more depends on; None: all of them. `near`: those of names, too, that may be
        meant by words that are none."""
        if is_about_all(statement, program):
            return None
        try:
            block = block_of(statement)
        except ValueError:
            return None  # it begins no block, which the check of the draft says
        words = WORD.findall(statement.text)
        found = {ANALYSIS, block, *words}
        if near:
            unknown = [each for each in words if each not in self.places]
            found.update(name for each in unknown for name in nearest(each, self.places))
        if statement.target and keyword(statement) not in NARROWING:
            found |= self.reached([block], self.mentions)
        elif not statement.target:
            found.update(self.mentions.get(block, ()))
        return self.together(found, program)

    def together(self, names: set[str], program: Program) -> tuple[DraftStatement, ...] | None:
        """The statements of some blocks and of what they need; a hole is seen from all its places."""
        found, before = self.reached(names, self.words), 0
        while len(found) > before:
            before = len(found)
            holes = [each for each in found if is_hole(each, program)]
            users = [block for each in holes for block in self.mentions.get(each, ())]
            found = self.reached({*found, *users}, self.words)
        if found.intersection(program.systematics):
            return None  # a variation speaks of weights wherever they are
        places = sorted(place for name in found for place in self.places.get(name, ()))
        return tuple(self.statements[place] for place in places)

    def reached(
        self, names: Iterable[str], following: dict[str, set[str]] | dict[str, dict[str, None]]
    ) -> set[str]:
        """The blocks that are reached from some."""
        found, waiting = set[str](), [each for each in names if each in self.places]
        while waiting:
            name = waiting.pop()
            if name not in found:
                found.add(name)
                waiting += [each for each in following.get(name, ()) if each in self.places]
        return found


def followed(related: Related, statements: Sequence[DraftStatement]) -> Related:
    """The same with what is new of a draft; another one where something was taken back."""
    known = len(related.statements)
    if known > len(statements) or (known and statements[known - 1] is not related.statements[-1]):
        related, known = Related(), 0
    for each in statements[known:]:
        related.add(each)
    return related


def joined(whole: Program, part: Program) -> Program:
    """The program of a draft with blocks that were checked in a part of it; places and notes are those of the part."""
    definitions = {**whole.by_name, **part.by_name}
    regions = {**whole.regions_by_name, **part.regions_by_name}
    return replace(
        part,
        definitions=tuple(in_order(definitions, part)),
        regions=tuple(regions.values()),
        variations=whole.variations,
        systematics=whole.systematics,
        tables={**whole.tables, **part.tables},
        files=tuple(sorted({*whole.files, *part.files}, key=attrgetter("path"))),
    )


def in_order(definitions: Mapping[str, Definition], changed: Program) -> Iterable[Definition]:
    """Each after what it needs: as they were, unless one that was changed needs a later one now."""
    places = {name: place for place, name in enumerate(definitions)}
    late = (
        places.get(each, 0) > places[name]
        for name in changed.by_name
        for each in definition_names(definitions[name])
    )
    if not any(late):
        return definitions.values()
    graph = {
        name: [each for each in definition_names(one) if each in places] for name, one in definitions.items()
    }
    return (definitions[name] for name in TopologicalSorter(graph).static_order())


def block_of(statement: DraftStatement) -> str:
    """The block that a statement belongs to, or which it begins; notes on the publication have none."""
    if statement.target or keyword(statement) in NOTES:
        return statement.target or NO_BLOCK
    return name_of(statement)


def is_about_all(statement: DraftStatement, program: Program) -> bool:
    """Whether a check has to look at the whole draft: variations, weights where there are some, holes that objects have."""
    word = keyword(statement)
    varies = statement.target in program.systematics or word == "systematic"
    weighs = word == "weight" and bool(program.systematics)
    opens = word == "let" and "?" in statement.text
    return varies or weighs or opens or any(inner_holes(program))


def inner_holes(program: Program) -> Iterator[Derivation]:
    """Holes that objects have: the same name may be another property elsewhere."""
    for each in program.definitions:
        if isinstance(each, ObjectDefinition | Combination):
            yield from (
                rule
                for rule in each.rules
                if isinstance(rule, Derivation) and isinstance(rule.value.type, Open)
            )


def is_hole(name: str, program: Program) -> bool:
    """Whether a name stands for a hole, or for what is worked out from one."""
    found = program.by_name.get(name)
    return isinstance(found, ValueDefinition) and isinstance(found.type, Open)
