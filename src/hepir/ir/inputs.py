"""Variations that the files hold: properties that are read from other branches.

In: a program with variations, the kinds as they are bound, the branches of a file where they are known. Out: the kinds that a
direction of a systematic reads otherwise; what is not there is reported.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from hepir.diagnostics.nearest import nearest
from hepir.ir.errors import BranchesNotKnown, VariationNotStored, VariationWithoutBranch
from hepir.ir.plan import BoundKind, Direction, Stored
from hepir.semantics.program import BranchVariation, InputVariation, Program
from hepir.semantics.scope import Report

Inputs = Mapping[Direction, Mapping[str, BoundKind]]


def varied_inputs(
    program: Program, kinds: Mapping[str, BoundKind], branches: Mapping[str, str] | None, report: Report
) -> Inputs:
    """For each direction, the kinds that it reads from other branches, by their names."""
    found: dict[Direction, dict[str, BoundKind]] = {}
    for each in program.variations:
        match each:
            case BranchVariation():
                own = found.setdefault(Direction(each.systematic, each.direction), {})
                kind = own.get(each.kind) or kinds.get(each.kind)
                if kind is not None:
                    own[each.kind] = from_branch(kind, each, branches, report)
            case InputVariation(what="branches"):
                own = found.setdefault(Direction(each.systematic, each.direction), {})
                own |= with_suffix(kinds, each, branches, report)
            case _:
                pass
    return found


def from_branch(
    kind: BoundKind, variation: BranchVariation, branches: Mapping[str, str] | None, report: Report
) -> BoundKind:
    """A kind of which one property is read from the branch that the program names."""
    bound = kind.properties[variation.attribute]
    if not isinstance(bound.source, Stored):
        report(VariationNotStored(variation.span, kind.name, variation.attribute))
        return kind
    if branches is not None and variation.branch not in branches:
        report(VariationWithoutBranch(variation.span, variation.branch, nearest(variation.branch, branches)))
    source = replace(bound.source, branch=variation.branch)
    return replace(kind, properties={**kind.properties, variation.attribute: replace(bound, source=source)})


def with_suffix(
    kinds: Mapping[str, BoundKind],
    variation: InputVariation,
    branches: Mapping[str, str] | None,
    report: Report,
) -> dict[str, BoundKind]:
    """The kinds that have a branch with the suffix for one of their properties, read from there."""
    if branches is None:
        report(BranchesNotKnown(variation.span, variation.text))
        return {}
    found: dict[str, BoundKind] = {}
    for kind in kinds.values():
        changed = {
            name: replace(bound, source=replace(bound.source, branch=bound.source.branch + variation.text))
            for name, bound in kind.properties.items()
            if isinstance(bound.source, Stored) and bound.source.branch + variation.text in branches
        }
        if changed:
            found[kind.name] = replace(kind, properties={**kind.properties, **changed})
    if not found:
        report(VariationWithoutBranch(variation.span, f"...{variation.text}", ()))
    return found
