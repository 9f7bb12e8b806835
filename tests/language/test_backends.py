"""What the pages show counts the same on all backends: each program that the format of CMS open data can run.

In: the `hep` blocks of `tests/language/*.md`. Out: one test a program, on a few events with ties and missing values.
"""

from pathlib import Path

import awkward as ak
import numpy as np
import pytest
from agreement import SCHEMA, assert_agreement
from delicate import DelicateError
from fences import fences
from random_events import LISTS, grid_of

from hepir.compiling import analyse
from hepir.diagnostics.core import HepirError, Severity
from hepir.ir.binding import bind
from hepir.source import Source

PAGES = sorted(Path(__file__).parent.glob("*.md"))
ENOUGH = 70  # programs that the format can run
EVENTS = 12


def plans():
    """The plans of all programs without errors that the format has everything for."""
    for page in PAGES:
        for block in fences(page.read_text(encoding="utf-8")):
            checked = analyse(Source("page.hep", block.code), SCHEMA)
            if checked.program is None or any(
                each.severity is Severity.ERROR for each in checked.diagnostics
            ):
                continue
            try:
                plan = bind(checked.program, SCHEMA)
            except HepirError:
                continue
            if plan.program.regions:
                yield pytest.param(plan, id=f"{page.stem}:{block.line}")


def events(columns, seed):
    """Events of the branches of a plan."""
    random = np.random.default_rng(seed)
    sizes = {kind: random.integers(0, 5, EVENTS) for kind in LISTS}
    found = {}
    for column in columns or ("run",):
        values, type_ = grid_of(column)
        kind = column.partition("_")[0].removeprefix("n")
        if column == f"n{kind}" and kind in sizes:
            found[column] = ak.Array(sizes[kind].astype(np.uint32))
            continue
        count = int(sizes[kind].sum()) if kind in sizes else EVENTS
        drawn = random.choice(np.asarray(values), count).astype(type_)
        found[column] = ak.unflatten(drawn, sizes[kind]) if kind in sizes else ak.Array(drawn)
    return found


PLANS = list(plans())


def test_there_are_enough():
    assert len(PLANS) >= ENOUGH


@pytest.mark.parametrize("plan", PLANS)
def test_all_backends_agree(plan):
    compared = 0
    for seed in range(20):
        try:
            assert_agreement(plan, events(plan.columns, seed), "simulation")
        except DelicateError:
            continue
        compared += 1
        if compared == 2:
            break
    assert compared
