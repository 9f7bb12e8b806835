"""What the caption of a table asks of all its regions: `All regions require HT > 100 GeV.`

In: the sentences of a caption, and the table or what was read of it. Out: steps of its regions, or of the category that the
caption names, each with the sentence that says it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from hepir.extract.builtin.claims import Reading, Stated, step
from hepir.extract.builtin.evidence import evidence_of
from hepir.extract.builtin.grids import CATEGORY, category_of
from hepir.extract.builtin.sentences import sentence_reading
from hepir.extract.builtin.tables import is_grid
from hepir.reading.document import Document, Label, Sentence, Table
from hepir.syntax.wording import quote

EVERY = re.compile(
    r"(?:(?:All|Each|Every)(?: of)?(?: the| these)? (?:\w+ ){0,2}?(?:SRs?|CRs?|VRs?|regions?|bins?"
    r"|categor(?:y|ies)|channels?|selections?)"
    r"(?: (?:in|of) th(?:is|e) \w+)?|In all (?:\w+ ){0,2}?(?:regions|bins|categories|channels|cases),?) "
)
REQUIRING = re.compile(r"\b(?:requires?|must|have|has|satisf(?:y|ies)|contains?|(?:is|are) required)\b")
PARTLY = re.compile(r"\b(?:unless|except|apart from|other than|where|if|either)\b", re.IGNORECASE)


def captions_of(document: Document, table: Table) -> Iterator[Sentence]:
    """The sentences of the caption of a table."""
    for sentence in document.sentences:
        if (
            sentence.label is Label.CAPTION
            and sentence.page == table.page
            and sentence.text in (table.caption or "")
        ):
            yield sentence


def of_all_regions(captions: Iterable[Sentence], readings: Iterable[Reading]) -> Iterator[Stated]:
    """What a caption asks of all regions of its table, as steps of each: `All regions require HT > 100 GeV.`"""
    names = dict.fromkeys(
        each.name for reading in readings for each in reading.claims if each.block == "region"
    )
    for sentence in captions:
        yield from asked_of_all(sentence, names)


def asked_of_all(sentence: Sentence, names: Iterable[str]) -> Iterator[Stated]:
    """What a sentence asks of all regions, as steps of each; nothing where it asks something of some of them."""
    every = EVERY.match(sentence.text)
    if every is None or not REQUIRING.search(sentence.text) or PARTLY.search(sentence.text):
        return
    said = sentence_reading(f"Events {sentence.text[every.end() :]}")
    steps = [each for each in said.claims if each.block == "region"]
    for name in names:
        yield from (Stated(replace(each, name=name), evidence_of(sentence)) for each in steps)


def category_statements(table: Table, captions: Iterable[Sentence], told: set[str]) -> Iterator[Stated]:
    """The region of a category that a caption names, with what the caption asks of all its regions; a note where no
    sentence has told the category."""
    category = category_of(table)
    if not category or not is_grid(table):
        return
    for sentence in captions:
        if CATEGORY.search(sentence.text) and category not in told:
            note = f"unresolved {quote(f'the {category} selection')}"
            yield Stated(step(category, note), evidence_of(sentence))
        elif not CATEGORY.search(sentence.text):
            yield from asked_of_all(sentence, (category,))
