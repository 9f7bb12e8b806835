"""Where a text cites entries of its reference list."""

from __future__ import annotations

import pytest

from hepir.reading.references import cited_in

KNOWN = frozenset(map(str, range(1, 10)))


@pytest.mark.parametrize(
    ("text", "raised", "numbers"),
    [
        ("as in [2, 4-6].", False, [("2", "4", "5", "6")]),
        ("as in [3-5-7] or [12].", False, []),
        ("muons^2,4-6 and jets^3-5-7", True, [("2", "4", "5", "6")]),
        ("from 7-3 [7-3] on", False, []),
    ],
)
def test_citations_are_lists_and_ranges_of_entries(
    text: str, raised: bool, numbers: list[tuple[str, ...]]
) -> None:
    assert [each.numbers for each in cited_in(text, KNOWN, raised)] == numbers
