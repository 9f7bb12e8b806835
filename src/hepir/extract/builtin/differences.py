"""What tells a region from the one that it is like: `but with the b-jet veto inverted and at least two leptons`.

In: the words behind `the same selection as SR1`. Out: what the criteria that are inverted or left out are about, and the rest
as a sentence of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from hepir.extract.builtin.topics import topic_in_words

DEMAND = r"(?:requirements?|selections?|cuts?|criteri(?:on|a)|veto(?:es)?|conditions?|thresholds?|windows?)"
NO_TOPIC = r"(?:and|but|with|by|is|are|removed|dropped|omitted|lifted|inverted|reversed|applied|required)\b"
ABOUT = (
    rf"(?<![\w-])(?:the |its |their |both |an? )*(?!{NO_TOPIC})"
    r"(\S(?:(?! (?:is|are|being|but|with|by) )[^,;]){0,50}?)"
)
ON = rf"(?:the |its )?{DEMAND} (?:on|of) {ABOUT}"
# `the requirement mT > 120 GeV`
LIMITED = rf"(?:the |its )?{DEMAND} (\S[^,;<>≤≥]{{0,30}}?) ?[<>≤≥]=? ?\d[\d.]*(?: ?[TGM]eV)?"
OF = rf"{ABOUT} {DEMAND}"
END = r"(?=\.?\Z|[,;(]| and | but )"
BEING = r"(?: is| are| being)?(?: (?:instead|simply|also))?"
GONE = r"(?:removed|dropped|omitted|lifted|released|not applied|not required|not imposed)"
GOING = r"(?:removing|dropping|omitting|lifting|releasing|without(?: applying)?)"
TURNED_BY = r"(?:inverting|reversing)"
TURNED_ROUND = r"(?:inverted|reversed)"
CHANGED_TO = (
    r"(?:raised|lowered|relaxed|tightened|loosened|changed|modified|set|reduced|increased|restricted) to"
)
CHANGING = r"(?:raising|lowering|relaxing|tightening|loosening|changing|modifying|setting|reducing|increasing|restricting)"
TO = r"(?:requiring |the requirement (?:of|that) |an? requirement (?:of|that) )?"
TURNED = (
    rf"(?:by )?{TURNED_BY} (?:{ON}|{OF}|{ABOUT}){END}",
    rf"(?:with )?(?:{ON}|{OF}|{ABOUT}){BEING} {TURNED_ROUND}{END}",
    rf"(?:with |for )?(?:an?|the|its) {TURNED_ROUND} (?:{ON}|{OF}|{ABOUT}){END}",
)
LEFT_OUT = (
    rf"(?:by )?{GOING} (?:{ON}|{OF}){END}",
    rf"(?:with )?(?:{ON}|{OF}){BEING} {GONE}{END}",
    rf"no {DEMAND} (?:on|of) {ABOUT}(?: is| are)?(?: applied| required| imposed| made){END}",
    rf"\A\s*(?:for )?(?:{ON}|{OF})(?=\.?\Z|; )",
)
# What the new limit stands behind.
REPLACED = (
    rf"(?:with )?(?:{LIMITED}|{ON}|{OF}){BEING} (?:replaced (?:by|with)|{CHANGED_TO}) {TO}",
    rf"(?:by )?(?:replacing (?:{LIMITED}|{ON}|{OF}) (?:by|with)|{CHANGING} (?:{LIMITED}|{ON}|{OF}) to) {TO}",
    rf"(?:for )?(?:{LIMITED}|{ON}|{OF}),? which (?:is|are) (?:{CHANGED_TO} |required to be |(?=[\d<>≤≥]))",
)
INSTEAD = re.compile(r",? ?\binstead(?: of [^,;]*)?(?=\Z|[,;. ])")
ADDITIONAL = re.compile(
    r"\b(?:an? |the )?(?:additional|further|extra) (?:requirements?|conditions?|criteri(?:on|a)|cuts?)(?: of| that)?:? ?"
)
BEGUN = re.compile(
    r"\A[\s,]*\b(?:but|and|by|with|for|that|in that|only|also|additionally|in addition|where|while|requiring|asking for"
    r"|demanding|selecting|they have|events? (?:with(?![^,;]*\b(?:vetoed|rejected|removed|discarded)\b)|must have)"
    r"|requires?|has|must have|selects?|demands?|further)\b[\s,]*"
)
ENDED = re.compile(r"[\s,.;]*(?:\b(?:and|but|with|where|while|by))?[\s,.;]*\Z")
ASKING = re.compile(
    r"\b(?:must|is|are|has to|have to|should|requires?|required|satisf(?:y|ies)|exceeds?|vetoed|rejected)\b"
)
WHICH = re.compile(r"\A((?:the )?[^,;]{1,50}), which (?=must|is required|is restricted|has to|should)")
VETOING = re.compile(r"\bvetoing (?:events with )?([^,;]+?)(?=\Z|[,;]| and (?:requir|select|demand))")
# What a new limit begins with, that stands without its variable.
SIGN = re.compile(
    r"[<>=≤≥]|(?:below|above|between|less|more|greater|larger|smaller|at (?:least|most)|in the)\b"
)
JOINED = re.compile(r",? and (?:on )?(?:the )?")
SPAN = re.compile(r"\d[\d.]*(?: ?[TGM]eV)? ?(?:[-–]|to) ?\d")
NUMBER = re.compile(r"\d[\d.]*(?: ?[TGM]eV)?(?=\Z|[,;]|\.(?!\d)| (?:and|in|for|but|while)\b)")


@dataclass(frozen=True)
class Difference:
    """What is inverted and what is left out, by topic; `rest` asks something besides, `further` to what there is. `raised`:
    what has a new limit on the side of the old one."""

    inverted: tuple[str, ...] = ()
    dropped: tuple[str, ...] = ()
    rest: str = ""
    further: bool = False
    raised: tuple[str, ...] = ()


def difference(words: str) -> Difference | None:
    """What a region asks otherwise than the one that it is like; None where the text names no criterion that is known."""
    raised: list[str] = []
    replaced, rest = taken(words, REPLACED, raised)
    turned, rest = taken(rest, TURNED)
    dropped, rest = taken(rest, LEFT_OUT)
    inverted, gone, moved = map(topics, (turned, (*dropped, *replaced), raised))
    if "" in (*inverted, *gone):
        return None
    further = bool(ADDITIONAL.search(rest))
    return Difference(inverted, gone, as_demand(ADDITIONAL.sub("", INSTEAD.sub("", rest))), further, moved)


def topics(named: Iterable[str]) -> tuple[str, ...]:
    """What criteria are about, each of those that are joined: `the mT and b-tag requirements`."""
    joined = (JOINED.split(each) if "between" not in each else [each] for each in named)
    return tuple(topic_in_words(part) for parts in joined for part in parts)


def taken(
    words: str, patterns: tuple[str, ...], raised: list[str] | None = None
) -> tuple[tuple[str, ...], str]:
    """What patterns say that a criterion is about, and the words without it; with its new limit, where `raised` collects
    those that stand without a sign."""
    found: list[str] = []
    for pattern in patterns:
        while match := re.search(pattern, words):
            about = next(each for each in match.groups() if each)
            found.append(about)
            behind = words[match.end() :]
            before = ""
            if raised is not None:
                before = new_limit(about, behind)
                raised += [about] if NUMBER.match(behind) else []
            words = f"{words[: match.start()]} {before}{behind}"
    return tuple(found), words


def new_limit(about: str, behind: str) -> str:
    """The variable in front of a new limit that stands without it: `the ETmiss cut is lowered to 150 GeV`."""
    if SPAN.match(behind):
        return f"{about} in the range "
    if SIGN.match(behind):
        return f"{about} "
    return f"the {about} threshold is " if NUMBER.match(behind) else ""


def as_demand(words: str) -> str:
    """`requiring at least two jets` as a sentence; empty where nothing is left."""
    plain = ENDED.sub("", words)
    while begun := BEGUN.match(plain):
        plain = plain[begun.end() :]
    plain = VETOING.sub(r"no \1", WHICH.sub(r"\1 ", plain.strip()))
    if not plain:
        return ""
    return f"{plain[0].upper()}{plain[1:]}." if ASKING.search(plain) else f"Events must have {plain}."
