"""Objects told in lists and paragraphs: a text, and below it indented the rules of its objects.

In: `objects_told`, a file for each way of telling. Out: these rules and no others.
"""

from pathlib import Path

import pytest
from builtin_drafts import cases, statements
from written_papers import document

FILES = sorted((Path(__file__).parent / "objects_told").glob("*.txt"))
CASES = [(path.stem, *case) for path in FILES for case in cases(path)]


def rules(text: str) -> list[str]:
    """What a text in the section on objects says."""
    told = statements(document(f"# A search for something\n\n## Object selection\n\n{text}\n"))
    return [each for each in told if ": sort by " not in each]


@pytest.mark.parametrize(
    ("name", "text", "expected"), CASES, ids=[f"{each[0]}-{each[1][:50]}" for each in CASES]
)
def test_what_is_asked_of_objects(name: str, text: str, expected: list[str]) -> None:
    assert rules(text) == expected
