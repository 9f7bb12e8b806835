r"""Which macros are symbols, which say nothing, and which are taken apart otherwise.

In: nothing. Out: sets of names of macros, and what those stand for that are one symbol.
"""

from __future__ import annotations

from hepir.reading.latex.known import known

SPACE = "\ue000"  # what \xspace leaves: a space unless punctuation follows
CITING = frozenset(
    "cite citep citet Cite textcite parencite autocite supercite footcite onlinecite".split()  # noqa: SIM905
)
SILENT = frozenset(
    """
    label index centering hline toprule midrule bottomrule cmidrule cline includegraphics vspace hspace nocite noindent
    kern mkern hskip mskip vskip raise lower
    usepackage documentclass RequirePackage newpage clearpage maketitle tableofcontents bibliographystyle displaystyle
    left right big Big bigg Bigg bigl bigr Bigl Bigr rm bf it em sc sf tt small footnotesize scriptsize tiny large Large
    mathsurround limits nolimits protect setlength setcounter DeclareSIUnit phantom hphantom vphantom newblock raggedright
    addlinespace specialrule Xhline cellcolor rowcolor captionsetup nonumber notag tnote smallskip medskip bigskip itemsep
    setlist boldsymbol bm boldmath unboldmath normalsize scshape bfseries itshape endfirsthead endhead endfoot endlastfoot
    arraystretch renewcommand newcommand hfill vfill par footnotemark href@noop BibitemOpen BibitemShut
    """.split()  # noqa: SIM905
)
MATH = frozenset(
    """
    equation align alignat flalign eqnarray gather multline math displaymath split aligned subequations cases dmath gathered
    """.split()  # noqa: SIM905
)
LOOKS = frozenset(
    {"textcolor", "href", "raisebox", "resizebox", "scalebox", "rotatebox"}
)  # text is their last argument
SPACES = frozenset(
    {",", ";", ":", " ", "quad", "qquad", "enspace", "enskip", "thinspace", "~", "space", "nobreakspace"}
)
NAMES = known(SPACE) | {
    "xspace": SPACE,
    "!": "",
    "/": "",
    "-": "",
    "@": "",
    "lvert": "|",
    "rvert": "|",
    "vert": "|",
    "mid": "|",
    "leqslant": "≤",
    "geqslant": "≥",
    "le": "≤",
    "ge": "≥",
    "lesssim": "≲",
    "gtrsim": "≳",
    "to": "→",
    "pm": "±",
    "times": "×",
    "cdot": "·",
    "ell": "ℓ",
    "degree": "°",
    "percent": "%",
    "infty": "∞",
    "sim": "~",
    "ldots": "...",
    "dots": "...",
    "lbrace": "{",
    "rbrace": "}",
    "slash": "/",
    "textendash": "-",
    "mhyphen": "-",
    "mathhyphen": "-",
    "hyphen": "-",
    "nbhyphen": "-",
    "nobreakdash": "",
    "textminus": "-",
    "textmu": "μ",
    "femto": "f",
    "pico": "p",
    "nano": "n",
    "micro": "μ",
    "milli": "m",
    "centi": "c",
    "kilo": "k",
    "mega": "M",
    "giga": "G",
    "tera": "T",
    "barn": "b",
    "meter": "m",
    "metre": "m",
    "second": "s",
    "radian": "rad",
    "electronvolt": "eV",
    "eV": "eV",
    "fb": "fb",
    "pb": "pb",
    "per": "/",
    "squared": "^2",
    "cubed": "^3",
}
UNITS = frozenset({"unit", "si", "GeV", "TeV", "MeV"})  # apart from the number before them
UPRIGHT = frozenset(
    {"mathrm", "text", "textrm", "rm", "mbox", "operatorname", "textnormal", "mathsf", "hbox"}
)
KERNS = frozenset({"kern", "mkern", "hskip", "mskip", "vskip", "raise", "lower"})
