"""What each step cuts on, for the events that pass all other steps (N-1).

In: a program, and how programs are run on the input. Out: a histogram for each step that compares one value with numbers,
and for each such condition of a step with `and`. They are those of another program, which has for each a region with all
steps but that one, or all of the step but the condition; so every backend fills them, and the meaning is that of the
language. What makes no sense without the step itself is left out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from hepir.compiling import analyse
from hepir.diagnostics.core import Severity
from hepir.ir.regions import ancestors
from hepir.light_dataclasses import dataclass
from hepir.report.without import Filled, LeftOut, Without
from hepir.semantics.expressions import Compare, Constant, Expression, Logical, Not
from hepir.semantics.program import Cut, Program, Region
from hepir.source import Source
from hepir.types.core import Number
from hepir.types.dimensions import NONE, without_angle

if TYPE_CHECKING:
    from hepir.backend.result import RegionResult, Result
    from hepir.schemas.model import Schema

ROUNDS = 4  # of leaving out what does not check
MARK = "without_line"
NAME = "value"


@dataclass(frozen=True)
class Derived:
    """A region of the other program: what it stands for, its name and its text."""

    left_out: LeftOut
    name: str
    text: str


@dataclass(frozen=True)
class Condition:
    """What is left out of a step: the condition, and the text of what stays of the step."""

    part: int
    compared: Compare
    rest: tuple[str, ...]


def without_steps(source: Source, schema_name: str | None, run: Callable[[Source], Result]) -> Without:
    """The histograms by what is left out. `run` runs a program on the input and writes nothing."""
    from hepir.schemas.loading import find_schema

    text, regions = without_program(source, find_schema(schema_name) if schema_name else None)
    if not regions:
        return {}
    result = run(Source(source.name, text))
    wholes = by_name(result.regions)
    processes = {each.name: by_name(each.regions) for each in result.processes}
    return {
        each.left_out: Filled(
            wholes[each.name].histograms[NAME],
            {name: found[each.name].histograms[NAME] for name, found in processes.items()},
        )
        for each in regions
        if each.name in wholes
    }


def by_name(regions: Sequence[RegionResult]) -> dict[str, RegionResult]:
    """Regions by their names."""
    return {each.name: each for each in regions}


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
    """A region for each step, or condition of one, that compares one value with numbers."""
    for region in program.regions:
        whole = (*ancestors(region, program), region)
        for cut in (cut for each in whole for cut in each.cuts):
            for each in conditions(source, cut):
                axis = axis_text(source, each.compared)
                if axis is not None:
                    left_out = LeftOut(region.name, cut.origin.line, each.part)
                    name = f"{region.name}__{MARK}_{cut.origin.line}" + (f"_{each.part}" if each.part else "")
                    yield Derived(left_out, name, region_text(name, whole, cut, each.rest, axis))


def conditions(source: Source, cut: Cut) -> Iterator[Condition]:
    """What a step asks at once: its condition, or each of those that it joins. `reject a or b` is two such steps.

    `when c select d` asks it of the events with `c`, and only these are shown.
    """
    parts = joined_by("and" if cut.keep else "or", cut.condition)
    keyword = "select" if cut.keep else "reject"
    asked = () if cut.when is None else (f"select {text_of(source, cut.when)}",)
    texts = [f"{keyword} {text_of(source, each)}" for each in parts]
    for place, each in enumerate(parts):
        compared = affirmed(each)
        if isinstance(compared, Compare):
            part = place + 1 if len(parts) > 1 else 0
            yield Condition(part, compared, (*asked, *texts[:place], *texts[place + 1 :]))


def text_of(source: Source, expression: Expression) -> str:
    """How it is written, on one line."""
    return " ".join(source.slice(expression.span).split())


def affirmed(condition: Expression) -> Expression:
    """What is denied, or the condition itself: both cut on the same value."""
    return affirmed(condition.operand) if isinstance(condition, Not) else condition


def joined_by(word: str, condition: Expression) -> tuple[Expression, ...]:
    """The conditions that a word joins, those inside parentheses too; the condition itself where it does not."""
    if isinstance(condition, Logical) and condition.operator == word:
        return tuple(part for each in condition.operands for part in joined_by(word, each))
    return (condition,)


def region_text(name: str, whole: Sequence[Region], cut: Cut, rest: Sequence[str], axis: str) -> str:
    """All steps, of one only the rest, all weights, and the histogram."""
    lines = [f"region {name}"]
    for step in (step for each in whole for step in each.cuts):
        lines += [f"  {text}" for text in ((step.origin.text,) if step is not cut else rest)]
    lines += [f"  {factor.origin.text}" for each in whole for factor in each.weights]
    return "\n".join([*lines, f"  hist {NAME} = {axis}", ""])


def axis_text(source: Source, condition: Compare) -> str | None:
    """What is cut on, and bins around the limits; None where it is not one value against numbers."""
    values = [each for each in condition.operands if not isinstance(each, Constant)]
    limits = [each.value for each in condition.operands if isinstance(each, Constant)]
    numbers = [float(each) for each in limits if isinstance(each, int | float)]
    if len(values) != 1 or not numbers or not isinstance(values[0].type, Number):
        return None
    return f"{text_of(source, values[0])} in {bins_text(values[0], numbers)}"


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
