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
    """Writes what counts and fills under other weights; remembers which factors it has worked out."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.factors: dict[Factor, str] = {}

    def weights(self, region: Region, writer: Writer, code: FactorCode) -> Iterator[str]:
        """The factors of the weights of all variations."""
        for reweighting in region.reweightings:
            for factor in reweighting.factors:
                yield from self.factor_lines(factor, writer, code)
        yield f"{region.name}_varied_weight = ["
        for reweighting in region.reweightings:
            factors = ", ".join(self.factors[factor] for factor in reweighting.factors)
            yield f"    ({factors},),  # {reweighting.name}"
        yield "]"
        yield f"{region.name}_filled_bins = []"

    def filling(self, region: Region, title: str, values: str, *, each: bool) -> str:
        """What is filled into a histogram, for all variations; `each`: of objects of the events."""
        name, function = region.name, "bins_of_each" if each else "bins_of"
        return f"{name}_filled_bins.append({function}(results[{name!r}], {title!r}, {values}))"

    def counting(self, region: Region, cuts: str) -> str:
        """The sums of all weights after each cut, and in the bins."""
        name, above = region.name, self.above(region)
        own, rest = (f"*{name}_cuts", f", {above}") if above else (cuts, "")
        given = f"{name}_varied_weight, [{own}], {name}_filled_bins, number"
        return f"count_varied(results[{name!r}], {given}{rest})"

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
        region = self.plan.program.regions_by_name[owner]
        yield from comment(value.origin)
        yield f"{name} = np.asarray({code(value, region, self.plan, writer)})"
