"""Tables of what was measured, in Markdown.

In: a record. Out: text. A side that could not be measured has no column, and stands below with its reason.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from benchmarks.nine.measuring import ALONE
from benchmarks.showing.numbers import geometric_mean, peaks_of, processor_of, ratio, seconds_of, spread
from benchmarks.showing.record import Record, Table

REFERENCE, COMPILED, FLOOR = "by-hand", "rdataframe-compiled", "floor"
NAMES = {
    "q1": "Q1 missing momentum",
    "q2": "Q2 all jets",
    "q3": "Q3 central jets",
    "q4": "Q4 two hard jets",
    "q5": "Q5 dimuon",
    "q6": "Q6 trijet",
    "q7": "Q7 isolated jets",
    "q8": "Q8 Z + lepton",
    "four_leptons": "four leptons, 8 cuts, 5 histograms",
}
Cell = Callable[[str, str], str]
Clock = Callable[[Mapping[str, object] | None], list[float]]


def document(record: Record) -> str:
    """All tables that the record has figures for."""
    parts = [heading(record)]
    if warm := record.table("warm"):
        parts += [ratios(record, warm), goals(record, warm)]
        parts += [ratios(record, warm, processor_of, "Time on a processor"), agreement(record, warm)]
    if cold := record.table("cold"):
        parts += [processes(record, cold)]
    if record.growth:
        parts += [growing(record, task) for task in record.growth]
    if record.workers:
        parts += [working(record)]
    if record.get("varying"):
        parts += [varying(record)]
    if record.stages("stages"):
        parts += [compiling(record)]
    if record.stages("machine"):
        parts += [machine(record)]
    return "\n\n".join(part for part in (*parts, absent(record)) if part) + "\n"


def heading(record: Record) -> str:
    """When, on what and with what."""
    versions = ", ".join(f"{name} {version}" for name, version in sorted(record.versions.items()))
    note = f" {record['note']}" if record.get("note") else ""
    tasks = record.table("warm") or record.table("cold")
    events = f"{record.events:,} events of {record['sample']}, " if tasks else ""
    return (
        f"Measured on {record['date']}: {events}{record['cores']} of the "
        f"{record['processors']} cores of {record['processor']}, Python {record['python']}, {versions}.{note}"
    )


def grid(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table."""
    lines = ["| " + " | ".join(head) + " |", "| --- " + "| ---: " * (len(head) - 1) + "|"]
    return "\n".join([*lines, *("| " + " | ".join(row) + " |" for row in rows)])


def rows(record: Record, table: Table, sides: Sequence[str], cell: Cell) -> str:
    """A table with a row a task and a column a side."""
    head = ["task", *(record.sides[side] for side in sides)]
    return grid(head, ([NAMES.get(task, task), *(cell(task, side) for side in sides)] for task in table))


def measured(record: Record, table: Table) -> list[str]:
    """The sides that have figures."""
    return [side for side in record.sides if any(seconds_of(cells.get(side)) for cells in table.values())]


def ratios(record: Record, table: Table, clock: Clock = seconds_of, of: str = "Time") -> str:
    """Against code written by hand."""

    def cell(task: str, side: str) -> str:
        values, by_hand = clock(table[task].get(side)), clock(table[task].get(REFERENCE))
        if not values or not by_hand:
            return "-"
        if side == REFERENCE:
            return f"{spread(by_hand).middle * 1000:.0f} ms"
        found = ratio(values, by_hand)
        return f"{found.middle:.2f} ± {found.half:.2f}"

    return (
        f"{of} of a task in a process that did it before, as a ratio to awkward by hand (median of the rounds ± half of "
        "the distance between the quartiles):\n\n" + rows(record, table, measured(record, table), cell)
    )


def goals(record: Record, table: Table) -> str:
    """Each backend of hepir against the compiled program and against reading, with the geometric means."""
    present = measured(record, table)
    ours = [side for side in present if side.startswith("hepir-")]
    others = [side for side in (REFERENCE, COMPILED, FLOOR) if side in present]
    pairs = [(side, other) for side in ours for other in others]
    lines, columns = [], [[] for _ in pairs]
    for task in table:
        cells = []
        for column, (side, other) in zip(columns, pairs, strict=True):
            one, two = seconds_of(table[task].get(side)), seconds_of(table[task].get(other))
            cells.append(f"{ratio(one, two).middle:.2f}" if one and two else "-")
            column += [ratio(one, two).middle] if one and two else []
        lines.append([NAMES.get(task, task), *cells])
    lines.append(["geometric mean", *(f"{geometric_mean(each):.2f}" if each else "-" for each in columns)])
    head = ["task", *(f"{record.sides[side]} / {record.sides[other]}" for side, other in pairs)]
    return "hepir against others:\n\n" + grid(head, lines)


def agreement(record: Record, table: Table) -> str:
    """How many entries are in another bin than the first side has them."""
    sides = [side for side in measured(record, table) if side != FLOOR]

    def cell(task: str, side: str) -> str:
        found = table[task].get(side) or {}
        if side == sides[0]:
            return "0"
        return f"{found['moved']:g} of {found['entries']:.0f}" if found.get("entries") else "-"

    return f"Entries that are in another bin than {record.sides[sides[0]]} has them:\n\n" + rows(
        record, table, sides, cell
    )


