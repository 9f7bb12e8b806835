"""What belongs to each object, as code of generated modules: places in the stored list of the other kind.

In: how the files hold it, and how a module writes the parts of a branch. Out: an expression, and the functions that it calls.
Parts of a branch are numpy arrays: where its lists begin, from the outermost on, and its numbers last.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from hepir.ir.membership import Inverse, Membership, Numbers, PlaceColumns, PlaceLists, Ranges, Rows

Parts = Callable[[str, int], str]  # the code of the parts of a branch that has lists of so many levels

HELPERS: Mapping[str, str] = {
    "in_lists": '''
def in_lists(places, keys=None, key=0):
    """Places that stand in a list for each object; only those whose key is this one."""
    offsets, inner, numbers = places
    numbers = numbers.astype(np.int64)
    return [offsets, inner, numbers if keys is None else np.where(keys[2] == key, numbers, -1)]
''',
    "in_columns": '''
def in_columns(*places):
    """Places that stand in several columns, each with one for each object."""
    numbers = np.stack([each[1].astype(np.int64) for each in places], axis=1)
    return [places[0][0], np.arange(len(numbers) + 1) * len(places), numbers.ravel()]
''',
    "in_ranges": '''
def in_ranges(first, count):
    """So many places for each object, one after the other."""
    start = first[1].astype(np.int64)
    number = np.where(start < 0, 0, np.maximum(count[1].astype(np.int64), 0))
    inner = np.concatenate(([0], np.cumsum(number)))
    return [first[0], inner, np.arange(inner[-1]) + np.repeat(start - inner[:-1], number)]
''',
    "in_rows": '''
def in_rows(owners, places, length):
    """Places that stand beside the place of the object that they belong to."""
    event = np.repeat(np.arange(len(owners[0]) - 1), np.diff(owners[0]))
    owner, starts = owners[1].astype(np.int64), length[0]
    there = (owner >= 0) & (owner < np.diff(starts)[event])
    owner = (owner + starts[:-1][event])[there]
    inner = np.concatenate(([0], np.cumsum(np.bincount(owner, minlength=starts[-1]))))
    return [starts, inner, places[1].astype(np.int64)[there][np.argsort(owner, kind="stable")]]
''',
    "turned_around": '''
def turned_around(owners, length, *missing):
    """The places of the objects that point to each object."""
    offsets, values = owners
    places = np.arange(len(values)) - np.repeat(offsets[:-1], np.diff(offsets))
    owner = np.where(np.isin(values, missing), -1, values.astype(np.int64))
    return in_rows([offsets, owner], [offsets, places], length)
''',
    "by_numbers": '''
def by_numbers(references, identifiers):
    """The places of the objects with these numbers; -1 where none has it."""
    offsets, inner, wanted = references
    starts, given = identifiers
    event = np.repeat(np.repeat(np.arange(len(offsets) - 1), np.diff(offsets)), np.diff(inner))
    known = np.unique(np.concatenate([given, wanted]))
    given = np.searchsorted(known, given) + np.repeat(np.arange(len(starts) - 1), np.diff(starts)) * len(known)
    wanted = np.searchsorted(known, wanted) + event * len(known)
    order = np.append(np.argsort(given, kind="stable"), -1)
    found = np.searchsorted(given[order[:-1]], wanted)
    there = np.append(given, -1)[order[found]] == wanted
    return [offsets, inner, np.where(there, order[found] - starts[:-1][event], -1)]
''',
    "belonging": '''
def belonging(found, length):
    """Places for each object, without those that are none of the other kind's."""
    offsets, inner, places = found
    event = np.repeat(np.repeat(np.arange(len(offsets) - 1), np.diff(offsets)), np.diff(inner))
    there = (places >= 0) & (places < np.diff(length[0])[event])
    return [offsets, np.concatenate(([0], np.cumsum(there)))[inner], places[there]]
''',
}


def code(membership: Membership, parts: Parts) -> str:
    """The parts of the places of what belongs to each object of a kind: where the lists of events begin, where those of
    objects do, and the places."""
    return f"belonging({form_code(membership, parts)}, {parts(membership.length, 1)})"


def form_code(membership: Membership, parts: Parts) -> str:
    """As `code`, with places that the other kind may not have."""
    match membership.form:
        case PlaceLists(places, None, _):
            return f"in_lists({parts(places, 2)})"
        case PlaceLists(places, keys, key):
            assert keys is not None
            return f"in_lists({parts(places, 2)}, {parts(keys, 2)}, {key})"
        case PlaceColumns(places):
            return f"in_columns({', '.join(parts(each, 1) for each in places)})"
        case Ranges(first, count):
            return f"in_ranges({parts(first, 1)}, {parts(count, 1)})"
        case Rows(owners, places):
            return f"in_rows({parts(owners, 1)}, {parts(places, 1)}, {parts(membership.owner_length, 1)})"
        case Inverse(owners, missing):
            none = "".join(f", {each!r}" for each in missing)
            return f"turned_around({parts(owners, 1)}, {parts(membership.owner_length, 1)}{none})"
        case Numbers(references, identifiers):
            return f"by_numbers({parts(references, 2)}, {parts(identifiers, 1)})"
