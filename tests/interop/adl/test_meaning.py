"""Conversions keep the events that a slow program, written from ADL's documentation, keeps."""

from pathlib import Path

import awkward as ak
import numpy as np
import pytest
from agreement import plan_of
from slow_adl import counted

from hepir.backends.interpreter import interpret
from hepir.interop.adl.importing import import_adl
from hepir.source import Source

PROGRAMS = sorted((Path(__file__).parent / "programs").glob("*.adl"))
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


@pytest.mark.parametrize("path", PROGRAMS, ids=lambda path: path.stem)
def test_the_same_events(path):
    text = path.read_text(encoding="utf-8")
    imported = import_adl(Source(path.name, text))
    plan = plan_of(imported.text)
    columns = {name: BRANCHES[name] for name in plan.columns} or {"run": ak.Array(np.zeros(EVENTS, np.int32))}
    regions = interpret(plan, columns, "data").regions
    found = {name: region.steps[-1].entries for name, region in regions.items()}
    expected = counted(text, DATA)
    assert {name: found[name] for name in expected} == expected, imported.text
    assert any(0 < value < EVENTS for value in expected.values())


def test_there_are_enough():
    assert len(PROGRAMS) >= 30
