"""Loops as the small compiler makes them of random programs: the same counts as the interpreter's."""

import os
from functools import cache
from itertools import pairwise
from types import ModuleType

import awkward as ak
import numpy as np
import pytest
from agreement import assert_agreement, compare_region, loop_module, plan_of
from delicate import DelicateError, interpreted
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from random_events import events
from random_formats import FORMATS
from random_programs import programs

from hepir.ir.plan import Plan

pytest.importorskip("llvmlite", reason="compiling needs the extra `fast`")
NIGHTLY = os.environ.get("HYPOTHESIS_PROFILE") == "nightly"
PATIENT = [HealthCheck.too_slow, HealthCheck.filter_too_much]


@given(st.data())
@settings(max_examples=500 if NIGHTLY else 25, suppress_health_check=PATIENT)
def test_random_programs(data: st.DataObject) -> None:
    schema, vocabulary = FORMATS[data.draw(st.sampled_from(list(FORMATS)))]
    plan = plan_of(data.draw(programs(vocabulary)), schema)
    columns = data.draw(events(plan.columns))
    kind = data.draw(st.sampled_from(["simulation", "data", "unknown"]))
    try:
        assert_agreement(plan, columns, kind, backends=("machine",))
    except DelicateError:
        assume(False)


PROGRAM = """\
object jets from Jet
  sort by pt descending
combine pairs = (a, b) from Muon
  select a.charge != b.charge
choose z from pairs minimizing |mass - 91.2 GeV|
region all
  hist n = size(pairs) in 4 bins from 0 to 4
  hist pt = jets.pt in 5 bins from 0 GeV to 100 GeV
region found from all
  select exists(z) and sum(jets.pt) > 20 GeV
  hist mass = z.mass in 6 bins from 0 GeV to 120 GeV
  hist shape = sphericity(Jet) in 4 bins from 0 to 1
"""


@cache
def compiled_program() -> tuple[Plan, ModuleType]:
    """The program and its module, once."""
    plan = plan_of(PROGRAM)
    return plan, loop_module(plan, machine=True)


@given(st.data())
@settings(max_examples=25, suppress_health_check=PATIENT)
def test_pieces_of_any_size(data: st.DataObject) -> None:
    """One event at a time, none at all, and all at once: the same counts."""
    plan, module = compiled_program()
    columns = data.draw(events(plan.columns))
    count = len(next(iter(columns.values())))
    cuts = sorted(data.draw(st.lists(st.integers(0, count), max_size=4)))
    edges = data.draw(st.sampled_from([[0, *cuts, count], list(range(count + 1))]))
    try:
        expected = interpreted(plan, columns, "simulation")
    except DelicateError:
        assume(False)
    results = module.new_results()
    with np.errstate(all="ignore"):
        for start, stop in pairwise(edges):
            part = {name: ak.Array(array)[start:stop] for name, array in columns.items()}
            module.analyse(part, results, simulation=True)
    for name, region in expected.regions.items():
        compare_region(results[name], region, name)
