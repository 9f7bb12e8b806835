"""Schemas as text."""

import pytest

from hepir.schemas.loading import builtin_names, builtin_schema
from hepir.schemas.showing import list_schemas, show_schema


def test_the_list_has_a_line_for_each() -> None:
    lines = list_schemas(map(builtin_schema, builtin_names())).splitlines()
    assert [line.split()[0] for line in lines] == ["schema", *builtin_names()]


@pytest.mark.parametrize("name", builtin_names())
def test_everything_a_schema_says_is_shown(name: str) -> None:
    schema = builtin_schema(name)
    text = show_schema(schema)
    for kind in schema.collections.values():
        for prop, source in kind.properties.items():
            assert f"  {prop} " in text
            assert (source.branch or source.compute or f"{source.constant:g}") in text
            assert (source.approximation or "") in text
        assert (kind.where or "") in text
    assert all(reason in text for reason in schema.unavailable.values())
    assert not [line for line in text.splitlines() if line != line.rstrip()]


def test_notes_of_a_property() -> None:
    lines = show_schema(builtin_schema("cms_opendata_2012")).splitlines()
    (mass,) = (line for line in lines if "Electron_mass" in line)
    assert mass.split()[:4] == ["mass", "number", "GeV", "Electron_mass"]
    assert mass.endswith("at least 0; approximated: masses stored below zero are set to zero")
    assert any(line.endswith("missing where -999") for line in lines)
