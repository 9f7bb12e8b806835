"""What the built-in reader makes of a paper, as texts.

In: documents. Out: the rules of the draft, its headers, its notes.
"""

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
