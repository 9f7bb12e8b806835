"""Whether files tell what belongs to objects as their schema says.

In: how files hold it, the columns of some events. Out: nothing, or HepirError with the first event in which branches do not
fit each other (HEP0714), a place is not one of its list (HEP0715), or a link leads to another list (HEP0716).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from hepir.ir.membership import Inverse, Membership, Numbers, PlaceColumns, PlaceLists, Ranges, Rows
from hepir.light_dataclasses import dataclass
from hepir.run.columns import as_awkward
from hepir.run.errors import NOWHERE, LinkToOtherList, ListsDisagree, PlaceOutside, fail
from hepir.run.flat.arrays import FlatArray

if TYPE_CHECKING:
    from hepir.run.reader import Column

Integers = NDArray[np.int64]
Array = NDArray[np.generic]


@dataclass(frozen=True)
class Events:
    """Columns of some events of a file, of which the first is its entry `start`."""

    file: str
    start: int
    columns: Mapping[str, Column]

    def parts(self, branch: str, depth: int) -> list[Array]:
        """Where the lists of a branch begin, from the outermost on, and its numbers."""
        column = self.columns[branch]
        if isinstance(column, FlatArray) and len(column.parts) == depth + 1:
            return list(column.parts)
        import awkward as ak

        layout, found = ak.to_layout(as_awkward(column)), list[Array]()
        for _ in range(depth):
            layout = layout.to_ListOffsetArray64(True)
            found.append(layout.offsets.data)
            layout = layout.content[: layout.offsets.data[-1]]
        return [*found, ak.to_numpy(layout)]

    def lengths(self, branch: str, depth: int = 1) -> Integers:
        """How many values a branch has in each event; of lists of objects, how many objects."""
        return np.diff(self.parts(branch, depth)[0])


def check(lists: Iterable[Membership], events: Events) -> None:
    """Check all lists that a program needs."""
    for each in lists:
        check_lengths(each, events)
        check_places(each, events)
        if isinstance(each.form, PlaceLists) and each.form.keys is not None:
            check_keys(each, each.form, each.form.keys, events)


def check_lengths(membership: Membership, events: Events) -> None:
    """Branches that speak of the same objects have as many values."""
    owner, of = membership.owner_length, membership.length
    match membership.form:
        case PlaceLists(places, keys):
            alike(events, (owner, 1), (places, 2))
            if keys is not None:
                alike(events, (places, 2), (keys, 2))
        case PlaceColumns(places):
            for each in places:
                alike(events, (owner, 1), (each, 1))
        case Ranges(first, count):
            alike(events, (owner, 1), (first, 1))
            alike(events, (owner, 1), (count, 1))
        case Rows(owners, places):
            alike(events, (owners, 1), (places, 1))
        case Inverse(owners):
            alike(events, (of, 1), (owners, 1))
        case Numbers(references, identifiers):
            alike(events, (owner, 1), (references, 2))
            alike(events, (of, 1), (identifiers, 1))


def alike(events: Events, first: tuple[str, int], second: tuple[str, int]) -> None:
    """Two branches have as many values in each event, and as many for each object where both are lists of lists."""
    one, other = events.lengths(*first), events.lengths(*second)
    wrong = np.flatnonzero(one != other)
    if not len(wrong) and first[1] == second[1] == 2:
        inner = [np.diff(events.parts(*each)[1]) for each in (first, second)]
        objects = np.flatnonzero(inner[0] != inner[1])
        wrong = np.repeat(np.arange(len(one)), one)[objects]
        one, other = (np.bincount(np.repeat(np.arange(len(one)), one), each, len(one)) for each in inner)
    if len(wrong):
        event = int(wrong[0])
        numbers = (int(one[event]), int(other[event]))
        fail(ListsDisagree(NOWHERE, events.file, events.start + event, (first[0], second[0]), numbers))


def check_places(membership: Membership, events: Events) -> None:
    """Places are those of stored objects."""
    of, there = membership.of, events.lengths(membership.length)
    match membership.form:
        case PlaceLists(places, None, _):
            inside(places, *places_in(places, 2, events), of, there, events)
        case PlaceLists(places, str(keys), key):
            event, values = places_in(places, 2, events)
            counted = events.parts(keys, 2)[2] == key
            inside(places, event[counted], values[counted], of, there, events)
        case PlaceColumns(places):
            for each in places:
                inside(each, *places_in(each, 1, events), of, there, events)
        case Ranges(first, count):
            event, start = places_in(first, 1, events)
            number = places_in(count, 1, events)[1]
            some = (number > 0) & (start >= 0)
            inside(first, event[some], (start + number - 1)[some], of, there, events)
        case Rows(owners, places):
            inside(places, *places_in(places, 1, events), of, there, events)
            own = events.lengths(membership.owner_length)
            inside(owners, *places_in(owners, 1, events), membership.owner, own, events)
        case Inverse(owners, missing):
            event, values = places_in(owners, 1, events)
            some = ~np.isin(values, missing)
            own = events.lengths(membership.owner_length)
            inside(owners, event[some], values[some], membership.owner, own, events)
        case Numbers():
            pass  # numbers that nothing has are of other lists


def places_in(branch: str, depth: int, events: Events) -> tuple[Integers, Integers]:
    """The places that a branch holds, each with its event."""
    offsets, *inner, values = events.parts(branch, depth)
    event = np.repeat(np.arange(len(offsets) - 1), np.diff(offsets))
    for each in inner:
        event = np.repeat(event, np.diff(each))
    return event, values.astype(np.int64)


def inside(
    branch: str, event: Integers, places: Integers, kind: str, there: Integers, events: Events
) -> None:
    """No place is beyond the stored objects of its event."""
    wrong = np.flatnonzero(places >= there[event])
    if len(wrong):
        first = int(wrong[0])
        entry, place, number = int(event[first]), int(places[first]), int(there[event[first]])
        fail(PlaceOutside(NOWHERE, events.file, events.start + entry, branch, kind, place, number))


def check_keys(membership: Membership, form: PlaceLists, keys: str, events: Events) -> None:
    """All links lead to the list of the other kind, or nowhere."""
    event, values = places_in(keys, 2, events)
    wrong = np.flatnonzero((values != form.key) & (values != 0))
    if len(wrong):
        entry, key = int(event[wrong[0]]), int(values[wrong[0]])
        where = events.start + entry
        fail(LinkToOtherList(NOWHERE, events.file, where, form.places, membership.column, membership.of, key))
