"""What the built-in reader makes of a paper, as texts.

In: documents. Out: the rules of the draft, its headers, its notes.
A file of texts: each with the criteria that are expected of it.
"""

from pathlib import Path

from hepir.extract.builtin import read_selection
from hepir.reading.document import Document

NOTES = ("unresolved", "delegated", "dismissed")
HEADERS = ("object", "combine", "region", "define")


def statements(paper: Document) -> list[str]:
    """The rules of a draft, each behind its block."""
    return [f"{each.target}: {each.text}" for each in read_selection(paper).statements if each.target]


def headers(paper: Document) -> list[str]:
    return [
        each.text
        for each in read_selection(paper).statements
        if not each.target and each.text.split()[0] not in NOTES
    ]


def notes(paper: Document) -> list[str]:
    return [each.text for each in read_selection(paper).statements if each.text.split()[0] in NOTES]


def cases(path: Path) -> list[tuple[str, list[str]]]:
    """The texts of a file with their criteria."""
    found = []
    for part in path.read_text(encoding="utf-8").split("\n---\n"):
        lines = part.strip("\n").split("\n")
        text = "\n".join(each for each in lines if not each.startswith("    ")).strip("\n")
        found.append((text, [each.strip() for each in lines if each.startswith("    ")]))
    return found
