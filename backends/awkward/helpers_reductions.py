"""Helper functions of generated modules: one value from all objects of an event, or of those that go with an object.

In: nothing. Out: the source of functions by name. A function of objects is called once, with all of them.
"""

HELPERS = {
    "together": '''
def together(collections, *outer):
    """Every combination of objects of the same event, behind each of the outer objects: the places of the objects in
    their collections, those of the outer objects, and the events."""
    first, *others = collections
    if outer:
        event, parents, places = outer[0].event, np.arange(len(outer[0])), []
        others = collections
    else:
        event, parents, places = first.event, first.event, [np.arange(len(first))]
    for each in others:
        number = each.counts[event]
        first = (np.cumsum(each.counts) - each.counts)[event] - np.cumsum(number) + number
        again = np.repeat(np.arange(len(event)), number)
        last = first.take(again)
        last += np.arange(len(again))
        places = [*(place.take(again) for place in places), last]
        event, parents = event.take(again), parents.take(again)
    return places, parents, event
''',
    "entries": '''
def entries(function, collections, outer, where):
    """What a function says of each combination, which of the outer objects (or events) each belongs to, and how many of
    those there are; only combinations for which `where` holds."""
    collections = [flat(each) for each in (collections if isinstance(collections, tuple) else (collections,))]
    if len(collections) == 1 and not outer:
        inside, parents, number = collections, collections[0].event, len(collections[0].counts)
    else:
        places, parents, event = together(collections, *outer)
        inside = [each[parents] for each in outer] + [each[place] for each, place in zip(collections, places)]
        for each in inside:
            each.events = event
        number = len(outer[0]) if outer else len(collections[0].counts)
    values = function(*inside)
    values = np.broadcast_to(values, len(parents)) if is_one(values) else values
    if where is not None:
        chosen = np.broadcast_to(where(*inside), len(parents))
        values, parents = values[chosen], parents[chosen]
    return values, parents, number
''',
    "best_for_each": '''
def best_for_each(key, objects, *outer):
    """The object with the smallest key for each of the outer objects, None where there is none; the first of equals."""
    each = flat(objects)
    (places,), parents, event = together((each,), *outer)
    inside = [*(one[parents] for one in outer), each[places]]
    for one in inside:
        one.events = event
    number = len(outer[0])
    values = np.broadcast_to(numbers(key(*inside)), len(parents))
    counts = np.bincount(parents, minlength=number)
    hits = np.flatnonzero(values == np.repeat(extremes(np.fmin, values, counts), counts))[::-1]
    found = np.full(number, -1)
    found[parents[hits]] = places[hits]  # the first is written last
    best = flat(taken(each, found))
    best.events = outer[0].event
    return best
''',
    "any_of": '''
def any_of(condition, collections, *outer, where=None):
    """Whether a condition holds for any of the objects."""
    chosen, parents, number = entries(condition, collections, outer, where)
    found = np.zeros(number, dtype=bool)
    found[parents[chosen]] = True
    return found
''',
    "none_of": '''
def none_of(condition, collections, *outer, where=None):
    """Whether a condition holds for none of the objects."""
    return ~any_of(condition, collections, *outer, where=where)
''',
    "all_of": '''
def all_of(condition, collections, *outer, where=None):
    """Whether a condition holds for all of the objects."""
    return ~any_of(lambda *each: np.logical_not(condition(*each)), collections, *outer, where=where)
''',
    "count_of": '''
def count_of(condition, collections, *outer, where=None):
    """For how many of the objects a condition holds."""
    if not outer and where is None and not isinstance(collections, tuple):
        each = flat(collections)
        return per_event(np.broadcast_to(condition(each), len(each)), each.counts)
    chosen, parents, number = entries(condition, collections, outer, where)
    return np.bincount(parents[chosen], minlength=number)
''',
    "sum_of": '''
def sum_of(value, collections, *outer, where=None):
    """The sum of the values of the objects, added up in their order."""
    values, parents, number = entries(value, collections, outer, where)
    found = np.bincount(parents, weights=numbers(values), minlength=number)
    return found.astype(np.int64) if is_whole(values) else found
''',
    "total_of": '''
def total_of(momentum, collections, *outer, where=None):
    """The sum of the momenta of the objects, added up in their order."""
    momenta, parents, number = entries(momentum, collections, outer, where)
    sums = {name: np.bincount(parents, weights=getattr(momenta, name), minlength=number) for name in CARTESIAN}
    return Flat(sums)
''',
    "smallest_of": '''
def smallest_of(value, collections, *outer, where=None, function=np.fmin):
    """The smallest of the values of the objects, None where there is none; what is not a number does not count."""
    values, parents, number = entries(value, collections, outer, where)
    found = extremes(function, numbers(values), np.bincount(parents, minlength=number))
    found = known(found, ~np.isnan(found))
    return mapped(lambda each: each.astype(np.int64), found) if is_whole(values) else found
''',
    "largest_of": '''
def largest_of(value, collections, *outer, where=None):
    """The largest of the values of the objects, None where there is none; what is not a number does not count."""
    return smallest_of(value, collections, *outer, where=where, function=np.fmax)
''',
    "mean_of": '''
def mean_of(value, collections, *outer, where=None):
    """The mean of the values of the objects, None where there is none."""
    values, parents, number = entries(value, collections, outer, where)
    count = np.bincount(parents, minlength=number)
    return known(np.bincount(parents, weights=numbers(values), minlength=number) / count, count > 0)
''',
    "is_whole": '''
def is_whole(values):
    """Whether these are whole numbers or truth values."""
    return np.asarray(ak.drop_none(values) if isinstance(values, ak.Array) else values).dtype.kind in "iub"
''',
    "known": '''
def known(values, there):
    """Values, None where they are not there."""
    there = np.broadcast_to(there, np.shape(values))
    return values if there.all() else ak.mask(ak.Array(values), there)
''',
    "numbers": '''
def numbers(values):
    """Numbers in double precision, not a number where one is missing."""
    return np.asarray(filled_in(values, np.nan), dtype=np.float64)
''',
}
