"""Schemas as text for people.

In: a schema, or several. Out: plain text without colours, the same on any machine.
"""

from __future__ import annotations

from collections.abc import Iterable

from hepir.schemas.model import CollectionSource, ListSource, PropertySource, Schema

Row = tuple[str, ...]
HEADINGS: Row = ("property", "type", "unit", "from", "notes")


def list_schemas(schemas: Iterable[Schema]) -> str:
    """One line a schema: name, title, trees."""
    rows = [(schema.name, schema.title, ", ".join(schema.trees)) for schema in schemas]
    return table(("schema", "format", "trees"), rows)


def show_schema(schema: Schema) -> str:
    """All that a schema says: head, kinds with their properties, triggers, what it does not have."""
    parts = [head(schema), *(show_kind(kind) for kind in schema.collections.values())]
    if schema.triggers or schema.trigger_pattern:
        parts.append(show_triggers(schema))
    if schema.unavailable:
        rows = list(schema.unavailable.items())
        parts.append("not available\n" + table(("what", "why"), rows))
    return "\n\n".join(parts) + "\n"


def head(schema: Schema) -> str:
    """Name, title, trees, how it is recognised."""
    kind = schema.dataset_kind
    lines = [
        f"{schema.name}: {schema.title}",
        f"  trees      {', '.join(schema.trees)}",
        f"  has        {', '.join(schema.required) or 'all branches below'}",
        f"  has not    {', '.join(schema.absent)}" if schema.absent else "",
        f"  simulation where {kind.branch} is {kind.rule}" if kind else "",
        f"  see        {schema.reference}" if schema.reference else "",
    ]
    return "\n".join(line for line in lines if line)


def show_kind(kind: CollectionSource) -> str:
    """A kind: what its objects are, and a table of its properties."""
    remarks = [
        f"like {kind.like}" if kind.like else "",
        f"all of {', '.join(kind.joins)}" if kind.joins else "",
        f"where {kind.where}" if kind.where else "",
        f"entry {kind.entry}" if kind.entry is not None else "",
        f"the input already has: {kind.implicit}" if kind.implicit else "",
    ]
    said = "; ".join(remark for remark in remarks if remark)
    rows = [property_row(name, source) for name, source in kind.properties.items()]
    rows += [
        (name, f"list of {each.of}", "", stored(each), list_notes(each)) for name, each in kind.lists.items()
    ]
    return f"{kind.kind}{f' ({said})' if said else ''}\n{table(HEADINGS, rows)}"


def property_row(name: str, source: PropertySource) -> Row:
    """One property."""
    return (name, source.type, source.unit or "", origin(source), "; ".join(notes(source)))


def origin(source: PropertySource) -> str:
    """Where the values come from."""
    if source.branch is not None:
        return source.branch
    return f"= {source.compute if source.compute is not None else f'{source.constant:g}'}"


def stored(source: ListSource) -> str:
    """Where the members of a list come from."""
    return f"those whose {source.inverse} it is" if source.inverse else ", ".join(source.branches)


def list_notes(source: ListSource) -> str:
    """In which order a list is kept, and which key its members have."""
    key = f"key {source.key}" if source.key is not None else ""
    others = f"or {' or '.join(map(stored, source.alternatives))}" if source.alternatives else ""
    return "; ".join(each for each in (f"by {source.order}" if source.order else "", key, others) if each)


def notes(source: PropertySource) -> tuple[str, ...]:
    """What is done to the values, and how they differ from what they should be."""
    said = (
        f"bit {source.bit}" if source.bit is not None else "",
        f"entry {source.entry}" if source.entry is not None else "",
        f"missing where {', '.join(f'{value:g}' for value in source.missing)}" if source.missing else "",
        f"at least {source.minimum:g}" if source.minimum is not None else "",
        f"or {', '.join(source.alternatives)}" if source.alternatives else "",
        f"approximated: {source.approximation}" if source.approximation else "",
    )
    return tuple(note for note in said if note)


def show_triggers(schema: Schema) -> str:
    """The names that `trigger("...")` takes."""
    rows = list(schema.triggers.items())
    pattern = schema.trigger_pattern
    return "triggers\n" + table(
        ("name", "branch"), [*rows, *([(pattern, "the branch itself")] if pattern else [])]
    )


def table(headings: Row, rows: Iterable[Row]) -> str:
    """Columns as wide as they need, two spaces apart; nothing trails."""
    lines = [headings, *rows]
    widths = [max(len(line[column]) for line in lines) for column in range(len(headings))]
    return "\n".join(
        "  " + "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip()
        for line in lines
    )
