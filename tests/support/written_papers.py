"""Small publications for tests.

In: Markdown. Out: documents as `read_document` gives them, without a file.
"""

from hepir.reading.document import Document
from hepir.reading.opening import from_text, read_file
from hepir.reading.recognising import Kind

HEADING = "# A search for something\n\n## Event selection\n\n"


def document(text: str) -> Document:
    """The document of a Markdown text."""
    return from_text("paper.md", text, Kind.MARKDOWN, read_file("paper.md", text.encode()))


def selection(*paragraphs: str) -> Document:
    """A document whose section on the event selection has these paragraphs."""
    return document(HEADING + "\n\n".join(paragraphs) + "\n")
