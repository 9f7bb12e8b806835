"""Names for files and ROOT keys that cannot lead anywhere else.

In: names of regions and histograms, which are identifiers in a program but are not trusted here. Out: short
names of letters, digits, `_`, `.` and `-`, distinct also where a file system ignores the case of letters.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from hashlib import sha256

from hepir.backend.result import RegionResult, Result

LONGEST = 80


def safe_name(name: str) -> str:
    """`name` itself where it is a sensible identifier, else a readable part of it and eight digits of its
    checksum.
    """
    readable = re.sub(r"[^A-Za-z0-9_]", "_", name)[:LONGEST]
    return name if readable == name and name else f"{readable or '_'}-{_digits(name)}"


def distinct(stems: Mapping[str, str]) -> Mapping[str, str]:
    """A stem for each key; stems that differ by case alone are told apart by the checksum of their key."""
    found: dict[str, str] = {}
    taken: set[str] = set()
    for key, stem in stems.items():
        found[key] = f"{stem}-{_digits(key)}" if stem.casefold() in taken else stem
        taken.add(found[key].casefold())
    return found


def histogram_key(region: str, name: str) -> str:
    """The key of a histogram in `histograms.json`: `region.histogram`."""
    return f"{region}.{name}"


def varied_key(region: str, name: str, label: str) -> str:
    """The key of a histogram under a variation: `region.histogram[jet_energy_scale.up]`."""
    return f"{histogram_key(region, name)}[{label}]"


def process_key(process: str, key: str) -> str:
    """The key of a histogram of one process: `ttbar/region.histogram`."""
    return f"{process}/{key}"


def picture_paths(result: Result) -> Mapping[str, str]:
    """For each histogram's key, the path of its picture inside the output folder."""
    return picture_paths_of(result.regions)


def picture_paths_of(regions: Iterable[RegionResult]) -> Mapping[str, str]:
    """The same of regions alone."""
    stems = {
        histogram_key(region.name, name): f"{safe_name(region.name)}.{safe_name(name)}"
        for region in regions
        for name in region.histograms
    }
    return {key: f"pictures/{stem}.png" for key, stem in distinct(stems).items()}


def _digits(name: str) -> str:
    return sha256(name.encode("utf-8", "surrogatepass")).hexdigest()[:8]
