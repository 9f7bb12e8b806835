"""Prose of regions and channels: what is said of which events.

In: `regional`, a file for each subject; a text, and below it indented the criteria of its regions. Out: these and no others.
"""

from pathlib import Path

import pytest
from builtin_drafts import cases, headers, statements
from written_papers import document

FOLDER = Path(__file__).parent / "regional"
FILES = sorted(FOLDER.glob("*.txt"))


def regional(text: str) -> list[str]:
    """The steps of the regions of a text that stands in the section on the selection, or has headings of its own."""
    body = text if text.startswith("#") else f"## Event selection\n\n{text}"
    paper = document(f"# A search for something\n\n{body}\n")
    regions = {each.split()[1] for each in headers(paper) if each.startswith("region ")}
    return [each for each in statements(paper) if each.split(":")[0] in regions]


CASES = [(path.stem, *case) for path in FILES for case in cases(path)]


@pytest.mark.parametrize(
    ("name", "text", "expected"), CASES, ids=[f"{each[0]}-{each[1][:50]}" for each in CASES]
)
def test_what_is_said_of_which_events(name: str, text: str, expected: list[str]) -> None:
    assert regional(text) == expected
