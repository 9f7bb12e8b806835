"""The type of `hit_or_miss`.

In: a call of the syntax tree, its typed arguments and a `Scope`. Out: a typed draw of a random number for each event, or for
each object that it is about.
"""

from __future__ import annotations

from collections.abc import Iterator

from hepir.semantics import errors
from hepir.semantics.expressions import PLACE, Constant, Draw, Expression, Lookup, Member, Reference
from hepir.semantics.rewriting import free_locals
from hepir.semantics.scope import Scope, poison
from hepir.source import Span
from hepir.syntax import tree
from hepir.types.computations import Computation
from hepir.types.core import BOOLEAN, INTEGER, Composite, Element, Single
from hepir.types.dimensions import NONE
from hepir.types.tables import Table

IDENTITY = ("run", "luminosity_block", "event")
USAGE = "hit_or_miss(efficiency(j.pt, |j.eta|), j)"


def infer_hit_or_miss(node: tree.Call, arguments: list[Expression], scope: Scope) -> Expression:
    """`hit_or_miss(table(values))` of the event, `hit_or_miss(table(values), object)` of an object."""
    probability, *objects = arguments
    if len(objects) > 1:
        scope.report(errors.WrongArguments(node.span, "hit_or_miss", "takes 1 or 2 arguments", USAGE))
        return poison(node.span)
    if not isinstance(probability, Lookup) or not isinstance(probability.table, Table | Computation):
        expected, advice = (
            "a table at some values",
            f"write `{USAGE}`; the table's name tells random numbers apart",
        )
        scope.report(errors.WrongType(probability.span, expected, scope.text(probability.span), advice))
        return poison(node.span)
    table = probability.table
    if not is_probability(table, probability.span, scope) or not is_said(probability, objects, scope):
        return poison(node.span)
    places = [
        Member(each, PLACE, type=INTEGER, span=each.span) for whole in objects for each in particles(whole)
    ]
    numbers = (Constant(0, type=INTEGER, span=node.span), *numbers_of_event(node.span), *places)
    return Draw("hit_or_miss", (probability, *numbers), table.family, type=BOOLEAN, span=node.span)


def numbers_of_event(span: Span) -> Iterator[Expression]:
    """What tells an event from all others."""
    event = Reference("event", type=Single("event"), span=span)
    yield from (Member(event, name, type=INTEGER, span=span) for name in IDENTITY)


def particles(whole: Expression) -> Iterator[Expression]:
    """The particles that an object is made of."""
    match whole.type:
        case Composite(slots=slots):
            for name, part in slots:
                yield from particles(Member(whole, name, slot=True, type=part, span=whole.span))
        case _:
            yield whole


def improbable(table: Table | Computation) -> str | None:
    """What a table has that is no probability, if anything; values that errors move may lie a little outside."""
    if table.dimension != NONE:
        return str(table.dimension)
    values = table.values if isinstance(table, Table) else ()  # those of a computation are not known
    wrong = (f"{value:g}" for value in values if not 0 <= value <= 1)
    return next(wrong, None) if table.name == table.family else None


def is_probability(table: Table | Computation, span: Span, scope: Scope) -> bool:
    """Whether the values of a table are probabilities; reported where they are not."""
    wrong = improbable(table)
    if wrong is not None:
        problem = f"for `hit_or_miss` its values are probabilities, from 0 to 1, not {wrong}"
        scope.report(errors.UnusableTable(span, table.name, problem))
    return wrong is None


def is_said(probability: Lookup, objects: list[Expression], scope: Scope) -> bool:
    """Whether it is said whose random number is meant: that of an object, or of the event."""
    for each in objects:
        if not isinstance(each.type, Element | Composite):
            expected = "an object"
            scope.report(errors.WrongType(each.span, expected, str(each.type)))
            return False
    variables = sorted(free_locals(probability))
    if variables and not objects:
        scope.report(errors.UnsaidObject(probability.span, tuple(variables)))
        return False
    return True
