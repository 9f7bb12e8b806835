"""Runs a program with both backends and compares everything that they count.

In: a plan and columns. Out: assertions; `DelicateError` where rounding alone may decide, which no backend promises.
"""

import math
import sys
from collections.abc import Collection, Mapping
from functools import cache
from itertools import pairwise
from types import ModuleType, SimpleNamespace
from unittest.mock import patch

import numpy as np

from hepir.backends.awkward import emit_module
from hepir.backends.fused import emit_module as emit_fused
from hepir.backends.interpreter import defining, evaluating, filling, interpret, reducing
from hepir.compiling import analyse
from hepir.diagnostics.core import Severity
from hepir.intrinsics import ieee
from hepir.intrinsics.kinematics import CartesianVector
from hepir.ir.binding import bind
from hepir.ir.plan import Plan
from hepir.passes import optimised
from hepir.schemas.loading import find_schema
from hepir.source import Source

SCHEMA = find_schema("cms_opendata_2012")
TOLERANCE = 1e-9  # of a decision: nearer values are discarded
WEIGHTS = 1e-12  # of sums of weights
# What `math` does in compiled code: no exceptions.
IEEE = SimpleNamespace(
    **{
        name: (lambda function: lambda *values: np.float64(function(*values)))(
            ieee.guarded(getattr(math, name))
        )
        for name in ("acos", "cos", "sin", "sinh", "asinh", "atan2", "copysign")
    },
    sqrt=lambda value: np.float64(ieee.square_root(value)),
    log=lambda value: np.float64(ieee.logarithm(value)),
    pow=lambda first, second: np.float64(ieee.power(first, second)),
    pi=math.pi,
    inf=math.inf,
    nan=math.nan,
)


class DelicateError(Exception):
    """Two computed numbers are so near to each other that rounding decides which is larger."""


def near(first: object, second: object) -> bool:
    """Whether two numbers differ by no more than rounding, and are not both stored ones."""
    if isinstance(first, bool | str) or isinstance(second, bool | str):
        return False
    if not (math.isfinite(first) and math.isfinite(second)):
        return False
    if isinstance(first, int) and isinstance(second, int):
        return False
    if first == second and exact(first):
        return False
    return abs(first - second) <= TOLERANCE * max(1.0, abs(first), abs(second))


def exact(value: float) -> bool:
    """Whether a value is as it is stored, in single precision, or a small whole number."""
    return float(np.float32(value)) == value if abs(value) < 1e30 else False


def plan_of(text: str) -> Plan:
    """The plan of a text, which must have no errors."""
    checked = analyse(Source("random.hep", text), SCHEMA)
    errors = [each.message for each in checked.diagnostics if each.severity is Severity.ERROR]
    assert checked.program is not None, (errors, text)
    return bind(checked.program, SCHEMA)


def module_text(plan: Plan, without: Collection[str] = ()) -> str:
    """The generated module; passes can be left out."""
    return emit_module(optimised(plan, without), "random.hep", SCHEMA.trees, "0").text


def load(text: str) -> ModuleType:
    """A module from its text."""
    module = ModuleType("generated")
    exec(compile(text, "<generated>", "exec"), module.__dict__)
    return module


def loop_module(plan: Plan, without: Collection[str] = (), *, compiled: bool = False) -> ModuleType:
    """The module of the fused backend; its loop runs in Python, with the arithmetic of compiled code, or compiled."""
    text = emit_fused(optimised(plan, without), "random.hep", SCHEMA.trees, "0").text
    if compiled:
        return compiled_module(text)
    plain = ModuleType("numba")
    plain.njit = lambda *functions, **_options: functions[0] if functions else lambda function: function
    with patch.dict(sys.modules, {"numba": plain}):
        module = load(text)
    module.math = IEEE
    return module


@cache
def compiled_module(text: str) -> ModuleType:
    """A module whose loop is compiled, once."""
    return load(text)


def interpreted(plan: Plan, columns: Mapping[str, object], kind: str):
    """The reference counts; raises `DelicateError` where a decision is within rounding."""

    def careful(compare):
        def call(first, second):
            if near(first, second):
                raise DelicateError
            return compare(first, second)

        return call

    def careful_keys(decide):
        def call(keys, flag):
            numbers = sorted(each for each in keys if reducing.is_number(each))
            if any(near(first, second) for first, second in pairwise(numbers)):
                raise DelicateError
            return decide(keys, flag)

        return call

    def careful_bin(axis, value):
        if any(near(value / axis.unit_size, edge) for edge in axis.edges):
            raise DelicateError
        return bin_of(axis, value)

    def careful_phi(momentum):
        if momentum.pt <= TOLERANCE:  # nothing has no direction, and each library has its own way to say so
            raise DelicateError
        return phi_of(momentum)

    bin_of, phi_of = filling.bin_of, CartesianVector.phi.fget
    comparisons = {sign: careful(compare) for sign, compare in evaluating.COMPARISONS.items()}
    with (
        patch.object(evaluating, "COMPARISONS", comparisons),
        patch.object(reducing, "best", careful_keys(reducing.best)),
        patch.object(reducing, "ordered", careful_keys(reducing.ordered)),
        patch.object(filling, "bin_of", careful_bin),
        patch.object(CartesianVector, "phi", property(careful_phi)),
    ):
        assert defining.reducing is reducing
        return interpret(plan, columns, kind)


def assert_agreement(
    plan: Plan,
    columns: Mapping[str, object],
    kind: str,
    without: Collection[str] = (),
    backends: Collection[str] = ("awkward", "fused"),
) -> None:
    """All backends count the same."""
    expected = interpreted(plan, columns, kind)
    for backend in backends:
        if backend == "awkward":
            module = load(module_text(plan, without))
        else:
            module = loop_module(plan, without, compiled=backend == "compiled")
        results = module.new_results()
        with np.errstate(all="ignore"):
            module.analyse(columns, results, simulation=kind != "data")
        assert list(results) == list(expected.regions)
        for name, region in expected.regions.items():
            compare_region(results[name], region, f"{backend}: {name}")


def compare_region(found, region, name: str) -> None:
    """One region: its steps, its histograms, what they skip."""
    entries = [step.entries for step in region.steps]
    assert found["entries"].tolist() == entries, (name, found["entries"], entries)
    for key in ("sumw", "sumw2"):
        values = [getattr(step, key) for step in region.steps]
        np.testing.assert_allclose(found[key], values, rtol=WEIGHTS, atol=WEIGHTS, err_msg=f"{name}.{key}")
    assert found["skipped"] == region.skipped, (name, found["skipped"], region.skipped)
    assert list(found["histograms"]) == list(region.histograms)
    for title, cells in region.histograms.items():
        view = found["histograms"][title].view(flow=True)
        sumw, sumw2 = np.zeros(view.shape), np.zeros(view.shape)
        for cell, (first, second) in cells.items():
            sumw[cell], sumw2[cell] = first, second
        np.testing.assert_allclose(view.value, sumw, rtol=WEIGHTS, atol=WEIGHTS, err_msg=f"{name}.{title}")
        np.testing.assert_allclose(
            view.variance, sumw2, rtol=WEIGHTS, atol=WEIGHTS, err_msg=f"{name}.{title}"
        )
