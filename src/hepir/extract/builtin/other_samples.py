"""Events that are selected to measure or test something: what they are asked is asked of no others.

In: a sentence and its phrases. Out: whether it speaks of such events alone.
"""

from __future__ import annotations

import re

from hepir.extract.builtin.phrases import Phrase
from hepir.extract.builtin.regions import is_region

MEASURE = (
    r"(?:estimat|validat|measur|determin|constrain|model|predict|deriv|cross-?check|check|calibrat|extract|evaluat|normali[sz]"
    r"|test|stud(?:y|ied|ies)|verif)\w*"
)
MEASURED = (
    r"(?:backgrounds?|contributions?|efficienc(?:y|ies)|(?:fake |misidentification )?rates?|purity|shapes?|normali[sz]ations?"
    r"|factors?|estimates?|estimation|modelling|modeling|prediction|ratios?|extrapolation|probabilit(?:y|ies)|method|templates?)"
)
PLACE = r"(?:[\w+/-]+ ){0,4}(?:sample|region|selection|sideband)s?"
AUXILIARY = re.compile(
    r"\bauxiliary (?:[\w-]+ )?(?:regions?|samples?|selections?)\b"
    rf"|\b(?:and|while|whereas|where) (?:its|their|the|this) (?:[\w-]+ )?{MEASURED} (?:is|are) (?:then |also )?{MEASURE}"
    rf" (?:in|on|with|using) an? {PLACE}\b",
    re.IGNORECASE,
)
SORTED = re.compile(r"\b(?:control|validation|signal) (?:region|sample)s?\b", re.IGNORECASE)
# Where no region is named: which events are meant the sentence does not say.
NAMELESS = re.compile(
    rf"\b{MEASURED} (?:is|are|was|were) (?:then |also |first )?{MEASURE} (?:in|on|with|using|from|for|by)\b"
    rf"|\b(?:{MEASURE}|obtained|taken) (?:in|on|with|using|from) an? (?!simulated){PLACE}\b(?! of simulated)"
    rf"|\A(?:In order )?to (?:\w+ly )?{MEASURE} [^,;]*\b{MEASURED}\b"
    r"|\A(?:In order )?to (?:obtain|select|form|define|collect|build|get) an? [^,;]*"
    r"\b(?:control|enriched|pure|clean|independent|unbiased)\b"
    rf"|\b(?:selected|required|used|chosen) to {MEASURE} [^,;]*\b{MEASURED}\b"
    rf"|\AFor the (?:{MEASURE} of [^,;]*|[^,;:<>=\d]*\b{MEASURED}),"
    r"|\A(?:As|For) (?:an? )?(?:additional |further )?(?:cross-?checks?|closure tests?|tests?|validations?)\b"
    r"|\b(?<!signal )(?:background|contribution|process|events) (?:is|are) (?:then |further )?enhanced (?:by|with|in)\b"
    r"|\A(?:An?|The|This) (?:[\w-]+ )?(?:sample|region) (?:enriched|dominated|depleted) (?:in|by|with|of)\b",
    re.IGNORECASE,
)


def is_of_other_events(text: str, found: tuple[Phrase, ...]) -> bool:
    """Whether what a sentence asks is asked of events that measure or test something, and no region of theirs has a name."""
    named = any(map(is_region, found)) or SORTED.search(text)
    return bool(AUXILIARY.search(text) or (NAMELESS.search(text) and not named))
