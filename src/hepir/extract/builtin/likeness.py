"""Regions that are like another one: `CR1 is defined as SR1, but with at least one b jet`.

In: sentences. Out: which region is like which, what is different, and what the one is asked besides.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from hepir.extract.builtin.claims import Claim, Reading, of_region
from hepir.extract.builtin.differences import DEMAND, Difference, difference
from hepir.extract.builtin.naming import region_name
from hepir.extract.builtin.parsing import phrases
from hepir.extract.builtin.phrases import Noun, Word, is_word
from hepir.extract.builtin.regions import is_region
from hepir.extract.builtin.sentences import sentence_reading
from hepir.extract.builtin.spelling import spelled

HEAD = r"(?P<head>[^,;:]{2,90}?)"
ORIGIN = r"(?P<origin>[^,;:]{2,70}?)"
PAIRED = r"(?P<paired>,? respectively)?"
LINK = (
    r"but|except(?:ing)?|apart from|aside from|with|however|only|by|requiring|where|while|instead|without"
    r"|and (?=requir|must|in addition|with)"
)
REST = rf"(?P<rest>,? (?:{LINK})\b.*)?\.?\Z"
MADE = r"(?:defined|selected|obtained|constructed|formed|built|chosen|derived)"
AS = (
    r"(?:in (?:exactly |much )?the same (?:way|manner|fashion) as(?: for)?|(?:identical|equivalent|analogous) to"
    r"|identically to|like|the same as(?: (?:for|that of|those of|in))?|exactly as|as(?: for| in)?|from"
    rf"|(?:with|by) (?:applying |selecting events (?:with|by) |using )?(?:exactly )?the (?:same |full )?(?:\w+ )?"
    rf"{DEMAND} (?:as|of|used for)"
    r"(?: for| in| that of| those of)?)"
)
USING = (
    r"(?:uses?|has|have|shares?|employs?|appl(?:y|ies)|follows?|satisf(?:y|ies)|requires?|must (?:satisfy|pass)"
    r"|pass(?:es)?)"
)
APPLIED = r"(?:is|are) (?:applied|used|required|imposed)"
SAME = (
    rf"(?:exactly |all )?(?:of )?(?:the )?(?:same|identical|other|remaining)? ?(?:\w+ )?{DEMAND}"
    r" (?:as|of|as in|as for|as those of|used in|used for|applied in|applied to|for)"
)
EXCEPTING = re.compile(
    r"\A[\s,]*(?:but|except(?:ing)?(?: that)?|apart from|aside from|with the exception (?:of|that)|however|only)\b[\s,]*"
)
SENTENCES = tuple(
    re.compile(pattern)
    for pattern in (
        rf"(?:In (?:addition|contrast), )?{HEAD} (?:is|are) (?:then |also )?(?:{MADE} )?{AS} {ORIGIN}{PAIRED}{REST}",
        rf"{HEAD} {USING} {SAME} {ORIGIN}{PAIRED}{REST}",
        rf"(?:In|For) {HEAD},? (?:all )?(?:the )?(?:same |other )?(?:\w+ )??{DEMAND} (?:as in|as for|of|for|in) {ORIGIN}"
        rf" {APPLIED}{PAIRED}{REST}",
        rf"(?:The|All) (?:of the )?(?:same |other )?{DEMAND} (?:as in|as for|of|for|used for) {ORIGIN}"
        rf" {APPLIED} (?:in|for|to define) {HEAD}{PAIRED}{REST}",
        # `CR1 uses the SR selection but`, `in CR1, all SR criteria are applied, except that`
        rf"{HEAD} {USING} (?:all |the |full )*{ORIGIN} {DEMAND}{REST}",
        rf"(?:In|For) {HEAD},? (?:all |the )*{ORIGIN} {DEMAND} {APPLIED}{REST}",
        # `the requirements of CR1 are those of SR1, but`, `CR1 follows SR1, with the exception of`
        rf"The {DEMAND} (?:of|for|in) {HEAD} (?:is|are) (?:the same as )?(?:those|that) (?:of|for|in) {ORIGIN}{REST}",
        rf"{HEAD} follows {ORIGIN}{REST}",
        # `relative to SR1, SR2 additionally requires`, `on top of the SR1 selection, SR2 requires`
        rf"(?:Relative to|Compared (?:to|with)|On top of|In addition to|With respect to) (?:all |the )*{ORIGIN}"
        rf"(?: {DEMAND})?, {HEAD} (?P<rest>(?:additionally |also |further )?"
        r"(?:requires?|has|must have|selects?|demands?) .*)\Z",
    )
)
# The region that is changed is named beside the criterion, or is the one signal region of the publication.
CHANGED = tuple(
    re.compile(pattern)
    for pattern in (
        rf"The (?P<rest>[^,;]{{2,60}}? {DEMAND}|{DEMAND} (?:on|of) [^,;]{{2,50}}?)"
        r"(?: (?:of|in|for) (?P<origin>[^,;]{2,60}?))? (?:is|are) (?P<change>inverted|reversed|dropped|removed|omitted)"
        rf" (?:in|for|to (?:define|obtain|form)) {HEAD}\.?\Z",
        rf"{HEAD} (?:is|are) {MADE} (?P<rest>by (?:inverting|reversing|dropping|removing|omitting)\b[^;]*?)"
        rf"(?: (?:of|in|from) (?P<origin>(?:the )?[\w+-]*(?:SR|CR|VR|regions?)\w*[^,;]{{0,20}}?))?\.?\Z",
        rf"{HEAD} (?:(?:is|are) {MADE} (?:by|with) |requires? )(?P<rest>[^;]*\binstead\b[^;]*?)\.?\Z",
    )
)


@dataclass(frozen=True)
class Likeness:
    """A region and the one that it is like; the origin is empty for the one signal region that there is."""

    region: str
    origin: str
    difference: Difference
    own: tuple[Claim, ...] = ()


def likenesses_told(text: str, subject: tuple[Noun, ...]) -> tuple[Likeness, ...] | None:
    """Regions that are like others, each with what the sentence asks of it besides; None where that is not understood."""
    found = likenesses(text)
    if not found:
        return None
    rest = found[0].difference.rest
    said = sentence_reading(rest, subject) if rest else Reading()
    elsewhere = any(each.block == "region" and each.name for each in said.claims)
    if elsewhere or set(said.left) - {"how many", "no verb"} or (rest and not said.claims):
        return None
    return tuple(replace(each, own=of_region(said, each.region).claims) for each in found)


def likenesses(text: str) -> tuple[Likeness, ...] | None:
    """Which regions a sentence says to be like others; None where it says nothing of the sort, or not how they differ."""
    found = next((match for each in SENTENCES if (match := each.match(text))), None)
    if found is not None:
        told = found.groupdict(default="")
        rest = EXCEPTING.sub("", told["rest"]).strip()
        return paired(told["head"], told["origin"], rest, together=bool(told.get("paired")))
    found = next((match for each in CHANGED if (match := each.match(text))), None)
    if found is None:
        return None
    given = found.groupdict(default="")
    return paired(
        given["head"], given.get("origin", ""), f"{given['rest']} {given.get('change', '')}".strip()
    )


def paired(head: str, origin: str, rest: str, *, together: bool = False) -> tuple[Likeness, ...] | None:
    """A likeness for each region of the head; with as many origins, each with its own."""
    regions, origins = named(head), named(origin) if origin else [""]
    changed = difference(rest)
    if (
        not regions
        or changed is None
        or (len(origins) > 1 and not (together and len(origins) == len(regions)))
    ):
        return None
    origins = origins if len(origins) == len(regions) else origins * len(regions)
    if not origins or any(one == other for one, other in zip(regions, origins, strict=True)):
        return None
    return tuple(Likeness(one, other, changed) for one, other in zip(regions, origins, strict=True))


def named(words: str) -> list[str]:
    """The regions that words name; none where they say anything else."""
    said = phrases(spelled(f"{words} is defined"))[:-1]
    found: list[Word] = []
    for place, each in enumerate(said):
        if isinstance(each, Word) and is_region(each):
            if found and said[place - 1] is found[-1]:
                found.pop()  # `the signal region SR1` is one
            found.append(each)
        elif not is_word(each, "DETERMINER", "AND", "COMMA", "OF", "IN", "FOR", "REGION"):
            plain = isinstance(each, Word) and re.fullmatch(
                rf"{DEMAND}|events?|definitions?", each.text, re.IGNORECASE
            )
            if not plain:
                return []
    return [region_name(each.text) for each in found]
