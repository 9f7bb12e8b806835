"""The line that a terminal shows while a model writes."""

import io

import pytest

from hepir.cli.writing_progress import Seen, being_written, writing_progress


class Clock:
    """Each look at it is a second later."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        self.now += 1.0
        return self.now


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("in jets select\n pt > 30", "in jets select pt > 30"),
        ('{"statements": [{"sentence"', '{"statements": [{"sentence"'),
        ('[{"sentence": "s1", "quote": "", "statement": "region a"}, {"sentence": "s2', "region a"),
        ('[{"statement": "region a"}, {"sentence": "s2", "statement": "in a sel', "in a sel"),
        ('[{"statement": "unresolved \\"why"', 'unresolved \\"why'),
    ],
)
def test_the_statement_that_is_being_written(text: str, shown: str) -> None:
    assert being_written(text) == shown


def test_tokens_a_second_since_the_first_token() -> None:
    seen = Seen(Clock())
    assert seen.line(0, 5, "region", 80) == "5 tokens  region"
    assert seen.line(1, 7, "object jets from Jet", 80) == "12 tokens  object jets from Jet"
    assert seen.line(0, 1005, "region search", 80) == "1,012 tokens, 506.0 a second  region search"


def test_a_line_is_no_wider_than_the_terminal() -> None:
    seen = Seen(Clock())
    for width in (1, 10, 20, 40, 200):
        line = seen.line(0, 5, "x" * 300, width)
        assert len(line) <= max(width, len("5 tokens, 5.0 a second  "))


def test_a_file_is_told_of_nothing() -> None:
    stream = io.StringIO()
    with writing_progress(stream) as progress:
        assert progress is None
    assert stream.getvalue() == ""


def test_a_terminal_shows_it() -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    stream = Terminal()
    with writing_progress(stream) as progress:
        assert progress is not None
        progress(0, 7, "region search")
    assert "7 tokens  region search" in stream.getvalue()
