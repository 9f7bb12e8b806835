"""What each step cuts on, for the events that pass all other steps (N-1).

In: a program, files, options. Out: a histogram for each step that compares one value with numbers. They are those of another
program, which has for each such step a region with all steps but that one; so every backend fills them, and the meaning is
that of the language. A step whose value makes no sense without the step itself is left out.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from hepir.compiling import analyse
from hepir.diagnostics.core import Severity
from hepir.ir.regions import ancestors
from hepir.pipeline.options import RunOptions
from hepir.semantics.expressions import Compare, Constant, Expression
from hepir.semantics.program import Cut, Program, Region
from hepir.source import Source
from hepir.types.core import Number
from hepir.types.dimensions import NONE, without_angle

if TYPE_CHECKING:
    from hepir.report.without import Without
    from hepir.schemas.model import Schema

ROUNDS = 4  # of leaving out what does not check
MARK = "without_line"
NAME = "value"


@dataclass(frozen=True)
class Derived:
    """A region of the other program: what it stands for, and its text."""

    region: str
    line: int
    name: str
    text: str


def without_steps(source: Source, inputs: Sequence[str], options: RunOptions) -> Without:
    """The histograms by region and line of the step. Nothing is written."""
    from hepir.pipeline.running import execute
    from hepir.schemas.loading import find_schema

    schema = find_schema(options.schema) if options.schema else None
    text, regions = without_program(source, schema)
    if not regions:
        return {}
    plain = replace(options, events=False, pictures=False, n_minus_one=False)
    result = execute(Source(source.name, text), inputs, plain, None, None)
    found = {each.name: each for each in result.regions}
    return {
        (each.region, each.line): found[each.name].histograms[NAME] for each in regions if each.name in found
    }


def without_program(source: Source, schema: Schema | None = None) -> tuple[str, tuple[Derived, ...]]:
    """The text of the other program, and its regions; those that do not check are left out."""
    program = analyse(source, schema).program
    regions = tuple(derived(source, program)) if program is not None else ()
    for _ in range(ROUNDS):
        text, lines = joined(source.text, regions)
        found = analyse(Source(source.name, text), schema).diagnostics
        wrong = {
            Source(source.name, text).position(each.span.start).line
            for each in found
            if each.severity is Severity.ERROR
        }
        if not wrong:
            return text, regions
        regions = tuple(
            each
            for each, (start, end) in zip(regions, lines, strict=True)
            if not any(start <= line < end for line in wrong)
        )
    return source.text, ()


def joined(text: str, regions: Sequence[Derived]) -> tuple[str, list[tuple[int, int]]]:
    """The program with more regions, and the lines of each."""
    whole, places = text.rstrip("\n") + "\n", []
    for each in regions:
        start = whole.count("\n") + 1
        whole += each.text
        places.append((start, whole.count("\n") + 1))
    return whole, places


def derived(source: Source, program: Program) -> Iterator[Derived]:
    """A region for each step that compares one value with numbers."""
    for region in program.regions:
        whole = (*ancestors(region, program), region)
        cuts = [cut for each in whole for cut in each.cuts]
        for left_out in cuts:
            axis = axis_text(source, left_out)
            if axis is not None:
                name = f"{region.name}__{MARK}_{left_out.origin.line}"
                yield Derived(
                    region.name, left_out.origin.line, name, region_text(name, whole, left_out, axis)
                )


def region_text(name: str, whole: Sequence[Region], left_out: Cut, axis: str) -> str:
    """All steps but one, all weights, and the histogram."""
    lines = [f"region {name}"]
    lines += [f"  {cut.origin.text}" for each in whole for cut in each.cuts if cut is not left_out]
    lines += [f"  {factor.origin.text}" for each in whole for factor in each.weights]
    return "\n".join([*lines, f"  hist {NAME} = {axis}", ""])


def axis_text(source: Source, cut: Cut) -> str | None:
    """What a step cuts on, and bins around its limits; None where it is not one value against numbers."""
    condition = cut.condition
    if cut.when is not None or not isinstance(condition, Compare):
        return None
    values = [each for each in condition.operands if not isinstance(each, Constant)]
    limits = [each.value for each in condition.operands if isinstance(each, Constant)]
    numbers = [float(each) for each in limits if isinstance(each, int | float)]
    if len(values) != 1 or not numbers or not isinstance(values[0].type, Number):
        return None
    text = " ".join(source.slice(values[0].span).split())
    return f"{text} in {bins_text(values[0], numbers)}"


def bins_text(value: Expression, limits: list[float]) -> str:
    """Bins in the canonical unit: whole numbers one by one, else around the limits, which are edges."""
    assert isinstance(value.type, Number)
    if value.type.integer and value.type.dimension == NONE and min(limits) >= 0:
        last = max(10, 2 * int(max(limits)) + 2)
        return f"{last} bins from 0 to {last}"
    unit = without_angle(value.type.dimension).unit
    first, last_edge, count = span(min(limits), max(limits))
    return f"{count} bins from {first:.6g} {unit} to {last_edge:.6g} {unit}".replace("  ", " ").strip()


def span(low: float, high: float) -> tuple[float, float, int]:
    """The ends of an axis around limits, and how many bins put an edge on each limit."""
    if low != high:
        return 2 * low - high, 2 * high - low, 36
    if low > 0:
        return 0.0, 2.5 * low, 40
    return (2 * low, -low, 36) if low < 0 else (-50.0, 50.0, 40)
