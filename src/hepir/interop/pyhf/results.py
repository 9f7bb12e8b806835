"""The histograms of a folder of results, by process and variation.

In: a folder that a run wrote. Out: `Fitted` values, or HepirError (HEP0790 to HEP0793).
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from hepir.diagnostics.core import HepirError
from hepir.diagnostics.places import NOWHERE
from hepir.interop.pyhf.errors import NoChannel, NothingSimulated, NotResults
from hepir.report.arrays import Floats, Histogram, contents, squares
from hepir.report.histograms import read_histograms
from hepir.report.names import histogram_key, process_key

GRID = "bins"
VARIED = re.compile(r"(?P<key>.+)\[(?P<systematic>[^\[\]]+)\.(?P<direction>up|down)\]\Z")


@dataclass(frozen=True)
class Contents:
    """Sums of weights and their statistical errors, bin by bin, a grid in a row; and the sums under variations."""

    values: Floats
    errors: Floats
    varied: Mapping[str, Mapping[str, Floats]]


@dataclass(frozen=True)
class Channel:
    """A histogram: what each simulated process gives, and what is observed (None without data)."""

    name: str
    processes: Mapping[str, Contents]
    observed: Floats | None
    outside: float


@dataclass(frozen=True)
class Fitted:
    """All that a fit needs. `spreads` are relative uncertainties of cross-sections, `luminosity` that of the luminosity."""

    channels: tuple[Channel, ...]
    signal: str | None
    luminosity: float
    spreads: Mapping[str, float]


def read_results(folder: Path, wanted: Sequence[str]) -> Fitted:
    """The channels of a folder of results: those that are wanted, else those that are clear."""
    record, histograms = document(folder), histograms_of(folder)
    regions = record.get("regions")
    assert isinstance(regions, list)
    keys = [histogram_key(each["name"], name) for each in regions for name in each["histograms"]]
    dataset = record.get("dataset")
    kinds = kinds_of(dataset, record)
    simulated = tuple(name for name, kind in kinds.items() if kind == "mc")
    if not simulated:
        raise HepirError((NothingSimulated(NOWHERE, folder.name),))
    chosen = chosen_keys(keys, wanted)
    varied = variations_in(histograms)
    prefix = "" if dataset is None else None
    channels = tuple(channel(key, kinds, histograms, varied, prefix) for key in chosen)
    spreads = dataset.get("uncertainties", {}) if isinstance(dataset, dict) else {}
    return Fitted(
        channels,
        dataset["signal"] if isinstance(dataset, dict) else None,
        float(dataset["luminosity_uncertainty"]) if isinstance(dataset, dict) else 0.0,
        {name: float(value) for name, value in spreads.items()},
    )


def document(folder: Path) -> dict[str, object]:
    """The record of the run."""
    try:
        found = json.loads((folder / "run.json").read_bytes())
    except FileNotFoundError as error:
        raise HepirError((NotResults(NOWHERE, str(folder), "there is no `run.json`"),)) from error
    except (OSError, ValueError, RecursionError) as error:
        raise HepirError((NotResults(NOWHERE, str(folder), "`run.json` cannot be read"),)) from error
    if not isinstance(found, dict) or not isinstance(found.get("regions"), list):
        raise HepirError((NotResults(NOWHERE, str(folder), "`run.json` is no record of a run"),))
    return found


def histograms_of(folder: Path) -> Mapping[str, Histogram]:
    """All histograms by key."""
    try:
        return read_histograms((folder / "histograms.json").read_bytes())
    except (OSError, ValueError, KeyError, TypeError, RecursionError) as error:
        raise HepirError((NotResults(NOWHERE, str(folder), "`histograms.json` cannot be read"),)) from error


def kinds_of(dataset: object, record: Mapping[str, object]) -> dict[str, str]:
    """The processes of the results and what they are; without a dataset, one process."""
    if isinstance(dataset, dict):
        return {each["process"]: each["kind"] for each in dataset["samples"]}
    return {"data": "data"} if record.get("dataset_kind") == "data" else {"simulation": "mc"}


def chosen_keys(keys: Sequence[str], wanted: Sequence[str]) -> tuple[str, ...]:
    """The histograms to be fitted."""
    for key in wanted:
        if key not in keys:
            raise HepirError((NoChannel(NOWHERE, key, tuple(keys)),))
    if wanted:
        return tuple(dict.fromkeys(wanted))
    grids = tuple(key for key in keys if key.endswith(f".{GRID}"))
    if grids or len(keys) == 1:
        return grids or tuple(keys)
    raise HepirError((NoChannel(NOWHERE, "", tuple(keys)),))


def variations_in(histograms: Mapping[str, Histogram]) -> Mapping[str, Mapping[str, Mapping[str, Histogram]]]:
    """Varied histograms by the key of the nominal one, systematic and direction."""
    found: dict[str, dict[str, dict[str, Histogram]]] = {}
    for key, histogram in histograms.items():
        if parts := VARIED.match(key):
            found.setdefault(parts["key"], {}).setdefault(parts["systematic"], {})[parts["direction"]] = (
                histogram
            )
    return found


def channel(
    key: str,
    kinds: Mapping[str, str],
    histograms: Mapping[str, Histogram],
    varied: Mapping[str, Mapping[str, Mapping[str, Histogram]]],
    prefix: str | None,
) -> Channel:
    """One histogram, process by process."""
    processes: dict[str, Contents] = {}
    observed: Floats | None = None
    for name, kind in kinds.items():
        own = key if prefix == "" else process_key(name, key)
        histogram = histograms[own]
        if kind == "data":
            values = contents(histogram).ravel()
            observed = values if observed is None else observed + values
            continue
        others = {
            systematic: {direction: contents(each).ravel() for direction, each in both.items()}
            for systematic, both in varied.get(own, {}).items()
        }
        processes[name] = Contents(contents(histogram).ravel(), squares(histogram).ravel() ** 0.5, others)
    whole = histograms[key]
    outside = float(contents(whole, flow=True).sum() - contents(whole).sum())
    return Channel(key, processes, observed, outside)
