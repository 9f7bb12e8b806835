"""The syntax tree: what was written, where, and nothing about what it means.

In: built by `syntax.building` from Lark's tree. Out: frozen dataclasses. Two trees are equal when they say
the same; spans and redundant layout do not count. Parentheses are kept (`Group`), so that text can be
rebuilt.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from hepir.source import Span


@dataclass(frozen=True)
class Node:
    """Base of all nodes: has a place in the text, which is not part of what it says."""

    span: Span = field(compare=False, kw_only=True, repr=False)


@dataclass(frozen=True)
class Identifier(Node):
    """A name where a name is declared or an entity is referred to."""

    text: str


# ---- expressions ----


@dataclass(frozen=True)
class Expression(Node):
    """Base of expressions."""


@dataclass(frozen=True)
class Name(Expression):
    """`jets`"""

    text: str


@dataclass(frozen=True)
class Attribute(Expression):
    """`base.name`"""

    base: Expression
    name: Identifier


@dataclass(frozen=True)
class Subscript(Expression):
    """`base[index]`"""

    base: Expression
    index: int


@dataclass(frozen=True)
class Binder(Node):
    """`for name in collection`"""

    name: Identifier
    collection: Expression


@dataclass(frozen=True)
class Call(Expression):
    """`function(a, b)` or `function(body for x in xs where condition)`; `binders` tells which."""

    function: Identifier
    arguments: tuple[Expression, ...]
    binders: tuple[Binder, ...] = ()
    where: Expression | None = None


@dataclass(frozen=True)
class Quantity(Expression):
    """`25 GeV`: the number as it was written and the unit, if there is one."""

    number: str
    unit: str | None
    number_span: Span = field(compare=False, kw_only=True, repr=False)


@dataclass(frozen=True)
class Text(Expression):
    """`"text"`, without quotes and with escapes resolved."""

    value: str


@dataclass(frozen=True)
class Boolean(Expression):
    """`true` or `false`"""

    value: bool


@dataclass(frozen=True)
class This(Expression):
    """`this`: the object that a rule of an object or a combination speaks of."""


@dataclass(frozen=True)
class Hole(Expression):
    """`?`: the publication does not say."""


@dataclass(frozen=True)
class Group(Expression):
    """`( inner )`"""

    inner: Expression


@dataclass(frozen=True)
class Magnitude(Expression):
    """`|inner|`"""

    inner: Expression


@dataclass(frozen=True)
class Sign(Expression):
    """`-operand` or `+operand`"""

    operator: str
    operand: Expression


@dataclass(frozen=True)
class Raised(Expression):
    """`base ^ exponent`"""

    base: Expression
    exponent: Expression


@dataclass(frozen=True)
class Chain(Expression):
    """`a + b - c` or `a * b / c`, from left to right; one operator fewer than operands."""

    operands: tuple[Expression, ...]
    operators: tuple[str, ...]


@dataclass(frozen=True)
class Comparison(Expression):
    """`a < b <= c`"""

    operands: tuple[Expression, ...]
    operators: tuple[str, ...]


@dataclass(frozen=True)
class Logical(Expression):
    """`a and b and c` or `a or b or c`"""

    operator: str
    operands: tuple[Expression, ...]


@dataclass(frozen=True)
class Not(Expression):
    """`not operand`"""

    operand: Expression


@dataclass(frozen=True)
class Conditional(Expression):
    """`value if condition else otherwise`"""

    value: Expression
    condition: Expression
    otherwise: Expression


@dataclass(frozen=True)
class Fallback(Expression):
    """`value else otherwise`: `otherwise` where `value` is missing."""

    value: Expression
    otherwise: Expression


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


# ---- statements ----


@dataclass(frozen=True)
class Statement(Node):
    """Base of everything that starts with a keyword of its own. `span` ends before the first nested rule."""

    evidence: tuple[Evidence, ...] = field(default=(), kw_only=True)


@dataclass(frozen=True)
class Note(Statement):
    """`unresolved "..."` or `delegated "..."`"""

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


ObjectRule = Select | Reject | Sort | Let | Note


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
class Variation(Statement):
    """`up jets.pt = pt * 1.02`"""

    direction: str
    collection: Identifier
    attribute: Identifier
    value: Expression


@dataclass(frozen=True)
class SystematicBlock(Statement):
    """`systematic name` and its variations."""

    name: Identifier
    rules: tuple[Variation | Note, ...] = ()


@dataclass(frozen=True)
class When(Statement):
    """`when condition select requirement`"""

    condition: Expression
    requirement: Expression


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
    """`bin axis`"""

    axis: Axis


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
    Analysis | SourceStatement | ObjectBlock | CombineBlock | Choose | Define | SystematicBlock | RegionBlock
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
