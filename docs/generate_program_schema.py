"""The JSON schema of typed programs, from the classes that they are made of.

In: `hepir.interop.typed_json`. Out: `docs/schemas/program.schema.json`; with `--check`, only whether it is up to date.
"""

import json
import sys
import types
from dataclasses import is_dataclass
from fractions import Fraction
from pathlib import Path
from typing import Literal, Union, get_args, get_origin

from hepir.interop.typed_json import VERSION, classes, hints, written_fields

PATH = Path(__file__).parent / "schemas" / "program.schema.json"
PLAIN = {str: "string", int: "integer", float: "number", bool: "boolean", type(None): "null"}


def schema_of(hint: object) -> dict[str, object]:
    """The schema of a type."""
    origin = get_origin(hint)
    if isinstance(hint, type) and hint in PLAIN:
        return {"type": PLAIN[hint]}
    if hint is Fraction:
        return {"$ref": "#/$defs/Fraction"}
    if isinstance(hint, type) and is_dataclass(hint):
        below = [name for name, kind in sorted(classes().items()) if issubclass(kind, hint)]
        concrete = [name for name in below if name != "Expression" or len(below) == 1]
        return one_of([{"$ref": f"#/$defs/{name}"} for name in concrete])
    if origin in (Union, types.UnionType):
        return one_of([schema_of(each) for each in get_args(hint)])
    if origin is Literal:
        return {"enum": list(get_args(hint))}
    assert origin is tuple, hint
    inner = get_args(hint)
    if len(inner) == 2 and inner[1] is Ellipsis:
        return {"type": "array", "items": schema_of(inner[0])}
    items = [schema_of(each) for each in inner]
    return {"type": "array", "prefixItems": items, "minItems": len(items), "maxItems": len(items)}


def one_of(choices: list[dict[str, object]]) -> dict[str, object]:
    """Any of several schemas."""
    return choices[0] if len(choices) == 1 else {"anyOf": choices}


def definition(name: str, kind: type) -> dict[str, object]:
    """The schema of a class."""
    fields = {each.name: schema_of(hints(kind)[each.name]) for each in written_fields(kind)}
    words = " ".join((kind.__doc__ or "").split())
    return {
        "type": "object",
        "description": words,
        "properties": {"is": {"const": name}, **fields},
        "required": ["is", *fields],
        "additionalProperties": False,
    }


def whole() -> str:
    """The text of the schema."""
    fraction = {"is": {"const": "Fraction"}, "value": {"type": "string", "pattern": "^-?[0-9]+(/[0-9]+)?$"}}
    definitions = {name: definition(name, kind) for name, kind in sorted(classes().items())}
    definitions["Fraction"] = {"type": "object", "properties": fraction, "required": ["is", "value"]}
    top = {
        "hepir": {"const": "program"},
        "version": {"const": VERSION},
        "program": {"$ref": "#/$defs/Program"},
    }
    found = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A typed program",
        "type": "object",
        "properties": top,
        "required": list(top),
        "$defs": definitions,
    }
    return json.dumps(found, indent=1) + "\n"


def main(arguments: list[str]) -> int:
    """Write the schema, or only compare."""
    text = whole()
    if "--check" not in arguments:
        PATH.write_text(text, encoding="utf-8")
        return 0
    if PATH.exists() and PATH.read_text(encoding="utf-8") == text:
        return 0
    print(f"{PATH} is not up to date: python docs/generate_program_schema.py")
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
