"""The helper functions of generated modules; each is written out only where it is called.

In: the body of a module. Out: the definitions of the helpers that it needs, in a fixed order.
"""

from __future__ import annotations

import re

HELPERS = {
    "select": '''
def select(objects, condition):
    """The objects for which a condition holds; the same as `objects[condition]`, but faster."""
    chosen = ak.to_numpy(ak.flatten(condition, axis=1))
    return ak.unflatten(ak.flatten(objects, axis=1)[chosen], ak.to_numpy(ak.sum(condition, axis=1)))
''',
    "cartesian": '''
def cartesian(objects):
    """The momenta of objects as px, py, pz and energy, which are quick to add."""
    if objects.ndim > 1:
        # all objects of all events at once
        return ak.unflatten(cartesian(ak.flatten(objects, axis=1)), ak.num(objects, axis=1))
    pt, eta, phi, mass = (bare(objects[name]) for name in ("pt", "eta", "phi", "mass"))
    px, py, pz = pt * np.cos(phi), pt * np.sin(phi), pt * np.sinh(eta)
    energy = np.sqrt(np.maximum(px * px + py * py + pz * pz + mass * abs(mass), 0.0))
    parts = {"px": px, "py": py, "pz": pz, "energy": energy}
    return ak.zip(parts, with_name="Momentum4D")
''',
    "bare": '''
def bare(values):
    """Numbers as numpy has them, where none can be missing."""
    return values if ak.to_layout(values).is_option else ak.to_numpy(values)
''',
    "added": '''
def added(*momenta):
    """The sum of the momenta that belong to the same combination, for all combinations."""
    parts, flat = {}, [ak.flatten(each, axis=1) for each in momenta]
    for name in ("px", "py", "pz", "energy"):
        first, *others = (bare(each[name]) for each in flat)
        parts[name] = sum(others, first)
    return ak.unflatten(ak.zip(parts, with_name="Momentum4D"), ak.num(momenta[0], axis=1))
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
            counts = offsets[chosen + 1] - offsets[chosen]
            ends = np.cumsum(counts)
            objects = np.arange(counts.sum()) + np.repeat(offsets[chosen] - ends + counts, counts)
            left = ak.index.Index64(np.concatenate(([0], ends)))
        arrays[name] = ak.Array(ak.contents.ListOffsetArray(left, layout.content[objects]))
    return arrays
''',
    "passing": '''
def passing(*cuts):
    """Which events pass all of several cuts."""
    return np.logical_and.reduce([ak.to_numpy(cut) for cut in cuts])
''',
    "among": '''
def among(passed, condition):
    """A condition on the events that passed; it does not hold for the others."""
    everything = np.zeros(len(passed), dtype=bool)
    everything[passed] = ak.to_numpy(condition)
    return everything
''',
    "for_all": '''
def for_all(values, passed):
    """Values of the events that passed; None for the others."""
    index = np.where(passed, np.cumsum(passed) - 1, -1)
    return ak.Array(ak.contents.IndexedOptionArray.simplified(ak.index.Index64(index), ak.to_layout(values)))
''',
    "spread": '''
def spread(values, objects):
    """Give each object of an event the event's value."""
    counts = ak.to_numpy(ak.num(objects, axis=1))
    return ak.unflatten(values[np.repeat(np.arange(len(counts)), counts)], counts)
''',
    "for_each": '''
def for_each(values, *objects):
    """Repeat values until there is one for each object, or for each combination of objects."""
    values = np.full(len(objects[0]), values) if np.isscalar(values) else values
    return ak.broadcast_arrays(values, *(is_there(each) for each in objects))[0]


def is_there(objects):
    """True for each object."""
    while objects.fields:
        objects = objects[objects.fields[0]]
    return ak.is_none(objects, axis=-1) | True
''',
    "best": '''
def best(objects, key):
    """The object with the smallest key, None where there is none; the first of equals."""
    if ak.any(np.isnan(key), axis=None):
        key = ak.nan_to_none(key)
    return taken(objects, ak.to_numpy(ak.fill_none(ak.argmin(key, axis=1), -1)))
''',
    "best_for_each": '''
def best_for_each(objects, key):
    """The object with the smallest key, one for each list of keys; None where there is none, the first of equals."""
    index = ak.argmin(ak.nan_to_none(key), axis=-1)
    counts = ak.to_numpy(ak.num(objects, axis=1))
    place = ak.fill_none(index + (np.cumsum(counts) - counts), -1, axis=-1)
    objects = ak.to_layout(ak.flatten(objects, axis=1))

    def taken(layout, **_):
        if layout.is_numpy:
            return ak.contents.IndexedOptionArray.simplified(ak.index.Index64(layout.data), objects)

    return ak.transform(taken, place)
''',
    "at": '''
def at(objects, position):
    """The object at a position, None where there are not so many; -1 is the last."""
    counts = ak.to_numpy(ak.num(objects, axis=1))
    index = counts + position if position < 0 else np.full(len(counts), position)
    return taken(objects, np.where(index < counts, index, -1))
''',
    "taken": '''
def taken(objects, index):
    """One object of each event, None where the index is negative."""
    counts = ak.to_numpy(ak.num(objects, axis=1))
    index = np.where(index < 0, -1, np.cumsum(counts) - counts + index)
    objects = ak.flatten(objects, axis=1)
    if (index >= 0).all():
        return objects[index]
    return ak.Array(
        ak.contents.IndexedOptionArray.simplified(ak.index.Index64(index), ak.to_layout(objects)),
    )
''',
    "is_smallest": '''
def is_smallest(key):
    """Which objects have the smallest key of their event."""
    return key == ak.fill_none(ak.min(ak.nan_to_none(key), axis=1), np.inf)
''',
    "ordered": '''
def ordered(objects, key, descending):
    """Objects sorted by a key; equal keys keep their order, keys that are not numbers come last."""
    key = -key if descending else key
    if ak.any(np.isnan(key), axis=None):
        key = ak.where(np.isnan(key), np.inf, key)
    return objects[ak.argsort(key, axis=1, ascending=True, stable=True)]
''',
    "smallest": '''
def smallest(values):
    """The smallest of each innermost list, None for an empty one; what is not a number does not count."""
    return ak.min(ak.nan_to_none(values), axis=-1)
''',
    "largest": '''
def largest(values):
    """The largest of each innermost list, None for an empty one; what is not a number does not count."""
    return ak.max(ak.nan_to_none(values), axis=-1)
''',
    "average": '''
def average(values):
    """The mean of each innermost list, None for an empty one."""
    count = ak.count(values, axis=-1)
    return ak.mask(ak.sum(values, axis=-1) / count, count > 0)
''',
    "total": '''
def total(momenta, chosen=None):
    """The sum of the momenta of each innermost list, or of the chosen ones."""
    parts = {"px": momenta.px, "py": momenta.py, "pz": momenta.pz, "energy": momenta.energy}
    if chosen is not None:
        parts = {name: ak.where(chosen, part, 0.0) for name, part in parts.items()}
    return ak.zip({name: ak.sum(part, axis=-1) for name, part in parts.items()}, with_name="Momentum4D")
''',
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
        passed = passed & ak.to_numpy(cut)[chosen]
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
def fill_varied(region, title, weights, *values):
    """Fill a histogram with the same values under other weights; the bins are looked up once."""
    filled = [ak.fill_none(ak.values_astype(value, np.float64), np.nan, axis=-1) for value in values]
    *filled, events = (flat(value) for value in ak.broadcast_arrays(*filled, np.arange(len(values[0]))))
    missing = np.any([np.isnan(value) for value in filled], axis=0)
    filled, events = [value[~missing] for value in filled], events[~missing].astype(np.int64)
    alike = np.array_equal(events, np.arange(len(values[0])))
    cells = np.zeros(len(events), dtype=np.int64)
    for axis, value in zip(region["histograms"][title].axes, filled):
        cells = cells * axis.extent + axis.index(value) + 1
    sums = region["varied"]["cells"][title]
    first = first_places(cells, sums.shape[1])
    for index, weight in enumerate(weights):
        weight = weight if alike else weight[events]
        for each, values in zip(sums[:, :, index], (weight, weight * weight)):
            add_in_order(each, cells, first, values)
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
CORE = '''
def running_sum(start, values):
    """Add values one by one, so that the result does not depend on how events are grouped."""
    return np.cumsum(np.concatenate(([start], values)))[-1]


def count(region, cuts, number, weight=None):
    """Apply cuts to events one after the other and count after each; returns which pass all."""
    passed = np.ones(number, dtype=bool)
    alike = weight is None or np.all(weight == 1)
    for step in range(len(cuts) + 1):
        if step:
            passed = passed & ak.to_numpy(cuts[step - 1])
        number = np.count_nonzero(passed) if step else number
        region["entries"][step] += number
        for sums, power in ((region["sumw"], 1), (region["sumw2"], 2)):
            # adding ones to a whole number is exact in any order
            exact = alike and sums[step] % 1 == 0
            sums[step] = sums[step] + number if exact else running_sum(sums[step], weight[passed] ** power)
    return passed


def is_plain(layout):
    """Whether an array has numbers only, none of which is missing."""
    while layout.is_list:
        layout = layout.content
    return layout.is_numpy


def flat(values):
    """All numbers of an array, one after the other, in double precision."""
    return np.asarray(ak.to_numpy(ak.flatten(values, axis=None)), dtype=np.float64)


def fill(region, name, weight, *values):
    """Fill a histogram with values of events; missing ones are skipped and counted. weight: None where all are one."""
    weight = None if weight is None or np.all(weight == 1) else weight
    if len(values) == 1 and weight is None and is_plain(ak.to_layout(values[0])):
        filled = [flat(values[0])]
    else:
        filled = [ak.fill_none(ak.values_astype(value, np.float64), np.nan, axis=-1) for value in values]
        filled = ak.broadcast_arrays(*filled, *([] if weight is None else [weight]))
        filled = [flat(value) for value in filled]
    filled, weights = filled[: len(values)], filled[len(values) :]
    missing = np.isnan(sum(filled[1:], filled[0]))
    if missing.any():
        missing = np.any([np.isnan(value) for value in filled], axis=0)
        region["skipped"][name] += np.count_nonzero(missing)
        filled, weights = ([value[~missing] for value in each] for each in (filled, weights))
    region["histograms"][name].fill(*filled, weight=weights[0] if weights else None)
'''


def helpers_for(body: str) -> str:
    """The definitions of the helpers that are called in a body, or by one of these."""
    called = [name for name in HELPERS if re.search(rf"(?<![\w.]){name}\(", body)]
    inside = "\n".join(HELPERS[name] for name in called)
    also = [name for name in HELPERS if re.search(rf"(?<![\w.]){name}\(", inside)]
    return "\n".join(HELPERS[name] for name in HELPERS if name in (*called, *also))
