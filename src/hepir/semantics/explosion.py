"""How many tuples combinations give in an event with many objects.

In: the syntax tree and the typed program. Out: reports of combinations that would stop a run.
"""

from __future__ import annotations

from math import comb, prod

from hepir.semantics import errors
from hepir.semantics.program import Combination, Limit, ObjectDefinition, Program
from hepir.semantics.scope import Report
from hepir.source import Span
from hepir.syntax import tree

MANY_OBJECTS = 10  # of a kind, in an event that has many
MOST_TUPLES = 200_000


def check_combinations(parsed: tree.Program, program: Program, report: Report) -> None:
    """Report combinations of which an event with many objects has too many."""
    for block in parsed.blocks:
        if isinstance(block, tree.CombineBlock):
            found = tuples(block.name.text, program)
            if found > MOST_TUPLES:
                place = block.slots[0].span.to(block.slots[-1].span)
                report_explosion(block, found, place, program, report)


def report_explosion(
    block: tree.CombineBlock, found: int, place: Span, program: Program, report: Report
) -> None:
    """Say how many tuples there are, and which collections could have a limit."""
    bases = dict.fromkeys(base for source in block.sources for base in unlimited(source.text, program))
    report(errors.UnboundedCombinations(place, MANY_OBJECTS, found, MOST_TUPLES, tuple(bases)))


def tuples(name: str, program: Program) -> int:
    """How many objects, or tuples, a collection has in an event with many objects; `disjoint` leaves some out."""
    match program.definition(name):
        case ObjectDefinition(sources=sources, rules=rules):
            whole = sum(tuples(source, program) for source in sources)
        case Combination(slots=slots, sources=(source,), rules=rules):
            whole = comb(tuples(source, program), len(slots))
        case Combination(sources=sources, rules=rules):
            whole = prod(tuples(source, program) for source in sources)
        case _:
            return MANY_OBJECTS
    return min([whole, *(rule.count for rule in rules if isinstance(rule, Limit))])


def unlimited(name: str, program: Program) -> tuple[str, ...]:
    """The collections of single objects under a combination that have no limit."""
    match program.definition(name):
        case Combination(sources=sources):
            return tuple(base for source in sources for base in unlimited(source, program))
        case ObjectDefinition(rules=rules) if any(isinstance(rule, Limit) for rule in rules):
            return ()
        case _:
            return (name,)
