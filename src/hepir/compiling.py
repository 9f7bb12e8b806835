"""From program text to generated code, stage by stage.

In: a `Source` and a schema. Out: a checked program, a plan, an artifact; HepirError with the diagnostics of
the stage that cannot
go on.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from hepir.backend.artifact import Artifact
from hepir.diagnostics.core import HepirError, Severity
from hepir.semantics.checking import Checked, check_tree
from hepir.source import Source
from hepir.syntax.parsing import parse
from hepir.types.kinds import standard_kinds
from hepir.version import __version__

if TYPE_CHECKING:
    from hepir.ir.plan import Plan
    from hepir.schemas.model import Schema
    from hepir.semantics.program import Program


def analyse(source: Source, schema: Schema | None = None, *, strict_evidence: bool = False) -> Checked:
    """Parse and check; with a schema, its own properties are known too."""
    parsed = parse(source)
    if parsed.program is None:
        return Checked(None, parsed.diagnostics)
    if schema is None:
        kinds = standard_kinds()
    else:
        from hepir.ir.kinds import kinds_of

        kinds = kinds_of(schema)
    return check_tree(source, parsed.program, kinds, strict_evidence=strict_evidence)


def checked_program(source: Source, schema: Schema) -> Program:
    """The typed program, or HepirError with everything that is wrong."""
    checked = analyse(source, schema)
    if checked.program is None:
        raise HepirError(tuple(each for each in checked.diagnostics if each.severity is Severity.ERROR))
    return checked.program


def plan_source(source: Source, schema: Schema, *, skip_holes: bool = False) -> Plan:
    """The plan of a program on a format."""
    from hepir.ir.binding import bind

    return bind(checked_program(source, schema), schema, skip_holes=skip_holes)


def emit(
    plan: Plan, source: Source, schema: Schema, backend: str = "awkward", *, listed: bool = False
) -> Artifact:
    """The generated module of a plan. `listed`: whether it is to tell which events pass, where that costs something."""
    from hepir.ir.variations import varied
    from hepir.passes import optimised

    plan = varied(plan)
    name = Path(source.name).name
    if backend == "fused":
        from hepir.backends.fused import WITHOUT, emit_module

        return emit_module(optimised(plan, WITHOUT), name, schema.trees, __version__, listed=listed)
    if backend == "coffea":
        from hepir.backends.awkward import emit_processor

        return emit_processor(optimised(plan), name, schema, __version__)
    from hepir.backends.awkward import emit_module as emit_columnar

    return emit_columnar(optimised(plan), name, schema.trees, __version__)
