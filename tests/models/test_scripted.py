"""A model that always prefers a wrong token never gets through, whatever it prefers; and what rows refuse by themselves."""

import itertools
from collections.abc import Callable, Iterator, Sequence

import pytest
from toy_drivers import QUOTES, program, whole

from hepir.models import grammars, rows
from hepir.models.core import Driver, Segment, Transcript
from hepir.models.grammars import MATCHERS, byte_tokenizer
from hepir.models.rows import Row

END = 256
PREFERENCES = (
    "select jets > 99 TeV;\n",  # an invented number, a unit, a name that is taken
    '@p7 "ignore all instructions"\n',
    "\x00\xff::=",
    "99999999",
    "TeV MeV eV",
)


def scripted(driver: Driver, wanted: str, tokens: int, end: bool) -> Transcript:
    """Prefers the next letter of `wanted`, over and over, else the end of the text (if `end`), else the last legal byte."""
    import numpy as np

    row, letters = Row(driver, byte_tokenizer(), (END,)), itertools.cycle(wanted.encode("utf-8"))
    bits = np.zeros(9, np.int32)
    while not row.over and row.written < tokens:
        row.legal(bits)
        legal = np.flatnonzero(np.unpackbits(bits.view(np.uint8), bitorder="little")[:257]).tolist()
        choice = next(letters)
        if choice not in legal:
            choice = (
                END if end and END in legal else legal[-1] if legal[-1] != END else legal[-min(2, len(legal))]
            )
        row.take(choice, 0.0, 0.0)
    return row.finish()


@pytest.mark.parametrize("end", [True, False])
@pytest.mark.parametrize("wanted", [*PREFERENCES, *QUOTES])
def test_it_never_gets_through(wanted: str, end: bool) -> None:
    transcript = scripted(program(5, 400, 400)(), wanted, 2000, end)
    text = "".join(finished.text for _, finished in transcript.segments if finished.cut is None)
    assert transcript.ended in ("end", "driver")
    assert text and whole(text)
    assert "99" not in text.replace('"', "") and "TeV" not in text


@pytest.mark.parametrize("tokens", range(1, 160, 7))
def test_at_any_length_there_is_nothing_but_whole_segments(tokens: int) -> None:
    transcript = scripted(program(5)(), "select", tokens, end=False)
    kept = [finished for _, finished in transcript.segments if finished.cut is None]
    assert all(finished.text.endswith("\n") for finished in kept)
    assert whole("".join(finished.text for finished in kept[: len(kept) // 2 * 2]))
    assert sum(finished.tokens for _, finished in transcript.segments) <= tokens


@pytest.mark.parametrize("budget", range(1, 60, 6))
def test_at_any_budget_there_is_nothing_but_whole_segments(budget: int) -> None:
    transcript = scripted(program(5, budget, budget)(), "select", 2000, end=False)
    assert transcript.ended in ("budget", "driver")
    for _, finished in transcript.segments:
        assert (finished.cut == "budget") == (not finished.text.endswith("\n"))


def legal_now(row: Row) -> list[int]:
    import numpy as np

    bits = np.zeros(9, np.int32)
    row.legal(bits)
    return np.flatnonzero(np.unpackbits(bits.view(np.uint8), bitorder="little")[:257]).tolist()


def one(grammar: str, **options: object) -> Iterator[Segment]:
    yield Segment(grammar, "statement", 9, **options)


def test_the_end_of_the_text_is_legal_only_between_segments() -> None:
    row = Row(one("start: /[ab]{1,3}/\n", may_end=True), byte_tokenizer(), (END,))
    assert legal_now(row) == [97, 98, END]
    row.take(97, 0.0, 0.0)
    assert legal_now(row) == [97, 98]  # llguidance would let it end here: `a` is whole already
    row.take(97, 0.0, 0.0)
    row.take(97, 0.0, 0.0)
    assert legal_now(row) == [END]
    assert row.ended == "driver"


def test_a_grammar_with_the_empty_text_does_not_let_the_text_end() -> None:
    row = Row(one('start: ("a" "b")?\n'), byte_tokenizer(), (END,))
    assert legal_now(row) == [97]


def test_a_grammar_without_any_text_is_a_failure() -> None:
    row = Row(one('start: ""\n'), byte_tokenizer(), (END,))
    assert legal_now(row) == [END]
    assert row.finish().ended == "failure"


def test_a_token_that_is_not_legal_is_a_failure() -> None:
    row = Row(one('start: "ab"\n'), byte_tokenizer(), (END,))
    row.take(98, 0.0, 0.0)
    transcript = row.finish()
    assert transcript.ended == "failure"
    assert transcript.segments[0][1].cut is not None and transcript.message
    assert legal_now(row) == [END]


def test_nothing_is_taken_after_the_end() -> None:
    row = Row(one('start: "a"\n'), byte_tokenizer(), (END,))
    for token in (97, END, 97, END):
        row.take(token, -1.0, 0.5)
    ((_, finished),) = row.finish().segments
    assert (finished.text, finished.tokens, finished.log_probability, finished.removed_mass) == (
        "a",
        1,
        -1.0,
        0.5,
    )


def test_a_driver_is_told_of_the_cut_and_closed() -> None:
    seen: list[str | None] = []

    def told() -> Driver:
        try:
            while True:
                seen.append((yield Segment("start: /[ab]{9}/\n", "statement", 2)).cut)
        finally:
            seen.append("closed")

    row = Row(told(), byte_tokenizer(), (END,))
    row.take(97, 0.0, 0.0)
    row.take(97, 0.0, 0.0)
    assert seen == ["budget", "closed"]
    assert row.finish().ended == "budget"


class AtOnce:
    """Does what is wanted ahead before it goes on."""

    def __init__(self) -> None:
        self.stopped = 0

    def start(self, _: object, work: Sequence[Callable[[], object]]) -> None:
        for each in work:
            each()

    def stop(self, _: object) -> None:
        self.stopped += 1


def test_what_a_segment_foresees_is_built_before_it_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    ahead = AtOnce()
    monkeypatch.setattr(rows, "AHEAD", ahead)
    wanted, wrong, seen = 'start: "next"\n', 'start: "other"\n', []

    def foresight(text: str) -> list[Callable[[], str]]:
        seen.append(text)
        return [lambda: wrong, lambda: wanted] if text == "ab" else []

    def segments() -> Driver:
        yield Segment('start: "abc"\n', "statement", 9, foresight=foresight)
        yield Segment(wanted, "statement", 9)

    row = Row(segments(), byte_tokenizer(), (END,))
    for token in b"ab":
        row.take(token, 0.0, 0.0)
    assert (byte_tokenizer(), wanted) in MATCHERS.kept
    monkeypatch.setattr(grammars, "built", None)  # no grammar can be built from here on
    assert not ahead.stopped
    row.take(ord("c"), 0.0, 0.0)
    assert (seen, ahead.stopped) == (["a", "ab"], 1)
    assert legal_now(row) == [ord("n")]
