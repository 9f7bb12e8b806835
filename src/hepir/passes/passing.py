"""The passes in their order.

In: a plan, and the names of passes to leave out. Out: a plan that gives the same results.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping

from hepir.ir.plan import Plan
from hepir.passes.necessary import necessary
from hepir.passes.placement import placed
from hepir.passes.sizes import counted

Pass = Callable[[Plan], Plan]
PASSES: Mapping[str, Pass] = {
    "sizes without collections": counted,
    "sizes before combinations": necessary,
    "cuts before combinatorics": placed,
}


def optimised(plan: Plan, without: Collection[str] = ()) -> Plan:
    """The plan after all passes but those that are left out."""
    for name, each in PASSES.items():
        plan = plan if name in without else each(plan)
    return plan
