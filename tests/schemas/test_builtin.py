"""What every schema that comes with hepir owes."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path

import pytest
from lark import Lark

from hepir import grammar
from hepir.schemas.loading import all_schemas, builtin_names, builtin_schema, outlines, schema_from_path
from hepir.schemas.model import PropertySource, Schema
from hepir.schemas.naming import mentioned
from hepir.types.kinds import standard_kinds

HZZ = Path(__file__).resolve().parents[2] / "examples" / "hzz.toml"
SCHEMAS = [*map(builtin_schema, builtin_names()), schema_from_path(HZZ)]
FUNCTIONS = {"sqrt", "max", "cosh", "sin", "cos", "asinh", "atan2"}
WORDS = {"and", "or", "not", "if", "else", "true", "false", "GeV", "MeV", "mm"}


@dataclass(frozen=True)
class Expression:
    """A `compute` or a `where`, and the names it may use."""

    place: str
    text: str
    names: frozenset[str]


def expressions(schema: Schema) -> Iterator[Expression]:
    for kind in schema.collections.values():
        like = standard_kinds()[kind.like or kind.kind]
        derived = {name for name, prop in like.properties.items() if prop.derived}
        names = frozenset({*kind.properties, *derived})
        if kind.where:
            yield Expression(f"{schema.name}.{kind.kind}.where", kind.where, names)
        for name, source in kind.properties.items():
            if source.compute:
                yield Expression(f"{schema.name}.{kind.kind}.{name}", source.compute, names)


EXPRESSIONS = list(chain.from_iterable(map(expressions, SCHEMAS)))


@pytest.fixture(scope="module")
def parser() -> Lark:
    return Lark(grammar.read("hep.lark"), parser="lalr", start="expr")


@pytest.fixture(params=SCHEMAS, ids=lambda schema: schema.name)
def schema(request: pytest.FixtureRequest) -> Schema:
    chosen: Schema = request.param
    return chosen


def test_these_come_with_hepir() -> None:
    assert builtin_names() == (
        "atlas_opendata_2020",
        "atlas_opendata_2025",
        "cms_nanoaod",
        "cms_opendata_2012",
        "delphes",
        "physlite",
    )
    assert {schema.name for schema in all_schemas()} >= set(builtin_names())


@pytest.mark.parametrize("name", builtin_names())
def test_what_tells_files_apart_stands_before_the_kinds(name: str) -> None:
    outline, whole = outlines()[name], builtin_schema(name)
    assert outline == replace(whole, collections={}, unavailable={}, triggers={}, sha256="")
    assert outline.required


def test_the_file_is_called_as_the_schema() -> None:
    assert tuple(builtin_schema(name).name for name in builtin_names()) == builtin_names()


@pytest.mark.parametrize("expression", EXPRESSIONS, ids=lambda expression: expression.place)
def test_expressions_are_of_the_language_and_use_known_names(parser: Lark, expression: Expression) -> None:
    parser.parse(expression.text)
    assert mentioned(expression.text) - WORDS - FUNCTIONS <= expression.names


def test_particles_have_a_momentum(schema: Schema) -> None:
    kinds = standard_kinds()
    for name, kind in schema.collections.items():
        if kinds[kind.like or name].has_momentum:
            assert {"pt", "eta", "phi", "mass"} <= kind.properties.keys(), name
        if kinds[kind.like or name].transverse:
            assert {"pt", "phi"} <= kind.properties.keys(), name


def test_own_properties_are_described(schema: Schema) -> None:
    for name, kind in schema.collections.items():
        known = standard_kinds()[kind.like or name].properties
        own = {key: source for key, source in kind.properties.items() if key not in known}
        assert [key for key, source in own.items() if not source.description] == []


def test_missing_values_are_of_optional_properties(schema: Schema) -> None:
    """A program that may meet a missing value has to say what happens then, whatever the schema."""
    for name, kind in schema.collections.items():
        known = standard_kinds()[kind.like or name].properties
        for key, source in kind.properties.items():
            assert not source.missing or key not in known or known[key].optional, f"{name}.{key}"


def test_no_kind_is_both_given_and_unavailable(schema: Schema) -> None:
    for what in schema.unavailable:
        kind, _, name = what.partition(".")
        given = schema.collections.get(kind)
        assert given is None or (name and name not in given.properties), what


def source_of(schema: str, kind: str, name: str) -> PropertySource:
    return builtin_schema(schema).collections[kind].properties[name]


def test_sentinels_are_missing_values() -> None:
    assert source_of("cms_opendata_2012", "Muon", "relative_isolation").missing == (-999.0,)
    assert source_of("cms_opendata_2012", "Jet", "btag").missing == (-10.0,)
    (nothing,) = source_of("cms_opendata_2012", "Tau", "relative_isolation").missing
    assert nothing != nothing  # NaN


def test_units_are_those_of_the_files() -> None:
    assert source_of("cms_nanoaod", "Muon", "d0").unit == "cm"
    assert source_of("atlas_opendata_2020", "Electron", "pt").unit == "MeV"
    assert source_of("atlas_opendata_2025", "Electron", "pt").unit == "GeV"
    assert source_of("physlite", "Muon", "mass") == PropertySource(constant=105.6583755, unit="MeV")


def test_values_are_turned_into_what_the_language_says() -> None:
    assert source_of("physlite", "Electron", "charge").type == "integer"
    assert source_of("physlite", "Electron", "loose_id").type == "boolean"
    assert source_of("delphes", "Jet", "btag_medium").bit == 0
    assert source_of("cms_nanoaod", "Electron", "mass").minimum == 0.0


def test_lists_of_one_are_single_objects() -> None:
    assert builtin_schema("delphes").collections["MET"].entry == 0
    assert builtin_schema("delphes").collections["event"].entry == 0
    assert source_of("physlite", "event", "mc_weight").entry == 0


def test_one_list_of_leptons_is_told_apart() -> None:
    kinds = builtin_schema("atlas_opendata_2020").collections
    assert (kinds["Electron"].where, kinds["Muon"].where) == ("lepton_type == 11", "lepton_type == 13")


def test_physlite_has_no_missing_momentum_and_says_why() -> None:
    schema = builtin_schema("physlite")
    assert "MET" not in schema.collections
    assert "soft terms" in schema.unavailable["MET"]
