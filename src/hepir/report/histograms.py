"""Histogram files.

In: a result. Out: the bytes of `histograms.json` (UHI serialisation, `region.histogram` -> histogram with flow bins, and
`region.histogram[systematic.direction]` for variations) and of `histograms.root` (`region/histogram` and
`region/histogram__systematic_direction`, one to three axes). With a dataset, those of each process follow, under `process/`.
The same result gives the same bytes.
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
from hepir.light_dataclasses import dataclass
from hepir.report.arrays import Histogram, contents
from hepir.report.errors import NotFinite
from hepir.report.names import distinct, histogram_key, process_key, safe_name, varied_key
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


@dataclass(frozen=True)
class Named:
    """A histogram of a result: of a process or of all, nominal or varied."""

    process: str
    region: str
    name: str
    variation: VariationResult | None
    histogram: Histogram

    @property
    def key(self) -> str:
        """The key in `histograms.json`."""
        key = histogram_key(self.region, self.name)
        if self.variation is not None:
            key = varied_key(self.region, self.name, self.variation.label)
        return process_key(self.process, key) if self.process else key

    @property
    def stem(self) -> str:
        """The name inside its folder of the ROOT file."""
        varied = self.variation
        return f"{self.name}__{varied.systematic}_{varied.direction}" if varied else self.name


def named_histograms(result: Result) -> Iterator[Named]:
    """All histograms: of the whole first, nominal and then varied, and then of each process."""
    wholes = [("", result.regions), *((each.name, each.regions) for each in result.processes)]
    for process, regions in wholes:
        for region in regions:
            for name, histogram in region.histograms.items():
                yield Named(process, region.name, name, None, histogram)
        for region in regions:
            for variation in region.variations:
                for name, histogram in variation.histograms.items():
                    yield Named(process, region.name, name, variation, histogram)


def histograms_json(result: Result) -> bytes:
    """The UHI text, a histogram a line, the varied ones behind the nominal ones. Raises HepirError (HEP0733) where a
    bin is not finite."""
    lines = (json_line(each.key, each.histogram) for each in named_histograms(result))
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
        for each in named_histograms(result):
            if each.histogram.ndim <= ROOT_DIMENSIONS:
                above = f"{safe_name(each.process)}/" if each.process else ""
                file[f"{above}{folders[each.region]}/{safe_name(each.stem)}"] = each.histogram
    return timeless(buffer.getvalue())


def not_in_root(result: Result) -> tuple[str, ...]:
    """Keys of the histograms that a ROOT file cannot hold."""
    return tuple(
        histogram_key(region, name)
        for region, name, histogram in all_histograms(result)
        if histogram.ndim > ROOT_DIMENSIONS
    )


def json_line(key: str, histogram: Histogram) -> str:
    if not np.isfinite(contents(histogram, flow=True)).all():
        raise HepirError((NotFinite(NOWHERE, f"a bin of histogram `{key}`"),))
    text = json.dumps(histogram, default=uhi.io.json.default, separators=(", ", ": "), allow_nan=False)
    return f"{json.dumps(key)}: {text}"
