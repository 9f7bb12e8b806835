"""Helper functions of generated modules: counting and filling the same events under other weights.

In: nothing. Out: the source of functions by name.
"""

HELPERS = {
    "count_varied": '''
def count_varied(region, weights, cuts, fills, number, above=None, others=None, order=None):
    """Sums of other weights, each a product of factors, after each cut and in the bins of what is filled.

    Each event is added once, to the sums of the last cut that it passes. Where a region goes on from another with the same
    weights, `above` are the events of that one, and `others` its sums, in another order: only its events are looked at.
    """
    stopped, cells = region["varied"]["stopped"], region["varied"]["cells"]
    before = stopped.shape[1] - len(cuts) - 1
    if others is not None:
        stopped[:, :before] = others[:, :before, order]
    chosen = slice(None) if above is None else np.flatnonzero(above)
    passed = np.ones(number, dtype=bool)[chosen]
    steps = np.zeros(len(passed), dtype=np.int64)
    for cut in cuts:
        passed = passed & cut[chosen]
        steps += passed
    first, left = first_places(steps, len(cuts) + 1), np.flatnonzero(passed)
    products = {}
    for index, factors in enumerate(weights):
        weight = product_of(factors, products, number, chosen)
        add_in_order(stopped[:, before:, index], steps, first, weight)
        weight = weight.take(left)
        for title, bins, events, places in fills:
            values = weight if events is None else weight.take(events)
            add_in_order(cells[title][:, :, index], bins, places, values)
''',
    "product_of": '''
def product_of(factors, known, number, chosen):
    """The product of factors from left to right, for the chosen events. known: products of all factors but the last."""
    *before, last = factors
    key = tuple(id(factor) for factor in before)
    if key not in known:
        known[key] = np.ones(number)[chosen]
        for factor in before:
            known[key] = known[key] * np.broadcast_to(factor, number)[chosen]
    return known[key] * np.broadcast_to(last, number)[chosen]
''',
    "bins_of": '''
def bins_of(region, title, *values, events=None):
    """Which bins of a histogram are filled, by which events (None: by each one once), and where each bin stands first.
    `events` has the event of each value."""
    filled = np.broadcast_arrays(*(numbers(value) for value in values))
    missing = np.any([np.isnan(value) for value in filled], axis=0)
    if missing.any() or events is not None:
        events = (np.arange(len(missing)) if events is None else events)[~missing]
        filled = [value[~missing] for value in filled]
    bins = np.zeros(len(filled[0]), dtype=np.int64)
    for axis, value in zip(region["histograms"][title].axes, filled):
        bins = bins * axis.extent + axis.index(value) + 1
    return title, bins, events, first_places(bins, region["varied"]["cells"][title].shape[1])
''',
    "bins_of_each": '''
def bins_of_each(region, title, passed, objects, *values):
    """As `bins_of`, of objects of events that passed; None where all did. Only these have weights."""
    each = flat(objects)
    values, events = [np.broadcast_to(numbers(value(each)), len(each)) for value in values], each.event
    if passed is not None:
        chosen = passed[events]
        values, events = [value[chosen] for value in values], (np.cumsum(passed) - 1)[events[chosen]]
    return bins_of(region, title, *values, events=events)
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
    """Add values, and their squares, one by one, so that the result does not depend on how events are grouped."""
    there = np.flatnonzero(first >= 0)
    begins = first[there]
    for each, added in zip(sums, (values, values * values)):
        begun = added[begins]
        added[begins] += each[there]
        each[there] = np.bincount(places, weights=added, minlength=len(each))[there]
        added[begins] = begun
''',
}
