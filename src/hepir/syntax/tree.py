"""The syntax tree: what was written, where, and nothing about what it means.

In: built by `syntax.building` from Lark's tree. Out: frozen dataclasses. Two trees are equal when they say
the same; spans and redundant layout do not count. Parentheses are kept (`Group`), so that text can be
rebuilt.
"""

from __future__ import annotations

from dataclasses import field

from hepir.light_dataclasses import dataclass
from hepir.source import Span
from hepir.syntax.correction_tree import (
    AnyVariation,
    BranchVariation,
    FunctionBlock,
    FunctionOutput,
    InputVariation,
    ModelBlock,
    ModelHash,
    ModelInput,
    ModelOutput,
    Numbers,
    Outside,
    Setting,
    Stored,
    SystematicBlock,
    TableAxis,
    TableBlock,
    TableErrors,
    TableRule,
    TableUnit,
    TableValues,
    Variation,
    WeightVariation,
)
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
from hepir.syntax.statement_tree import (
    Assumed,
    Axis,
    Cells,
    Cited,
    Evidence,
    Grid,
    Note,
    Range,
    Regular,
    Signed,
    Statement,
    Variable,
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
    "FunctionBlock",
    "FunctionOutput",
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
    "ModelBlock",
    "ModelHash",
    "ModelInput",
    "ModelOutput",
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
    "Setting",
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
    | ModelBlock
    | FunctionBlock
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
