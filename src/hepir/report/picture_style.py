"""How pictures look.

In: an experiment's name, energy and luminosity as the program states them. Out: matplotlib settings that hold
for one picture only, and the label above it. mplhep draws the label, in the experiment's own type where it
knows it.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterator
from contextlib import contextmanager

import matplotlib as mpl
import mplhep
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from hepir.backend.result import Result
from hepir.report.text import shorten

INK = "#1f4e79"
FILL = "#c9dcef"
FAINT = "#5b5b5b"
SIZE = (6.4, 4.8)
DOTS_PER_INCH = 150
LEFT = 0.145
LABEL_SIZE = (15.0, 12.0, 12.0, 10.0)
ITALIC_NAMES = frozenset({"ATLAS"})
SETTINGS: dict[str, object] = {
    "font.family": "sans-serif",
    "font.sans-serif": ["TeX Gyre Heros", "Helvetica", "Arial", "DejaVu Sans"],
    "mathtext.fontset": "custom",
    "mathtext.rm": "TeX Gyre Heros",
    "mathtext.it": "TeX Gyre Heros:italic",
    "mathtext.bf": "TeX Gyre Heros:bold",
    "mathtext.sf": "TeX Gyre Heros",
    "mathtext.tt": "TeX Gyre Heros",
    "mathtext.cal": "TeX Gyre Heros:italic",
    "mathtext.default": "regular",
    "font.size": 12.0,
    "axes.labelsize": 13.0,
    "axes.linewidth": 1.0,
    "axes.unicode_minus": True,
    "axes.formatter.use_mathtext": True,
    "axes.formatter.limits": (-3, 5),
    "axes.formatter.useoffset": False,
    "xtick.direction": "in",
    "ytick.direction": "in",
    "xtick.top": True,
    "ytick.right": True,
    "xtick.minor.visible": True,
    "ytick.minor.visible": True,
    "xtick.major.pad": 6.0,
    "ytick.major.pad": 5.0,
    "xtick.major.size": 6.0,
    "ytick.major.size": 6.0,
    "xtick.minor.size": 3.0,
    "ytick.minor.size": 3.0,
    "xaxis.labellocation": "right",
    "yaxis.labellocation": "top",
    "savefig.dpi": DOTS_PER_INCH,
    "figure.dpi": DOTS_PER_INCH,
    "text.usetex": False,
}


@contextmanager
def settings() -> Iterator[None]:
    """Matplotlib's defaults with our settings for one picture; the caller's settings come back."""
    with mpl.rc_context(), warnings.catch_warnings():
        # A letter that the font lacks is drawn as a box, and is no reason to stop.
        warnings.simplefilter("ignore")
        mpl.rcdefaults()
        for name, value in SETTINGS.items():
            mpl.rcParams[name] = value  # type: ignore[index]
        yield


def new_axes(*, bottom: float = 0.13, height: float = SIZE[1], right: float = 0.95) -> tuple[Figure, Axes]:
    """A figure that no window or global list knows, with room for labels on the left, below and above."""
    figure = Figure(figsize=(SIZE[0], height), facecolor="white")
    FigureCanvasAgg(figure)
    axes = figure.add_axes((LEFT, bottom, right - LEFT, 1 - 0.085 * SIZE[1] / height - bottom))
    axes.yaxis.get_offset_text().set_x(-0.155)  # the power of ten stands left of the label above the axes
    return figure, axes


def draw_label(axes: Axes, result: Result) -> None:
    """The experiment, where the program names one, with energy and luminosity, above the axes."""
    name = shorten(result.experiment, 24)
    kind = {"simulation": "Simulation", "data": "", "unknown": ""}[result.provenance.dataset_kind]
    kind = "" if any(each.kind == "data" for each in result.processes) else kind
    mplhep.label.exp_label(
        exp=literal(name),
        llabel=f"{kind} Private work".strip() if name else kind,
        rlabel=luminosity_line(result.sqrt_s, result.luminosity),
        loc=0,
        ax=axes,
        fontsize=LABEL_SIZE,
        scilocator_adjust=False,
        fontstyle=("italic" if name in ITALIC_NAMES else "normal", "italic", "normal", "normal"),
    )


def luminosity_line(sqrt_s: str, luminosity: str) -> str:
    """`35.9 fb$^{-1}$ (13 TeV)`; either part may be missing."""
    energy = f"({literal(shorten(sqrt_s, 24))})" if sqrt_s else ""
    amount = re.sub(r"\s*/\s*([a-z]?b)\b", r" \1$^{-1}$", literal(shorten(luminosity, 24)))
    return f"{amount} {energy}".strip()


def literal(text: str) -> str:
    """Text in which no dollar sign starts a formula."""
    return text.replace("$", r"\$")
