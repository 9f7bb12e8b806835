"""What objects have several of, bound to a schema.

In: kinds as they are bound, what a program needs of them, a schema. Out: the kinds with their lists. A list that the schema
does not have was reported where the kinds were bound.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from hepir.ir.membership import Form, Inverse, Membership, Numbers, PlaceColumns, PlaceLists, Ranges, Rows
from hepir.ir.needs import Need
from hepir.ir.plan import BoundKind, Plan
from hepir.schemas.model import ListSource, Schema


def with_lists(kinds: Mapping[str, BoundKind], needs: Iterable[Need], schema: Schema) -> dict[str, BoundKind]:
    """The kinds with the lists that are needed."""
    found: dict[str, dict[str, Membership]] = {}
    for kind, name in needs:
        collection = schema.collections.get(kind)
        source = collection.lists.get(name) if collection is not None else None
        if source is not None and kind in kinds and source.of in kinds:
            found.setdefault(kind, {})[name] = membership(kinds[kind], name, source, kinds[source.of], schema)
    return {name: replace(kind, lists=found.get(name, {})) for name, kind in kinds.items()}


def lists_of(plan: Plan) -> tuple[Membership, ...]:
    """All lists of a plan, each once."""
    return tuple({each.column: each for kind in plan.kinds.values() for each in kind.lists.values()}.values())


def with_lengths(kinds: Mapping[str, BoundKind]) -> dict[str, BoundKind]:
    """The kinds, whose lists are told with the branches that tell how many objects there are now."""
    return {
        name: replace(kind, lists={key: told(each, kinds) for key, each in kind.lists.items()})
        for name, kind in kinds.items()
    }


def told(each: Membership, kinds: Mapping[str, BoundKind]) -> Membership:
    """As `with_lengths`, one list."""
    owner, of = kinds.get(each.owner), kinds.get(each.of)
    owner_length = owner.length if owner is not None else None
    length = of.length if of is not None else None
    return replace(each, owner_length=owner_length or each.owner_length, length=length or each.length)


def membership(owner: BoundKind, name: str, source: ListSource, of: BoundKind, schema: Schema) -> Membership:
    """One list of a kind."""
    assert owner.length is not None
    assert of.length is not None
    return Membership(owner.name, name, of.name, form_of(source, schema), owner.length, of.length)


def form_of(source: ListSource, schema: Schema) -> Form:
    """How a list is stored; what the schema says is checked already."""
    if source.lists:
        return PlaceLists(source.lists, source.keys, source.key or 0)
    if source.places:
        return PlaceColumns(source.places)
    if source.first and source.count:
        return Ranges(source.first, source.count)
    if source.references and source.identifiers:
        return Numbers(source.references, source.identifiers)
    if source.table:
        return Rows(*source.table)
    link = schema.collections[source.of].properties[f"{source.inverse}_index"]
    assert link.branch is not None
    return Inverse(link.branch, link.missing)
