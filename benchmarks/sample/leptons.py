"""Leptons of the hard process.

In: the process of each event. Out: muons, electrons and the momenta that neutrinos carry away.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from benchmarks.sample.decays import Momenta, direction_of, produced, two_body
from hepir.demo.decays import breit_wigner, smeared
from hepir.demo.events import Found, joined

W, Z_MUONS, Z_ELECTRONS, JETS, TOPS, WZ, ZZ, HIGGS = range(8)
# Which share of the events has which process: about what a lepton trigger keeps, with more of the rare ones, so that
# every selection finds something in ten thousand events.
SHARES = (0.36, 0.12, 0.07, 0.29, 0.10, 0.02, 0.02, 0.02)
Z_MASS, Z_WIDTH, W_MASS, W_WIDTH, HIGGS_MASS = 91.19, 2.5, 80.4, 2.1, 125.0
MUON, ELECTRON = 13, 11
MASSES = {MUON: 0.1057, ELECTRON: 0.000511}
RESOLUTION = {MUON: 0.012, ELECTRON: 0.02}
Indices = NDArray[np.int64]


@dataclass(frozen=True)
class Hard:
    """Leptons of the hard process by flavour, and the momenta of its neutrinos along x and y, one an event."""

    leptons: dict[int, Found]
    missing: NDArray[np.float64]


def hard_leptons(random: np.random.Generator, process: Indices) -> Hard:
    """All prompt leptons."""
    found: dict[int, list[Found]] = {MUON: [], ELECTRON: []}
    missing = np.zeros((2, len(process)))
    for events, momentum in z_bosons(random, process):
        flavour = z_flavours(random, process[events])
        for each in (MUON, ELECTRON):
            chosen = flavour == each
            found[each] += pair(random, events[chosen], momentum[:, chosen], each)
    for events in w_bosons(process):
        flavour = random.choice([MUON, ELECTRON], len(events), p=[0.7, 0.3])
        for each in (MUON, ELECTRON):
            found[each].append(leptonic_w(random, events[flavour == each], each, missing))
    return Hard({flavour: joined(*parts) for flavour, parts in found.items()}, missing)


def z_bosons(random: np.random.Generator, process: Indices) -> list[tuple[Indices, Momenta]]:
    """The events with a Z boson, and its momentum; events with two of them come twice."""
    one = np.flatnonzero(np.isin(process, (Z_MUONS, Z_ELECTRONS, WZ)))
    two, higgs = np.flatnonzero(process == ZZ), np.flatnonzero(process == HIGGS)
    alone = produced(random, breit_wigner(random, len(one), Z_MASS, Z_WIDTH, 40, 140), 1.3, 14, 1.4)
    pairs = [produced(random, z_masses(random, len(two)), 1.5, 18, 1.2) for _ in range(2)]
    decays = two_body(random, *higgs_decay(random, len(higgs)))
    return [(one, alone), *((two, each) for each in pairs), *((higgs, each) for each in decays)]


def z_masses(random: np.random.Generator, number: int) -> Momenta:
    """Masses of Z bosons."""
    return breit_wigner(random, number, Z_MASS, Z_WIDTH, 20, 130)


def higgs_decay(random: np.random.Generator, number: int) -> tuple[Momenta, Momenta, Momenta]:
    """Higgs bosons, and the masses of the Z boson near its own mass and of the one far below it."""
    near = breit_wigner(random, number, Z_MASS, Z_WIDTH, 60, 105)
    far = random.uniform(12, np.minimum(HIGGS_MASS - near - 1, 60))
    return produced(random, np.full(number, HIGGS_MASS), 1.6, 24, 1.0), near, far


def z_flavours(random: np.random.Generator, process: Indices) -> Indices:
    """What each Z boson decays to."""
    drawn = random.choice([MUON, ELECTRON], len(process))
    return np.where(process == Z_MUONS, MUON, np.where(process == Z_ELECTRONS, ELECTRON, drawn))


def pair(random: np.random.Generator, events: Indices, momentum: Momenta, flavour: int) -> list[Found]:
    """Two leptons of opposite charge."""
    mass = np.full(len(events), MASSES[flavour])
    charge = random.choice(np.array([-1, 1], np.int32), len(events))
    decays = two_body(random, momentum, mass, mass)
    return [
        measured(random, events, each, sign * charge, flavour)
        for sign, each in zip((np.int32(1), np.int32(-1)), decays, strict=True)
    ]


def w_bosons(process: Indices) -> list[Indices]:
    """The events with a W boson that gives a lepton; events with two tops have up to two."""
    tops = np.flatnonzero(process == TOPS)
    return [np.flatnonzero(np.isin(process, (W, WZ))), tops, tops[::4]]


def leptonic_w(
    random: np.random.Generator, events: Indices, flavour: int, missing: NDArray[np.float64]
) -> Found:
    """Leptons of W bosons; their neutrinos are added to what is missing."""
    number = len(events)
    parent = produced(random, breit_wigner(random, number, W_MASS, W_WIDTH, 50, 110), 1.3, 14, 1.4)
    lepton, neutrino = two_body(random, parent, np.full(number, MASSES[flavour]), np.zeros(number))
    np.add.at(missing, (slice(None), events), neutrino[1:3])
    return measured(random, events, lepton, random.choice(np.array([-1, 1], np.int32), number), flavour)


def measured(
    random: np.random.Generator, events: Indices, momentum: Momenta, charge: NDArray[np.int32], flavour: int
) -> Found:
    """Isolated leptons as a detector sees them."""
    pt, eta, phi = direction_of(momentum)
    isolation = random.exponential(0.05, len(events))
    return Found(events, smeared(random, pt, RESOLUTION[flavour]), eta, phi, charge, isolation)
