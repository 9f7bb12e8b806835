"""A table of sentences as publications write them, with what they say; most of it was written before the reader knew it.

In: `sentences`, a file for each sort. Out: each criterion of the reader's program is expected; the shares of sentences that
are right do not fall; those that select nothing give nothing.
"""

from functools import cache
from pathlib import Path

import pytest
from sentence_table import Entry, Outcome, entries, outcome

FOLDER = Path(__file__).parent / "sentences"
FILES = sorted(FOLDER.glob("*.txt"))
# How many sentences of a file the reader gets wholly right, at least.
RIGHT = {
    "composed": 51, "conditional": 68, "definitions": 88, "either": 17, "events": 100, "exceptions": 31, "grounds": 14,
    "identifications": 32, "kinds": 292, "logic": 762, "loose": 20, "measurements": 44, "nothing": 100, "objects": 80,
    "overlaps": 35, "pairs": 15, "refusals": 15, "regions": 11, "searches": 61, "selections": 37, "silent": 16,
    "tagging": 64, "together": 14, "tracks": 21, "triggers": 49, "unseen": 27, "varied": 76, "wording": 90,
}  # fmt: skip
EVERY = [entry for path in FILES for entry in entries(path)]


@cache
def read(entry: Entry) -> Outcome:
    return outcome(entry)


def test_the_table_is_large() -> None:
    assert {path.stem for path in FILES} == set(RIGHT)
    assert len(EVERY) >= 900


@pytest.mark.parametrize("entry", EVERY, ids=lambda each: each.sentence[:60])
def test_nothing_is_invented(entry: Entry) -> None:
    assert read(entry).wrong == (), read(entry).program


@pytest.mark.parametrize("path", FILES, ids=lambda each: each.stem)
def test_most_is_found(path: Path) -> None:
    outcomes = [read(entry) for entry in entries(path)]
    assert sum(each.right for each in outcomes) >= RIGHT[path.stem], [
        (each.entry.sentence, each.missed) for each in outcomes if each.missed
    ]