def processes(record: Record, table: Table) -> str:
    """Whole processes: seconds and memory."""

    def cell(task: str, side: str) -> str:
        times, peaks = seconds_of(table[task].get(side)), peaks_of(table[task].get(side))
        if not times:
            return "-"
        return f"{spread(times).middle:.2f} s" + (f", {spread(peaks).middle:.0f} MB" if peaks else "")

    return (
        "Whole processes without a cache of compiled code, from their start to their end, and the most memory "
        "resident:\n\n" + rows(record, table, measured(record, table), cell)
    )


def growing(record: Record, task: str) -> str:
    """More and more events."""
    numbers = record["growth_events"]
    assert isinstance(numbers, list)
    points = record.growth[task]
    sides = [side for side in record.sides if any(seconds_of(each) for each in points.get(side, []))]
    lines = []
    for position, number in enumerate(numbers):
        cells = []
        for side in sides:
            times, peaks = seconds_of(points[side][position]), peaks_of(points[side][position])
            cells.append(f"{times[0]:.2f} s, {peaks[0]:.0f} MB" if times and peaks else "-")
        lines.append([f"{number / 1e6:.2f}", *cells])
    head = ["million events", *(record.sides[side] for side in sides)]
    return f"{NAMES.get(task, task)}, with more and more files:\n\n" + grid(head, lines)


def working(record: Record) -> str:
    """How much sooner several workers are done than one."""
    sides = list(next(iter(record.workers.values())))
    numbers = {number for cells in next(iter(record.workers.values())).values() for number in cells}
    most = max(numbers - {ALONE}, key=int)

    def cell(task: str, side: str) -> str:
        cells = record.workers[task][side]
        alone, one, many = (seconds_of(cells.get(number)) for number in (ALONE, "1", most))
        if not alone or not one or not many:
            return "-"
        found, ahead = ratio(alone, many), ratio(one, many)
        return f"{found.middle:.2f} ± {found.half:.2f} ({ahead.middle:.2f}; {spread(alone).middle:.2f} s)"

    events = record["workers_events"]
    assert isinstance(events, int)
    return (
        f"How many times sooner {most} workers on {most} cores are done than one worker on one core (in brackets: than one "
        f"that reads ahead on another core; the time of one worker on one core), with "
        f"{events / 1e6:g} million events in one file:\n\n"
        + grid(
            ["task", *(record.sides[side] for side in sides)],
            ([NAMES.get(task, task), *(cell(task, side) for side in sides)] for task in record.workers),
        )
    )


def varying(record: Record) -> str:
    """What variations and regions cost."""
    backends = record.costs
    names = list(next(iter(backends.values())))
    lines = [
        [name, *(f"{each[name]['ratio']:.2f} ({each[name]['seconds']:.2f} s)" for each in backends.values())]
        for name in names
    ]
    return (
        "A search with two regions, and the same with variations of a weight, with variations of the energy of its jets, and "
        f"with more regions, each with a cut and a histogram: processor time of whole runs on {record['varied_events']:,} "
        "events, as a ratio to the search alone:\n\n"
        + grid(["", *(f"hepir, {name}" for name in backends)], lines)
    )


def compiling(record: Record) -> str:
    """The compiler by its stages, and by backends."""
    stages, backends = record.stages("stages"), record.stages("backends")
    names = list(next(iter(stages.values())))
    head = ["lines of the program", *names, *(f"all, {name}" for name in backends)]
    lines = [
        [
            length,
            *(f"{times[name] * 1000:.1f} ms" for name in names),
            *(f"{each.get(length, float('nan')) * 1000:.1f} ms" for each in backends.values()),
        ]
        for length, times in stages.items()
    ]
    return "The compiler, by stages:\n\n" + grid(head, lines)


def machine(record: Record) -> str:
    """What machine code takes, by the number of regions."""
    lines = [
        [
            number,
            f"{row['lines']:.0f}",
            f"{row['written']:.0f}",
            *(f"{row[name] * 1000:.0f} ms" for name in ("emit", "machine")),
        ]
        for number, row in record.stages("machine").items()
    ]
    head = [
        "regions",
        "lines of the program",
        "lines of the module",
        "plan to module",
        "module to machine code",
    ]
    return (
        "A search with more and more regions, each with a cut and a histogram, as a compiled loop:\n\n"
        + grid(head, lines)
    )


def absent(record: Record) -> str:
    """What was not measured, and why; empty where everything was."""
    reasons = [f"{record.sides[side]}: {why}" for side, why in record.missing.items()]
    for part in ("warm", "cold"):
        table = record.table(part)
        tasks: dict[str, list[str]] = {}
        for task, cells in table.items():
            for side, cell in cells.items():
                if cell.get("reason"):
                    tasks.setdefault(f"{record.sides[side]}: {cell['reason']}", []).append(task)
        for why, those in tasks.items():
            alone = "" if len(those) == len(table) else f" ({', '.join(those)})"
            reasons.append(f"{why}{alone}")
    return (
        "\n".join(["Not measured:", "", *(f"- {each}" for each in dict.fromkeys(reasons))]) if reasons else ""
    )
