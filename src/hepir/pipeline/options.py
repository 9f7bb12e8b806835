"""What a person may choose for a run, and what is known before the first event is read.

In: nothing. Out: frozen values.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from hepir.ir.plan import Plan
from hepir.light_dataclasses import dataclass
from hepir.pipeline.function_files import NamedFunction
from hepir.schemas.model import Schema
from hepir.semantics.program import Origin
from hepir.source import Source

if TYPE_CHECKING:
    from hepir.run.files import EventFile

DataKind = Literal["data", "simulation", "unknown"]
Progress = Callable[[int, int | None], None]


@dataclass(frozen=True)
class RunOptions:
    """What a person may choose for a run."""

    schema: str | None = None
    tree: str | None = None
    backend: str = "auto"
    dataset_kind: str | None = None
    max_events: int | None = None
    step_entries: int | None = None
    events: bool = False
    pictures: bool = True
    skip_holes: bool = False
    workers: int = 1
    executor: str = "auto"
    scheduler: str | None = None
    n_minus_one: bool = False
    seed: int = 0
    functions: tuple[str, ...] = ()


@dataclass(frozen=True)
class Prepared:
    """Everything that is known before the first event is read. `paths` stand in for files that are not open here;
    `left_out` is what the program says of simulation alone; `functions` are those of files that were named."""

    source: Source
    plan: Plan
    schema: Schema
    files: Sequence[EventFile]
    columns: tuple[str, ...]
    identity: Mapping[str, str]
    kind: DataKind
    paths: tuple[Path, ...] = ()
    left_out: tuple[Origin, ...] = ()
    functions: tuple[NamedFunction, ...] = ()
