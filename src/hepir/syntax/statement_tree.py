"""What statements are made of: the evidence, numbers with a sign, binnings, and what every statement is.

In: built by `syntax.statements`. Out: frozen dataclasses, which `syntax.tree` hands on.
"""

from __future__ import annotations

from dataclasses import field

from hepir.light_dataclasses import dataclass
from hepir.source import Span
from hepir.syntax.expression_tree import Expression, Identifier, Node, Quantity


@dataclass(frozen=True)
class Cited(Node):
    """`@name` of a `source`."""

    name: Identifier


@dataclass(frozen=True)
class Assumed(Node):
    """`@assumed "why"`"""

    reason: str


Evidence = Cited | Assumed


@dataclass(frozen=True)
class Signed(Node):
    """A quantity with a sign: `-2.5`, `10 GeV`."""

    negative: bool
    quantity: Quantity


@dataclass(frozen=True)
class Regular(Node):
    """`100 bins from 0 GeV to 200 GeV`; `logarithmic` when the bins are equal in the logarithm."""

    count: int
    lower: Signed
    upper: Signed
    logarithmic: bool = False


@dataclass(frozen=True)
class Variable(Node):
    """`bins [0, 10, 50] GeV`: the edges as written, and their unit."""

    edges: tuple[str, ...]
    unit: str | None
    edge_spans: tuple[Span, ...] = field(compare=False, kw_only=True, repr=False)


@dataclass(frozen=True)
class Axis(Node):
    """`expression in binning`"""

    value: Expression
    binning: Regular | Variable


@dataclass(frozen=True)
class Range(Node):
    """`[300, 500, inf] GeV`: the edges as written, their unit, and whether the last bin has no end."""

    edges: tuple[str, ...]
    unit: str | None
    unbounded: bool
    edge_spans: tuple[Span, ...] = field(compare=False, kw_only=True, repr=False)


@dataclass(frozen=True)
class Cells(Node):
    """`[0, 2] by [300, 500, inf] GeV`: all combinations of the bins of several values."""

    ranges: tuple[Range, ...]


@dataclass(frozen=True)
class Grid(Node):
    """`value, value in cells, cells`"""

    values: tuple[Expression, ...]
    cells: tuple[Cells, ...]


@dataclass(frozen=True)
class Statement(Node):
    """Base of everything that starts with a keyword of its own. `span` ends before the first nested rule."""

    evidence: tuple[Evidence, ...] = field(default=(), kw_only=True)


@dataclass(frozen=True)
class Note(Statement):
    """`unresolved "..."`, `delegated "..."` or `dismissed "..."`"""

    keyword: str
    text: str
