"""Limits on squares of distances pass what limits on distances pass, to the last bit."""

import math

import pytest
from agreement import plan_of
from hypothesis import given
from hypothesis import strategies as st

from hepir.ir.showing import shown
from hepir.passes import optimised
from hepir.passes.distances import LARGEST, largest_square, least_square

NUMBERS = st.floats(0, LARGEST)
STEPS = st.integers(-6, 6)


@given(NUMBERS, STEPS)
def test_limits_part_what_roots_part(number: float, steps: int) -> None:
    least, most = least_square(number), largest_square(number)
    for square in (least, most, number * number):
        for _ in range(abs(steps)):
            square = math.nextafter(square, math.copysign(math.inf, steps))
        square = max(square, 0.0)
        assert (math.sqrt(square) < number) == (square < least)
        assert (math.sqrt(square) >= number) == (square >= least)
        assert (math.sqrt(square) > number) == (square > most)
        assert (math.sqrt(square) <= number) == (square <= most)


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        ("all(dr(this, m) > 0.4 for m in Muon)", "squared_distance(this, m) > 0.16000000000000003"),
        ("all(dr(this, m) >= 0.4 for m in Muon)", "squared_distance(this, m) >= 0.16"),
        ("any(0.5 > dr(this, m) for m in Muon)", "0.25 > squared_distance(this, m)"),
        ("any(0.5 < dr(this, m) < 2 for m in Muon)", "0.25000000000000006 < squared_distance(this, m) < 4.0"),
        (
            "min(dr(this, m) for m in Muon) > 0.5",
            "min(squared_distance(this, m) for m in Muon) > 0.25000000000000006",
        ),
        (
            "all(dr(this, m) > (0.5 if m.pt > 9 GeV else 2) for m in Muon)",
            "(0.25000000000000006 if (m.pt > 9.0) else 4.000000000000001)",
        ),
        ("any(dr(this, m) == 0.5 for m in Muon)", "dr(this, m) == 0.5"),
        ("any(dr(this, m) < -0.5 for m in Muon)", "dr(this, m) < -0.5"),
        ("any(dr(this, m) < m.eta for m in Muon)", "dr(this, m) < m.eta"),
        ("any(dr(this, m) < 0.5 + m.eta for m in Muon)", "dr(this, m) < (0.5 + m.eta)"),
    ],
)
def test_what_is_squared(condition: str, expected: str) -> None:
    text = f"object near from Jet\n  select {condition}\nregion r\n  select size(near) >= 1 and near[0].pt > 1 GeV\n"
    text = text.replace("region", "  sort by pt descending\nregion")
    assert expected in shown(optimised(plan_of(text), ("sizes without collections",)))
    without = shown(optimised(plan_of(text), ("distances without roots",)))
    assert "squared_distance" not in without


def test_names_of_programs_are_not_those_of_functions() -> None:
    """What a program calls `distance` hides no function of the loop."""
    from agreement import assert_agreement

    text = (
        "define distance = MET.pt / 1 GeV\ndefine squared_distance = 2 * distance\ndefine bin_of = 3 * distance\n"
        "region r\n  select distance > 3 and squared_distance > 7 and bin_of > 10\n"
        "  select any(dr(j, m) < 1 for j in Jet for m in Muon)\n"
        "  hist nearest = min(dr(j, m) for j in Jet for m in Muon) in 5 bins from 0 to 5\n"
        "  hist sum = distance + squared_distance + bin_of in 5 bins from 0 to 100\n"
    )
    plan = plan_of(text)
    columns = {name: [[1.0, 2.0]] * 3 for name in plan.columns} | {"MET_pt": [5.0, 50.0, 1.0]}
    import awkward as ak

    assert_agreement(plan, {name: ak.Array(values) for name, values in columns.items()}, "simulation")
