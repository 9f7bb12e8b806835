"""Runs a program with all backends and compares everything that they count.

In: a plan and columns. Out: assertions; `DelicateError` where rounding alone may decide, which no backend promises.
Numbers of events are equal. Sums of weights are as near as the order of adding allows: `WEIGHTS` of the sum, or of
the root of the sum of squared weights where weights of both signs cancel.
"""

import math
import sys
from collections.abc import Collection, Mapping
from functools import cache, lru_cache
from types import ModuleType, SimpleNamespace
from unittest.mock import patch

import numpy as np
from delicate import interpreted

from hepir.backends.awkward import emit_module
from hepir.backends.fused import emit_module as emit_fused
from hepir.compiling import analyse
from hepir.diagnostics.core import Severity
from hepir.intrinsics import ieee
from hepir.ir.binding import bind
from hepir.ir.plan import Plan
from hepir.passes import optimised
from hepir.pipeline.machine.modules import machine_module
from hepir.schemas.loading import find_schema
from hepir.schemas.model import Schema
from hepir.source import Source

SCHEMA = find_schema("cms_opendata_2012")
WEIGHTS = 1e-12
# What `math` does in compiled code: no exceptions.
IEEE = SimpleNamespace(
    **{
        name: (lambda function: lambda *values: np.float64(function(*values)))(
            ieee.guarded(getattr(math, name))
        )
        for name in ("acos", "cos", "sin", "sinh", "asinh", "atan2", "copysign")
    },
    sqrt=lambda value: np.float64(ieee.square_root(value)),
    exp=lambda value: np.float64(math.inf if value > 709.0 else math.exp(value)),
    log=lambda value: np.float64(ieee.logarithm(value)),
    pow=lambda first, second: np.float64(ieee.power(first, second)),
    floor=math.floor,
    pi=math.pi,
    inf=math.inf,
    nan=math.nan,
)


def plan_of(text: str, schema: Schema = SCHEMA) -> Plan:
    """The plan of a text, which must have no errors."""
    checked = analyse(Source("random.hep", text), schema)
    errors = [each.message for each in checked.diagnostics if each.severity is Severity.ERROR]
    assert checked.program is not None, (errors, text)
    return bind(checked.program, schema)


def module_text(plan: Plan, without: Collection[str] = ()) -> str:
    """The generated module; passes can be left out."""
    return emit_module(optimised(plan, without), "random.hep", SCHEMA.trees, "0").text


def load(text: str) -> ModuleType:
    """A module from its text."""
    module = ModuleType("generated")
    exec(compile(text, "<generated>", "exec"), module.__dict__)
    return module


def loop_module(
    plan: Plan, without: Collection[str] = (), *, compiled: bool = False, machine: bool = False
) -> ModuleType:
    """The module of the fused backend; its loop runs in Python, with the arithmetic of compiled code, or compiled."""
    text = emit_fused(optimised(plan, without), "random.hep", SCHEMA.trees, "0").text
    if compiled:
        return compiled_module(text)
    if machine:
        return small_module(text)
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


@lru_cache(maxsize=4)
def small_module(text: str) -> ModuleType:
    """A module whose loop the small compiler makes; the last ones are kept."""
    return machine_module(text, "<generated>", refused)


def refused() -> ModuleType:
    """In place of numba: the small compiler should know everything."""
    raise AssertionError("something is not known to the small compiler")


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
            module = loop_module(plan, without, compiled=backend == "compiled", machine=backend == "machine")
        results = module.new_results()
        read = {name: columns[name] for name in module.COLUMNS} or dict(list(columns.items())[:1])
        with np.errstate(all="ignore"):
            module.analyse(read, results, simulation=kind != "data")
        assert list(results) == list(expected.regions)
        for name, region in expected.regions.items():
            compare_region(results[name], region, f"{backend}: {name}")


def compare_region(found, region, name: str) -> None:
    """One region: its steps, its histograms, what they skip."""
    entries = [step.entries for step in region.steps]
    assert found["entries"].tolist() == entries, (name, found["entries"], entries)
    squares = [step.sumw2 for step in region.steps]
    compare_sums(found["sumw"], found["sumw2"], [step.sumw for step in region.steps], squares, name)
    assert found["skipped"] == region.skipped, (name, found["skipped"], region.skipped)
    assert list(found["histograms"]) == list(region.histograms)
    for title, cells in region.histograms.items():
        view = found["histograms"][title].view(flow=True)
        sumw, sumw2 = np.zeros(view.shape), np.zeros(view.shape)
        for cell, (first, second) in cells.items():
            sumw[cell], sumw2[cell] = first, second
        compare_sums(view.value, view.variance, sumw, sumw2, f"{name}.{title}")


def compare_sums(sumw, sumw2, expected, expected2, name: str) -> None:
    """Sums of weights and of their squares."""
    squares = np.asarray(expected2, dtype=float)
    np.testing.assert_allclose(sumw2, squares, rtol=WEIGHTS, atol=WEIGHTS, err_msg=f"{name}, squares")
    with np.errstate(all="ignore"):
        allowed = WEIGHTS * (1 + np.abs(expected) + np.sqrt(squares))
        near = (np.abs(sumw - np.asarray(expected)) <= allowed) | (sumw == np.asarray(expected))
    near |= np.isnan(sumw) & np.isnan(expected)
    assert near.all(), (name, sumw, expected)
