"""One event: what the names of a program stand for in it.

In: a plan and the values of all branches in the event. Out: `Event`, which works names out when asked.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from hepir.backends.interpreter.belonging import Row
from hepir.backends.interpreter.counts import lineage
from hepir.backends.interpreter.defining import value_of
from hepir.backends.interpreter.evaluating import Scope, holds
from hepir.backends.interpreter.loading import load_list, load_single
from hepir.backends.interpreter.objects import Value
from hepir.ir.plan import Plan
from hepir.semantics.program import Cut


@dataclass
class Event:
    """An event of a program; `known` holds the names that have been worked out."""

    plan: Plan
    row: Row
    known: dict[str, Value] = field(default_factory=dict)

    def lookup(self, name: str) -> Value:
        """The value of a definition, a region (whether the event passes it) or a kind."""
        if name not in self.known:
            self.known[name] = self.work_out(name)
        return self.known[name]

    def work_out(self, name: str) -> Value:
        """As `lookup`, without memory."""
        program = self.plan.program
        definition = program.definition(name)
        if definition is not None:
            return value_of(definition, self)
        if any(region.name == name for region in program.regions):
            return all(passes(cut, self) for region in lineage(program, name) for cut in region.cuts)
        kind = self.plan.kinds[name]
        return load_single(kind, self.row, self) if kind.singular else load_list(kind, self.row, self)

    def fired(self, trigger: str) -> bool:
        """Whether the trigger of this name fired."""
        return bool(self.row[self.plan.triggers[trigger]])


def passes(cut: Cut, event: Event) -> bool:
    """Whether an event passes a cut; a missing condition counts as one that is false."""
    scope = Scope(event, {})
    if cut.when is not None and not holds(cut.when, scope):
        return True
    return holds(cut.condition, scope) == cut.keep
