"""The list of events that pass.

In: what was prepared, and the selection of each chunk. Out: rows for `events.parquet`.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

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


def append_events(
    writer: EventWriter, prepared: Prepared, chunk: Chunk, selected: Mapping[str, object]
) -> None:
    """The events of a chunk that pass a region, with their numbers and defined values."""
    import awkward as ak
    import numpy as np

    regions, values = selected["regions"], selected["values"]
    assert isinstance(regions, dict)
    assert isinstance(values, dict)
    entries = np.arange(chunk.start, chunk.stop)
    file = prepared.files[chunk.file_number].path.name
    for name, (passed, weight) in regions.items():
        columns = {"entry": entries[passed], "weight": weight[passed]}
        for key, branch in prepared.identity.items():
            columns[key] = ak.to_numpy(chunk.columns[branch])[passed].astype(np.int64)
        for key, value in values.items():
            columns[key] = full(value, len(entries))[passed]
        writer.append(name, file, columns)


def full(value: object, count: int) -> np.ndarray:
    """A value for each event, even where it is a constant."""
    import awkward as ak
    import numpy as np

    if not isinstance(value, ak.Array | np.ndarray):
        return np.full(count, value)
    return np.asarray(value) if isinstance(value, np.ndarray) else value
