"""Stacked processes: the numbers of the picture, its bytes, and errors of counts."""

from dataclasses import replace

import numpy as np
import pytest
from hist import Hist, axis, storage
from made_results import MET, result, steps

from hepir.backend.result import ProcessResult, RegionResult, Result, VariationResult
from hepir.report.picture_stack import stack_of
from hepir.report.picture_style import settings
from hepir.report.pictures import draw, is_stacked, picture
from hepir.report.poisson import poisson_errors

SCALES = {"multijet": (3000, 25.0), "W": (900, 40.0), "signal": (150, 90.0)}


def histogram(count: int, scale: float, weight: float = 0.5) -> Hist:
    made = Hist(axis.Regular(25, 0, 200, name="met", label=MET), storage=storage.Weight())
    return made.fill(np.random.default_rng(count).exponential(scale, count), weight=weight)


def region(found: Hist, **more: object) -> RegionResult:
    return RegionResult("search", steps(400, 400), {"met": found}, {}, **more)  # type: ignore[arg-type]


def stacked(data: bool = True, varied: bool = False) -> Result:
    parts = {name: histogram(*each) for name, each in SCALES.items()}
    total = sum(parts.values())
    moved = (VariationResult("scale", "up", steps(400, 440), {"met": total * 1.2}, {}),) if varied else ()
    observed = Hist(axis.Regular(25, 0, 200, name="met", label=MET), storage=storage.Weight())
    observed.view()["value"] = observed.view()["variance"] = np.round(total.values())
    processes = tuple(
        ProcessResult(name, "mc", (region(each),), 0.1 if name == "W" else 0.0)
        for name, each in parts.items()
    )
    processes += (ProcessResult("data", "data", (region(observed),)),) if data else ()
    return replace(result(region(total, variations=moved)), processes=processes)


def test_the_numbers_of_a_stack() -> None:
    found = stacked(varied=True)
    stack = stack_of(found, found.regions[0], "met")
    assert stack.names == ("signal", "W", "multijet")  # the largest on top
    assert np.allclose(sum(stack.parts), stack.total)
    assert np.allclose(stack.total, found.regions[0].histograms["met"].values())
    weights = found.regions[0].histograms["met"].variances()
    spread = 0.1 * found.processes[1].regions[0].histograms["met"].values()
    assert np.allclose(stack.up**2, weights + spread**2 + (0.2 * stack.total) ** 2)
    assert np.allclose(
        stack.down**2, weights + spread**2 + (0.2 * stack.total) ** 2
    )  # one direction counts to both sides
    assert stack.data is not None
    assert np.allclose(stack.data, np.round(stack.total))


def test_errors_of_counts_are_those_of_garwood() -> None:
    known = {
        0: (0.0, 1.841),
        1: (0.173, 3.300),
        2: (0.708, 4.638),
        5: (2.840, 8.382),
        10: (6.891, 14.267),
        100: (90.02, 111.03),
    }
    down, up = poisson_errors(np.array(list(known), dtype=float))
    for place, (count, (low, high)) in enumerate(known.items()):
        assert count - down[place] == pytest.approx(low, abs=6e-3)
        assert count + up[place] == pytest.approx(high, abs=6e-3)
    exact, near = poisson_errors(np.array([40.0])), poisson_errors(np.array([40.0001]))
    assert near[0][0] == pytest.approx(exact[0][0], rel=2e-3) and near[1][0] == pytest.approx(
        exact[1][0], rel=2e-3
    )
    assert poisson_errors(np.array([]))[0].size == 0
    below, zero = poisson_errors(np.array([-3.0])), poisson_errors(np.array([0.0]))
    assert below == zero


@pytest.mark.parametrize("data", [True, False])
def test_the_picture_is_the_same_again(data: bool) -> None:
    found = stacked(data)
    first = picture(found, found.regions[0], "met")
    assert first == picture(found, found.regions[0], "met")
    assert first != picture(replace(found, processes=()), found.regions[0], "met")
    assert is_stacked(found, found.regions[0], "met")


def test_data_alone_and_empty_processes_are_drawn() -> None:
    found = stacked()
    alone = replace(found, processes=found.processes[-1:])
    assert picture(alone, alone.regions[0], "met").startswith(b"\x89PNG")
    empty = histogram(0, 1.0)
    nothing = replace(result(region(empty)), processes=(ProcessResult("W", "mc", (region(empty),)),))
    assert picture(nothing, nothing.regions[0], "met").startswith(b"\x89PNG")


def cells(scale: float, weight: float = 0.5) -> Hist:
    made = Hist(
        axis.Variable([2, 3, 4, 6], name="size_jets", label="size(jets)"),
        axis.Variable([200, 300, 500, 800], name="met", label=MET),
        storage=storage.Weight(),
    )
    random = np.random.default_rng(int(scale))
    return made.fill(random.integers(2, 6, 600), 200 + random.exponential(scale, 600), weight=weight)


def grid(parts: dict[str, Hist], observed: Hist) -> Result:
    def own(found: Hist, **more: object) -> RegionResult:
        return RegionResult("search", steps(400, 400), {"bins": found}, {}, **more)  # type: ignore[arg-type]

    total = sum(parts.values())
    moved = (VariationResult("scale", "up", steps(400, 440), {"bins": total * 1.2}, {}),)
    processes = (
        *(ProcessResult(name, "mc", (own(each),)) for name, each in parts.items()),
        ProcessResult("data", "data", (own(observed),)),
    )
    return replace(result(own(total, variations=moved)), processes=processes)


def test_the_cells_of_a_grid_are_stacked_in_a_row() -> None:
    parts = {"W": cells(90.0), "signal": cells(300.0, 0.2)}
    found = grid(parts, cells(120.0, 1.0))
    region = found.regions[0]
    stack = stack_of(found, region, "bins", in_a_row=True)
    assert list(stack.edges) == list(range(10))
    assert np.allclose(stack.total, region.histograms["bins"].values().ravel())
    assert np.allclose(stack.up**2, region.histograms["bins"].variances().ravel() + (0.2 * stack.total) ** 2)
    with settings():
        upper, lower = draw(found, region, "bins").axes
    texts = [each.get_text() for each in upper.get_legend().get_texts()]
    assert texts == ["data", "uncertainty", "signal", "W"]
    below = [each.get_text() for each in lower.texts]
    assert "size(jets)" in below and MET in below and below.count("[200,300)") == 3
    assert picture(found, region, "bins") == picture(found, region, "bins")


def test_cells_of_one_result_have_the_band_of_variations() -> None:
    found = grid({"W": cells(90.0)}, cells(120.0, 1.0))
    alone = replace(found, processes=())
    still = replace(alone, regions=(replace(alone.regions[0], variations=()),))
    assert picture(alone, alone.regions[0], "bins") != picture(still, still.regions[0], "bins")


def test_ratios_beyond_the_panel_are_arrows() -> None:
    found = stacked()
    observed = found.processes[-1].regions[0].histograms["met"]
    observed.view()["value"][:3] = [0.0, 10.0 * observed.values()[1], -5.0]
    with settings():
        lower = draw(found, found.regions[0], "met").axes[1]
    marks = {each.get_marker(): list(each.get_xdata()) for each in lower.lines if each.get_marker() in "^v"}
    assert marks == {"^": [12.0], "v": [20.0]}
