"""What belongs to an object of one event.

In: how the files hold it, the place of the object, and the values of the branches in the event. Out: places in the stored
list of the other kind, in the order of the form; those that are not places of that list are left out.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from hepir.ir.membership import Inverse, Membership, Numbers, PlaceColumns, PlaceLists, Ranges, Rows

Row = Mapping[str, object]


def places_of(membership: Membership, owner: int, row: Row) -> tuple[int, ...]:
    """The places of what belongs to the object at a place of its own stored list."""
    length = len(listed(row, membership.length))
    return tuple(place for place in told(membership, owner, row) if 0 <= place < length)


def told(membership: Membership, owner: int, row: Row) -> Iterator[int]:
    """The places that the branches tell."""
    match membership.form:
        case PlaceLists(places, None, _):
            yield from map(whole, inner(row, places, owner))
        case PlaceLists(places, keys, key):
            assert keys is not None
            pairs = zip(inner(row, places, owner), inner(row, keys, owner), strict=True)
            yield from (whole(place) for place, other in pairs if other == key)
        case PlaceColumns(places):
            yield from (whole(listed(row, each)[owner]) for each in places)
        case Ranges(first, count):
            start = whole(listed(row, first)[owner])
            yield from range(start, start + whole(listed(row, count)[owner])) if start >= 0 else ()
        case Rows(owners, places):
            pairs = zip(listed(row, owners), listed(row, places), strict=True)
            yield from (whole(place) for mine, place in pairs if mine == owner)
        case Inverse(owners, missing):
            values = enumerate(listed(row, owners))
            yield from (place for place, mine in values if mine == owner and mine not in missing)
        case Numbers(references, identifiers):
            known = {number: place for place, number in reversed(list(enumerate(listed(row, identifiers))))}
            yield from (known.get(number, -1) for number in inner(row, references, owner))


def listed(row: Row, branch: str) -> list[object]:
    """The values of a branch, one for each object or row."""
    values = row[branch]
    assert isinstance(values, list)
    return values


def inner(row: Row, branch: str, owner: int) -> list[object]:
    """The list that a branch has for one object."""
    values = listed(row, branch)[owner]
    assert isinstance(values, list)
    return values


def whole(value: object) -> int:
    """A stored place."""
    assert isinstance(value, int | float)
    return int(value)
