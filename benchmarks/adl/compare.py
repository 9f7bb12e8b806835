"""Generated code against hand-written code on the eight ADL tasks.

In: a ROOT file of the format `cms_opendata_2012` (one is made where none is given). Out: a table on the standard
output: for each task the median times of both and their ratio, on arrays in memory and with reading. Ends with
status 1 where the histograms of the two do not agree.
"""

from __future__ import annotations

import argparse
import gc
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from statistics import median
from types import ModuleType

import awkward as ak
import handwritten
import hist
import numpy as np
import uproot

from hepir.api import compile_source
from hepir.source import Source

PROGRAM = Path(__file__).parents[2] / "examples" / "adl_benchmarks.hep"
SCHEMA = "cms_opendata_2012"
# the hand-written code computes in the precision of the files, so an entry at an edge may change its bin
MOVED = 1e-3

Histograms = Mapping[str, hist.Hist]
Reader = Callable[[tuple[str, ...]], dict[str, ak.Array]]


@dataclass(frozen=True)
class Side:
    """One way to do a task: the branches it reads, and what it does with them."""

    columns: tuple[str, ...]
    work: Callable[[dict[str, ak.Array]], Histograms]


def single_programs(text: str) -> dict[str, str]:
    """A program for each region: all definitions, and this region alone."""
    definitions, *regions = text.split("\nregion ")
    return {region.split(None, 1)[0]: f"{definitions}\nregion {region.rstrip()}\n" for region in regions}


def generated(name: str, text: str) -> Side:
    """A task as compiled from its program."""
    artifact = compile_source(Source(f"{name}.hep", text), SCHEMA)
    module = ModuleType(f"generated_{name}")
    exec(compile(artifact.text, f"<{name}>", "exec"), module.__dict__)

    def work(events: dict[str, ak.Array]) -> Histograms:
        results = module.new_results()
        module.analyse(events, results, True)
        return results[name]["histograms"]

    return Side(artifact.columns, work)


def timed(work: Callable[[], Histograms]) -> tuple[float, Histograms]:
    """Seconds, and what came out."""
    start = time.perf_counter()
    result = work()
    return time.perf_counter() - start, result


def read(path: Path, columns: tuple[str, ...], events: int) -> dict[str, ak.Array]:
    """Branches of the file's tree, of its first events."""
    with uproot.open(path) as file:
        tree = file["Events"]
        return {name: tree[name].array(entry_stop=events) for name in columns}


def interleaved(
    sides: tuple[Side, Side], read_all: Reader, rounds: int, reading: bool
) -> tuple[float, float, bool]:
    """Median seconds of both, one run of each in turn, and whether they agree; the first round does not count.

    Who comes first changes with every round, since the second finds the memory that the first has left.
    """
    loaded = [read_all(side.columns) for side in sides]
    times: tuple[list[float], list[float]] = ([], [])
    agree = True
    for turn in range(rounds + 1):
        results = []
        pairs = list(zip(sides, loaded, times, strict=True))
        for side, events, seconds in pairs if turn % 2 else reversed(pairs):
            work = (
                (lambda s=side: s.work(read_all(s.columns)))
                if reading
                else (lambda s=side, e=events: s.work(e))
            )
            gc.collect()
            elapsed, histograms = timed(work)
            results.append(histograms)
            if turn:
                seconds.append(elapsed)
        agree = agree and same(*results)
    return median(times[0]), median(times[1]), agree


def same(one: Histograms, other: Histograms) -> bool:
    """Whether histograms have the same names and entries, but for few that are in another bin."""
    return set(one) == set(other) and all(moved(one[name], other[name]) <= MOVED for name in one)


def moved(one: hist.Hist, other: hist.Hist) -> float:
    """The fraction of entries that are not in the same bin."""
    left, right = one.values(flow=True), other.values(flow=True)
    return float(np.abs(left - right).sum() / max(left.sum() + right.sum(), 1.0))


def sample(folder: Path, number: int) -> Path:
    """A generated sample."""
    from hepir.demo.events import generate
    from hepir.demo.root_file import write_tree

    path = folder / "sample.root"
    write_tree(path, generate(number))
    return path


def compare(read_all: Reader, rounds: int) -> bool:
    """Print the table; whether all tasks agree."""
    everything = True
    print(f"{'':4}{'in memory':^32}{'with reading':^32}")
    print(f"task{'generated':>12}{'by hand':>10}{'ratio':>8}{'generated':>14}{'by hand':>10}{'ratio':>8}")
    for name, text in single_programs(PROGRAM.read_text(encoding="utf-8")).items():
        sides = (
            generated(name, text),
            Side(handwritten.COLUMNS[name], handwritten.TASKS[name]),
        )
        line = f"{name:4}"
        for reading in (False, True):
            ours, theirs, agree = interleaved(sides, read_all, rounds, reading)
            line += f"{ours * 1000:>9.1f} ms{theirs * 1000:>7.1f} ms{ours / theirs:>8.2f}  "
            everything = everything and agree
            line += "" if agree else " DIFFERENT "
        print(line.rstrip(), flush=True)
    return everything


def main() -> int:
    """Read the arguments and compare."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("sample", nargs="?", type=Path, help="a ROOT file; made if none is given")
    parser.add_argument("--events", type=int, default=200_000, help="how many events to make, or to use")
    parser.add_argument("--rounds", type=int, default=6, help="how often each is timed")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = options.sample or sample(Path(folder), options.events)
        read_all = partial(read, path, events=options.events)
        return 0 if compare(read_all, options.rounds) else 1


if __name__ == "__main__":
    sys.exit(main())
