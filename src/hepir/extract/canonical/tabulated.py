"""What the tables of a program hold.

In: a typed program and its text, where tables stand. Out: a `Statement` for each table that it uses: other bins or values are
another meaning under the same name.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from hepir.extract.canonical.model import Statement
from hepir.semantics.definitions import origin_of
from hepir.semantics.expressions import Lookup, walk
from hepir.semantics.program import Origin, Program
from hepir.semantics.usage import definition_expressions, region_expressions, variation_expressions
from hepir.source import Source
from hepir.syntax import tree
from hepir.syntax.parsing import parse
from hepir.types.computations import Computation
from hepir.types.models import ExternalFunction, Model
from hepir.types.tables import Table


def table_statements(program: Program, text: str) -> Iterator[Statement]:
    """The tables that a program uses, in the order of their names."""
    tables = tables_of(program)
    origins = table_origins(text) if tables else {}
    for name, table in sorted(tables.items()):
        family = name if isinstance(table, Model | ExternalFunction) else table.family or name
        origin = origins.get(family, Origin(f"table {name}", 0))
        yield Statement("table", name, contents(table), (origin,))


def tables_of(program: Program) -> Mapping[str, Table | Computation | Model | ExternalFunction]:
    """The tables, corrections, models and functions that expressions look at, by their names."""
    expressions = (
        *(each for definition in program.definitions for each in definition_expressions(definition)),
        *(each for region in program.regions for each in region_expressions(region)),
        *(each for variation in program.variations for each in variation_expressions(variation)),
    )
    return {
        node.table.name: node.table for each in expressions for node in walk(each) if isinstance(node, Lookup)
    }


def contents(table: Table | Computation | Model | ExternalFunction) -> str:
    """The bins and values of a table as text, in canonical units; of a correction, what it computes; of a model or a
    function, its file."""
    if not isinstance(table, Table):
        return repr(table)
    axes = "; ".join(f"{axis.name} in [{numbers(axis.edges)}]" for axis in table.axes)
    beyond = f"{table.otherwise:.10g}" if table.beyond == "value" else table.beyond
    return f"{axes}: [{numbers(table.values)}], outside {beyond}"


def numbers(found: tuple[float, ...]) -> str:
    """Numbers as text."""
    return ", ".join(f"{each:.10g}" for each in found)


def table_origins(text: str) -> Mapping[str, Origin]:
    """Where the values of each table stand; of one that is read from a file, its header."""
    source = Source("", text)
    parsed = parse(source).program
    found: dict[str, Origin] = {}
    for block in parsed.blocks if parsed is not None else ():
        if isinstance(block, tree.TableBlock):
            values = [rule for rule in block.rules if isinstance(rule, tree.TableValues)]
            found[block.name.text] = origin_of(values[0] if values else block, source, {})
        elif isinstance(block, tree.ModelBlock | tree.FunctionBlock):
            found[block.name.text] = origin_of(block, source, {})
    return found
