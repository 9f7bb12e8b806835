"""Tables mean the same on every backend: random tables, looked up for random events."""

import awkward as ak
import numpy as np
import pytest
from agreement import assert_agreement, plan_of
from delicate import DelicateError
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from made_adl_events import BRANCHES
from random_events import events

from hepir.compiling import analyse
from hepir.source import Source

PROGRAM = """
table efficiency
  axis pt in bins [{pts}] GeV
  axis abseta in bins [{etas}]
  values [{values}]
  errors [{errors}]
{outside}

object muons from Muon
  select efficiency(pt, |eta|) > 0.25
  sort by pt descending

region search
  weight trigger = efficiency(muons[0].pt, |muons[0].eta|) else 1
  hist first = efficiency_up(muons[0].pt, |muons[0].eta|) in 20 bins from 0 to 1
  hist all_of_them = efficiency_down(Muon.pt, 1.1) in 20 bins from 0 to 1
  hist summed = sum(efficiency(m.pt, 0.3) else 0 for m in Muon) in 20 bins from 0 to 4
  hist met = efficiency(MET.pt, 2) in 20 bins from 0 to 1
"""


@st.composite
def programs(draw):
    """A program with a table; its edges are where values may be, too."""
    pts = sorted(draw(st.sets(st.sampled_from([5, 10, 25, 40, 55, 80]), min_size=2, max_size=5)))
    etas = sorted(draw(st.sets(st.sampled_from([0, 0.52, 1.07, 1.64, 2.5]), min_size=2, max_size=4)))
    cells = (len(pts) - 1) * (len(etas) - 1)
    values = draw(st.lists(st.sampled_from([0.11, 0.32, 0.53, 0.74]), min_size=cells, max_size=cells))
    outside = draw(st.sampled_from(["", "  outside clamp", "  outside 0.93"]))
    texts = (", ".join(map(str, each)) for each in (pts, etas, values, [0.013] * cells))
    names = ("pts", "etas", "values", "errors")
    return PROGRAM.format(**dict(zip(names, texts, strict=True)), outside=outside)


@st.composite
def cases(draw):
    """A plan and events for it."""
    plan = plan_of(draw(programs()))
    return plan, draw(events(plan.columns))


@settings(max_examples=25)
@given(cases())
def test_random_tables(case):
    plan, columns = case
    try:
        assert_agreement(plan, columns, "simulation")
    except DelicateError:
        assume(False)


@pytest.mark.parametrize("outside", ["", "  outside clamp", "  outside 0.93"])
def test_the_compiled_loop(outside):
    text = PROGRAM.format(
        pts="10, 20, 50",
        etas="0, 1, 2",
        values="0.1137, 0.6173, 0.3219, 0.4337",
        errors="0.01, 0.01, 0.01, 0.02",
        outside=outside,
    )
    plan = plan_of(text)
    columns = {name: BRANCHES[name] for name in plan.columns}
    assert_agreement(plan, columns, "simulation", backends=("awkward", "compiled"))


def test_numbers_of_cells_by_hand():
    text = (
        "table t\n  axis pt in bins [10, 20, 50] GeV\n  values [1.5, 2.5]\n  outside 7.5\n"
        "region r\n  hist h = t(MET.pt) in 10 bins from 0 to 10\n"
    )
    plan = plan_of(text)
    columns = {"MET_pt": ak.Array(np.array([5, 10, 19.99, 20, 49.99, 50, np.nan], dtype=np.float32))}
    from hepir.backends.interpreter import interpret

    cells = interpret(plan, columns, "data").regions["r"].histograms["h"]
    assert {cell[0] - 1: counts[0] for cell, counts in cells.items()} == {1: 2.0, 2: 2.0, 7: 3.0}
    assert_agreement(plan, columns, "data")


@pytest.mark.parametrize("names", [("place", "cell"), ("known", "values"), ("lambda", "np")])
def test_axes_are_called_like_what_the_code_uses(names):
    one, other = names
    text = (
        f"table t\n  axis {one} in bins [0, 10, 20, 50] GeV\n  axis {other} in bins [0, 1, 2, 5]\n"
        "  values [0.5, 1.5, 2.5, 3.5, 4.5, 5.5, 6.5, 7.5, 8.5]\n  outside 9.5\n"
        "region r\n  hist h = t(Muon.pt, |Muon.eta|) in 10 bins from 0 to 10\n"
    )
    plan = plan_of(text)
    columns = {name: BRANCHES[name] for name in plan.columns}
    assert_agreement(plan, columns, "data", backends=("awkward", "compiled"))


def test_a_table_called_as_a_function():
    text = "table trigger\n  axis pt in bins [0, 10] GeV\n  values [0.5]\nregion r\n  select MET.pt > 3 GeV\n"
    (found,) = analyse(Source("x.hep", text)).diagnostics
    assert found.message == "`trigger` is already a function"
