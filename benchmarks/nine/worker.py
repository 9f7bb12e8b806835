"""A process that does tasks.

In: the name of a side; then on the standard input a line a request: a task and paths, separated by tabs. Out: on the
standard output a line of JSON that says which versions it has or what is missing; then one an answer: seconds, those of
them on a processor, the most memory so far in KiB, and histograms. With `--whole` a task is done from its very beginning,
as a new process would do it for a user.
"""

from __future__ import annotations

import argparse
import gc
import json
import sys
import time
from collections.abc import Callable, Sequence
from importlib import import_module
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

Contents = dict[str, list[float]]
Work = Callable[[Sequence[str]], Contents]
MODULES = {
    "by-hand": "by_hand",
    "coffea": "coffea_events",
    "floor": "floor",
    "rdataframe-jitted": "rdataframe_jitted",
}
PACKAGES = ("awkward", "coffea", "hist", "numba", "numpy", "root", "uproot", "vector")


def opened(side: str, whole: bool, workers: int = 1) -> Callable[[str], Work]:
    """What prepares a task on a side; ImportError where its packages are not there."""
    if side.startswith("hepir-"):
        from benchmarks.nine.sides import hepir_runs

        backend = side.removeprefix("hepir-")
        if whole:
            return lambda task: hepir_runs.whole(task, backend)
        return lambda task: hepir_runs.prepare(task, backend, workers)
    prepare: Callable[[str], Work] = import_module(f"benchmarks.nine.sides.{MODULES[side]}").prepare
    return prepare


def answer(work: Work, paths: Sequence[str]) -> dict[str, object]:
    """Do a task once."""
    gc.collect()
    start, processor = time.perf_counter(), time.process_time()
    histograms = work(paths)
    seconds, processor = time.perf_counter() - start, time.process_time() - processor
    return {"seconds": seconds, "processor": processor, "peak": peak_memory(), "histograms": histograms}


def peak_memory() -> int:
    """The most resident memory of this process so far, in KiB; 0 where the system does not tell."""
    try:
        lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith("VmHWM:")), 0)


def versions() -> dict[str, str]:
    """The versions of what is installed here."""
    found = {}
    for package in PACKAGES:
        try:
            found[package] = version(package)
        except PackageNotFoundError:
            continue
    return found


def say(document: object) -> None:
    """One line of JSON."""
    print(json.dumps(document), flush=True)


def main() -> int:
    """Answer until the input ends."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("side")
    parser.add_argument("--whole", action="store_true")
    parser.add_argument("--workers", type=int, default=1)
    options = parser.parse_args()
    try:
        prepare = opened(options.side, options.whole, options.workers)
    except ImportError as problem:
        say({"missing": str(problem)})
        return 1
    say({"versions": versions()})
    prepared: dict[str, Work] = {}
    for line in sys.stdin:
        task, *paths = line.rstrip("\n").split("\t")
        try:
            prepared[task] = prepared.get(task) or prepare(task)
            say(answer(prepared[task], paths))
        except Exception as problem:  # one task that fails is told, and the others go on
            say({"error": f"{type(problem).__name__}: {problem}".splitlines()[0]})
    return 0


if __name__ == "__main__":
    sys.exit(main())
