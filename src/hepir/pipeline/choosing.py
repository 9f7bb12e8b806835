"""Which backend a run takes.

In: what was prepared and asked for. Out: options that name a backend, and remarks where it is another than asked for.

Compiling a loop takes tenths of a second, once a process, and more for a long program. So `auto` takes the loop where
there are many events for the length of the program, and columns otherwise.
"""

from __future__ import annotations

from dataclasses import replace
from importlib.util import find_spec

from hepir.backend.errors import NoCompiler
from hepir.compiling import emit
from hepir.diagnostics.core import HepirError
from hepir.diagnostics.places import NOWHERE
from hepir.pipeline.options import Prepared, RunOptions

EVENTS_A_LINE = (
    50  # that are done in columns in about the time that a line of a generated module takes to compile
)
FEWEST_LINES = 200  # of such a module


def with_backend(prepared: Prepared, options: RunOptions) -> tuple[RunOptions, tuple[str, ...]]:
    """The options with the backend that is taken, and what a person should know about it."""
    if options.backend == "fused" and not has_compiler():
        raise HepirError((NoCompiler(NOWHERE),))
    if options.backend not in ("auto", "fused"):
        return options, ()
    from hepir.backends.fused import functions_without_loops

    columnar = functions_without_loops(prepared.plan)
    if options.backend == "fused" and columnar:
        names = ", ".join(f"`{name}`" for name in columnar)
        remark = f"{names} can only be worked out in columns: the awkward backend was taken"
        return replace(options, backend="awkward"), (remark,)
    loop = options.backend == "fused" or (has_compiler() and not columnar and is_worth_it(prepared, options))
    return replace(options, backend="fused" if loop else "awkward"), ()


def is_worth_it(prepared: Prepared, options: RunOptions) -> bool:
    """Whether a compiled loop is likely to be done first."""
    events = sum(file.entries for file in prepared.files)
    events = events if options.max_events is None else min(events, options.max_events)
    if events < EVENTS_A_LINE * FEWEST_LINES:
        return False
    text = emit(prepared.plan, prepared.source, prepared.schema, "fused", listed=options.events).text
    return events >= EVENTS_A_LINE * text.count("\n")


def has_compiler() -> bool:
    """Whether numba is installed, and with it LLVM; they are not loaded."""
    return find_spec("numba") is not None
