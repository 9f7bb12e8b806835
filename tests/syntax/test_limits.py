"""Texts that no person would write: binary, endless, nested without end."""

import pytest

from hepir.source import Source, Span
from hepir.syntax.parsing import Parsed, parse


def read(text: str) -> Parsed:
    return parse(Source("program.hep", text))


def codes(text: str) -> list[str]:
    return [diagnostic.code for diagnostic in read(text).diagnostics]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "HEP0008"),
        ("\ufeff", "HEP0008"),
        ("# comment", "HEP0008"),
        ("region a\n" * 600_000, "HEP0006"),
        ("root\x00\x00\x01", "HEP0007"),
        (b"root\xff\xfe".decode(errors="replace"), "HEP0007"),
        (b"root\xff\xfe".decode(errors="surrogateescape"), "HEP0007"),
        ("\x1b[31m", "HEP0007"),
        (f"define x = {'(' * 10_000}1{')' * 10_000}", "HEP0005"),
        (f"define x = {'-' * 10_000}1", "HEP0005"),
        (f"define x = {'not ' * 10_000}y", "HEP0005"),
        (f"define x = y{'.z' * 10_000}", "HEP0005"),
        (f"define x = y{' else y' * 10_000}", "HEP0005"),
        (f"define x = {'f(' * 10_000}y{')' * 10_000}", "HEP0005"),
        (f"define x = {'(' * 10_000}", "HEP0001"),
        (f"define x = {'1' * 10_000}", "HEP0011"),
        (f"define x = y[{'1' * 10_000}]", "HEP0011"),
        (f"define x = 0.{'1' * 10_000}", "HEP0011"),
        ("define x = 1e400", "HEP0011"),
        (f'source s = page {"1" * 5_000} "q"', "HEP0011"),
        (f"region r bin x in bins [0, {'1' * 5_000}]", "HEP0011"),
        (f"region r bin x in {'1' * 5_000} bins from 0 to 1", "HEP0011"),
        ('"' * 100_001, "HEP0001"),
    ],
    ids=lambda value: value[:30] if len(value) > 8 else value,
)
def test_what_is_refused(text: str, code: str) -> None:
    assert codes(text) == [code]


def test_what_is_wrong_in_a_binary_file_is_its_first_strange_character() -> None:
    (diagnostic,) = read("root\x00\x00").diagnostics
    assert diagnostic.span == Span(4, 5)
    assert "U+0000" in diagnostic.message


def test_the_depth_that_is_allowed_is_ample() -> None:
    assert codes(f"define x = {'(' * 90}1{')' * 90}") == []


@pytest.mark.parametrize(
    "text",
    [
        "region a\n" + "  select pt > 30 GeV and |eta| < 2.4  # why\n" * 3_000,
        "region a\n" * 3_000,
        "region a select " + "x and " * 10_000 + "x",
        "define x = " + "1 + " * 10_000 + "1",
        "region a hist h = x in bins [" + "1, " * 10_000 + "1]",
    ],
    ids=["rules", "blocks", "conditions", "terms", "edges"],
)
def test_long_programs_are_read(text: str) -> None:
    assert codes(text) == []


def test_reading_on_after_errors_does_not_begin_at_the_top(monkeypatch: pytest.MonkeyPatch) -> None:
    from hepir.syntax import parsing

    lark = parsing.parser()
    lengths: list[int] = []

    class Counting:
        def parse(self, text: str) -> object:
            lengths.append(len(text))
            return lark.parse(text)

    monkeypatch.setattr(parsing, "parser", Counting)
    text = "".join(f"region r{number}\n  select x && y\n  select z\n" for number in range(18))
    assert len(read(text).diagnostics) == 18
    assert sum(lengths) < 12 * len(text), "18 errors, each read from its own block on"
