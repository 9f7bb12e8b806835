"""Comparisons as text and as plain values for JSON.

In: a `Comparison` or an `EventComparison`. Out: text for people; what `docs/schemas/comparison.schema.json` describes.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from math import isfinite

from hepir.comparison.event_lists import EventComparison, EventName, RegionEvents, Removal
from hepir.comparison.model import (
    Cause,
    Compared,
    Comparison,
    CutflowComparison,
    HistogramComparison,
    NumberComparison,
)
from hepir.report.text import number, plural, printable, shorten
from hepir.tabular.model import Measured

WIDTH = 56
MOST_BINS = 8
MOST_EVENTS = 10


def comparison_text(found: Comparison) -> str:
    """What departs, with its causes; the last line sums up."""
    lines = [f"here:  {found.here}", f"there: {found.there or 'the `expect` rows of the program'}"]
    if found.same_input:
        lines.append("both read the same events: any difference counts")
    if found.numbers:
        lines += ["", *number_lines(found.numbers)]
    for each in found.cutflows:
        lines += ["", *cutflow_lines(each)]
    for histogram in found.histograms:
        lines += ["", *histogram_lines(histogram)]
    if found.renamed:
        lines += ["", "under another name:", *(f"  {printable(each)}" for each in found.renamed)]
    if found.left_out:
        lines += ["", "not compared:", *(f"  {printable(each)}" for each in found.left_out)]
    return "\n".join([*lines, "", summary(found)]) + "\n"


def summary(found: Comparison) -> str:
    """How much was compared, and what departs."""
    departs = [
        *(f"{each.region}.{each.row.what}" for each in found.numbers if each.row.departs),
        *(f"cutflow of {each.region}" for each in found.cutflows if departing(each)),
        *(f"histogram {each.key}" for each in found.histograms if each.departs),
    ]
    counted = ", ".join(
        (
            plural(len(found.numbers), "number"),
            plural(len(found.cutflows), "cutflow"),
            plural(len(found.histograms), "histogram"),
        )
    )
    said = f"departing: {printable('; '.join(departs))}" if departs else "nothing departs"
    return f"{counted} compared; {said}"


def departing(cutflow: CutflowComparison) -> bool:
    """Whether anything of a cutflow differs."""
    return cutflow.first is not None or cutflow.factor is not None


# ---- tables ----


def number_lines(found: Sequence[NumberComparison]) -> Iterator[str]:
    """The numbers of regions as a table, each with its causes."""
    heads = ("region", "number", "here", "there", "difference", "pull", "")
    rows = [
        (
            printable(each.region),
            shorten(each.row.what, 24),
            value_text(each.row.here),
            value_text(each.row.there),
            signed(each.row.difference),
            signed(each.row.pull, 1),
            "departs" if each.row.departs else "",
        )
        for each in found
    ]
    yield from aligned(heads, rows, left=2)
    for each in found:
        yield from cause_lines(each.causes, f"{each.region}.{each.row.what}: may be because of")


def cutflow_lines(found: CutflowComparison) -> Iterator[str]:
    """A cutflow side by side."""
    yield f"cutflow of {printable(found.region)}, against {printable(found.source)}"
    heads = ("", "line", "statement", "here", "there", "of previous, here", "there", "pull")
    yield from (f"  {line}" for line in aligned(heads, list(cutflow_rows(found)), left=3))
    if found.factor is not None:
        yield f"  all events differ by a factor of {found.factor:.4g}"
    if found.first is not None:
        row = found.rows[found.first]
        where = f"line {row.line}: " if row.line else ""
        only = (
            ""
            if row.here is not None and row.there is not None
            else f" (only {'here' if row.here else 'there'})"
        )
        yield f"  departs first at {where}{shorten(row.what, WIDTH)}{only}"
    yield from cause_lines(found.causes, "may be because of")


def cutflow_rows(found: CutflowComparison) -> Iterator[tuple[str, ...]]:
    """The rows of a cutflow."""
    for place, (row, fraction) in enumerate(zip(found.rows, found.efficiencies, strict=True)):
        before = next((each for each in reversed(found.rows[:place]) if each.here and each.there), None)
        both = before is not None and row.here is not None and row.there is not None
        yield (
            ">" if place == found.first else "",
            str(row.line) if row.line else "",
            shorten(row.what, WIDTH),
            plain_text(row.here),
            plain_text(row.there),
            fraction_text(row.here, before.here if before else None) if both else "",
            fraction_text(row.there, before.there if before else None) if both else "",
            signed(fraction.pull, 1) if fraction is not None and not fraction.exact else "",
        )


def fraction_text(part: Measured | None, whole: Measured | None) -> str:
    """A fraction of the step before."""
    return f"{part.value / whole.value:.4f}" if part and whole and whole.value else ""


def histogram_lines(found: HistogramComparison) -> Iterator[str]:
    """A histogram in a line, the bins that depart most below."""
    where = f" (line {found.line})" if found.line else ""
    distance = "no bin in common" if found.distance is None else f"relative L2 {found.distance:.4g}"
    yield f"histogram {printable(found.key)}{where}, against {printable(found.source)}: {distance}"
    yield from (f"  {each}" for each in found.edges)
    worst = sorted((row for row in found.rows if row.departs), key=lambda row: -abs(row.pull or 0.0))
    if worst:
        rows = [
            (
                row.what,
                value_text(row.here),
                value_text(row.there),
                signed(row.difference),
                pull_text(row),
            )
            for row in worst[:MOST_BINS]
        ]
        lines = aligned(("bin", "here", "there", "difference", "pull"), rows, left=1)
        yield from (f"  {line}" for line in lines)
        if len(worst) > MOST_BINS:
            yield f"  and {plural(len(worst) - MOST_BINS, 'bin')} more"
    yield from cause_lines(found.causes, "may be because of")


def cause_lines(causes: Iterable[Cause], title: str) -> Iterator[str]:
    """Suspected statements, a line each."""
    for place, cause in enumerate(causes):
        if not place:
            yield f"  {printable(title)}"
        where = f"line {cause.line}: " if cause.line else ""
        shown = f"{where}{printable(cause.statement)}".strip()
        yield f"    {shown}: {printable(cause.why)}" if shown else f"    {printable(cause.why)}"


def aligned(heads: Sequence[str], rows: Sequence[Sequence[str]], left: int) -> Iterator[str]:
    """A table; the first `left` columns are texts, the others numbers."""
    lines = [heads, *rows]
    widths = [max(len(line[place]) for line in lines) for place in range(len(heads))]
    for line in lines:
        cells = [
            text.ljust(width) if place < left else text.rjust(width)
            for place, (text, width) in enumerate(zip(line, widths, strict=True))
        ]
        yield "  ".join(cells).rstrip()


def value_text(found: Measured | None) -> str:
    """`45 ± 3`, `45 +4 -3`, or a dash."""
    if found is None:
        return "–"
    if found.up == found.down:
        return f"{number(found.value)} ± {found.up:.3g}" if found.up else number(found.value)
    return f"{number(found.value)} +{found.up:.3g} -{found.down:.3g}"


def pull_text(row: Compared) -> str:
    """A pull; between the same events there is none."""
    return "" if row.exact else signed(row.pull, 1)


def plain_text(found: Measured | None) -> str:
    """The value alone."""
    return "–" if found is None else number(found.value)


def signed(value: float | None, digits: int | None = None) -> str:
    """A difference with its sign; nothing where there is none."""
    if value is None or not isfinite(value):
        return ""
    return f"{value:+.{digits}f}" if digits is not None else f"{value:+.5g}"


# ---- event lists ----


def events_text(found: EventComparison) -> str:
    """What each list has alone, and what removed it."""
    lines = [f"here:  {found.here}", f"there: {found.there}"]
    for each in found.regions:
        lines += ["", *region_lines(each)]
    equal = sum(each.equal for each in found.regions)
    return "\n".join([*lines, "", f"{equal} of {plural(len(found.regions), 'region')} equal"]) + "\n"


def region_lines(found: RegionEvents) -> Iterator[str]:
    """One region."""
    yield (
        f"region {printable(found.region)}: {found.shared:,} in both, {len(found.only_here):,} only here, "
        f"{len(found.only_there):,} only there; Jaccard {found.jaccard:.6g}"
    )
    if found.repeated:
        yield f"  {plural(found.repeated, 'event')} listed more than once"
    yield from only_lines(found.only_here, found.removed_there, "here", "there")
    yield from only_lines(found.only_there, found.removed_here, "there", "here")


def only_lines(
    events: Sequence[EventName], removed: Sequence[Removal], where: str, other: str
) -> Iterator[str]:
    """Events that one list has alone, by what removed them in the other."""
    counts = Counter((each.line, each.statement) for each in removed)
    for (line, statement), count in counts.most_common():
        at = f"line {line}: " if line else ""
        yield f"  {plural(count, 'event')} only {where}: removed {other} by {at}{printable(statement)}"
    known = {each.event: each for each in removed}
    for event in events[:MOST_EVENTS]:
        cause = known.get(event)
        said = f"  line {cause.line}: {shorten(cause.statement, WIDTH)}" if cause is not None else ""
        yield f"    only {where}: {printable(str(event))}{said}"
    if len(events) > MOST_EVENTS:
        yield f"    and {len(events) - MOST_EVENTS:,} more"


# ---- plain values ----


def comparison_document(found: Comparison) -> dict[str, object]:
    """The whole comparison."""
    return {
        "here": found.here,
        "there": found.there,
        "same_input": found.same_input,
        "agrees": found.agrees,
        "numbers": [
            {
                "region": each.region,
                "source": each.source,
                **row_object(each.row),
                "causes": cause_objects(each.causes),
            }
            for each in found.numbers
        ],
        "cutflows": [
            {
                "region": each.region,
                "source": each.source,
                "steps": [row_object(row) for row in each.rows],
                "first": each.first,
                "factor": each.factor,
                "causes": cause_objects(each.causes),
            }
            for each in found.cutflows
        ],
        "histograms": [
            {
                "key": each.key,
                "source": each.source,
                "line": each.line,
                "edges": list(each.edges),
                "distance": finite(each.distance),
                "departs": each.departs,
                "bins": [row_object(row) for row in each.rows],
                "causes": cause_objects(each.causes),
            }
            for each in found.histograms
        ],
        "left_out": list(found.left_out),
        "renamed": list(found.renamed),
    }


def row_object(row: Compared) -> dict[str, object]:
    """One number on both sides."""
    return {
        "what": row.what,
        "line": row.line,
        "here": measured_object(row.here),
        "there": measured_object(row.there),
        "difference": finite(row.difference),
        "pull": finite(row.pull),
        "departs": row.departs,
    }


def measured_object(found: Measured | None) -> dict[str, object] | None:
    """A number with its errors."""
    if found is None:
        return None
    return {
        "value": finite(found.value),
        "up": finite(found.up),
        "down": finite(found.down),
        "entries": found.entries,
    }


def finite(value: float | None) -> float | None:
    """A number that JSON can hold."""
    return value if value is not None and isfinite(value) else None


def cause_objects(causes: Iterable[Cause]) -> list[dict[str, object]]:
    """Suspected statements."""
    return [{"line": each.line, "statement": each.statement, "why": each.why} for each in causes]


def events_document(found: EventComparison) -> dict[str, object]:
    """Two event lists."""
    return {
        "here": found.here,
        "there": found.there,
        "equal": found.equal,
        "regions": [
            {
                "region": each.region,
                "shared": each.shared,
                "jaccard": each.jaccard,
                "only_here": [event_object(event, each.removed_there) for event in each.only_here],
                "only_there": [event_object(event, each.removed_here) for event in each.only_there],
            }
            for each in found.regions
        ],
    }


def event_object(event: EventName, removed: Sequence[Removal]) -> dict[str, object]:
    """An event, and what removed it on the other side."""
    cause = next((each for each in removed if each.event == event), None)
    return {
        "event": str(event),
        "file": event.file,
        "entry": event.entry,
        "removed_by": None if cause is None else {"line": cause.line, "statement": cause.statement},
    }
