"""Regions under other weights as columnar code: the same events, counted and filled once more for each weight.

In: regions with reweightings. Out: lines of Python. A factor that several weights share is worked out once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from hepir.backends.awkward.comments import comment
from hepir.backends.awkward.expressions import Writer
from hepir.ir.plan import Plan
from hepir.ir.regions import shared_order
from hepir.semantics.program import Region, WeightFactor

Factor = tuple[str, WeightFactor]
FactorCode = Callable[[WeightFactor, Region, Plan, Writer], str]


class Reweightings:
    """Writes what counts and fills under other weights; remembers which weights it has worked out."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.factors: dict[Factor, str] = {}
        self.products: dict[tuple[Factor, ...], str] = {}

    def counting(self, region: Region, writer: Writer, cuts: str, code: FactorCode) -> Iterator[str]:
        """The weights of all variations, and their sums after each cut."""
        for reweighting in region.reweightings:
            for factor in reweighting.factors:
                yield from self.factor_lines(factor, writer, code)
            if reweighting.factors not in self.products:
                name = self.products[reweighting.factors] = f"{reweighting.name}_weight"
                parts = " * ".join(self.factors[factor] for factor in reweighting.factors)
                yield f"{name} = np.ones(number) * {parts}"
        name = f"{region.name}_varied_weight"
        yield f"{name} = ["
        yield from (f"    {self.products[each.factors]},  # {each.name}" for each in region.reweightings)
        yield "]"
        above = self.above(region)
        own, rest = (f"*{region.name}_cuts", f", {above}") if above else (cuts, "")
        yield f"{name} = count_varied(results[{region.name!r}], {name}, [{own}], number{rest})"

    def above(self, region: Region) -> str:
        """The events of the region that this one goes on from, and its sums under the same weights; empty where there are
        none."""
        order = shared_order(region, self.plan.program)
        if order is None:
            return ""
        (parent,) = region.parents
        return f'in_{parent}, results[{parent!r}]["varied"]["stopped"], {list(order)!r}'

    def factor_lines(self, factor: Factor, writer: Writer, code: FactorCode) -> Iterator[str]:
        """One factor in a variable of its own."""
        if factor in self.factors:
            return
        owner, value = factor
        name = self.factors[factor] = f"factor_{len(self.factors) + 1}_weight"
        region = next(each for each in self.plan.program.regions if each.name == owner)
        yield from comment(value.origin)
        yield f"{name} = np.asarray({code(value, region, self.plan, writer)})"

    def filling(self, region: Region, title: str, values: str, *, each: bool) -> str:
        """A histogram under the weights of all variations; `each`: of objects of the events."""
        name, function = region.name, "fill_each_varied" if each else "fill_varied"
        return f"{function}(results[{name!r}], {title!r}, {name}_varied_weight, {values})"
