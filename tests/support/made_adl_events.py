"""Events without ties, as branches of CMS open data and as dictionaries of the same single-precision numbers.

In: nothing. Out: `BRANCHES` by name for the backends, `DATA` for the slow program.
"""

import awkward as ak
import numpy as np

EVENTS = 150
MASSES = {"Electron": (0.000511, 11), "Muon": (0.10566, 13), "Jet": (None, 0)}


def made_events():
    """Events without ties, as branches of CMS open data and as dictionaries of the same single-precision numbers."""
    generator = np.random.default_rng(20240607)
    branches, events = {}, [{"MET": {}} for _ in range(EVENTS)]
    for kind, (mass, flavor) in MASSES.items():
        counts = generator.integers(0, 5, EVENTS)
        total = int(counts.sum())
        values = {
            "pt": 5 + generator.exponential(30, total),
            "eta": generator.normal(0, 1.2, total),
            "phi": generator.uniform(-np.pi, np.pi, total),
            "mass": np.full(total, mass) if mass else generator.uniform(2, 15, total),
        }
        flat = {name: each.astype(np.float32) for name, each in values.items()}
        flat["charge"] = generator.choice([-1, 1], total).astype(np.int32)
        branches |= {f"{kind}_{name}": ak.unflatten(each, counts) for name, each in flat.items()}
        offsets = np.concatenate([[0], np.cumsum(counts)])
        for index, event in enumerate(events):
            event[kind] = [
                {name: float(each[place]) for name, each in flat.items()} | {"flavor": flavor}
                for place in range(offsets[index], offsets[index + 1])
            ]
    for name, values in (
        ("pt", generator.exponential(45, EVENTS)),
        ("phi", generator.uniform(-np.pi, np.pi, EVENTS)),
    ):
        single = values.astype(np.float32)
        branches[f"MET_{name}"] = ak.Array(single)
        for index, event in enumerate(events):
            event["MET"][name] = float(single[index])
    return branches, events


BRANCHES, DATA = made_events()
