"""The branch names of a schema, as one file writes them.

In: a schema and the names that a tree has. Out: the same schema with the names of that tree: written as its
container writes them, with the names of its version of the format, and, where asked, without what the tree
does not have.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Set
from dataclasses import replace
from fnmatch import fnmatchcase

from hepir.schemas.joined import branches_of, is_there
from hepir.schemas.model import CollectionSource, ListSource, PropertySource, Schema

IDENTIFIER = re.compile(r"[A-Za-z_][A-Za-z_0-9]*")
Rename = Callable[[str], str]


def mapped_branches(schema: Schema) -> tuple[str, ...]:
    """The branches that properties, lists and triggers are read from, each once, in the schema's order."""
    kinds = schema.collections.values()
    sources = (source for kind in kinds for source in kind.properties.values())
    names = (source.branch for source in sources if source.branch is not None)
    listed = (name for kind in kinds for each in kind.lists.values() for name in each.branches)
    stored = (branch for name in (*names, *listed) for branch in branches_of(name))
    return tuple(dict.fromkeys((*stored, *schema.triggers.values())))


def respelled(schema: Schema, container: str) -> Schema:
    """The schema with its names written as in another container (`rntuple`); unknown containers change
    nothing.
    """
    replacements = schema.spelling.get(container, {})

    def rename(name: str) -> str:
        for old, new in replacements.items():
            name = name.replace(old, new)
        return name

    return renamed(schema, rename)


def adapt(schema: Schema, branches: Iterable[str]) -> Schema:
    """The schema as a tree with these branches writes it.

    The spelling is the one in which most required branches are found, the plain one where that is a tie. Of
    `branch` and its `alternatives` the first that is there is taken; where none is, `branch` stays.
    """
    names = frozenset(branches)
    spellings = (schema, *(respelled(schema, container) for container in schema.spelling))
    best = max(spellings, key=lambda spelled: len(names.intersection(needed(spelled))))
    kinds = each_property(best, lambda source: of_this_version(source, names))
    return replace(best, collections={name: with_ways(kind, names) for name, kind in kinds.items()})


def with_ways(kind: CollectionSource, names: Set[str]) -> CollectionSource:
    """A kind whose lists are stored in the first of their ways whose branches are there."""
    lists = {name: way_of_this_version(each, names) for name, each in kind.lists.items()}
    return replace(kind, lists=lists) if lists else kind


def way_of_this_version(source: ListSource, names: Set[str]) -> ListSource:
    """The first way to store a list whose branches are all there; the first of all where none is."""
    there = (each for each in (source, *source.alternatives) if has_all(each, names))
    return next(there, source)


def has_all(source: ListSource, names: Set[str]) -> bool:
    """Whether all branches of a list are there."""
    return all(is_there(branch, names) for branch in source.branches)


def needed(schema: Schema) -> tuple[str, ...]:
    """The branches a tree of this format must have; all mapped ones where the schema does not say."""
    return schema.required or mapped_branches(schema)


def of_this_version(source: PropertySource, names: Set[str]) -> PropertySource:
    """A property with the first of its branch names that is there."""
    if not source.alternatives or source.branch in names:
        return source
    found = next((name for name in source.alternatives if name in names), source.branch)
    return replace(source, branch=found)


def available(schema: Schema, branches: Iterable[str]) -> Schema:
    """What of an adapted schema a tree really has.

    Without the properties whose branch is not there, the computed ones that need them, and the kinds of which
    nothing stored is left; names of triggers likewise.
    """
    names = frozenset(branches)
    kinds = {name: kind for name, old in schema.collections.items() if (kind := kept(old, names))}
    kinds = {name: with_lists(kind, kinds, names) for name, kind in kinds.items()}
    triggers = {name: branch for name, branch in schema.triggers.items() if branch in names}
    return replace(schema, collections=kinds, triggers=triggers)


def kept(kind: CollectionSource, names: Set[str]) -> CollectionSource | None:
    """What is left of a kind; None where nothing stored is, or not what tells its objects from others."""
    lost = {
        name
        for name, source in kind.properties.items()
        if source.branch and not is_there(source.branch, names)
    }
    while more := {
        name
        for name, source in kind.properties.items()
        if name not in lost and lost.intersection(mentioned(source.compute))
    }:
        lost |= more
    left = {name: source for name, source in kind.properties.items() if name not in lost}
    if lost.intersection(mentioned(kind.where)) or not any(source.branch for source in left.values()):
        return None
    return replace(kind, properties=left)


def with_lists(
    kind: CollectionSource, kinds: Mapping[str, CollectionSource], names: Set[str]
) -> CollectionSource:
    """A kind with the lists that a tree has: their branches, or the link that they turn around."""
    left = {
        name: each
        for name, each in kind.lists.items()
        if has_all(each, names) and (not each.inverse or has_link(each, kinds))
    }
    return replace(kind, lists=left)


def has_link(source: ListSource, kinds: Mapping[str, CollectionSource]) -> bool:
    """Whether the link that a list turns around is there."""
    return source.of in kinds and f"{source.inverse}_index" in kinds[source.of].properties


def mentioned(expression: str | None) -> frozenset[str]:
    """The names in an expression; functions and units are among them, which do no harm here."""
    return frozenset(IDENTIFIER.findall(expression or ""))


def trigger_branch(schema: Schema, name: str, branches: Iterable[str]) -> str | None:
    """The branch of a trigger by the schema's name for it, or by its own name where the pattern allows it."""
    if name in schema.triggers:
        return schema.triggers[name]
    pattern = schema.trigger_pattern
    return name if pattern and fnmatchcase(name, pattern) and name in frozenset(branches) else None


def renamed(schema: Schema, rename: Rename) -> Schema:
    """The schema with every branch name changed."""
    kind = schema.dataset_kind
    return replace(
        schema,
        required=tuple(map(rename, schema.required)),
        absent=tuple(map(rename, schema.absent)),
        collections={
            name: replace(kind, lists={key: renamed_list(each, rename) for key, each in kind.lists.items()})
            for name, kind in each_property(schema, lambda source: renamed_source(source, rename)).items()
        },
        triggers={name: rename(branch) for name, branch in schema.triggers.items()},
        trigger_pattern=rename(schema.trigger_pattern) if schema.trigger_pattern else None,
        dataset_kind=replace(kind, branch=rename(kind.branch)) if kind else None,
    )


def renamed_source(source: PropertySource, rename: Rename) -> PropertySource:
    """A property with its branch names changed."""
    if source.branch is None:
        return source
    return replace(source, branch=rename(source.branch), alternatives=tuple(map(rename, source.alternatives)))


def renamed_list(source: ListSource, rename: Rename) -> ListSource:
    """A list with its branch names changed."""

    def other(name: str | None) -> str | None:
        return rename(name) if name else None

    return replace(
        source,
        lists=other(source.lists),
        keys=other(source.keys),
        places=tuple(map(rename, source.places)),
        first=other(source.first),
        count=other(source.count),
        table=tuple(map(rename, source.table)),
        references=other(source.references),
        identifiers=other(source.identifiers),
        alternatives=tuple(renamed_list(each, rename) for each in source.alternatives),
    )


def each_property(
    schema: Schema, change: Callable[[PropertySource], PropertySource]
) -> Mapping[str, CollectionSource]:
    """The kinds of a schema with every property changed."""
    return {
        name: replace(kind, properties={key: change(source) for key, source in kind.properties.items()})
        for name, kind in schema.collections.items()
    }
