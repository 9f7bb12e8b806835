"""Paragraphs that say at their end what they tell: `This selection is called the "VBS selection"`.

In: the sentences of a document. Out: for each sentence of such a paragraph the region that is named behind it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from hepir.extract.builtin.naming import region_name
from hepir.reading.document import Sentence

SORT = r"(?:selection|region|category|sample|channel)"
WORD = r"[^\s\"'“”‘’,;]+"
NAMED = rf"(?:the |an? )?[\"'“‘]?((?:{WORD} ){{0,3}}?(?:{WORD}[\"'”’]? {SORT}|(?:SR|CR|VR)[\w-]*))[\"'”’.,]*"
CALLED = (
    r"(?:is|are|will (?:therefore |hereafter |then )?be) (?:therefore |hereafter |then |also )?"
    r"(?:called|referred to as|denoted(?: as| by)?|named|labelled"
    r"|labeled|known as|termed|used for [^,;.]{3,60} and therefore called)"
)
WHAT = rf"(?:(?:This|The resulting|Such a) (?:set of (?:requirements|criteria)|{SORT})|(?:These|Such|The resulting) events)"
DEFINING = r"These (?:events|requirements|criteria|selections|cuts) (?:define|form|constitute|make up)"
CLOSING = re.compile(
    rf"\A(?:{WHAT} {CALLED} {NAMED}|(?:This is|{DEFINING}) {NAMED}"
    rf"|We (?:call|denote|refer to) (?:this {SORT}|these events) (?:as )?{NAMED})\Z"
)
# What is so called is asked of all events.
COMMON = re.compile(
    r"\b(?:pre-?selection|baseline|common|signal|event|standard|nominal|main|final|offline|default|inclusive|basic|analysis|search"
    r"|full|fiducial)\b",
    re.IGNORECASE,
)


def called_sentences(sentences: Sequence[Sentence]) -> dict[str, str]:
    """The sentences of a paragraph in front of one that names what they select, with that region."""
    found: dict[str, str] = {}
    waiting: list[Sentence] = []
    for each in sentences:
        if waiting and waiting[-1].block != each.block:
            waiting = []
        closing = CLOSING.match(each.text)
        name = next((given for given in closing.groups() if given), "") if closing else ""
        if name and not COMMON.search(name):
            found |= {one.id: region_name(name) for one in waiting}
        waiting = [] if name else [*waiting, each]
    return found
