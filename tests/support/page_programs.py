"""The programs of the pages on the language that the format of CMS open data can run, and events for them.

In: the `hep` blocks of `tests/language/*.md`. Out: texts, plans, and a few events with ties and missing values.
"""

from functools import cache
from pathlib import Path

import awkward as ak
import numpy as np
from agreement import SCHEMA, assert_agreement
from delicate import DelicateError
from fences import fences
from random_events import LISTS, grid_of

from hepir.compiling import analyse
from hepir.diagnostics.core import HepirError, Severity
from hepir.ir.binding import bind
from hepir.source import Source

PAGES = sorted((Path(__file__).parents[1] / "language").glob("*.md"))
EVENTS = 12


@cache
def page_programs():
    """All programs without errors that the format has everything for: where they stand, their texts, their plans."""
    return tuple(found_programs())


def found_programs():
    """As `page_programs`, one after the other."""
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
                yield f"{page.stem}:{block.line}", block.code, plan


def made_events(columns, seed):
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


def agree(plan):
    """All backends count the same on two samples, where rounding does not decide."""
    compared = 0
    for seed in range(20):
        try:
            assert_agreement(plan, made_events(plan.columns, seed), "simulation")
        except DelicateError:
            continue
        compared += 1
        if compared == 2:
            break
    assert compared
