"""Sentences and what they say: the table of `tests/extract/builtin/sentences`.

In: files in which a sentence (or a paragraph) at the beginning of a line is followed by indented statements of the language.
Out: for each the criteria that the built-in reader gets right, misses and invents.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from readings import reading

from hepir.extract.assembling import program_text
from hepir.extract.builtin import read_selection
from hepir.extract.scoring import score
from hepir.reading.opening import from_text, read_file
from hepir.reading.recognising import Kind

EVENTS = 200


@dataclass(frozen=True)
class Entry:
    """`expected` is a program; `noted` where the sentence must be noted as unresolved instead."""

    sentence: str
    expected: str
    noted: bool


@dataclass(frozen=True)
class Outcome:
    """What the reader made of an entry, and the criteria that it misses and invents."""

    entry: Entry
    program: str
    missed: tuple[str, ...]
    wrong: tuple[str, ...]

    @property
    def right(self) -> bool:
        return not self.missed and not self.wrong


def entries(path: Path) -> Iterator[Entry]:
    """The entries of a file."""
    for part in path.read_text(encoding="utf-8").split("\n\n"):
        lines = part.strip("\n").split("\n")
        program = "\n".join(each.strip() for each in lines[1:])
        yield Entry(lines[0], "" if program == "unresolved" else program, program == "unresolved")


def read(sentence: str) -> str:
    """The program of a paper that has this paragraph under `Event selection`."""
    text = f"# A search for new phenomena\n\n## Event selection\n\n{sentence}\n"
    paper = from_text("paper.md", text, Kind.MARKDOWN, read_file("paper.md", text.encode()))
    return program_text(read_selection(paper))


def outcome(entry: Entry) -> Outcome:
    """The criteria of the reader's program against those expected."""
    program = read(entry.sentence)
    found = score(reading(f'analysis "expected"\n{entry.expected}'), reading(program), events=EVENTS)
    unnoted = entry.noted and "unresolved" not in program and "delegated" not in program
    return Outcome(
        entry,
        program,
        (
            *(each.written for each in found.omitted),
            *(each.first.written for each in found.different),
            *(("unresolved",) if unnoted else ()),
        ),
        (
            *(each.written for each in found.invented),
            *(each.second.written for each in found.different),
        ),
    )
