"""What identifies an object: working points, flags, hits and impact parameters.

In: Lark's trees of `phrases.lark`. Out: conditions, or None where the words say something else.
"""

from __future__ import annotations

import re

from lark import Token, Tree

from hepir.extract.builtin.measured import PREFIX, SORT
from hepir.extract.builtin.parsing.nodes import (
    Node,
    count_number,
    only,
    operator,
    quantity,
    tokens_of,
    trees,
    with_units,
)
from hepir.extract.builtin.parsing.variables import VARIABLES, noun, variable
from hepir.extract.builtin.phrases import Both, Condition, Holds, Level, OneSided, Quantity, Variable

ISOLATIONS = ("ISOLATED", "TRACK_ISOLATION", "CALORIMETER_ISOLATION", "RELATIVE_ISOLATION")
MOST_FILLERS = 5
# The part of a jet's energy that something carries; of hadrons, by their charge.
CARRIERS = {
    "HADRONS": "", "PHOTON": "neutral_em_fraction", "ELECTRON": "charged_em_fraction", "MUON": "muon_fraction",
}  # fmt: skip
NO_FILLER = re.compile(
    r"than|which|as|only|not|on|by|used|to|requires?|events?|used|required|applied|defined|based on",
    re.IGNORECASE,
)


def level(tree: Node) -> Condition | Level | None:
    """`the tight working point of the isolation discriminant`; None where other words stand between."""
    tightness = str(tokens_of(tree, "TIGHTNESS")[0])
    fillers = tokens_of(tree, "WORD")
    if len(fillers) > MOST_FILLERS or any(NO_FILLER.fullmatch(str(each)) for each in fillers):
        return None
    if against := tokens_of(tree, "ANTI_LEPTON"):
        kind = "electron" if "electron" in str(against[0]).lower() else "muon"
        return Condition(Variable(f"{tightness.lower()}_anti_{kind}_id"), Holds())
    return Level(tightness, "ISOLATED" if tokens_of(tree, *ISOLATIONS) else "IDENTIFICATION")


def flag(tree: Node) -> Condition:
    """`no pixel seed`, `the pixel seed veto`, `the conversion veto`, `a global muon`"""
    word = next(each for each in tree.children if isinstance(each, Token) and each.type != "NO")
    name = str(word).removeprefix(SORT) if word.type == "SORT_OF_MUON" else word.type.lower()
    return Condition(Variable(name.removeprefix("no_")), Holds(not tokens_of(tree, "NO", "NO_PIXEL_SEED")))


def hits(tree: Node) -> Condition | None:
    """`no missing hits`, `more than one missing hit`, `at least one pixel hit`"""
    count = next(each for each in tree.children if isinstance(each, Tree))
    number = count_number(count) or "0"
    side = {"bounded_count": operator(only(count, "operator")) if trees(count, "operator") else "=="}
    named = [str(each).removeprefix(PREFIX) for each in tokens_of(tree, "MEASURED")]
    least = {"bare_count": ">="} if named else {}  # `two pixel hits`: nobody asks for no more
    known = {**side, **least, "exact_count": "==", "no_count": "=="}.get(str(count.data))
    about = Variable(named[0] if named else "missing_hits")
    return Condition(about, OneSided(known, (Quantity(number),))) if known else None


def carried(tree: Node) -> Condition | None:
    """`less than 99% of their energy in neutral hadrons`: of a jet; None where the number is no share."""
    given = quantity(only(tree, "quantity"))
    carrier = tokens_of(tree, *CARRIERS)[0]
    if given.unit != "%":
        return None
    name = CARRIERS[carrier.type] or f"{str(carrier)[:7].lower().strip()}_hadron_fraction"
    relation = OneSided(operator(only(tree, "operator")), (given,))
    return Condition(Variable(name), relation, bool(tokens_of(tree, "REQUIRE")))


def plane(tree: Node) -> Condition:
    """`within 0.2 mm in the transverse plane`, `the impact parameter must be below 0.2 mm in ...`: one impact parameter."""
    about = tuple(noun(each) for each in trees(tree, "noun"))
    name = "d0" if tokens_of(tree, "TRANSVERSELY") else "z0"
    sides = [operator(each) for each in trees(tree, "operator")] or ["<"]
    relation = OneSided(sides[0], (quantity(only(tree, "quantity")),))
    return Condition(Variable(name, about), relation, bool(tokens_of(tree, "REQUIRE")))


def at_vertex(tree: Node) -> Condition | None:
    """`z0 must be within 2 mm of the primary vertex`; None for what is no distance from it."""
    about = variable(only(tree, *VARIABLES))
    relation = OneSided("<", (quantity(only(tree, "quantity")),))
    near = about.name in ("d0", "z0", "z0_sin_theta")
    return Condition(about, relation, bool(tokens_of(tree, "REQUIRE"))) if near else None


def planes(tree: Node) -> Both:
    """`below 0.5 mm in the transverse plane and 1 mm along the beam`: both impact parameters."""
    about = tuple(noun(each) for each in trees(tree, "noun"))
    sides = [operator(each) for each in trees(tree, "operator")] or ["<"]
    required = bool(tokens_of(tree, "REQUIRE"))
    given = with_units([quantity(each) for each in trees(tree, "quantity")])
    first, second = (
        Condition(Variable(name, about), OneSided(side, (each,)), required)
        for name, side, each in zip(("d0", "z0"), (sides[0], sides[-1]), given, strict=True)
    )
    return Both(first, second)
