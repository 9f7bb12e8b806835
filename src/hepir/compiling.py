"""From program text to generated code, stage by stage.

In: a `Source` and a schema. Out: a checked program, a plan, an artifact; HepirError with the diagnostics of
the stage that cannot
go on.
"""

from __future__ import annotations

from collections.abc import Collection
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from hepir.backend.artifact import Artifact
from hepir.backend.errors import OnlyInColumns, UnknownPass
from hepir.diagnostics.core import HepirError, Severity
from hepir.diagnostics.places import NOWHERE
from hepir.semantics.checking import Checked, check_tree
from hepir.source import Source
from hepir.syntax.parsing import Parsed, parse
from hepir.types.kinds import standard_kinds
from hepir.version import __version__

if TYPE_CHECKING:
    from hepir.ir.plan import Plan
    from hepir.schemas.model import Schema
    from hepir.semantics.program import Program


def analyse(source: Source, schema: Schema | None = None, *, strict_evidence: bool = False) -> Checked:
    """Parse and check; with a schema, its own properties are known too."""
    parsed = parsed_once(source)
    if parsed.program is None:
        return Checked(None, parsed.diagnostics)
    if schema is None:
        kinds = standard_kinds()
    else:
        from hepir.ir.kinds import kinds_of

        kinds = kinds_of(schema)
    return check_tree(source, parsed.program, kinds, strict_evidence=strict_evidence)


@lru_cache(maxsize=2)
def parsed_once(source: Source) -> Parsed:
    """The tree of a text, kept for who checks a program and then compiles or runs it."""
    return parse(source)


def checked_program(source: Source, schema: Schema) -> Program:
    """The typed program, or HepirError with everything that is wrong."""
    checked = analyse(source, schema)
    if checked.program is None:
        raise HepirError(tuple(each for each in checked.diagnostics if each.severity is Severity.ERROR))
    return checked.program


def plan_source(source: Source, schema: Schema, *, skip_holes: bool = False, seed: int = 0) -> Plan:
    """The plan of a program on a format, with the seed of its random numbers."""
    from hepir.ir.binding import bind

    return bind(checked_program(source, schema), schema, skip_holes=skip_holes, seed=seed)


def left_out(backend: str, without: Collection[str] = ()) -> tuple[str, ...]:
    """The passes that a backend does not take, or that are switched off; HepirError where there is none of that name."""
    from hepir.passes import PASSES

    for name in without:
        if name not in PASSES:
            raise HepirError((UnknownPass(NOWHERE, name, tuple(PASSES)),))
    if backend != "fused":
        return tuple(without)
    from hepir.backends.fused import WITHOUT

    return (*WITHOUT, *without)


def show_plan(
    plan: Plan, backend: str = "awkward", without: Collection[str] = (), *, trace: bool = False
) -> str:
    """The plan that a backend writes code for, as text; `trace`: before and after each pass."""
    from hepir.ir.showing import shown
    from hepir.ir.variations import varied
    from hepir.passes import optimised, traced

    plan, without = varied(plan), left_out(backend, without)
    if not trace:
        return shown(optimised(plan, without))
    text = shown(plan)
    parts = [f"== before all passes\n{text}"]
    for name, each in traced(plan, without):
        before, text = text, shown(each)
        parts.append(f"== after {name}{': nothing changed' if text == before else ''}\n")
        parts.append("" if text == before else text)
    return "".join([*parts, "== in the code\n", *(f"  {each}\n" for each in in_the_code(backend))])


def in_the_code(backend: str) -> tuple[str, ...]:
    """What the code of a backend does beyond its plan."""
    if backend == "fused":
        from hepir.backends.fused import IN_THE_CODE

        return IN_THE_CODE
    from hepir.backends.awkward import IN_THE_CODE as IN_COLUMNS

    return IN_COLUMNS


def emit(
    plan: Plan,
    source: Source,
    schema: Schema,
    backend: str = "awkward",
    *,
    listed: bool = False,
    without: Collection[str] = (),
) -> Artifact:
    """The generated module of a plan. `listed`: whether it is to tell which events pass, where that costs something.
    `without`: passes that are switched off."""
    from hepir.ir.variations import varied
    from hepir.passes import optimised

    plan = optimised(varied(plan), left_out(backend, without))
    name = Path(source.name).name
    if backend == "fused":
        from hepir.backends.fused import emit_module, functions_without_loops

        if columnar := functions_without_loops(plan):
            raise HepirError((OnlyInColumns(NOWHERE, columnar),))
        return emit_module(plan, name, schema.trees, __version__, listed=listed)
    if backend == "coffea":
        from hepir.backends.awkward import emit_processor

        return emit_processor(plan, name, schema, __version__)
    from hepir.backends.awkward import emit_module as emit_columnar

    return emit_columnar(plan, name, schema.trees, __version__)
