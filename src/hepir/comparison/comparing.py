"""Results against published numbers or another run.

In: the results of a run, and what they are compared with. Out: a `Comparison`.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import inf, sqrt

from hepir.backend.result import RegionResult, Step
from hepir.comparison.causes import Suspects
from hepir.comparison.cells import by_rounded, cell_text, cells_of, edges_of, moved_edges, rounded
from hepir.comparison.matching import pairs_of
from hepir.comparison.model import (
    ENOUGH,
    Cause,
    Compared,
    Comparison,
    CutflowComparison,
    HistogramComparison,
    NumberComparison,
)
from hepir.comparison.outputs import Outputs
from hepir.comparison.published import Cell, Published, PublishedCutflow, PublishedHistogram, PublishedNumber
from hepir.tabular.model import Measured


def compare_results(
    here: Outputs, there: Published, suspects: Suspects, *, same_input: bool = False, limit: float = ENOUGH
) -> Comparison:
    """All of it. `same_input`: both sides read the same events, so that any difference counts."""
    cutflows = tuple(cutflow(here, each, suspects, limit, same_input) for each in there.cutflows)
    departed = {
        each.region: each.causes for each in cutflows if each.first is not None or each.factor is not None
    }
    return Comparison(
        here.name,
        there.name,
        tuple(number(here, each, suspects, limit) for each in there.numbers),
        cutflows,
        tuple(histogram(here, each, suspects, limit, same_input, departed) for each in there.histograms),
        there.left_out,
        same_input,
        there.renamed,
    )


def found_region(here: Outputs, name: str) -> RegionResult:
    """A region that is known to be there."""
    region = here.region(name)
    assert region is not None, name
    return region


def counted(step: Step) -> Measured:
    """What a step holds."""
    return Measured.counted(step.sumw, step.sumw2, step.entries)


# ---- numbers ----


def number(here: Outputs, published: PublishedNumber, suspects: Suspects, limit: float) -> NumberComparison:
    """A published number and what its region's last step holds."""
    last = found_region(here, published.region).steps[-1]
    row = Compared(published.name, published.line, counted(last), published.value, limit)
    causes = suspects.of_number(published.region) if row.departs else ()
    return NumberComparison(published.region, published.source, row, causes)


# ---- cutflows ----


def cutflow(
    here: Outputs, published: PublishedCutflow, suspects: Suspects, limit: float, exact: bool
) -> CutflowComparison:
    """Step by step: what is left, and the fraction of the step before."""
    region = found_region(here, published.region)
    pairs = pairs_of([label for label, _ in published.steps], region)
    rows = merged_rows(region, published, pairs, limit, exact)
    fractions = tuple(efficiency(rows, place, limit, exact) for place in range(len(rows)))
    first = next((place for place, each in enumerate(fractions) if each is not None and each.departs), None)
    factor = normalisation(rows)
    causes: tuple[Cause, ...] = ()
    if first is not None:
        causes = why(rows, first, region, suspects, exact)
    elif factor is not None:
        causes = suspects.of_weights(region.name)
    return CutflowComparison(region.name, published.source, rows, fractions, first, factor, causes)


def why(
    rows: Sequence[Compared], first: int, region: RegionResult, suspects: Suspects, exact: bool
) -> tuple[Cause, ...]:
    """The causes of a departure: weights, where the same events pass."""
    here, there = rows[first].here, rows[first].there
    if exact and here is not None and there is not None and here.entries == there.entries:
        return suspects.of_weights(region.name)
    found = rows[first].line
    step = next((step for step in region.steps if step.line == found), region.steps[0])
    if here is None:  # a step that the other side has alone: this one goes on with the next
        return suspects.of_step(region.name, 0, rows[first].what)
    return suspects.of_step(region.name, step.line, step.statement)


def merged_rows(
    region: RegionResult,
    published: PublishedCutflow,
    pairs: Sequence[tuple[int, int]],
    limit: float,
    exact: bool,
) -> tuple[Compared, ...]:
    """The steps of both, in order; what one side does not have is None there."""
    rows: list[Compared] = []
    ours, theirs = 0, 0
    for left, right in (*pairs, (len(region.steps), len(published.steps))):
        rows += (
            Compared(step.statement, step.line, counted(step), None, limit, exact)
            for step in region.steps[ours:left]
        )
        rows += (
            Compared(label, 0, None, value, limit, exact) for label, value in published.steps[theirs:right]
        )
        if left < len(region.steps):
            step, (_, value) = region.steps[left], published.steps[right]
            rows.append(Compared(step.statement, step.line, counted(step), value, limit, exact))
        ours, theirs = left + 1, right + 1
    return tuple(rows)


