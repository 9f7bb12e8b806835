"""What tells a region from the one that it is like: `but with the b-jet veto inverted and at least two leptons`.

In: the words behind `the same selection as SR1`. Out: what the criteria that are inverted or left out are about, and the rest
as a sentence of its own.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from hepir.extract.builtin.topics import topic_in_words

DEMAND = r"(?:requirements?|selections?|cuts?|criteri(?:on|a)|veto(?:es)?|conditions?|thresholds?|windows?)"
ABOUT = r"(?:the |its |their |an? )?(\S[^,;]{0,50}?)"
ON = rf"(?:the |its )?{DEMAND} (?:on|of) {ABOUT}"
OF = rf"{ABOUT} {DEMAND}"
END = r"(?=\.?\Z|[,;]| and | but )"
BEING = r"(?: is| are| being)?"
GONE = r"(?:removed|dropped|omitted|lifted|not applied|not required|not imposed)"
GOING = r"(?:removing|dropping|omitting|lifting|without(?: applying)?)"
TO = r"(?:requiring |the requirement (?:of|that) |an? requirement (?:of|that) )?"
TURNED = (
    rf"(?:by )?(?:inverting|reversing) (?:{ON}|{OF}|{ABOUT}){END}",
    rf"(?:with )?(?:{ON}|{OF}|{ABOUT}){BEING} (?:inverted|reversed){END}",
    rf"(?:with |for )?(?:an?|the|its) (?:inverted|reversed) (?:{OF}|{ABOUT}){END}",
)
LEFT_OUT = (
    rf"(?:by )?{GOING} (?:{ON}|{OF}){END}",
    rf"(?:with )?(?:{ON}|{OF}){BEING} {GONE}{END}",
    rf"no {DEMAND} (?:on|of) {ABOUT}(?: is| are)?(?: applied| required| imposed| made){END}",
    rf"\A\s*(?:for )?(?:{ON}|{OF})(?=\.?\Z|; )",
)
REPLACED = (
    rf"(?:with )?(?:{ON}|{OF}){BEING} replaced (?:by|with) {TO}",
    rf"(?:for )?(?:{ON}|{OF}),? which (?:is|are) (?:raised|lowered|relaxed|tightened|loosened|changed|modified) to ",
)
INSTEAD = re.compile(r",? ?\binstead(?: of [^,;]*)?(?=\Z|[,;. ])")
ADDITIONAL = re.compile(
    r"\b(?:an? |the )?(?:additional|further|extra) (?:requirements?|conditions?|criteri(?:on|a)|cuts?)(?: of| that)?:? ?"
)
BEGUN = re.compile(
    r"\A[\s,]*\b(?:but|and|by|with|for|that|only|also|additionally|in addition|requiring|asking for|demanding|selecting"
    r"|they have|events? (?:with|must have)|requires?|has|must have|selects?|demands?|further)\b[\s,]*"
)
ENDED = re.compile(r"[\s,.;]*(?:\b(?:and|but|with))?[\s,.;]*\Z")
ASKING = re.compile(
    r"\b(?:must|is|are|has to|have to|should|requires?|required|satisf(?:y|ies)|exceeds?|vetoed|rejected)\b"
)
WHICH = re.compile(r"\A(the [^,;]{2,50}), which (?=must|is required|has to|should)")


@dataclass(frozen=True)
class Difference:
    """What is inverted and what is left out, by topic; `rest` asks something besides, `further` to what there is."""

    inverted: tuple[str, ...] = ()
    dropped: tuple[str, ...] = ()
    rest: str = ""
    further: bool = False


def difference(words: str) -> Difference | None:
    """What a region asks otherwise than the one that it is like; None where the text names no criterion that is known."""
    turned, rest = taken(words, TURNED)
    dropped, rest = taken(rest, LEFT_OUT)
    replaced, rest = taken(rest, REPLACED)
    inverted = tuple(map(topic_in_words, turned))
    gone = tuple(map(topic_in_words, (*dropped, *replaced)))
    if "" in (*inverted, *gone):
        return None
    further = bool(ADDITIONAL.search(rest))
    return Difference(inverted, gone, as_demand(ADDITIONAL.sub("", INSTEAD.sub("", rest))), further)


def taken(words: str, patterns: tuple[str, ...]) -> tuple[tuple[str, ...], str]:
    """What patterns say that a criterion is about, and the words without it."""
    found: list[str] = []
    for pattern in patterns:
        while match := re.search(pattern, words):
            found.append(next(each for each in match.groups() if each))
            words = f"{words[: match.start()]} {words[match.end() :]}"
    return tuple(found), words


def as_demand(words: str) -> str:
    """`requiring at least two jets` as a sentence; empty where nothing is left."""
    plain = ENDED.sub("", words)
    while begun := BEGUN.match(plain):
        plain = plain[begun.end() :]
    plain = WHICH.sub(r"\1 ", plain.strip())
    if not plain:
        return ""
    return f"{plain[0].upper()}{plain[1:]}." if ASKING.search(plain) else f"Events must have {plain}."
