"""Writes the table of constructs and backends into `docs/backends.md`, from the grammar and the tables of functions.

In: words for the constructs of the grammar (`tests/language/test_coverage.py` misses none), and `hepir.intrinsics.registry`.
Out: the lines between the two comments of the page. With `--check` nothing is written; the exit status is 1 if it differs.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Mapping
from pathlib import Path

from page_tables import write_table

from hepir.backends.fused.calls import is_columnar
from hepir.intrinsics.core import Defined, Signature
from hepir.intrinsics.registry import FORMS, REDUCTIONS, signatures

PAGE = Path(__file__).parent / "backends.md"
BEGIN = "<!-- constructs: written by `docs/generate_backends.py` -->\n"
END = "<!-- end of constructs -->\n"
NATIVE, COLUMNS = "yes", "in columns"

# What documents a selection, and the parts of other constructs that have no meaning of their own.
SAYS_NOTHING = (
    *("start", "analysis", "experiment", "paper", "sqrt_s", "luminosity", "source", "reference", "page"),
    *("unresolved", "delegated", "dismissed", "cited", "assumed", "hole", "expect", "uncertainty"),
    *("names", "name", "signed", "signed_number", "positional", "group", "numbers", "quantity", "text"),
)
GROUPS: Mapping[str, Mapping[str, str]] = {
    "Objects (rule 14)": {
        "object": "`object NAME from A, B`: filters and unions",
        "select": "`select` of objects and of events",
        "reject": "`reject`",
        "let": "`let NAME = ...`: properties that a program gives",
        "sort": "`sort by`",
        "ascending": "`ascending`",
        "descending": "`descending`",
        "limit": "`limit`",
        "this": "`this`",
        "attribute": "properties, members, links (`muon.jet`) and lists (`jet.constituents`) of objects",
        "index": "positions, `jets[0]`, `jets[-1]`",
    },
    "Combinations (rule 15)": {
        "combine": "`combine`",
        "slots": "tuples of two, three and more",
        "disjoint": "`disjoint`",
    },
    "Choices and assignments (rules 16, 17)": {
        "choose": "`choose ... then ...`",
        "ranking": "rankings",
        "minimizing": "`minimizing`",
        "maximizing": "`maximizing`",
    },
    "Events (rules 18, 19)": {
        "define": "`define`",
        "region": "`region`, and as a condition",
        "parents": "`from` one or several regions",
        "when": "`when ... select ... otherwise ...`",
        "hist": "`hist`",
        "axis": "axes of values, and of objects",
        "regular": "equal bins",
        "logarithmic": "`log bins`",
        "variable": "bins by their edges",
        "bin": "`bin`: grids",
        "grid": "cells by blocks",
        "cells": "`by`",
        "range": "blocks of cells",
        "inf": "`inf`",
    },
    "Weights and systematics (rule 20)": {
        "weight": "`weight`",
        "applies": "weights `on` one kind of events",
        "data": "`on data`",
        "simulation": "`on simulation`",
        "systematic": "`systematic`",
        "up": "`up`",
        "down": "`down`",
        "property_variation": "variations of properties",
        "weight_variation": "variations of weights",
        "branch_variation": "a property from another branch",
        "branch": "`from branch`",
        "input_variation": "variations of what is read",
        "branches": "`from branches`",
        "tree": "`from tree`",
    },
    "Tables (rule 21)": {
        "table": "`table`",
        "table_axis": "`axis`",
        "table_values": "`values`",
        "table_errors": "`errors`",
        "table_unit": "`unit`",
        "outside": "`outside`",
        "clamp": "`clamp`",
        "stored": "tables and corrections from files; corrections with `hashprng` in columns",
    },
    "Functions and models (rule 22)": {
        "model": "`model`",
        "model_input": "`input`",
        "model_output": "`output` of a model",
        "model_hash": "`hash`",
        "places": "`places`",
        "setting": "`mean`, `scale`, `pad`",
        "scale": "`scale`",
        "pad": "`pad`",
        "function": "`function` from a Python file",
        "function_output": "`output` of a function",
    },
    "Expressions": {
        "conditional": "`... if ... else ...`",
        "fallback": "`... else ...` of what may be missing",
        "disjunction": "`or`",
        "conjunction": "`and`",
        "logical_not": "`not`",
        "comparison": "comparisons and chains of them",
        **{sign: f"`{sign}`" for sign in ("<", "<=", ">", ">=", "==", "!=", "+", "-", "*", "/")},
        "sum": "sums",
        "product": "products",
        "sign": "signs",
        "raised": "powers",
        "magnitude": "absolute values",
        "true": "`true`",
        "false": "`false`",
        "call": "calls",
        "quantified": "quantifiers",
        "comprehension": "`for ... in ... where ...`",
        "binder": "variables, also of the list of one before",
        **{name: f"`{name}`" for name in (*REDUCTIONS, *FORMS)},
    },
}
# Of what is not the same for all programs that have a construct.
IN_PART = {
    "stored": "yes, without `hashprng`",
    **dict.fromkeys(GROUPS["Functions and models (rule 22)"], COLUMNS),
}


def table() -> str:
    """A row for each group of constructs, and for the functions of each name."""
    head = "| Constructs | interpreter | awkward, coffea | fused |\n| --- | --- | --- | --- |\n"
    rows = [row(title, words, status) for title, group in GROUPS.items() for status, words in apart(group)]
    own = [each for each in signatures().values() if written_here(each)]
    for status in (NATIVE, COLUMNS):
        names = ", ".join(f"`{each.name}`" for each in own if of_function(each) == status)
        rows += [f"| **Functions**: {names} | {NATIVE} | {NATIVE} | {status} |\n"] if names else []
    return head + "".join(rows)


def apart(group: Mapping[str, str]) -> list[tuple[str, str]]:
    """How the loop runs the constructs of a group, and those that it runs so."""
    found: dict[str, list[str]] = {}
    for name, words in group.items():
        found.setdefault(IN_PART.get(name, NATIVE), []).append(words)
    return [(status, ", ".join(words)) for status, words in found.items()]


def row(title: str, words: str, status: str) -> str:
    """A row of the table."""
    shown = words.replace("|", "\\|")
    return f"| **{title}**: {shown} | {NATIVE} | {NATIVE} | {status} |\n"


def of_function(function: Signature) -> str:
    """How the loop runs a function."""
    return NATIVE if isinstance(function, Defined) or not is_columnar(function) else COLUMNS  # type: ignore[arg-type]


def written_here(function: Signature) -> bool:
    """Whether a function is not one of another package."""
    return re.match(r"hepir\.", type(function).__module__) is not None


def main(arguments: list[str]) -> int:
    """Writes the table, or with `--check` says whether it differs; returns the exit status."""
    return write_table(arguments, Path(__file__), PAGE, (BEGIN, END), table())


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
