"""From the tables of a TOML file to a `Schema`.

In: the parsed tables, after `extends` has been followed. Out: a `Schema`, and diagnostics for all that is
wrong with it.
"""

from __future__ import annotations

from typing import get_args

from hepir.diagnostics.places import NOWHERE
from hepir.schemas import errors
from hepir.schemas.checking import Findings, Reader, Table
from hepir.schemas.joined import with_joined
from hepir.schemas.lists import check_lists, read_lists
from hepir.schemas.model import CollectionSource, DatasetKind, PropertySource, Schema, ValueType
from hepir.types.core import Boolean, Number
from hepir.types.dimensions import NONE, Dimension
from hepir.types.kinds import Kind, Property, standard_kinds
from hepir.types.units import base_units, parse_unit, units_of

SCHEMA_KEYS = (
    "name",
    "title",
    "reference",
    "extends",
    "trees",
    "match",
    "dataset_kind",
    "triggers",
    "trigger_pattern",
    "spelling",
    "unavailable",
    "collections",
)
COLLECTION_KEYS = ("properties", "lists", "joins", "where", "entry", "implicit", "like")
ORIGINS = ("branch", "compute", "constant")
BRANCH_KEYS = ("missing", "bit", "minimum", "alternatives", "entry")
PROPERTY_KEYS = (*ORIGINS, "unit", "type", "approximation", "description", "link", *BRANCH_KEYS)
VALUE_TYPES: tuple[ValueType, ...] = get_args(ValueType)


def read_schema(table: Table, findings: Findings, sha256: str) -> Schema:
    """The schema of a whole file; findings may be noted, and then the schema must not be used."""
    reader = Reader(table, "", findings)
    reader.only(SCHEMA_KEYS)
    name = required_text(reader, "name")
    findings.name("name", name or "_")
    trees = reader.texts("trees")
    if not reader.table.get("trees"):
        findings.missing("trees")
    match = reader.under("match")
    match.only(("required", "absent"))
    spelling = reader.under("spelling")
    return Schema(
        name=name,
        title=reader.text("title") or name,
        trees=trees,
        required=match.texts("required"),
        absent=match.texts("absent"),
        collections=read_collections(reader.under("collections")),
        triggers=reader.text_table("triggers"),
        trigger_pattern=reader.text("trigger_pattern"),
        dataset_kind=read_dataset_kind(reader),
        reference=reader.text("reference") or "",
        sha256=sha256,
        spelling={container: spelling.text_table(container) for container in spelling.table},
        unavailable=reader.text_table("unavailable"),
    )


def required_text(reader: Reader, key: str) -> str:
    """A text that must be there; the empty text stands for one that is not."""
    if key not in reader.table:
        reader.findings.missing(reader.at(key))
    return reader.text(key) or ""


def read_dataset_kind(reader: Reader) -> DatasetKind | None:
    """How simulation is told from data, if the schema says so."""
    if "dataset_kind" not in reader.table:
        return None
    inner = reader.under("dataset_kind")
    inner.only(("branch", "rule"))
    branch, rule = required_text(inner, "branch"), required_text(inner, "rule")
    match rule:
        case "present" | "nonzero":
            return DatasetKind(branch, rule)
    inner.findings.wrong_type(inner.at("rule"), '"present" or "nonzero"')
    return None


def read_collections(reader: Reader) -> dict[str, CollectionSource]:
    """All kinds of a schema."""
    if not reader.table:
        reader.findings.missing(reader.path)
    found = {kind: read_collection(kind, reader.under(kind)) for kind in reader.table}
    found = with_joined(found, reader.findings)
    check_lists(found, reader.findings)
    return found


def read_collection(kind: str, reader: Reader) -> CollectionSource:
    """One kind: how it is stored, and its properties."""
    reader.findings.name(reader.path, kind)
    reader.only(COLLECTION_KEYS)
    known = known_kind(kind, reader)
    properties = reader.under("properties")
    joins = reader.texts("joins")
    if not properties.table and not joins:
        reader.findings.missing(properties.path)
    return CollectionSource(
        kind=kind,
        properties={name: read_property(name, properties.under(name), known) for name in properties.table},
        where=reader.text("where"),
        entry=reader.integer("entry"),
        implicit=reader.text("implicit"),
        like=reader.text("like"),
        lists=read_lists(reader.under("lists")),
        joins=joins,
    )


