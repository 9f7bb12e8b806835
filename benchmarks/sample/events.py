"""Generated events of CMS NanoAOD.

In: a seed and a range of events. Out: their columns. An event depends on the seed and its number alone, never on the
range it is asked for in: events are made in blocks, and each block has random numbers of its own.
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from benchmarks.sample import objects
from benchmarks.sample.leptons import ELECTRON, MUON, SHARES, hard_leptons
from hepir.demo.events import Column, Events, Objects

BLOCK = 20_000
RUN = 320_000
EVENTS_OF_A_LUMINOSITY_BLOCK = 500


def generate(seed: int, start: int, stop: int) -> Events:
    """The events from number `start` up to, not including, `stop`."""
    parts = []
    for number in range(start // BLOCK, max(start, stop - 1) // BLOCK + 1):
        first = number * BLOCK
        parts.append(cut(block(seed, number), max(start - first, 0), min(stop - first, BLOCK)))
    return together(parts)


@lru_cache(maxsize=2)
def block(seed: int, number: int) -> Events:
    """A whole block of events."""
    random = np.random.default_rng([seed, number])
    process = random.choice(len(SHARES), BLOCK, p=SHARES)
    hard = hard_leptons(random, process)
    kinds = {
        "Muon": objects.muons(random, hard.leptons[MUON], BLOCK),
        "Electron": objects.electrons(random, hard.leptons[ELECTRON], BLOCK),
        "Photon": objects.photons(random, BLOCK),
        "Tau": objects.taus(random, BLOCK),
        "Jet": objects.jets(random, process),
    }
    event = np.arange(BLOCK) + number * BLOCK
    return Events(kinds, {**identity(event), **missing(random, hard.missing), **conditions(random)})


def identity(event: NDArray[np.int64]) -> dict[str, Column]:
    """Run, luminosity block and event."""
    return {
        "run": np.full(len(event), RUN, np.uint32),
        "luminosityBlock": (1 + event // EVENTS_OF_A_LUMINOSITY_BLOCK).astype(np.uint32),
        "event": (1 + event).astype(np.uint64),
    }


def missing(random: np.random.Generator, neutrinos: NDArray[np.float64]) -> dict[str, Column]:
    """Missing transverse momentum: that of the neutrinos, and what a detector gets wrong."""
    resolution = np.where(random.random(BLOCK) < 0.12, 26.0, 13.0)
    x, y = neutrinos + resolution * random.standard_normal((2, BLOCK))
    values = {
        "MET_pt": np.hypot(x, y),
        "MET_phi": np.arctan2(y, x),
        "MET_sumEt": 250 + random.gamma(3, 120, BLOCK),
        "MET_significance": np.hypot(x, y) / resolution,
    }
    return {name: each.astype(np.float32) for name, each in values.items()}


def conditions(random: np.random.Generator) -> dict[str, Column]:
    """Vertices, triggers, and generator weights, of which one in ten is negative."""
    return {
        "PV_npvs": random.poisson(25, BLOCK).astype(np.int32),
        "HLT_IsoMu24": random.random(BLOCK) < 0.5,
        "HLT_Ele27_WPTight_Gsf": random.random(BLOCK) < 0.3,
        "genWeight": np.where(random.random(BLOCK) < 0.1, np.float32(-1), np.float32(1)),
    }


def cut(events: Events, start: int, stop: int) -> Events:
    """Some of the events."""
    kinds = {}
    for kind, each in events.objects.items():
        ends = np.concatenate(([0], np.cumsum(each.counts)))
        inside = slice(ends[start], ends[stop])
        kinds[kind] = Objects(
            each.counts[start:stop], {name: column[inside] for name, column in each.values.items()}
        )
    return Events(kinds, {name: column[start:stop] for name, column in events.values.items()})


def together(parts: list[Events]) -> Events:
    """One after the other."""
    first = parts[0]
    kinds = {
        kind: Objects(
            np.concatenate([part.objects[kind].counts for part in parts]),
            {
                name: np.concatenate([part.objects[kind].values[name] for part in parts])
                for name in each.values
            },
        )
        for kind, each in first.objects.items()
    }
    return Events(
        kinds, {name: np.concatenate([part.values[name] for part in parts]) for name in first.values}
    )
