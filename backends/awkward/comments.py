"""Statements as comments in generated code.

In: where a statement stands and what it rests on. Out: lines that nothing in a program can end.
"""

from __future__ import annotations

from collections.abc import Iterator

from hepir.semantics.program import Origin


def comment(origin: Origin) -> Iterator[str]:
    """A statement as comment, with its line and what it rests on."""
    yield f"# line {origin.line}: {printable(origin.text)}"
    for evidence in origin.evidence:
        yield f"#   {printable(evidence)}"


def printable(text: str) -> str:
    """Text that cannot end a comment."""
    return "".join(character if character.isprintable() else " " for character in text)
