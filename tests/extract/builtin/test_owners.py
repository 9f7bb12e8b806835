"""What objects a condition is about."""

from hepir.extract.builtin.owners import is_behind_for
from hepir.extract.builtin.phrases import Condition, Count, Noun, OneSided, Quantity, Variable, Word

JET, MUON = Noun("Jet", plural=False), Noun("Muon", plural=True)
LIMIT = Condition(Variable("pt"), OneSided(">", (Quantity("40", "GeV"),)))


def test_a_noun_behind_for_says_of_whom_the_condition_before_it_is() -> None:
    phrases = (LIMIT, Word("FOR", "for"), MUON, Word("AND", "and"), LIMIT)
    assert is_behind_for(phrases, 4, MUON)
    assert not is_behind_for(phrases[2:], 2, MUON)


def test_a_noun_that_is_counted_is_no_phrase_of_its_own() -> None:
    phrases = (Word("BY", "by"), Count("", 1, JET), Word("WITH", "with"), LIMIT)
    assert not is_behind_for(phrases, 3, JET)
