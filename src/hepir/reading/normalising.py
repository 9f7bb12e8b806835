"""Text as it is read: one form for what files write in many.

In: text as a file has it, with line ends where its lines end. Out: text with single spaces, ASCII minus signs,
hyphens and quotation marks, no ligatures, words whole that a line end had split, superscript digits as `^6`; and the
map back to where each character came from. Normalising twice changes nothing.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Set

from hepir.reading.offsets import Offsets, Piece, identical

NOTHING: frozenset[int] = frozenset()
NO_WORDS: frozenset[str] = frozenset()
SUPERSCRIPTS = dict(zip("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻ⁱⁿ", "0123456789+-in", strict=True))
SUBSCRIPTS = dict(zip("₀₁₂₃₄₅₆₇₈₉₊₋", "0123456789+-", strict=True))
# Accents that old fonts write as characters of their own.
COMBINING = str.maketrans("´¨ˆ˜¸ˇ˚", "\u0301\u0308\u0302\u0303\u0327\u030c\u030a")
SINGLE = {
    **dict.fromkeys("\u2010\u2011\u2012\u2013\u2212\ufe63\uff0d", "-"),
    **dict.fromkeys("‘’‚‛ʼ", "'"),
    **dict.fromkeys("“”„‟", '"'),
    **dict.fromkeys("\u200b\u200c\u200d\u2060\ufeff\u00ad\u20d7\u2061\u2062\u2063", ""),
    # What a file gives no meaning to: visible, and unlike U+FFFD a character that a program may quote.
    "\ufffd": "□",
    "…": "...",
    "⩾": "≥",
    "⩽": "≤",
    "≧": "≥",
    "≦": "≤",
    "∣": "|",
    "│": "|",
    "∗": "*",
    "∼": "~",
    "⁄": "/",
    "∕": "/",
    "\u2206": "Δ",
    "\u2126": "Ω",
}
# Letters that Unicode has twice: ligatures, Greek variants, mathematical and full-width alphabets.
TWICE = re.compile(r"[\ufb00-\ufb06\u00b5ϐϑϕϖϰϱϵϒℓ\U0001d400-\U0001d7ff\uff01-\uff5e]")
CHANGES = re.compile(
    r"(?P<split>(?<=[^\W\d_])[-\u2010\u00ad][^\S\n]*\n\s*(?=[^\W\d_]))"
    r"|(?P<kept>(?<=\w)[-\u2010\u2013][^\S\n]*\n\s*(?=\w))"
    r"|(?P<joined>(?<=\w)/\n\s*(?=\w))"
    r"|(?P<space>[\s\x00-\x1f\x7f-\x9f\u200a\u2028]+)"
    r"|(?P<raised>[⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻ⁱⁿ]+)"
    r"|(?P<accented>[^\W_](?:[\u0300-\u036f]+|[´¨ˆ˜¸ˇ˚]))"
    r"|(?P<other>[^\x21-\x7e])"
)
WORD_BEFORE = re.compile(r"[^\W\d_]+\Z")
WORD_AFTER = re.compile(r"[^\W\d_]+")


def normalised(text: str) -> str:
    """The normalised form of a text, without white space around it."""
    return normalise(text)[0].strip()


def normalise(original: str, carets: Set[int] = NOTHING, words: Set[str] = NO_WORDS) -> tuple[str, Offsets]:
    """Normalised text and its map to the original.

    `carets` are the places in the original before which a superscript begins that needs a `^`. `words` are the
    words of the whole document in lower case, those with hyphens included: they tell whether `non-` at a line end
    and `prompt` after it are one word.
    """
    pieces: list[Piece] = []
    parts: list[str] = []
    length = 0
    for start, end, text in changes(original, carets, words):
        if pieces and pieces[-1].exact and text == original[start:end] and pieces[-1].original_end == start:
            last = pieces.pop()
            pieces.append(Piece(last.start, length + len(text), last.original_start, end))
        elif text:
            pieces.append(Piece(length, length + len(text), start, end))
        parts.append(text)
        length += len(text)
    text = "".join(parts)
    return text, identical(length) if text == original else Offsets(tuple(pieces))


def changes(original: str, carets: Set[int], words: Set[str]) -> Iterator[tuple[int, int, str]]:
    """Stretches of the original that cover it, and what each becomes."""
    place = 0
    for found in CHANGES.finditer(original):
        yield from unchanged(original, place, found.start(), carets)
        if found.start() in carets:
            yield found.start(), found.start(), "^"
        replacement = replaced(found, words)
        yield found.start(), found.end(), replacement
        place = found.end()
    yield from unchanged(original, place, len(original), carets)


def unchanged(original: str, start: int, end: int, carets: Set[int]) -> Iterator[tuple[int, int, str]]:
    """A stretch that stays as it is, but for carets inside it."""
    for caret in sorted(each for each in carets if start <= each < end) if carets else ():
        if caret > start:
            yield start, caret, original[start:caret]
        yield caret, caret, "^"
        start = caret
    if end > start:
        yield start, end, original[start:end]


def replaced(found: re.Match[str], words: Set[str]) -> str:
    """What a stretch that matched becomes."""
    match found.lastgroup:
        case "split":
            return "-" if keeps_hyphen(found, words) else ""
        case "kept":
            return "-"
        case "joined":
            return "/"
        case "space":
            return " "
        case "raised":
            return "^" + "".join(SUPERSCRIPTS[character] for character in found[0])
        case "accented":
            return unicodedata.normalize("NFC", found[0].translate(COMBINING))
        case _:
            return one_character(found[0])


def one_character(character: str) -> str:
    """What a character outside ASCII becomes, mostly itself."""
    if TWICE.match(character):
        return unicodedata.normalize("NFKC", character)
    return SINGLE.get(character, SUBSCRIPTS.get(character, character))


def keeps_hyphen(found: re.Match[str], words: Set[str]) -> bool:
    """Whether a hyphen at a line end belongs to the word: the document elsewhere tells, then capital letters do."""
    before = WORD_BEFORE.search(found.string, max(0, found.start() - 40), found.start())
    after = WORD_AFTER.match(found.string, found.end())
    left, right = (each[0] if each else "" for each in (before, after))
    if found[0].startswith("\u00ad"):
        return False
    if f"{left}{right}".lower() in words:
        return False
    if f"{left}-{right}".lower() in words:
        return True
    return not (left[-1:].islower() and right[:1].islower()) or len(left) == 1


def spelled(texts: Iterator[str]) -> frozenset[str]:
    """The words of a document in lower case, for `normalise`: none that a line end splits."""
    found: set[str] = set()
    for text in texts:
        found.update(word.lower() for word in re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*(?![\w-])", text))
    return frozenset(found)
