"""The JSON format against its published schema."""

import json
from pathlib import Path

import hypothesis_profiles  # noqa: F401
import pytest
from hypothesis import given
from jsonschema import Draft202012Validator
from made_diagnostics import SUSY, Made, missing_unit
from random_diagnostics import LISTS, SOURCES

from hepir.diagnostics import Diagnostic, Label
from hepir.diagnostics.errors import UnknownCode
from hepir.diagnostics.json_lines import render_json
from hepir.source import Source, Span

SCHEMA = Path(__file__).resolve().parents[2] / "docs" / "schemas" / "diagnostic.schema.json"


@pytest.fixture(scope="module")
def validator() -> Draft202012Validator:
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema)


def objects(source: Source, *diagnostics: Diagnostic) -> list[dict[str, object]]:
    return [json.loads(line) for line in render_json(source, diagnostics).splitlines()]


def test_every_key() -> None:
    label = Label(Span(7, 11), "this object")
    (found,) = objects(SUSY, Made(Span(52, 54), "no unit", (label,), ("add GeV",), missing_unit().edits))
    assert found == {
        "code": "TST0301",
        "name": "made-up",
        "severity": "error",
        "message": "no unit",
        "file": "susy.hep",
        "span": {"start": 52, "end": 54, "line": 4, "column": 15, "end_line": 4, "end_column": 17},
        "labels": [
            {
                "span": {"start": 7, "end": 11, "line": 1, "column": 8, "end_line": 1, "end_column": 12},
                "text": "this object",
            }
        ],
        "hints": ["add GeV"],
        "edits": [
            {
                "span": {"start": 54, "end": 54, "line": 4, "column": 17, "end_line": 4, "end_column": 17},
                "text": " GeV",
            }
        ],
        "documentation": None,
    }


def test_built_in_diagnostics_name_their_page(validator: Draft202012Validator) -> None:
    (found,) = objects(SUSY, UnknownCode(Span(0, 0), "HEP9999"))
    assert found["documentation"] == "errors/HEP1001.md"
    validator.validate(found)


def test_the_schema_refuses_what_is_not_a_diagnostic(validator: Draft202012Validator) -> None:
    (found,) = objects(SUSY, missing_unit())
    validator.validate(found)
    assert not validator.is_valid(found | {"severity": "fatal"})
    assert not validator.is_valid(found | {"colour": "red"})
    assert not validator.is_valid({key: value for key, value in found.items() if key != "hints"})


@given(source=SOURCES, diagnostics=LISTS)
def test_any_diagnostic_is_one_valid_line(
    validator: Draft202012Validator, source: Source, diagnostics: tuple[Made, ...]
) -> None:
    lines = render_json(source, diagnostics).splitlines()
    assert len(lines) == len(diagnostics)
    for line, diagnostic in zip(lines, diagnostics, strict=True):
        assert line.isascii()
        found = json.loads(line)
        validator.validate(found)
        assert found["message"] == diagnostic.message
        assert found["span"]["end"] >= found["span"]["start"]
