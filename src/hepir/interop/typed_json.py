"""A typed program as JSON, and back.

In: a program, or the text that was made of one. Out: the text, or an equal program. Every object says by `is` which of the
classes of `semantics.program`, `semantics.expressions` and `types.core` it is; its other keys are the fields, in canonical
units. `docs/schemas/program.schema.json` describes it. Places of expressions in the text are left out, and so are the
contents of files: those of models are read from a folder that is named, or stay unknown (HEP0614 in a run).
"""

from __future__ import annotations

import json
import re
import types as python_types
import typing
from collections.abc import Iterator, Mapping
from dataclasses import Field, fields, is_dataclass, replace
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Literal, Union, get_args, get_origin

from hepir.diagnostics.core import Diagnostic, HepirError
from hepir.diagnostics.places import NOWHERE
from hepir.extract.canonical.tabulated import tables_of
from hepir.interop.errors import NotATypedProgram
from hepir.intrinsics.onnx_models import register
from hepir.semantics import expressions, program
from hepir.semantics.errors import UnusableModel, WrongHash
from hepir.semantics.models import PREFIX
from hepir.semantics.program import Program
from hepir.source import Span
from hepir.tabular.files import Folder, TableError
from hepir.tabular.onnx import LARGEST
from hepir.types import computations, core, dimensions, models, tables
from hepir.types.kinds import Kinds, standard_kinds

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

VERSION = 1
MODULES = (program, expressions, core, dimensions, tables, computations, models)
NAME = re.compile(r"[A-Za-z_]\w*", re.ASCII)  # what may become a name in generated code
NAMED_FREELY = (expressions.Trigger, models.Feed)
KINDS = "kinds"  # of a program: the table of the language or of a schema, not repeated in each file
Json = None | bool | int | float | str | list["Json"] | dict[str, "Json"]


@cache
def classes() -> Mapping[str, type[DataclassInstance]]:
    """The classes that may occur, by name."""
    found: dict[str, type[DataclassInstance]] = {"Span": Span}
    for module in MODULES:
        own = (each for each in vars(module).values() if isinstance(each, type) and is_dataclass(each))
        found |= {each.__name__: each for each in own if each.__module__ == module.__name__}
    return found


def written_fields(kind: type[DataclassInstance]) -> Iterator[Field[object]]:
    """The fields that are written: those that count when two values are compared."""
    for each in fields(kind):
        if each.compare and (kind is not Program or each.name != KINDS):
            yield each


def to_json(typed: Program) -> str:
    """The text of a program."""
    return json.dumps({"hepir": "program", "version": VERSION, "program": encoded(typed)}, indent=1) + "\n"


def encoded(value: object) -> Json:
    """A value as JSON."""
    match value:
        case None | bool() | int() | float() | str():
            return value
        case Fraction():
            return {"is": "Fraction", "value": str(value)}
        case tuple():
            return [encoded(each) for each in value]
    assert is_dataclass(value)
    assert not isinstance(value, type)
    kind = type(value)
    assert kind.__name__ in classes(), kind
    found: dict[str, Json] = {"is": kind.__name__}
    for each in written_fields(kind):
        found[each.name] = encoded(getattr(value, each.name))
    return found


def from_json(text: str, kinds: Kinds | None = None, folder: Path | None = None) -> Program:
    """The program of a text; with the kinds of a schema where it was checked with one, and the files of its models from a
    folder, where one is named. Raises HepirError."""
    try:
        found = json.loads(text)
        if not (
            isinstance(found, dict) and found.get("hepir") == "program" and found.get("version") == VERSION
        ):
            raise ValueError(f'expected `"hepir": "program"` and `"version": {VERSION}` at the top')
        typed = decoded(found.get("program"), Program)
        assert isinstance(typed, Program)
    except RecursionError:
        raise HepirError((NotATypedProgram(NOWHERE, "it is nested too deeply"),)) from None
    except (ValueError, ZeroDivisionError) as error:
        raise HepirError((NotATypedProgram(NOWHERE, str(error)),)) from None
    if folder is not None:
        read_models(typed, Folder(folder))
    return replace(typed, kinds=standard_kinds() if kinds is None else kinds)


