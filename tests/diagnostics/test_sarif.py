"""The SARIF log, checked against the parts of the standard that it uses."""

import json

import hypothesis_profiles  # noqa: F401
from hypothesis import given
from jsonschema import Draft202012Validator
from made_diagnostics import SUSY, Made, MadeNote, MadeWarning, missing_unit
from random_diagnostics import LISTS, SOURCES

from hepir.diagnostics import Label
from hepir.diagnostics.sarif import render_sarif
from hepir.source import Source, Span

TEXT = {"type": "object", "required": ["text"], "properties": {"text": {"type": "string"}}}
POSITIVE = {"type": "integer", "minimum": 1}
REGION = {
    "type": "object",
    "required": ["startLine"],
    "additionalProperties": False,
    "properties": dict.fromkeys(("startLine", "startColumn", "endLine", "endColumn"), POSITIVE),
}
ARTIFACT = {
    "type": "object",
    "additionalProperties": False,
    "required": ["uri"],
    "properties": {
        "uri": {"type": "string", "pattern": r"^[A-Za-z0-9%/._~:-]*$"},
        "uriBaseId": {"const": "%SRCROOT%"},
    },
}
PHYSICAL = {
    "type": "object",
    "additionalProperties": False,
    "required": ["artifactLocation"],
    "properties": {"artifactLocation": ARTIFACT, "region": REGION},
}
LOCATION = {
    "type": "object",
    "additionalProperties": False,
    "properties": {"id": {"type": "integer", "minimum": 0}, "physicalLocation": PHYSICAL, "message": TEXT},
}
REPLACEMENT = {
    "type": "object",
    "additionalProperties": False,
    "required": ["deletedRegion"],
    "properties": {"deletedRegion": REGION, "insertedContent": TEXT},
}
CHANGE = {
    "type": "object",
    "additionalProperties": False,
    "required": ["artifactLocation", "replacements"],
    "properties": {
        "artifactLocation": ARTIFACT,
        "replacements": {"type": "array", "minItems": 1, "items": REPLACEMENT},
    },
}
FIX = {
    "type": "object",
    "additionalProperties": False,
    "required": ["artifactChanges"],
    "properties": {
        "description": TEXT,
        "artifactChanges": {"type": "array", "minItems": 1, "items": CHANGE},
    },
}
LEVEL = {"enum": ["none", "note", "warning", "error"]}
RESULT = {
    "type": "object",
    "additionalProperties": False,
    "required": ["message", "ruleId", "ruleIndex", "level"],
    "properties": {
        "ruleId": {"type": "string"},
        "ruleIndex": {"type": "integer", "minimum": 0},
        "level": LEVEL,
        "message": TEXT,
        "locations": {"type": "array", "items": LOCATION},
        "relatedLocations": {"type": "array", "items": LOCATION, "uniqueItems": True},
        "fixes": {"type": "array", "items": FIX},
    },
}
RULE = {
    "type": "object",
    "additionalProperties": False,
    "required": ["id"],
    "properties": {
        "id": {"type": "string"},
        "name": {"type": "string"},
        "shortDescription": TEXT,
        "help": TEXT,
        "defaultConfiguration": {"type": "object", "properties": {"level": LEVEL}},
    },
}
DRIVER = {
    "type": "object",
    "additionalProperties": False,
    "required": ["name"],
    "properties": {
        "name": {"const": "hepir"},
        "version": {"type": "string"},
        "rules": {"type": "array", "items": RULE, "uniqueItems": True},
    },
}
RUN = {
    "type": "object",
    "additionalProperties": False,
    "required": ["tool", "results"],
    "properties": {
        "tool": {"type": "object", "required": ["driver"], "properties": {"driver": DRIVER}},
        "columnKind": {"enum": ["utf16CodeUnits", "unicodeCodePoints"]},
        "results": {"type": "array", "items": RESULT},
    },
}
LOG = Draft202012Validator(
    {
        "type": "object",
        "additionalProperties": False,
        "required": ["version", "runs"],
        "properties": {
            "$schema": {"type": "string"},
            "version": {"const": "2.1.0"},
            "runs": {"type": "array", "minItems": 1, "maxItems": 1, "items": RUN},
        },
    }
)


def run_of(source: Source, *diagnostics: Made) -> dict[str, object]:
    log = json.loads(render_sarif(source, diagnostics))
    LOG.validate(log)
    (run,) = log["runs"]
    return run


def test_a_result_with_place_labels_and_fix() -> None:
    made = missing_unit()
    labelled = Made(made.span, made.said, (Label(Span(7, 11), "of this"),), made.hinted, made.mended)
    (result,) = run_of(SUSY, labelled)["results"]
    artifact = {"uri": "susy.hep", "uriBaseId": "%SRCROOT%"}
    assert result["ruleId"] == "TST0301"
    assert result["locations"][0]["physicalLocation"] == {
        "artifactLocation": artifact,
        "region": {"startLine": 4, "startColumn": 15, "endLine": 4, "endColumn": 17},
    }
    assert result["relatedLocations"][0]["message"] == {"text": "of this"}
    assert result["fixes"] == [
        {
            "description": {"text": "write the unit after the number: `25 GeV`"},
            "artifactChanges": [
                {
                    "artifactLocation": artifact,
                    "replacements": [
                        {
                            "deletedRegion": {
                                "startLine": 4,
                                "startColumn": 17,
                                "endLine": 4,
                                "endColumn": 17,
                            },
                            "insertedContent": {"text": " GeV"},
                        }
                    ],
                }
            ],
        }
    ]


def test_rules_are_the_kinds_that_occur_each_once() -> None:
    place = Span(0, 1)
    run = run_of(SUSY, MadeWarning(place), Made(place), MadeWarning(place))
    rules = run["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == ["TST0301", "TST0302"]
    assert rules[0]["shortDescription"] == {"text": "A diagnostic made by a test."}
    assert "```hep\nobject x from Jet\n```" in rules[0]["help"]["markdown"]
    assert [result["ruleIndex"] for result in run["results"]] == [1, 0, 1]
    assert [result["level"] for result in run["results"]] == ["warning", "error", "warning"]


def test_a_clean_program_has_a_log_without_results() -> None:
    assert run_of(SUSY)["results"] == []


def test_about_no_part_of_the_program_there_is_no_region() -> None:
    (result,) = run_of(SUSY, MadeNote(Span(0, 0)))["results"]
    assert list(result["locations"][0]["physicalLocation"]) == ["artifactLocation"]


def test_names_become_uris() -> None:
    def uri(name: str) -> dict[str, str]:
        (result,) = run_of(Source(name, "pt"), Made(Span(0, 1)))["results"]
        return result["locations"][0]["physicalLocation"]["artifactLocation"]

    assert uri("my folder/é.hep") == {"uri": "my%20folder/%C3%A9.hep", "uriBaseId": "%SRCROOT%"}
    assert uri("<stdin>") == {"uri": "%3Cstdin%3E", "uriBaseId": "%SRCROOT%"}
    assert uri("/tmp/a.hep") == {"uri": "file:///tmp/a.hep"}


@given(SOURCES, LISTS)
def test_any_diagnostics_give_a_valid_log(source: Source, diagnostics: tuple[Made, ...]) -> None:
    run = run_of(source, *diagnostics)
    rules = run["tool"]["driver"]["rules"]
    assert [rules[result["ruleIndex"]]["id"] for result in run["results"]] == [
        diagnostic.code for diagnostic in diagnostics
    ]
