"""Helper functions of generated modules: counting and filling the same events under other weights.

In: nothing. Out: the source of functions by name.
"""

HELPERS = {
    "count_varied": '''
def count_varied(region, weights, cuts, number, above=None, others=None, order=None):
    """Sums of other weights after each cut; returns the weights of the events that pass.

    Each event is added once, to the sums of the last cut that it passes. Where a region goes on from another with the same
    weights, `above` are the events of that one, and `others` its sums, in another order: only its events are looked at.
    """
    stopped = region["varied"]["stopped"]
    before = stopped.shape[1] - len(cuts) - 1
    if others is not None:
        stopped[:, :before] = others[:, :before, order]
    chosen = slice(None) if above is None else np.flatnonzero(above)
    passed = np.ones(number, dtype=bool)[chosen]
    steps = np.zeros(len(passed), dtype=np.int64)
    for cut in cuts:
        passed = passed & cut[chosen]
        steps += passed
    first, inside = first_places(steps, len(cuts) + 1), []
    for index, weight in enumerate(weights):
        weight = weight[chosen]
        for sums, values in zip(stopped[:, before:, index], (weight, weight * weight)):
            add_in_order(sums, steps, first, values)
        inside.append(weight[passed])
    return inside
''',
    "fill_varied": '''
def fill_varied(region, title, weights, *values, events=None):
    """Fill a histogram with the same values under other weights; the bins are looked up once. `events` has the event of
    each value."""
    filled = np.broadcast_arrays(*(numbers(value) for value in values))
    missing = np.any([np.isnan(value) for value in filled], axis=0)
    if missing.any() or events is not None:
        events = (np.arange(len(missing)) if events is None else events)[~missing]
        filled = [value[~missing] for value in filled]
    cells = np.zeros(len(filled[0]), dtype=np.int64)
    for axis, value in zip(region["histograms"][title].axes, filled):
        cells = cells * axis.extent + axis.index(value) + 1
    sums = region["varied"]["cells"][title]
    first = first_places(cells, sums.shape[1])
    for index, weight in enumerate(weights):
        weight = weight if events is None else weight[events]
        for each, values in zip(sums[:, :, index], (weight, weight * weight)):
            add_in_order(each, cells, first, values)
''',
    "fill_each_varied": '''
def fill_each_varied(region, title, weights, passed, objects, *values):
    """As `fill_varied`, of objects of events that passed; None where all did. Only these have weights."""
    each = flat(objects)
    values, events = [np.broadcast_to(numbers(value(each)), len(each)) for value in values], each.event
    if passed is not None:
        chosen = passed[events]
        values, events = [value[chosen] for value in values], (np.cumsum(passed) - 1)[events[chosen]]
    fill_varied(region, title, weights, *values, events=events)
''',
    "first_places": '''
def first_places(places, count):
    """Where each of the numbers below count stands first; -1 where it does not stand."""
    first = np.full(count, -1)
    first[places[::-1]] = np.arange(len(places))[::-1]
    return first
''',
    "add_in_order": '''
def add_in_order(sums, places, first, values):
    """Add values to sums one by one, so that the result does not depend on how events are grouped."""
    there = np.flatnonzero(first >= 0)
    begun = values[first[there]]
    values[first[there]] += sums[there]
    sums[there] = np.bincount(places, weights=values, minlength=len(sums))[there]
    values[first[there]] = begun
''',
}
