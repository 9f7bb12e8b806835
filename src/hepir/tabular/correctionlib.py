"""Tables from correctionlib files.

In: a file in the program's folder, the name of a correction in it, and the values of its texts. Out: axes, values and what
stands beyond the edges; raises `TableError`. Read are schema version 2 with `binning`, `multibinning` and `category` nodes;
formulas and transformations are computations and are refused. Axes are numbers without units until the program says which.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Mapping, Sequence
from itertools import pairwise

from hepir.tabular.files import Folder, TableError
from hepir.tabular.grids import Grid
from hepir.types.tables import Beyond, TableAxis

ENTRY = re.compile(r"(?P<name>[^()]+?)\s*(?:\((?P<texts>[^()]*)\))?$")


Node = Mapping[str, object]


def read_correction(folder: Folder, path: str, entry: str | None) -> Grid:
    """The grid of a correction; `entry` is its name, with the values of its text inputs in parentheses, in their order."""
    found = loaded(folder, path)
    corrections = {str(each.get("name")): each for each in nodes(found.get("corrections"))}
    match = ENTRY.match((entry or "").strip())
    name = match["name"] if match else next(iter(corrections), "") if len(corrections) == 1 else ""
    if name not in corrections:
        raise TableError(f"it has no correction `{name or entry or ''}`, but {listed(corrections)}")
    texts = [each.strip() for each in (match["texts"] or "").split(",") if each.strip()] if match else []
    return grid_of(corrections[name], texts)


def loaded(folder: Folder, path: str) -> Node:
    """The JSON of a file that stands in the folder of the program, or below."""
    data = folder.unpacked(path)
    try:
        found = json.loads(data)
    except (ValueError, RecursionError):
        raise TableError("the file is no JSON") from None
    if not isinstance(found, dict) or found.get("schema_version") != 2:
        raise TableError("the file is no correctionlib file of schema version 2")
    return found


def nodes(value: object) -> list[dict[str, object]]:
    """A list of objects."""
    if not isinstance(value, list) or not all(isinstance(each, dict) for each in value):
        raise TableError("the file is no correctionlib file: a list of objects is expected")
    return value


def listed(names: Mapping[str, object]) -> str:
    """Some of the names, for a message."""
    some = [f"`{name}`" for name in list(names)[:5]]
    return ", ".join(some) + (", ..." if len(names) > 5 else "") if some else "none at all"


def grid_of(correction: Node, texts: Sequence[str]) -> Grid:
    """The grid of a correction once its texts are chosen."""
    inputs = nodes(correction.get("inputs"))
    words = [str(each.get("name")) for each in inputs if each.get("type") == "string"]
    if len(words) != len(texts):
        expected = ", ".join(words) or "none"
        raise TableError(f"its text inputs are {expected}: write their values in parentheses after its name")
    return unfolded(correction.get("data"), dict(zip(words, texts, strict=True)))


def unfolded(node: object, chosen: Mapping[str, str]) -> Grid:
    """The grid of a node."""
    if isinstance(node, int | float) and not isinstance(node, bool):
        return Grid((), (float(node),))
    if not isinstance(node, dict):
        raise TableError("a value is no number")
    match node.get("nodetype"):
        case "category":
            return unfolded(category(node, chosen), chosen)
        case "binning":
            axes: tuple[TableAxis, ...] = (TableAxis(str(node.get("input")), edges_of(node.get("edges"))),)
        case "multibinning":
            inputs, edges = node.get("inputs"), node.get("edges")
            if not isinstance(inputs, list) or not isinstance(edges, list) or len(inputs) != len(edges):
                raise TableError("a multibinning has edges for each of its inputs")
            axes = tuple(
                TableAxis(str(name), edges_of(each)) for name, each in zip(inputs, edges, strict=True)
            )
        case other:
            raise TableError(f"a node `{other}` is a computation, no table")
    content = node.get("content")
    cells = math.prod(len(axis.edges) - 1 for axis in axes)
    if not isinstance(content, list) or len(content) != cells:
        raise TableError(f"{cells} cells have {len(content) if isinstance(content, list) else 'no'} contents")
    return joined(axes, [unfolded(each, chosen) for each in content], *flow_of(node.get("flow")))


def joined(axes: tuple[TableAxis, ...], inner: Sequence[Grid], beyond: Beyond, otherwise: float) -> Grid:
    """A grid of grids, which must be alike."""
    first = inner[0]
    if any(each.axes != first.axes for each in inner):
        raise TableError("its inner bins differ from cell to cell")
    if first.axes and any((each.beyond, each.otherwise) != (beyond, otherwise) for each in inner):
        raise TableError("its axes differ in what stands beyond their edges")
    values = tuple(value for each in inner for value in each.values)
    return Grid((*axes, *first.axes), values, beyond, otherwise)


def category(node: Node, chosen: Mapping[str, str]) -> object:
    """The content of a category for the text that is chosen."""
    word = str(node.get("input"))
    if word not in chosen:
        raise TableError(f"`{word}` selects by a whole number, which is no axis here")
    contents = {str(each.get("key")): each.get("value") for each in nodes(node.get("content"))}
    if chosen[word] in contents:
        return contents[chosen[word]]
    if node.get("default") is not None:
        return node["default"]
    raise TableError(f"`{word}` is none of {listed(contents)}: `{chosen[word]}`")


def edges_of(value: object) -> tuple[float, ...]:
    """Edges as a list, or as a number of equal bins."""
    if isinstance(value, dict):
        count, low, high = (value.get(each) for each in ("n", "low", "high"))
        if isinstance(count, int) and 0 < count < 10**6 and numbers([low, high]):
            step = (float(str(high)) - float(str(low))) / count
            return tuple(float(str(low)) + step * index for index in range(count + 1))
    if isinstance(value, list) and numbers(value):
        found = tuple(float(each) for each in value)
        if len(found) > 1 and all(low < high for low, high in pairwise(found)):
            return found
    raise TableError("the edges of its bins are not two or more numbers in increasing order")


def numbers(values: Sequence[object]) -> bool:
    """Whether all are numbers."""
    return all(isinstance(each, int | float) and not isinstance(each, bool) for each in values)


def flow_of(flow: object) -> tuple[Beyond, float]:
    """What stands beyond the edges; where correctionlib would raise an error, there is no value here."""
    match flow:
        case "clamp":
            return "clamp", 0.0
        case "error":
            return "missing", 0.0
        case int() | float():
            return "value", float(flow)
    raise TableError(
        f"beyond its edges stands `{flow if isinstance(flow, str) else 'a computation'}`, no value"
    )
