"""What a program makes of an event, as text and as plain values.

In: an `EventExplanation`. Out: lines for people; an object for JSON.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from hepir.explain.events import CollectionVerdict, EventExplanation, ObjectVerdict, RegionVerdict, Verdict
from hepir.explain.values import Shown
from hepir.report.text import printable

STEP = 4


def event_text(found: EventExplanation) -> str:
    """Regions with their steps, then the collections and values that they rest on."""
    lines = [printable(found.event)]
    for region in found.regions:
        lines += ["", *region_lines(region)]
    for collection in found.collections:
        lines += ["", *collection_lines(collection)]
    if found.values:
        lines += ["", *(f"{printable(each.name)} = {printable(each.value)}" for each in found.values)]
    return "\n".join(lines) + "\n"


def region_lines(region: RegionVerdict) -> Iterator[str]:
    """The verdict of a region, and each of its steps."""
    failed = region.first_failed
    if failed is None:
        said = "passes" if region.steps else "passes: it has no steps"
    else:
        said = f"removed by line {failed.line}: {printable(failed.statement)}"
    yield f"region {printable(region.name)}: {said}"
    for step in region.steps:
        mark = "passes" if step.passed else "FAILS "
        yield f"  {mark}  line {step.line:<{STEP}} {printable(step.statement)}"
        yield from value_lines(step, "                     ")
    for weight in region.weights:
        yield f"  weight  {printable(weight.name)} = {printable(weight.value)}"


def value_lines(step: Verdict, indent: str) -> Iterator[str]:
    """The values that decide, and whether the condition has none."""
    for value in step.values:
        yield f"{indent}{printable(value.name)} = {printable(value.value)}"
    if step.missing:
        yield f"{indent}the condition is missing, and counts as false"


def collection_lines(found: CollectionVerdict) -> Iterator[str]:
    """Which objects stay."""
    yield f"{printable(found.name)}: {found.kept} of {found.candidates} stay"
    for each in found.objects:
        yield object_line(each)
    if found.candidates > len(found.objects):
        yield f"  and {found.candidates - len(found.objects)} more"


def object_line(found: ObjectVerdict) -> str:
    """One object: what it is, and what drops it."""
    values = f" ({said(found.values)})" if found.values else ""
    name = f"  {printable(found.name)}{values}: "
    if found.dropped is None:
        return f"{name}stays"
    decided = said(found.dropped.values)
    return f"{name}dropped by line {found.dropped.line}: {printable(found.dropped.statement)}" + (
        f" ({decided})" if decided else ""
    )


def said(values: Sequence[Shown]) -> str:
    """`pt = 12.5 GeV, eta = 0.3`"""
    return ", ".join(f"{printable(each.name)} = {printable(each.value)}" for each in values)


def event_document(found: EventExplanation) -> dict[str, object]:
    """The same as plain values."""
    return {
        "event": found.event,
        "regions": [
            {
                "name": region.name,
                "passes": region.first_failed is None,
                "steps": [verdict_object(step) for step in region.steps],
                "weights": {each.name: each.value for each in region.weights},
            }
            for region in found.regions
        ],
        "collections": [
            {
                "name": each.name,
                "candidates": each.candidates,
                "kept": each.kept,
                "objects": [
                    {
                        "name": thing.name,
                        "values": {value.name: value.value for value in thing.values},
                        "dropped": None if thing.dropped is None else verdict_object(thing.dropped),
                    }
                    for thing in each.objects
                ],
            }
            for each in found.collections
        ],
        "values": {each.name: each.value for each in found.values},
    }


def verdict_object(step: Verdict) -> dict[str, object]:
    """A criterion with its values."""
    return {
        "line": step.line,
        "statement": step.statement,
        "passed": step.passed,
        "missing": step.missing,
        "values": {each.name: each.value for each in step.values},
    }
