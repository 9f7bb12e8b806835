"""Two lists of selected events against each other.

In: two files `events.parquet`. Out: for each region the events that both have, and those that only one has; or HepirError
(HEP0754). Events are told apart by run, luminosity block and event number, and by file and entry where a list has no numbers.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from hepir.comparison.errors import NotEventList
from hepir.diagnostics.core import HepirError
from hepir.diagnostics.places import NOWHERE

NUMBERS = ("run", "luminosity_block", "event")
NEEDED = ("region", "file", "entry", *NUMBERS)


@dataclass(frozen=True, order=True)
class EventName:
    """An event: the file and entry that it was read from, and its numbers, None where the input has none."""

    file: str
    entry: int
    run: int | None = None
    luminosity_block: int | None = None
    event: int | None = None

    @property
    def numbers(self) -> tuple[int | None, ...]:
        """Run, luminosity block and event."""
        return self.run, self.luminosity_block, self.event

    def __str__(self) -> str:
        """As `hepir explain-event` takes it."""
        if None in self.numbers:
            return f"{self.file}:{self.entry}"
        return ":".join(map(str, (self.file, *self.numbers)))


Key = tuple[object, ...]
Events = dict[Key, EventName]


@dataclass(frozen=True)
class Removal:
    """An event that one list lacks, and what removed it there: the line and text of the criterion, or why not known."""

    event: EventName
    line: int
    statement: str


@dataclass(frozen=True)
class RegionEvents:
    """One region in both lists: how many events both have, and those that only one has, in the order of the files."""

    region: str
    shared: int
    only_here: tuple[EventName, ...]
    only_there: tuple[EventName, ...]
    repeated: int = 0
    removed_there: tuple[Removal, ...] = ()
    removed_here: tuple[Removal, ...] = ()

    @property
    def equal(self) -> bool:
        """Whether both select the same events."""
        return not (self.only_here or self.only_there)

    @property
    def jaccard(self) -> float:
        """Events in both over events in any; 1 where there are none."""
        union = self.shared + len(self.only_here) + len(self.only_there)
        return self.shared / union if union else 1.0


@dataclass(frozen=True)
class EventComparison:
    """All regions of two lists, and regions that only one has."""

    here: str
    there: str
    regions: tuple[RegionEvents, ...]
    left_out: tuple[str, ...] = ()

    @property
    def equal(self) -> bool:
        """Whether both select the same events everywhere."""
        return all(each.equal for each in self.regions)

    def _repr_html_(self) -> str:
        """What a notebook shows."""
        from hepir.comparison.html import events_html

        return events_html(self)


def read_events(path: Path) -> dict[str, list[EventName]]:
    """The events of each region, in the order of the list."""
    import pyarrow as pa
    import pyarrow.parquet as parquet

    try:
        table = parquet.read_table(path, columns=list(NEEDED)).to_pydict()
    except (OSError, pa.ArrowException, KeyError, ValueError) as error:
        said = " ".join(str(error).split())[:160]
        raise HepirError((NotEventList(NOWHERE, str(path), said),)) from error
    missing = [name for name in NEEDED if name not in table]
    if missing:
        raise HepirError((NotEventList(NOWHERE, str(path), f"it has no column `{missing[0]}`"),))
    found: dict[str, list[EventName]] = {}
    for region, *numbers in zip(*(table[name] for name in NEEDED), strict=True):
        found.setdefault(region, []).append(EventName(*numbers))
    return found


def compare_events(here: Path, there: Path) -> EventComparison:
    """The events of both lists; a region that is the only one of its list is that of the other, whatever its name."""
    ours, theirs = read_events(here), read_events(there)
    if len(ours) == len(theirs) == 1 and ours.keys() != theirs.keys():
        theirs = dict(zip(ours, theirs.values(), strict=True))
    names = [*ours, *(name for name in theirs if name not in ours)]
    regions = tuple(region_events(name, ours.get(name, ()), theirs.get(name, ())) for name in names)
    return EventComparison(str(here), str(there), regions)


def region_events(region: str, ours: Iterable[EventName], theirs: Iterable[EventName]) -> RegionEvents:
    """One region."""
    ours, theirs = list(ours), list(theirs)
    numbered = all(None not in each.numbers for each in (*ours, *theirs))
    here, there = keyed(ours, numbered), keyed(theirs, numbered)
    repeated = len(ours) - len(here) + len(theirs) - len(there)
    return RegionEvents(
        region, len(here.keys() & there.keys()), alone(here, there), alone(there, here), repeated
    )


def keyed(events: Iterable[EventName], numbered: bool) -> Events:
    """Events by what tells them apart."""
    return {each.numbers if numbered else (each.file, each.entry): each for each in events}


def alone(events: Mapping[Key, EventName], others: Mapping[Key, EventName]) -> tuple[EventName, ...]:
    """Those that the others lack."""
    found = [each for key, each in events.items() if key not in others]
    return tuple(sorted(found, key=lambda each: (each.file, each.entry)))
