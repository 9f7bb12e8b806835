"""What each stage of the compiler takes, by the length of the program.

In: lengths in lines. Out: the median seconds of each stage. The stages are those of `hepir.compiling`.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from benchmarks.checking.cold import SCHEMA, program, seconds, sources

from hepir.api import compile_source
from hepir.backends.awkward import emit_module
from hepir.diagnostics.core import HepirError
from hepir.ir.binding import bind
from hepir.ir.kinds import kinds_of
from hepir.passes import optimised
from hepir.schemas.loading import find_schema
from hepir.semantics.checking import check_tree
from hepir.source import Source
from hepir.syntax.parsing import parse

LENGTHS = (30, 300, 1000, 3000)
STAGES = ("parse", "check", "bind", "passes", "emit")


def stages(lines: int, rounds: int) -> dict[str, float]:
    """The median seconds of each stage for a program of about so many lines."""
    source, schema = Source("long.hep", program(lines)), find_schema(SCHEMA)
    tree = parse(source).program
    assert tree is not None
    kinds = kinds_of(schema)
    checked = check_tree(source, tree, kinds).program
    assert checked is not None
    plan = bind(checked, schema)
    best = optimised(plan)
    works = (
        partial(parse, source),
        partial(check_tree, source, tree, kinds),
        partial(bind, checked, schema),
        partial(optimised, plan),
        partial(emit_module, best, source.name, schema.trees, "0"),
    )
    return {name: seconds(work, rounds) for name, work in zip(STAGES, works, strict=True)}


def by_length(rounds: int, lengths: Sequence[int] = LENGTHS) -> dict[str, dict[str, float]]:
    """The stages of programs, by their number of lines."""
    return {str(len(program(each).splitlines())): stages(each, rounds) for each in lengths}


def by_backend(backends: Sequence[str], rounds: int) -> dict[str, dict[str, float]]:
    """From text to generated code for each backend, by the number of lines; without those that generate none."""
    found: dict[str, dict[str, float]] = {}
    for backend in backends:
        for lines in LENGTHS:
            texts = sources(lines)
            try:
                length = str(program(lines).count("\n"))
                found.setdefault(backend, {})[length] = seconds(
                    lambda texts=texts, backend=backend: compile_source(next(texts), SCHEMA, backend), rounds
                )
            except HepirError:
                found.pop(backend, None)
                break
    return found
