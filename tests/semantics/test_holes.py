"""What holes are: learnt from the places where their names stand."""

from fractions import Fraction

import pytest

from hepir.compiling import analyse
from hepir.semantics.holes import measured_holes, measured_in
from hepir.semantics.measures import Measured, Solution, unknown
from hepir.source import Source, Span
from hepir.types.core import BOOLEAN
from hepir.types.dimensions import ANGLE, ENERGY, LENGTH, NONE

HERE, THERE = Span(3, 4), Span(7, 9)
BEGINNING = "define a = ?\ndefine b = ?\ndefine g = ?\ndefine c = 2 * g\nobject jets from Jet\n  let d = ?\n  let e = ?\n"


def program(*cuts, beginning=BEGINNING):
    text = "".join((beginning, "region r\n", *(f"  {each}\n" for each in cuts)))
    found = analyse(Source("", text))
    assert found.program is not None, [each.message for each in found.diagnostics]
    return found.program


@pytest.mark.parametrize(
    ("cuts", "known"),
    [
        ([], {}),
        (["select MET.pt > g"], {"g": ENERGY, "c": ENERGY}),
        (["select c > 3 mm"], {"g": LENGTH, "c": LENGTH}),
        (["select c > sqrt(MET.pt)"], {"g": ENERGY ** Fraction(1, 2), "c": ENERGY ** Fraction(1, 2)}),
        (["select a ^ 2 > 3 GeV"], {"a": ENERGY ** Fraction(1, 2)}),
        (["select a < b"], {"a": None, "b": None}),
        (["select a < b", "select b * MET.pt < 2"], {"a": ENERGY**-1, "b": ENERGY**-1}),
        (["select a / b > 3"], {"a": None, "b": None}),
        (["select a == b"], {"a": None, "b": None}),
        (["select a", "select not b"], {"a": BOOLEAN, "b": BOOLEAN}),
        (["select exists(a) and a > 2 deg"], {"a": ANGLE}),
        (["select (a else false) == (MET.pt > 3 GeV)"], {"a": BOOLEAN}),
        (["select max(a, b, MET.pt) > 3 GeV"], {"a": ENERGY, "b": ENERGY}),
        (["select (2 if a else b) > 3"], {"a": BOOLEAN, "b": NONE}),
        (["select any(x.d > 3 GeV for x in jets)"], {"d": ENERGY}),
        (["select sum(x.d for x in jets where x.e) > 3 mm"], {"d": LENGTH, "e": BOOLEAN}),
        (["weight w = a on data"], {"a": NONE}),
        (["hist h = a in 3 bins from 0 mm to 3 mm"], {"a": LENGTH}),
        (["bin a, MET.pt in [0, 2] mm by [1, 3] GeV"], {"a": LENGTH}),
        (["bin a in bins [1, 2] GeV"], {"a": ENERGY}),
    ],
)
def test_places_say_what_holes_are(cuts, known):
    assert measured_holes(program(*cuts)) == {"g": None} | known


def test_two_blocks_may_give_their_objects_holes_of_one_name():
    beginning = "object a from Jet\n  let cut = ?\n  select pt > cut\nobject b from Muon\n  let cut = ?\n  select cut > 3\n"
    assert measured_holes(program(beginning=beginning)) == {}


@pytest.mark.parametrize(
    ("varied", "measure"), [("jets.pt", ENERGY), ("Jet.eta", NONE), ("Muon.phi", ANGLE), ("weight w", NONE)]
)
def test_a_variation_measures_what_it_varies(varied, measure):
    beginning = f"{BEGINNING}systematic shift\n  up {varied} = a\n  down {varied} = 2 * a\n"
    assert measured_holes(program("weight w = 2", beginning=beginning))["a"] == measure


def test_an_expression_measures_what_its_holes_do():
    found = program("select b > 2 GeV", beginning=f"{BEGINNING}define f = b * sqrt(b)\ndefine h = a * b\n")
    assert measured_in(found, found.by_name["f"].value) == ENERGY ** Fraction(3, 2)
    assert measured_in(found, found.by_name["h"].value) is None


def test_equations_are_solved_in_any_order():
    solution = Solution()
    a, b, energy = unknown("a"), unknown("b"), Measured(ENERGY)
    assert solution.learn(a * b, energy ** Fraction(3), HERE) is None
    assert solution.dimension("a") is None
    assert solution.learn(a / b, energy, THERE) is None
    assert (solution.dimension("a"), solution.dimension("b")) == (ENERGY**2, ENERGY)
    assert solution.learn(b, energy, HERE) is None
    wrong = solution.learn(Measured(LENGTH), a, THERE)
    assert (wrong.name, wrong.measured, wrong.asked) == ("a", ENERGY**2, LENGTH)


def test_what_two_holes_have_in_common_may_be_contradicted_alone():
    solution = Solution()
    a, b = unknown("a"), unknown("b")
    assert solution.learn(a, b, HERE) is None
    assert solution.learn(b, a, HERE) is None
    wrong = solution.learn(a / b, Measured(ENERGY), THERE)
    assert (wrong.first, wrong.name) == (HERE, "a")
