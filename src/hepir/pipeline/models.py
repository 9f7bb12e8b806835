"""The models of a run.

In: a plan. Out: the contents of the model files, which go with the job to whoever counts; HepirError where nothing
can run them (HEP0609), or their files are not known (HEP0614).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from importlib.util import find_spec
from types import ModuleType
from typing import TypeVar

from hepir.backend.errors import NoModelRuntime
from hepir.diagnostics.core import HepirError
from hepir.diagnostics.places import NOWHERE
from hepir.intrinsics.onnx_models import FILES, register
from hepir.ir.needs import expressions_of
from hepir.ir.plan import Plan
from hepir.pipeline.errors import ModelContentUnknown
from hepir.semantics.expressions import Lookup, walk
from hepir.types.models import ExternalFunction, Model

Contents = Mapping[str, tuple[str, bytes]]


Kind = TypeVar("Kind", bound=Model | ExternalFunction)


def looked_at(plan: Plan, kind: type[Kind]) -> Iterator[Kind]:
    """The models, or the external functions, that a plan calls, each once."""
    nodes = (node for each in expressions_of(plan.program) for node in walk(each))
    called = (node.table for node in nodes if isinstance(node, Lookup))
    yield from dict.fromkeys(each for each in called if isinstance(each, kind))


def models_of(plan: Plan) -> Iterator[Model]:
    """The models that a plan calls, each once."""
    return looked_at(plan, Model)


def refuse_without_runtime(plan: Plan) -> None:
    """Models need onnxruntime."""
    names = tuple(each.name for each in models_of(plan))
    if names and find_spec("onnxruntime") is None:
        raise HepirError((NoModelRuntime(NOWHERE, names),))


def contents_of(plan: Plan) -> Contents:
    """The files of the models by their paths: checksums and contents."""
    called = tuple(models_of(plan))
    if unknown := tuple(each.name for each in called if each.sha256 not in FILES):
        raise HepirError((ModelContentUnknown(NOWHERE, unknown),))
    return {each.path: (each.sha256, FILES[each.sha256]) for each in called}


def put_into(module: ModuleType, contents: Contents) -> None:
    """Give a generated module the contents of the models that it runs."""
    if contents:
        vars(module)["MODEL_FILES"] = {path: data for path, (_, data) in contents.items()}


def keep(contents: Contents) -> None:
    """Give the interpreter the contents of the models that it runs."""
    for sha256, data in contents.values():
        register(data, sha256)
