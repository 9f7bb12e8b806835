"""Lists that objects have: a head names those that its statement speaks of, and then they are written as collections are."""

from dataclasses import replace
from functools import partial
from types import MappingProxyType

import pytest
from walks import longest_prefix

from hepir.extract.assembling import program_text
from hepir.extract.citing import Citable
from hepir.extract.draft import DraftStatement
from hepir.extract.driving import Limits, driver
from hepir.extract.listed.answers import Item
from hepir.extract.listed.judging import judge
from hepir.extract.stating import stated
from hepir.extract.typed.bodies import whole_body
from hepir.extract.typed.further import whole_head
from hepir.extract.typed.heads import head_grammar
from hepir.extract.typed.literals import quoted
from hepir.extract.typed.openings import read_head
from hepir.extract.writing import Writing
from hepir.ir.kinds import kinds_of
from hepir.models.core import Finished
from hepir.schemas.loading import find_schema
from hepir.source import Source
from hepir.syntax.parsing import parse

KINDS = kinds_of(find_schema("cms_nanoaod"))
QUOTE = "A pair of subjets has pT > 20 GeV, and jets with muons of 5 GeV have |eta| < 2.4"
UNIT = Citable("s1", QUOTE, 1)
BEGINNING = (
    DraftStatement("", "object wide from FatJet"),
    DraftStatement("", "object jets from Jet"),
    DraftStatement("jets", "sort by pt descending"),
    DraftStatement("", "object muons from Muon"),
    DraftStatement("", "systematic shift"),
    DraftStatement("", "region base"),
)


def drafted():
    writing = Writing("A search", KINDS)
    for statement in BEGINNING:
        assert writing.add(statement) is None, writing.dropped
    return writing


def taken(line, grammar, begun):
    """The part of a line that a grammar takes."""
    rest = line[len(begun) :]
    count, whole = longest_prefix(grammar, rest)
    return rest[:count] if whole else None


def written(line, writing):
    """The statement that decoders write as this line; None where they cannot."""
    scene, offered = writing.scene, quoted(QUOTE)
    opening = whole_head(scene, offered, (), writing.facts, partial(taken, line))
    if opening is None:
        return None
    head = read_head(opening, scene)
    rest = line[len(opening) :]
    body = whole_body(scene, head, offered, partial(taken, rest))
    return None if body != rest else DraftStatement(head.target, f"{head.text}{body.rstrip()}")


def without_lists(program):
    """A program whose kinds have no lists."""
    kinds = {name: replace(kind, lists={}) for name, kind in program.kinds.items()}
    return replace(program, kinds=MappingProxyType(kinds))


LEGAL = (
    "in wide with this.subjets for x in this.subjets select all(x.pt > 20 GeV for x in this.subjets)",
    "in wide with this.subjets select size(this.subjets) == 2 and leading(this.subjets).pt > 20 GeV",
    "in wide with this.constituents let spread = max(this.constituents.pt) / pt",
    "in wide with this.subjets sort by size(this.subjets) descending",
    "in base for x in jets with x.muons for y in x.muons select any(y.pt > 5 GeV for x in jets for y in x.muons)",
    "in base for x in jets with x.muons, for y in x.muons select any(count(y.pt > 5 GeV for y in x.muons) > 2 for x in jets)",
    "in base over x in jets with x.muons select max(size(x.muons) for x in jets) > 2",
    "in base with jets[0].muons select contains(jets[0].muons, leading(muons))",
    "in base with leading(wide).constituents select ht(leading(wide).constituents) > 20 GeV",
    "in base with leading(wide).subjets select sum(leading(wide).subjets).mass > 20 GeV",
    "in base with leading(GenParticle).mother.daughters select size(leading(GenParticle).mother.daughters) > 2",
    "in base with leading(wide).subjets with leading(leading(wide).subjets).muons"
    " select size(leading(leading(wide).subjets).muons) > 2",
    "in base with leading(first(jets, 3)).muons select exists(leading(leading(first(jets, 3)).muons).gen_particle)",
    "with this.constituents choose best from wide maximizing size(this.constituents)",
    "with jets[0].muons define many = size(jets[0].muons)",
    "in shift with this.muons up jets.pt = pt * size(this.muons)",
    # a list is written with its owner: its bare name is that of a collection
    "in jets for x in muons select all(dr(this, x) > 2.4 for x in muons)",
)
ILLEGAL = (
    # the head does not name it
    "in wide select size(this.subjets) == 2",
    # no other object has it, and none is asked outside of its loop
    "in jets with this.subjets select size(this.subjets) == 2",
    "in base for x in jets with x.muons select size(x.muons) == 2",
    "in base for x in jets with x.muons for y in x.muons select any(y.pt > 5 GeV for y in x.muons)",
    # the lists of an object that may be missing are not surely there
    "in wide with leading(jets).muons sort by size(leading(jets).muons) descending",
    # no order is known
    "in base with jets[0].muons select jets[0].muons[0].pt > 5 GeV",
    # `this` is another object
    "with this.subjets choose best from jets maximizing size(this.subjets)",
    "with this.subjets define many = size(this.subjets)",
)


@pytest.mark.parametrize("line", LEGAL)
def test_what_can_be_written_is_accepted(line):
    writing = drafted()
    statement = written(f"{line}\n", writing)
    assert statement is not None
    assert writing.add(statement) is None, writing.dropped


@pytest.mark.parametrize("line", ILLEGAL)
def test_what_is_no_list_of_its_place_cannot_be_written(line):
    assert written(f"{line}\n", drafted()) is None


@pytest.mark.parametrize("line", LEGAL)
def test_a_statement_is_taken_apart_into_its_line(line):
    writing = drafted()
    assert writing.add(written(f"{line}\n", writing)) is None
    program = parse(Source("", program_text(writing.draft))).program
    lines = [each.line for each in stated(program, KINDS)]
    assert f"{line}\n" in lines, lines


def test_programs_without_such_lists_have_the_same_grammars():
    scene = replace(drafted().scene, program=without_lists(drafted().scene.program))
    assert "with" not in head_grammar(scene, quoted(QUOTE), (), frozenset())


def next_of(driven, finished):
    """The next segment of a driver; None where it ends."""
    try:
        return driven.send(finished)
    except StopIteration:
        return None


def test_a_driver_asks_for_each_list_apart():
    line = LEGAL[11]
    writing, asked = drafted(), []
    driven = driver(writing, [UNIT], Limits(statements=1))
    next(driven)
    segment = driven.send(Finished("@s1\n", 1))
    while "".join(asked) != f"{line}\n":
        asked.append(taken(f"{line}\n", segment.grammar, "".join(asked)))
        segment = next_of(driven, Finished(asked[-1], 1))
    assert segment is None
    assert len(asked) == 6  # `with`, a list, `with`, a list of its objects, the keyword, the body
    assert writing.statements[-1].text == line.partition("muons ")[2]


@pytest.mark.parametrize(
    ("statement", "taken"),
    [
        ("in wide select size(this.subjets) == 2", True),  # a pair
        ("in wide select size(this.subjets) == 7", False),
    ],
)
def test_numbers_that_a_listed_statement_implies(statement, taken):
    objection = judge(Item(UNIT.id, "", statement), {UNIT.id: UNIT}, drafted())
    assert (objection is None) == taken, objection
