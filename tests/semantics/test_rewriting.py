"""Values that are made anew only where something of them is another."""

from hepir.semantics.expressions import Constant
from hepir.semantics.program import Cut, Origin, Region
from hepir.semantics.rewriting import changed
from hepir.source import Span
from hepir.types.core import BOOLEAN

ORIGIN = Origin("select true", 1)
CONDITION = Constant(True, type=BOOLEAN, span=Span(0, 4))
CUT = Cut(ORIGIN, CONDITION)
REGION = Region("search", ORIGIN, (), cuts=(CUT, CUT))


def test_the_same_parts_give_the_same_object() -> None:
    assert changed(CUT, condition=CONDITION, when=None) is CUT
    assert changed(REGION, cuts=(CUT, CUT), bins=()) is REGION


def test_equal_parts_are_not_the_same_parts() -> None:
    other = Constant(True, type=BOOLEAN, span=Span(5, 9))
    assert other == CONDITION
    assert changed(CUT, condition=other).condition is other


def test_another_part_leaves_the_rest() -> None:
    shorter = changed(REGION, cuts=(CUT,), name="search")
    assert (shorter.name, shorter.cuts, shorter.origin) == ("search", (CUT,), ORIGIN)
    deeper = changed(REGION, bins=((ORIGIN, None),))
    assert deeper.bins == ((ORIGIN, None),)
