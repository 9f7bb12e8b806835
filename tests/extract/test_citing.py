"""Which sentences can be cited, and that a citation names one of them."""

import pytest
from walks import longest_prefix

from hepir.extract.citing import Citable, cited, evidence_grammar

LONG, SHORT = "Electrons have a transverse momentum above 25 GeV", "Two jets"
UNITS = [
    Citable("p1s1", LONG, 1),
    Citable("p1s12", SHORT, 1),
    Citable("p2", LONG, 2),
    Citable("7", SHORT, 2),
    Citable('1704.07781/p3"s^-]é', LONG, 3),
]


BY_ID = {unit.id: unit for unit in UNITS}


@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit.id)
def test_each_unit_is_cited_whole_and_those_that_are_long_in_part(unit):
    for text, legal in ((f"@{unit.id}\n", True), (f'@{unit.id} "', unit.text == LONG)):
        assert longest_prefix(evidence_grammar(UNITS), text)[1] is legal, text
        assert not legal or cited(text, BY_ID) == (unit, text.endswith('"'))


@pytest.mark.parametrize("text", ["@p1s\n", "@p1s2\n", "@p1s11\n", "@p22\n", "@\n", "@p1s121\n", "p1s1\n"])
def test_nothing_else_is_cited(text):
    assert not longest_prefix(evidence_grammar(UNITS), text)[1]
