"""Statements that may explain a difference.

In: the programs of one run or two, and where results depart. Out: causes, the most likely first. Where both programs are
known, they are compared by what they mean, and of their differences those are named that the departing number depends on.
Without the other program, the statement at which the numbers depart is named, and what of it the input expresses badly.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from hepir.comparison.model import Cause
from hepir.comparison.programs import Known
from hepir.extract.canonical.model import Statement
from hepir.extract.comparing import Comparison, compare

MOST = 6
SELECTING = ("criterion", "made of", "order", "value", "property", "table")


@dataclass(frozen=True)
class Suspects:
    """What is known of both sides; `there` is None where it is a publication."""

    here: Known
    there: Known | None = None

    @cached_property
    def programs(self) -> Comparison | None:
        """In what the two programs differ, under the names of this one."""
        ours = self.here.reading
        theirs = None if self.there is None else self.there.reading
        return None if ours is None or theirs is None else compare(ours, theirs)

    def of_step(self, region: str, line: int, statement: str) -> tuple[Cause, ...]:
        """Why a cutflow departs at a step."""
        expressions = self.here.step(region, line)
        names = self.here.closure(expressions)
        scopes = {each.name for each in self.here.lineage(region)}
        found = [*self.differences(names, SELECTING), *self.differences(frozenset(scopes), SELECTING, line)]
        if not found:
            found = list(self.differences(frozenset(scopes), SELECTING))
        if not any(each.line == line for each in found):
            found.append(Cause(line, statement, "departs first at this step"))
        return limited([*found, *self.doubts(names, line)])

    def of_weights(self, region: str) -> tuple[Cause, ...]:
        """Why sums of weights differ where the events do not, or all of them by one factor."""
        scopes = frozenset(each.name for each in self.here.lineage(region))
        found = list(self.differences(scopes, ("weight",)))
        found += self.differences(
            self.here.closure(each.value for each in self.here.weights(region)), SELECTING
        )
        if not found:
            found = [
                Cause(each.origin.line, each.origin.text, "a weight of this region")
                for each in self.here.weights(region)
            ]
        return limited(
            found or [Cause(0, "", "the region has no weights: normalisation to luminosity, perhaps")]
        )

    def of_histogram(self, region: str, histogram: str, edges: bool) -> tuple[Cause, ...]:
        """Why a histogram departs whose events are the same: its bins, or what it fills."""
        origin, expressions = self.here.filled(region, histogram)
        names, line = self.here.closure(expressions), origin.line if origin is not None else 0
        found = list(self.differences(frozenset({region}), ("histogram", "bin"), line))
        if not edges:
            found += self.differences(names, SELECTING)
        if origin is not None and not any(each.line == line for each in found):
            found.append(Cause(line, origin.text, "its bins differ" if edges else "fills something else"))
        return limited([*found, *self.doubts(names, line)])

    def of_number(self, region: str) -> tuple[Cause, ...]:
        """What the input expresses badly of all that a number rests on."""
        cuts = [cut for each in self.here.lineage(region) for cut in each.cuts]
        weights = self.here.weights(region)
        names = self.here.closure([*(cut.condition for cut in cuts), *(each.value for each in weights)])
        lines = [*(cut.origin.line for cut in cuts), *(each.origin.line for each in weights)]
        return limited(self.doubts(names, *lines))

    def doubts(self, names: frozenset[str], *lines: int) -> Iterator[Cause]:
        """What the input does not express faithfully."""
        for each in self.here.doubts(names, lines):
            yield Cause(
                each.line, each.statement, f"{each.status}: {each.note}" if each.note else each.status
            )

    def differences(
        self, scopes: frozenset[str], kinds: tuple[str, ...], line: int | None = None
    ) -> Iterator[Cause]:
        """The differences of the programs in these scopes; at a line, those of it and what only the other program has."""
        if self.programs is None:
            return
        for pair in self.programs.different:
            if wanted(pair.first, scopes, kinds, line):
                yield Cause(pair.first.line, pair.first.written, f"the other run has `{pair.second.written}`")
        for each in self.programs.only_first:
            if wanted(each, scopes, kinds, line):
                yield Cause(each.line, each.written, "the other run does not have it")
        for each in self.programs.only_second:
            if wanted(each, scopes, kinds, None):
                yield Cause(0, each.written, f"only the other run has it, at its line {each.line}")


def wanted(statement: Statement, scopes: frozenset[str], kinds: tuple[str, ...], line: int | None) -> bool:
    """Whether a statement is one of these."""
    at_line = line is None or any(origin.line == line for origin in statement.origins)
    return statement.kind in kinds and statement.scope in scopes and at_line


def limited(found: list[Cause] | Iterator[Cause]) -> tuple[Cause, ...]:
    """Each cause once, the first ones."""
    return tuple(dict.fromkeys(found))[:MOST]
