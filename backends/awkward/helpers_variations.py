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
    chosen = None if above is None else np.flatnonzero(above)
    passed = np.ones(number if chosen is None else len(chosen), dtype=bool)
    steps = np.zeros(len(passed), dtype=np.int64)
    for cut in cuts:
        passed = passed & (cut if chosen is None else cut[chosen])
        steps += passed
    left, products = np.flatnonzero(passed), {}
    # a weight and, as imaginary part, its square: they are added in one step, in memory that is taken once
    every, kept = (np.empty(size, dtype=np.complex128) for size in (len(passed), len(left)))
    for index, factors in enumerate(weights):
        multiply(factors, products, chosen, every.real)
        np.multiply(every.real, every.real, out=every.imag)
        add_in_order(stopped[:, before:, index], steps, every)
        every.take(left, out=kept, mode="clip")
        for title, bins, events in fills:
            add_in_order(cells[title][:, :, index], bins, kept if events is None else kept.take(events))
''',
    "multiply": '''
def multiply(factors, known, chosen, product):
    """Write the product of factors from left to right, for the chosen events (None: all). known: products of all factors
    but the last."""
    *before, last = factors
    key = tuple(id(factor) for factor in before)
    if key not in known:
        known[key] = np.ones(len(product))
        for factor in before:
            known[key] *= picked_of(factor, chosen)
    np.multiply(known[key], picked_of(last, chosen), out=product)
''',
    "picked_of": '''
def picked_of(factor, chosen):
    """A factor of the chosen events (None: all); one that is the same for all events is left."""
    return factor if chosen is None or not factor.ndim else factor.take(chosen)
''',
    "bins_of": '''
def bins_of(region, title, *values, events=None):
    """Which bins of a histogram are filled, and by which events (None: by each one once). `events` has the event of each
    value."""
    filled = np.broadcast_arrays(*(numbers(value) for value in values))
    missing = np.any([np.isnan(value) for value in filled], axis=0)
    if missing.any() or events is not None:
        events = (np.arange(len(missing)) if events is None else events)[~missing]
        filled = [value[~missing] for value in filled]
    bins = np.zeros(len(filled[0]), dtype=np.int64)
    for axis, value in zip(region["histograms"][title].axes, filled):
        bins = bins * axis.extent + axis.index(value) + 1
    return title, bins, events
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
    "add_in_order": '''
def add_in_order(sums, places, both):
    """Add values, and their squares, one by one, so that the result does not depend on how events are grouped."""
    total = np.empty(sums.shape[1], dtype=np.complex128)
    total.real, total.imag = sums
    np.add.at(total, places, both)
    sums[0], sums[1] = total.real, total.imag
''',
}
