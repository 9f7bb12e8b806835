"""The best combination of an event is the same with and without a list of all combinations."""

from pathlib import Path
from unittest.mock import patch

import awkward as ak
import numpy as np
import pytest
from agreement import assert_agreement, load, module_text, plan_of
from delicate import DelicateError
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from random_events import events

from hepir.backends.awkward import kinds
from hepir.ir.plan import Plan
from hepir.passes import PASSES
from hepir.schemas.loading import schema_from_path

WHOLE = """\
object hard from Jet
  select pt > 5 GeV
combine tuples = ({slots}) from {source}
choose best from tuples {key}
region r
  select exists(best)
  hist mass = best.mass in 40 bins from 0 GeV to 400 GeV
  hist first = best.a.pt in 40 bins from 0 GeV to 100 GeV
  hist last = best.{last}.pt in 40 bins from 0 GeV to 100 GeV
"""
KEYS = [
    "minimizing |mass - 172.5 GeV|",
    "maximizing pt",
    "minimizing -(px + 2 * py) / 3 + energy",
]


def program(slots: str = "a, b, c", source: str = "Jet", key: str = KEYS[0]) -> str:
    """A program that chooses a tuple."""
    return WHOLE.format(slots=slots, source=source, key=key, last=slots[-1])


def jets(lists: list[list[tuple[float, ...]]]) -> dict[str, ak.Array]:
    """Events with these jets: pt, eta, phi, mass."""
    counts = np.array([len(each) for each in lists], dtype=np.int64)
    flat = np.array([jet for each in lists for jet in each], dtype=np.float32).reshape(-1, 4)
    names = ("Jet_pt", "Jet_eta", "Jet_phi", "Jet_mass")
    return {name: ak.unflatten(values, counts) for name, values in zip(names, flat.T, strict=True)}


def many(different: int = 12) -> dict[str, ak.Array]:
    """Events with up to nine jets, of which some are alike, and some not a number."""
    random = np.random.default_rng(7)
    some = random.normal((60, 0, 0, 5), (20, 1, 1, 1), (different, 4))
    some[-1, 0], some[-2, 3] = np.nan, np.inf
    numbers = random.integers(0, 10, 300)
    return jets([some[random.integers(0, different, number)].tolist() for number in numbers])


def chosen(plan: Plan, columns: dict[str, ak.Array], together: int | None = None) -> dict[str, list[float]]:
    """The histograms of a program, under the weights of all events."""
    text = module_text(plan)
    assert ("best_combination(" in text) == (together is not None)
    module = load(text.replace("together=65_536", f"together={together}"))
    results = module.new_results()
    module.analyse({name: columns[name] for name in module.COLUMNS}, results)
    return {name: each.values(flow=True).tolist() for name, each in results["r"]["histograms"].items()}


@pytest.mark.parametrize("key", KEYS)
@pytest.mark.parametrize("slots", ["a, b", "a, b, c", "a, b, c, d"])
def test_same_as_from_a_list_of_all(slots: str, key: str) -> None:
    plan, columns = plan_of(program(slots, key=key)), many()
    with patch.object(kinds, "chosen_alone", lambda *_: {}):
        expected = chosen(plan, columns)
    assert sum(expected["mass"]) > 100
    for together in (1, 7, 65_536):
        assert chosen(plan, columns, together) == expected


@pytest.mark.parametrize("source", ["Jet", "hard"])
@pytest.mark.parametrize("key", KEYS)
@given(data=st.data())
@settings(max_examples=10)
def test_same_as_the_interpreter(source: str, key: str, data: st.DataObject) -> None:
    plan = plan_of(program(source=source, key=key))
    columns = data.draw(events(plan.columns))
    try:
        for without in ((), ("momenta as components",), tuple(PASSES)):
            assert "best_combination(" in module_text(plan, without)
            assert_agreement(plan, columns, "simulation", without, backends=("awkward",))
    except DelicateError:
        assume(False)


def test_no_events_and_none_with_enough_jets() -> None:
    plan = plan_of(program())
    one = [(30.0, 0.0, 0.0, 1.0)]
    for lists in ([], [[], one, one * 2]):
        columns = jets(lists)
        assert sum(chosen(plan, columns, 65_536)["mass"]) == 0


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("minimizing |mass - 172.5 GeV|", "minimizing |mass - 172.5 GeV| then maximizing pt"),
        ("minimizing |mass - 172.5 GeV|", "minimizing |mass - MET.pt|"),
        ("minimizing |mass - 172.5 GeV|", "minimizing a.pt + b.pt"),
        ("minimizing |mass - 172.5 GeV|", "minimizing eta"),
        ("minimizing |mass - 172.5 GeV|", "minimizing 2"),
        ("from Jet\nchoose", "from Jet\n  select mass > 100 GeV\nchoose"),
        ("from Jet\nchoose", "from Jet disjoint\nchoose"),
        ("(a, b, c) from Jet", "(a, b, c) from Jet, Jet, Jet"),
        ("exists(best)", "exists(best) and size(tuples) > 1"),
        ("region r", "choose other from tuples maximizing pt\nregion r"),
        ("region r", "object heavy from tuples\n  select mass > 20 GeV\nregion r"),
    ],
)
def test_where_more_is_asked_all_are_listed(old: str, new: str) -> None:
    text = program()
    assert old in text
    changed = text.replace(old, new)
    changed = f"{changed}  hist n = size(heavy) in 3 bins from 0 to 3\n" if "heavy" in changed else changed
    changed = (
        f"{changed}  hist pt = other.pt in 3 bins from 0 GeV to 3 GeV\n" if "other" in changed else changed
    )
    assert "best_combination(" not in module_text(plan_of(changed))


MASSES = """\
name = "masses"
title = "jets of which some have no mass"
trees = ["Events"]

[collections.Jet.properties]
pt = { branch = "Jet_pt", unit = "GeV" }
eta = { branch = "Jet_eta" }
phi = { branch = "Jet_phi", unit = "rad" }
mass = { branch = "Jet_mass", unit = "GeV", missing = [-1.0] }
"""


def test_members_that_may_lack_a_mass(tmp_path: Path) -> None:
    path = tmp_path / "masses.toml"
    path.write_text(MASSES)
    plan, columns = plan_of(program(), schema_from_path(path)), many(different=100_000)
    columns["Jet_mass"] = ak.where(columns["Jet_mass"] < 4.5, np.float32(-1), columns["Jet_mass"])
    with patch.object(kinds, "chosen_alone", lambda *_: {}):
        expected = chosen(plan, columns)
    assert 100 < sum(expected["mass"]) < 250
    assert chosen(plan, columns, 65_536) == expected
    assert_agreement(plan, columns, "simulation", backends=("awkward",))
