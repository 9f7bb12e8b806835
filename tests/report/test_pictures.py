"""Pictures: what they say, that they are stable, and that they leave matplotlib alone."""

import io
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace

import matplotlib as mpl
import numpy as np
import pytest
from hist import Hist, axis, storage
from made_results import (
    MET,
    empty_histogram,
    grid_histogram,
    mass_histogram,
    met_histogram,
    plane_histogram,
    region,
    result,
    steps,
)
from matplotlib.figure import Figure
from PIL import Image

from hepir.backend.result import RegionResult, Result
from hepir.report import pictures
from hepir.report.picture_axes import (
    cell_labels,
    is_logarithmic,
    title_size,
    uniform_width,
    unit,
    vertical_range,
    vertical_title,
)
from hepir.report.picture_notes import quantity
from hepir.report.picture_style import luminosity_line
from hepir.report.pictures import picture

DOLLARS = r"cost $\frac{ [$]"


@pytest.fixture
def seen(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[Figure]]:
    """The figures that are drawn, so that a test can read their texts."""
    figures: list[Figure] = []
    draw = pictures.draw

    def keep(result: Result, region: RegionResult, name: str) -> Figure:
        figures.append(draw(result, region, name))
        return figures[-1]

    monkeypatch.setattr(pictures, "draw", keep)
    yield figures
    figures.clear()


def texts(figure: Figure) -> set[str]:
    return {found.get_text() for found in figure.findobj(mpl.text.Text)}


def test_a_picture_says_what_it_shows(seen: list[Figure]) -> None:
    made = region("search", met=met_histogram())
    png = picture(result(made), made, "met")
    (figure,) = seen
    assert Image.open(io.BytesIO(png)).size == (960, 720)
    assert figure.axes[0].get_xlabel() == MET
    assert figure.axes[0].get_ylabel() == "Entries / 4 GeV"
    assert {"CMS", "Simulation Private work", "35.9 fb$^{-1}$ (13 TeV)", "region search"} <= texts(figure)
    assert "overflow 9\nvalue missing 3" in texts(figure)


def test_an_experiment_is_shown_only_where_the_program_names_it(seen: list[Figure]) -> None:
    made = region("search", met=empty_histogram())
    other = replace(result(made), experiment="", luminosity="", sqrt_s="")
    picture(replace(other, provenance=replace(other.provenance, dataset_kind="data")), made, "met")
    assert not {"CMS", "ATLAS", "Private work", "Simulation"} & texts(seen[0])
    assert "no entries" in texts(seen[0])


def test_a_grid_of_bins_has_a_row_of_labels_for_each_axis(seen: list[Figure]) -> None:
    made = region("search", bins=grid_histogram(3))
    picture(result(made), made, "bins")
    assert {"ht [GeV]", "mht [GeV]", "size(bjets)", "[300,500)", "[750,13000)", "[2,20)"} <= texts(seen[0])
    labels = [one for one in seen[0].findobj(mpl.text.Text) if one.get_text() == "[0,1)"]
    assert len(labels) == 9


def test_labels_that_would_be_too_dense_are_listed_once(seen: list[Figure]) -> None:
    made = region("search", bins=grid_histogram(4))
    picture(result(made), made, "bins")
    assert "size(tops), in turn [0,1) [1,2)" in texts(seen[0])


def test_two_axes_are_a_mesh_with_a_colour_bar(seen: list[Figure]) -> None:
    made = region("search", plane=plane_histogram())
    picture(result(made), made, "plane")
    assert [axes.get_ylabel() for axes in seen[0].axes] == ["leading jet azimuth [rad]", "Entries / bin"]


def test_more_cells_than_fit_are_summed_over_the_further_axes(seen: list[Figure]) -> None:
    axes = [axis.Regular(20, 0, 1, name=name, label=f"{name} [GeV]") for name in ("x", "y", "z")]
    made = region("search", cube=Hist(*axes, storage=storage.Weight()).fill([0.1], [0.2], [0.3]))
    picture(result(made), made, "cube")
    assert "summed over z [GeV]" in " ".join(texts(seen[0]))


def test_very_many_categories_are_drawn_without_labels(seen: list[Figure]) -> None:
    words = axis.StrCategory([str(number) for number in range(2500)], label="name")
    made = region("search", names=Hist(words, storage=storage.Weight()).fill(["7"]))
    picture(result(made), made, "names")
    assert seen[0].axes[0].get_xlabel() == "cell number, the last fastest: name"


def test_growing_bins_get_a_logarithmic_axis(seen: list[Figure]) -> None:
    made = region("search", mass=mass_histogram())
    picture(result(made), made, "mass")
    assert seen[0].axes[0].get_xscale() == "log"


@pytest.mark.parametrize("last", [1000.0, 10000.0, 100000.0])
@pytest.mark.parametrize("logarithmic", [True, False])
def test_the_last_label_of_an_axis_is_not_cut_off(last: float, logarithmic: bool, seen: list[Figure]) -> None:
    edges = np.geomspace(1, last, 21) if logarithmic else np.linspace(0, last, 21)
    histogram = Hist(axis.Variable(edges, name="x", label="x [GeV]"), storage=storage.Weight())
    histogram.fill([2.0, last / 2])
    picture(result(), region("search", x=histogram), "x")
    (figure,) = seen
    figure.draw_without_rendering()
    (axes,) = figure.axes
    shown = [
        label
        for label in axes.get_xticklabels()
        if label.get_position()[0] <= axes.get_xlim()[1] * (1 + 1e-9)
    ]
    assert max(label.get_window_extent().x1 for label in shown) <= figure.bbox.x1


