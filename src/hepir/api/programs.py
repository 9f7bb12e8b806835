"""What is done with the text of a program: checked, formatted, compared with another, made into code.

In: program text or a path. Out: diagnostics, canonical text, differences, plans, generated code. What cannot go on raises
`HepirError` with its diagnostics.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from hepir import garbage
from hepir.backend.artifact import Artifact
from hepir.compiling import analyse, emit, plan_source
from hepir.diagnostics.core import Diagnostic, HepirError
from hepir.source import Source

if TYPE_CHECKING:
    from hepir.explain.notebook import ShownProgram
    from hepir.extract.against import Against
    from hepir.extract.comparing import Comparison
    from hepir.extract.sides import ReadProgram
    from hepir.reading.document import Document


def read_program(program: str | Path) -> Source:
    """A path is read; a text with a line end is a program by itself."""
    if isinstance(program, str) and ("\n" in program or not program.strip()):
        return Source("<text>", program)
    path = Path(program)
    return Source(str(program), path.read_bytes().decode("utf-8", errors="replace"))


def program(text_or_path: str | Path) -> ShownProgram:
    """A program as text that a notebook shows; every function here takes it. OSError where a path cannot be read."""
    from hepir.explain.notebook import ShownProgram

    return ShownProgram.of(read_program(text_or_path))


def check_source(
    source: Source,
    schema: str | None = None,
    strict_evidence: bool = False,
    against: Against | None = None,
) -> tuple[Diagnostic, ...]:
    """All diagnostics of a program, in the order of the text; with a schema, also what the format lacks; with a
    publication, also quotes that it does not say and sentences that nothing cites."""
    with garbage.not_searched_for():
        found = check_alone(source, schema, strict_evidence)
    if against is None:
        return found
    from hepir.extract.against import diagnosed
    from hepir.syntax.parsing import parse

    program = parse(source).program
    return found if program is None else (*found, *diagnosed(source, program, against))


def check_alone(source: Source, schema: str | None, strict_evidence: bool) -> tuple[Diagnostic, ...]:
    """All diagnostics of a program without its publication."""
    if schema is None:
        return analyse(source, strict_evidence=strict_evidence).diagnostics
    from hepir.ir.binding import bind
    from hepir.schemas.loading import find_schema

    found = find_schema(schema)
    checked = analyse(source, found, strict_evidence=strict_evidence)
    if checked.program is None:
        return checked.diagnostics
    try:
        bind(checked.program, found, skip_holes=True)
    except HepirError as error:
        return (*checked.diagnostics, *error.diagnostics)
    return checked.diagnostics


def check(
    program: str | Path,
    schema: str | None = None,
    *,
    strict_evidence: bool = False,
    paper: str | Path | Document | None = None,
    references: Sequence[str | Path] = (),
    strict_coverage: bool = False,
) -> tuple[Diagnostic, ...]:
    """All diagnostics of a program, given as a path or as text; with its publication, also about its quotes.

    `references` are folders with publications that it quotes, too. Raises HepirError where the publication cannot be read.
    """
    against = None
    if paper is not None:
        from hepir.extract.against import opened

        against = opened(paper, references, strict_coverage)
    from hepir.diagnostics.shown import ShownDiagnostics

    source = read_program(program)
    return ShownDiagnostics.of(source, check_source(source, schema, strict_evidence, against))


def format_source(text: str) -> str:
    """The canonical text of a program; HepirError where it does not parse."""
    from hepir.syntax.formatting import format_source as formatted

    return formatted(text)


def compile_source(
    source: Source,
    schema: str,
    backend: str = "awkward",
    skip_holes: bool = False,
    without_passes: Sequence[str] = (),
    seed: int = 0,
) -> Artifact:
    """Generated code for a program on a format, with the seed of its random numbers; passes can be switched off by their
    names."""
    from hepir.backend.available import COMPILED
    from hepir.backend.errors import UnknownBackend
    from hepir.schemas.loading import find_schema
    from hepir.source import Span

    if backend not in COMPILED:
        raise HepirError((UnknownBackend(Span(0, 0), backend, COMPILED),))
    with garbage.not_searched_for():
        found = find_schema(schema)
        plan = plan_source(source, found, skip_holes=skip_holes, seed=seed)
        return emit(plan, source, found, backend, without=without_passes)


def plan_text(
    source: Source,
    schema: str,
    backend: str = "awkward",
    skip_holes: bool = False,
    without_passes: Sequence[str] = (),
    trace: bool = False,
) -> str:
    """The plan that a backend writes code for, as text; with `trace`, before and after each pass."""
    from hepir.compiling import show_plan
    from hepir.schemas.loading import find_schema

    plan = plan_source(source, find_schema(schema), skip_holes=skip_holes)
    return show_plan(plan, backend, without_passes, trace=trace)


def compile(  # noqa: A001 (`hepir.compile` is the public name)
    program: str | Path, schema: str, backend: str = "awkward", *, skip_holes: bool = False
) -> Artifact:
    """Generated code for a program, given as a path or as text."""
    return compile_source(read_program(program), schema, backend, skip_holes)


def reading(source: Source) -> ReadProgram:
    """A checked program with its text, to be compared with others; HepirError where it has errors."""
    from hepir.diagnostics.core import Severity
    from hepir.extract.sides import ReadProgram

    checked = analyse(source)
    if checked.program is None:
        raise HepirError(tuple(each for each in checked.diagnostics if each.severity is Severity.ERROR))
    return ReadProgram(source.name, checked.program, source.text)


def diff(first: str | Path, second: str | Path) -> Comparison:
    """What differs between two programs in meaning, each given as a path or as text."""
    from hepir.extract.comparing import compare

    return compare(reading(read_program(first)), reading(read_program(second)))
