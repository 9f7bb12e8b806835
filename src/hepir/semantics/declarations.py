"""Which names a program declares and in which order they can be checked.

In: the syntax tree. Out: blocks by name, and an order in which each comes after what it needs; duplicates
and cycles are reported.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from graphlib import CycleError, TopologicalSorter

from hepir.light_dataclasses import dataclass
from hepir.semantics import errors
from hepir.semantics.scope import Report
from hepir.source import Span
from hepir.syntax import tree
from hepir.syntax.walking import nodes
from hepir.types.kinds import Kinds, links_of

Definable = tree.ObjectBlock | tree.CombineBlock | tree.Choose | tree.Define | tree.RegionBlock
DEFINABLE = (tree.ObjectBlock, tree.CombineBlock, tree.Choose, tree.Define, tree.RegionBlock)


@dataclass(frozen=True)
class Declarations:
    """Blocks by name, and the names in a checkable order."""

    blocks: dict[str, Definable]
    order: tuple[str, ...]


def declare(program: tree.Program, kinds: Kinds, report: Report) -> Declarations:
    """Collect the names; what is in a cycle is left out of the order."""
    blocks: dict[str, Definable] = {}
    seen: dict[str, Span] = {}
    for block in program.blocks:
        if isinstance(block, tree.Analysis | tree.SourceStatement):
            continue
        name = block.name.text
        if name in kinds:
            report(errors.DuplicateName(block.name.span, name, None))
            continue  # elsewhere the name means the kind
        if name in seen:
            report(errors.DuplicateName(block.name.span, name, seen[name]))
            continue
        seen[name] = block.name.span
        if isinstance(block, DEFINABLE):
            blocks[name] = block
    return Declarations(blocks, ordered(blocks, kinds, report))


def ordered(blocks: dict[str, Definable], kinds: Kinds, report: Report) -> tuple[str, ...]:
    """The names, each after those it needs; every cycle is reported and cut."""
    needs = {name: needed(block, blocks, kinds) for name, block in blocks.items()}
    while True:
        try:
            return tuple(TopologicalSorter(needs).static_order())
        except CycleError as error:
            path = tuple(reversed(error.args[1]))
            start = min(range(len(path) - 1), key=lambda index: list(blocks).index(path[index]))
            path = (*path[start:-1], *path[: start + 1])
            report(errors.Cycle(blocks[path[0]].name.span, path, way_out([blocks[name] for name in path])))
            needs = {name: () if name in path else needs[name] for name in needs if name not in path}
            needs = {name: tuple(each for each in needs[name] if each in needs) for name in needs}


def way_out(circle: Sequence[Definable]) -> str:
    """How a circle of definitions can be broken."""
    if all(isinstance(block, tree.ObjectBlock | tree.CombineBlock | tree.Choose) for block in circle):
        return "start one of them from a kind of object, such as `Jet`"
    if all(isinstance(block, tree.RegionBlock) for block in circle):
        return "let one of the regions start from no other: write its conditions out"
    return "write one of them without the others: say its value or its conditions in full"


def needed(block: Definable, blocks: dict[str, Definable], kinds: Kinds) -> tuple[str, ...]:
    """The names of the program that a block mentions; in rules about objects, their properties go first."""
    hidden = members(block, blocks, kinds)
    found = dict.fromkeys(name for name in mentioned(block) if name in blocks and name not in hidden)
    direct = dict.fromkeys(name for name in headed(block) if name in blocks)
    return tuple({**direct, **found})


def members(block: Definable, blocks: dict[str, Definable], kinds: Kinds) -> frozenset[str]:
    """Bare names that mean a property or a member of the object that a block's rules speak of."""
    match block:
        case tree.ObjectBlock() | tree.CombineBlock() | tree.Choose():
            roots, lets, composite = origins(block, blocks)
            lists = [
                frozenset((*kinds[name].properties, *links_of(kinds, (name,))))
                for name in roots
                if name in kinds
            ]
            shared = (
                frozenset.intersection(*lists)
                if lists and not composite
                else frozenset({"pt", "eta", "phi", "mass"})
            )
            return shared | lets
        case _:
            return frozenset()


def origins(block: Definable, blocks: dict[str, Definable]) -> tuple[frozenset[str], frozenset[str], bool]:
    """The kinds that a block's objects come from, the names given to their members, and whether they are composite."""
    roots, names, composite, seen, waiting = set[str](), set[str](), False, set[str](), [block]
    while waiting:
        each = waiting.pop()
        if each.name.text in seen:
            continue
        seen.add(each.name.text)
        if isinstance(each, tree.ObjectBlock | tree.CombineBlock):
            names |= {rule.name.text for rule in each.rules if isinstance(rule, tree.Let)}
        if isinstance(each, tree.CombineBlock):
            names |= {slot.text for slot in each.slots}
            composite = True
            continue
        for name in headed(each):
            if name in blocks:
                waiting.append(blocks[name])
            else:
                roots.add(name)
    return frozenset(roots), frozenset(names), composite


def headed(block: Definable) -> tuple[str, ...]:
    """The collections or regions that a block starts from."""
    match block:
        case tree.ObjectBlock(sources=sources) | tree.CombineBlock(sources=sources):
            return tuple(source.text for source in sources)
        case tree.Choose(collection=collection):
            return (collection.text,)
        case tree.RegionBlock(parents=parents):
            return tuple(parent.text for parent in parents)
        case _:
            return ()


def mentioned(node: object) -> Iterator[str]:
    """Every bare name in a node."""
    return (each.text for each in nodes(node) if isinstance(each, tree.Name))


def quantities(node: object) -> Iterator[tree.Quantity]:
    """Every number that is written in a node."""
    return (each for each in nodes(node, without=("evidence",)) if isinstance(each, tree.Quantity))
