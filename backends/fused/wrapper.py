"""The parts of a generated module that are the same for every program.

In: nothing. Out: text of Python.
"""

READING = '''
# on disk beside this file, where there is one: compiled once for each version of numba and each processor
compiled = numba.njit(nogil=True, error_model="numpy", cache="__file__" in globals())


def numbers(array, depth, whole):
    """The lists of a branch as flat arrays: offsets from the outermost on, and the numbers last."""
    layout = ak.to_layout(array)
    parts = []
    for _ in range(depth):
        simple = isinstance(layout, ak.contents.ListOffsetArray) and layout.offsets.dtype == np.int64
        if not simple or layout.offsets[0] != 0:
            layout = ak.to_layout(ak.to_packed(layout)).to_ListOffsetArray64(True)
        parts.append(np.asarray(layout.offsets))
        layout = layout.content[: layout.offsets[-1]]
    content = np.ascontiguousarray(ak.to_numpy(layout))
    if whole and content.dtype.kind == "f" and not np.all(np.isfinite(content)):
        raise ValueError("a whole number is not finite")
    content = content.view(np.int64) if whole and content.dtype == np.uint64 else content
    return [fixed(part) for part in (*parts, content)]


def fixed(array):
    """A view that cannot be written to: numba compiles for such arrays or for others, and files give both."""
    view = array.view()
    view.flags.writeable = False
    return view


def same_lengths(columns, branches):
    """Check that branches have one value for each object."""
    first, *others = branches
    for other in others:
        one, two = columns[first][0], columns[other][0]
        shared = one.ctypes.data == two.ctypes.data and len(one) == len(two)
        if not shared and not np.array_equal(one, two):
            raise ValueError(f"{first} and {other} have different numbers of values")
'''
FIXED_PARTS = '''
def fixed_parts(parts):
    """Parts of a column that cannot be written to."""
    return [fixed(np.asarray(part, dtype=np.int64)) for part in parts]
'''
ANALYSE = '''
def analyse(events, results, simulation=True):
    """Select and fill. events: arrays by branch; returns which events pass each region, and their weights."""
    counts = counts_of(results)
    selected = count(events, counts, simulation)
    put_back(results, counts)
    return selected
'''
FILLING = '''
def counts_of(results):
    """Flat copies of all counts, which the loop adds to."""
    regions = list(results.values())
    views = [each.view(flow=True) for region in regions for each in region["histograms"].values()]
    skipped = [count for region in regions for count in region["skipped"].values()]
    return (
        np.concatenate([np.zeros(0, dtype=np.int64), *(region["entries"] for region in regions)]),
        *(np.concatenate([np.zeros(0), *(region[key] for region in regions)]) for key in ("sumw", "sumw2")),
        *(np.concatenate([np.zeros(0), *(view[key].ravel() for view in views)]) for key in ("value", "variance")),
        np.array(skipped, dtype=np.int64),
        *varied_of(results),
    )


def put_back(results, counts):
    """Keep what the loop counted."""
    entries, sums, squares, cells, variances, skipped, *varied = counts
    step = cell = place = 0
    for region in results.values():
        steps = slice(step, step + len(region["entries"]))
        region["entries"][:], region["sumw"][:], region["sumw2"][:] = entries[steps], sums[steps], squares[steps]
        step = steps.stop
        for title, histogram in region["histograms"].items():
            view = histogram.view(flow=True)
            bins = slice(cell, cell + view.size)
            view["value"] = cells[bins].reshape(view.shape)
            view["variance"] = variances[bins].reshape(view.shape)
            region["skipped"][title] = int(skipped[place])
            cell, place = bins.stop, place + 1
    for kept, found in zip(varied_of(results), varied):
        kept[...] = found
    complete(results)


def varied_of(results):
    """The sums under other weights that the loop adds to."""
    arrays = ((results[name]["varied"], title) for name, title in VARIED_SUMS)
    return tuple(varied["cells"][title] if title else varied["stopped"] for varied, title in arrays)


def complete(results):
    """Steps that a region shares with the one it goes on from are those of that one; without weights, sums of weights are
    counts."""
    for name, parent, steps, order in INHERITED:
        region, above = results[name], results[parent]
        if order is None:
            for key in ("entries", "sumw", "sumw2"):
                region[key][:steps] = above[key][:steps]
        else:
            region["varied"]["stopped"][:, :steps] = above["varied"]["stopped"][:, :steps, order]
    for name in UNWEIGHTED:
        region = results[name]
        region["sumw"][:] = region["sumw2"][:] = region["entries"]
        for histogram in region["histograms"].values():
            view = histogram.view(flow=True)
            view["variance"] = view["value"]
'''
