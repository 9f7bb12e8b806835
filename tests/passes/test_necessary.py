"""Which sizes a cut on combinations asks for first, as the generated code shows it."""

import pytest
from agreement import plan_of

from hepir.backends.awkward import emit_module
from hepir.passes import optimised

PAIRS = """object muons from Muon
  select pt > 20 GeV
object leptons from Electron, muons
combine dimuons = (a, b) from muons
combine mixed = (e, m) from Electron, Muon
combine triples = (x, y, z) from leptons
choose best from dimuons minimizing mass
"""
ELECTRONS = "size(events['Electron_"
MUONS = "size(events['Muon_"


def analysis_of(cut: str) -> str:
    """The generated code of the selection."""
    plan = optimised(plan_of(f"{PAIRS}region r\n  {cut}\n"))
    text = emit_module(plan, "test.hep", ("Events",), "0").text
    return text.split("def _analyse")[1].split("def read")[0]


@pytest.mark.parametrize(
    ("cut", "counts"),
    [
        ("select size(dimuons) >= 1", [(MUONS, 2)]),
        ("select size(dimuons) > 0", [(MUONS, 2)]),
        ("select size(dimuons) == 1", [(MUONS, 2)]),
        ("select exists(best)", [(MUONS, 2)]),
        ("select size(mixed) >= 2", [(ELECTRONS, 1), (MUONS, 1)]),
    ],
)
def test_events_with_too_few_objects_are_dropped_first(cut: str, counts: list[tuple[str, int]]) -> None:
    before = analysis_of(cut).split("combinations(")[0].split("products(")[0]
    for branch, least in counts:
        assert any(f">= {least}" in rest[:40] for rest in before.split(branch)[1:])


def test_number_of_objects_of_several_kinds_is_added_up() -> None:
    before = analysis_of("select size(triples) >= 1").split("combinations(")[0]
    assert ELECTRONS in before
    assert MUONS in before
    assert ">= 3" in before


@pytest.mark.parametrize(
    "cut",
    [
        "select size(dimuons) >= 0",
        "select size(dimuons) < 2",
        "select size(dimuons) == 0",
        "reject size(dimuons) >= 1",
        "when size(Jet) >= 1 select size(dimuons) >= 1",
        "select size(dimuons) >= 1 or size(Jet) >= 1",
        "select size(muons) >= 2 and size(Jet) >= 1",
    ],
)
def test_no_size_is_asked_for_where_none_is_needed(cut: str) -> None:
    assert f"{MUONS}pt']) >= 2" not in analysis_of(cut)


def test_what_was_asked_before_is_not_asked_again() -> None:
    code = analysis_of("select size(Muon) >= 3 and size(dimuons) >= 1")
    assert ">= 3" in code
    assert ">= 2" not in code
