"""Helper functions of generated modules: counting and filling the same events under other weights.

In: nothing. Out: the source of functions by name.
"""

HELPERS = {
    "count_varied": '''
def count_varied(results, weights, regions, number):
    """Sums of other weights, each a product of factors, after each cut of regions and in the bins of what they fill.

    regions: of each its name, that of the one that it goes on from with these weights (None: of no other) and where its own
    stand among that one's, which of `weights` they are, its own cuts, and what it fills. Each event is added once, to the
    sums of the last cut that it passes; one that the other region drops is added there alone.
    """
    left, added = {None: None}, {}
    for name, parent, _, order, cuts, fills in regions:
        added[name], left[name] = adding(results[name]["varied"], order, left[parent], cuts, fills, number)
    # a weight and, as imaginary part, its square: they are added in one step, in memory that is taken once
    weight, both, known = np.empty(number), {None: np.empty(number, dtype=np.complex128)}, {}
    for index, factors in enumerate(weights):
        multiply(factors, known, weight)
        both[None].real[:] = weight
        np.multiply(weight, weight, out=both[None].imag)
        for name, parent, *_ in regions:
            both[name] = added[name](index, both[parent])
    for name, parent, shared, _, cuts, _ in regions:
        if parent is not None:
            stopped = results[name]["varied"]["stopped"]
            before = stopped.shape[1] - len(cuts) - 1
            stopped[:, :before] = results[parent]["varied"]["stopped"][:, :before, shared]
''',
    "adding": '''
def adding(varied, order, chosen, cuts, fills, number):
    """What adds one of the weights of the chosen events (None: all) to the sums of a region, and gives those of the events
    that pass; and which events these are."""
    stopped, cells = varied["stopped"], varied["cells"]
    before = stopped.shape[1] - len(cuts) - 1
    passed = np.ones(number if chosen is None else len(chosen), dtype=bool)
    steps = np.zeros(len(passed), dtype=np.int64)
    for cut in cuts:
        passed = passed & (cut if chosen is None else cut[chosen])
        steps += passed
    left = np.flatnonzero(passed)
    kept = np.empty(len(left), dtype=np.complex128)

    def add(index, both):
        both.take(left, out=kept, mode="clip")
        for place in (place for place, each in enumerate(order) if each == index):
            add_in_order(stopped[:, before:, place], steps, both)
            for title, bins, events in fills:
                add_in_order(cells[title][:, :, place], bins, kept if events is None else kept.take(events))
        return kept

    return add, left if chosen is None else chosen[left]
''',
    "multiply": '''
def multiply(factors, known, product):
    """Write the product of factors from left to right; functions give one each time. known: products of first factors."""
    number = next((number for number, each in enumerate(factors) if callable(each)), len(factors) - 1)
    first, others = factors[:number], factors[number:]
    key = tuple(id(factor) for factor in first)
    if key not in known:
        known[key] = np.ones(len(product))
        for factor in first:
            known[key] *= factor
    before = known[key]
    for factor in others:
        before = np.multiply(before, factor() if callable(factor) else factor, out=product)
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
