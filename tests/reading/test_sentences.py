"""Where sentences end, and what is not the end of one."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as some

from hepir.reading.normalising import normalise, normalised
from hepir.reading.sentences import sentence_spans
from hepir.source import Span


def split(text):
    return [text[span.start : span.end] for span in sentence_spans(text)]


@pytest.mark.parametrize(
    "text",
    [
        "As shown in Fig. 3 and Figs. 4-5, the data agree.",
        "The method of J. Smith et al. [3] is used.",
        "Objects, e.g. jets, i.e. AK4 jets, are used.",
        "See Ref. [3], Eq. (1), Sec. 4 and Tab. 2 for more.",
        "The mass is 91.2 GeV and |η| < 2.5 holds.",
        "Signal vs. Background is compared.",
        "The c.m. energy of 13 TeV is reached.",
        "About approx. 30 events remain.",
    ],
)
def test_one_sentence(text) -> None:
    assert split(text) == [text]


@pytest.mark.parametrize(
    "parts",
    [
        ("We require |η| < 2.5.", "The rest is rejected."),
        ("The limit is 13 TeV.", "pTmiss is large."),
        ("It is used [12].", "Jets are vetoed."),
        ("This is model A.", "The other is model B."),
        ('He said "yes."', "We agree."),
        ("A footnote follows.^12", "More text."),
        ("Is it so?", "It is."),
        ("They are counted, etc.", "The rest follows."),
        ("All is done.", "η is the pseudorapidity."),
        ("b jets are tagged.", "b-tagged jets are counted."),
    ],
)
def test_two_sentences(parts) -> None:
    assert split(" ".join(parts)) == list(parts)


@given(some.text(max_size=300))
def test_normalising_twice_changes_nothing_and_every_character_has_an_origin(text) -> None:
    once, offsets = normalise(text)
    assert normalised(normalised(text)) == normalised(text)
    for place in range(len(once)):
        for stretch in offsets.original(Span(place, place + 1)):
            assert 0 <= stretch.start <= stretch.end <= len(text)
    for piece in offsets.pieces:
        assert 0 <= piece.original_start <= piece.original_end <= len(text)


@given(some.text(alphabet="Ab .?![]()^1\"'η", max_size=120))
def test_sentences_cover_all_that_is_not_white_space(text) -> None:
    spans = sentence_spans(text)
    covered = "".join(text[span.start : span.end] for span in spans)
    assert covered.replace(" ", "") == text.replace(" ", "")
    assert all(one.end <= other.start for one, other in pairwise(spans))


@pytest.mark.parametrize(
    ("original", "expected"),
    [
        ("10⁶ events", "10^6 events"),
        ("E₀ and x²", "E0 and x^2"),
        ("−5 – 7", "-5 - 7"),
        ("10\u2009GeV\u00a0more", "10 GeV more"),
        ("identi-\nfication", "identification"),
        ("m-\nT2", "m-T2"),
        ("1–\n2", "1-2"),
        ("⩾ 2 ϕ", "≥ 2 φ"),
        ("“tight”", '"tight"'),
        ("fu¨r", "für"),
    ],
)
def test_normalised(original, expected) -> None:
    assert normalised(original) == expected


def test_the_document_tells_whether_a_hyphen_belongs_to_a_word() -> None:
    assert normalise("non-\nprompt", words=frozenset({"non-prompt"}))[0] == "non-prompt"
    assert normalise("non-\nprompt", words=frozenset({"nonprompt"}))[0] == "nonprompt"
