"""What a publication says of its triggers: their names, or what they ask for.

In: a sentence about triggers, as `spelling` writes it, and its phrases. Out: a step for a named trigger; for one that is told
by its objects and thresholds a step with a name that says so, which the program leaves open (`define photon_165_trigger = ?`)
until a person writes the trigger's own name. What depends on the data-taking is left over, but for thresholds of each year.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from hepir.extract.builtin.claims import Reading, Stated, step
from hepir.extract.builtin.phrases import Phrase, Word
from hepir.extract.draft import Evidence

TRIGGERING = re.compile(
    r"HLT_|\bonline (?:event )?(?:selection|requirements?)\b"
    r"|\b(?:in|at) (?:the )?trigger\b|\btriggers?\b.*\b(?:requir\w*|thresholds?|demand\w*|select\w*)"
    r"|\b(?:recorded|collected|triggered)\b.*\btriggers?\b"
    r"|\btriggers?\b.*\b(?:recorded|collected|based on|presence|is used|are used)\b"
    r"|\bHLT (?:\w+ ){0,2}(?:paths?|algorithms?)\b",
    re.IGNORECASE,
)
# That events must pass it: not how efficient it is, how it changed, what else it could be.
TAKEN = re.compile(
    r"\b(?:recorded|collected|selected|acquired|required|triggered|taken|pass(?:ed|ing)?|uses?|used|using|requir\w+|demand\w+"
    r"|impos\w+|rel(?:y|ies)|exists?)\b",
    re.IGNORECASE,
)
CHANGING = re.compile(
    r"\b(?:efficien\w*|plateau|prescaled?|raised|lowered|increas\w*|var(?:y|ies|ied|ying)|depend\w*|rang(?:e|es|ing)|between"
    r"|either|offline|seed\w*|L1|level-1|first-level|control|up to|weighted|scale factors?|early|late|later|fully"
    r"|match(?:ed|es|ing)?|fired|(?:if|when) the trigger|CR|passing (?:the|this|these|any) triggers?"
    r"|compliant|reconstructed)\b",
    re.IGNORECASE,
)
OBJECT = r"(?:di-?|tri-?)?(?:electron|muon|photon|tau|jet|lepton)|MET|MHT|HT"
MENTION = re.compile(
    rf"\b(?P<two>two (?:\w+ )?)?(?:single[- ]|large-(?:R|radius) |fat |AK8 )?(?P<kind>{OBJECT})s?\b(?!-)(?: candidates?)?"
    rf"(?: \((?:single[- ])?(?P<other>{OBJECT})s?\))?"
)
THRESHOLD = re.compile(r"(?<![\w.])(\d+)(?: \((\d+)\))?((?:(?:, | and |, and )\d+)*) ?GeV\b")
BEHIND = re.compile(
    r" (?:pT )?(?:thresholds?|requirements?|cuts?)?(?: is| are)? ?(?:on|for|in) (?:the )?(?:pT (?:of|for) )?(?:the )?"
    r"(?:leading |highest-pT |sub-?leading |trailing |second )?\Z"
)
FURTHER = re.compile(r"(?: and|, and|,| or) (?:on |for |of )?(?:the )?(?:pT (?:of|for) )?(?:the )?\Z")
CHANNELS = re.compile(r"\b(?:channel|category|final state)s?\b")
YEAR = re.compile(r"\b20[012]\d\b")
ASIDE = re.compile(r" \((?!(?:single[- ])?(?:electron|muon|photon|tau|jet|lepton)s?\)|\d+\))[^()]*\)")
OTHER_LIMITS = re.compile(r" (?:with |and )*(?:abseta|abseta range|rawη)[^,;]*?[\d.]*\d(?! ?GeV)")
BEGUN = re.compile(r"\b(?:triggers?|HLT|online)\b", re.IGNORECASE)
# Each threshold is one of a trigger of its own.
EACH = re.compile(
    r"\bor\b|\bwhile\b|\bwhereas\b|;(?=.)|\brespectively\b|\(\d+\)"
    r"|\bsingle-\w+ (?:and|or) (?:single-)?\w+ triggers|\bsingle-lepton triggers",
    re.IGNORECASE,
)
LAST_NUMBER = re.compile(r"\d(?=\D*\Z)")
RECORDED = re.compile(
    r"\b(?:recorded|collected|triggered|acquired|HLT|online)|\b(?:at|in) (?:the )?trigger\b"
    r"|\b(?:trigger|online) (?:thresholds?|plateau|efficien\w+)",
    re.IGNORECASE,
)
IN_YEARS = re.compile(r" @(\d{4})")
STEP = re.compile(
    r"select (?:\{\w+_trigger\}|trigger\(\"\w+\"\))(?: or (?:\{\w+_trigger\}|trigger\(\"\w+\"\)))*(?: @\d{4})*"
)


@dataclass(frozen=True)
class Asked:
    """The thresholds of a trigger on one kind of object."""

    kind: str
    limits: tuple[str, ...]


def trigger_reading(text: str, found: tuple[Phrase, ...]) -> Reading:
    """A trigger by its name, or by what it asks of its objects."""
    names = [each.text for each in found if isinstance(each, Word) and each.type == "TRIGGER_NAME"]
    if names:
        written = " or ".join(f'trigger("{each}")' for each in dict.fromkeys(names))
        return Reading((step("", f"select {written}"),))
    told = told_triggers(text)
    if not told:
        return Reading(left=("a trigger",))
    years = "".join(f" @{each}" for each in dict.fromkeys(YEAR.findall(text)))
    return Reading((step("", f"select {' or '.join(f'{{{each}}}' for each in told)}{years}"),))


def is_purpose(text: str) -> bool:
    """`jets with pT > 480 GeV, which ensures that events meet the trigger requirements`: why, behind all that is asked."""
    begun = BEGUN.search(text)
    asked = LAST_NUMBER.search(text)
    return bool(begun and asked and begun.start() > asked.start() and not RECORDED.search(text))


def told_triggers(text: str) -> tuple[str, ...]:
    """`photon_165_trigger`; one for each channel of `a single-electron (muon) trigger with a threshold of 27 (26) GeV`.

    Empty where the sentence does not say which threshold is for what.
    """
    plain = OTHER_LIMITS.sub("", ASIDE.sub("", text))
    if not TAKEN.search(plain) or CHANGING.search(plain) or len(CHANNELS.findall(plain)) > 1:
        return ()
    begun = BEGUN.search(plain)
    asked = list(thresholds(plain, begun.start())) if begun else []
    if begun is None or not asked or is_in_part(plain[begun.end() :], asked):
        return ()
    if EACH.search(plain) or YEAR.search(plain):
        return tuple(dict.fromkeys(named(each.kind, *each.limits) for each in asked))
    if "triggers" in plain and len({each.kind for each in asked}) > 1:
        return ()
    return (together(asked),)


def is_in_part(text: str, asked: list[Asked]) -> bool:
    """Whether a threshold is of no object, or an object without a threshold: `MET > 50 GeV and two muons`."""
    known = " ".join(each.kind for each in asked)
    return any(not each.kind for each in asked) or any(
        each["kind"] not in known for each in MENTION.finditer(text)
    )


def together(asked: list[Asked]) -> str:
    """`muon_20_tau_27_trigger`: one trigger that asks for all; the thresholds of one kind stand behind each other."""
    kinds = dict.fromkeys(each.kind for each in asked)
    parts = [
        part
        for kind in kinds
        for part in (kind, *(limit for each in asked if each.kind == kind for limit in each.limits))
    ]
    return named(*parts)


def thresholds(text: str, begun: int) -> Iterator[Asked]:
    """Each threshold behind the first word of triggers with its object: the one behind `on` or `for`, else the one before."""
    mentions = list(MENTION.finditer(text))
    if "respectively" in text:
        yield from respective(text, mentions)
        return
    for found in THRESHOLD.finditer(text, begun):
        first, second, further = found.groups()
        limits = (first, *re.findall(r"\d+", further))
        owners = list(behind(text, found.end(), mentions))
        if not owners:
            before = [each for each in mentions if each.end() <= found.start()]
            owners = [before[-1]] if before else []
        for owner in owners:
            kinds = kinds_of(owner)
            if len(kinds) == 2 and second:
                yield Asked(kinds[0], (first,))
                yield Asked(kinds[1], (second,))
            elif len(kinds) == 1 and not second:
                yield Asked(kinds[0], limits)
            else:
                yield Asked("", ())


def kinds_of(mention: re.Match[str]) -> list[str]:
    """`photon`, `diphoton` for two of them; both kinds of `electron (muon)`."""
    kind = (
        f"di{mention['kind']}" if mention["two"] and not mention["kind"].startswith("di") else mention["kind"]
    )
    return [kind, *([mention["other"]] if mention["other"] else [])]


def respective(text: str, mentions: list[re.Match[str]]) -> Iterator[Asked]:
    """`single-electron and single-muon triggers with thresholds of 27 and 24 GeV, respectively`"""
    found = THRESHOLD.findall(text)
    limits = [limit for first, _, further in found for limit in (first, *re.findall(r"\d+", further))]
    kinds = [each["kind"] for each in mentions]
    if len(set(kinds)) == len(kinds) == len(limits) and len(found) in (1, len(limits)):
        yield from (Asked(kind, (limit,)) for kind, limit in zip(kinds, limits, strict=True))
    else:
        yield Asked("", ())


def behind(text: str, start: int, mentions: list[re.Match[str]]) -> Iterator[re.Match[str]]:
    """`a threshold of 24 GeV on the pT of electrons and on the pT of muons`"""
    pattern = BEHIND
    for each in mentions:
        if each.start() >= start:
            if not pattern.match(text[start : each.start()]):
                return
            yield each
            start, pattern = each.end(), FURTHER


def named(kind: str, *thresholds: str) -> str:
    """`photon_165_trigger`"""
    return "_".join((kind.lower().replace("-", ""), *(each.lower() for each in thresholds), "trigger"))


def with_one_step(stated: tuple[Stated, ...]) -> tuple[tuple[Stated, ...], tuple[Evidence, ...]]:
    """The triggers of a region as one step, for an event is recorded by any of them; sentences that tell of one year."""
    steps = [each for each in stated if each.claim.block == "region" and STEP.fullmatch(each.claim.text)]
    years = {year for each in steps for year in IN_YEARS.findall(each.claim.text)}
    some = [each for each in steps if len(years) == 1 and IN_YEARS.search(each.claim.text)]
    found = [each for each in stated if each not in some]
    for region in dict.fromkeys(each.claim.name for each in steps):
        own = [each for each in steps if each.claim.name == region and each not in some]
        if own:
            found[found.index(own[0])] = any_of(own)
            found = [each for each in found if each not in own[1:]]
    return tuple(found), tuple(each.evidence for each in some)


def any_of(steps: list[Stated]) -> Stated:
    """One step that any of several triggers passes, resting on all their sentences."""
    names = dict.fromkeys(
        name
        for each in steps
        for name in IN_YEARS.sub("", each.claim.text).removeprefix("select ").split(" or ")
    )
    first, *others = steps
    rests = (part for each in others for part in (each.evidence, *each.further))
    further = tuple(dict.fromkeys((*first.further, *rests)))
    return replace(first, claim=replace(first.claim, text=f"select {' or '.join(names)}"), further=further)
