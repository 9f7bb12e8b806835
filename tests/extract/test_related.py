"""The part of a draft that a check depends on: what is said of a statement is what the check of the whole draft says."""

import os
import random

import pytest
import random_programs
import random_variations
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from hepir.extract.draft import DraftStatement
from hepir.extract.related import Related, followed
from hepir.extract.stating import stated
from hepir.extract.writing import Writing
from hepir.ir.kinds import kinds_of
from hepir.schemas.loading import find_schema
from hepir.semantics.usage import definition_names
from hepir.source import Source
from hepir.syntax.parsing import parse

KINDS = kinds_of(find_schema("cms_opendata_2012"))
EXAMPLES = 200 if os.environ.get("HYPOTHESIS_PROFILE") == "nightly" else 12
BEGINNING = (
    ("", "object jets from Jet"),
    ("", "object muons from Muon"),
    ("", "combine pairs = (m1, m2) from muons"),
    ("", "region base"),
    ("", "region search from base"),
    ("", "define ht = ?"),
    ("", "define far = MET.pt"),
)


class Whole(Writing):
    """A draft whose checks look at all of it."""

    def part(self, *_, **__):
        return None


def statements(text):
    return [
        DraftStatement(each.target, each.text)
        for each in stated(parse(Source("program", text)).program, KINDS)
    ]


def known(writing):
    """What the next statement is written by."""
    scene = writing.scene
    names = sorted(scene.types)
    return (
        {name: (scene.types[name], scene.needs(name), scene.facts(name)) for name in names},
        scene.holes,
        scene.varied,
        dict(scene.program.tables),
        {
            name: [each.name for each in (*one.weights, *one.histograms)]
            for name, one in scene.regions.items()
        },
        scene.program.publication,
    )


def follows(program):
    """Whether each definition comes after what it needs."""
    seen = set()
    for each in program.definitions:
        yield not {name for name in program.by_name if name in definition_names(each)} - seen
        seen.add(each.name)


@given(
    st.one_of(random_programs.programs(), random_variations.varied_programs()),
    st.one_of(random_programs.programs(), random_variations.varied_programs()),
    st.integers(0, 1000),
)
@settings(max_examples=EXAMPLES, phases=[Phase.generate])
def test_random_statements_in_any_order(program, another, seed):
    source = random.Random(seed)
    some = statements(getattr(program, "text", program)) + statements(getattr(another, "text", another))[:8]
    if seed % 2:
        source.shuffle(some)
    part, whole = Writing("A search", KINDS), Whole("A search", KINDS)
    for each in some:
        assert part.add(each) == whole.add(each), each
    assert part.statements == whole.statements
    assert known(part) == known(whole)
    assert all(follows(part.scene.program))


def drafted(kind):
    writing = kind("A search")
    for each in BEGINNING:
        assert writing.add(DraftStatement(*each)) is None
    return writing


@pytest.mark.parametrize(
    "more",
    [
        [("jets", "sort by pt descending"), ("search", "select jets[0].pt > 30 GeV")],
        [("search", "select jets[0].pt > 30 GeV"), ("jets", "sort by pt descending")],
        [("search", "select ht > 30 GeV"), ("base", "select size(jets) > ht"), ("base", "select ht > 1 GeV")],
        [
            ("jets", "let tight = ?"),
            ("jets", "select tight > 3 GeV"),
            ("search", "select any(x.tight > 2 for x in jets)"),
        ],
        [
            ("", "systematic shift"),
            ("shift", "up jets.pt = 2 * pt"),
            ("jets", "select pt > 30 GeV"),
            ("shift", "up jets.pt = pt"),
        ],
        [
            ("base", "weight w = 2"),
            ("", "systematic s"),
            ("s", "up weight w = 3"),
            ("s", "down weight v = 3"),
        ],
        [("base", "select search"), ("base", "select searhc"), ("search", "select base")],
        [("", "object m1 from Jet"), ("", "object jets from Muon"), ("", "define far = 2 GeV")],
        [("jets", "let muons = pt"), ("muons", "let jets = pt"), ("jets", "let pt2 = pt / size(muons)")],
        [
            ("", "define early = far * 2"),
            ("", "define late = max(early, MET.pt)"),
            ("search", "select late > early"),
        ],
        [
            ("", "choose best from pairs minimizing |mass - 91.2 GeV|"),
            ("pairs", "select mass > 5 GeV"),
            ("", "object best from Jet"),
        ],
        [
            ("search", "hist h = MET.pt in 3 bins from 0 GeV to 3 GeV"),
            ("base", "hist h = far in 3 bins from 0 GeV to 3 GeV"),
        ],
        [
            ("analysis", "sqrt_s 13 TeV"),
            ("analysis", "sqrt_s 8 TeV"),
            ("", 'unresolved "jets"'),
            ("search", 'unresolved "x"'),
        ],
        [
            ("nowhere", "select true"),
            ("search", "is no statement"),
            ("", "object"),
            ("base", "bin far in bins [1, 2] GeV"),
        ],
    ],
)
def test_what_a_statement_may_change_elsewhere(more):
    part, whole = drafted(Writing), drafted(Whole)
    for each in more:
        assert part.add(DraftStatement(*each)) == whole.add(DraftStatement(*each)), each
    assert part.statements == whole.statements
    assert known(part) == known(whole)


def test_what_has_nothing_to_do_with_it_is_left_out():
    writing = drafted(Writing)
    assert writing.add(DraftStatement("", 'unresolved "jets are cleaned in another publication"')) is None
    part = writing.part(DraftStatement("search", "select size(jets) >= 2"))
    assert [each.text for each in part] == ["object jets from Jet", "region base", "region search from base"]
    assert writing.part(DraftStatement("", "systematic shift")) is None


def test_what_may_be_meant_is_looked_for_everywhere():
    for kind in (Writing, Whole):
        found = drafted(kind).trial(DraftStatement("search", "select size(paris) >= 2"))
        assert "did you mean `pairs`?" in found.advice
        assert "so write: select size(pairs) >= 2" in found.advice


def test_what_is_taken_back_is_forgotten():
    statements = [DraftStatement(*each) for each in BEGINNING]
    related = followed(Related(), statements)
    assert followed(related, statements) is related
    shorter = followed(related, statements[:2])
    assert shorter is not related
    assert list(shorter.places) == ["jets", "muons"]
    other = followed(shorter, [statements[0], statements[3], statements[4]])
    assert list(other.places) == ["jets", "base", "search"]
