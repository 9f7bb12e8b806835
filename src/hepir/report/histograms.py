"""Histogram files.

In: a result. Out: the bytes of `histograms.json` (UHI serialisation, `region.histogram` -> histogram with flow bins, and
`region.histogram[systematic.direction]` for variations) and of `histograms.root` (`region/histogram` and
`region/histogram__systematic_direction`, one to three axes). The same result gives the same bytes.
"""

from __future__ import annotations

import io
import json
from collections.abc import Iterator, Mapping
from uuid import UUID

import numpy as np
import uhi.io.json
import uproot
from hist import Hist

from hepir.backend.result import Result, VariationResult
from hepir.diagnostics.core import HepirError
from hepir.diagnostics.places import NOWHERE
from hepir.report.arrays import Histogram, contents
from hepir.report.errors import NotFinite
from hepir.report.names import distinct, histogram_key, safe_name, varied_key
from hepir.report.root_bytes import timeless

ROOT_DIMENSIONS = 3
CONSTANT_IDENTIFIER = UUID(int=0)


class _Memory(io.BytesIO):
    """A file in memory that can still be read after uproot has closed it."""

    def close(self) -> None:
        """Keep the contents; they go when the object goes."""


def all_histograms(result: Result) -> Iterator[tuple[str, str, Histogram]]:
    """Region, name and histogram, in the program's order."""
    for region in result.regions:
        for name, histogram in region.histograms.items():
            yield region.name, name, histogram


def varied_histograms(result: Result) -> Iterator[tuple[str, str, VariationResult, Histogram]]:
    """Region, name, variation and histogram, for each variation that touches the region."""
    for region in result.regions:
        for variation in region.variations:
            for name, histogram in variation.histograms.items():
                yield region.name, name, variation, histogram


def histograms_json(result: Result) -> bytes:
    """The UHI text, a histogram a line, the varied ones behind the nominal ones. Raises HepirError (HEP0733) where a
    bin is not finite."""
    named = [(histogram_key(region, name), histogram) for region, name, histogram in all_histograms(result)]
    named += [
        (varied_key(region, name, variation.label), histogram)
        for region, name, variation, histogram in varied_histograms(result)
    ]
    lines = (_json_line(key, histogram) for key, histogram in named)
    return ("{\n" + ",\n".join(lines) + "\n}\n").encode("ascii")


def read_histograms(data: bytes) -> Mapping[str, Histogram]:
    """The histograms of a `histograms.json`, equal to those that were written."""
    document = json.loads(data, object_hook=uhi.io.json.object_hook)
    return {key: Hist(value) for key, value in document.items()}


def histograms_root(result: Result) -> bytes:
    """A ROOT file with a folder for each region; histograms of more than three axes are only in the JSON
    file.
    """
    buffer = _Memory()
    folders = distinct({region.name: safe_name(region.name) for region in result.regions})
    with uproot.recreate(buffer, uuid_function=lambda: CONSTANT_IDENTIFIER) as file:
        for region, name, histogram in all_histograms(result):
            if histogram.ndim <= ROOT_DIMENSIONS:
                file[f"{folders[region]}/{safe_name(name)}"] = histogram
        for region, name, variation, histogram in varied_histograms(result):
            if histogram.ndim <= ROOT_DIMENSIONS:
                varied = f"{name}__{variation.systematic}_{variation.direction}"
                file[f"{folders[region]}/{safe_name(varied)}"] = histogram
    return timeless(buffer.getvalue())


def not_in_root(result: Result) -> tuple[str, ...]:
    """Keys of the histograms that a ROOT file cannot hold."""
    return tuple(
        histogram_key(region, name)
        for region, name, histogram in all_histograms(result)
        if histogram.ndim > ROOT_DIMENSIONS
    )


def _json_line(key: str, histogram: Histogram) -> str:
    if not np.isfinite(contents(histogram, flow=True)).all():
        raise HepirError((NotFinite(NOWHERE, f"a bin of histogram `{key}`"),))
    text = json.dumps(histogram, default=uhi.io.json.default, separators=(", ", ": "), allow_nan=False)
    return f"{json.dumps(key)}: {text}"
