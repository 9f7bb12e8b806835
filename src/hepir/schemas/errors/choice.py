"""What can go wrong when a schema is looked for, recognised or drafted.

In: what `loading`, `matching` and `drafting` found. Out: diagnostics; their spans are empty.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from hepir.diagnostics.core import Diagnostic
from hepir.schemas.errors.hints import did_you_mean


@dataclass(frozen=True, kw_only=True)
class UnknownSchema(Diagnostic):
    """There is no schema of that name, built in or installed.

    Example:

        $ hepir run program.hep file.root --schema nanoaod
    """

    code: ClassVar[str] = "HEP0509"
    name: ClassVar[str] = "unknown-schema"
    wanted: str
    known: tuple[str, ...]

    @property
    def message(self) -> str:
        return f"there is no schema `{self.wanted}`"

    @property
    def hints(self) -> tuple[str, ...]:
        return (
            *did_you_mean(self.wanted, self.known),
            "`hepir schema list` lists them; a schema of your own is given as a path: `--schema mine.toml`",
        )


@dataclass(frozen=True, kw_only=True)
class SchemaClash(Diagnostic):
    """Two owners give a schema the same name, so neither is taken.

    A package announces its schemas under the entry points `hepir.schemas`. This one takes a name that
    is taken:

    Example:

        [project.entry-points."hepir.schemas"]
        cms_nanoaod = "my_package:SCHEMA"

    Instead:

        [project.entry-points."hepir.schemas"]
        my_nanoaod = "my_package:SCHEMA"
    """

    code: ClassVar[str] = "HEP0510"
    name: ClassVar[str] = "schema-clash"
    schema: str
    owners: tuple[str, ...]

    @property
    def message(self) -> str:
        return f"schema `{self.schema}` is given by {' and by '.join(self.owners)}"

    @property
    def hints(self) -> tuple[str, ...]:
        return ("uninstall one of them, or rename its schema",)


@dataclass(frozen=True, kw_only=True)
class SchemaUnreadable(Diagnostic):
    """The file of a schema cannot be read as text.

    Example:

        $ hepir run program.hep file.root --schema not_there.toml
    """

    code: ClassVar[str] = "HEP0511"
    name: ClassVar[str] = "schema-unreadable"
    path: str
    reason: str

    @property
    def message(self) -> str:
        return f"schema file `{self.path}` cannot be read: {self.reason}"


@dataclass(frozen=True, kw_only=True)
class NoMatchingSchema(Diagnostic):
    """No known format fits the branches of a tree.

    A format of one's own is described in a schema; a first version of it can be drafted from the file.

    Example:

        $ hepir schema draft file.root > mine.toml
        $ hepir run program.hep file.root --schema mine.toml
    """

    code: ClassVar[str] = "HEP0512"
    name: ClassVar[str] = "no-matching-schema"
    tree: str
    candidates: tuple[tuple[str, str], ...]
    nearest_schema: str | None

    @property
    def message(self) -> str:
        return (
            f"tree `{self.tree}` is in none of the formats {', '.join(name for name, _ in self.candidates)}"
        )

    @property
    def hints(self) -> tuple[str, ...]:
        near = tuple(
            f"the nearest is `{name}`: {why}" for name, why in self.candidates if name == self.nearest_schema
        )
        draft = "`hepir schema draft FILE` writes a first version of a schema for it; give it with `--schema`"
        return (*near, draft)


@dataclass(frozen=True, kw_only=True)
class AmbiguousSchema(Diagnostic):
    """Several formats fit a tree equally well.

    Two schemas describe the same branches, so a person has to choose.

    Example:

        $ hepir run program.hep file.root --schema cms_nanoaod
    """

    code: ClassVar[str] = "HEP0513"
    name: ClassVar[str] = "ambiguous-schema"
    tree: str
    candidates: tuple[str, ...]

    @property
    def message(self) -> str:
        return f"tree `{self.tree}` fits the formats {', '.join(self.candidates)} equally well"

    @property
    def hints(self) -> tuple[str, ...]:
        return (f"say which: `--schema {self.candidates[0]}`",)


@dataclass(frozen=True, kw_only=True)
class SchemaPlugin(Diagnostic):
    """An installed package announces a schema that cannot be had from it.

    The value of an entry point is the TOML text, or the path of a TOML file. Here it is a number:

    Example:

        [project.entry-points."hepir.schemas"]
        mine = "math:pi"
    """

    code: ClassVar[str] = "HEP0515"
    name: ClassVar[str] = "schema-plugin"
    schema: str
    owner: str
    reason: str

    @property
    def message(self) -> str:
        return f"schema `{self.schema}` of {self.owner} cannot be loaded: {self.reason}"


@dataclass(frozen=True, kw_only=True)
class NothingToDraft(Diagnostic):
    """A tree has no branch that a schema could describe.

    It holds texts and references alone, or nothing.

    Example:

        $ hepir schema draft references.root
    """

    code: ClassVar[str] = "HEP0518"
    name: ClassVar[str] = "nothing-to-draft"
    tree: str
    branches: int

    @property
    def message(self) -> str:
        return f"none of the {self.branches} branches of tree `{self.tree}` holds numbers or conditions"
