"""A pyhf workspace.

In: channels with processes and variations. Out: the document, in version 1.0.0 of its format, and remarks; HepirError
(HEP0791) where a bin cannot be described.

A process is a sample; its variations are `normsys` where all bins change alike, else `histosys`, correlated over channels and
samples by the systematic's name; a systematic with one direction is mirrored. Statistical errors of a channel are one
`staterror`, the luminosity is `lumi`, cross-sections are `normsys` of their own, and the signal is scaled by the `normfactor`
mu.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from hepir.diagnostics.core import HepirError
from hepir.diagnostics.places import NOWHERE
from hepir.interop.pyhf.errors import EmptyBin
from hepir.interop.pyhf.results import Channel, Contents, Fitted
from hepir.report.arrays import Floats
from hepir.report.cutflow import Document

Bins = NDArray[np.bool_]
VERSION = "1.0.0"
INTEREST = "mu"
LUMINOSITY = "lumi"
ALIKE = 1e-9


def workspace(fitted: Fitted) -> tuple[Document, tuple[str, ...]]:
    """The document, and what a person should know about it."""
    remarks: list[str] = []
    channels: list[Document] = []
    observations: list[Document] = []
    for each in fitted.channels:
        kept = kept_bins(each, remarks)
        channels.append(
            {"name": each.name, "samples": [sample(name, each, kept, fitted) for name in each.processes]}
        )
        observed = each.observed
        if observed is None:
            observed = expected(each)
        observations.append({"name": each.name, "data": listed(observed[kept])})
        if each.outside:
            remarks.append(
                f"channel `{each.name}`: {each.outside:g} expected events outside the bins are left out"
            )
    if any(each.observed is None for each in fitted.channels):
        remarks.append("there are no data: what is observed is what is expected")
    if fitted.signal is None:
        remarks.append("the dataset names no `signal`: the fit has no parameter of interest")
    return {
        "channels": channels,
        "observations": observations,
        "measurements": [measurement(fitted)],
        "version": VERSION,
    }, tuple(remarks)


def expected(channel: Channel) -> Floats:
    """What all processes together give."""
    first, *others = (each.values for each in channel.processes.values())
    return sum(others, first)


def kept_bins(channel: Channel, remarks: list[str]) -> Bins:
    """Which bins can be described: those in which something is expected."""
    total = expected(channel)
    empty = total <= 0
    numbers = tuple(int(each) + 1 for each in np.flatnonzero(empty))
    observed = channel.observed[empty] if channel.observed is not None else np.zeros(0)
    if empty.all() or observed.any():
        bins = tuple(
            number for number in numbers if channel.observed is not None and channel.observed[number - 1]
        )
        raise HepirError((EmptyBin(NOWHERE, channel.name, bins or numbers, float(observed.sum())),))
    if numbers:
        shown = ", ".join(map(str, numbers[:8])) + (", ..." if len(numbers) > 8 else "")
        remarks.append(f"channel `{channel.name}`: empty bins are left out: {shown} (counted from 1)")
    return ~empty


def sample(name: str, channel: Channel, kept: Bins, fitted: Fitted) -> Document:
    """A process in a channel."""
    own = channel.processes[name]
    modifiers: list[Document] = [
        {"name": f"staterror_{channel.name}", "type": "staterror", "data": listed(own.errors[kept])}
    ]
    if name == fitted.signal:
        modifiers.append({"name": INTEREST, "type": "normfactor", "data": None})
    if fitted.luminosity:
        modifiers.append({"name": LUMINOSITY, "type": "lumi", "data": None})
    if spread := fitted.spreads.get(name):
        data = {"hi": 1 + spread, "lo": 1 - spread}
        modifiers.append({"name": f"cross_section_{name}", "type": "normsys", "data": data})
    for systematic in own.varied:
        modifiers.append(modifier(systematic, own, kept))
    return {"name": name, "data": listed(own.values[kept]), "modifiers": modifiers}


def modifier(systematic: str, own: Contents, kept: Bins) -> Document:
    """What a systematic does to a process."""
    name = f"{systematic}_" if systematic in (INTEREST, LUMINOSITY) else systematic
    high, low = both_sides(own.values, own.varied[systematic])
    high, low, nominal = high[kept], low[kept], own.values[kept]
    scales = [scale_of(each, nominal) for each in (high, low)]
    if all(scale is not None and scale > 0 for scale in scales):
        return {"name": name, "type": "normsys", "data": {"hi": scales[0], "lo": scales[1]}}
    return {"name": name, "type": "histosys", "data": {"hi_data": listed(high), "lo_data": listed(low)}}


def both_sides(nominal: Floats, varied: object) -> tuple[Floats, Floats]:
    """The sums upwards and downwards; where there is one, the other is as far on the other side, and not below zero."""
    assert isinstance(varied, dict)
    if len(varied) == 2:
        return varied["up"], varied["down"]
    (direction, found), *_ = varied.items()
    mirrored = np.where(nominal >= 0, np.maximum(2 * nominal - found, 0), 2 * nominal - found)
    return (found, mirrored) if direction == "up" else (mirrored, found)


def scale_of(varied: Floats, nominal: Floats) -> float | None:
    """The one factor between two rows of bins, or None."""
    there = nominal != 0
    if not there.any() or varied[~there].any():
        return None
    ratios = varied[there] / nominal[there]
    return float(ratios[0]) if np.allclose(ratios, ratios[0], rtol=ALIKE, atol=0) else None


def measurement(fitted: Fitted) -> Document:
    """What is measured, and what is known of the luminosity."""
    parameters: list[Document] = []
    if fitted.luminosity:
        width = 5 * fitted.luminosity
        parameters.append(
            {
                "name": LUMINOSITY,
                "auxdata": [1.0],
                "sigmas": [fitted.luminosity],
                "bounds": [[max(1 - width, 0.0), 1 + width]],
                "inits": [1.0],
            }
        )
    return {"name": "hepir", "config": {"poi": INTEREST if fitted.signal else "", "parameters": parameters}}


def listed(values: Floats) -> list[float]:
    """Bins as JSON has them."""
    return [float(value) for value in values]
