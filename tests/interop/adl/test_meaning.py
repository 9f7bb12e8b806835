"""Conversions keep the events that a slow program, written from ADL's documentation, keeps."""

from pathlib import Path

import awkward as ak
import numpy as np
import pytest
from agreement import plan_of
from made_adl_events import BRANCHES, DATA, EVENTS
from slow_adl import counted

from hepir.backends.interpreter import interpret
from hepir.interop.adl.importing import import_adl
from hepir.source import Source

PROGRAMS = sorted((Path(__file__).parent / "programs").glob("*.adl"))


@pytest.mark.parametrize("path", PROGRAMS, ids=lambda path: path.stem)
def test_the_same_events(path):
    text = path.read_text(encoding="utf-8")
    imported = import_adl(Source(path.name, text))
    plan = plan_of(imported.text)
    columns = {name: BRANCHES[name] for name in plan.columns} or {"run": ak.Array(np.zeros(EVENTS, np.int32))}
    regions = interpret(plan, columns, "data").regions
    found = {name: region.steps[-1].entries for name, region in regions.items()}
    expected = counted(text, DATA)
    assert {name: found[here(name)] for name in expected} == expected, imported.text
    assert any(0 < value < EVENTS for value in expected.values())


def here(name):
    """The name that a region has here: with a letter first, and without dashes."""
    name = name.replace("-", "_")
    return f"n{name}" if name[0].isdigit() else name


def test_there_are_enough():
    assert len(PROGRAMS) >= 50