@pytest.mark.parametrize("name", ["bins", "cells", "plane", "line"])
def test_no_text_is_taken_for_a_formula(name: str, seen: list[Figure]) -> None:
    one = axis.Regular(3, 0, 3, name="x", label=DOLLARS)
    words = axis.StrCategory([DOLLARS], name="y", label=DOLLARS)
    axes = {
        "bins": (one,),
        "cells": (words,),
        "plane": (one, axis.Regular(2, 0, 1, label=DOLLARS)),
        "line": (one,),
    }
    made = region(DOLLARS, **{name: Hist(*axes[name], storage=storage.Weight())})
    other = replace(result(made), experiment=DOLLARS, sqrt_s=DOLLARS, luminosity=DOLLARS)
    assert picture(other, made, name)
    assert DOLLARS in texts(seen[0])


def test_the_same_histogram_gives_the_same_bytes_without_a_date() -> None:
    made = region("search", met=met_histogram(True))
    first, second = (picture(result(made), made, "met") for _ in range(2))
    assert first == second
    assert set(Image.open(io.BytesIO(first)).info) <= {"dpi"}


def test_settings_of_the_caller_neither_count_nor_change() -> None:
    made = region("search", met=empty_histogram())
    plain = picture(result(made), made, "met")
    with mpl.rc_context({"font.size": 33.0, "axes.facecolor": "red", "text.usetex": True}):
        before = dict(mpl.rcParams)
        assert picture(result(made), made, "met") == plain
        assert dict(mpl.rcParams) == before


def test_no_figure_is_left_open_and_no_backend_is_chosen() -> None:
    script = (
        "import matplotlib as mpl, made_results as made\n"
        "before = mpl.rcParams._get('backend')\n"
        "from hepir.report.pictures import picture\n"
        "region = made.region('search', met=made.empty_histogram())\n"
        "picture(made.result(region), region, 'met')\n"
        "assert mpl.rcParams._get('backend') is before\n"
        "import matplotlib.pyplot\n"
        "assert matplotlib.pyplot.get_fignums() == []\n"
    )
    subprocess.run(
        [sys.executable, "-c", script], check=True, env={"PYTHONPATH": ":".join(sys.path), "HOME": "/tmp"}
    )


def test_events_and_entries_are_told_apart() -> None:
    histogram = met_histogram(size=400)
    assert quantity(replace(region(met=histogram), skipped={}), "met") == "Events"
    assert quantity(replace(region(met=met_histogram(size=390)), skipped={"met": 10}), "met") == "Events"
    assert quantity(replace(region(met=met_histogram(size=390)), skipped={}), "met") == "Entries"
    weighted = replace(region(met=histogram), skipped={}, steps=steps(1000, 400, weight=2.0))
    assert quantity(weighted, "met") == "Entries"


@pytest.mark.parametrize(
    ("made", "title"),
    [
        (axis.Regular(100, 0, 200, label="pt [GeV]"), "Events / 2 GeV"),
        (axis.Regular(64, -3.2, 3.2, label="angle [rad]"), "Events / 0.1 rad"),
        (axis.Regular(8, 0, 8, label="number of jets"), "Events"),
        (axis.Regular(20, 0, 1, label="discriminant"), "Events / 0.05"),
        (axis.Regular(3, 0, 1, label="x [TeV]"), "Events / 0.3333 TeV"),
        (axis.Variable([0, 1, 10], label="pt [GeV]"), "Events / bin"),
        (axis.StrCategory(["a"], label="kind"), "Events"),
        (axis.Regular(1, 0, 7, label="pt [GeV]"), "Events / 7 GeV"),
    ],
)
def test_the_vertical_title(made: axis.Regular, title: str) -> None:
    assert vertical_title("Events", made) == title


def test_the_unit_stands_last_in_brackets() -> None:
    assert unit(axis.Regular(1, 0, 1, label="pt of jets[0] [GeV^(1/2)]")) == "GeV^(1/2)"
    assert unit(axis.Regular(1, 0, 1, label="jets[0] twice")) == ""


def test_widths_and_logarithms() -> None:
    assert uniform_width(np.linspace(0, 1, 11)) == pytest.approx(0.1)
    assert uniform_width(np.array([0.0, 1.0, 3.0])) is None
    assert is_logarithmic(np.geomspace(0.3, 300, 31))
    assert not is_logarithmic(np.linspace(1, 100, 31))
    assert not is_logarithmic(np.array([0.0, 1.0, 10.0, 100.0]))
    assert not is_logarithmic(np.array([1.0, 10.0]))


def test_labels_of_cells_are_half_open_or_whole() -> None:
    assert cell_labels(axis.Variable([0, 0.5, 13000])) == ("[0,0.5)", "[0.5,13000)")
    assert cell_labels(axis.Integer(0, 3)) == ("0", "1", "2")
    assert cell_labels(axis.StrCategory(["ee", "mm"])) == ("ee", "mm")


def test_the_range_leaves_room_and_shows_what_is_negative() -> None:
    low, high = vertical_range(np.array([10.0, 2.0]), np.zeros(2))
    assert low == 0
    assert 13 < high < 14
    assert vertical_range(np.array([10.0, -2.0]), np.ones(2))[0] < -3
    assert vertical_range(np.zeros(2), np.zeros(2)) == (0, pytest.approx(0.255))


def test_long_titles_are_set_smaller() -> None:
    assert title_size("pt", 5.0) == 13
    assert 7 <= title_size("x" * 70, 5.0) < 10


def test_the_luminosity_is_a_power_of_the_unit() -> None:
    assert luminosity_line("13 TeV", "35.9 /fb") == "35.9 fb$^{-1}$ (13 TeV)"
    assert luminosity_line("8 TeV", "") == "(8 TeV)"
    assert luminosity_line("", "20 /pb") == "20 pb$^{-1}$"
    assert luminosity_line("", "") == ""
