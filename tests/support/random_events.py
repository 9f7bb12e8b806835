"""Random events of the formats of `random_formats`, from coarse grids: ties, empty lists, NaN and sentinels occur.

In: the branches that a plan reads. Out: a Hypothesis strategy for arrays by branch.
"""

import awkward as ak
import hypothesis_profiles  # noqa: F401 (loads the profile)
import numpy as np
from hypothesis import strategies as st

NAN = float("nan")
MAXIMUM_EVENTS, MAXIMUM_OBJECTS = 8, 4
# No two differences of angles are alike, so that computed values tie only where momenta do.
GRIDS = {
    "pt": [25.0, 10.0, 40.0, 55.0, 0.0, 80.0],
    "eta": [0.0, 0.52, 1.64, -1.07, -2.31],
    "phi": [0.1, 0.73, 1.9, -2.21, 3.05, -0.4],
    "mass": [0.0, 0.105, 5.0, -0.02, 12.0],
    "charge": [1, -1],
    "pfRelIso04_all": [0.05, 0.2, -999.0, 0.75, NAN],
    "pfRelIso03_all": [0.05, 0.2, -999.0, 0.75, NAN],
    "dxy": [0.01, -0.02, 0.3, -999.0],
    "dxyErr": [0.01, 0.004, 0.0, -999.0],
    "btag": [0.25, 0.5, 0.75, 0.95, -10.0, NAN],
    "significance": [0.5, 3.0, NAN, 1.0],
    "npvs": [0, 1, 2, 7],
    # of the random format
    "px": [25000.0, -13000.0, 41000.0, 800.0],
    "py": [7000.0, -33000.0, 600.0],
    "pz": [0.0, 90000.0, -31000.0],
    "energy": [100000.0, 60000.0, 34000.0],
    "floatcharge": [-1.0, 1.0, 0.0],
    "ptMeV": [25000.0, 10000.0, 40000.0, 55000.0, 0.0],
    "type": [13, 15, 11],
    "mask": [0, 1, 2, 5, 7],
    "taus": [0.3, 0.7, 0.0, 0.45, NAN],
    "sumet": [12000.0, 250000.0, 0.0],
    "weights": [1.0, -0.5, 2.0],
    # what belongs to what: places that there are not, twice the same
    **{each: [0, 1, -1, 2, 3, 5] for each in ("jetIdx", "fatIdx", "place1", "place2", "places", "links")},
    "first": [0, 1, -1, 3],
    "count": [1, 0, 2],
    "keys": [2, 0, 7],
    "refs": [11, 12, 13, 99],
    "id": [11, 12, 13],
}
LISTS = ("Muon", "Electron", "Jet", "Tau", "Photon", "Lepton", "FatJet")
ROWS = "Row"  # of a table of what belongs to what
LAST_OF_A_LIST = "Missing"
# Lists for each object; those of one name have the same lengths.
LISTS_OF_EACH = {"taus": "taus", "places": "places", "refs": "refs", "links": "links", "keys": "links"}
INTEGERS = {
    **dict.fromkeys(
        ("charge", "npvs", "run", "jetIdx", "fatIdx", "place1", "place2", "first", "count"), np.int32
    ),
    **dict.fromkeys(("type", "keys", "refs", "id"), np.uint32),
    **dict.fromkeys(("places", "links"), np.int64),
    "mask": np.uint8,
}
BOOLEANS = ("tightId", "cutBasedId", "puId")


def grid_of(branch):
    """The values of a branch, and their type."""
    leaf = branch.partition("_")[2] or branch
    if leaf in BOOLEANS or branch.startswith("HLT_"):
        return [False, True], np.bool_
    return GRIDS.get(leaf, [0, 1]), INTEGERS.get(leaf, np.float32)


@st.composite
def events(draw, columns):
    """Arrays by branch, for the branches of a plan; events without a column have one nevertheless."""
    branches = {branch: grid_of(branch) for branch in columns} or {"run": grid_of("run")}
    kinds = list(dict.fromkeys(branch.partition("_")[0] for branch in branches))
    count = draw(st.integers(0, MAXIMUM_EVENTS))
    sizes = {
        kind: draw(st.lists(st.integers(*limits), min_size=count, max_size=count))
        for kind, limits in {
            **dict.fromkeys((*LISTS, ROWS), (0, MAXIMUM_OBJECTS)),
            LAST_OF_A_LIST: (1, 2),
        }.items()
        if kind in kinds
    }
    found, lengths = {}, {}
    for branch, (values, dtype) in branches.items():
        kind, _, leaf = branch.partition("_")
        counts = [sizes[kind]] if kind in sizes else []
        total = sum(sizes[kind]) if kind in sizes else count
        if leaf in LISTS_OF_EACH:
            drawn = st.lists(st.integers(0, 3), min_size=total, max_size=total)
            counts.append(lengths.setdefault((kind, LISTS_OF_EACH[leaf]), draw(drawn)))
            total = sum(counts[-1])
        drawn = draw(st.lists(st.sampled_from(values), min_size=total, max_size=total))
        array = ak.Array(np.array(drawn, dtype=dtype))
        for each in reversed(counts):
            array = ak.unflatten(array, np.array(each, dtype=np.int64))
        found[branch] = array
    return found
