"""Results made by hand, for the tests of everything that is written."""

from __future__ import annotations

from pathlib import Path
from typing import BinaryIO

import numpy as np
from hist import Hist, axis, storage

from hepir.backend.result import (
    Expectation,
    InputFile,
    Provenance,
    RegionResult,
    Result,
    StatementStatus,
    Step,
)

MET = "missing transverse momentum [GeV]"


def met_histogram(weights: bool = False, size: int = 1000) -> Hist:
    """A falling spectrum with an overflow."""
    random = np.random.default_rng(7)
    histogram = Hist(axis.Regular(50, 0, 200, name="met", label=MET), storage=storage.Weight())
    values = random.exponential(40, size)
    return histogram.fill(values, weight=random.normal(1, 0.6, size) if weights else np.ones(size))


def mass_histogram() -> Hist:
    """Bins that grow by a constant factor."""
    random = np.random.default_rng(3)
    edges = np.geomspace(0.3, 300, 61)
    histogram = Hist(axis.Variable(edges, name="mass", label="dimuon mass [GeV]"), storage=storage.Weight())
    return histogram.fill(np.concatenate([random.lognormal(2, 1.2, 4000), random.normal(91, 2.5, 900)]))


def plane_histogram() -> Hist:
    """Two axes, of a momentum and an angle."""
    random = np.random.default_rng(5)
    histogram = Hist(
        axis.Regular(30, 0, 150, name="pt", label="leading jet pT [GeV]"),
        axis.Regular(32, -3.2, 3.2, name="phi", label="leading jet azimuth [rad]"),
        storage=storage.Weight(),
    )
    return histogram.fill(random.exponential(40, 5000), random.uniform(-3.2, 3.2, 5000))


def grid_histogram(dimensions: int = 3) -> Hist:
    """The product grid of a search; the first `dimensions` of its axes."""
    random = np.random.default_rng(11)
    axes = (
        axis.Variable([300, 500, 1000, 13000], name="ht", label="ht [GeV]"),
        axis.Variable([300, 500, 750, 13000], name="mht", label="mht [GeV]"),
        axis.Variable([0, 1, 2, 20], name="size", label="size(bjets)"),
        axis.Variable([0, 1, 2], name="last", label="size(tops)"),
    )[:dimensions]
    columns = (random.exponential(500, 900), random.exponential(300, 900) + 250, random.poisson(0.9, 900))
    return Hist(*axes, storage=storage.Weight()).fill(*(*columns, random.poisson(0.4, 900))[:dimensions])


def empty_histogram() -> Hist:
    """Nothing was filled."""
    return Hist(axis.Regular(10, 0, 1, name="x", label="output of the network"), storage=storage.Weight())


def steps(*counts: int, weight: float = 1.0) -> tuple[Step, ...]:
    """All events and then one statement for each further count, each event with the same weight."""
    texts = ("all events", "select size(jets) >= 2", "select ht > 300 GeV", "reject size(leptons) > 0")
    return tuple(
        Step(texts[number % 4], 10 * number, events, events * weight, events * weight**2)
        for number, events in enumerate(counts)
    )


def provenance() -> Provenance:
    """A record with two files and every kind of option."""
    return Provenance(
        hepir_version="0.1.0",
        packages={"awkward": "2.8.0", "hist": "2.9.0"},
        program="search.hep",
        program_sha256="a" * 64,
        schema="cms_nanoaod",
        schema_sha256="b" * 64,
        backend="awkward",
        dataset_kind="simulation",
        files=(
            InputFile("one.root", "c" * 64, "Events", 600),
            InputFile("two.root", "d" * 64, "Events", 400),
        ),
        options={"max_events": 1000, "skip_holes": False, "scale": 0.5, "tree": None},
    )


def region(name: str = "search", **histograms: Hist) -> RegionResult:
    """A region with a cutflow of 1000, 400, 100 and 45 events."""
    return RegionResult(
        name,
        steps(1000, 400, 100, 45),
        histograms,
        dict.fromkeys(list(histograms)[:1], 3),
        (Expectation("observed", 48.0, 7.0, 40),),
    )


def result(*regions: RegionResult) -> Result:
    """A run over simulation; without regions given, one region with one histogram."""
    return Result(
        title="Search in multijet events",
        experiment="CMS",
        sqrt_s="13 TeV",
        luminosity="35.9 /fb",
        regions=regions or (region(met=met_histogram()),),
        statuses=(
            StatementStatus(12, "select size(jets) >= 2", "faithful"),
            StatementStatus(14, "select ht > 300 GeV", "approximated", "jets start at 15 GeV in the input"),
            StatementStatus(16, "reject size(leptons) > 0", "implicit", "the input has no leptons"),
            StatementStatus(18, "select dphi(jets[0], MET) > 0.5", "unsupported", "the input has no angle"),
        ),
        notes=('unresolved: "how overlapping jets are removed"', "delegated: arXiv:1704.07781"),
        provenance=provenance(),
    )


def full_device(path: Path) -> BinaryIO:
    """A file of which the system says that the disk is full as soon as anything is written."""
    path.touch()
    return open("/dev/full", "wb")
