"""Schemas by name, by path, and from text.

In: TOML text, the name of a schema, or a path. Out: a checked `Schema`, or `HepirError` with one diagnostic
for each thing that is wrong. Built-in schemas are the `.toml` files beside this module; installed packages
add theirs under the entry points `hepir.schemas`, whose values are the TOML text or the path of a TOML
file.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Mapping
from functools import cache
from hashlib import sha256
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

from hepir.diagnostics.core import Diagnostic, HepirError
from hepir.diagnostics.places import NOWHERE
from hepir.installed import entry_points
from hepir.schemas import errors
from hepir.schemas.checking import Findings, Table
from hepir.schemas.model import Schema
from hepir.schemas.tables import read_schema

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

GROUP = "hepir.schemas"
OWNER = "hepir"
AFTER_HEAD = re.compile(r"^\[(?:triggers\]|collections\.)", re.MULTILINE)
Texts = Callable[[str], str]


def load_schema(text: str, name: str, digest: str | None = None) -> Schema:
    """The schema of a TOML text.

    `name` is what messages call it (a path, or a schema's name); `digest` is the SHA-256 of the text,
    computed where it is not given. A schema that extends another has the digest of both. Raises
    `HepirError` (HEP0501 to HEP0517).
    """
    tables, digests = extended(text, name, named_text, (name,))
    combined = "\n".join((digest or digests[0], *digests[1:]))
    findings = Findings(name)
    schema = read_schema(tables, findings, combined if len(digests) == 1 else fingerprint(combined))
    if findings.found:
        raise HepirError(tuple(findings.found))
    return schema


@cache
def builtin_names() -> tuple[str, ...]:
    """The names of the schemas that come with hepir, sorted."""
    names = (entry.name for entry in files(__package__).iterdir() if entry.name.endswith(".toml"))
    return tuple(sorted(name.removesuffix(".toml") for name in names))


@cache
def builtin_schema(name: str) -> Schema:
    """A schema that comes with hepir; HEP0509 where there is none of that name."""
    if name not in builtin_names():
        raise failure(errors.UnknownSchema(NOWHERE, wanted=name, known=builtin_names()))
    return load_schema(builtin_text(name), name)


def schema_names() -> tuple[str, ...]:
    """The names of all schemas, built in and installed, sorted; HEP0510 where two owners use one name."""
    return tuple(sorted({*builtin_names(), *plugins()}))


def named_schema(name: str) -> Schema:
    """A schema by name, built in or installed; HEP0509 where there is none, HEP0515 where it cannot be
    loaded.
    """
    return builtin_schema(name) if name in builtin_names() else load_schema(named_text(name), name)


def all_schemas() -> tuple[Schema, ...]:
    """All schemas, built in and installed, by name."""
    return tuple(named_schema(name) for name in schema_names())


def outlines() -> Mapping[str, Schema]:
    """By name all schemas as far as their files are told from others by them: those that come with hepir have no kinds,
    which takes a tenth of the time to read.
    """
    return {name: outline(name) if name in builtin_names() else named_schema(name) for name in schema_names()}


@cache
def outline(name: str) -> Schema:
    """What stands before the kinds of a schema that comes with hepir."""
    tables, _ = extended(before_kinds(name), name, before_kinds, (name,))
    return read_schema(tables, Findings(name), "")


def before_kinds(name: str) -> str:
    """The text of such a schema up to its triggers or its first kind."""
    return AFTER_HEAD.split(builtin_text(name), maxsplit=1)[0]


def schema_from_path(path: Path) -> Schema:
    """A user's own schema; HEP0511 where the file cannot be read as text."""
    try:
        text = path.read_text(encoding="utf-8")
    except OSError as error:
        reason = error.strerror or "it cannot be opened"
    except UnicodeDecodeError:
        reason = "it is not UTF-8 text"
    else:
        return load_schema(text, path.name)
    raise failure(errors.SchemaUnreadable(NOWHERE, path=path.name, reason=reason))


def find_schema(wanted: str) -> Schema:
    """What a user asked for: a path of a `.toml` file, or a name."""
    return schema_from_path(Path(wanted)) if wanted.endswith(".toml") else named_schema(wanted)


def failure(diagnostic: Diagnostic) -> HepirError:
    """One diagnostic as an exception."""
    return HepirError((diagnostic,))


def fingerprint(text: str) -> str:
    """SHA-256 of a text, in hexadecimal."""
    return sha256(text.encode("utf-8")).hexdigest()


def builtin_text(name: str) -> str:
    """The TOML text of a built-in schema."""
    return (files(__package__) / f"{name}.toml").read_text(encoding="utf-8")


def named_text(name: str) -> str:
    """The TOML text of a schema by name."""
    if name in builtin_names():
        return builtin_text(name)
    plugin = plugins().get(name)
    if plugin is None:
        raise failure(errors.UnknownSchema(NOWHERE, wanted=name, known=schema_names()))
    return plugin_text(plugin)


def owner_of(entry: EntryPoint) -> str:
    """The package that an entry point comes from."""
    return f"`{entry.dist.name}`" if entry.dist else f"`{entry.value}`"


def plugins() -> dict[str, EntryPoint]:
    """The installed schemas by name; nothing of the packages is imported here."""
    found: dict[str, list[EntryPoint]] = {}
    for entry in entry_points(GROUP):
        found.setdefault(entry.name, []).append(entry)
    clashes = tuple(
        errors.SchemaClash(NOWHERE, schema=name, owners=owners)
        for name, entries in sorted(found.items())
        if len(owners := claimed(name, entries)) > 1
    )
    if clashes:
        raise HepirError(clashes)
    return {name: entries[0] for name, entries in found.items()}


def claimed(name: str, entries: list[EntryPoint]) -> tuple[str, ...]:
    """Who gives a schema this name."""
    builtin = (f"`{OWNER}`",) if name in builtin_names() else ()
    return (*builtin, *sorted(owner_of(entry) for entry in entries))


def plugin_text(entry: EntryPoint) -> str:
    """The TOML text of an installed schema: the entry point's value is the text, or the path of a file."""
    try:
        value: object = entry.load()
        if isinstance(value, Path):
            value = value.read_text(encoding="utf-8")
    except Exception as error:  # whatever a stranger's module raises is the stranger's, and is told as such
        reason = f"{type(error).__name__}: {error}"
    else:
        if isinstance(value, str):
            return value
        reason = f"`{entry.value}` is neither a text nor a path"
    raise failure(errors.SchemaPlugin(NOWHERE, schema=entry.name, owner=owner_of(entry), reason=reason))


def parsed(text: str, name: str) -> Table:
    """The tables of a TOML text."""
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise failure(errors.SchemaSyntax(NOWHERE, schema=name, reason=str(error))) from None
    except RecursionError:
        raise failure(errors.SchemaSyntax(NOWHERE, schema=name, reason="it is nested too deeply")) from None


def extended(text: str, name: str, texts: Texts, chain: tuple[str, ...]) -> tuple[Table, tuple[str, ...]]:
    """The tables of a text over those of the schema it extends, and the digests of all texts."""
    own, digests = parsed(text, name), (fingerprint(text),)
    parent = own.get("extends")
    if parent is None:
        return own, digests
    if not isinstance(parent, str):
        raise failure(
            errors.SchemaValueType(NOWHERE, schema=name, key="extends", expected="the name of a schema")
        )
    if parent in chain:
        raise failure(errors.SchemaCycle(NOWHERE, schema=name, chain=(*chain, parent)))
    base, older = extended(texts(parent), parent, texts, (*chain, parent))
    return overlaid(base, own, ()), (*digests, *older)


def overlaid(base: Table, own: Table, path: tuple[str, ...]) -> dict[str, object]:
    """`own` over `base`: tables are joined, down to single properties, which are replaced as a whole."""
    joined = dict(base)
    for key, value in own.items():
        old = joined.get(key)
        joinable = isinstance(old, Mapping) and isinstance(value, Mapping) and not is_property((*path, key))
        joined[key] = overlaid(old, value, (*path, key)) if joinable else value  # type: ignore[arg-type]
    return joined


def is_property(path: tuple[str, ...]) -> bool:
    """Whether a path is that of one property or list: `collections.KIND.properties.NAME`."""
    return len(path) == 4 and path[0] == "collections" and path[2] in ("properties", "lists")
