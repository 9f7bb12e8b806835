"""ONNX files made for tests: a small network, and an ensemble of trees.

In: how many numbers they take. Out: the bytes of files, which depend on the arguments alone.
"""

from functools import cache
from hashlib import sha256

import numpy as np
import pytest

onnx = pytest.importorskip("onnx", reason="onnx is not installed")
FLOAT = onnx.TensorProto.FLOAT


def port(name, *shape, dtype=FLOAT):
    """An input or output; None is any size."""
    return onnx.helper.make_tensor_value_info(name, dtype, [each or "N" for each in shape])


def model_of(nodes, inputs, outputs, constants=()):
    """The bytes of a model."""
    graph = onnx.helper.make_graph(nodes, "g", inputs, outputs, constants)
    opsets = [onnx.helper.make_opsetid("", 17), onnx.helper.make_opsetid("ai.onnx.ml", 3)]
    made = onnx.helper.make_model(graph, opset_imports=opsets, ir_version=8)
    onnx.checker.check_model(made)
    return made.SerializeToString()


def held(name, values):
    """A constant of the file."""
    return onnx.numpy_helper.from_array(np.asarray(values, np.float32), name)


@cache
def network(width, *, hidden=16, outputs=2, batch=None, seed=3):
    """Two layers and a softmax: `probabilities` with so many columns."""
    random = np.random.default_rng(seed)
    constants = [
        held("w1", random.normal(0, 0.5, (width, hidden))),
        held("b1", random.normal(0, 0.5, hidden)),
        held("w2", random.normal(0, 0.7, (hidden, outputs))),
    ]
    nodes = [
        onnx.helper.make_node("MatMul", ["x", "w1"], ["a"]),
        onnx.helper.make_node("Add", ["a", "b1"], ["b"]),
        onnx.helper.make_node("Tanh", ["b"], ["c"]),
        onnx.helper.make_node("MatMul", ["c", "w2"], ["d"]),
        onnx.helper.make_node("Softmax", ["d"], ["probabilities"]),
    ]
    return model_of(nodes, [port("x", batch, width)], [port("probabilities", batch, outputs)], constants)


def hash_of(data):
    """As a program says it."""
    return f"sha256:{sha256(data).hexdigest()}"
