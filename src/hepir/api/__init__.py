"""The pipeline: text -> tree -> typed program -> plan -> module -> result.

In: program text or a path. Out: diagnostics, canonical text, generated code, or the result of a run. Each arrow is a function
of the stage below; what cannot go on raises `HepirError` with its diagnostics.
"""

from hepir.api.programs import (
    check,
    check_alone,
    check_source,
    compile,  # noqa: A004 (`hepir.compile` is the public name)
    compile_source,
    diff,
    format_source,
    plan_text,
    program,
    read_program,
    reading,
)
from hepir.api.publications import (
    coverage,
    coverage_source,
    extract,
    read,
)
from hepir.api.results import (
    Progress,
    compare,
    compare_events,
    explain_event,
    explain_event_source,
    run,
    run_dataset,
    run_source,
    shown,
)

__all__ = [
    "Progress",
    "check",
    "check_alone",
    "check_source",
    "compare",
    "compare_events",
    "compile",
    "compile_source",
    "coverage",
    "coverage_source",
    "diff",
    "explain_event",
    "explain_event_source",
    "extract",
    "format_source",
    "plan_text",
    "program",
    "read",
    "read_program",
    "reading",
    "run",
    "run_dataset",
    "run_source",
    "shown",
]
