"""Necessary sizes: a cut on combinations asks first whether there are enough objects for one.

In: a plan. Out: a plan in which `size(pairs) >= 1` reads `size(Muon) >= 2 and size(pairs) >= 1`. Both mean the same, but the
first condition takes only counting, and what comes after it is worked out for few events.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from hepir.ir.plan import Plan, counted_branch
from hepir.ir.schedule import conditions
from hepir.semantics.expressions import Add, Compare, Constant, Exists, Expression, Logical, Reference, Size
from hepir.semantics.program import Choice, Combination, Cut, ObjectDefinition, Program
from hepir.semantics.rewriting import changed
from hepir.source import Span
from hepir.types.core import BOOLEAN, INTEGER, Collection, Element


def necessary(plan: Plan) -> Plan:
    """The plan with sizes asked for before combinations are made."""
    regions = tuple(
        changed(region, cuts=tuple(with_sizes(cut, plan) for cut in region.cuts))
        for region in plan.program.regions
    )
    return replace(plan, program=changed(plan.program, regions=regions))


def with_sizes(cut: Cut, plan: Plan) -> Cut:
    """A cut that asks for sizes first."""
    if not cut.keep or cut.when is not None:
        return cut
    tests: list[Expression] = []
    for condition in conditions(cut):
        tests += [each for each in implied_by(condition, plan) if not any(covers(one, each) for one in tests)]
        tests.append(condition)
    if len(tests) == len(conditions(cut)):
        return cut
    return replace(cut, condition=Logical("and", tuple(tests), type=BOOLEAN, span=cut.condition.span))


def covers(first: Expression, second: Expression) -> bool:
    """Whether a condition that holds leaves nothing to ask for by another, which is `number >= least`."""
    match first, second:
        case (
            Compare((one, Constant(has)), (">=",)),
            Compare((other, Constant(wanted)), (">=",)),
        ):
            same = kinds_counted(one) == kinds_counted(other) != ()
            return same and isinstance(has, int) and isinstance(wanted, int) and has >= wanted
        case _:
            return False


def kinds_counted(number: Expression) -> tuple[str, ...]:
    """The collections whose sizes a number adds up; none where it is another number."""
    match number:
        case Size(Reference(name)):
            return (name,)
        case Add(terms=terms) if all(sign > 0 and kinds_counted(each) for sign, each in terms):
            return tuple(sorted(name for _, each in terms for name in kinds_counted(each)))
        case _:
            return ()


def implied_by(condition: Expression, plan: Plan) -> Iterator[Expression]:
    """The sizes of kinds without which a condition cannot hold."""
    name = collection_that_is_there(condition)
    combination = combination_under(name, plan.program) if name else None
    if combination is None:
        return
    whole = len(combination.sources) == 1
    least = len(combination.slots) if whole else 1
    for source in dict.fromkeys(combination.sources):
        number = size_under(source, plan, condition.span)
        if number is not None:
            bound = Constant(least, type=INTEGER, span=condition.span)
            yield Compare((number, bound), (">=",), type=BOOLEAN, span=condition.span)


def collection_that_is_there(condition: Expression) -> str:
    """The collection that is not empty where a condition holds, or the choice that is made; else nothing."""
    match condition:
        case Compare((Size(Reference(name)), Constant(int(least))), (">=" | "==",)) if least >= 1:
            return name
        case Compare((Size(Reference(name)), Constant(int(below))), (">",)) if below >= 0:
            return name
        case Exists(Reference(name)):
            return name
        case _:
            return ""


def combination_under(name: str, program: Program) -> Combination | None:
    """The combination that a collection is filtered from, or that something is chosen from."""
    match program.by_name.get(name):
        case Combination() as combination:
            return combination
        case ObjectDefinition(sources=(source,)) | Choice(collection=source):
            return combination_under(source, program)
        case _:
            return None


def size_under(name: str, plan: Plan, span: Span) -> Expression | None:
    """How many stored objects a collection is made from; None where that takes more than counting."""
    if name in plan.kinds:
        kind = Collection(Element((name,)))
        size = Size(Reference(name, type=kind, span=span), type=INTEGER, span=span)
        return size if counted_branch(size, plan) else None
    match plan.program.by_name.get(name):
        case ObjectDefinition(sources=sources):
            sizes = [size_under(source, plan, span) for source in sources]
            known = tuple(size for size in sizes if size is not None)
            if len(known) < len(sizes):
                return None
            return (
                Add(tuple((1, size) for size in known), type=INTEGER, span=span)
                if len(known) > 1
                else known[0]
            )
        case _:
            return None
