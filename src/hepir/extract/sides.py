"""One of two programs that are compared: what it says, and what follows from it.

In: a checked program, its text, and the names of the comparison. Out: `Side`, which tells what the other side does not say.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from hepir.extract.canonical.model import Statement
from hepir.extract.canonical.statements import statements
from hepir.semantics.program import ObjectDefinition, Program, Publication

# What a region or an object takes over from what it is made of.
TAKEN_OVER = ("criterion", "weight", "order")


@dataclass(frozen=True)
class ReadProgram:
    """A checked program, its text, and the name of its file."""

    name: str
    program: Program
    text: str


def nothing(name: str) -> ReadProgram:
    """The program that says nothing: what a draft that has errors counts as."""
    return ReadProgram(name, Program(Publication(), (), ()), "")


Said = frozenset[tuple[str, str]]


@dataclass(frozen=True)
class Side:
    """The statements of a program; for each scope what applies there, and the scopes that start from it."""

    statements: tuple[Statement, ...]
    applying: Mapping[str, Said]
    heirs: Mapping[str, frozenset[str]]

    @staticmethod
    def of(reading: ReadProgram, names: Mapping[str, str]) -> Side:
        """The side of a program under the names of the comparison."""
        found = statements(reading.program, reading.text, names)
        parents = parents_of(reading.program, names)
        above = {scope: ancestors(scope, parents) for scope in parents}
        said = {
            scope: frozenset(
                (each.kind, each.text)
                for each in found
                if each.scope in (scope, *above[scope])
                and (each.kind in TAKEN_OVER or (each.kind == "made of" and not parents[each.scope]))
            )
            for scope in parents
        }
        heirs = {scope: frozenset(each for each in above if scope in above[each]) for scope in parents}
        return Side(found, said, heirs)

    def apart(self, other: Side) -> tuple[list[Statement], tuple[Statement, ...]]:
        """What the other side does not say, and what it says in another place to the same effect."""
        keys = {each.key for each in other.statements}
        missing = [each for each in self.statements if each.key not in keys]
        repeated = tuple(each for each in missing if self.follows(each, other))
        return [each for each in missing if each not in repeated], repeated

    def follows(self, statement: Statement, other: Side) -> bool:
        """Whether a statement makes no difference, given what the other side says of parents or heirs."""
        scope = statement.scope
        places = (
            {scope} if scope in other.applying else self.heirs.get(scope, frozenset()) & set(other.applying)
        )
        if not places or scope not in self.applying:
            return False
        if statement.kind == "made of":
            return all(self.applying[each] == other.applying[each] for each in places)
        said = (statement.kind, statement.text)
        return statement.kind in TAKEN_OVER and all(said in other.applying[each] for each in places)


def parents_of(program: Program, names: Mapping[str, str]) -> Mapping[str, tuple[str, ...]]:
    """For each object and region what it starts from; unions and combinations start anew."""
    found: dict[str, tuple[str, ...]] = {region.name: region.parents for region in program.regions}
    for definition in program.definitions:
        match definition:
            case ObjectDefinition(name=name, sources=(source,)):
                if names.get(name, name) != names.get(source, source):
                    found[name] = (source,)
            case _:
                found[definition.name] = ()
    return {
        names.get(name, name): tuple(names.get(each, each) for each in own if each in found)
        for name, own in found.items()
    }


def ancestors(scope: str, parents: Mapping[str, tuple[str, ...]]) -> frozenset[str]:
    """All that a scope starts from, however far back."""
    found: set[str] = set()
    waiting = list(parents[scope])
    while waiting:
        each = waiting.pop()
        if each not in found:
            found.add(each)
            waiting.extend(parents[each])
    return frozenset(found)
