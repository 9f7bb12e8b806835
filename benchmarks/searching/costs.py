"""What a search costs, step by step: processor time and peak memory, beside its selection alone.

    python -m benchmarks.searching.costs --events 1000000 --backends awkward fused

In: how many events and rounds. Out: a table. Each run is a process of its own, in turn, on one thread; time is that of the
run without the start of Python, memory the largest that the process had. All programs must count the same events.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from benchmarks.sample.files import Sample, made
from benchmarks.searching.programs import STEPS, written
from hepir.api import read_program, run_source

SCHEMA = "cms_opendata_2012"
SHARED_STEPS = 3  # of the region `preselection`, counted alike by all programs
Figures = dict[str, float]


def once(program: Path, sample: Path, backend: str) -> dict[str, object]:
    """One run in this process."""
    source = read_program(str(program))
    start = time.process_time()
    result = run_source(
        source, [str(sample)], schema=SCHEMA, dataset_kind="simulation", backend=backend, pictures=False
    )
    seconds = time.process_time() - start
    bins = sum(each.size for region in result.regions for each in region.histograms.values())
    return {
        "seconds": seconds,
        "megabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        "entries": [step.entries for step in result.regions[0].steps],
        "bins": int(bins),
        "backend": result.provenance.backend,
    }


def elsewhere(program: Path, sample: Path, backend: str) -> dict[str, object]:
    """One run in a process of its own."""
    command = [
        sys.executable,
        "-m",
        "benchmarks.searching.costs",
        "--one",
        str(program),
        str(sample),
        backend,
    ]
    threads = {"OMP_NUM_THREADS": "1", "NUMBA_NUM_THREADS": "1"}
    done = subprocess.run(command, check=True, capture_output=True, text=True, env={**os.environ, **threads})
    found: dict[str, object] = json.loads(done.stdout.splitlines()[-1])
    return found


def measured(
    folder: Path, sample: Path, backend: str, rounds: int, steps: Sequence[str] = STEPS
) -> dict[str, Figures]:
    """The figures of each step: seconds, megabytes, and both as ratios to the selection alone."""
    programs = written(folder)
    runs: dict[str, list[dict[str, object]]] = {name: [] for name in steps}
    for _ in range(rounds):
        for name in steps:
            runs[name].append(elsewhere(programs[name], sample, backend))
    counted = {tuple(run["entries"][:SHARED_STEPS]) for each in runs.values() for run in each}  # type: ignore[index]
    assert len(counted) == 1, "the programs count different events"
    return {name: figures(each, runs[steps[0]]) for name, each in runs.items()}


def figures(runs: Sequence[dict[str, object]], nominal: Sequence[dict[str, object]]) -> Figures:
    """Of several runs in turn with those of the selection alone."""
    found: Figures = {}
    for what, ratio in (("seconds", "time"), ("megabytes", "memory")):
        values, others = ([float(str(run[what])) for run in each] for each in (runs, nominal))
        found[what] = statistics.median(values)
        found[ratio] = statistics.median(a / b for a, b in zip(values, others, strict=True))
    return found


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--events", type=int, default=1_000_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--backends", nargs="+", default=["awkward", "fused"])
    parser.add_argument("--folder", type=Path, default=Path("build/benchmarks/events"))
    parser.add_argument("--json", type=Path, help="a file to write the figures to")
    parser.add_argument("--one", nargs=3, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.one:
        program, sample, backend = options.one
        print(json.dumps(once(Path(program), Path(sample), backend)))
        return
    (path,) = made(Sample(options.events), options.folder)
    found = {
        backend: measured(options.folder.parent / "search", path, backend, options.rounds)
        for backend in options.backends
    }
    for backend, rows in found.items():
        for name, row in rows.items():
            shown = (
                f"{row['seconds']:8.2f} s {row['time']:6.2f} {row['megabytes']:8.0f} MB {row['memory']:6.2f}"
            )
            print(f"{backend:8} {name:14} {shown}")
    if options.json:
        options.json.write_text(json.dumps(found, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
