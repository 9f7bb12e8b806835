"""What machine code for a loop takes, by the number of regions.

In: numbers of regions that go on from one. Out: lines of the program and of the generated module, and the median seconds of
writing the module, and of making machine code of its loop and the arrays of a file.
"""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from benchmarks.checking.cold import SCHEMA, seconds
from benchmarks.varying.programs import with_regions

from hepir.compiling import emit, plan_source
from hepir.demo.events import generate
from hepir.demo.root_file import write_tree
from hepir.pipeline.loading import load_loop
from hepir.run.files import open_events
from hepir.schemas.loading import find_schema
from hepir.source import Source

REGIONS = (0, 10, 50, 200)


def by_regions(rounds: int, numbers: Sequence[int] = REGIONS) -> dict[str, dict[str, float]]:
    """By the number of regions: `lines`, `written`, and seconds of `emit` and `machine`."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "sample.root"
        write_tree(path, generate(100))
        return {str(number): measured(number, path, rounds) for number in numbers}


def measured(number: int, path: Path, rounds: int) -> dict[str, float]:
    """A search with so many more regions."""
    source, schema = Source("regions.hep", with_regions(number)), find_schema(SCHEMA)
    plan = plan_source(source, schema)
    writing = partial(emit, plan, source, schema, "fused")
    made = writing()
    with open_events(path) as file:
        nothing = file.read_columns(made.columns, 0, 0)

    def compiled() -> None:
        load_loop.cache_clear()
        module = load_loop(made.text)
        module.count(nothing, module.new_counts())

    return {
        "lines": source.text.count("\n"),
        "written": made.text.count("\n"),
        "emit": seconds(writing, rounds),
        "machine": seconds(compiled, rounds),
    }
