"""What objects of a format have several of: the tables `collections.KIND.lists` of a schema.

In: the tables of a TOML file. Out: `ListSource` values, and diagnostics for all that is wrong with them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from hepir.diagnostics.nearest import nearest
from hepir.diagnostics.places import NOWHERE
from hepir.schemas import errors
from hepir.schemas.checking import Findings, Reader
from hepir.schemas.joined import joined_name
from hepir.schemas.model import CollectionSource, ListSource
from hepir.types.kinds import Kind, standard_kinds

# The ways in which a list may be stored: the keys that go together.
WAYS = (
    ("lists",),
    ("lists", "keys", "key"),
    ("places",),
    ("first", "count"),
    ("table",),
    ("inverse",),
    ("references", "identifiers"),
)
STORED = tuple(dict.fromkeys(key for way in WAYS for key in way))
KEYS = ("of", *STORED, "order", "description", "alternatives")
ORDER = re.compile(r"[A-Za-z_]\w* (ascending|descending)\Z")


def read_lists(reader: Reader) -> dict[str, ListSource]:
    """All lists of a kind."""
    return {name: read_list(name, reader.under(name)) for name in reader.table}


def read_list(name: str, reader: Reader) -> ListSource:
    """One list; whether it says one way of storing is checked, and whether what it is of exists with the whole schema."""
    reader.findings.name(reader.path, name)
    reader.only(KEYS)
    if "of" not in reader.table:
        reader.findings.missing(reader.at("of"))
    order = reader.text("order")
    if order is not None and not ORDER.match(order):
        reader.findings.wrong_type(reader.at("order"), 'a property and its direction, "pt descending"')
    said = ListSource(reader.text("of") or "", order=order, description=reader.text("description") or "")
    others = (read_way(each, said) for each in read_alternatives(reader))
    return replace(read_way(reader, said), alternatives=tuple(others))


def read_alternatives(reader: Reader) -> Iterator[Reader]:
    """The tables of other ways to store a list, each with keys of one way alone."""
    values = reader.table.get("alternatives", [])
    if not isinstance(values, list) or not all(isinstance(each, dict) for each in values):
        reader.findings.wrong_type(reader.at("alternatives"), "a list of tables")
        return
    for number, each in enumerate(values):
        found = Reader(each, f"{reader.at('alternatives')}.{number}", reader.findings)
        found.only(STORED)
        yield found


def read_way(reader: Reader, said: ListSource) -> ListSource:
    """One way to store a list, which must be one way."""
    given = tuple(key for key in STORED if key in reader.table)
    if given not in WAYS:
        problem(reader.findings, reader.path, stored_how(given))
    table = reader.texts("table")
    if "table" in given and len(table) != 2:
        reader.findings.wrong_type(
            reader.at("table"), "two branches: places of objects, places of what belongs to them"
        )
    return replace(
        said,
        lists=reader.text("lists"),
        keys=reader.text("keys"),
        key=reader.integer("key"),
        places=reader.texts("places"),
        first=reader.text("first"),
        count=reader.text("count"),
        table=table,
        inverse=reader.text("inverse"),
        references=reader.text("references"),
        identifiers=read_identifiers(reader),
    )


def read_identifiers(reader: Reader) -> str | None:
    """The branch with the numbers of objects; one for each kind that theirs joins."""
    if isinstance(reader.table.get("identifiers"), list):
        return joined_name(reader.texts("identifiers"))
    return reader.text("identifiers")


def stored_how(given: tuple[str, ...]) -> str:
    """What is wrong with the keys that say how a list is stored."""
    ways = ", ".join(" with ".join(f"`{key}`" for key in way) for way in WAYS)
    found = (
        f"it has {' and '.join(f'`{key}`' for key in given)}" if given else "nothing says how it is stored"
    )
    return f"{found}; it takes one of {ways}"


def problem(findings: Findings, key: str, what: str) -> None:
    """Note what is wrong with a list."""
    findings.note(errors.SchemaListStorage(NOWHERE, schema=findings.schema, key=key, problem=what))


def check_lists(collections: Mapping[str, CollectionSource], findings: Findings) -> None:
    """What lists are of are kinds with several objects, and the links that they turn around exist."""
    for kind, collection in collections.items():
        for name, source in collection.lists.items():
            clash = "it is a property, too" if name in collection.properties else ""
            wrong = clash or next(
                filter(None, (wrong_kind(kind, each, collections) for each in ways(source))), ""
            )
            if wrong and source.of:
                problem(findings, f"collections.{kind}.lists.{name}", wrong)


def ways(source: ListSource) -> tuple[ListSource, ...]:
    """All ways to store a list."""
    return (source, *source.alternatives)


def wrong_kind(kind: str, source: ListSource, collections: Mapping[str, CollectionSource]) -> str:
    """What is wrong with the kinds of a list; empty where nothing is."""
    owner, members = nature(kind, collections), nature(source.of, collections)
    if owner is not None and owner.singular:
        return f"an event has one {kind} alone, so that there is no list for each"
    if members is None:
        close = nearest(source.of, (*collections, *standard_kinds()))
        return f"there is no kind `{source.of}`" + (f"; did you mean `{close[0]}`?" if close else "")
    if members.singular:
        return f"an event has one {source.of} alone, and no list of them"
    return wrong_link(kind, source, collections) if source.inverse else ""


def wrong_link(kind: str, source: ListSource, collections: Mapping[str, CollectionSource]) -> str:
    """What is wrong with the link that a list turns around."""
    name = f"{source.inverse}_index"
    stored = collections[source.of].properties.get(name) if source.of in collections else None
    members = nature(source.of, collections)
    known = members.properties.get(name) if members else None
    if stored is None or stored.branch is None or stored.entry is not None:
        return f"{source.of} has no link `{source.inverse}`: that takes a branch for its property `{name}`"
    target = stored.link or (known.link if known else "")
    if target != kind:
        return f"the link `{source.inverse}` of {source.of} points to {target or 'nothing'}, not to {kind}"
    return ""


def nature(kind: str, collections: Mapping[str, CollectionSource]) -> Kind | None:
    """The kind of the language that a kind is, or is like."""
    collection = collections.get(kind)
    return standard_kinds().get((collection.like if collection else None) or kind)
