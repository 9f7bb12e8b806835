"""What can be wrong with a schema, and with the choice of one (HEP0501 to HEP0518).

In: what `loading` and `matching` found. Out: diagnostics. None has a place in a program, so their spans are
empty; `schema` is the name or the file, `key` the path of a TOML key in it, such as
`collections.Muon.properties.pt`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from hepir.diagnostics.core import Diagnostic
from hepir.diagnostics.nearest import nearest
from hepir.source import Span

NOWHERE = Span(0, 0)


def did_you_mean(name: str, known: tuple[str, ...]) -> tuple[str, ...]:
    """A hint with the nearest names, or with all names where there are few."""
    if close := nearest(name, known):
        return (f"did you mean {' or '.join(f'`{text}`' for text in close)}?",)
    return (f"known: {', '.join(known)}",) if 0 < len(known) <= 12 else ()


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
    """The text is not TOML.

    Example: `name = cms` (a text needs quotes: `name = "cms"`).
    """

    code: ClassVar[str] = "HEP0501"
    name: ClassVar[str] = "schema-syntax"
    reason: str

    @property
    def message(self) -> str:
        return f"{self.place} is not valid TOML: {self.reason}"


@dataclass(frozen=True, kw_only=True)
class UnknownSchemaKey(InSchema):
    """A key that schemas do not have, most often a misspelled one.

    Example: `pt = { brnch = "Muon_pt", unit = "GeV" }` (`branch`).
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

    Example: `trees = "Events"` (a list: `trees = ["Events"]`).
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

    Example: a file without `trees`, `name`, or any `[collections.KIND.properties]`.
    """

    code: ClassVar[str] = "HEP0504"
    name: ClassVar[str] = "schema-missing-key"

    @property
    def message(self) -> str:
        return f"{self.place} is missing"


@dataclass(frozen=True, kw_only=True)
class UnknownSchemaUnit(InSchema):
    """A unit that `grammar/units.toml` does not list.

    Example: `pt = { branch = "Muon_pt", unit = "Gev" }` (`GeV`).
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
    """A property must say where its values come from, and say it once: `branch`, `compute` or `constant`.

    Example: `mass = { branch = "Muon_mass", constant = 0.1057, unit = "GeV" }` (keep one of the two).
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
    """Names are letters, digits and `_`, do not begin with a digit, and are no words of the language, so that
    programs can write them.

    Example: `[collections."b-jets".properties]` (`b_jets`), or a property `weight` (`event_weight`).
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
    """The unit is not one of the property's dimension, or a property with a dimension has no unit.

    Example: `pt = { branch = "Muon_pt" }` (a transverse momentum needs a unit, such as `unit = "GeV"`).
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
class UnknownSchema(Diagnostic):
    """There is no schema of that name, built in or installed.

    Example: `hepir run program.hep file.root --schema nanoaod` (`cms_nanoaod`).
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

    Example: an installed package that registers `cms_nanoaod` under the entry points `hepir.schemas`.
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

    Example: `--schema my_format.toml` where there is no such file.
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

    Example: a file with the branches `px1`, `py1` and `E1` (describe it in a schema of your own).
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

    Example: two installed schemas that both describe the same branches (say which with `--schema NAME`).
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
class SchemaCycle(InSchema):
    """Schemas extend each other in a circle.

    Example: `a.toml` with `extends = "b"` and a schema `b` with `extends = "a"`.
    """

    code: ClassVar[str] = "HEP0514"
    name: ClassVar[str] = "schema-cycle"
    chain: tuple[str, ...]

    @property
    def message(self) -> str:
        return f"{self.place}: schemas extend each other: {' -> '.join(self.chain)}"


@dataclass(frozen=True, kw_only=True)
class SchemaPlugin(Diagnostic):
    """An installed package announces a schema that cannot be had from it.

    Example: an entry point `my_format = "my_package:MY_FORMAT"` where `MY_FORMAT` is neither the TOML text
    nor a path.
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
class SchemaKeyPlace(InSchema):
    """A key that means something only beside another one.

    Example: `tight_id = { compute = "level >= 4", bit = 2 }` (`bit` tests a stored integer and needs
    `branch`).
    """

    code: ClassVar[str] = "HEP0516"
    name: ClassVar[str] = "schema-key-place"
    needs: str

    @property
    def message(self) -> str:
        return f"{self.place} {self.needs}"


@dataclass(frozen=True, kw_only=True)
class UnknownSchemaKind(InSchema):
    """A kind of object that the language does not know, and no word about what it is like.

    Example: `[collections.Muons.properties]` (`Muon`); a new kind says what it is like:
    `[collections.GenJet]`, `like = "Jet"`.
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
class NothingToDraft(Diagnostic):
    """A tree has no branch that a schema could describe.

    Example: `hepir schema draft` on a tree that holds texts and references alone.
    """

    code: ClassVar[str] = "HEP0518"
    name: ClassVar[str] = "nothing-to-draft"
    tree: str
    branches: int

    @property
    def message(self) -> str:
        return f"none of the {self.branches} branches of tree `{self.tree}` holds numbers or conditions"
