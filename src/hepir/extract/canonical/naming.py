"""Names by what things are made of.

In: a typed program. Out: for each of its names one that depends on its contents alone, so that two programs which differ in
the names they chose give the same canonical statements.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import TypeGuard

from hepir.extract.canonical.model import Statement
from hepir.extract.canonical.rewriting import Place, canonical
from hepir.extract.canonical.setting import Setting, derivations
from hepir.extract.canonical.statements import of_definition, of_region, value_statement
from hepir.semantics.program import (
    Choice,
    Combination,
    Definition,
    ObjectDefinition,
    Program,
    ValueDefinition,
)

WORDS = {ObjectDefinition: "objects", Combination: "tuples", Choice: "best", ValueDefinition: "value"}


def content_names(program: Program) -> Mapping[str, str]:
    """Each name of a program as a word and a checksum of what stands behind it."""
    names: dict[str, str] = {}
    waiting = [(each.name, each) for each in program.definitions]
    regions = {each.name: each for each in program.regions}
    # A definition comes after those it needs, a region maybe not; and either may speak of the other.
    for _ in range(len(waiting) + len(regions)):
        before = dict(names)
        for name, definition in waiting:
            names |= property_names(definition, Setting(program, names))
            if is_other_name(definition):
                names[name] = names.get(definition.sources[0], definition.sources[0])
                continue
            said = list(of_definition(definition, Setting(program, names), ""))
            if isinstance(
                definition, ValueDefinition
            ):  # a small one is written out and says nothing by itself
                said = [value_statement(definition, Setting(program, names))]
            names[name] = f"{WORDS[type(definition)]}~{checksum(said)}"
        for region in regions.values():
            said = list(of_region(region, Setting(program, names), ""))
            names[region.name] = f"region~{checksum(said)}"
        if names == before:
            break
    return names


def is_other_name(definition: Definition) -> TypeGuard[ObjectDefinition]:
    """Whether a definition only gives a collection another name."""
    return isinstance(definition, ObjectDefinition) and len(definition.sources) == 1 and not definition.rules


def property_names(definition: Definition, setting: Setting) -> Mapping[str, str]:
    """The properties that a block gives with `let`, which other blocks may give to their objects too."""
    found: dict[str, str] = {}
    for rule in derivations(definition):
        others = [
            each for one in setting.program.definitions for each in derivations(one) if each.name == rule.name
        ]
        place = Place(setting, homes={"this": definition.name})
        found[f".{rule.name}"] = (
            f"property~{digest([place.text(canonical(each.value, place)) for each in others])}"
        )
    return found


def checksum(said: list[Statement]) -> str:
    """What statements say, whatever they are about."""
    return digest([f"{each.kind}\t{each.text}" for each in said])


def digest(lines: list[str]) -> str:
    """A checksum of lines in any order."""
    lines = sorted(lines)
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()[:12]
