"""Which backend a run takes.

In: what was prepared and asked for. Out: options that name a backend, and remarks where it is another than asked for.

Compiling a loop takes tenths of a second, once a process, and more for a long program. So `auto` takes the loop where
there are many events for the length of the program, and columns otherwise.
"""

from __future__ import annotations

from dataclasses import replace
from importlib.util import find_spec

from hepir import garbage
from hepir.backend.artifact import Artifact
from hepir.backend.errors import NoCompiler
from hepir.compiling import emit
from hepir.diagnostics.core import HepirError
from hepir.diagnostics.places import NOWHERE
from hepir.light_dataclasses import dataclass
from hepir.pipeline.options import Prepared, RunOptions

EVENTS_A_LINE = (
    50  # that are done in columns in about the time that a line of a generated module takes to compile
)
FEWEST_LINES = 200  # of such a module


@dataclass(frozen=True)
class Chosen:
    """The options with the backend that is taken, what a person should know about it, and its code where that was written to
    choose."""

    options: RunOptions
    remarks: tuple[str, ...] = ()
    code: Artifact | None = None


@garbage.not_searched_for()
def with_backend(prepared: Prepared, options: RunOptions, *, listed: bool) -> Chosen:
    """The backend of a run. `listed`: whether rows are wanted."""
    if options.backend == "fused" and not has_compiler():
        raise HepirError((NoCompiler(NOWHERE),))
    if options.backend not in ("auto", "fused"):
        return Chosen(options)
    from hepir.backends.fused import functions_without_loops

    columnar = functions_without_loops(prepared.plan)
    if options.backend == "fused" and columnar:
        names = ", ".join(f"`{name}`" for name in columnar)
        remark = f"{names} can only be worked out in columns: the awkward backend was taken"
        return Chosen(replace(options, backend="awkward"), (remark,))
    if options.backend == "fused":
        return Chosen(options)
    loop = loop_worth_it(prepared, options, listed=listed) if has_compiler() and not columnar else None
    return Chosen(replace(options, backend="fused" if loop else "awkward"), code=loop)


def loop_worth_it(prepared: Prepared, options: RunOptions, *, listed: bool) -> Artifact | None:
    """The code of a compiled loop that is likely to be done first; None where columns are."""
    events = sum(file.entries for file in prepared.files)
    events = events if options.max_events is None else min(events, options.max_events)
    if events < EVENTS_A_LINE * FEWEST_LINES:
        return None
    loop = emit(prepared.plan, prepared.source, prepared.schema, "fused", listed=listed)
    return loop if events >= EVENTS_A_LINE * loop.text.count("\n") else None


def has_compiler() -> bool:
    """Whether numba is installed, and with it LLVM; they are not loaded."""
    return find_spec("numba") is not None