def read_models(typed: Program, folder: Folder) -> None:
    """Read the files of the models that a program calls; HepirError where one is not there, or is another."""
    problems: list[Diagnostic] = []
    for model in (each for each in tables_of(typed).values() if isinstance(each, models.Model)):
        try:
            content = folder.content(model.path, LARGEST)
        except TableError as error:
            problems.append(UnusableModel(NOWHERE, model.name, str(error)))
            continue
        found = folder.read[folder.named(model.path)]
        if found == model.sha256:
            register(content, found)
        else:
            problems.append(WrongHash(NOWHERE, model.name, PREFIX + model.sha256, PREFIX + found))
    if problems:
        raise HepirError(tuple(problems))


@cache
def hints(kind: type[DataclassInstance]) -> Mapping[str, object]:
    """The types of the fields of a class."""
    names: dict[str, object] = {}
    for module in MODULES:
        names |= vars(module)
    return typing.get_type_hints(
        kind, globalns=names | {"Span": Span, "Literal": Literal, "Fraction": Fraction}
    )


def decoded(value: object, hint: object) -> object:
    """The value that JSON stands for; raises ValueError where it is not of its type."""
    origin = get_origin(hint)
    if (isinstance(hint, type) and is_dataclass(hint)) or hint is Fraction:
        return decoded_object(value, hint)
    if origin in (Union, python_types.UnionType):
        return decoded_union(value, get_args(hint))
    if origin is tuple:
        return decoded_tuple(value, get_args(hint))
    if origin is Literal:
        if value in get_args(hint):
            return value
        raise ValueError(f"{value!r} is none of {', '.join(map(repr, get_args(hint)))}")
    if hint is float and isinstance(value, int) and not isinstance(value, bool):
        return float(value)
    if isinstance(hint, type) and type(value) is hint:
        return value
    raise ValueError(f"{shown(value)} stands where {getattr(hint, '__name__', hint)} is expected")


def decoded_object(value: object, expected: type) -> object:
    """An object: of the expected class, or of one below it."""
    name = value.get("is") if isinstance(value, dict) else None
    if name == "Fraction" and expected is Fraction and isinstance(value, dict):
        return Fraction(str(value.get("value")))
    kind = classes().get(name) if isinstance(name, str) else None
    if kind is None or not issubclass(kind, expected) or not isinstance(value, dict):
        raise ValueError(f"{shown(value)} stands where {expected.__name__} is expected")
    known = [each.name for each in written_fields(kind)]
    if extra := sorted(value.keys() - {"is", *known}):
        raise ValueError(f"{kind.__name__} has no `{extra[0]}`")
    if absent := [each for each in known if each not in value]:
        raise ValueError(f"{kind.__name__} lacks `{absent[0]}`")
    given = {each: decoded(value[each], hints(kind)[each]) for each in known}
    named = given.get("name")
    if isinstance(named, str) and kind not in NAMED_FREELY and not NAME.fullmatch(named):
        raise ValueError(f"{shown(named)} stands where a name is expected")
    places = {each.name: Span(0, 0) for each in fields(kind) if not each.compare and each.name not in given}
    return kind(**given, **places)


def decoded_union(value: object, choices: tuple[object, ...]) -> object:
    """The first of several types that fits."""
    if value is None and type(None) in choices:
        return None
    reasons = []
    for each in choices:
        if each is float and isinstance(value, int) and int in choices:
            continue
        try:
            return decoded(value, each)
        except ValueError as error:
            reasons.append(str(error))
    named = [each for each in reasons if "is expected" not in each]
    raise ValueError((named or reasons)[0])


def decoded_tuple(value: object, inner: tuple[object, ...]) -> tuple[object, ...]:
    """A list: of any length, or with a type for each place."""
    if not isinstance(value, list):
        raise ValueError(f"{shown(value)} stands where a list is expected")
    if len(inner) == 2 and inner[1] is Ellipsis:
        return tuple(decoded(each, inner[0]) for each in value)
    if len(value) != len(inner):
        raise ValueError(f"a list of {len(value)} stands where {len(inner)} are expected")
    return tuple(decoded(each, hint) for each, hint in zip(value, inner, strict=True))


def shown(value: object) -> str:
    """A value for a message."""
    text = value.get("is") if isinstance(value, dict) and "is" in value else json.dumps(value)
    return str(text) if len(str(text)) <= 40 else f"{str(text)[:37]}..."
