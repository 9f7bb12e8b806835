"""What follows a head is written once for all quotes with the same units; then only their numbers differ."""

import pytest
from walks import longest_prefix

from hepir.extract.draft import DraftStatement
from hepir.extract.typed import bodies
from hepir.extract.typed.bodies import body_grammar
from hepir.extract.typed.literals import quoted
from hepir.extract.typed.openings import read_head
from hepir.extract.writing import Writing

BEGINNING = (
    DraftStatement("", "object jets from Jet"),
    DraftStatement("jets", "sort by pt descending"),
    DraftStatement("", "region base"),
)
HEADS = (
    "in base select",
    "in base for x in jets reject",
    "in base over x in jets reject",
    "in base hist spectrum =",
    "in base bin",
    "in jets limit",
    "define cut =",
)
QUOTES = ("25 GeV and |eta| < 2.4 in 30 bins", "40 GeV and |eta| < 2.5 in 12 bins", "4 cm", "no number")


def drafted():
    writing = Writing("A search")
    for statement in BEGINNING:
        assert writing.add(statement) is None
    return writing


def grammar(writing, head, quote):
    return body_grammar(writing.scene, read_head(head, writing.scene), quoted(quote))


@pytest.mark.parametrize("head", HEADS)
def test_what_is_remembered_is_what_would_be_written(head):
    writing = drafted()
    for quote in QUOTES:
        assert grammar(writing, head, quote) == grammar(drafted(), head, quote), quote


def test_quotes_with_the_same_units_share_their_rules():
    writing = drafted()
    first, second = (grammar(writing, HEADS[0], quote) for quote in QUOTES[:2])
    assert grammar(writing, HEADS[0].replace("select", "reject"), QUOTES[1]) == second
    assert len(writing.properties.grammars.kept) == 1
    assert longest_prefix(first, " MET.pt > 25 GeV\n")[1]
    assert not longest_prefix(second, " MET.pt > 25 GeV\n")[1]
    assert longest_prefix(second, " MET.pt > 40 GeV\n")[1]


def test_a_new_name_is_a_new_grammar():
    writing = drafted()
    assert not longest_prefix(grammar(writing, HEADS[0], QUOTES[0]), " size(hard) > 1\n")[1]
    assert writing.add(DraftStatement("", "object hard from Jet")) is None
    assert longest_prefix(grammar(writing, HEADS[0], QUOTES[0]), " size(hard) > 1\n")[1]


@pytest.mark.parametrize("most", [bodies.MOST_RULES, 0])
def test_what_was_asked_for_before_leaves_no_trace(monkeypatch, most):
    monkeypatch.setattr(bodies, "MOST_RULES", most)
    writing = drafted()
    for head in HEADS:
        grammar(writing, head, QUOTES[0])
    for head in HEADS:
        writing.properties.grammars.clear()
        assert grammar(writing, head, QUOTES[0]) == grammar(drafted(), head, QUOTES[0]), head


@pytest.mark.parametrize(
    ("loops", "legal", "illegal"),
    [
        (
            "for x in jets for y in Muon",
            " any(dr(x, y) < 2.4 for x in jets for y in Muon)\n",
            " any(x.pt > 25 GeV for x in jets)\n",
        ),
        (
            "for x in jets, for y in Muon",
            " any(all(dr(x, y) < 2.4 for y in Muon) for x in jets)\n",
            " any(dr(x, y) < 2.4 for x in jets for y in Muon)\n",
        ),
        (
            "for x in first(jets, 2), for y in jets for u in Muon",
            " any(x.pt > 25 GeV for x in first(jets, 2)) or all(dr(u, y) > 2.4 for y in jets for u in Muon)\n",
            " all(dr(u, x) > 2.4 for x in first(jets, 2) for u in Muon)\n",
        ),
        (
            "over x in jets, for y in Muon",
            " any(max(dr(x, y) for x in jets) < 2.4 for y in Muon)\n",
            " any(max(dr(x, y) for y in Muon) < 2.4 for x in jets)\n",
        ),
    ],
)
def test_variables_are_bound_together_or_apart(loops, legal, illegal):
    text = grammar(drafted(), f"in base {loops} select", QUOTES[0])
    assert longest_prefix(text, legal)[1]
    assert not longest_prefix(text, illegal)[1]
