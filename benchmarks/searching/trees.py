"""An ensemble of trees as an ONNX file, as boosting makes them.

In: how many numbers it takes, how many trees of which depth, a seed. Out: the bytes of a file with the input `x` and the
output `score`, which depend on these alone.
"""

from __future__ import annotations

import random

import onnx

Rows = dict[str, list[object]]


def trees(width: int, number: int = 20, depth: int = 3, seed: int = 5) -> bytes:
    """A sum of trees, each of which asks where numbers of a standard normal distribution lie."""
    draw = random.Random(seed)
    nodes: Rows = {
        key: []
        for key in ("treeids", "nodeids", "featureids", "values", "modes", "truenodeids", "falsenodeids")
    }
    leaves: Rows = {key: [] for key in ("treeids", "nodeids", "ids", "weights")}
    first_leaf = 2**depth - 1
    for tree in range(number):
        for node in range(2 ** (depth + 1) - 1):
            below = (0, 0) if node >= first_leaf else (2 * node + 1, 2 * node + 2)
            mode = "LEAF" if node >= first_leaf else "BRANCH_LT"
            add(nodes, (tree, node, draw.randrange(width), draw.gauss(0, 1), mode, *below))
            if node >= first_leaf:
                add(leaves, (tree, node, 0, draw.gauss(0, 0.1)))
    attributes = {f"nodes_{key}": values for key, values in nodes.items()}
    attributes |= {f"target_{key}": values for key, values in leaves.items()}
    made = onnx.helper.make_node(
        "TreeEnsembleRegressor", ["x"], ["score"], domain="ai.onnx.ml", n_targets=1, **attributes
    )
    return file_of(made, width)


def add(rows: Rows, row: tuple[object, ...]) -> None:
    """One more row."""
    for values, value in zip(rows.values(), row, strict=True):
        values.append(value)


def file_of(node: onnx.NodeProto, width: int) -> bytes:
    """The bytes of a model of one node."""
    ports = [
        onnx.helper.make_tensor_value_info(name, onnx.TensorProto.FLOAT, ["N", size])
        for name, size in (("x", width), ("score", 1))
    ]
    graph = onnx.helper.make_graph([node], "trees", ports[:1], ports[1:])
    opsets = [onnx.helper.make_opsetid("", 17), onnx.helper.make_opsetid("ai.onnx.ml", 3)]
    model = onnx.helper.make_model(graph, opset_imports=opsets, ir_version=8)
    onnx.checker.check_model(model)
    found: bytes = model.SerializeToString()
    return found
