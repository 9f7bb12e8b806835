"""How the grammar's rules for expressions become nodes.

In: the span of a rule and its children. Out: `BUILDERS`, by the name of the rule.
"""

from __future__ import annotations

from lark import Token

from hepir.source import Span
from hepir.syntax import tree
from hepir.syntax.pieces import (
    Children,
    RuleBuilder,
    as_tuple,
    identifier,
    joined,
    of_type,
    only,
    token_span,
    unquote,
)


def name(span: Span, children: Children) -> tree.Name:
    """`jets`"""
    return tree.Name(str(children[0]), span=span)


def attribute(span: Span, children: Children) -> tree.Attribute:
    """`base.name`"""
    return tree.Attribute(only(children, tree.Expression), identifier(children[1]), span=span)


def index(span: Span, children: Children) -> tree.Subscript:
    """`base[index]`"""
    return tree.Subscript(only(children, tree.Expression), int(joined(children[1:])), span=span)


def binder(span: Span, children: Children) -> tree.Binder:
    """`for name in collection`"""
    return tree.Binder(identifier(children[0]), only(children, tree.Expression), span=span)


def positional(span: Span, children: Children) -> tree.Call:
    """`(a, b)`: a call that does not know its function yet."""
    return tree.Call(tree.Identifier("", span=span), of_type(children, tree.Expression), span=span)


def quantified(span: Span, children: Children) -> tree.Call:
    """`(body for x in xs where condition)`: a call that does not know its function yet."""
    body, comprehension = children
    assert isinstance(body, tree.Expression)
    assert isinstance(comprehension, tuple)
    where = of_type(comprehension, tree.Expression)
    binders = of_type(comprehension, tree.Binder)
    unknown = tree.Identifier("", span=span)
    return tree.Call(unknown, (body,), binders, where[0] if where else None, span=span)


def call(span: Span, children: Children) -> tree.Call:
    """`function(...)`; Lark gives a single argument as it is, without a rule around it."""
    function = identifier(children[0])
    match children[1:]:
        case [tree.Call(function=tree.Identifier(text="")) as arguments]:
            return tree.Call(function, arguments.arguments, arguments.binders, arguments.where, span=span)
        case arguments:
            return tree.Call(function, of_type(arguments, tree.Expression), span=span)


def quantity(span: Span, children: Children) -> tree.Quantity:
    """`25 GeV`"""
    number = only(children, Token)
    unit = str(children[1]) if len(children) > 1 else None
    return tree.Quantity(str(number), unit, span=span, number_span=token_span(number))


def text(span: Span, children: Children) -> tree.Text:
    """`"text"`"""
    return tree.Text(unquote(children[0]), span=span)


def true(span: Span, children: Children) -> tree.Boolean:  # noqa: ARG001 (one signature for all builders)
    """`true`"""
    return tree.Boolean(True, span=span)


def false(span: Span, children: Children) -> tree.Boolean:  # noqa: ARG001
    """`false`"""
    return tree.Boolean(False, span=span)


def this(span: Span, children: Children) -> tree.This:  # noqa: ARG001
    """`this`"""
    return tree.This(span=span)


def hole(span: Span, children: Children) -> tree.Hole:  # noqa: ARG001
    """`?`"""
    return tree.Hole(span=span)


def group(span: Span, children: Children) -> tree.Group:
    """`( inner )`"""
    return tree.Group(only(children, tree.Expression), span=span)


def magnitude(span: Span, children: Children) -> tree.Magnitude:
    """`|inner|`"""
    return tree.Magnitude(only(children, tree.Expression), span=span)


def sign(span: Span, children: Children) -> tree.Sign:
    """`-operand`"""
    return tree.Sign(str(children[0]), only(children, tree.Expression), span=span)


def raised(span: Span, children: Children) -> tree.Raised:
    """`base ^ exponent`"""
    base, exponent = of_type(children, tree.Expression)
    return tree.Raised(base, exponent, span=span)


def operators(children: Children) -> tuple[str, ...]:
    """The operators between the operands of a chain."""
    return tuple(str(token) for token in of_type(children, Token))


def chain(span: Span, children: Children) -> tree.Chain:
    """`a + b - c`"""
    return tree.Chain(of_type(children, tree.Expression), operators(children), span=span)


def comparison(span: Span, children: Children) -> tree.Comparison:
    """`a < b <= c`"""
    return tree.Comparison(of_type(children, tree.Expression), operators(children), span=span)


def disjunction(span: Span, children: Children) -> tree.Logical:
    """`a or b`"""
    return tree.Logical("or", of_type(children, tree.Expression), span=span)


def conjunction(span: Span, children: Children) -> tree.Logical:
    """`a and b`"""
    return tree.Logical("and", of_type(children, tree.Expression), span=span)


def logical_not(span: Span, children: Children) -> tree.Not:
    """`not operand`"""
    return tree.Not(only(children, tree.Expression), span=span)


def conditional(span: Span, children: Children) -> tree.Conditional:
    """`value if condition else otherwise`"""
    value, condition, otherwise = of_type(children, tree.Expression)
    return tree.Conditional(value, condition, otherwise, span=span)


def fallback(span: Span, children: Children) -> tree.Fallback:
    """`value else otherwise`"""
    value, otherwise = of_type(children, tree.Expression)
    return tree.Fallback(value, otherwise, span=span)


BUILDERS: dict[str, RuleBuilder] = {
    "name": name,
    "attribute": attribute,
    "index": index,
    "binder": binder,
    "comprehension": as_tuple,
    "positional": positional,
    "quantified": quantified,
    "call": call,
    "quantity": quantity,
    "text": text,
    "true": true,
    "false": false,
    "this": this,
    "hole": hole,
    "group": group,
    "magnitude": magnitude,
    "sign": sign,
    "raised": raised,
    "sum": chain,
    "product": chain,
    "comparison": comparison,
    "disjunction": disjunction,
    "conjunction": conjunction,
    "logical_not": logical_not,
    "conditional": conditional,
    "fallback": fallback,
}
