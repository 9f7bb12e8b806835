"""A model as a function.

In: a `Model`, and the contents of model files, which whoever read them registers. Out: the `Function` that runs it by
onnxruntime, in plain Python and in columns. Rows are run in batches of a fixed size, the last filled up, so that no bit of a
result depends on how many rows come together.
"""

from __future__ import annotations

import inspect
from collections.abc import Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING, Protocol

from hepir.intrinsics.core import Function, Parameter, Returns
from hepir.types.models import Model

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Numbers = NDArray[np.float64]

BATCH = 64  # rows at a time, of a file that takes any number
FILES: dict[str, bytes] = {}  # the contents of models by their checksums

COLUMNS = '''
def lookup_{name}({arguments}):
    """The model {name}."""
    return where_known(lookup_0_of_{name}, {arguments})


def lookup_0_of_{name}(*values):
    """The model {name}: its inputs, in its units and scaled, and which of its outputs."""
    inputs = {scales!r}
    columns = [(np.asarray(each, np.float64) / size - mean) / scale for each, (size, mean, scale) in zip(values, inputs)]
    session = opened_model({path!r}, {sha256!r})
    return outputs_of(session, np.broadcast_arrays(*columns), {feeds!r}, {output!r}, {place}, {batch})
'''
WHERE_KNOWN = '''
def where_known(function, *arguments):
    """A function of numbers, of arrays in which some may be missing; where one is, there is no result."""
    known = [~np.asarray(ak.is_none(each)) for each in arguments if isinstance(each, ak.Array)]
    found = function(*(np.asarray(ak.fill_none(each, 0)) if isinstance(each, ak.Array) else each for each in arguments))
    return ak.mask(found, np.logical_and.reduce(known)) if known else found
'''
OPENING = '''
def opened_model(path, sha256):
    """The session of a model, opened once; its file stands beside this one."""
    import hashlib
    import os

    import onnxruntime

    sessions = globals().setdefault("MODEL_SESSIONS", {})
    if sha256 not in sessions:
        data = globals().get("MODEL_FILES", {}).get(path)
        if data is None:
            with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), path), "rb") as file:
                data = file.read()
        if hashlib.sha256(data).hexdigest() != sha256:
            raise ValueError(f"{path} is not the model that this was made for")
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.log_severity_level = 3
        sessions[sha256] = onnxruntime.InferenceSession(data, options, providers=["CPUExecutionProvider"])
    return sessions[sha256]
'''
Feeds = Sequence[tuple[str, int, str]]


class Session(Protocol):
    """What runs a model."""

    def run(
        self, outputs: Sequence[str], inputs: Mapping[str, NDArray[np.float64]]
    ) -> list[NDArray[np.float64]]:
        """The outputs of some names."""
        ...


def outputs_of(
    session: Session, columns: Sequence[Numbers], feeds: Feeds, output: str, place: int, batch: int
) -> Numbers:
    """A column of an output for all rows, in batches of so many; the last is filled up with zeros."""
    import numpy as np

    rows = np.stack([np.ravel(each) for each in columns], axis=1)
    found = np.empty(len(rows))
    for start in range(0, len(rows), batch):
        part = rows[start : start + batch]
        whole = np.zeros((batch, rows.shape[1]))
        whole[: len(part)] = part
        ends = np.cumsum([width for _, width, _ in feeds])
        given = {
            name: whole[:, end - width : end].astype(dtype)
            for (name, width, dtype), end in zip(feeds, ends, strict=True)
        }
        (result,) = session.run([output], given)
        found[start : start + len(part)] = np.reshape(result, (batch, -1))[: len(part), place]
    return found.reshape(np.shape(columns[0]))


def register(data: bytes, sha256: str) -> None:
    """Remember the content of a model's file."""
    FILES[sha256] = data


@cache
def session_of(sha256: str) -> Session:
    """The session of a model whose file is registered."""
    names: dict[str, object] = {"MODEL_FILES": {"": FILES[sha256]}}
    exec(OPENING, names)
    opened = names["opened_model"]
    assert callable(opened)
    found: Session = opened("", sha256)
    return found


def worked_out(model: Model, values: Sequence[float]) -> float:
    """The output for some values, in canonical units."""
    import numpy as np

    scaled = [
        np.asarray((np.float64(value) / each.unit_size - each.mean) / each.scale)
        for each, value in zip(model.inputs, values, strict=True)
    ]
    found = outputs_of(
        session_of(model.sha256), scaled, feeds_of(model), model.output, model.place, model.batch or BATCH
    )
    return float(found.item())


def feeds_of(model: Model) -> Feeds:
    """The inputs of the file."""
    return [(each.name, each.width, each.dtype) for each in model.feeds]


@cache
def function_of_model(model: Model) -> Function:
    """The function that runs a model."""
    name = f"lookup_{model.name}"
    return Function(
        model.name,
        tuple(Parameter(each.name, "number", each.dimension) for each in model.inputs),
        Returns(),
        f"The model {model.name}, of the file {model.path}.",
        lambda *values: worked_out(model, values),
        lambda arguments: f"{name}({', '.join(arguments)})",
        helper=columnar(model),
    )


def columnar(model: Model) -> str:
    """The definition for columns."""
    body = COLUMNS.format(
        name=model.name,
        path=model.path,
        sha256=model.sha256,
        arguments=", ".join(f"of_{each.name}" for each in model.inputs),
        scales=[(each.unit_size, each.mean, each.scale) for each in model.inputs],
        feeds=feeds_of(model),
        output=model.output,
        place=model.place,
        batch=model.batch or BATCH,
    )
    return "\n".join((body, WHERE_KNOWN, OPENING, f"\n{running_text()}"))


def running_text() -> str:
    """The text of `outputs_of`, for a module that imports numpy itself."""
    _, end, body = inspect.getsource(outputs_of).partition(") -> Numbers:\n")
    assert end
    plain = "def outputs_of(session, columns, feeds, output, place, batch):\n"
    return plain + body.replace("    import numpy as np\n\n", "")
