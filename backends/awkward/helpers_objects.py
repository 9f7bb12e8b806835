"""Helper functions of generated modules: making, selecting, ordering, combining objects.

In: nothing. Out: the source of functions by name.
"""

HELPERS = {
    "real": '''
def real(column):
    """A column in double precision."""
    return mapped(lambda values: values.astype(np.float64), column)
''',
    "integers": '''
def integers(column):
    """A column of whole numbers."""
    return mapped(lambda values: values.astype(np.int64), column)
''',
    "truths": '''
def truths(column):
    """A column of truth values."""
    return mapped(lambda values: values.astype(np.bool_), column)
''',
    "mapped": '''
def mapped(function, column):
    """A function of all numbers of a column."""
    if isinstance(column, np.ndarray):
        return function(column)
    layout = ak.to_layout(column)
    if layout.is_numpy:
        return function(layout.data)
    if layout.is_list and layout.content.is_numpy:
        layout = layout.to_ListOffsetArray64(True)
        values = ak.contents.NumpyArray(function(layout.content.data[: layout.offsets.data[-1]]))
        return ak.Array(ak.contents.ListOffsetArray(layout.offsets, values))
    return ak.transform(
        lambda layout, **_: ak.contents.NumpyArray(function(layout.data)) if layout.is_numpy else None, column
    )
''',
    "bit": '''
def bit(column, place):
    """Whether a bit of whole numbers is set."""
    return mapped(lambda values: (values.astype(np.int64) >> place) & 1 == 1, column)
''',
    "without": '''
def without(column, *sentinels):
    """A column in which these numbers stand for what is missing."""
    def masked(values):
        bad = np.logical_or.reduce([np.isnan(values) if one != one else values == one for one in sentinels])
        return ak.contents.ByteMaskedArray(ak.index.Index8(bad), ak.contents.NumpyArray(values), valid_when=False)

    layout = ak.to_layout(column)
    if layout.is_numpy:
        return ak.Array(masked(layout.data))
    if layout.is_list and layout.content.is_numpy:
        layout = layout.to_ListOffsetArray64(True)
        values = masked(layout.content.data[: layout.offsets.data[-1]])
        return ak.Array(ak.contents.ListOffsetArray(layout.offsets, values))
    for one in sentinels:
        column = ak.mask(column, ~np.isnan(column) if one != one else column != one)
    return column
''',
    "positions": '''
def positions(column, start=0):
    """The place of each object in its event, and the number of its kind."""
    layout = ak.to_layout(column).to_ListOffsetArray64(True)
    offsets = layout.offsets.data
    places = np.arange(start, start + offsets[-1]) - np.repeat(offsets[:-1], np.diff(offsets))
    return ak.Array(ak.contents.ListOffsetArray(layout.offsets, ak.contents.NumpyArray(places)))
''',
    "objects": '''
def objects(columns):
    """Objects with these properties; a number is the same for all."""
    layouts = {key: ak.to_layout(values) for key, values in columns.items() if not is_one(values)}
    first = next(iter(layouts.values()))
    if first.is_list:
        layouts = {key: layout.to_ListOffsetArray64(True) for key, layout in layouts.items()}
        offsets = next(iter(layouts.values())).offsets
        for layout in layouts.values():
            if len(layout.offsets) != len(offsets) or not np.array_equal(layout.offsets.data, offsets.data):
                raise ValueError("properties of the same objects have different numbers of them")
        layouts = {key: layout.content[: offsets.data[-1]] for key, layout in layouts.items()}
    length = len(next(iter(layouts.values())))
    contents = [
        layouts[key] if key in layouts else ak.contents.NumpyArray(np.full(length, value))
        for key, value in columns.items()
    ]
    record = ak.contents.RecordArray(contents, list(columns), length)
    return ak.Array(ak.contents.ListOffsetArray(offsets, record) if first.is_list else record)
''',
    "with_property": '''
def with_property(objects, name, function):
    """Objects with one more property, worked out for all of them at once; or with its number for each."""
    each = flat(objects)
    layout = whole_layout(each)
    layout = layout.project() if layout.is_indexed else layout
    values = function(each) if callable(function) else function
    values = np.full(len(each), values) if is_one(values) else values
    values = whole_layout(values) if isinstance(values, Flat) else ak.to_layout(values)
    kept = {key: layout.content(key) for key in layout.fields if key != name} | {name: values}
    layout = ak.contents.RecordArray(list(kept.values()), list(kept), len(each), parameters=layout.parameters)
    return ak.Array(layout) if each.counts is None else lists(each.counts, layout)
''',
    "with_momentum": '''
def with_momentum(objects, *slots):
    """Objects with their momentum as px, py, pz and energy, which are quick to add; the sum of those of `slots`."""
    if not slots:
        return with_property(objects, "momentum", lambda each: Flat({name: getattr(each, name) for name in CARTESIAN}))
    return with_property(objects, "momentum", lambda each: added(*(momentum_of(each[slot]) for slot in slots)))
''',
    "momentum_of": '''
def momentum_of(objects):
    """What to add for objects: their components where they have them, which follow from pt, eta, phi and mass otherwise."""
    return objects["momentum"] if "momentum" in objects.fields else objects
''',
    "momenta": '''
def momenta(objects):
    """The momenta of objects as px, py, pz and energy, in a list for each event."""
    each = flat(objects)
    return lists(each.counts, whole_layout(Flat({name: getattr(each, name) for name in CARTESIAN})))
''',
    "added": '''
def added(*momenta):
    """The sum of momenta, component by component."""
    return Flat({name: total([getattr(each, name) for each in momenta]) for name in CARTESIAN})
''',
    "total": '''
def total(numbers):
    """The sum of several numbers, in memory that is taken once."""
    first, second, *others = numbers
    found = first + second
    for each in others:
        plain = isinstance(found, np.ndarray) and isinstance(each, np.ndarray)
        found = np.add(found, each, out=found) if plain else found + each
    return found
''',
    "size": '''
def size(objects):
    """How many objects each event has."""
    layout = ak.to_layout(objects)
    return np.diff(layout.offsets.data) if layout.is_list and hasattr(layout, "offsets") else ak.to_numpy(ak.num(objects))
''',
    "select": '''
def select(objects, condition):
    """The objects for which a condition holds, which is worked out for all of them at once."""
    each = flat(objects)
    chosen = np.broadcast_to(condition(each), len(each))
    return lists(per_event(chosen, each.counts), whole_layout(each[np.flatnonzero(chosen)]))
''',
    "per_event": '''
def per_event(chosen, counts):
    """How many of the objects of each event are chosen."""
    before = np.zeros(len(chosen) + 1, dtype=np.int64)
    np.cumsum(chosen, out=before[1:])
    return np.diff(before.take(np.cumsum(counts)), prepend=0)
''',
    "ordered": '''
def ordered(objects, key, descending):
    """Objects sorted by a key; equal keys keep their order, keys that are not numbers come last."""
    each = flat(objects)
    values = np.broadcast_to(bare(key(each)), len(each))
    values = instead_of_nan(-values if descending else values, np.inf)
    places = ak.argsort(lists(each.counts, ak.contents.NumpyArray(values)), axis=1, stable=True)
    places = ak.to_numpy(ak.flatten(places)) + np.repeat(np.cumsum(each.counts) - each.counts, each.counts)
    return lists(each.counts, whole_layout(each[places]))
''',
    "union": '''
def union(*collections):
    """All objects of several collections, those of the first in front."""
    parts = [flat(each) for each in collections]
    counts = [each.counts for each in parts]
    total = sum(counts[1:], counts[0])
    merged = ak.to_layout(ak.concatenate([ak.Array(whole_layout(each)) for each in parts]))
    order, start, done = np.empty(len(merged), dtype=np.int64), np.cumsum(total) - total, 0
    for own in counts:
        number = own.sum()
        order[np.arange(number) + np.repeat(start - np.cumsum(own) + own, own)] = np.arange(done, done + number)
        start, done = start + own, done + number
    return lists(total, ak.contents.IndexedArray.simplified(ak.index.Index64(order), merged))
''',
    "packed": '''
def packed(each):
    """The layout of flat objects, laid out anew where they were picked from others."""
    layout = whole_layout(each)
    return layout.project() if layout.is_indexed and not layout.is_option else layout
''',
    "combinations": '''
def combinations(objects, *slots):
    """All tuples of different objects of the same event, without regard to their order."""
    each = flat(objects)
    ends, places = np.repeat(np.cumsum(each.counts), each.counts), [np.arange(len(each))]
    counts = each.counts
    for number in range(1, len(slots)):
        later = ends.take(places[-1]) - places[-1] - 1
        again = np.repeat(np.arange(len(later)), later)
        last = (places[-1] + 1 - np.cumsum(later) + later).take(again)
        last += np.arange(len(again))
        places = [*(place.take(again) for place in places), last]
        counts = counts * np.maximum(each.counts - number, 0) // (number + 1)
    layout = packed(each)
    return lists(counts, tuples({slot: (layout, place) for slot, place in zip(slots, places)}))
''',
    "products": '''
def products(collections):
    """All tuples of one object of each collection, of the same event."""
    parts = {slot: flat(each) for slot, each in collections.items()}
    found, _, event = together(tuple(parts.values()))
    number = len(next(iter(parts.values())).counts)
    places = {slot: (packed(each), place) for (slot, each), place in zip(parts.items(), found)}
    return lists(np.bincount(event, minlength=number), tuples(places))
''',
    "widened": '''
def widened(objects, slot, collection):
    """Tuples with one more member, each object of another collection of the same event."""
    each, other = flat(objects), flat(collection)
    (place, more), _, event = together((each, other))
    layout = packed(each)
    slots = {name: (layout.content(name), place) for name in layout.fields} | {slot: (packed(other), more)}
    return lists(np.bincount(event, minlength=len(each.counts)), tuples(slots))
''',
    "linked": '''
def linked(objects, place, event=None):
    """The objects at places of their event's list, None where there is none; one for each event, or for each of `event`."""
    each = flat(objects)
    place = filled_in(place, -1)
    event = np.arange(len(each.counts)) if event is None else event
    there = (place >= 0) & (place < each.counts[event])
    found = flat(taken(each, np.where(there, place + (np.cumsum(each.counts) - each.counts)[event], -1)))
    found.events = event
    return found
''',
    "descending": '''
def descending(particles, species):
    """Whether a mother of a particle, or hers and so on, is of one of these species."""
    counts, event = particles.counts, particles.event
    mother, kind = (filled_in(particles[each], -1) for each in ("mother_index", "pdg_id"))
    there = (mother >= 0) & (mother < counts[event])
    mother, wanted = np.where(there, mother + (np.cumsum(counts) - counts)[event], -1), np.isin(abs(kind), species)
    found, above = np.zeros(len(mother), dtype=bool), mother
    for _ in range(int(counts.max(initial=0))):
        found |= (above >= 0) & wanted[above]
        above = np.where(above >= 0, mother[above], -1)
    return found
''',
    "tuples": '''
def tuples(slots):
    """Tuples of objects, each told by its place."""
    contents = [
        ak.contents.IndexedArray.simplified(ak.index.Index64(place), layout) for layout, place in slots.values()
    ]
    return ak.contents.RecordArray(contents, list(slots))
''',
    "best": '''
def best(objects, key):
    """The object with the smallest key, None where there is none; the first of equals."""
    each = flat(objects)
    places = np.flatnonzero(is_smallest(each, key))[::-1]
    found = np.full(len(each.counts), -1)
    found[each.event[places]] = places  # the first of an event is written last
    return taken(each, found)
''',
    "is_smallest": '''
def is_smallest(each, key):
    """Which objects have the smallest key of their event."""
    values = np.broadcast_to(filled_in(key(each), np.nan), len(each))
    return values == np.repeat(extremes(np.fmin, values, each.counts), each.counts)
''',
    "extremes": '''
def extremes(function, values, counts):
    """The smallest or largest number of each event (np.fmin, np.fmax), not a number where there is none."""
    filled, starts = counts > 0, np.cumsum(counts) - counts
    found = np.full(len(counts), np.nan)
    if len(values):
        found[filled] = function.reduceat(values, starts[filled])
    return found
''',
    "at": '''
def at(objects, position):
    """The object at a position, None where there are not so many; -1 is the last."""
    each = flat(objects)
    ends = np.cumsum(each.counts)
    there = each.counts > position if position >= 0 else each.counts >= -position
    return taken(each, np.where(there, (ends - each.counts if position >= 0 else ends) + position, -1))
''',
    "taken": '''
def taken(each, index):
    """One object of each event, None where the index is negative."""
    layout = whole_layout(each)
    make = ak.contents.IndexedArray if (index >= 0).all() else ak.contents.IndexedOptionArray
    return ak.Array(make.simplified(ak.index.Index64(index), layout))
''',
    "of_events": '''
def of_events(objects, passed):
    """The objects, or the one object, of the events that passed."""
    if isinstance(objects, np.ndarray):
        return objects[np.flatnonzero(passed)]
    each = flat(objects)
    chosen = np.flatnonzero(passed if each.counts is None else np.repeat(passed, each.counts))
    if isinstance(objects, Flat):
        return each[chosen]
    layout = whole_layout(each[chosen])
    return ak.Array(layout) if each.counts is None else lists(each.counts[passed], layout)
''',
    "kept": '''
def kept(columns, passed, names):
    """Columns of the events that passed, laid out anew without the others."""
    chosen, offsets, arrays = np.flatnonzero(passed), None, {}
    for name in names:
        layout = ak.to_layout(columns[name])
        if not (layout.is_list and layout.content.is_numpy):
            arrays[name] = ak.to_packed(columns[name][chosen])
            continue
        layout = layout.to_ListOffsetArray64(True)
        if offsets is None or not np.array_equal(offsets, layout.offsets.data):
            # properties of the same objects share what follows
            offsets = layout.offsets.data
            counts = np.diff(offsets)
            objects = np.flatnonzero(np.repeat(passed, counts))
            left = ak.index.Index64(np.concatenate(([0], np.cumsum(counts[chosen]))))
        arrays[name] = ak.Array(ak.contents.ListOffsetArray(left, ak.contents.NumpyArray(layout.content.data[objects])))
    return arrays
''',
    "passing": '''
def passing(*cuts):
    """Which events pass all of several cuts."""
    return np.logical_and.reduce([np.asarray(cut) for cut in cuts])
''',
    "among": '''
def among(passed, condition):
    """A condition on the events that passed; it does not hold for the others."""
    everything = np.zeros(len(passed), dtype=bool)
    everything[np.flatnonzero(passed)] = condition
    return everything
''',
    "at_places": '''
def at_places(places, number):
    """Which of so many events are at these places."""
    everything = np.zeros(number, dtype=bool)
    everything[places] = True
    return everything
''',
    "for_all": '''
def for_all(values, passed):
    """Values of the events that passed; None for the others."""
    index = np.where(passed, np.cumsum(passed) - 1, -1)
    return ak.Array(ak.contents.IndexedOptionArray.simplified(ak.index.Index64(index), ak.to_layout(values)))
''',
}
