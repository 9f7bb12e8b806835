"""What expressions are made of is found by their types."""

import dataclasses

from hepir.semantics import expressions
from hepir.semantics.expressions import PARTS, Apply, Constant, Expression, Lookup, children, parts_of, walk
from hepir.source import Span
from hepir.types.core import INTEGER


def test_every_kind_of_expression_tells_its_parts() -> None:
    kinds = [
        each for each in vars(expressions).values() if isinstance(each, type) and issubclass(each, Expression)
    ]
    with_parts = {
        kind
        for kind in kinds
        if any(
            "Expression" in str(each.type) or "Reference" in str(each.type)
            for each in dataclasses.fields(kind)
        )
    }
    assert {kind for kind in with_parts if not any(each in PARTS for each in kind.__mro__)} == set()
    assert set(PARTS) <= with_parts


def test_a_special_kind_has_the_parts_of_the_general_one() -> None:
    assert parts_of(Lookup) is parts_of(Apply)
    assert parts_of(Constant)(constant(1)) == ()


def constant(value: int) -> Constant:
    return Constant(value, type=INTEGER, span=Span(0, 0))


def test_the_outermost_stands_first() -> None:
    inner = Apply("abs", (constant(1),), type=INTEGER, span=Span(0, 0))
    outer = Apply("max", (inner, constant(2)), type=INTEGER, span=Span(0, 0))
    assert children(outer) == (inner, constant(2))
    assert list(walk(outer)) == [outer, inner, constant(1), constant(2)]
