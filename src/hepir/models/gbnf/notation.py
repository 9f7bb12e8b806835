"""How GBNF writes texts and classes of characters.

In: texts and ranges of code points. Out: their notation, in the part that llama.cpp and xgrammar share.
"""

from __future__ import annotations

from collections.abc import Sequence
from os.path import commonprefix

from hepir.models.gbnf.expressions import LAST, UntranslatableError, without

ESCAPES = {"\n": "\\n", "\r": "\\r", "\t": "\\t", '"': '\\"', "\\": "\\\\"}
BARE = frozenset(" _.,:;/()+*=<>!?@#%&'|{}~`$")


def quoted(text: str) -> str:
    """A text in quotation marks."""
    return f'"{"".join(map(escaped, text))}"'


def escaped(character: str) -> str:
    """A character within quotation marks."""
    if character == "\0":
        raise UntranslatableError("the character NUL")
    if character in ESCAPES or (character.isprintable() and not "\ud800" <= character <= "\udfff"):
        return ESCAPES.get(character, character)
    return code(ord(character))


def code(point: int) -> str:
    """A character by its number; with all its digits, because some engines read on as long as there are any."""
    return f"\\u{point:04X}" if point < 0x10000 else f"\\U{point:08X}"


def characters(ranges: tuple[tuple[int, int], ...]) -> str:
    """One of the characters. NUL ends a text for these engines, and cannot be written."""
    if len(ranges) == 1 and ranges[0][0] == ranges[0][1]:
        return quoted(chr(ranges[0][0]))
    if ranges[-1][1] < LAST:
        return f"[{members(ranges)}]"
    outside = without(ranges)
    return f"[^{members(outside) if outside else code(0)}]"


def members(ranges: tuple[tuple[int, int], ...]) -> str:
    """Ranges within brackets."""
    return "".join(member(low) if low == high else f"{member(low)}-{member(high)}" for low, high in ranges)


def member(point: int) -> str:
    """A character within brackets."""
    character = chr(point)
    bare = character in BARE or (character.isascii() and character.isalnum())
    return character if bare else ESCAPES["\n"] if character == "\n" else code(point)


def words(texts: Sequence[str]) -> str:
    """One of several texts; those that begin alike share their beginning."""
    groups: dict[str, list[str]] = {}
    for text in dict.fromkeys(texts):
        groups.setdefault(text[:1], []).append(text)
    return " | ".join(word(group) for group in groups.values())


def word(texts: Sequence[str]) -> str:
    """Texts that begin with the same character."""
    if len(texts) == 1:
        return quoted(texts[0])
    shared = commonprefix(list(texts))  # noqa: RUF071 - character by character is what is wanted
    rest = [text[len(shared) :] for text in texts]
    after = words([each for each in rest if each])
    return f"{quoted(shared)} ({after}){'?' if '' in rest else ''}"
