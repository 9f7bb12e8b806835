"""Conditions that nothing or everything passes, found with intervals.

In: a typed program. Out: warnings. Each quantity that is compared with a number keeps the interval that the conditions before
leave it; natural bounds (sizes, magnitudes, angles) are known from the start.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from itertools import pairwise

from hepir.light_dataclasses import dataclass
from hepir.semantics import errors
from hepir.semantics.applied import function_of
from hepir.semantics.expressions import (
    Absolute,
    Apply,
    Compare,
    Constant,
    Expression,
    Logical,
    Member,
    Reduce,
    Size,
)
from hepir.semantics.lineage import ancestors, parents_first
from hepir.semantics.options import FLIPPED, NEGATED
from hepir.semantics.program import AxisDefinition, Combination, Filter, ObjectDefinition, Program, Region
from hepir.semantics.scope import Report, Scope
from hepir.source import Span


@dataclass(frozen=True)
class Interval:
    """Values from `low` to `high`; an open end is not included."""

    low: float = -math.inf
    high: float = math.inf
    low_open: bool = False
    high_open: bool = False
    because: Span | None = None

    def cut(self, other: Interval) -> Interval:
        """The values of both."""
        low = max((self.low, self.low_open), (other.low, other.low_open))
        high = min((self.high, not self.high_open), (other.high, not other.high_open))
        return Interval(low[0], high[0], low[1], not high[1], other.because)

    @property
    def empty(self) -> bool:
        """Whether no value is left."""
        return self.low > self.high or (self.low == self.high and (self.low_open or self.high_open))

    def within(self, other: Interval) -> bool:
        """Whether all its values are values of the other."""
        low = (self.low, self.low_open) >= (other.low, other.low_open)
        return low and (self.high, not self.high_open) <= (other.high, not other.high_open)

    def __str__(self) -> str:
        if self.low == -math.inf and self.high == math.inf:
            return "anything"
        if self.high == math.inf:
            return f"{'above' if self.low_open else 'at least'} {self.low:g}"
        if self.low == -math.inf:
            return f"{'below' if self.high_open else 'at most'} {self.high:g}"
        if self.low == self.high:
            return f"{self.low:g}"
        return f"between {self.low:g} and {self.high:g}"


Known = dict[Expression, Interval]
BOUNDS = {
    ">": lambda x: Interval(low=x, low_open=True),
    ">=": lambda x: Interval(low=x),
    "<": lambda x: Interval(high=x, high_open=True),
    "<=": lambda x: Interval(high=x),
    "==": lambda x: Interval(x, x),
}


def natural(quantity: Expression) -> Interval:
    """What a quantity can be at all."""
    match quantity:
        case Size() | Reduce(operation="count") | Absolute():
            return Interval(low=0.0)
        case Member(name="pt"):
            return Interval(low=0.0)
        case Apply():
            low, high = function_of(quantity).bounds
            return Interval(low, high)
        case _:
            return Interval()


def check_intervals(program: Program, scope: Scope, report: Report) -> None:
    """Warn of conditions without effect, in objects and in regions."""
    for definition in program.definitions:
        if isinstance(definition, ObjectDefinition | Combination):
            known: Known = {}
            for rule in definition.rules:
                if isinstance(rule, Filter):
                    judge(rule.condition, rule.keep, known, scope, report)
    passing: dict[str, Known] = {}
    for region in parents_first(program.regions):
        known = inherited(region, program, passing, scope)
        for cut in region.cuts:
            if cut.when is None:
                judge(cut.condition, cut.keep, known, scope, report)
        for _, axis in region.bins:
            report_coverage(axis, known, scope, report)
        passing[region.name] = known


def inherited(region: Region, program: Program, passing: Mapping[str, Known], scope: Scope) -> Known:
    """What the regions that a region starts from leave: what is known of the one, or all their conditions again."""
    match [name for name in region.parents if name in passing]:
        case [parent]:
            return dict(passing[parent])
    known: Known = {}
    silent = Report()
    for each in ancestors(region, program.regions_by_name):
        for cut in each.cuts:
            if cut.when is None:
                judge(cut.condition, cut.keep, known, scope, silent)
    return known


def report_coverage(axis: AxisDefinition, known: Known, scope: Scope, report: Report) -> None:
    """Warn of events that pass and lie below all bins, and of bins in which no event can be."""
    for place, value in enumerate(axis.parts or (axis.value,)):
        passing = known.get(value)
        if passing is None or passing.because is None:
            continue
        size = axis.unit_size
        bins = [(box[place][0], end_of(box[place][1])) for box in axis.boxes] or [
            (low * size, high * size) for low, high in pairwise(axis.edges)
        ]
        first, text = min(low for low, _ in bins), scope.text(value.span)
        if natural(value).low < passing.low < first - 1e-9 * abs(first):
            because = passing.because
            report(errors.OutsideBins(value.span, text, str(passing), f"{first:g}", because))
        for low, high in dict.fromkeys(bins):
            within = passing.cut(Interval(low, high, high_open=True))
            if within.empty:
                bounds = (f"{low:g}", f"{high:g}")
                report(errors.EmptyBin(value.span, text, *bounds, str(passing), passing.because))


def end_of(high: float | None) -> float:
    """Where a bin ends."""
    return math.inf if high is None else high


def judge(condition: Expression, keep: bool, known: Known, scope: Scope, report: Report) -> None:
    """Compare a condition with what is known, then know more."""
    if isinstance(condition, Logical) and (condition.operator == "and") == keep:
        for operand in condition.operands:
            judge(operand, keep, known, scope, report)
        return
    if not isinstance(condition, Compare) or (not keep and len(condition.operators) > 1):
        return
    verdicts: list[bool] = []
    for quantity, wanted in constraints(condition, keep):
        before = known.get(quantity, natural(quantity))
        after = before.cut(wanted)
        text = scope.text(quantity.span)
        if after.empty:
            report(errors.NeverPasses(condition.span, text, str(before), before.because))
            return
        verdicts.append(before.within(wanted))
        known[quantity] = Interval(after.low, after.high, after.low_open, after.high_open, condition.span)
        if len(verdicts) == len(condition.operators) and all(verdicts) and keep:
            report(errors.AlwaysPasses(condition.span, text, str(before), before.because))


def constraints(condition: Compare, keep: bool) -> Iterator[tuple[Expression, Interval]]:
    """The quantities that a comparison bounds by numbers, and how."""
    pairs = zip(condition.operands, condition.operators, condition.operands[1:], strict=False)
    for left, operator, right in pairs:
        operator = operator if keep else NEGATED[operator]
        if isinstance(left, Constant):
            left, operator, right = right, FLIPPED[operator], left
        numeric = isinstance(right, Constant) and isinstance(right.value, int | float)
        if numeric and not isinstance(left, Constant) and operator in BOUNDS:
            assert isinstance(right, Constant)
            yield left, BOUNDS[operator](float(right.value))
