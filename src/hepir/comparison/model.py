"""What a comparison of results is made of.

In: nothing. Out: frozen values. `here` is the run that is looked at, `there` what it is compared with.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import hypot, isfinite

from hepir.tabular.model import Measured

ENOUGH = 3.0  # standard deviations from which on a difference is none of chance


@dataclass(frozen=True)
class Cause:
    """A statement that may explain a difference (`line` 0: none of the program's), and why it is suspected."""

    line: int
    statement: str
    why: str


@dataclass(frozen=True)
class Compared:
    """One number here and there; None where one side does not have it. `line` is that of its statement, 0 without."""

    what: str
    line: int
    here: Measured | None
    there: Measured | None
    limit: float = ENOUGH
    exact: bool = False

    @property
    def difference(self) -> float | None:
        """Here minus there."""
        return None if self.here is None or self.there is None else self.here.value - self.there.value

    @property
    def ratio(self) -> float | None:
        """Here over there."""
        if self.here is None or self.there is None or self.there.value == 0:
            return None
        return self.here.value / self.there.value

    @property
    def pull(self) -> float | None:
        """The difference over its error, of asymmetric ones the side that looks at the other; None without errors."""
        difference = self.difference
        if difference is None or self.here is None or self.there is None:
            return None
        sides = (self.here.down, self.there.up) if difference > 0 else (self.here.up, self.there.down)
        error = hypot(*sides)
        return difference / error if error > 0 and isfinite(error) else None

    @property
    def departs(self) -> bool:
        """Whether the difference is more than chance; with `exact` (the same events), whether there is any."""
        if self.here is None or self.there is None:
            return True
        return differ(self.here, self.there, self.pull, self.limit, self.exact)


def differ(here: Measured, there: Measured, pull: float | None, limit: float, exact: bool) -> bool:
    """Whether two numbers disagree. Rounding in the last digits is no difference."""
    if exact or pull is None:
        counted = None not in (here.entries, there.entries) and here.entries != there.entries
        scale = max(abs(here.value), abs(there.value))
        return counted or abs(here.value - there.value) > 1e-9 * scale
    return abs(pull) > limit


@dataclass(frozen=True)
class NumberComparison:
    """A published number and what the last step of its region holds."""

    region: str
    source: str
    row: Compared
    causes: tuple[Cause, ...] = ()


@dataclass(frozen=True)
class CutflowComparison:
    """A cutflow, step by step. `first` is the row whose efficiency departs first; `factor` is by what all events differ,
    None where they do not; `source` is the table that it is compared with."""

    region: str
    source: str
    rows: tuple[Compared, ...]
    efficiencies: tuple[Compared | None, ...]
    first: int | None
    factor: float | None
    causes: tuple[Cause, ...] = ()


@dataclass(frozen=True)
class HistogramComparison:
    """A histogram, bin by bin. `edges` says which edges differ; `distance` is the relative L2 norm of the difference of the
    bins that both have: sqrt(sum (here - there)^2 / sum there^2)."""

    key: str
    source: str
    line: int
    rows: tuple[Compared, ...]
    edges: tuple[str, ...]
    distance: float | None
    causes: tuple[Cause, ...] = ()

    @property
    def departs(self) -> bool:
        """Whether edges or any bin differ."""
        return bool(self.edges) or any(row.departs for row in self.rows)


@dataclass(frozen=True)
class Comparison:
    """All that was compared, and `left_out`: what was not, and why. `same_input`: both sides read the same events. `renamed`:
    regions that have another name in the other run."""

    here: str
    there: str
    numbers: tuple[NumberComparison, ...]
    cutflows: tuple[CutflowComparison, ...]
    histograms: tuple[HistogramComparison, ...]
    left_out: tuple[str, ...] = ()
    same_input: bool = False
    renamed: tuple[str, ...] = ()

    @property
    def agrees(self) -> bool:
        """Whether nothing departs."""
        return not (
            any(each.row.departs for each in self.numbers)
            or any(each.first is not None or each.factor is not None for each in self.cutflows)
            or any(each.departs for each in self.histograms)
        )

    @property
    def empty(self) -> bool:
        """Whether there was nothing to compare."""
        return not (self.numbers or self.cutflows or self.histograms)

    def _repr_html_(self) -> str:
        """What a notebook shows."""
        from hepir.comparison.html import comparison_html

        return comparison_html(self)
