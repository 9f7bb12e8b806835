"""The typing of external functions.

In: the `function` blocks of the syntax tree. Out: functions by their names; None for those that are wrong, which is reported.
No file is looked at: whoever runs the program says which one it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from hepir.intrinsics.registry import callable_names
from hepir.semantics import errors
from hepir.semantics.models import PREFIX, argument, repeated
from hepir.semantics.scope import Report
from hepir.syntax import tree
from hepir.types.models import ExternalFunction, ModelArgument, ModelSignature
from hepir.types.units import parse_unit

FILE = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.-]*\.py")
HASH = re.compile(rf"{PREFIX}[0-9a-f]{{64}}")
ONLY_PAD = "pad"


def check_functions(
    program: tree.Program, taken: Mapping[str, object], report: Report
) -> Mapping[str, ModelSignature | None]:
    """The external functions of a program; None for those that are wrong. `taken` are the names of tables and models."""
    found: dict[str, ModelSignature | None] = {}
    hashes: dict[str, str] = {}
    for block in program.blocks:
        if not isinstance(block, tree.FunctionBlock):
            continue
        name = block.name.text
        if name in callable_names() or name in taken or name in found:
            report(errors.DuplicateName(block.name.span, name, None, "a function"))
            continue
        before = len(report.found)
        made = function_of(block, report)
        if hashes.setdefault(made.model.path, made.model.sha256) != made.model.sha256:
            problem = f"another function says another hash of `{made.model.path}`"
            report(errors.UnusableFunction(block.path_span, name, problem))
        found[name] = made if len(report.found) == before else None
    return found


def function_of(block: tree.FunctionBlock, report: Report) -> ModelSignature:
    """A function; what is wrong with it is reported."""
    rules = [rule for rule in block.rules if isinstance(rule, tree.ModelInput)]
    arguments = tuple(argument(rule, block.name.text, report, errors.UnusableFunction) for rule in rules)
    for problem in problems_of(block, arguments):
        report(problem)
    output = next((rule for rule in block.rules if isinstance(rule, tree.FunctionOutput)), None)
    unit = parse_unit(output.unit if output is not None else None)
    assert unit is not None
    inputs = tuple(each for one in arguments for each in one.inputs)
    digest = next((rule.text for rule in block.rules if isinstance(rule, tree.ModelHash)), "")
    function = ExternalFunction(
        block.name.text, block.path, digest.removeprefix(PREFIX), inputs, unit.dimension, unit.size
    )
    return ModelSignature(function, arguments)


def problems_of(
    block: tree.FunctionBlock, arguments: tuple[ModelArgument, ...]
) -> Iterator[errors.UnusableFunction]:
    """What is wrong with the rules of a block."""
    name = block.name.text
    if not FILE.fullmatch(block.path):
        problem = "its file is named by its name alone, which ends with `.py`, not by a path"
        yield errors.UnusableFunction(block.path_span, name, problem)
    for span, problem in repeated(block, arguments, (tree.ModelHash, tree.FunctionOutput)):
        yield errors.UnusableFunction(span, name, problem)
    hashes = [rule for rule in block.rules if isinstance(rule, tree.ModelHash)]
    if not hashes:
        yield errors.UnusableFunction(block.path_span, name, "it does not say the hash of its file")
    elif not HASH.fullmatch(hashes[0].text):
        problem = f'its hash is written "{PREFIX}" and 64 digits from 0 to f'
        yield errors.UnusableFunction(hashes[0].text_span, name, problem)
    for rule in block.rules:
        scaled = (
            [each for each in rule.settings if each.word != ONLY_PAD]
            if isinstance(rule, tree.ModelInput)
            else []
        )
        for each in scaled:
            problem = f"`{each.word}` is for models; a function scales its values itself"
            yield errors.UnusableFunction(each.span, name, problem)
