"""The passes in their order.

In: a plan, and the names of passes to leave out. Out: a plan that gives the same results.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping

from hepir.ir.plan import Plan
from hepir.passes.columns import read
from hepir.passes.components import in_components
from hepir.passes.distances import without_roots
from hepir.passes.folding import folded
from hepir.passes.necessary import necessary
from hepir.passes.placement import placed
from hepir.passes.sharing import shared
from hepir.passes.sizes import counted

Pass = Callable[[Plan], Plan]
PASSES: Mapping[str, Pass] = {
    "constants folded": folded,
    "distances without roots": without_roots,
    "sizes without collections": counted,
    "sizes before combinations": necessary,
    "shared expressions": shared,
    "columns that are read": read,
    "momenta as components": in_components,
    "cuts before combinatorics": placed,
}


def optimised(plan: Plan, without: Collection[str] = ()) -> Plan:
    """The plan after all passes but those that are left out."""
    for name, each in PASSES.items():
        plan = plan if name in without else each(plan)
    return plan


def traced(plan: Plan, without: Collection[str] = ()) -> Iterator[tuple[str, Plan]]:
    """The plan after each pass that is not left out, with the pass's name."""
    for name, each in PASSES.items():
        if name not in without:
            plan = each(plan)
            yield name, plan
