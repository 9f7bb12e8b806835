"""Helper functions of generated modules: what belongs to objects, such as the constituents of jets.

In: nothing. Out: the source of functions by name. `NESTED` are those that take the place of others where a collection depends
on an object in view: it is given as a function of the objects in view so far.
"""

from hepir.backend.membership import HELPERS as PLACES

HELPERS = {
    **PLACES,
    "parts": '''
def parts(column, depth):
    """The parts of a column: where its lists begin, from the outermost on, and its numbers."""
    layout, found = ak.to_layout(column), []
    for _ in range(depth):
        layout = layout.to_ListOffsetArray64(True)
        found.append(layout.offsets.data)
        layout = layout.content[: layout.offsets.data[-1]]
    return [*found, ak.to_numpy(layout)]
''',
    "placed": '''
def placed(found):
    """Places as lists of objects."""
    offsets, inner, places = found
    numbers = ak.contents.ListOffsetArray(ak.index.Index64(inner), ak.contents.NumpyArray(places))
    return ak.Array(ak.contents.ListOffsetArray(ak.index.Index64(offsets), numbers))
''',
    "members": '''
def members(owners, name, objects):
    """The objects that belong to each of the owners, in a list for each; none where an owner is missing."""
    each, listed = flat(objects), owners.layout.content(name).to_ListOffsetArray64(True)
    index = np.arange(len(owners)) if owners.index is None else owners.index
    ends = np.append(listed.offsets.data, 0)  # -1, which stands for none, has no places
    starts, counts = ends[index], np.where(index < 0, 0, ends[index + 1] - ends[index])
    first = (np.cumsum(each.counts) - each.counts)[owners.event]
    inside = np.arange(counts.sum()) + np.repeat(starts - np.cumsum(counts) + counts, counts)
    return lists(counts, whole_layout(each[listed.content.data[inside] + np.repeat(first, counts)]))
''',
    "of_each": '''
def of_each(objects, others):
    """Objects, one for each of others, which are of the same events."""
    found = flat(objects)
    found.events = others.event
    return found
''',
    "where_there": '''
def where_there(values, owners):
    """Values, None where the objects that they are made of are missing."""
    there = is_there(owners)
    if isinstance(values, Flat):
        return Flat({name: known(getattr(values, name), there) for name in CARTESIAN}, event=values.events)
    return known(values, there)
''',
}

NESTED = {
    "entries": '''
def entries(function, collections, outer, where):
    """What a function says of each combination, which of the outer objects (or events) each belongs to, and how many of
    those there are; only combinations for which `where` holds."""
    collections = collections if isinstance(collections, tuple) else (collections,)
    inside, parents, number = reached(collections, outer)
    values = function(*inside)
    values = np.broadcast_to(values, len(parents)) if is_one(values) else values
    if where is not None:
        chosen = np.broadcast_to(where(*inside), len(parents))
        values, parents = values[chosen], parents[chosen]
    return values, parents, number
''',
    "reached": '''
def reached(collections, outer):
    """Every combination of objects of the same event, behind each of the outer objects: the objects, which of the outer
    objects (or events) each combination belongs to, and how many of those there are. A collection may be a function of the
    objects before it, which gives a list for each of them."""
    inside = list(outer)
    event = outer[0].event if outer else np.arange(len(flat(collections[0]).counts))
    parents = np.arange(len(event))
    for one in collections:
        each = flat(one(*inside) if callable(one) else one)
        counts, starts = each.counts, np.cumsum(each.counts) - each.counts
        counts, starts = (counts, starts) if callable(one) else (counts[event], starts[event])
        again = np.repeat(np.arange(len(event)), counts)
        place = np.arange(len(again)) + np.repeat(starts - np.cumsum(counts) + counts, counts)
        inside = [*(before[again] for before in inside), each[place]]
        event, parents = event[again], parents[again]
        for found in inside:
            found.events = event
    return inside, parents, len(outer[0] if outer else flat(collections[0]).counts)
''',
    "best_for_each": '''
def best_for_each(key, objects, *outer):
    """The object with the smallest key for each of the outer objects, None where there is none; the first of equals."""
    inside, parents, number = reached((objects,), outer)
    values = np.broadcast_to(numbers(key(*inside)), len(parents))
    counts = np.bincount(parents, minlength=number)
    hits = np.flatnonzero(values == np.repeat(extremes(np.fmin, values, counts), counts))[::-1]
    found = np.full(number, -1)
    found[parents[hits]] = hits  # the first is written last
    return of_each(taken(inside[-1], found), outer[0])
''',
}
