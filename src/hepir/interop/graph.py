"""The objects and regions of a program as a graph.

In: a typed program. Out: text for Graphviz or for Mermaid: an arrow from each collection, choice, value or region to what
is made from it.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain

from hepir.semantics.expressions import Expression, references
from hepir.semantics.program import (
    Choice,
    Combination,
    Cut,
    Definition,
    Derivation,
    Filter,
    Limit,
    ObjectDefinition,
    Program,
    Region,
    Replacement,
    Rule,
    Sorting,
    ValueDefinition,
)

SHAPES = {  # Graphviz's shape, Mermaid's brackets
    "kind": ("plaintext", "([", "])"),
    "object": ("box", "[", "]"),
    "combination": ("box3d", "[[", "]]"),
    "choice": ("diamond", "{", "}"),
    "value": ("ellipse", "(", ")"),
    "region": ("house", "[/", "\\]"),
}


@dataclass(frozen=True)
class Node:
    """Something with a name: its sort, and what it is made from."""

    name: str
    sort: str
    needs: tuple[str, ...] = ()


def nodes(program: Program) -> tuple[Node, ...]:
    """All nodes; kinds of objects come first, regions last."""
    found = [defined(each) for each in program.definitions]
    found += [
        Node(each.name, "region", unique(each.parents, *map(references, in_region(each))))
        for each in program.regions
    ]
    names = {each.name for each in found}
    kinds = unique(*(node.needs for node in found))
    return (*(Node(name, "kind") for name in kinds if name not in names), *found)


def defined(definition: Definition) -> Node:
    """The node of a definition."""
    match definition:
        case ObjectDefinition(name=name, sources=sources, rules=rules):
            return Node(
                name,
                "object",
                unique(sources, *(references(each) for rule in rules for each in in_rule(rule))),
            )
        case Combination(name=name, sources=sources, rules=rules):
            return Node(
                name,
                "combination",
                unique(sources, *(references(each) for rule in rules for each in in_rule(rule))),
            )
        case Choice(name=name, collection=collection, rankings=rankings):
            return Node(name, "choice", unique((collection,), *(references(each.key) for each in rankings)))
        case ValueDefinition(name=name, value=value):
            return Node(name, "value", unique(references(value)))


def in_rule(rule: Rule) -> tuple[Expression, ...]:
    """The expressions of a rule of an object."""
    match rule:
        case Filter(condition=condition):
            return (condition,)
        case Sorting(key=key):
            return (key,)
        case Limit():
            return ()
        case Derivation(value=value) | Replacement(value=value):
            return (value,)


def in_region(region: Region) -> tuple[Expression, ...]:
    """The expressions of a region."""
    axes = chain(
        (axis for each in region.histograms for axis in each.axes), (axis for _, axis in region.bins)
    )
    in_axes = (each for axis in axes for each in (axis.value, axis.collection) if each is not None)
    cuts = (each for cut in region.cuts for each in in_cut(cut))
    return (*cuts, *(each.value for each in region.weights), *in_axes)


def in_cut(cut: Cut) -> tuple[Expression, ...]:
    """The expressions of a step of a cutflow."""
    return (cut.condition,) if cut.when is None else (cut.when, cut.condition)


def unique(*many: tuple[str, ...]) -> tuple[str, ...]:
    """Names, each once."""
    return tuple(dict.fromkeys(chain(*many)))


def dot(program: Program) -> str:
    """The graph for Graphviz."""
    found = nodes(program)
    lines = [f'  "{each.name}" [shape={SHAPES[each.sort][0]}];' for each in found]
    lines += [f'  "{need}" -> "{each.name}";' for each in found for need in each.needs]
    return "\n".join(["digraph selection {", "  rankdir=LR;", *lines, "}"]) + "\n"


def mermaid(program: Program) -> str:
    """The graph for Mermaid; ids are numbers, since names may be words of Mermaid."""
    found = nodes(program)
    ids = {each.name: f"n{number}" for number, each in enumerate(found)}
    lines = []
    for each in found:
        _, opening, closing = SHAPES[each.sort]
        lines.append(f'  {ids[each.name]}{opening}"{each.name}"{closing}')
    lines += [f"  {ids[need]} --> {ids[each.name]}" for each in found for need in each.needs]
    return "\n".join(["flowchart LR", *lines]) + "\n"
