"""Shared expressions: what several statements work out for an event is worked out once.

In: a plan. Out: a plan in which a count, sum or condition that stands in several cuts or histograms, of whichever regions and
variations, is a value of its own. What is costly stays where it stands, since there it is worked out for fewer events.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace

from hepir.ir.plan import Plan
from hepir.ir.schedule import conditions
from hepir.passes.placement import is_heavy
from hepir.passes.programs import changed_region
from hepir.semantics.expressions import Apply, Expression, Logical, Not, Reduce, Reference, children, walk
from hepir.semantics.program import Origin, Program, ValueDefinition
from hepir.semantics.rewriting import free_locals, with_parts
from hepir.semantics.wording import said
from hepir.types.core import Boolean, Number


def shared(plan: Plan) -> Plan:
    """The plan with values of their own for what several statements need."""
    often = found_often(plan)
    if not often:
        return plan
    names = dict(zip(often, fresh_names(len(often), plan.program), strict=True))
    lines = first_lines(plan)
    values = tuple(
        ValueDefinition(name, Origin(said(each), lines[each]), body_of(each, names), each.type)
        for each, name in names.items()
    )
    regions = tuple(
        changed_region(region, lambda value: replaced(value, names)) for region in plan.program.regions
    )
    program = replace(plan.program, definitions=(*plan.program.definitions, *values), regions=regions)
    return replace(plan, program=program, shared=frozenset(names.values()))


def found_often(plan: Plan) -> list[Expression]:
    """What stands more than once, and not each time inside the same larger expression that does; smaller ones first."""
    wholes = [(value, part) for value, _ in values_of(plan) for part in walk(value)]
    counts = Counter(part for _, part in wholes if can_be_shared(part))
    often = {each for each, number in counts.items() if number > 1}
    again, seen = Counter[Expression](), set[Expression]()

    def visit(value: Expression) -> None:
        if value in often:
            again[value] += 1
            if value in seen:
                return
            seen.add(value)
        for child in children(value):
            visit(child)

    for value, _ in values_of(plan):
        visit(value)
    return sorted(
        (each for each, number in again.items() if number > 1), key=lambda each: len(tuple(walk(each)))
    )


def values_of(plan: Plan) -> Iterator[tuple[Expression, int]]:
    """The conditions of cuts and the values along axes, with the lines of their statements. Conditions of a cut stay apart,
    so that events can be dropped between them."""
    for region in plan.program.regions:
        for cut in region.cuts:
            for value in (*conditions(cut), *((cut.when,) if cut.when is not None else ())):
                yield value, cut.origin.line
        for histogram in region.histograms:
            yield from ((axis.value, histogram.origin.line) for axis in histogram.axes)
        yield from ((axis.value, origin.line) for origin, axis in region.bins)


def first_lines(plan: Plan) -> Mapping[Expression, int]:
    """For each expression the line of the first statement that needs it."""
    lines: dict[Expression, int] = {}
    for value, line in values_of(plan):
        for part in walk(value):
            lines.setdefault(part, line)
    return lines


def fresh_names(number: int, program: Program) -> list[str]:
    """So many names that nothing has."""
    taken = {*program.kinds, *program.by_name, *(each.name for each in program.regions)}
    names = (f"shared{index}" for index in range(1, number + len(taken) + 1))
    return [name for name in names if name not in taken][:number]


def can_be_shared(value: Expression) -> bool:
    """Whether a value is one of the event, and takes more than a look at what is known or a comparison of it."""
    if isinstance(value, Logical | Not) or not isinstance(value.type, Number | Boolean):
        return False
    takes_work = any(isinstance(node, Reduce | Apply) for node in walk(value))
    return takes_work and not free_locals(value) and not is_heavy(value)


def replaced(value: Expression, names: Mapping[Expression, str]) -> Expression:
    """A value with references to what is shared."""
    if value in names:
        return Reference(names[value], type=value.type, span=value.span)
    return body_of(value, names)


def body_of(value: Expression, names: Mapping[Expression, str]) -> Expression:
    """A shared value, made from others that are."""
    return with_parts(value, lambda part: replaced(part, names))
