"""Characters as a terminal draws them.

In: any text, also one with control characters, lone surrogates or marks that reorder the line.
Out: text that a terminal draws left to right in one line, and the number of columns that takes.
"""

from __future__ import annotations

from unicodedata import category, east_asian_width

TAB = "    "
DELETE = 0x7F
CONTROL_PICTURES = 0x2400  # the block that has a picture for each of the first 32 control characters
PICTURE_OF_DELETE = "\u2421"
COMBINING = frozenset({"Mn", "Me"})
WIDE = frozenset({"W", "F"})


def shown(character: str) -> str:
    """What stands for one character: itself, or something visible where it has no shape of its own."""
    number = ord(character)
    if character == "\t":
        return TAB
    if number < 0x20:
        return chr(CONTROL_PICTURES + number)
    if number == DELETE:
        return PICTURE_OF_DELETE
    # Unprintable are also marks that reorder a line, and the spaces that a PDF has but no program.
    return character if character.isprintable() else f"<U+{number:04X}>"


def visible(text: str) -> str:
    """`text` with every character shown; its width is that of what a terminal draws."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(map(shown, text))


def width(text: str) -> int:
    """Columns that visible `text` takes: none for a combining mark, two for a wide character."""
    if text.isascii():
        return len(text)
    return sum(map(_columns, text))


def combines(character: str) -> bool:
    """Whether the character is drawn on top of the one before it."""
    return category(character) in COMBINING


def _columns(character: str) -> int:
    if combines(character):
        return 0
    return 2 if east_asian_width(character) in WIDE else 1