def known_kind(kind: str, reader: Reader) -> Kind | None:
    """The kind of the language that this one is, or is like."""
    kinds = standard_kinds()
    like = reader.text("like")
    if kind in kinds and like is not None:
        reader.findings.note(
            errors.SchemaKeyPlace(
                NOWHERE,
                schema=reader.findings.schema,
                key=reader.at("like"),
                needs=f"is for kinds of the schema's own; `{kind}` is known",
            )
        )
    wanted = like or kind
    if wanted not in kinds:
        reader.findings.note(
            errors.UnknownSchemaKind(
                NOWHERE, schema=reader.findings.schema, key=reader.path, kind=wanted, known=tuple(kinds)
            )
        )
    return kinds.get(wanted)


def read_property(name: str, reader: Reader, kind: Kind | None) -> PropertySource:
    """One property; its type is that of the language's property of the same name unless it says another."""
    reader.findings.name(reader.path, name)
    reader.only(PROPERTY_KEYS)
    check_origin(reader)
    known = kind.properties.get(name) if kind else None
    source = PropertySource(
        branch=reader.text("branch"),
        compute=reader.text("compute"),
        constant=reader.number("constant"),
        unit=reader.text("unit"),
        type=read_type(reader, known),
        missing=reader.numbers("missing"),
        bit=read_bit(reader),
        minimum=reader.number("minimum"),
        approximation=reader.text("approximation"),
        alternatives=reader.texts("alternatives"),
        entry=reader.integer("entry"),
        description=reader.text("description") or "",
        link=reader.text("link") or "",
    )
    check_unit(source, reader, known)
    return source


def check_origin(reader: Reader) -> None:
    """Exactly one of `branch`, `compute`, `constant`; what belongs to stored values stands beside
    `branch`.
    """
    schema = reader.findings.schema
    given = tuple(key for key in ORIGINS if key in reader.table)
    if len(given) != 1:
        reader.findings.note(errors.PropertyOrigin(NOWHERE, schema=schema, key=reader.path, given=given))
    if given and "branch" not in given:
        for key in (key for key in BRANCH_KEYS if key in reader.table):
            reader.findings.note(
                errors.SchemaKeyPlace(
                    NOWHERE,
                    schema=schema,
                    key=reader.at(key),
                    needs="is for stored values: it needs `branch`",
                )
            )


def read_type(reader: Reader, known: Property | None) -> ValueType:
    """The type that values are turned into."""
    for value_type in VALUE_TYPES:
        if reader.table.get("type") == value_type:
            return value_type
    if "type" in reader.table:
        reader.findings.wrong_type(reader.at("type"), " or ".join(f'"{text}"' for text in VALUE_TYPES))
    match known:
        case Property(type=Boolean()):
            return "boolean"
        case Property(type=Number(integer=True)):
            return "integer"
    return "boolean" if "bit" in reader.table else "number"


def read_bit(reader: Reader) -> int | None:
    """The number of a bit."""
    bit = reader.integer("bit")
    if bit is not None and not 0 <= bit < 64:
        reader.findings.wrong_type(reader.at("bit"), "a whole number from 0 to 63")
    return bit


def check_unit(source: PropertySource, reader: Reader, known: Property | None) -> None:
    """The unit exists, and is one of the dimension that the language gives to the property."""
    unit = parse_unit(source.unit)
    schema = reader.findings.schema
    if unit is None:
        reader.findings.note(
            errors.UnknownSchemaUnit(
                NOWHERE, schema=schema, key=reader.path, unit=source.unit or "", known=tuple(base_units())
            )
        )
        return
    expected = dimension_of(known)
    if expected is not None and unit.dimension != expected:
        reader.findings.note(
            errors.SchemaUnitDimension(
                NOWHERE,
                schema=schema,
                key=reader.path,
                expected=str(expected),
                unit=source.unit,
                suitable=units_of(expected) if expected != NONE else (),
            )
        )


def dimension_of(known: Property | None) -> Dimension | None:
    """The dimension of a property of the language; None for the schema's own ones."""
    match known:
        case Property(type=Number(dimension=dimension)):
            return dimension
        case Property():
            return NONE
    return None
