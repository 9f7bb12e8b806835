"""Typed programs as JSON: they come back equal, are as the schema says, and nothing else is taken."""

import json
from pathlib import Path

import jsonschema
import pytest
from hypothesis import HealthCheck, given, settings
from random_programs import programs

from hepir.compiling import analyse
from hepir.diagnostics.core import HepirError
from hepir.interop.typed_json import from_json, to_json
from hepir.source import Source

ROOT = Path(__file__).resolve().parents[2]
EXAMPLES = sorted((ROOT / "examples").glob("*.hep"))
SCHEMA = json.loads((ROOT / "docs" / "schemas" / "program.schema.json").read_text(encoding="utf-8"))


def typed(text):
    """The typed program of a text."""
    found = analyse(Source("x.hep", text)).program
    assert found is not None
    return found


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_examples_come_back_equal(path):
    program = typed(path.read_text(encoding="utf-8"))
    text = to_json(program)
    assert from_json(text) == program
    assert to_json(from_json(text)) == text
    jsonschema.Draft202012Validator(SCHEMA).validate(json.loads(text))


@settings(max_examples=25, suppress_health_check=list(HealthCheck))
@given(programs())
def test_random_programs_come_back_equal(text):
    program = analyse(Source("x.hep", text)).program
    if program is not None:
        assert from_json(to_json(program)) == program


GOOD = json.loads(to_json(typed("region r\n  select MET.pt > 200 GeV\n")))


def changed(change):
    """The text of a program after a change."""
    found = json.loads(json.dumps(GOOD))
    change(found)
    return json.dumps(found)


WRONG = {
    "no JSON": ("{", "Expecting"),
    "another file": ("[]", '"hepir": "program"'),
    "another version": (changed(lambda f: f.update(version=9)), '"version": 1'),
    "a class that is none": (changed(lambda f: f["program"].update({"is": "Path"})), "Program"),
    "a name that is code": (
        changed(lambda f: f["program"]["regions"][0].update(name="r():\n import os")),
        "where a name is expected",
    ),
    "a field too many": (changed(lambda f: f["program"].update(run="rm")), "no `run`"),
    "a field too few": (changed(lambda f: f["program"].pop("regions")), "lacks `regions`"),
    "a text for a list": (changed(lambda f: f["program"].update(notes="x")), "a list is expected"),
    "a number for a text": (changed(lambda f: f["program"]["regions"][0].update(name=3)), "str is expected"),
    "deep": ('{"hepir": "program", "version": 1, "program": ' + "[" * 100_000, "deep"),
}


@pytest.mark.parametrize("name", WRONG)
def test_what_is_no_program_is_refused(name):
    text, reason = WRONG[name]
    with pytest.raises(HepirError) as raised:
        from_json(text)
    (found,) = raised.value.diagnostics
    assert found.code == "HEP1120"
    assert reason in found.message
