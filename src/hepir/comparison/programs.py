"""What the statements of a run rest on.

In: the results of a run, with its program. Out: the names and lines that a step, a weight or a histogram depends on.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from hepir.backend.result import StatementStatus
from hepir.comparison.outputs import Outputs
from hepir.diagnostics.core import HepirError
from hepir.extract.sides import ReadProgram
from hepir.ir.kinds import kinds_of
from hepir.ir.regions import ancestors
from hepir.schemas.loading import find_schema
from hepir.semantics.checking import check_tree
from hepir.semantics.expressions import Expression, Lookup, references, walk
from hepir.semantics.program import (
    Combination,
    Definition,
    ObjectDefinition,
    Origin,
    Program,
    Region,
    WeightFactor,
)
from hepir.semantics.usage import definition_expressions, definition_names
from hepir.source import Source
from hepir.syntax.parsing import parse
from hepir.types.kinds import Kinds, standard_kinds


@dataclass(frozen=True)
class Known:
    """A run's program, checked again; nothing is known of a folder that does not hold it."""

    outputs: Outputs
    program: Program | None
    text: str

    @staticmethod
    def of(outputs: Outputs) -> Known:
        """What the folder tells."""
        source = outputs.program
        if source is None:
            return Known(outputs, None, "")
        return Known(outputs, checked(source, outputs.schema), source.text)

    @property
    def reading(self) -> ReadProgram | None:
        """The program, to be compared with another."""
        return None if self.program is None else ReadProgram(self.outputs.name, self.program, self.text)

    def region(self, name: str) -> Region | None:
        """A region of the program."""
        regions = () if self.program is None else self.program.regions
        return next((each for each in regions if each.name == name), None)

    def lineage(self, name: str) -> tuple[Region, ...]:
        """A region and all that it starts from."""
        region = self.region(name)
        return () if region is None or self.program is None else (*ancestors(region, self.program), region)

    def weights(self, name: str) -> tuple[WeightFactor, ...]:
        """The weights of a region."""
        return tuple(factor for region in self.lineage(name) for factor in region.weights)

    def closure(self, expressions: Iterable[Expression]) -> frozenset[str]:
        """The names that expressions depend on, directly or not; those of tables too."""
        found: set[str] = set()
        waiting = [name for each in expressions for name in (*references(each), *table_names(each))]
        while waiting:
            name = waiting.pop()
            definition = None if self.program is None else self.program.definition(name)
            if name not in found:
                found.add(name)
                waiting += definition_names(definition) if definition is not None else ()
                inside = definition_expressions(definition) if definition is not None else ()
                waiting += [table for each in inside for table in table_names(each)]
        return frozenset(found)

    def step(self, region: str, line: int) -> tuple[Expression, ...]:
        """The conditions of the step at a line of a region."""
        cuts = [cut for each in self.lineage(region) for cut in each.cuts if cut.origin.line == line]
        return tuple(each for cut in cuts for each in (cut.condition, cut.when) if each is not None)

    def filled(self, region: str, histogram: str) -> tuple[Origin | None, tuple[Expression, ...]]:
        """The statement of a histogram, and what it fills."""
        found = self.region(region)
        for each in () if found is None else found.histograms:
            if each.name == histogram:
                more = (axis.collection for axis in each.axes)
                return each.origin, (*(axis.value for axis in each.axes), *(x for x in more if x is not None))
        if found is not None and found.bins and histogram == "bins":
            return found.bins[0][0], tuple(axis.value for _, axis in found.bins)
        return None, ()

    def doubts(self, names: frozenset[str], lines: Iterable[int]) -> Iterator[StatementStatus]:
        """The statements that the input does not express faithfully, of these names and at these lines."""
        wanted = set(lines)
        definitions = () if self.program is None else self.program.definitions
        for definition in definitions:
            if definition.name in names:
                wanted |= {origin.line for origin in origins_of(definition)}
        return (each for each in self.outputs.statuses if each.line in wanted and each.status != "faithful")


def table_names(expression: Expression) -> Iterator[str]:
    """The tables that an expression looks at."""
    return (node.table.name for node in walk(expression) if isinstance(node, Lookup))


def origins_of(definition: Definition) -> Iterator[Origin]:
    """The statements of a definition."""
    yield definition.origin
    if isinstance(definition, ObjectDefinition | Combination):
        yield from (rule.origin for rule in definition.rules)


def checked(source: Source, schema: str) -> Program | None:
    """A program as it was understood when it ran; None where that cannot be told any more."""
    parsed = parse(source).program
    return None if parsed is None else check_tree(source, parsed, kinds(schema)).program


def kinds(schema: str) -> Kinds:
    """The kinds of a format, the standard ones where it is not at hand."""
    try:
        return kinds_of(find_schema(schema))
    except HepirError:
        return standard_kinds()
