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
FILLING = '''
def counts_of(results, histograms):
    """Flat copies of all counts, which the loop adds to."""
    regions = list(results.values())
    views = [each.view(flow=True) for region in regions for each in region["histograms"].values()]
    skipped = [count for region in regions for count in region["skipped"].values()]
    return (
        np.concatenate([np.zeros(0, dtype=np.int64), *(region["entries"] for region in regions)]),
        *(np.concatenate([np.zeros(0), *(region[key] for region in regions)]) for key in ("sumw", "sumw2")),
        *(np.concatenate([np.zeros(0), *(view[key].ravel() for view in views)]) for key in ("value", "variance")),
        np.array(skipped, dtype=np.int64),
    )


def put_back(results, counts):
    """Keep what the loop counted."""
    entries, sums, squares, cells, variances, skipped = counts
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


def take_over(parent, region, steps):
    """The first steps of a region are those of the one it starts from."""
    for key in ("entries", "sumw", "sumw2"):
        region[key][:steps] = parent[key][:steps]


def count_as_one(region):
    """Without weights, sums of weights are counts."""
    region["sumw"][:] = region["sumw2"][:] = region["entries"]
    for histogram in region["histograms"].values():
        view = histogram.view(flow=True)
        view["variance"] = view["value"]
'''
