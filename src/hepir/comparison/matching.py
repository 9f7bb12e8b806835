"""Which table of a publication is which part of the results.

In: the tables of HEPData, the results, and what a person says of some tables. Out: `Published`. A table is matched by names
of regions and histograms, by the labels of its rows, and by its bins; one that could be two things is left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise

from hepir.backend.result import RegionResult
from hepir.comparison.cells import edges_of
from hepir.comparison.errors import UnknownTarget
from hepir.comparison.outputs import Outputs
from hepir.comparison.published import Published, PublishedCutflow, PublishedHistogram, PublishedNumber
from hepir.diagnostics.core import HepirError
from hepir.diagnostics.places import NOWHERE
from hepir.tabular.hepdata import Column, Table
from hepir.tabular.model import Measured

ALIKE = 0.6  # labels of steps from here on mean the same step
PREFERRED = re.compile(r"\b(observed|data|events?|yields?|entries|found)\b", re.IGNORECASE)
CUTFLOW = re.compile(r"\b(cut[- ]?flows?|cuts?|selections?|steps?|requirements?)\b", re.IGNORECASE)
AXES = 3  # a table has no more


@dataclass(frozen=True)
class Target:
    """A region of the results, or one of its histograms."""

    region: RegionResult
    histogram: str | None = None


def published_tables(
    name: str, tables: Sequence[Table], outputs: Outputs, mapped: Mapping[str, str], column: str | None = None
) -> Published:
    """The tables as what they are compared with."""
    targets = {table: target_of(word, outputs) for table, word in mapped.items()}
    numbers: list[PublishedNumber] = []
    cutflows: list[PublishedCutflow] = []
    histograms: list[PublishedHistogram] = []
    left_out: list[str] = []
    for table in tables:
        found = list(matched(table, outputs, targets.get(table.name), column))
        numbers += (each for each in found if isinstance(each, PublishedNumber))
        cutflows += (each for each in found if isinstance(each, PublishedCutflow))
        histograms += (each for each in found if isinstance(each, PublishedHistogram))
        if not found:
            left_out.append(f"`{table.name}` matches no region, cutflow or histogram")
    unused = sorted(set(mapped) - {table.name for table in tables})
    left_out += [f"there is no table `{name}`" for name in unused]
    return Published(name, tuple(numbers), tuple(cutflows), tuple(histograms), tuple(left_out))


def target_of(word: str, outputs: Outputs) -> Target:
    """What a person calls a region or `region.histogram`."""
    for region in outputs.regions:
        if word == region.name:
            return Target(region)
        for name in region.histograms:
            if word == f"{region.name}.{name}":
                return Target(region, name)
    known = [each.name for each in outputs.regions] + [
        f"{region.name}.{name}" for region, name, _ in outputs.histograms
    ]
    raise HepirError((UnknownTarget(NOWHERE, word, tuple(known)),))


def matched(
    table: Table, outputs: Outputs, target: Target | None, column: str | None
) -> Iterator[PublishedNumber | PublishedCutflow | PublishedHistogram]:
    """What a table gives."""
    if not table.columns or not table.columns[0].values:
        return
    intervals = [axis for axis in table.axes if axis.values and not isinstance(axis.values[0], str)]
    if intervals and len(intervals) == len(table.axes) <= AXES:
        yield from histograms_of(table, outputs, target, column)
        return
    labels = [axis for axis in table.axes if axis.values and isinstance(axis.values[0], str)]
    if len(labels) == 1:
        words = tuple(str(each) for each in labels[0].values)
        rows = () if target is not None else tuple(rows_of_regions(table, words, outputs, column))
        cutflows = () if rows else tuple(cutflows_of(table, words, outputs, target))
        yield from rows or cutflows or tuple(columns_of_regions(table, words, outputs, column))


# ---- names ----


def plain(text: str) -> str:
    """A name without what its spelling leaves open."""
    return re.sub(r"[^a-z0-9]+", "", text.casefold())


def names_region(text: str, region: RegionResult) -> bool:
    """Whether a text has the name of a region in it, as words."""
    words = re.sub(r"[^a-z0-9]+", " ", text.casefold())
    name = re.sub(r"[^a-z0-9]+", " ", region.name.casefold()).strip()
    return bool(name) and f" {name} " in f" {words} "


def words_of(table: Table, column: Column) -> str:
    """What a column says of itself, and its table of it."""
    return " ".join((table.name, column.name, *column.qualifiers.values()))


def region_of(table: Table, column: Column, outputs: Outputs) -> RegionResult | None:
    """The region of a column: the one with the longest of the names that it says, or the only one there is."""
    for text in (" ".join((column.name, *column.qualifiers.values())), table.name, table.description):
        found = [each for each in outputs.regions if names_region(text, each)]
        if found:
            return max(found, key=lambda each: len(each.name))
    return outputs.regions[0] if len(outputs.regions) == 1 else None


def chosen(columns: Sequence[Column], column: str | None) -> tuple[Column, ...]:
    """The columns that are meant: those of a name that a person gives, else those that say they count, else all."""
    if column is not None:
        return tuple(each for each in columns if plain(each.name) == plain(column))
    counting = tuple(each for each in columns if PREFERRED.search(each.name))
    return counting or tuple(columns)


# ---- yields ----


def rows_of_regions(
    table: Table, labels: Sequence[str], outputs: Outputs, column: str | None
) -> Iterator[PublishedNumber]:
    """Numbers of regions, a row each."""
    regions = {plain(each.name): each for each in outputs.regions}
    rows = [regions.get(plain(label)) for label in labels]
    for each in chosen(table.columns, column):
        for region, value in zip(rows, each.values, strict=True):
            if region is not None and value is not None:
                yield PublishedNumber(region.name, table.name, each.name, value)


def columns_of_regions(
    table: Table, labels: Sequence[str], outputs: Outputs, column: str | None
) -> Iterator[PublishedNumber]:
    """Numbers of regions, a column each, whose rows say what is counted."""
    counting = [label for label in labels if PREFERRED.search(label)] or labels
    wanted = [label for label in labels if plain(label) == plain(column)] if column is not None else counting
    for each in table.columns:
        words = " ".join((each.name, *each.qualifiers.values()))
        named = [region for region in outputs.regions if names_region(words, region)]
        for label, value in zip(labels, each.values, strict=True):
            if named and value is not None and label in wanted:
                yield PublishedNumber(max(named, key=lambda x: len(x.name)).name, table.name, label, value)


# ---- cutflows ----


def cutflows_of(
    table: Table, labels: Sequence[str], outputs: Outputs, target: Target | None
) -> Iterator[PublishedCutflow]:
    """A cutflow for each column whose region is known and has these steps."""
    taken: set[str] = set()
    for column in table.columns:
        region = target.region if target is not None else region_of(table, column, outputs)
        if region is None or region.name in taken:
            continue
        steps = tuple(
            (label, value) for label, value in zip(labels, column.values, strict=True) if value is not None
        )
        if target is not None or is_cutflow(table, steps, region):
            taken.add(region.name)
            yield PublishedCutflow(region.name, table.name, steps)


def is_cutflow(table: Table, steps: Sequence[tuple[str, Measured]], region: RegionResult) -> bool:
    """Whether rows are the steps of a region: they never rise, and words say so."""
    values = [value.value for _, value in steps]
    falling = all(one >= other for one, other in pairwise(values))
    said = CUTFLOW.search(" ".join((table.name, table.description, *(axis.name for axis in table.axes))))
    pairs = pairs_of([label for label, _ in steps], region)
    read = sum(alike(region.steps[left].statement, steps[right][0]) for left, right in pairs)
    return falling and bool(pairs) and (said is not None or 2 * read >= len(pairs))


def pairs_of(labels: Sequence[str], region: RegionResult) -> tuple[tuple[int, int], ...]:
    """Which step of a region which label is: all by place where there are as many, else those that read alike, in order."""
    count = len(region.steps)
    if len(labels) == count:
        return tuple((place, place) for place in range(count))
    if len(labels) == count - 1 and not alike(labels[0], region.steps[0].statement):
        return tuple((place + 1, place) for place in range(count - 1))
    ours, theirs = [plain(step.statement) for step in region.steps], [plain(label) for label in labels]
    blocks = SequenceMatcher(None, ours, theirs, autojunk=False).get_matching_blocks()
    return tuple((block.a + place, block.b + place) for block in blocks for place in range(block.size))


def alike(one: str, other: str) -> bool:
    """Whether two labels are about the same step."""
    first, second = plain(one), plain(other)
    if first.startswith("all") and second.startswith(("all", "total", "initial", "nocut")):
        return True
    return SequenceMatcher(None, first, second, autojunk=False).ratio() >= ALIKE


# ---- histograms ----


def histograms_of(
    table: Table, outputs: Outputs, target: Target | None, column: str | None
) -> Iterator[PublishedHistogram]:
    """A histogram for each column that is known to be one."""
    rows = list(zip(*(axis.values for axis in table.axes), strict=True))
    for each in chosen(table.columns, column):
        cells = {
            tuple(interval for interval in row if not isinstance(interval, str)): value
            for row, value in zip(rows, each.values, strict=True)
            if value is not None
        }
        key = histogram_key(table, each, outputs, target, edges_of(cells))
        if key is not None:
            yield PublishedHistogram(key, table.name, cells)
            return


def histogram_key(
    table: Table,
    column: Column,
    outputs: Outputs,
    target: Target | None,
    edges: tuple[tuple[float, ...], ...],
) -> str | None:
    """The histogram that a column is: as told, or the one of as many axes whose name, label and bins fit best."""
    if target is not None and target.histogram is not None:
        return f"{target.region.name}.{target.histogram}"
    region = target.region if target is not None else region_of(table, column, outputs)
    said = plain(words_of(table, column))
    axes = [plain(f"{axis.name} {axis.units}") for axis in table.axes]
    scored: list[tuple[int, str]] = []
    for owner, name, histogram in outputs.histograms:
        if histogram.ndim != len(table.axes) or (region is not None and owner.name != region.name):
            continue
        ours = tuple(tuple(float(edge) for edge in axis.edges) for axis in histogram.axes)
        labels = [plain(str(axis.label)) for axis in histogram.axes]
        named = plain(name) in said or plain(name) in axes
        alike_bins = all(fits(one, other) for one, other in zip(ours, edges, strict=True))
        scored.append((2 * named + 2 * (labels == axes) + alike_bins, f"{owner.name}.{name}"))
    best = sorted((each for each in scored if each[0]), reverse=True)
    clear = best and (len(best) == 1 or best[0][0] > best[1][0])
    return best[0][1] if clear else None


def fits(ours: Sequence[float], theirs: Sequence[float]) -> bool:
    """Whether two axes have most of their edges in common."""
    shared = {f"{edge:.6g}" for edge in ours} & {f"{edge:.6g}" for edge in theirs}
    return 2 * len(shared) >= max(len(ours), len(theirs))
