"""The runner of the literate pages: what it reads from a page, and what it makes of wrong reports."""

import pytest
from expectations import differences, statuses
from fences import fences

PROGRAM = "#!! HEP0502\nregion a\n  select MET.pt > 5 #! HEP0301 HEP0401\n"
ALL_REPORTED = [(3, "HEP0301", "no unit"), (3, "HEP0401", "no evidence"), (1, "HEP0502", "unused")]


def test_reports_in_their_places_leave_no_difference() -> None:
    assert differences(PROGRAM, ALL_REPORTED) == []


@pytest.mark.parametrize(
    ("reports", "said"),
    [
        (ALL_REPORTED[1:], "line 3: HEP0301 is expected, not reported"),
        (ALL_REPORTED[:2], "HEP0502 is expected somewhere, not reported"),
        ([*ALL_REPORTED, (3, "HEP0301", "again")], "line 3: HEP0301 is reported: no unit"),
        ([*ALL_REPORTED, (2, "HEP0101", "no such name")], "line 2: HEP0101 is reported: no such name"),
    ],
    ids=["missing", "missing anywhere", "twice", "surplus"],
)
def test_each_difference_is_named(reports: list[tuple[int, str, str]], said: str) -> None:
    assert differences(PROGRAM, reports) == [said]


def test_a_report_on_another_line_is_two_differences() -> None:
    moved = [(2, "HEP0301", "no unit"), *ALL_REPORTED[1:]]
    assert differences(PROGRAM, moved) == [
        "line 2: HEP0301 is reported: no unit",
        "line 3: HEP0301 is expected, not reported",
    ]


def test_a_mark_that_cannot_be_read_is_an_error() -> None:
    with pytest.raises(ValueError, match="line 1"):
        differences("select pt > 5 #! HEP31\n", [])


def test_each_status_that_differs_is_named() -> None:
    program = "region a\n  select any(Jet.btag_medium) #= faithful\n  select MET.pt > 5 GeV #= implicit\n"
    assert statuses(program, "delphes") == [
        "line 2: the status is approximated",
        "line 3: the status is faithful",
    ]


def test_blocks_know_their_language_options_comment_heading_and_line() -> None:
    page = "# One\n\n<!-- not run: why -->\n\n```hep file=a.hep\nregion a\n```\n\n## Two\n~~~text\n```\n~~~\n"
    first, second = fences(page)
    assert (first.language, first.options, first.code) == ("hep", {"file": "a.hep"}, "region a\n")
    assert (first.comment, first.heading, first.line) == ("not run: why", "One", 6)
    assert (second.language, second.comment, second.heading, second.code) == ("text", "", "Two", "```\n")


def test_a_block_that_is_never_closed_is_an_error() -> None:
    with pytest.raises(ValueError, match="line 2"):
        fences("text\n```hep\nregion a\n")
