"""The list of events that pass.

In: what was prepared, and the selection of each chunk. Out: rows for `events.parquet`.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

from hepir.light_dataclasses import dataclass
from hepir.pipeline.options import Prepared
from hepir.semantics.program import Program, ValueDefinition
from hepir.types.core import Boolean, Number

if TYPE_CHECKING:
    import numpy as np

    from hepir.report.events import EventWriter
    from hepir.run.chunks import Chunk


def defined_values(program: Program) -> tuple[ValueDefinition, ...]:
    """The `define`d numbers and conditions."""
    return tuple(
        each
        for each in program.definitions
        if isinstance(each, ValueDefinition) and isinstance(each.type, Number | Boolean)
    )


def event_writer(prepared: Prepared, output: Path, stack: ExitStack) -> EventWriter:
    """The writer of the event list."""
    from hepir.report.events import Column, EventWriter

    columns = tuple(
        Column(each.name, "bool" if isinstance(each.type, Boolean) else "float", unit_of(each))
        for each in defined_values(prepared.plan.program)
    )
    return stack.enter_context(EventWriter(output / "events.parquet", columns))


def unit_of(value: ValueDefinition) -> str:
    """The canonical unit of a defined value."""
    return value.type.dimension.unit if isinstance(value.type, Number) else ""


@dataclass(frozen=True)
class Rows:
    """Rows of one file: for each the number of its region among `regions`, and what the writer's columns hold."""

    regions: tuple[str, ...]
    numbers: np.ndarray
    file: str
    columns: Mapping[str, object]

    def write_to(self, writer: EventWriter) -> None:
        """Append them."""
        writer.append([self.regions[number] for number in self.numbers], self.file, self.columns)


def rows_of(prepared: Prepared, chunk: Chunk, selected: Mapping[str, object]) -> Rows:
    """The events of a chunk that pass a region, with their numbers and defined values."""
    import awkward as ak
    import numpy as np

    regions, values = selected["regions"], selected["values"]
    assert isinstance(regions, dict)
    assert isinstance(values, dict)
    # variations are regions of the generated code, too: the list is of the nominal ones
    regions = {each.name: regions[each.name] for each in prepared.plan.program.regions}
    found = [np.flatnonzero(passed) for passed, _ in regions.values()]
    places = np.concatenate(found) if found else np.zeros(0, dtype=np.int64)
    numbers = np.repeat(np.arange(len(found)), [len(each) for each in found])
    # by event, and then by region: the same rows in the same order however the events come in chunks
    order = np.argsort(places, kind="stable")
    places, numbers = places[order], numbers[order]
    weights = [weight[each] for (_, weight), each in zip(regions.values(), found, strict=True)]
    columns: dict[str, object] = {"entry": chunk.start + places}
    columns["weight"] = np.concatenate([np.zeros(0), *weights])[order]
    for key, branch in prepared.identity.items():
        columns[key] = ak.to_numpy(chunk.columns[branch])[places].astype(np.int64)
    for key, value in values.items():
        columns[key] = full(value, chunk.stop - chunk.start)[places]
    return Rows(tuple(regions), numbers, prepared.files[chunk.file_number].path.name, columns)


def full(value: object, count: int) -> np.ndarray:
    """A value for each event, even where it is a constant."""
    import awkward as ak
    import numpy as np

    if not isinstance(value, ak.Array | np.ndarray):
        return np.full(count, value)
    return np.asarray(value) if isinstance(value, np.ndarray) else value
