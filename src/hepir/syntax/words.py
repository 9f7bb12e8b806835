"""The words of the language, as data.

In: nothing. Out: which words begin a statement and where, how each statement is written, which words cannot
be names, the units. Tests hold these against the grammar.
"""

from __future__ import annotations

import re

BLOCKS = (
    "analysis",
    "source",
    "object",
    "combine",
    "choose",
    "define",
    "table",
    "model",
    "function",
    "systematic",
    "region",
)
NOTES = ("unresolved", "delegated", "dismissed")

# Where a rule may stand; the first is the one to suggest.
HOMES = {
    "select": ("region", "object", "combine"),
    "reject": ("region", "object", "combine"),
    "sort": ("object", "combine"),
    "limit": ("object", "combine"),
    "let": ("object", "combine"),
    "when": ("region",),
    "weight": ("region",),
    "hist": ("region",),
    "bin": ("region",),
    "expect": ("region",),
    "axis": ("table",),
    "unit": ("table",),
    "values": ("table",),
    "errors": ("table",),
    "outside": ("table",),
    "input": ("model", "function"),
    "output": ("model", "function"),
    "hash": ("model", "function"),
    "up": ("systematic",),
    "down": ("systematic",),
    "experiment": ("analysis",),
    "paper": ("analysis",),
    "sqrt_s": ("analysis",),
    "luminosity": ("analysis",),
}
BEGINNINGS = (*BLOCKS, *HOMES, *NOTES)  # the words that begin statements

FORMS = {
    "analysis": 'analysis "title"',
    "experiment": "experiment CMS",
    "paper": 'paper "arXiv:1712.02304"',
    "sqrt_s": "sqrt_s 13 TeV",
    "luminosity": "luminosity 36.1 /fb",
    "source": 'source NAME = page 5 "words of the publication"',
    "unresolved": 'unresolved "what is missing"',
    "delegated": 'delegated "where it is defined"',
    "dismissed": 'dismissed "why it selects nothing"',
    "object": "object NAME from Jet",
    "combine": "combine NAME = (first, second) from leptons",
    "choose": "choose NAME from pairs minimizing |mass - 91.2 GeV|",
    "sort": "sort by pt descending",
    "limit": "limit 8",
    "let": "let NAME = EXPRESSION",
    "define": "define NAME = EXPRESSION",
    "table": "table NAME",
    "axis": "axis pt in bins [20, 50, 100] GeV",
    "unit": "unit pt GeV",
    "values": "values [0.8, 0.9]",
    "errors": "errors [0.01, 0.02]",
    "outside": "outside clamp",
    "model": 'model NAME from "FILE.onnx"',
    "function": 'function NAME from "FILE.py"',
    "input": "input pt GeV mean 50 scale 20",
    "output": 'output "probabilities" 1',
    "hash": 'hash "sha256:..."',
    "systematic": "systematic NAME",
    "up": "up jets.pt = pt * 1.02",
    "down": "down jets.pt = pt * 0.98",
    "region": "region NAME",
    "select": "select pt > 30 GeV",
    "reject": "reject pt < 30 GeV",
    "when": "when CONDITION select CONDITION",
    "weight": "weight NAME = event.mc_weight",
    "hist": "hist NAME = MET.pt in 100 bins from 0 GeV to 200 GeV",
    "bin": "bin ht in bins [300, 500, 1000] GeV",
    "expect": "expect observed 45 +- 3",
}

# Words inside expressions. They and BEGINNINGS cannot be names, except for properties after a dot.
OPERATORS = ("and", "or", "not", "if", "else", "for", "in", "where", "true", "false", "this")
CONNECTIVES = ("from", "then", "otherwise", "assumed")
OF_TABLES = (
    "axis",
    "unit",
    "values",
    "errors",
    "outside",
    "input",
    "output",
    "hash",
)  # begin statements where no name can stand
RESERVED = frozenset((*BEGINNINGS, *OPERATORS, *CONNECTIVES)) - frozenset(OF_TABLES)
# These have their meaning in one place only, where no name can stand.
FREE = frozenset(
    (
        "ascending",
        "bins",
        "branch",
        "branches",
        "by",
        "clamp",
        "data",
        "descending",
        "disjoint",
        "entry",
        "inf",
        "log",
        "maximizing",
        "mean",
        "minimizing",
        "on",
        "pad",
        "page",
        "places",
        "scale",
    )
) | {"ref", "simulation", "to", "tree", *OF_TABLES}

UNITS = ("TeV", "GeV", "MeV", "keV", "cm", "mm", "um", "rad", "deg", "ns", "ps", "nb", "pb", "fb", "ab")
INVERSE_UNITS = ("/nb", "/pb", "/fb", "/ab")
ALL_UNITS = (*UNITS, *INVERSE_UNITS, "%")

BEGINNING = re.compile(rf"^[ \t]*({'|'.join(BEGINNINGS)})\b", re.MULTILINE)
HEADER = re.compile(rf"^[ \t]*({'|'.join(BLOCKS)})\b", re.MULTILINE)
STRING_OR_COMMENT = re.compile(r'"(?:[^"\\\r\n]|\\[^\r\n])*"|#[^\r\n]*')
