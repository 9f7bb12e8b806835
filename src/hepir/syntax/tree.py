"""The syntax tree: what was written, where, and nothing about what it means.

In: built by `syntax.building` from Lark's tree. Out: frozen dataclasses. Two trees are equal when they say
the same; spans and redundant layout do not count. Parentheses are kept (`Group`), so that text can be
rebuilt.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from hepir.source import Span
from hepir.syntax.expression_tree import (
    Attribute,
    Binder,
    Boolean,
    Call,
    Chain,
    Comparison,
    Conditional,
    Expression,
    Fallback,
    Group,
    Hole,
    Identifier,
    Logical,
    Magnitude,
    Name,
    Node,
    Not,
    Quantity,
    Raised,
    Sign,
    Subscript,
    Text,
    This,
)

__all__ = [
    "Analysis",
    "AnyVariation",
    "Assumed",
    "Attribute",
    "Axis",
    "Bin",
    "Binder",
    "Block",
    "Boolean",
    "BranchVariation",
    "Call",
    "Cells",
    "Chain",
    "Choose",
    "Cited",
    "CombineBlock",
    "Comment",
    "Comparison",
    "Conditional",
    "Define",
    "Evidence",
    "Expect",
    "Expression",
    "Fact",
    "Fallback",
    "Grid",
    "Group",
    "Histogram",
    "Hole",
    "Identifier",
    "InputVariation",
    "Let",
    "Limit",
    "Logical",
    "Magnitude",
    "Name",
    "Node",
    "Not",
    "Note",
    "Numbers",
    "ObjectBlock",
    "ObjectRule",
    "Outside",
    "Program",
    "Quantity",
    "Raised",
    "Range",
    "Ranking",
    "RegionBlock",
    "RegionRule",
    "Regular",
    "Reject",
    "Select",
    "Sign",
    "Signed",
    "Sort",
    "SourceStatement",
    "Statement",
    "Stored",
    "Subscript",
    "SystematicBlock",
    "TableAxis",
    "TableBlock",
    "TableErrors",
    "TableRule",
    "TableUnit",
    "TableValues",
    "Text",
    "This",
    "Variable",
    "Variation",
    "Weight",
    "WeightVariation",
    "When",
]

# ---- parts of statements ----


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


# ---- statements ----


@dataclass(frozen=True)
class Statement(Node):
    """Base of everything that starts with a keyword of its own. `span` ends before the first nested rule."""

    evidence: tuple[Evidence, ...] = field(default=(), kw_only=True)


@dataclass(frozen=True)
class Note(Statement):
    """`unresolved "..."`, `delegated "..."` or `dismissed "..."`"""

    keyword: str
    text: str


@dataclass(frozen=True)
class Fact(Statement):
    """`experiment CMS`, `paper "..."`, `sqrt_s 13 TeV`, `luminosity 36.1 /fb`"""

    keyword: str
    value: Identifier | Text | Quantity


@dataclass(frozen=True)
class Analysis(Statement):
    """`analysis "title"` and its facts."""

    title: str
    rules: tuple[Fact | Note, ...] = ()


@dataclass(frozen=True)
class SourceStatement(Statement):
    """`source name = ref "document" page 5 "quote"`"""

    name: Identifier
    reference: str | None
    page: int
    quote: str
    rules: tuple[Note, ...] = ()
    page_span: Span = field(compare=False, kw_only=True, repr=False)
    quote_span: Span = field(compare=False, kw_only=True, repr=False)


@dataclass(frozen=True)
class Select(Statement):
    """`select condition`"""

    condition: Expression


@dataclass(frozen=True)
class Reject(Statement):
    """`reject condition`"""

    condition: Expression


@dataclass(frozen=True)
class Sort(Statement):
    """`sort by key descending`"""

    key: Expression
    descending: bool


@dataclass(frozen=True)
class Let(Statement):
    """`let name = value`: a property of each object of the block."""

    name: Identifier
    value: Expression


@dataclass(frozen=True)
class Limit(Statement):
    """`limit 8`: the first objects, no more."""

    count: int


ObjectRule = Select | Reject | Sort | Limit | Let | Note


@dataclass(frozen=True)
class ObjectBlock(Statement):
    """`object name from sources` and its rules, in order."""

    name: Identifier
    sources: tuple[Identifier, ...]
    rules: tuple[ObjectRule, ...] = ()


@dataclass(frozen=True)
class CombineBlock(Statement):
    """`combine name = (slots) from sources disjoint` and its rules."""

    name: Identifier
    slots: tuple[Identifier, ...]
    sources: tuple[Identifier, ...]
    disjoint: bool
    rules: tuple[ObjectRule, ...] = ()


@dataclass(frozen=True)
class Ranking(Node):
    """`minimizing key`"""

    minimizing: bool
    key: Expression


@dataclass(frozen=True)
class Choose(Statement):
    """`choose name from collection minimizing key then minimizing key`"""

    name: Identifier
    collection: Identifier
    rankings: tuple[Ranking, ...]
    rules: tuple[Note, ...] = ()


@dataclass(frozen=True)
class Define(Statement):
    """`define name = value`"""

    name: Identifier
    value: Expression
    rules: tuple[Note, ...] = ()


@dataclass(frozen=True)
class Numbers(Node):
    """`[0.8, -0.1] GeV`: numbers as they were written and the unit, if there is one."""

    texts: tuple[str, ...]
    unit: str | None
    places: tuple[Span, ...] = field(compare=False, kw_only=True, repr=False)


@dataclass(frozen=True)
class TableAxis(Statement):
    """`axis name in bins [20, 50] GeV`"""

    name: Identifier
    binning: Variable


@dataclass(frozen=True)
class TableUnit(Statement):
    """`unit pt GeV`: the unit of an axis that a file has."""

    name: Identifier
    unit: str


@dataclass(frozen=True)
class TableValues(Statement):
    """`values [0.8, 0.9]`"""

    numbers: Numbers


@dataclass(frozen=True)
class TableErrors(Statement):
    """`errors [0.1, 0.1]`, or those `up` or `down`."""

    direction: str | None
    numbers: Numbers


@dataclass(frozen=True)
class Outside(Statement):
    """`outside clamp`, or `outside 1`: what a table says beyond its edges."""

    value: Signed | None


@dataclass(frozen=True)
class Stored(Node):
    """`from "file.json" entry "name"`"""

    path: str
    entry: str | None
    path_span: Span = field(compare=False, kw_only=True, repr=False)


TableRule = TableAxis | TableUnit | TableValues | TableErrors | Outside | Note


@dataclass(frozen=True)
class TableBlock(Statement):
    """`table name` and its rules."""

    name: Identifier
    stored: Stored | None
    rules: tuple[TableRule, ...] = ()


@dataclass(frozen=True)
class Variation(Statement):
    """`up jets.pt = pt * 1.02`"""

    direction: str
    collection: Identifier
    attribute: Identifier
    value: Expression


@dataclass(frozen=True)
class WeightVariation(Statement):
    """`up weight pileup = event.pileup_up`"""

    direction: str
    name: Identifier
    value: Expression


@dataclass(frozen=True)
class InputVariation(Statement):
    """`up from branches "_jesTotalUp"` or `up from tree "jes_up"`"""

    direction: str
    what: str
    text: str
    text_span: Span = field(compare=False, kw_only=True, repr=False)


@dataclass(frozen=True)
class BranchVariation(Statement):
    """`up Jet.pt from branch "Jet_pt_jesTotalUp"`"""

    direction: str
    collection: Identifier
    attribute: Identifier
    text: str
    text_span: Span = field(compare=False, kw_only=True, repr=False)


AnyVariation = Variation | WeightVariation | BranchVariation | InputVariation


@dataclass(frozen=True)
class SystematicBlock(Statement):
    """`systematic name` and its variations."""

    name: Identifier
    rules: tuple[AnyVariation | Note, ...] = ()


@dataclass(frozen=True)
class When(Statement):
    """`when condition select requirement otherwise another`"""

    condition: Expression
    requirement: Expression
    otherwise: Expression | None = None


@dataclass(frozen=True)
class Weight(Statement):
    """`weight name = value on simulation`"""

    name: Identifier
    value: Expression
    dataset: str | None


@dataclass(frozen=True)
class Histogram(Statement):
    """`hist name = axis, axis`"""

    name: Identifier
    axes: tuple[Axis, ...]


@dataclass(frozen=True)
class Bin(Statement):
    """`bin axis`, or `bin value, value in cells, cells`"""

    axis: Axis | Grid


@dataclass(frozen=True)
class Expect(Statement):
    """`expect name 45 +- 3`"""

    name: Identifier
    value: Signed
    uncertainty: Quantity | None


RegionRule = Select | Reject | When | Weight | Histogram | Bin | Expect | Note


@dataclass(frozen=True)
class RegionBlock(Statement):
    """`region name from parents` and its rules, in order."""

    name: Identifier
    parents: tuple[Identifier, ...]
    rules: tuple[RegionRule, ...] = ()


Block = (
    Analysis
    | SourceStatement
    | ObjectBlock
    | CombineBlock
    | Choose
    | Define
    | TableBlock
    | SystematicBlock
    | RegionBlock
)


@dataclass(frozen=True)
class Comment(Node):
    """`# text` up to the end of the line."""

    text: str


@dataclass(frozen=True)
class Program(Node):
    """A whole program; comments stand beside the tree, in the order of the text."""

    notes: tuple[Note, ...]
    blocks: tuple[Block, ...]
    comments: tuple[Comment, ...] = field(default=(), compare=False)
