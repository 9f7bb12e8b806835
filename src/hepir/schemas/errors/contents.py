"""What can be wrong in a schema.

In: what reading found. Out: diagnostics. None has a place in a program, so their spans are empty; `schema` is
the name or the file, `key` the path of a TOML key in it, such as `collections.Muon.properties.pt`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from hepir.diagnostics.core import Diagnostic
from hepir.schemas.errors.hints import did_you_mean


@dataclass(frozen=True, kw_only=True)
class InSchema(Diagnostic):
    """A finding about one key of one schema."""

    schema: str
    key: str = ""

    @property
    def place(self) -> str:
        """How the message begins."""
        return f"schema `{self.schema}`, `{self.key}`" if self.key else f"schema `{self.schema}`"


@dataclass(frozen=True, kw_only=True)
class SchemaSyntax(InSchema):
    """The text of a schema is not TOML.

    Example:

        name = cms

    Instead:

        name = "cms"
    """

    code: ClassVar[str] = "HEP0501"
    name: ClassVar[str] = "schema-syntax"
    reason: str

    @property
    def message(self) -> str:
        return f"{self.place} is not valid TOML: {self.reason}"


@dataclass(frozen=True, kw_only=True)
class UnknownSchemaKey(InSchema):
    """Schemas have no such key; most often it is misspelled.

    Example:

        [collections.Muon.properties]
        pt = { brnch = "Muon_pt", unit = "GeV" }

    Instead:

        [collections.Muon.properties]
        pt = { branch = "Muon_pt", unit = "GeV" }
    """

    code: ClassVar[str] = "HEP0502"
    name: ClassVar[str] = "schema-unknown-key"
    known: tuple[str, ...]

    @property
    def message(self) -> str:
        return f"{self.place}: there is no such key"

    @property
    def hints(self) -> tuple[str, ...]:
        return did_you_mean(self.key.rpartition(".")[2], self.known)


@dataclass(frozen=True, kw_only=True)
class SchemaValueType(InSchema):
    """A key has a value of another type than it takes.

    Example:

        trees = "Events"

    Instead:

        trees = ["Events"]
    """

    code: ClassVar[str] = "HEP0503"
    name: ClassVar[str] = "schema-value-type"
    expected: str

    @property
    def message(self) -> str:
        return f"{self.place} must be {self.expected}"


@dataclass(frozen=True, kw_only=True)
class MissingSchemaKey(InSchema):
    """A key without which a schema means nothing is not there.

    Every schema has `name`, `trees` and `collections`; every kind in it has `properties`.

    Example:

        name = "mine"
        [collections.Muon.properties]
        pt = { branch = "Muon_pt", unit = "GeV" }

    Instead:

        name = "mine"
        trees = ["Events"]
        [collections.Muon.properties]
        pt = { branch = "Muon_pt", unit = "GeV" }
    """

    code: ClassVar[str] = "HEP0504"
    name: ClassVar[str] = "schema-missing-key"

    @property
    def message(self) -> str:
        return f"{self.place} is missing"


@dataclass(frozen=True, kw_only=True)
class UnknownSchemaUnit(InSchema):
    """There is no such unit.

    Units are those of programs, and are case sensitive.

    Example:

        pt = { branch = "Muon_pt", unit = "Gev" }

    Instead:

        pt = { branch = "Muon_pt", unit = "GeV" }
    """

    code: ClassVar[str] = "HEP0505"
    name: ClassVar[str] = "schema-unknown-unit"
    unit: str
    known: tuple[str, ...]

    @property
    def message(self) -> str:
        return f"{self.place}: there is no unit `{self.unit}`"

    @property
    def hints(self) -> tuple[str, ...]:
        return did_you_mean(self.unit, self.known)


@dataclass(frozen=True, kw_only=True)
class PropertyOrigin(InSchema):
    """A property says once where its values come from.

    It has one of `branch`, `compute` and `constant`.

    Example:

        mass = { branch = "Muon_mass", constant = 0.1057, unit = "GeV" }

    Instead:

        mass = { branch = "Muon_mass", unit = "GeV" }
    """

    code: ClassVar[str] = "HEP0506"
    name: ClassVar[str] = "schema-property-origin"
    given: tuple[str, ...]

    @property
    def message(self) -> str:
        if not self.given:
            return f"{self.place} needs one of `branch`, `compute`, `constant`"
        return f"{self.place} has {' and '.join(f'`{key}`' for key in self.given)}; it takes one of them"


@dataclass(frozen=True, kw_only=True)
class BadSchemaName(InSchema):
    """Kinds, properties and schemas have names that a program can write.

    They are letters, digits and `_`, do not begin with a digit, and are no words of the language.

    Example:

        [collections.event.properties]
        weight = { branch = "EventWeight" }

    Instead:

        [collections.event.properties]
        mc_weight = { branch = "EventWeight" }
    """

    code: ClassVar[str] = "HEP0507"
    name: ClassVar[str] = "schema-bad-name"
    text: str

    @property
    def message(self) -> str:
        return f"{self.place}: `{self.text}` cannot be a name in a program"

    @property
    def hints(self) -> tuple[str, ...]:
        return ("use letters, digits and `_`, and none of the words of the language",)


@dataclass(frozen=True, kw_only=True)
class SchemaUnitDimension(InSchema):
    """The unit does not suit the property.

    A property that is an energy, a length or an angle has a unit of that dimension; any other has none.

    Example:

        pt = { branch = "Muon_pt" }

    Instead:

        pt = { branch = "Muon_pt", unit = "GeV" }
    """

    code: ClassVar[str] = "HEP0508"
    name: ClassVar[str] = "schema-unit-dimension"
    expected: str
    unit: str | None
    suitable: tuple[str, ...]

    @property
    def message(self) -> str:
        given = f"`{self.unit}` is not its unit" if self.unit else "it has no unit"
        return f"{self.place} is {self.expected}, and {given}"

    @property
    def hints(self) -> tuple[str, ...]:
        return (f"units: {', '.join(self.suitable)}",) if self.suitable else ("leave `unit` out",)


@dataclass(frozen=True, kw_only=True)
class SchemaCycle(InSchema):
    """Schemas extend each other in a circle.

    Example:

        name = "mine"
        extends = "mine"
    """

    code: ClassVar[str] = "HEP0514"
    name: ClassVar[str] = "schema-cycle"
    chain: tuple[str, ...]

    @property
    def message(self) -> str:
        return f"{self.place}: schemas extend each other: {' -> '.join(self.chain)}"


@dataclass(frozen=True, kw_only=True)
class SchemaKeyPlace(InSchema):
    """A key stands where it means nothing.

    What is done to stored values needs `branch` beside it; `like` is for kinds that the language does
    not know.

    Example:

        tight_id = { compute = "level >= 4", bit = 2 }

    Instead:

        tight_id = { compute = "level >= 4" }
    """

    code: ClassVar[str] = "HEP0516"
    name: ClassVar[str] = "schema-key-place"
    needs: str

    @property
    def message(self) -> str:
        return f"{self.place} {self.needs}"


@dataclass(frozen=True, kw_only=True)
class UnknownSchemaKind(InSchema):
    """The language does not know this kind of object.

    A schema may have kinds of its own; each says which known kind it is like.

    Example:

        [collections.GenJet.properties]
        pt = { branch = "GenJet_pt", unit = "GeV" }

    Instead:

        [collections.GenJet]
        like = "Jet"
        [collections.GenJet.properties]
        pt = { branch = "GenJet_pt", unit = "GeV" }
    """

    code: ClassVar[str] = "HEP0517"
    name: ClassVar[str] = "schema-unknown-kind"
    kind: str
    known: tuple[str, ...]

    @property
    def message(self) -> str:
        return f"{self.place}: there is no kind `{self.kind}`"

    @property
    def hints(self) -> tuple[str, ...]:
        return (*did_you_mean(self.kind, self.known), 'a new kind says what it is like: `like = "Jet"`')


@dataclass(frozen=True, kw_only=True)
class SchemaListStorage(InSchema):
    """A list of what each object has says once how it is stored, and what it is of.

    Its members are objects of another stored list, which is a kind of the schema. They are told by places in that list, by
    numbers, or by a link of theirs that points back.

    Example:

        [collections.Jet.lists]
        muons = { of = "Muon" }

    Instead:

        [collections.Jet.lists]
        muons = { of = "Muon", inverse = "jet" }
    """

    code: ClassVar[str] = "HEP0519"
    name: ClassVar[str] = "schema-list-storage"
    problem: str

    @property
    def message(self) -> str:
        return f"{self.place}: {self.problem}"
