"""Every built-in function in a program: all backends count the same, event by event."""

import agreement
import awkward as ak
import numpy as np
import pytest
from agreement import assert_agreement, plan_of

from hepir.backends.interpreter import interpret
from hepir.intrinsics.registry import defined, functions

PAIR = "jets[0], jets[1]"
# what is called, and the bins of what it gives
CALLS = {
    "ht(jets, muons)": "GeV",
    "mht(jets, muons)": "GeV",
    "st(jets, leading(muons), MET)": "GeV",
    "meff(MET, first(jets, 3), muons)": "GeV",
    "centrality(jets)": "",
    "met_significance(MET, jets)": "GeV^(1/2)",
    "min_dphi(first(jets, 3), MET)": "rad",
    "min_dr(muons, jets[0])": "",
    "pt_in_cone(leading(muons), jets, 1.5)": "GeV",
    f"mct({PAIR})": "GeV",
    "(transverse(jets[0]) + transverse_missing(MET)).mt": "GeV",
    "(jets[0] + jets[1] + MET).pt": "GeV",
    "max((j + MET).mt for j in jets)": "GeV",
    f"mt2({PAIR}, MET)": "GeV",
    "max(mt2(p.a, p.b, MET, 20 GeV) for p in pairs)": "GeV",
    f"razor_mr({PAIR})": "GeV",
    f"razor_mtr({PAIR}, MET)": "GeV",
    f"razor_r2({PAIR}, MET)": "",
    "mt2(first_hemisphere(jets), second_hemisphere(jets), MET)": "GeV",
    "razor_mr(first_megajet(jets), second_megajet(jets))": "GeV",
    "anti_kt_jet(jets, 1.4, 0).energy": "GeV",
    "anti_kt_jet(jets, 1, 1).pt": "GeV",
    "cambridge_aachen_jet(jets, 1.2, 0).pt": "GeV",
    "kt_jet(first(jets, 4), 0.8, 2).pt": "GeV",
    "anti_kt_mass_sum(jets, 1.4)": "GeV",
    "anti_kt_mass_sum(pairs, 1.4)": "GeV",
    "trimmed_jet(jets, 0.8, 0.15).energy": "GeV",
    "trimmed_jet(jets, 0.2, 0.4).pt": "GeV",
    "sphericity(jets)": "",
    "sphericity(pairs)": "",
    "aplanarity(jets)": "",
    "transverse_sphericity(jets)": "",
    "thrust(jets)": "",
    "transverse_thrust(jets)": "",
    f"collinear_mass({PAIR}, MET)": "GeV",
    f"cos_theta_star({PAIR})": "",
    f"cos_theta_collins_soper({PAIR})": "",
    f"dot({PAIR})": "GeV^2",
    f"cross({PAIR})": "GeV^2",
    f"triple_product({PAIR}, leading(muons))": "GeV^3",
    "nearest(jets, leading(muons)).pt": "GeV",
    "sum(nearest(jets, m).pt else 0 GeV for m in muons)": "GeV",
}
BINS = {"": "40 bins from -1 to 3", "rad": "20 bins from 0 rad to 3.2 rad"}
HEAD = """object jets from Jet
  sort by pt descending
object muons from Muon
  sort by pt descending
combine pairs = (a, b) from jets
region all
"""


def program(left_out=()):
    """A program with a histogram of each call."""
    lines = []
    calls = {call: unit for call, unit in CALLS.items() if not any(each in call for each in left_out)}
    for number, (call, unit) in enumerate(calls.items()):
        size = {"GeV^2": 20_000, "GeV^3": 1_000_000, "GeV^(1/2)": 30}.get(unit, 600)
        bins = BINS.get(unit, f"25 bins from -{size} {unit} to {size} {unit}")
        lines.append(f"  hist h{number} = {call} in {bins}")
    return HEAD + "\n".join(lines) + "\n"


def events(columns, seed, count=50):
    """Events with up to seven objects of a kind, all of them different."""
    random = np.random.default_rng(seed)
    draw = {
        "pt": lambda size: random.exponential(60, size) + 5,
        "eta": lambda size: random.normal(0, 1.5, size),
        "phi": lambda size: random.uniform(-3.14, 3.14, size),
        "mass": lambda size: random.exponential(8, size),
    }
    numbers = {kind: random.integers(0, 8, count) for kind in ("Jet", "Muon")}
    found = {}
    for column in columns:
        kind, _, leaf = column.partition("_")
        size = int(numbers[kind].sum()) if kind in numbers else count
        values = draw[leaf](size).astype(np.float32)
        found[column] = ak.unflatten(values, numbers[kind]) if kind in numbers else ak.Array(values)
    return found


def of_objects(function):
    """Whether a function takes more than numbers."""
    return any(each.takes != "number" for each in function.parameters)


def test_every_function_of_objects_is_here():
    angles = {"dphi", "signed_dphi", "deta", "dr", "transverse_mass"}
    wanted = {each.name for each in (*functions().values(), *defined().values()) if of_objects(each)}
    text = program()
    assert {name for name in wanted - angles if f"{name}(" not in text} == set()


@pytest.mark.parametrize("seed", [1, 2])
def test_all_backends_agree(seed):
    plan = plan_of(program())
    assert_agreement(plan, events(plan.columns, seed), "data")


@pytest.mark.slow
def test_the_compiled_loop_agrees():
    pytest.importorskip("numba")
    plan = plan_of(program())
    assert_agreement(plan, events(plan.columns, 4, 300), "data", backends=("compiled",))


EDGES = {
    "pt": [0.0, 10, 10, 20, 35, 50, 1e3, np.nan, np.inf],
    "eta": [0.0, 0.5, 0.5, -2, 3, 1, np.nan],
    "phi": [0, 0, 1, 1, np.pi, -np.pi, 2, np.nan],
    "mass": [0, 0, 5, -3, 10, 0.1, np.nan],
}


def edge_events(columns, seed, count=60):
    """Events with equal objects, zeros, negative masses, and with an even seed also with what is no number."""
    random = np.random.default_rng(seed)
    numbers = {kind: random.integers(0, 5, count) for kind in ("Jet", "Muon")}
    found = {}
    for column in columns:
        kind, _, leaf = column.partition("_")
        size = int(numbers[kind].sum()) if kind in numbers else count
        values = np.asarray(EDGES[leaf])
        drawn = random.choice(values if seed % 2 == 0 else values[np.isfinite(values)], size)
        drawn = drawn.astype(np.float32)
        found[column] = ak.unflatten(drawn, numbers[kind]) if kind in numbers else ak.Array(drawn)
    return found


@pytest.mark.filterwarnings("ignore::RuntimeWarning")
@pytest.mark.parametrize("seed", range(1, 5))
def test_ties_zeros_and_what_is_no_number(seed, monkeypatch):
    # the careful interpreter refuses what rounding may decide, which it does for angles of pairs without a mass and for equal
    # objects of mt2 alone
    monkeypatch.setattr(agreement, "interpreted", interpret)
    plan = plan_of(program(left_out=("cos_theta", "mt2(")))
    assert_agreement(plan, edge_events(plan.columns, seed), "data")


def test_events_without_objects():
    plan = plan_of(program())
    columns = events(plan.columns, 1)
    assert_agreement(plan, {name: each[:0] for name, each in columns.items()}, "data")
