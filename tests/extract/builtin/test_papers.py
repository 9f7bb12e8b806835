"""Whole publications, written for these tests, and all that they select: what the reader claims of them is right.

In: `papers`, each with its facts in a `.key`: the block and the statement. A line behind `?` is a fact that the reader leaves
out, one behind `note` words of a sentence that it has to note. Out: the reader claims these facts and no others; with other
numbers in the text, the facts have these numbers.
"""

import re
from functools import cache
from pathlib import Path

import pytest

import hepir
from hepir.extract.assembling import program_text
from hepir.extract.builtin import read_selection
from hepir.extract.coverage import State
from hepir.extract.draft import Draft
from hepir.reading.document import Document
from hepir.reading.opening import from_text, read_file
from hepir.reading.recognising import Kind

FOLDER = Path(__file__).parent / "papers"
PAPERS = sorted(each for each in FOLDER.iterdir() if each.suffix != ".key")
KINDS = {".md": Kind.MARKDOWN, ".tex": Kind.LATEX, ".txt": Kind.TEXT}
FACTS = ("select", "reject", "when", "bin", "experiment", "sqrt_s", "luminosity")
NUMBER = re.compile(r"(?<![A-Za-z0-9.{])\d+(?:\.\d+)?(?![A-Za-z0-9]|\.\d)")


def document(path: Path, text: str) -> Document:
    return from_text(path.name, text, KINDS[path.suffix], read_file(path.name, text.encode()))


@cache
def draft(path: Path) -> Draft:
    return read_selection(document(path, path.read_text(encoding="utf-8")))


def facts(given: Draft) -> set[str]:
    """`jets select pt > 30 GeV`; whether a jet is b-tagged at a working point that the text does not give is none."""
    return {
        f"{each.target} {each.text}"
        for each in given.statements
        if each.target and each.text.split()[0] in FACTS and not each.text.endswith("> ?")
    }


def noted(given: Draft) -> str:
    """All that the notes of a draft are about."""
    return "\n".join(
        quote.quote
        for each in given.statements
        if each.text.split()[0] in ("unresolved", "delegated", "dismissed")
        for quote in each.evidence
    )


def key(path: Path) -> list[str]:
    return path.with_suffix(".key").read_text(encoding="utf-8").splitlines()


def keyed(path: Path) -> set[str]:
    """The facts that the reader finds."""
    return {each for each in key(path) if not each.startswith(("?", "note "))}


def other(number: str) -> str:
    """Another number of as many digits: `31` for `30`, `1.38` for `1.37`."""
    digit = (int(number[-1]) + 1) % 10
    return f"{number[:-1]}{digit}" if len(number) > 1 and digit else number


def with_other_numbers(text: str) -> str:
    return NUMBER.sub(lambda found: other(found[0]), text)


@pytest.mark.parametrize("path", PAPERS, ids=lambda each: each.stem)
def test_all_facts_are_found_and_no_others(path: Path) -> None:
    assert facts(draft(path)) == keyed(path)


@pytest.mark.parametrize("path", PAPERS, ids=lambda each: each.stem)
def test_what_cannot_be_said_is_noted(path: Path) -> None:
    words = [each.removeprefix("note ") for each in key(path) if each.startswith("note ")]
    assert [each for each in words if each not in noted(draft(path))] == []


@pytest.mark.parametrize("path", PAPERS, ids=lambda each: each.stem)
def test_other_numbers_give_other_facts(path: Path) -> None:
    text = with_other_numbers(path.read_text(encoding="utf-8"))
    found = read_selection(document(path, text))
    assert facts(found) == {with_other_numbers(each) for each in keyed(path)}


@pytest.mark.parametrize("path", PAPERS, ids=lambda each: each.stem)
def test_every_number_stands_in_its_quote(path: Path) -> None:
    paper = document(path, path.read_text(encoding="utf-8"))
    assert not [
        each for each in hepir.check(program_text(draft(path)), paper=paper) if each.code.startswith("HEP041")
    ]


@pytest.mark.parametrize("path", PAPERS, ids=lambda each: each.stem)
def test_every_likely_sentence_has_a_state(path: Path) -> None:
    paper = document(path, path.read_text(encoding="utf-8"))
    covered = hepir.coverage(program_text(draft(path)), paper)
    assert sum(len(covered.of(state)) for state in State) == len(covered.sentences)
    assert covered.lacking == ()
    assert len(covered.of(State.UNCLAIMED)) < len(covered.of(State.CLAIMED))


def test_most_of_it_is_found() -> None:
    lines = [each for path in PAPERS for each in key(path) if not each.startswith(("note ", "? note "))]
    left = [each for each in lines if each.startswith("? ")]
    assert len(left) < 0.09 * len(lines), left
