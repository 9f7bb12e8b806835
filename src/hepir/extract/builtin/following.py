"""Which region a sentence goes on about, that names none.

In: a sentence, and the region of the one before it. Out: whether it is about the same; its phrases, with that region in place
of `this region`. A paragraph that begins about a region (`The Z control region requires two leptons.`) is about it until
something else is spoken of; where a region is only mentioned, no more than a pronoun goes on about it.
"""

from __future__ import annotations

import re

from hepir.extract.builtin.naming import region_name
from hepir.extract.builtin.parsing import phrases
from hepir.extract.builtin.phrases import Phrase, Word, is_word
from hepir.extract.builtin.regions import is_region
from hepir.extract.builtin.spelling import spelled

CONTINUING = re.compile(
    r"(?:In addition|Additionally|Furthermore|Moreover|Finally|Here|These events|Such events|Also|The|Both|Their|Its|No"
    r"|At least|Exactly)\b"
)
ELSEWHERE = re.compile(
    r"The (?:events?|data|selected|remaining|total|other|final|search|analysis|measurement|results?)\b"
)
# What no paragraph about a region goes on with.
GENERAL = re.compile(
    r"(?:(?:In|For|Across|Within) (?:all|each|every|both|either|the (?:other|remaining|rest|following)|general|total)\b"
    r"|(?:All|Each|Every|Any)(?: of)?(?: the)? (?:(?:selected|other|remaining|signal|control|validation) )*"
    r"(?:events?|regions?|channels?|categor|SRs?|CRs?|VRs?|bins?|samples?|analys)"
    r"|(?:The|Both|These|Those|Three|Two|Four|Several|Other) (?:\w+ )?"
    r"(?:regions|channels|categories|SRs|CRs|VRs|samples|analyses)\b"
    r"|The (?:data|remaining|total|other|final|search|analysis|measurement|results?|rest|whole|full|event selection"
    r"|pre-?selection|baseline|common|offline)\b|Events (?:that|which) (?:fail|do not)\b|Remaining\b|Other\b|Otherwise\b)"
)
# `In all of them,`, behind a sentence about several regions
ALL_OF = re.compile(
    r"\A(?P<in>In|For) (?:all|both|each) (?:of (?:them|these(?: (?:regions|SRs|channels|categories))?|the (?:two|three|four))"
    r"|(?:two|three|four|five|six|these) (?:signal )?(?:regions|SRs|channels|categories)),? (?=\S)"
)
ANOTHER = re.compile(
    r"\b(?:another|(?:an?|the) (?:second|third|different|further)) (?:[\w-]+ ){0,2}(?:samples?|regions?|selections?)\b"
)
POINTING = re.compile(r"(?:this|that|such|these)\Z", re.IGNORECASE)
PLACES = re.compile(
    r"(?:(?:signal|control|validation|search) )?(?:region|sample|category|channel|selection|topology|final state)\Z",
    re.IGNORECASE,
)
INTRODUCING = re.compile(
    r"(?:dedicated|separate|special|new|further|third|specific|suitable|corresponding)\Z", re.IGNORECASE
)
MANY = 2  # regions, of which one may say `all of them`
OF_LEPTONS = re.compile(r"((?:e|mu|tau)+)_?h?(?:_(?:channel|category|final_state|event_selection))?\Z")
ASIDE = ("DETERMINER", "OTHER", "IN", "FOR", "LEFT")


def goes_on(text: str, *, topic: bool) -> bool:
    """Whether a sentence is about the region of the one before it, which its paragraph is about or only mentions."""
    if topic:
        return not (GENERAL.match(text) or ANOTHER.search(text))
    return bool(CONTINUING.match(text)) and not ELSEWHERE.match(text)


def with_all_named(text: str, before: str) -> str:
    """`In all of them, MET > 200 GeV is required`, with the regions that the sentence before names."""
    found = ALL_OF.match(text)
    if found is None:
        return text
    said = phrases(spelled(before))
    names = list(dict.fromkeys(each.text for each in said if isinstance(each, Word) and is_region(each)))
    if len(names) < MANY:
        return text
    return f"{found['in']} {', '.join(names[:-1])} and {names[-1]}, {text[found.end() :]}"


def is_of_others(text: str, region: str) -> bool:
    """Whether a sentence speaks of the muon of an event where the region that goes on is that of `eτh`, or the like."""
    of_leptons = OF_LEPTONS.match(region)
    if of_leptons is None:
        return False
    return any(
        letter not in of_leptons[1] and re.search(rf"\b[Tt]he {kind}\b", text)
        for kind, letter in (("muon", "mu"), ("electron", "e"))
    )


def begins_with_region(found: tuple[Phrase, ...]) -> bool:
    """`The Z control region requires`, `In the boosted category,`: whether a sentence begins about one region."""
    return bool(first_region(found))


def first_region(found: tuple[Phrase, ...]) -> str:
    """The region that a sentence begins about; empty for others."""
    first = next((each for each in found if not is_word(each, *ASIDE) and not introduces(each)), None)
    return region_name(first.text) if isinstance(first, Word) and first.type == "REGION" else ""


def introduces(phrase: Phrase) -> bool:
    """`dedicated`, as in `a dedicated control region is used`"""
    return isinstance(phrase, Word) and bool(INTRODUCING.match(phrase.text))


def region_spoken_of(found: tuple[Phrase, ...], before: str) -> str:
    """The one region that a sentence names; that of the sentence before where it names none, none where it names several."""
    named = {region_name(each.text) for each in found if isinstance(each, Word) and each.type == "REGION"}
    return named.pop() if len(named) == 1 else "" if named else before


def with_region(found: tuple[Phrase, ...], region: str) -> tuple[Phrase, ...]:
    """`In this region` with the name of the region that was spoken of last; without one, `the region` is nameless."""
    named: list[Phrase] = []
    for place, phrase in enumerate(found):
        pointed = place > 0 and points(found[place - 1]) and isinstance(phrase, Word)
        if pointed and isinstance(phrase, Word) and PLACES.match(phrase.text.removeprefix("the ")):
            named.append(Word("REGION", region) if region else Word("REGIONS", "region"))
        else:
            named.append(phrase)
    return tuple(named)


def points(phrase: Phrase) -> bool:
    """`this`"""
    return isinstance(phrase, Word) and phrase.type == "DETERMINER" and bool(POINTING.match(phrase.text))


def beginning_region(found: tuple[Phrase, ...]) -> str:
    """The region of `in the muon channel, events are collected with`, `events in the muon channel are`; empty elsewhere,
    and for `the muon (electron)` one."""
    found = found[1:] if found and is_word(found[0], "EVENTS") else found
    inside = (
        bool(found)
        and is_word(found[0], "IN", "FOR")
        and not any(is_word(each, "LEFT") for each in found[2:3])
    )
    return next(
        (
            region_name(each.text)
            for each in found[1:2]
            if inside and isinstance(each, Word) and is_region(each)
        ),
        "",
    )
