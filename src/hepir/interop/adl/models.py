"""Models of CutLang: `define NAME = OME("file.onnx", variables)`.

In: a `define`, and lists of values, `define NAME = { size(Jet) pT(Jet[0]) }`. Out: a `model` of the file beside the program,
with its hash, and the call of it. Raises ConversionError where the file is not there. The file is looked at, not run.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import PureWindowsPath

from hepir.interop.adl import errors, tree, units
from hepir.interop.adl.blocks import Block
from hepir.interop.adl.expressions import Converter
from hepir.interop.adl.lines import Line
from hepir.interop.adl.pieces import Quantity, quoted
from hepir.interop.adl.rows import Chunk
from hepir.interop.adl.scope import Entry, Scope
from hepir.interop.adl.stopping import ConversionError, cannot
from hepir.interop.adl.taking import parsed
from hepir.source import Span
from hepir.tabular.files import TableError
from hepir.tabular.onnx import LARGEST, Port, read_ports
from hepir.types.dimensions import NONE, without_angle

CALLED = "ome"
SIGNS = ("*", "/", "^", "+")
INDEX = re.compile(r"[0-9]+")
NUMBER = re.compile(r"-?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][-+]?[0-9]+)?")


@dataclass(frozen=True)
class Called:
    """A model as CutLang calls it: its file, the values, their means and scales, and which number of its result."""

    file: str
    values: tuple[tree.Node, ...]
    means: tuple[str, ...]
    scales: tuple[str, ...]
    index: int | None
    span: Span


def is_list(block: Block) -> bool:
    """Whether a `define` is a list of values."""
    return block.kind == "define" and whole_braces(block.tail)


def whole_braces(text: str) -> bool:
    """Whether a text is something between braces, and nothing beside them."""
    depth, plain = 0, text.strip()
    for place, sign in enumerate(plain):
        depth += (sign == "{") - (sign == "}")
        if depth == 0:
            return sign == "}" and place == len(plain) - 1
    return False


def call_of(block: Block) -> tree.Call | None:
    """The call of a model that a `define` is; None where it is something else."""
    if not re.match(rf"\s*{CALLED}\s*\(", block.tail, re.IGNORECASE):
        return None
    node = parsed(block.tail, block.start)
    return node if isinstance(node, tree.Call) and node.name.lower() == CALLED else None


# ---- what is called, with what ----
def called(node: tree.Call, scope: Scope) -> Called:
    """What a call says."""
    match node.arguments:
        case (tree.Text(value=file), *rest) if rest:
            pass
        case _:
            raise ConversionError(errors.NotUnderstood(node.span, 'a model is called as OME("FILE", VALUES)'))
    index: int | None = None
    match rest[-1]:
        case tree.Number(text=text) if len(rest) > 1 and INDEX.fullmatch(text):
            index, rest = int(text), rest[:-1]
    lists = [scope.lists.get(each.text.lower()) if isinstance(each, tree.Name) else None for each in rest]
    match lists:
        case [Block() as values, Block() as means, Block() as scales]:
            return Called(file, nodes_of(values), numbers_of(means), numbers_of(scales), index, node.span)
        case [Block() as values]:
            return Called(file, nodes_of(values), (), (), index, node.span)
    values_here = tuple(part for each in rest for part in parts_of(each))
    return Called(file, values_here, (), (), index, node.span)


def parts_of(node: tree.Node) -> tuple[tree.Node, ...]:
    """Values that stand side by side."""
    return node.parts if isinstance(node, tree.Momenta) else (node,)


def nodes_of(block: Block) -> tuple[tree.Node, ...]:
    """The values of a list."""
    return tuple(parsed(text, start) for text, start in words_of(block))


def numbers_of(block: Block) -> tuple[str, ...]:
    """The numbers of a list; raises ConversionError where it has others."""
    found = tuple(text.strip() for text, _ in words_of(block))
    if wrong := [each for each in found if not NUMBER.fullmatch(each)]:
        raise cannot(block.line.span, f"`{wrong[0]}` is no number")
    return tuple(map(units.number, found))


def words_of(block: Block) -> Iterator[tuple[str, int]]:
    """The values of a list, each with its place: blanks and commas outside of parentheses part them, signs join them."""
    opened = block.tail.index("{") + 1
    text, offset = block.tail[opened : block.tail.rindex("}")], block.start + opened
    start, depth = 0, 0
    for place, sign in enumerate(f"{text},"):
        depth += (sign in "([{") - (sign in ")]}")
        if depth or sign not in ", \t\r\n" or goes_on(text, start, place, sign):
            continue
        if text[start:place].strip():
            yield text[start:place], offset + start
        start = place + 1


def goes_on(text: str, start: int, place: int, sign: str) -> bool:
    """Whether a value goes on behind a blank: a sign, or the parenthesis of a function, stands beside it."""
    before, after = text[start:place].rstrip(), text[place:].lstrip()
    if sign == "," or not before:
        return False
    lone_minus = re.match(r"-\s", after) is not None
    return before.endswith((*SIGNS, "-")) or after.startswith((*SIGNS, "(")) or lone_minus


# ---- what becomes of it ----
def convert(scope: Scope, block: Block, entry: Entry, node: tree.Call) -> tuple[list[Chunk], list[str]]:
    """The chunks of a model and of the value that it gives, and what was decided."""
    found = called(node, scope)
    path, digest, ports = looked_at(found, scope)
    converter = Converter(scope)
    values = [converter.one_quantity(each) for each in found.values]
    decisions = list(converter.decisions)
    if any(each.optional for each in values):
        decisions.append("where an object is missing there is no result of the model")
    name = scope.fresh(f"{entry.name}_model")
    line = Line("", "", block.line.start, block.line.span)
    model = Chunk(f"model {name} from {quoted(path)}", block.line.span, list(block.line.before))
    model.add(f'hash "sha256:{digest}"', line)
    for rule in inputs(values, found, scope):
        model.add(rule, line)
    if len(ports) > 1 or found.index is not None or (ports and ports[0].shape[1:] not in ((), (1,))):
        if found.index is None:
            decisions.append("the first number that the model gives counts")
        model.add(f"output {quoted(ports[0].name)} {found.index or 0}", line)
    value = Chunk("", block.line.span)
    value.header = f"define {entry.name} = {name}({', '.join(each.text for each in values)})"
    return [model, value], decisions


def inputs(values: Sequence[Quantity], found: Called, scope: Scope) -> Iterator[str]:
    """The `input` of each value, in GeV as all numbers of CutLang."""
    for several in (found.means, found.scales):
        if several and len(several) != len(values):
            raise cannot(
                found.span, f"there are {len(values)} values, and {len(several)} means or scales of them"
            )
    for place, each in enumerate(values):
        plain = without_angle(each.dimension or NONE)
        unit, _ = units.unit_for(plain, "", scope.length)
        if plain != NONE and not unit:
            raise cannot(found.span, f"no unit is known for `{each.text}`")
        settings = [
            f"{word} {several[place]}"
            for word, several in (("mean", found.means), ("scale", found.scales))
            if several
        ]
        yield " ".join(filter(None, (f"input v{place + 1}", unit, *settings)))


def looked_at(found: Called, scope: Scope) -> tuple[str, str, tuple[Port, ...]]:
    """The path of a model's file beside the program, its checksum and what it gives."""
    name = PureWindowsPath(found.file).name  # of paths of other systems, too
    for path in dict.fromkeys((found.file, name)):
        try:
            ports = read_ports(scope.folder.content(path, LARGEST))
        except TableError:
            continue
        return scope.folder.named(path), scope.folder.read[scope.folder.named(path)], ports.outputs
    raise cannot(
        found.span, f"it is a model, and its ONNX file `{name}` is not beside this program: put it there"
    )
