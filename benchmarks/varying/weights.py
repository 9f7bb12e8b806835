"""What variations and regions cost: processor time of a whole run with them, as ratios to the nominal selection alone.

    python -m benchmarks.varying.weights --events 500000 --backends awkward fused

In: how many events and rounds. Out: a table. All programs run in turn in one process, on one core, after each has run once;
their nominal counts must be equal.
"""

from __future__ import annotations

import argparse
import json
import statistics
import time
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from benchmarks.sample.files import Sample, made
from benchmarks.varying.programs import SELECTION, with_energies, with_regions, with_weights
from hepir.api import run_source
from hepir.backend.result import Result
from hepir.source import Source

PROGRAMS = {
    "nominal": SELECTION,
    "1 weight": with_weights(1),
    "20 weights": with_weights(20),
    "50 weights": with_weights(50),
    "2 jet energies": with_energies(2),
    "6 jet energies": with_energies(6),
    "200 regions": with_regions(200),
}
SCHEMA = "cms_opendata_2012"


def run(text: str, backend: str, path: Path) -> Result:
    """A whole run, reading included."""
    source = Source("varied.hep", text)
    return run_source(
        source, [str(path)], schema=SCHEMA, dataset_kind="simulation", backend=backend, pictures=False
    )


def measured(backend: str, path: Path, rounds: int, names: Sequence[str]) -> dict[str, dict[str, float]]:
    """Seconds of processor time and their ratios to the nominal selection, round by round."""
    chosen = dict.fromkeys(("nominal", *names))
    works = {name: partial(run, PROGRAMS[name], backend, path) for name in chosen}
    counted = {name: [each.steps for each in work().regions] for name, work in works.items()}
    nominal = counted["nominal"]
    assert all(each[: len(nominal)] == nominal for each in counted.values()), "nominal counts differ"
    times: dict[str, list[float]] = {name: [] for name in works}
    for _ in range(rounds):
        for name, work in works.items():
            start = time.process_time()
            work()
            times[name].append(time.process_time() - start)
    return {
        name: {
            "seconds": statistics.median(each),
            "ratio": statistics.median(a / b for a, b in zip(each, times["nominal"], strict=True)),
        }
        for name, each in times.items()
    }


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--events", type=int, default=500_000)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--backends", nargs="+", default=["awkward", "fused"])
    parser.add_argument("--programs", nargs="+", default=list(PROGRAMS), choices=PROGRAMS, metavar="NAME")
    parser.add_argument("--folder", type=Path, default=Path("build/benchmarks/events"))
    parser.add_argument("--json", type=Path, help="a file to write the figures to")
    options = parser.parse_args()
    (path,) = made(Sample(options.events), options.folder)
    found = {
        backend: measured(backend, path, options.rounds, options.programs) for backend in options.backends
    }
    for backend, rows in found.items():
        for name, row in rows.items():
            print(f"{backend:8} {name:16} {row['seconds']:8.2f} s  {row['ratio']:6.2f}")
    if options.json:
        options.json.write_text(json.dumps(found, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
