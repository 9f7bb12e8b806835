"""A program without the definitions that no region needs.

In: a typed program. Out: the same with fewer definitions; a program without regions keeps all.
"""

from __future__ import annotations

from dataclasses import replace

from hepir.semantics.program import Program
from hepir.semantics.usage import definition_names, region_names


def pruned(program: Program) -> Program:
    """Keep what regions need, directly or not."""
    definitions = program.by_name
    waiting = [name for region in program.regions for name in region_names(region)]
    used: set[str] = set()
    while waiting:
        name = waiting.pop()
        if name in definitions and name not in used:
            used.add(name)
            waiting += definition_names(definitions[name])
    return replace(program, definitions=tuple(each for each in program.definitions if each.name in used))
