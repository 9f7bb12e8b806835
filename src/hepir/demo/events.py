"""Events for the demonstration.

In: how many. Out: their columns: muons from Z bosons over a falling continuum, from jets and from W bosons,
with electrons, jets and missing momentum beside them. Energies in GeV, angles in rad. The same number and
version of numpy give the same events.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from hepir.demo.decays import Floats, breit_wigner, falling, pair_decay, smeared, wrapped

EVENTS = 20_000
SEED = 912
FIRST_RUN = 200_000
Z_MASS, Z_WIDTH, MUON_MASS, ELECTRON_MASS = 91.19, 2.5, 0.1057, 0.000511
# Which share of the events has a Z, a pair of the continuum, a W, or only jets.
Z_BOSON, CONTINUUM, W_BOSON = 0, 1, 2
SHARES = (0.35, 0.25, 0.25, 0.15)
Column = NDArray[np.generic]


@dataclass(frozen=True)
class Objects:
    """Objects of one kind: how many in each event, and their properties one event after the other."""

    counts: NDArray[np.int64]
    values: Mapping[str, Column]


@dataclass(frozen=True)
class Events:
    """Objects by kind, and one value an event by name."""

    objects: Mapping[str, Objects]
    values: Mapping[str, Column]


@dataclass(frozen=True)
class Found:
    """Particles in no order: the event of each, its direction and momentum, charge and relative isolation."""

    event: NDArray[np.int64]
    pt: Floats
    eta: Floats
    phi: Floats
    charge: NDArray[np.int32]
    isolation: Floats


def generate(number: int) -> Events:
    """`number` events."""
    random = np.random.default_rng(SEED)
    process = random.choice(len(SHARES), number, p=SHARES)
    muons = joined(pairs(random, process), singles(random, process), soft(random, number, 0.15, 3.0, 6.0))
    electrons = soft(random, number, 0.12, 5.0, 9.0)
    px, py = 14 * random.standard_normal((2, number))
    neutrinos = process == W_BOSON
    px[neutrinos] += random.normal(0, 22, neutrinos.sum())
    py[neutrinos] += random.normal(0, 22, neutrinos.sum())
    objects = {
        "Muon": muon_objects(random, muons, number),
        "Electron": electron_objects(random, electrons, number),
        "Jet": jet_objects(random, number),
    }
    return Events(
        objects,
        {**identity(number), **missing(px, py), "PV_npvs": random.poisson(13, number).astype(np.int32)},
    )


def identity(number: int) -> dict[str, Column]:
    """Run, luminosity block and event."""
    event = np.arange(number)
    return {
        "run": np.full(number, FIRST_RUN, np.int32),
        "luminosityBlock": (1 + event // 500).astype(np.uint32),
        "event": (1 + event).astype(np.uint64),
    }


def missing(px: Floats, py: Floats) -> dict[str, Column]:
    """Missing transverse momentum."""
    return {"MET_pt": np.hypot(px, py).astype(np.float32), "MET_phi": np.arctan2(py, px).astype(np.float32)}


def pairs(random: np.random.Generator, process: NDArray[np.int64]) -> Found:
    """Two muons from a Z, or from the continuum below and above it."""
    event = np.flatnonzero((process == Z_BOSON) | (process == CONTINUUM))
    number = len(event)
    peak = breit_wigner(random, number, Z_MASS, Z_WIDTH, 50, 140)
    mass = np.where(process[event] == Z_BOSON, peak, falling(random, number, 40, 250, 2.6))
    first, second = pair_decay(random, mass, random.gamma(1.3, 18, number), random.normal(0, 1.1, number))
    charge = random.choice(np.array([-1, 1], np.int32), number)
    found = [
        Found(event, smeared(random, pt, 0.015), eta, phi, sign * charge, random.exponential(0.04, number))
        for sign, (pt, eta, phi) in ((np.int32(1), first), (np.int32(-1), second))
    ]
    return joined(*found)


def singles(random: np.random.Generator, process: NDArray[np.int64]) -> Found:
    """One muon from a W, or from within a jet and then not isolated."""
    event = np.flatnonzero(process >= W_BOSON)
    number = len(event)
    from_w = process[event] == W_BOSON
    pt = np.where(from_w, 18 + random.gamma(4, 5, number), 10 + random.exponential(9, number))
    isolation = np.where(from_w, random.exponential(0.04, number), random.exponential(0.7, number))
    return spread(random, event, pt, isolation)


def soft(random: np.random.Generator, number: int, mean: float, least: float, slope: float) -> Found:
    """Particles of low momentum from jets, `mean` an event."""
    event = np.repeat(np.arange(number), random.poisson(mean, number))
    pt = least + random.exponential(slope, len(event))
    return spread(random, event, pt, random.exponential(0.8, len(event)))


def spread(random: np.random.Generator, event: NDArray[np.int64], pt: Floats, isolation: Floats) -> Found:
    """Particles in any direction and of any charge."""
    number = len(event)
    charge = random.choice(np.array([-1, 1], np.int32), number)
    return Found(
        event, pt, random.uniform(-2.4, 2.4, number), random.uniform(-np.pi, np.pi, number), charge, isolation
    )


def joined(*parts: Found) -> Found:
    """All of them."""
    return Found(
        np.concatenate([part.event for part in parts]),
        np.concatenate([part.pt for part in parts]),
        np.concatenate([part.eta for part in parts]),
        np.concatenate([part.phi for part in parts]),
        np.concatenate([part.charge for part in parts]),
        np.concatenate([part.isolation for part in parts]),
    )


def muon_objects(random: np.random.Generator, found: Found, number: int) -> Objects:
    """What a detector sees of the muons: pt > 3 GeV, |eta| < 2.4, now and then no isolation."""
    keep = (found.pt > 3) & (np.abs(found.eta) < 2.4)
    unmeasured = random.random(len(found.pt)) < 0.01
    isolation = np.where(unmeasured, -999, found.isolation)
    identified = random.random(len(found.pt)) < 0.95
    more = {
        "mass": np.full(len(keep), MUON_MASS),
        "pfRelIso03_all": isolation,
        "pfRelIso04_all": 1.2 * isolation,
    }
    more["pfRelIso04_all"] = np.where(unmeasured, -999, more["pfRelIso04_all"])
    return by_event(found, keep, number, floats=more, others={"tightId": identified, "softId": identified})


def electron_objects(random: np.random.Generator, found: Found, number: int) -> Objects:
    """What a detector sees of the electrons: pt > 5 GeV, |eta| < 2.5; their masses are noise around zero."""
    keep = (found.pt > 5) & (np.abs(found.eta) < 2.5)
    masses = random.normal(ELECTRON_MASS, 0.01, len(keep))
    identified = random.random(len(keep)) < 0.8
    others: dict[str, Column] = {"cutBasedId": identified, "pfId": identified}
    return by_event(found, keep, number, {"mass": masses, "pfRelIso03_all": found.isolation}, others)


def jet_objects(random: np.random.Generator, number: int) -> Objects:
    """Jets in falling order of momentum, as in the data."""
    event = np.repeat(np.arange(number), random.poisson(1.3, number))
    pt = 15 + random.exponential(22, len(event))
    order = np.lexsort((-pt, event))
    size = len(event)
    btag = np.where(random.random(size) < 0.1, random.beta(5, 1, size), random.beta(1.5, 8, size))
    values: dict[str, Floats] = {
        "pt": pt[order],
        "eta": random.uniform(-4.5, 4.5, size),
        "phi": random.uniform(-np.pi, np.pi, size),
        "mass": pt[order] * random.uniform(0.08, 0.2, size),
        "btag": np.where(random.random(size) < 0.05, -10, btag),
    }
    columns: dict[str, Column] = {name: each.astype(np.float32) for name, each in values.items()}
    columns["puId"] = random.random(size) < 0.9
    return Objects(np.bincount(event, minlength=number), columns)


def by_event(
    found: Found,
    keep: NDArray[np.bool_],
    number: int,
    floats: Mapping[str, Floats],
    others: Mapping[str, Column],
) -> Objects:
    """Particles that are kept, event after event and otherwise in the order they were made in."""
    order = np.flatnonzero(keep)[np.argsort(found.event[keep], kind="stable")]
    momenta = {"pt": found.pt, "eta": found.eta, "phi": wrapped(found.phi), **floats}
    columns: dict[str, Column] = {name: each[order].astype(np.float32) for name, each in momenta.items()}
    columns |= {"charge": found.charge[order], **{name: each[order] for name, each in others.items()}}
    return Objects(np.bincount(found.event[order], minlength=number), columns)
