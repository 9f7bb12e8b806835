"""Nodes of correctionlib as computations.

In: nodes of JSON, what their inputs are, the texts that are chosen. Out: `Node` values, and steps that they need; raises
`TableError`. What raises an error there is no value here.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from hepir.tabular.correctionlib.formulas import formula
from hepir.tabular.correctionlib.json_values import Object, edges_of, number, objects, texts
from hepir.tabular.correctionlib.merging import NOTHING, Bins, binned
from hepir.tabular.files import TableError
from hepir.tabular.grids import listed
from hepir.types.computations import Calculation, Chosen, Given, Hashed, Known, Node, Step
from hepir.types.tables import Beyond, TableAxis

MOST_NODES = 200_000
MOST_KEY = 1 << 50  # beyond, a real number cannot tell one whole number from the next
DISTRIBUTIONS = ("stdflat", "stdnormal", "normal")


class Making:
    """Makes the nodes of a correction. `steps`: what is worked out first; `whole`: the inputs that are whole numbers."""

    def __init__(self, chosen: Mapping[str, str], whole: frozenset[str], formulas: Sequence[Object]) -> None:
        self.chosen, self.whole, self.formulas = chosen, whole, formulas
        self.steps: list[Step] = []
        self._count = 0

    def step(self, value: Node, prefix: str = "step") -> Given:
        """A number that further ones are made of, by a name."""
        self.steps.append(Step(f"{prefix}{len(self.steps) + 1}", value))
        return Given(self.steps[-1].name)

    def node(self, found: object, inputs: Mapping[str, Node]) -> Node:
        """A node; `inputs` are what the inputs are there."""
        self._count += 1
        if self._count > MOST_NODES:
            raise TableError(f"it has more than {MOST_NODES} nodes")
        if not isinstance(found, dict):
            return Known(number(found))
        match found.get("nodetype"):
            case "binning":
                return self.bins(found, [found.get("input")], [found.get("edges")], inputs)
            case "multibinning":
                edges = found.get("edges")
                names = texts(found.get("inputs"))
                if not isinstance(edges, list) or len(edges) != len(names):
                    raise TableError("a multibinning has edges for each of its inputs")
                return self.bins(found, names, edges, inputs)
            case "category":
                return self.category(found, inputs)
            case "formula":
                return self.formula(found, found.get("parameters"), inputs)
            case "formularef":
                place = found.get("index")
                if not isinstance(place, int) or not 0 <= place < len(self.formulas):
                    raise TableError("it refers to a formula that is not there")
                return self.formula(self.formulas[place], found.get("parameters"), inputs)
            case "transform":
                return self.transform(found, inputs)
            case "hashprng":
                return self.hashed(found, inputs)
            case other:
                raise TableError(f"a node `{other}` cannot be worked out here")

    def input(self, name: object, inputs: Mapping[str, Node]) -> Node:
        """What an input is that holds a number."""
        if not isinstance(name, str) or name not in inputs:
            raise TableError(f"`{name}` is none of its number inputs, {listed(list(inputs))}")
        return inputs[name]

    # ---- kinds of nodes ----
    def bins(
        self, found: Object, names: Sequence[object], edges: Sequence[object], inputs: Mapping[str, Node]
    ) -> Node:
        """A node for each bin of one or several inputs."""
        parts = [self.input(name, inputs) for name in names]
        axes = tuple(TableAxis(str(name), edges_of(each)) for name, each in zip(names, edges, strict=True))
        content, cells = found.get("content"), math.prod(len(axis.edges) - 1 for axis in axes)
        if not isinstance(content, list) or len(content) != cells:
            raise TableError(
                f"{cells} cells have {len(content) if isinstance(content, list) else 'no'} contents"
            )
        children = [self.node(each, inputs) for each in content]
        beyond, otherwise, outside = self.flow(found.get("flow"), inputs)
        if found.get("flow") == "wrap":
            parts = [wrapped(part, axis.edges) for part, axis in zip(parts, axes, strict=True)]
        return binned(children, Bins(axes, tuple(parts), beyond, otherwise), outside)

    def flow(self, flow: object, inputs: Mapping[str, Node]) -> tuple[Beyond, float, Node | None]:
        """What stands beyond the edges: in a table, or as a node of its own."""
        match flow:
            case "clamp" | "wrap":
                return "clamp", 0.0, None
            case "error":
                return "missing", 0.0, None
            case str():
                raise TableError(f"what stands beyond its edges is `{flow}`, which is not known")
            case dict():
                return "value", 0.0, self.node(flow, inputs)
            case _:
                return "value", number(flow), None

    def category(self, found: Object, inputs: Mapping[str, Node]) -> Node:
        """The content for the text that is chosen, or for a whole number."""
        name = str(found.get("input"))
        default = found.get("default")
        items = objects(found.get("content"))
        if name in self.chosen:
            for each in items:
                if each.get("key") == self.chosen[name]:
                    return self.node(each.get("value"), inputs)
            if default is not None:
                return self.node(default, inputs)
            keys = listed([str(each.get("key")) for each in items])
            raise TableError(f"`{name}` is none of {keys}: `{self.chosen[name]}`")
        value = self.input(name, inputs)
        contents = {whole_number(each.get("key")): self.node(each.get("value"), inputs) for each in items}
        return by_number(value, contents, NOTHING if default is None else self.node(default, inputs))

    def formula(self, found: Object, parameters: object, inputs: Mapping[str, Node]) -> Node:
        """A formula with its parameters."""
        if found.get("parser", "TFormula") != "TFormula":
            raise TableError(f"formulas of {found.get('parser')} are not understood")
        if not isinstance(parameters, list | None):
            raise TableError("parameters of a formula are a list of numbers")
        variables = [self.input(each, inputs) for each in texts(found.get("variables"))]
        return formula(str(found.get("expression")), variables, [number(each) for each in parameters or ()])

    def transform(self, found: Object, inputs: Mapping[str, Node]) -> Node:
        """A node for which an input is another."""
        name = str(found.get("input"))
        self.input(name, inputs)
        rule = self.node(found.get("rule"), inputs)
        if name in self.whole:
            rule = Calculation("round", (rule,))
        changed = self.step(rule)
        return where_known(changed, self.node(found.get("content"), {**inputs, name: changed}))

    def hashed(self, found: Object, inputs: Mapping[str, Node]) -> Node:
        """A random number that follows from inputs."""
        names = texts(found.get("inputs"))
        distribution = found.get("distribution")
        if distribution not in DISTRIBUTIONS or not names:
            raise TableError(f"a random number of distribution `{distribution}` is not known")
        parts = tuple(self.input(name, inputs) for name in names)
        return Hashed(str(distribution), parts, tuple(name in self.whole for name in names))


def whole_number(key: object) -> int:
    """The key of a category of whole numbers."""
    if isinstance(key, bool) or not isinstance(key, int) or abs(key) > MOST_KEY:
        raise TableError("the keys of a category of numbers are whole numbers")
    return key


def by_number(value: Node, contents: Mapping[int, Node], otherwise: Node) -> Node:
    """A node for each of some whole numbers, and another for the rest: bins around them, and between."""
    edges: list[float] = []
    children: list[Node] = []
    for key in sorted(contents):
        if edges and edges[-1] < key - 0.5:
            edges.append(key - 0.5)
            children.append(otherwise)
        edges += [key - 0.5] if not edges else []
        edges.append(key + 0.5)
        children.append(contents[key])
    if not children:
        return otherwise
    axes = (TableAxis("key", tuple(edges)),)
    if isinstance(otherwise, Known):
        beyond: Beyond = "missing" if math.isnan(otherwise.value) else "value"
        return binned(children, Bins(axes, (value,), beyond, 0.0 if beyond == "missing" else otherwise.value))
    return binned(children, Bins(axes, (value,), "value"), otherwise)


def where_known(value: Node, result: Node) -> Node:
    """A result that needs a value, even if it does not look at it."""
    return Chosen(Calculation("==", (value, value)), result, NOTHING)


def wrapped(value: Node, edges: Sequence[float]) -> Node:
    """A value moved by whole periods to where the edges are."""
    low, width = Known(edges[0]), Known(edges[-1] - edges[0])
    turns = Calculation("/", (Calculation("-", (value, low)), width))
    part = Calculation("-", (turns, Calculation("floor", (turns,))))
    return Calculation("+", (low, Calculation("*", (part, width))))
