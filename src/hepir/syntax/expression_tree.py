"""The nodes of expressions, and what all nodes share.

In: built by `syntax.expressions`. Out: frozen dataclasses; other modules know them through `syntax.tree`.
"""

from __future__ import annotations

from dataclasses import field

from hepir.light_dataclasses import dataclass
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
