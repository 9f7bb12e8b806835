"""Columnar code that works on events with the same number of objects at a time.

In: nothing. Out: the text of a helper. Only such events make plain arrays, with a row for each event.
"""

BY_COUNT = '''
def by_count(objects, function, results):
    """What a function of px, py, pz and energy, with a row for each event, gives: `results` numbers an event."""
    counts = ak.to_numpy(ak.num(objects, axis=1))
    starts = np.cumsum(counts) - counts
    parts = [ak.to_numpy(ak.flatten(each)) for each in (objects.px, objects.py, objects.pz, objects.energy)]
    found = np.full((len(counts), results), np.nan)
    for count in np.unique(counts[counts > 0]):
        chosen = np.flatnonzero(counts == count)
        places = starts[chosen][:, np.newaxis] + np.arange(count)
        found[chosen] = function(*(np.asarray(part, dtype=np.float64)[places] for part in parts))
    return found
'''
