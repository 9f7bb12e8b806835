"""Numbers and words as people read them."""

import pytest

from hepir.report.text import number, percent, plural, printable, shorten, with_error


@pytest.mark.parametrize(
    ("value", "error", "text"),
    [
        (1234.567, 12.34, "1,235 ± 12"),
        (0.123456, 0.0123, "0.123 ± 0.012"),
        (-270.0, 9.0, "-270.0 ± 9.0"),
        (98765.0, 1234.0, "98,800 ± 1,200"),
        (5.0, 0.0, "5 ± 0"),
        (3e20, 1e10, "3e+20 ± 1e+10"),
        (1e-12, 1e-13, "(1.00 ± 0.10)e-12"),
        (1.24537e9, 3.3e8, "(1.25 ± 0.33)e+09"),
        (-2e7, 3e8, "(-0.2 ± 3.0)e+08"),
        (float("nan"), 1.0, "nan ± 1"),
    ],
)
def test_a_value_has_the_digits_of_its_error(value: float, error: float, text: str) -> None:
    assert with_error(value, error) == text


@pytest.mark.parametrize(
    ("fraction", "text"),
    [
        (None, "–"),
        (1.0, "100.0 %"),
        (0.0, "0.0 %"),
        (0.045, "4.5 %"),
        (0.00012345, "0.012 %"),
        (-0.5, "-50.0 %"),
    ],
)
def test_percent(fraction: float | None, text: str) -> None:
    assert percent(fraction) == text


def test_numbers_and_plurals() -> None:
    assert [number(value) for value in (48.0, 1234567.0, 0.123456789, -2.5)] == [
        "48",
        "1,234,567",
        "0.12346",
        "-2.5",
    ]
    assert [plural(amount, "file") for amount in (0, 1, 2000)] == ["0 files", "1 file", "2,000 files"]


def test_text_stays_on_one_line_and_shows_what_it_is() -> None:
    assert printable("a\n\tb \x1b[31m\u202e") == "a b \N{REPLACEMENT CHARACTER}[31m\N{REPLACEMENT CHARACTER}"
    assert shorten("abcdef", 4) == "abc…"
    assert shorten("abcd", 4) == "abcd"
