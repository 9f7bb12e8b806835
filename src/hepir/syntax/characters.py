"""What stands around a place of a text.

In: a text and an offset. Out: whether it is inside a word, what the code before it ends with.
"""

from __future__ import annotations

from hepir.syntax.words import STRING_OR_COMMENT


def is_glued(text: str, offset: int) -> bool:
    """Whether an offset lies inside a word."""
    return 0 < offset < len(text) and is_word(text[offset - 1]) and is_word(text[offset])


def is_word(character: str) -> bool:
    """Whether a character can be in a word."""
    return character.isalnum() or character == "_"


def after_dot(text: str, offset: int) -> bool:
    """Whether a dot is what stands before an offset."""
    return text[: code_end(text, offset)].endswith(".")


def code_end(text: str, offset: int) -> int:
    """The offset after the last character before `offset` that is neither space nor comment."""
    end = len(text[:offset].rstrip())
    while end:
        start = text.rfind("\n", 0, end) + 1
        comments = [
            match.start()
            for match in STRING_OR_COMMENT.finditer(text, start, end)
            if match.group().startswith("#")
        ]
        if not comments:
            break
        end = len(text[: comments[0]].rstrip())
    return end
