"""Grammars that are built ahead: those that will be asked for, and no mistake for any beginning."""

import random

import pytest

from hepir.extract.citing import Citable
from hepir.extract.draft import DraftStatement
from hepir.extract.driving import driver
from hepir.extract.typed.foreseeing import foreseen
from hepir.extract.typed.openings import read_head
from hepir.extract.writing import Writing
from hepir.models.core import Finished

BEGINNING = (
    DraftStatement("", "object jets from Jet"),
    DraftStatement("jets", "sort by pt descending"),
    DraftStatement("", "combine pairs = (l1, l2) from Muon"),
    DraftStatement("", "region base"),
    DraftStatement("", "systematic scale"),
)
HEADS = (
    "in base select",
    "in base for x in jets reject",
    "in base for x in first(jets, 2), over y in Muon when",
    "in base bin",
    "in base hist spectrum =",
    "in base weight pileup =",
    "in base expect events ",
    "in jets sort by",
    "in jets let close =",
    "in scale up jets.pt =",
    "define cut =",
    "over x in jets define cut =",
    "choose best from pairs minimizing",
    "table efficiency axis",
)
UNITS = (
    Citable("p1s1", "Jets have pT > 30 GeV and |eta| < 2.4 in 20 bins from 0 to 100 GeV, or 3 of them", 1),
)


def drafted():
    writing = Writing("A search")
    for statement in BEGINNING:
        assert writing.add(statement) is None
    return writing


@pytest.mark.parametrize("head", HEADS)
def test_what_is_asked_for_was_foreseen(head):
    segments = driver(drafted(), UNITS)
    citation = next(segments)
    assert not citation.foresight("@p1s")
    (write,) = citation.foresight("@p1s1")
    opening = segments.send(Finished("@p1s1\n", 4))
    assert opening.grammar == write()
    likely = [write() for count in range(len(head)) for write in opening.foresight(head[:count])]
    assert segments.send(Finished(head, 9)).grammar in likely


def test_no_beginning_is_a_mistake():
    scene, source = drafted().scene, random.Random(5)
    words = [
        *" ".join(HEADS).split(),
        "in",
        "for",
        ",",
        "(",
        "\n",
        "with",
        "x.muons",
        "first(jets,",
        "2)",
        "jets",
        "none",
        "Jet.mass",
        "é",
    ]
    for _ in range(3000):
        text = " ".join(source.choices(words, k=source.randrange(9)))
        for head in foreseen("", text[source.randrange(3) :], scene):
            assert not read_head(head, scene).whole, text


def test_behind_a_list_of_an_object_a_body_is_foreseen_once_the_list_is_whole():
    segments = driver(drafted(), UNITS)
    next(segments)
    opening = segments.send(Finished("@p1s1\n", 4))
    parts = ("in base for x in jets with ", "x.constituents ", "for y in x.constituents select")
    for part in parts[:2]:
        opening = segments.send(Finished(part, 3))
        assert not opening.foresight(part[: -len("constituents ")])
    likely = [write() for count in range(len(parts[2])) for write in opening.foresight(parts[2][:count])]
    assert segments.send(Finished(parts[2], 9)).grammar in likely
