"""Where quotes stand in a document, and what stands there instead.

In: a document and a quote with its page. Out: a `Place`, or the sentence that is nearest to the quote.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import zip_longest

from hepir.reading.document import Document, Sentence
from hepir.reading.normalising import normalised
from hepir.source import Span

COMPARED = 5  # sentences that are compared letter by letter, after words have told which
ALIKE = 0.5  # below this two texts have little more in common than their language
CLEAR = 0.75  # from this on a word that nobody knows was meant to be the other
LONGEST = 3000  # characters of a quote that is compared with sentences; none is as long
WORD = re.compile(r"\w+(?:\.\d+)?")
NUMBER = re.compile(r"\d+(?:\.\d+)?")


@dataclass(frozen=True)
class Place:
    """Where a quote stands: characters of `document.text`, and the page it begins on (None without pages)."""

    span: Span
    page: int | None


@dataclass(frozen=True)
class Near:
    """A sentence, and the part of it that resembles a quote; `alike` is 1 for equal texts and 0 for strangers."""

    sentence: Sentence
    text: str
    page: int | None
    alike: float

    def is_clear(self, quote: str, document: Document) -> bool:
        """Whether a slip of the pen is all that lies between: the same numbers and words, but for words that are nearly
        those of the sentence and stand nowhere in the document. `three` is no slip for `two`, nor `tight` for `light`."""
        pairs = list(zip_longest(plain_words(normalised(quote)), plain_words(self.text), fillvalue=""))
        known = frozenset(plain_words(document.text))
        same_numbers = NUMBER.findall(normalised(quote)) == NUMBER.findall(self.text)
        return same_numbers and all(one == other or is_slip(one, other, known) for one, other in pairs)


def plain_words(text: str) -> list[str]:
    """Words without the punctuation around them, in lower case; signs stay."""
    return [word.strip(".,;:!?()[]\"'").casefold() for word in text.split()]


def is_slip(written: str, meant: str, known: Container[str]) -> bool:
    """Whether a word is another one misspelt."""
    alike = SequenceMatcher(None, written, meant, autojunk=False).ratio()
    return alike >= CLEAR and written.isalpha() and written not in known


def places(document: Document, quote: str) -> tuple[Place, ...]:
    """All places of a quote, in the order of the text. A quote that begins or ends inside a number is not there:
    `> 2` is no quote of `> 25`, nor of `> 2.4`."""
    return tuple(
        Place(span, page_of(document, span))
        for span in document.find(quote)
        if not splits_number(document.text, span)
    )


def splits_number(text: str, span: Span) -> bool:
    """Whether a span ends or begins inside a number or a word."""
    return splits(text, span.start) or splits(text, span.end)


def splits(text: str, place: int) -> bool:
    """Whether the characters on both sides of a place belong together."""
    before, after = text[max(0, place - 2) : place], text[place : place + 2]
    if before[-1:].isalnum() and after[:1].isalnum():
        return True
    if before[-1:].isdigit() and re.fullmatch(r"\.\d", after):
        return True
    return bool(re.fullmatch(r"\d\.", before)) and after[:1].isdigit()


def page_of(document: Document, span: Span) -> int | None:
    """The page on which a stretch of text begins."""
    boxes = document.boxes(span)
    if boxes:
        return boxes[0].page
    sentence = document.sentence_at(span.start)
    block = document.block_at(span.start)
    return sentence.page if sentence is not None else block.page if block is not None else None


def units_in(document: Document, span: Span) -> tuple[Sentence, ...]:
    """The sentences, captions and rows that share a character with a stretch of text."""
    return tuple(
        each for each in document.sentences if each.span.start < span.end and span.start < each.span.end
    )


def nearest_sentence(document: Document, quote: str) -> Near | None:
    """The sentence that resembles a quote most, of equal ones the first; None where none does."""
    wanted = normalised(quote)
    if len(wanted) > LONGEST:
        return None
    words = Counter(WORD.findall(wanted.casefold()))
    shared = [
        (-sum((words & Counter(WORD.findall(sentence.text.casefold()))).values()), number)
        for number, sentence in enumerate(document.sentences)
    ]
    best = [document.sentences[number] for common, number in sorted(shared)[:COMPARED] if common]
    near = [near_in(document, sentence, wanted) for sentence in best]
    found = max(near, key=lambda each: each.alike, default=None)
    return found if found is not None and found.alike >= ALIKE else None


def near_in(document: Document, sentence: Sentence, wanted: str) -> Near:
    """The part of a sentence that resembles a quote most, cut between words."""
    parts = list(re.finditer(r"\S+", sentence.text))
    asked = wanted.split()
    matcher = SequenceMatcher(
        None, [each[0].casefold() for each in parts], [each.casefold() for each in asked], autojunk=False
    )
    blocks = [block for block in matcher.get_matching_blocks() if block.size]
    if not blocks:
        return Near(sentence, sentence.text, sentence.page, 0.0)
    first = max(0, blocks[0].a - blocks[0].b)
    last = min(len(parts), blocks[-1].a + len(asked) - blocks[-1].b) - 1
    start, end = parts[first].start(), parts[last].end()
    text = sentence.text[start:end]
    alike = SequenceMatcher(None, text.casefold(), wanted.casefold(), autojunk=False).ratio()
    place = Span(sentence.span.start + start, sentence.span.start + end)
    return Near(sentence, text, page_of(document, place), alike)
