"""Regions under other weights as columnar code: the same events, counted and filled once more for each weight.

In: regions with reweightings. Out: lines of Python. A factor that several weights share is worked out once.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator

from hepir.backends.awkward.comments import comment
from hepir.backends.awkward.expressions import Writer
from hepir.ir.plan import Plan
from hepir.ir.regions import shared_order
from hepir.semantics.program import Region, WeightFactor

Factor = tuple[str, WeightFactor]
FactorCode = Callable[[WeightFactor, Region, Plan, Writer], str]


class Reweightings:
    """Writes what counts and fills under other weights; remembers which factors it has worked out. `roots`: by region the one
    whose weights it has, too; `orders`: which of those."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.factors: dict[Factor, str] = {}
        self.roots: dict[str, str] = {}
        self.orders: dict[str, tuple[int, ...]] = {}

    def weights(self, region: Region, writer: Writer, code: FactorCode) -> Iterator[str]:
        """The factors of the weights of all variations, unless the region goes on from another that has them."""
        name, shared = region.name, shared_order(region, self.plan.program)
        if shared is None:
            self.roots[name], self.orders[name] = name, tuple(range(len(region.reweightings)))
            yield from self.weight_lines(region, writer, code)
        else:
            (parent,) = region.parents
            self.roots[name] = self.roots[parent]
            self.orders[name] = tuple(self.orders[parent][place] for place in shared)
        yield f"{name}_filled_bins = []"

    def weight_lines(self, region: Region, writer: Writer, code: FactorCode) -> Iterator[str]:
        """The weights of all variations. A factor of one alone is worked out when it is needed, and not kept."""
        uses = Counter(factor for each in region.reweightings for factor in each.factors)
        for factor, number in uses.items():
            yield from self.factor_lines(factor, writer, code, kept=number > 1)
        yield f"{region.name}_varied_weight = ["
        for reweighting in region.reweightings:
            factors = ", ".join(self.factors[factor] for factor in reweighting.factors)
            yield f"    ({factors},),  # {reweighting.name}"
        yield "]"
        yield f"{region.name}_regions = []"

    def filling(self, region: Region, title: str, values: str, *, each: bool) -> str:
        """What is filled into a histogram, for all variations; `each`: of objects of the events."""
        name, function = region.name, "bins_of_each" if each else "bins_of"
        return f"{name}_filled_bins.append({function}(results[{name!r}], {title!r}, {values}))"

    def counting(self, region: Region, cuts: str) -> str:
        """That a region is counted under other weights; `cuts` are those of the regions around it, too."""
        name, shared = region.name, shared_order(region, self.plan.program)
        (parent,), own = ((None,), cuts) if shared is None else (region.parents, f"*{name}_cuts")
        given = f"{name!r}, {parent!r}, {list(shared or ())!r}, {list(self.orders[name])!r}"
        return f"{self.roots[name]}_regions.append(({given}, [{own}], {name}_filled_bins))"

    def ending(self) -> Iterator[str]:
        """The sums of all weights after each cut, and in the bins, of all regions."""
        for root in dict.fromkeys(self.roots.values()):
            yield f"count_varied(results, {root}_varied_weight, {root}_regions, number)"

    def factor_lines(self, factor: Factor, writer: Writer, code: FactorCode, *, kept: bool) -> Iterator[str]:
        """One factor in a variable of its own: its values, or a function that gives them."""
        if factor in self.factors:
            return
        owner, value = factor
        name = self.factors[factor] = f"factor_{len(self.factors) + 1}_weight"
        region = self.plan.program.regions_by_name[owner]
        yield from comment(value.origin)
        yield f"{name} = {'' if kept else 'lambda: '}np.asarray({code(value, region, self.plan, writer)})"
