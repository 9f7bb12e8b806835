"""Histograms of what a step cuts on, for the events that pass all other steps (N-1).

In: histograms by what was left out. Out: the bytes of `n_minus_one.json`, in the form of `histograms.json` under
`region.line_8`, or `region.line_8.part_2` for the second condition of an `and`, and with a dataset under
`process/region.line_8` too; the same read again.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import field
from pathlib import Path

from hepir.light_dataclasses import dataclass
from hepir.report.arrays import Histogram
from hepir.report.histograms import json_line, read_histograms
from hepir.report.names import process_key, safe_name

FILE = "n_minus_one.json"
KEY = re.compile(r"((?P<process>.+)/)?(?P<region>[^/]+)\.line_(?P<line>\d+)(\.part_(?P<part>\d+))?")


@dataclass(frozen=True)
class LeftOut:
    """A step of a region, by its line, that is left out; or of a step with `and` only one condition, counted from 1."""

    region: str
    line: int
    part: int = 0

    @property
    def name(self) -> str:
        """`line_8`, `line_8.part_2`"""
        return f"line_{self.line}" + (f".part_{self.part}" if self.part else "")


@dataclass(frozen=True)
class Filled:
    """What is cut on: of all events (of all simulated processes), and of each process of a dataset."""

    whole: Histogram
    processes: Mapping[str, Histogram] = field(default_factory=dict)


Without = Mapping[LeftOut, Filled]


def without_json(found: Without) -> bytes:
    """The file, processes behind the whole. Raises HepirError (HEP0733) where a bin is not finite."""
    named = {f"{each.region}.{each.name}": filled for each, filled in found.items()}
    lines = [json_line(key, filled.whole) for key, filled in named.items()]
    lines += [
        json_line(process_key(process, key), histogram)
        for key, filled in named.items()
        for process, histogram in filled.processes.items()
    ]
    return ("{\n" + ",\n".join(lines) + "\n}\n").encode("ascii")


def without_path(left_out: LeftOut) -> str:
    """The path of a picture inside the output folder."""
    return f"pictures/{safe_name(left_out.region)}.without_{left_out.name}.png"


def read_without(folder: Path) -> Without:
    """The histograms of a folder; none where there is no sound file."""
    with suppress(OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        found = read_histograms((folder / FILE).read_bytes())
        return filled(found)
    return {}


def filled(found: Mapping[str, Histogram]) -> Without:
    """Histograms by what was left out, from those by key."""
    wholes: dict[LeftOut, Histogram] = {}
    processes: dict[LeftOut, dict[str, Histogram]] = {}
    for key, histogram in found.items():
        if match := KEY.fullmatch(key):
            own = LeftOut(match["region"], int(match["line"]), int(match["part"] or 0))
            if match["process"] is None:
                wholes[own] = histogram
            else:
                processes.setdefault(own, {})[match["process"]] = histogram
    return {own: Filled(histogram, processes.get(own, {})) for own, histogram in wholes.items()}
