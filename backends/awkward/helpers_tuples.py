"""Helper functions of generated modules: the best combination of each event, without a list of them all.

In: nothing. Out: the source of functions by name.
"""

HELPERS = {
    "best_combination": '''
def best_combination(objects, slots, key, together=65_536):
    """The tuple of different objects of each event whose momentum has the smallest key, the first of equals; a list of
    one, or of none. Events with as many objects are worked on together, in tables: a row for each tuple, a column for each
    event, `together` of both."""
    each, size = flat(objects), len(slots)
    momentum = momentum_of(each)
    components = [numbers(getattr(momentum, name)) for name in CARTESIAN]
    starts = np.cumsum(each.counts) - each.counts
    places, found = np.empty((size, len(starts)), dtype=np.int64), np.zeros(len(starts), dtype=bool)
    for number in np.flatnonzero(np.bincount(each.counts, minlength=size)[size:]) + size:
        members, order = members_of_tuples(number, size)
        chosen, step = np.flatnonzero(each.counts == number), max(1, together // len(order))
        for events in (chosen[begin : begin + step] for begin in range(0, len(chosen), step)):
            start = starts[events]
            own = start + np.arange(number)[:, np.newaxis]
            sums = sums_of_tuples(np.array([values.take(own) for values in components]), size)
            keys = key({"momentum": Flat(dict(zip(CARTESIAN, sums)))})
            smallest = np.fmin.reduce(keys)
            first = order[(keys == smallest).take(order, axis=0).argmax(axis=0)]
            found[events] = ~np.isnan(smallest)
            for place, member in zip(places, members):
                place[events] = start + member[first]
    layout = packed(each)
    return lists(found, tuples({slot: (layout, place[found]) for slot, place in zip(slots, places)}))
''',
    "members_of_tuples": '''
def members_of_tuples(number, size):
    """The places of the members of all tuples of so many objects, those whose last member comes first in front, and the
    order in which they are listed."""
    members, shorter = np.arange(number)[np.newaxis], np.arange(number)
    for _ in range(size - 1):  # shorter: how many tuples there are of the objects before each one
        last = np.repeat(np.arange(number), shorter)
        begins = np.cumsum(shorter) - shorter
        members = np.vstack((members[:, np.arange(len(last)) - begins[last]], last))
        shorter = begins
    return members, np.lexsort(members[::-1])
''',
    "sums_of_tuples": '''
def sums_of_tuples(values, size):
    """The sums of all tuples of objects, in the order of `members_of_tuples`, from those of the tuples without their last
    members. values: by component, object and event."""
    found, shorter = values, np.arange(values.shape[1])
    for length in range(2, size + 1):
        # what the last objects would end is too short to go on from
        lasts = range(length - 1, values.shape[1] - size + length)
        begins = np.cumsum(shorter) - shorter
        longer = np.empty((len(values), begins[lasts[-1]] + shorter[lasts[-1]], values.shape[2]))
        for last in lasts:
            own = longer[:, begins[last] : begins[last] + shorter[last]]
            np.add(found[:, : shorter[last]], values[:, last : last + 1], out=own)
        found, shorter = longer, begins
    return found
''',
}
