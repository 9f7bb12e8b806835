"""What a detector stores of each kind of object.

In: particles, and a source of random numbers. Out: the columns of CMS NanoAOD, objects of an event in falling order
of transverse momentum. Energies in GeV, lengths in cm, angles in rad.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from benchmarks.sample.leptons import JETS, MASSES, TOPS, Indices
from hepir.demo.decays import Floats, wrapped
from hepir.demo.events import Column, Found, Objects, joined, soft, spread

NO_TAG = -2.0  # how the files mark a jet without a discriminant
CHARGED_PION = 0.13957


def stored(found: Found, keep: NDArray[np.bool_], number: int, values: Mapping[str, Column]) -> Objects:
    """The particles that are kept, sorted, with their momenta and further values; floats in single precision."""
    everything: dict[str, Column] = {"pt": found.pt, "eta": found.eta, "phi": wrapped(found.phi), **values}
    order = np.lexsort((-found.pt[keep], found.event[keep]))
    columns = {name: single(each[keep][order]) for name, each in everything.items()}
    return Objects(np.bincount(found.event[keep], minlength=number), columns)


def single(values: Column) -> Column:
    """Floats in single precision; everything else as it is."""
    return values.astype(np.float32) if values.dtype == np.float64 else values


def charged(found: Found, random: np.random.Generator) -> dict[str, Column]:
    """What leptons have in common."""
    size = len(found.pt)
    displaced = 1 + 4 * np.minimum(found.isolation, 1)
    errors = 0.002 + random.exponential(0.004, (2, size))
    distances = displaced * errors * random.standard_normal((2, size))
    return {
        "charge": found.charge,
        "dxy": distances[0],
        "dxyErr": errors[0],
        "dz": distances[1],
        "dzErr": errors[1],
        "sip3d": np.hypot(*distances) / np.hypot(*errors),
        "pfRelIso03_all": found.isolation,
    }


def muons(random: np.random.Generator, hard: Found, number: int) -> Objects:
    """Muons: pt > 3 GeV, |eta| < 2.4."""
    found = joined(hard, soft(random, number, 0.35, 3.0, 4.5))
    size = len(found.pt)
    values: dict[str, Column] = {
        "mass": np.full(size, MASSES[13]),
        **charged(found, random),
        "pdgId": -13 * found.charge,
        "pfRelIso04_all": found.isolation * random.uniform(1, 1.3, size),
        "looseId": random.random(size) < 0.98,
        "mediumId": random.random(size) < 0.95,
        "tightId": random.random(size) < 0.92,
        "softId": random.random(size) < 0.95,
    }
    return stored(found, (found.pt > 3) & (np.abs(found.eta) < 2.4), number, values)


def electrons(random: np.random.Generator, hard: Found, number: int) -> Objects:
    """Electrons: pt > 5 GeV, |eta| < 2.5; their masses are noise around zero."""
    found = joined(hard, soft(random, number, 0.22, 5.0, 7.0))
    size = len(found.pt)
    values: dict[str, Column] = {
        "mass": random.normal(MASSES[11], 0.01, size),
        **charged(found, random),
        "pdgId": -11 * found.charge,
        "deltaEtaSC": random.normal(0, 0.02, size),
        "cutBased": random.choice(np.arange(5, dtype=np.int32), size, p=[0.1, 0.05, 0.1, 0.15, 0.6]),
        "convVeto": random.random(size) < 0.95,
    }
    return stored(found, (found.pt > 5) & (np.abs(found.eta) < 2.5), number, values)


def photons(random: np.random.Generator, number: int) -> Objects:
    """Photons: pt > 5 GeV, |eta| < 2.5."""
    found = soft(random, number, 0.8, 5.0, 8.0)
    size = len(found.pt)
    values: dict[str, Column] = {
        "mass": np.zeros(size),
        "pfRelIso03_all": found.isolation,
        "cutBased": random.choice(np.arange(4, dtype=np.int32), size),
        "electronVeto": random.random(size) < 0.8,
    }
    return stored(found, np.abs(found.eta) < 2.5, number, values)


def taus(random: np.random.Generator, number: int) -> Objects:
    """Hadronic decays of taus: pt > 18 GeV, |eta| < 2.3."""
    found = soft(random, number, 0.15, 18.0, 12.0)
    size = len(found.pt)
    decay = random.choice(np.array([0, 1, 10], np.int32), size, p=[0.3, 0.5, 0.2])
    values: dict[str, Column] = {
        "mass": np.where(decay == 0, CHARGED_PION, random.uniform(0.4, 1.6, size)),
        "charge": found.charge,
        "decayMode": decay,
        "idDeepTau2017v2p1VSjet": (2 ** random.integers(0, 9, size) - 1).astype(np.uint8),
    }
    return stored(found, np.abs(found.eta) < 2.3, number, values)


def jets(random: np.random.Generator, process: Indices) -> Objects:
    """Jets: pt > 15 GeV, |eta| < 4.7; about 3.2 an event: from pile-up, from radiation, from tops."""
    number = len(process)
    tops = process == TOPS
    soft_jets = random.poisson(random.gamma(1.0, 1.42, number))
    hard_jets = np.where(tops, 4, random.poisson(0.9, number) + 2 * (process == JETS))
    events = [np.repeat(np.arange(number), counts) for counts in (soft_jets, hard_jets)]
    from_top = tops[events[1]]
    momenta = (
        15 + random.exponential(5, len(events[0])),
        np.where(
            from_top, 20 + random.gamma(1.4, 34, len(from_top)), 15 + random.exponential(24, len(from_top))
        ),
    )
    beauty = np.concatenate([np.full(len(events[0]), 0.02), np.where(from_top, 0.5, 0.08)])
    parts = [spread(random, each, pt, np.zeros(len(each))) for each, pt in zip(events, momenta, strict=True)]
    found = joined(*parts)
    return tagged(random, found, random.random(len(beauty)) < beauty, number)


def tagged(random: np.random.Generator, found: Found, beauty: NDArray[np.bool_], number: int) -> Objects:
    """Jets with masses and b-tagging discriminants; pile-up reaches further forward than leptons do."""
    size = len(found.pt)
    found = Found(found.event, found.pt, found.eta * 1.7, found.phi, found.charge, found.isolation)
    untagged = (np.abs(found.eta) > 2.5) | (random.random(size) < 0.03)
    values: dict[str, Column] = {
        "mass": found.pt * random.uniform(0.08, 0.22, size),
        "btagDeepB": discriminant(random, beauty, untagged, NO_TAG),
        "btagDeepFlavB": discriminant(random, beauty, untagged, -1.0),
        "jetId": random.choice(np.array([0, 2, 6], np.int32), size, p=[0.02, 0.08, 0.9]),
        "puId": random.choice(np.array([0, 4, 6, 7], np.int32), size, p=[0.1, 0.1, 0.1, 0.7]),
    }
    return stored(found, np.abs(found.eta) < 4.7, number, values)


def discriminant(
    random: np.random.Generator, beauty: NDArray[np.bool_], untagged: NDArray[np.bool_], none: float
) -> Floats:
    """Near one for jets with a b hadron, small for others."""
    size = len(beauty)
    value = np.where(beauty, random.beta(5, 1, size), random.beta(1.2, 8, size))
    chosen: Floats = np.where(untagged, none, value)
    return chosen
