"""Holes that have names: a decoder writes one as one value, and whatever else the checker refuses."""

import random

import pytest
from walks import longest_prefix, seek, walk

from hepir.extract.draft import DraftStatement
from hepir.extract.typed.bodies import body_grammar, whole_body
from hepir.extract.typed.literals import quoted
from hepir.extract.typed.openings import read_head
from hepir.extract.writing import Writing

QUOTE = "at least 2 jets with pT > 30 GeV within 0.5 mm, a distance of 0.4, and 100 GeV"
HEAD = "in base for x in jets select"
BEGINNING = (
    ("", "object jets from Jet"),
    ("", "region base"),
    ("", "define ht = ?"),
    ("", "define cut = ?"),
    ("", "define root = sqrt(ht)"),
)
FIRST = (
    *(
        "ht > 30 GeV",
        "30 GeV < ht < 100 GeV",
        "MET.pt > ht",
        "size(jets) == ht",
        "any(x.pt > ht for x in jets)",
    ),
    *("cut", "not cut", "root < 2", "size(jets) >= 2 and MET.pt > cut and size(jets) >= 1"),
)
# what says nothing of the hole, or speaks of two of them
NOT_FIRST = (
    "ht + 30 GeV > 100 GeV",
    "MET.pt > ht and MET.pt > cut",
    "root",
    "ht",
    "ht > 30 GeV and ht > 0.5 mm",
)
AFTER = (
    *(
        "ht > 30 GeV",
        "ht + 30 GeV > 100 GeV and MET.pt > cut",
        "root / sqrt(MET.pt) < 2",
        "max(ht, MET.pt) > ht",
    ),
)
CONTRADICTING = (
    "size(jets) >= ht",
    "ht",
    "ht > 0.5 mm",
    "root < 2",
    "any(x.eta > ht for x in jets)",
    "30 GeV * 2 < ht * ht",
)


def drafted(*more):
    writing = Writing("A search")
    for statement in (*BEGINNING, *more):
        assert writing.add(DraftStatement(*statement)) is None, writing.dropped
    return writing


def written(writing, body):
    grammar = body_grammar(writing.scene, read_head(HEAD, writing.scene), quoted(QUOTE))
    return longest_prefix(grammar, f" {body}\n")[1]


def accepted(writing, body):
    return writing.add(DraftStatement("base", f"select {body}")) is None


@pytest.mark.parametrize("body", FIRST)
def test_the_first_place_of_a_hole_says_what_it_is(body):
    assert written(drafted(), body)
    assert accepted(drafted(), body)


@pytest.mark.parametrize("body", NOT_FIRST)
def test_a_first_place_says_it_of_one_hole(body):
    assert not written(drafted(), body)


@pytest.mark.parametrize("body", AFTER)
def test_any_place_may_follow_that_agrees(body):
    writing = drafted(("base", "select MET.pt > ht"))
    assert written(writing, body)
    assert accepted(writing, body)


@pytest.mark.parametrize("body", CONTRADICTING)
def test_no_place_that_contradicts_is_written_or_accepted(body):
    writing = drafted(("base", "select MET.pt > ht"))
    assert not written(writing, body)
    assert not accepted(writing, body)


def test_a_condition_stays_one():
    writing = drafted(("base", "select cut"))
    assert written(writing, "cut and size(jets) >= 2")
    for body in ("cut > 30 GeV", "MET.pt + cut > 30 GeV"):
        assert not written(writing, body)
        assert not accepted(writing, body)


@pytest.mark.parametrize("values", [" ht in", " root, ht in"])
def test_bins_divide_what_a_hole_measures(values):
    writing = drafted(("base", "select MET.pt > ht"))
    head = read_head("in base bin", writing.scene)
    source, grammars = random.Random(1), []

    def take(grammar, begun):
        grammars.append(grammar)
        return values if not begun else walk(grammar, source)

    body = whole_body(writing.scene, head, quoted(f"{QUOTE} and 3 GeV^(1/2)"), take)
    assert writing.add(DraftStatement("base", f"bin{body}".rstrip())) is None, writing.dropped
    assert "mm" not in grammars[1]
    assert longest_prefix(grammars[0], values)[1] or "root" in values


@pytest.mark.parametrize("seed", range(3))
def test_every_walk_with_holes_is_a_statement_that_checks(seed):
    source, writing = random.Random(seed), drafted()
    kept = 0
    for sought in ("ht", "cut", "root", "ht", "cut", "root", "ht"):
        scene = writing.scene
        head = read_head(HEAD, scene)
        grammar = body_grammar(scene, head, quoted(QUOTE))
        body = seek(grammar, source, "", sought)
        if body is not None:
            statement = DraftStatement("base", f"{head.text}{body}".rstrip())
            assert statement in writing.statements or writing.add(statement) is None, statement
            kept += 1
    assert kept >= 3
    assert writing.scene.holes
