"""The sorts of phrases that say which events are in which region: the terminals of `placements.lark`.

In: a phrase. Out: the name of its terminal, and the phrase as a word of a name.
"""

from __future__ import annotations

import re

from hepir.extract.builtin.parsing.sorts import sort_of
from hepir.extract.builtin.phrases import Noun, Phrase, Word

OWN = ("MADE", "USING", "AS", "THEY", "THOSE", "NAMED", "USED")  # sorts of words that placements know
SORTS = tuple(
    (sort, types, re.compile(pattern, re.IGNORECASE))
    for sort, types, pattern in (
        ("ENRICHED", ("WORD",), r"enriched|dominated|enhanced|rich|pure"),
        (
            "BACKGROUND",
            ("WORD",),
            r"backgrounds?|process(?:es)?|production|contributions?|estimat(?:e|ion)|determination|normali[sz]ation|prediction",
        ),
        (
            "ESTIMATED",
            ("WORD",),
            r"estimated?|normali[sz]ed?|constrain(?:ed)?|determined?|measured?|derived?|predict(?:ed)?|control(?:led)?"
            r"|modell?ed|checked|validated?|studied|obtained|evaluated",
        ),
        (
            "ENTERING",
            ("WORD",),
            r"forms?|constitutes?|comprises?|enters?|populates?|falls?|belongs?|makes? up|define",
        ),
        (
            "ASSIGNED",
            ("WORD",),
            r"assigned|allocated|categori[sz]ed|classified|placed|put|sorted|grouped|associated|considered|attributed",
        ),
        ("NAMED", ("WORD",), r"labell?ed|known|tagged"),
        ("SORT", ("WORD",), r"categor(?:y|ies)|selections?|channels?|class(?:es)?|samples?"),
        ("HAVE", ("WITH",), r"has|have|contains?"),
        (
            "PLACE",
            ("WORD", "QUALIFIER"),
            r"(?-i:[A-Z][A-Za-z]*[A-Z\d]\w*|[A-Za-z]{1,6}-[A-Z]\w*|[A-Z]{2,}\w*)|(?:off|on)-\w+",
        ),
    )
)


def place_sort(phrase: Phrase) -> str:
    """The terminal of a phrase."""
    sort = sort_of(phrase)
    if not isinstance(phrase, Word):
        return sort
    known = (
        name for name, types, pattern in SORTS if phrase.type in types and pattern.fullmatch(phrase.text)
    )
    plain = "PROCESS" if phrase.type == "WORD" and sort not in OWN else sort
    return next(known, plain)


def word_of(phrase: Phrase) -> str:
    """A phrase in the name of a process."""
    match phrase:
        case Word(_, text):
            return text
        case Noun(kind=kind, plural=plural):
            return f"{kind.lower()}s" if plural else kind.lower()
    return ""
