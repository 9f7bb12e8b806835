"""Regions that are like another one: `CR1 is defined as SR1, but with at least one b jet`.

In: sentences. Out: which region is like which, what is different, and what the one is asked besides.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from hepir.extract.builtin.claims import Claim, Reading, of_region
from hepir.extract.builtin.differences import DEMAND, Difference, difference
from hepir.extract.builtin.likeness_frames import CHANGED, EXCEPTING, SENTENCES, TAIL
from hepir.extract.builtin.naming import region_name
from hepir.extract.builtin.parsing import phrases, placed
from hepir.extract.builtin.phrases import Noun, Phrase, Word, is_word
from hepir.extract.builtin.regions import is_region
from hepir.extract.builtin.sentences import sentence_reading
from hepir.extract.builtin.spelling import spelled


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
    if (found := told_by(SENTENCES, text)) is not None:
        return found
    return told_by(CHANGED, text)


def told_by(patterns: tuple[re.Pattern[str], ...], text: str) -> tuple[Likeness, ...] | None:
    """What the first of some patterns says that understands a sentence."""
    for each in patterns:
        if (match := each.match(text)) is None:
            continue
        told = match.groupdict(default="")
        rest = EXCEPTING.sub("", TAIL.sub("", told["rest"]))
        rest = uncapitalised(f"{rest} {told.get('change', '')}".strip())
        if found := paired(told["head"], told.get("origin", ""), rest, together=bool(told.get("paired"))):
            return found
    return None


def uncapitalised(words: str) -> str:
    """`Reversing the mT requirement` as it stands within a sentence."""
    return f"{words[:1].lower()}{words[1:]}" if words[1:2].islower() else words


def paired(head: str, origin: str, rest: str, *, together: bool = False) -> tuple[Likeness, ...] | None:
    """A likeness for each region of the head; with as many origins, each with its own."""
    regions, origins = named(head), named(origin) if origin else [""]
    changed = difference(rest)
    several = len(origins) > 1 and not (together and len(origins) == len(regions))
    if not regions or changed is None or several or "respectively" in rest or names_any(rest):
        return None
    origins = origins if len(origins) == len(regions) else origins * len(regions)
    if not origins or any(one == other for one, other in zip(regions, origins, strict=True)):
        return None
    return tuple(Likeness(one, other, changed) for one, other in zip(regions, origins, strict=True))


def named(words: str) -> list[str]:
    """The regions that words name; none where they say anything else."""
    said = placed(phrases(spelled(f"{words} is defined")))[:-1]
    if is_word(said[0] if said else None, "TO", "FOR"):
        said = said[[*map(is_comma, said), True].index(True) + 1 :]  # `to estimate the tt background, CR1`
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


def names_any(words: str) -> bool:
    """Whether words name a region."""
    return any(map(is_region, phrases(spelled(words))))


def is_comma(phrase: Phrase) -> bool:
    """`,`"""
    return is_word(phrase, "COMMA")
