"""Histogram files.

In: a result. Out: the bytes of `histograms.json` (UHI serialisation, `region.histogram` -> histogram with
flow bins, the same bytes for the same result) and of `histograms.root` (`region/histogram`, one to three
axes; ROOT files carry the time at which they were written, so their bytes differ from run to run).
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

from hepir.backend.result import Result
from hepir.diagnostics.core import HepirError
from hepir.diagnostics.places import NOWHERE
from hepir.report.arrays import Histogram, contents
from hepir.report.errors import NotFinite
from hepir.report.names import distinct, histogram_key, safe_name

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


def histograms_json(result: Result) -> bytes:
    """The UHI text, a histogram a line. Raises HepirError (HEP0733) where a bin is not finite."""
    lines = (_json_line(region, name, histogram) for region, name, histogram in all_histograms(result))
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
    return buffer.getvalue()


def not_in_root(result: Result) -> tuple[str, ...]:
    """Keys of the histograms that a ROOT file cannot hold."""
    return tuple(
        histogram_key(region, name)
        for region, name, histogram in all_histograms(result)
        if histogram.ndim > ROOT_DIMENSIONS
    )


def _json_line(region: str, name: str, histogram: Histogram) -> str:
    key = histogram_key(region, name)
    if not np.isfinite(contents(histogram, flow=True)).all():
        raise HepirError((NotFinite(NOWHERE, f"a bin of histogram `{key}`"),))
    text = json.dumps(histogram, default=uhi.io.json.default, separators=(", ", ": "), allow_nan=False)
    return f"{json.dumps(key)}: {text}"
