"""Single events, found in files and explained.

In: a program, event files, and the names of events. Out: what the program makes of them, or HepirError (HEP0755).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from hepir.backends.interpreter.events import Event
from hepir.comparison.errors import NoSuchEvent
from hepir.comparison.event_lists import EventComparison, EventName, Removal
from hepir.diagnostics.core import HepirError
from hepir.diagnostics.places import NOWHERE
from hepir.explain.events import EventExplanation, explain_event
from hepir.pipeline.options import Prepared, RunOptions
from hepir.pipeline.preparing import IDENTITY, prepare
from hepir.report.recorded import recorded_program, recorded_seed
from hepir.source import Source

if TYPE_CHECKING:
    from hepir.run.files import EventFile

NAMED = re.compile(r"(?P<file>.+?):(?P<run>-?\d+):(?P<block>-?\d+):(?P<event>-?\d+)")
PLACED = re.compile(r"(?P<file>.+):(?P<entry>\d+)")
WORD = 1 << 64  # numbers that a file stores in 64 bits, with a sign or without


@dataclass(frozen=True)
class Asked:
    """An event as a person names it: its file, and its three numbers or its entry."""

    file: str
    numbers: tuple[int, int, int] | None
    entry: int | None


def asked_event(text: str) -> Asked:
    """`FILE:RUN:LUMINOSITY_BLOCK:EVENT` or `FILE:ENTRY`."""
    if found := NAMED.fullmatch(text):
        return Asked(found["file"], (int(found["run"]), int(found["block"]), int(found["event"])), None)
    if found := PLACED.fullmatch(text):
        return Asked(found["file"], None, int(found["entry"]))
    raise HepirError((NoSuchEvent(NOWHERE, text, "this is no name of an event"),))


def explained(
    source: Source, text: str, options: RunOptions, regions: Sequence[str] = ()
) -> EventExplanation:
    """What a program makes of one event."""
    asked = asked_event(text)
    with ExitStack() as stack:
        prepared = prepare(source, [asked.file], replace(options, events=True), stack)
        unknown = [
            name for name in regions if name not in {each.name for each in prepared.plan.program.regions}
        ]
        if unknown:
            names = ", ".join(each.name for each in prepared.plan.program.regions)
            raise HepirError(
                (
                    NoSuchEvent(
                        NOWHERE, text, f"the program has no region `{unknown[0]}`", f"regions: {names}"
                    ),
                )
            )
        file = prepared.files[0]
        entry = located(prepared, file, asked, text)
        return explained_entry(prepared, file, entry, text, regions)


def located(prepared: Prepared, file: EventFile, asked: Asked, text: str) -> int:
    """The entry of an event."""
    if asked.entry is not None:
        if asked.entry < file.entries:
            return asked.entry
        raise HepirError((NoSuchEvent(NOWHERE, text, f"the file has {file.entries} events"),))
    assert asked.numbers is not None
    identity = prepared.identity
    if any(name not in identity or identity[name] not in file.branches for name in IDENTITY):
        reason = "the file does not hold run, luminosity block and event numbers"
        raise HepirError((NoSuchEvent(NOWHERE, text, reason, "name it by its entry: FILE:ENTRY"),))
    wanted = {name: number % WORD for name, number in zip(IDENTITY, asked.numbers, strict=True)}
    found = next(entries_with(file, identity, wanted), None)
    if found is None:
        raise HepirError((NoSuchEvent(NOWHERE, text, "no entry has these numbers"),))
    return found


def entries_with(file: EventFile, identity: Mapping[str, str], wanted: Mapping[str, int]) -> Iterator[int]:
    """The entries with these numbers."""
    import awkward as ak
    import numpy as np

    from hepir.run.chunks import iterate_chunks

    branches = [identity[name] for name in wanted]
    for chunk in iterate_chunks([file], branches, read_ahead=False):
        same = np.ones(chunk.stop - chunk.start, dtype=bool)
        for name, number in wanted.items():
            values = ak.to_numpy(chunk.columns[identity[name]]).astype(np.int64).view(np.uint64)
            same &= values == np.uint64(number)
        yield from (chunk.start + int(place) for place in np.flatnonzero(same))


def explained_entry(
    prepared: Prepared, file: EventFile, entry: int, name: str, regions: Iterable[str]
) -> EventExplanation:
    """One entry of a file."""
    columns = file.read(prepared.columns, entry, entry + 1)
    row = {branch: values.to_list()[0] for branch, values in columns.items()}
    event = Event(prepared.plan, row)
    return explain_event(prepared.plan, prepared.source, event, prepared.kind, name, regions)


# ---- what removed the events that one list has alone ----


def with_removals(
    found: EventComparison,
    here: Path,
    there: Path,
    inputs: Sequence[str],
    most: int,
    functions: tuple[str, ...] = (),
) -> EventComparison:
    """The same, with what removed events from the list that lacks them, by the program and the seed that its folder holds."""
    only_here = {each.region: each.only_here[:most] for each in found.regions}
    only_there = {each.region: each.only_there[:most] for each in found.regions}
    removed_there = removals(there, inputs, only_here, functions)
    removed_here = removals(here, inputs, only_there, functions)
    regions = (
        replace(
            each,
            removed_there=removed_there.get(each.region, ()),
            removed_here=removed_here.get(each.region, ()),
        )
        for each in found.regions
    )
    return replace(found, regions=tuple(regions))


Wanted = Mapping[str, Sequence[EventName]]


def removals(
    folder: Path, inputs: Sequence[str], events: Wanted, functions: tuple[str, ...] = ()
) -> dict[str, tuple[Removal, ...]]:
    """For each region what removed these events in the run that wrote a folder; nothing where its program is not there."""
    source = recorded_program(folder)
    if source is None or not any(events.values()):
        return {}
    options = RunOptions(seed=recorded_seed(folder), functions=functions)
    with ExitStack() as stack:
        prepared = prepare(source, inputs, options, stack)
        files = {file.path.name: file for file in prepared.files}
        return {
            region: tuple(removal(prepared, files, region, event) for event in found)
            for region, found in events.items()
        }


def removal(prepared: Prepared, files: Mapping[str, EventFile], region: str, event: EventName) -> Removal:
    """What removed one event."""
    file = files.get(event.file)
    if file is None or event.entry >= file.entries:
        return Removal(event, 0, "its file is not among the inputs")
    found = explained_entry(prepared, file, event.entry, str(event), ()).region(region)
    if found is None:
        return Removal(event, 0, f"the other program has no region `{region}`")
    failed = found.first_failed
    return (
        Removal(event, 0, "nothing: it passes")
        if failed is None
        else Removal(event, failed.line, failed.statement)
    )
