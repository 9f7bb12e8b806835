"""The typing of models.

In: the `model` blocks of the syntax tree, and the folder of the program. Out: models by their names; None for those that are
wrong, which is reported. The file is only looked at, not run: its checksum, and what it takes and gives.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from hepir.intrinsics.onnx_models import register
from hepir.intrinsics.registry import callable_names
from hepir.semantics import errors
from hepir.semantics.scope import Report
from hepir.source import Span
from hepir.syntax import tree
from hepir.tabular.files import Folder, TableError
from hepir.tabular.onnx import LARGEST, Port, Ports, read_ports, shown
from hepir.types.models import Feed, Model, ModelArgument, ModelInput, ModelSignature
from hepir.types.units import canonical_value, parse_unit

if TYPE_CHECKING:
    Unusable = type[errors.UnusableModel] | type[errors.UnusableFunction]

PREFIX = "sha256:"
MOST_PLACES = 1000


def check_models(
    program: tree.Program, folder: Folder, taken: Mapping[str, object], report: Report
) -> Mapping[str, ModelSignature | None]:
    """The models of a program; None for those that are wrong. `taken` are the names of tables."""
    found: dict[str, ModelSignature | None] = {}
    for block in program.blocks:
        if not isinstance(block, tree.ModelBlock):
            continue
        name = block.name.text
        if name in callable_names() or name in taken or name in found:
            report(errors.DuplicateName(block.name.span, name, None, "a function"))
            continue
        before = len(report.found)
        made = model_of(block, folder, report)
        found[name] = made if len(report.found) == before else None
    return found


def model_of(block: tree.ModelBlock, folder: Folder, report: Report) -> ModelSignature | None:
    """A model; what is wrong with it is reported."""
    before = len(report.found)
    rules = (rule for rule in block.rules if isinstance(rule, tree.ModelInput))
    arguments = tuple(argument(rule, block.name.text, report, errors.UnusableModel) for rule in rules)
    if len(report.found) > before:
        return None
    try:
        data = folder.content(block.path, LARGEST)
        ports = read_ports(data)
    except TableError as error:
        report(errors.UnusableModel(block.path_span, block.name.text, str(error)))
        return None
    path = folder.named(block.path)
    problem = next(problems_of(block, arguments, folder.read[path]), None)
    if problem is not None:
        report(problem)
        return None
    register(data, folder.read[path])
    return with_ports(block, arguments, ports, path, folder.read[path], report)


def with_ports(
    block: tree.ModelBlock,
    arguments: tuple[ModelArgument, ...],
    ports: Ports,
    path: str,
    digest: str,
    report: Report,
) -> ModelSignature | None:
    """A model whose inputs and output are those of its file."""
    inputs = tuple(each for one in arguments for each in one.inputs)
    rule = next((rule for rule in block.rules if isinstance(rule, tree.ModelOutput)), None)
    span = block.path_span
    try:
        feeds, batch = tuple(feeds_of(ports, len(inputs))), batch_of(ports)
        span = span if rule is None else rule.text_span
        output, place = output_of(ports, rule)
    except TableError as error:
        report(errors.UnusableModel(span, block.name.text, str(error)))
        return None
    return ModelSignature(
        Model(block.name.text, path, digest, inputs, feeds, output, place, batch), arguments
    )


def problems_of(
    block: tree.ModelBlock, arguments: tuple[ModelArgument, ...], digest: str
) -> Iterator[errors.UnusableModel | errors.WrongHash]:
    """What is wrong with the rules of a block, and whether the file is the one that is meant."""
    name = block.name.text
    for span, problem in repeated(block, arguments, (tree.ModelHash, tree.ModelOutput)):
        yield errors.UnusableModel(span, name, problem)
    hashes = [rule for rule in block.rules if isinstance(rule, tree.ModelHash)]
    if not hashes or hashes[0].text != PREFIX + digest:
        span = hashes[0].text_span if hashes else block.path_span
        yield errors.WrongHash(span, name, hashes[0].text if hashes else "", PREFIX + digest)


def repeated(
    block: tree.ModelBlock | tree.FunctionBlock,
    arguments: tuple[ModelArgument, ...],
    single: tuple[type[tree.Statement], ...],
) -> Iterator[tuple[Span, str]]:
    """Inputs of one name, or none of them, and rules that may stand once and stand again."""
    names = [each.name for one in arguments for each in one.inputs]
    for each in dict.fromkeys(each for each in names if names.count(each) > 1):
        yield block.name.span, f"two of its inputs are called `{each}`"
    if not arguments:
        yield block.name.span, "it has no `input`"
    for kind in single:
        for rule in [each for each in block.rules if isinstance(each, kind)][1:]:
            yield rule.span, "it says this twice"


def argument(rule: tree.ModelInput, name: str, report: Report, unusable: Unusable) -> ModelArgument:
    """One argument of a model or function, with the numbers that it fills."""
    unit = parse_unit(rule.unit)
    assert unit is not None
    stem, numbers = rule.name.text, {each.word: float(each.number) for each in rule.settings}
    if len(numbers) < len(rule.settings) or not all(map(math.isfinite, numbers.values())):
        report(unusable(rule.span, name, f"`{stem}` says something twice, or what is too large"))
    if numbers.get("scale") == 0:
        report(unusable(rule.span, name, f"`{stem}` is divided by a scale of 0"))
    if rule.places is not None and not 1 <= rule.places <= MOST_PLACES:
        report(unusable(rule.span, name, f"`{stem}` has {rule.places} places, not 1 to {MOST_PLACES}"))
    mean, scale = numbers.get("mean", 0.0), numbers.get("scale", 1.0)
    names = [stem] if rule.places is None else [f"{stem}_{number + 1}" for number in range(rule.places)]
    inputs = tuple(ModelInput(each, unit.dimension, unit.size, mean, scale) for each in names)
    pad = next((each.number for each in rule.settings if each.word == "pad"), None)
    return ModelArgument(stem, inputs, rule.places, None if pad is None else canonical_value(pad, unit))


# ---- the file ----
def feeds_of(ports: Ports, count: int) -> Iterator[Feed]:
    """How the inputs of the file are filled, one after the other."""
    widths = [width_of(each) for each in ports.inputs]
    if len(widths) == 1 and widths[0] == 0:
        widths = [count]
    total = sum(widths)
    if 0 in widths or total != count:
        expected = str(total) if 0 not in widths else "others"
        raise TableError(
            f"the program gives {count} numbers, and the file takes {expected}: {shown(ports.inputs)}"
        )
    for port, width in zip(ports.inputs, widths, strict=True):
        if not port.dtype:
            raise TableError(f"the file's input `{port.name}` takes no real numbers")
        yield Feed(port.name, width, port.dtype)


def width_of(port: Port) -> int:
    """How many numbers of an event an input takes; 0 where it takes any number."""
    if len(port.shape) != 2:
        raise TableError(f"the file's input {port} is no table of a row for each event")
    return port.shape[1]


def batch_of(ports: Ports) -> int:
    """How many rows the file takes at a time; 0: any."""
    found = {each.shape[0] for each in ports.inputs}
    if len(found) != 1:
        raise TableError(f"the file's inputs differ in their rows: {shown(ports.inputs)}")
    return found.pop()


def output_of(ports: Ports, rule: tree.ModelOutput | None) -> tuple[str, int]:
    """The name of the output that counts, and its column."""
    named = {each.name: each for each in ports.outputs}
    if rule is None and len(named) != 1:
        raise TableError(f"say which output counts: {shown(ports.outputs)}")
    name = rule.text if rule is not None else next(iter(named))
    if name not in named:
        raise TableError(f"the file has no output `{name}`, but {shown(ports.outputs)}")
    port, place = named[name], rule.place if rule is not None else None
    if not port.dtype or not 1 <= len(port.shape) <= 2:
        raise TableError(f"the output {port} is no table of real numbers with a row for each event")
    width = port.shape[1] if len(port.shape) == 2 else 1
    if place is None and width > 1:
        raise TableError(f"the output {port} has several columns: say which, from 0 on")
    if place is not None and width and place >= width:
        raise TableError(f"the output {port} has no column {place}, counted from 0")
    return name, place or 0
