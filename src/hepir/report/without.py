"""Histograms of what a step cuts on, for the events that pass all other steps (N-1).

In: histograms by region and line. Out: the bytes of `n_minus_one.json`, in the form of `histograms.json` under
`region.line_8`; the same read again.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from hepir.report.arrays import Histogram
from hepir.report.histograms import json_line, read_histograms
from hepir.report.names import safe_name

FILE = "n_minus_one.json"
KEY = re.compile(r"(?P<region>.+)\.line_(?P<line>\d+)")
Without = Mapping[tuple[str, int], Histogram]


def without_json(found: Without) -> bytes:
    """The file. Raises HepirError (HEP0733) where a bin is not finite."""
    lines = (json_line(f"{region}.line_{line}", histogram) for (region, line), histogram in found.items())
    return ("{\n" + ",\n".join(lines) + "\n}\n").encode("ascii")


def without_path(region: str, line: int) -> str:
    """The path of a picture inside the output folder."""
    return f"pictures/{safe_name(region)}.without_line_{line}.png"


def read_without(folder: Path) -> Without:
    """The histograms of a folder; none where there is no sound file."""
    with suppress(OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        found = read_histograms((folder / FILE).read_bytes())
        keys = {key: match for key in found if (match := KEY.fullmatch(key))}
        return {(match["region"], int(match["line"])): found[key] for key, match in keys.items()}
    return {}