def efficiency(rows: Sequence[Compared], place: int, limit: float, exact: bool) -> Compared | None:
    """The fraction of the step before on both sides; the first row is itself where events are the same. A step that one
    side has alone departs if that side drops events there."""
    row = rows[place]
    if place == 0:
        return row if exact and row.here is not None and row.there is not None else None
    if row.here is None or row.there is None:
        return one_sided(rows, place, limit, exact)
    if exact:
        return row
    before = next(
        (each for each in reversed(rows[:place]) if each.here is not None and each.there is not None), None
    )
    if before is None or before.here is None or before.there is None:
        return None
    here, there = share(row.here, before.here), share(row.there, before.there)
    return None if here is None or there is None else Compared(row.what, row.line, here, there, limit)


def one_sided(rows: Sequence[Compared], place: int, limit: float, exact: bool) -> Compared | None:
    """A step that one side has alone, against what was left before."""
    row = rows[place]
    ours = row.here is not None
    sides = [each.here if ours else each.there for each in rows[:place]]
    before, own = next((each for each in reversed(sides) if each is not None), None), row.here or row.there
    if before is None or own is None:
        return None
    kept = share(own, before)
    if kept is None or abs(kept.value - 1) < 1e-9:
        return None
    return Compared(row.what, row.line, kept if ours else None, None if ours else kept, limit, exact)


def share(part: Measured, whole: Measured) -> Measured | None:
    """A fraction with its error, as that of a part of independent events; rounding in the last digit is an error, too."""
    if whole.value == 0:
        return None
    value = part.value / whole.value
    variance = abs((1 - 2 * value) * squared(part) + value**2 * squared(whole)) / whole.value**2
    error = sqrt(variance)
    return Measured(value, error, error)


def squared(found: Measured) -> float:
    """The variance of a number: its errors, or without any what rounding to its last digit leaves open."""
    error = (found.up + found.down) / 2
    return error**2 if error else digit(found.value) ** 2 / 12


def digit(value: float) -> float:
    """The size of the last digit of a number as it is written; a whole number is exact."""
    text = repr(value)
    return 0.0 if value.is_integer() or "e" in text else 10.0 ** -len(text.partition(".")[2])


def normalisation(rows: Sequence[Compared]) -> float | None:
    """By what all events differ, where the numbers of the first steps do."""
    first = next((row for row in rows if row.here is not None and row.there is not None), None)
    if first is None or first.ratio is None or first.here is None or first.there is None:
        return None
    return first.ratio if first.departs and abs(first.ratio - 1) > 1e-9 else None


# ---- histograms ----


def histogram(
    here: Outputs,
    published: PublishedHistogram,
    suspects: Suspects,
    limit: float,
    exact: bool,
    departed: dict[str, tuple[Cause, ...]],
) -> HistogramComparison:
    """Bin by bin, where both have the bin."""
    owner, name = published.key.rsplit(".", 1)
    ours, theirs = cells_of(found_region(here, owner).histograms[name]), dict(published.cells)
    rows = shared_cells(ours, theirs, limit, exact)
    edges = tuple(edge_remarks(tuple(ours), tuple(theirs)))
    line = origin.line if (origin := suspects.here.filled(owner, name)[0]) is not None else 0
    found = HistogramComparison(published.key, published.source, line, rows, edges, distance(rows))
    if not found.departs:
        return found
    causes = suspects.of_histogram(owner, name, True) if edges else departed.get(owner, ())[:1]
    causes = causes or suspects.of_histogram(owner, name, False)
    return HistogramComparison(found.key, found.source, line, rows, edges, found.distance, causes)


def shared_cells(
    ours: dict[Cell, Measured], theirs: dict[Cell, Measured], limit: float, exact: bool
) -> tuple[Compared, ...]:
    """The bins that both have, in our order."""
    other = by_rounded(theirs)
    return tuple(
        Compared(cell_text(cell), 0, value, other[rounded(cell)], limit, exact)
        for cell, value in ours.items()
        if rounded(cell) in other
    )


def edge_remarks(ours: tuple[Cell, ...], theirs: tuple[Cell, ...]) -> list[str]:
    """Which edges one side has alone."""
    remarks: list[str] = []
    axes = list(zip(edges_of(ours), edges_of(theirs), strict=False))
    for place, (mine, other) in enumerate(axes, 1):
        only_here, only_there = moved_edges(mine, other)
        where = f"axis {place}: " if len(axes) > 1 else ""
        if only_here or only_there:
            remarks.append(f"{where}edges only here: {shown(only_here)}; only there: {shown(only_there)}")
    return remarks


def shown(edges: list[float]) -> str:
    """Some edges, the first ones of many."""
    text = ", ".join(f"{edge:.6g}" for edge in edges[:8]) or "none"
    return f"{text}, ..." if len(edges) > 8 else text


def distance(rows: Sequence[Compared]) -> float | None:
    """The relative L2 norm of the difference."""
    pairs = [
        (row.here.value, row.there.value) for row in rows if row.here is not None and row.there is not None
    ]
    norm = sqrt(sum(there**2 for _, there in pairs))
    difference = sqrt(sum((here - there) ** 2 for here, there in pairs))
    return difference / norm if norm else (0.0 if difference == 0 else inf) if pairs else None
