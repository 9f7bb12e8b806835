"""From a sentence to claims, clause by clause.

In: the text of a sentence, what may be read from it, and the objects that it is about by what stands before. Out: a
`Reading`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from functools import reduce

from hepir.extract.builtin.alternatives import hides_alternative, is_tangled
from hepir.extract.builtin.btagging import efficiency_reading
from hepir.extract.builtin.claims import Reading, of_region
from hepir.extract.builtin.clause_readings import (
    clause_reading,
    is_hypothetical,
    leaves_region_out,
    unsayable,
)
from hepir.extract.builtin.clauses import (
    Clause,
    clauses,
    nouns,
    separations,
)
from hepir.extract.builtin.conditional import conditional_reading
from hepir.extract.builtin.events import event_reading
from hepir.extract.builtin.following import (
    beginning_region,
    begins_with_region,
    first_region,
    goes_on,
    is_of_others,
    region_spoken_of,
    with_region,
)
from hepir.extract.builtin.objects import is_own_track
from hepir.extract.builtin.other_samples import is_of_other_events
from hepir.extract.builtin.owners import OF_TRACKS
from hepir.extract.builtin.parsing import composed, phrases, placed, places_events
from hepir.extract.builtin.phrases import (
    Condition,
    Count,
    Noun,
    Phrase,
    is_word,
)
from hepir.extract.builtin.provisos import is_excepted, proviso
from hepir.extract.builtin.regions import (
    goes_elsewhere,
    mentions_region,
    region_of,
    speaks_of_channels,
    unmatched_lists,
)
from hepir.extract.builtin.regions_apart import by_region
from hepir.extract.builtin.spelling import spelled
from hepir.extract.builtin.triggering import by_channel, is_triggering, with_besides
from hepir.extract.builtin.triggers import trigger_reading

PRONOUN = re.compile(
    r"(?:They|Their|Its|These|Those|Candidates|The (?:selected |remaining )?candidates|(?:EM )?[Cc]lusters in"
    r" the|Both|Finally, the(?:y|ir)|The latter|Such|In addition|Additionally|It|Moreover|Furthermore)\b"
)
# What a sentence is about that is none of the objects of the program, nor what the sentence before was about.
ALIEN = re.compile(
    r"(?:(?:The|An?|Each|Any|All|These|This|Both) )?(?:(?!(?:must|is|are|has|have|should)\b)[\w*/→+-]+ ){0,4}?"
    r"(?:boson|quark|meson|hadron|kaon|pion|proton|baryon|neutrino|system|cluster|particle|(?:track|sub)-?jet)s?\b"
)
MOST_OWNERS = 2  # objects that a sentence without any may go on about
EVERYWHERE = re.compile(
    r"(?:(?:In|For) all (?:of )?(?:the )?(?:regions|channels|categories|final states|cases)"
    r"|In (?:this|our|the present) (?:analysis|search|paper|[Ll]etter|work|study|measurement|section|note)),? *(?=\w)"
)
GROUNDS = re.compile(
    r"(?:For (?:this|these) reasons?|(?:Based on|Given|Following|In view of) (?:these|this|the) [^,;:]*"
    r"|(?:After|Following|In addition to|Besides|Apart from) (?:the |these |this )?(?:[\w-]+ ){0,2}triggers?\b[^,;:<>=≤≥\d]*"
    r"|(?:In addition to|Besides|Apart from) (?:the |this |these |an? )?(?:[\w-]+ ){0,3}"
    r"(?:leptons?|electrons?|muons?|photons?|jets?|taus?|pairs?)"
    r"(?=, (?:all |the )?(?:selected )?events? (?:are|must|have to)\b)"
    r"|(?:Identical(?:ly)?|Similar(?:ly)?|Analogous(?:ly)?|As|Just as) (?:to|in|at|with) (?:the )?[^,;:<>=≤≥\d]*\blevel\b"
    r"[^,;:<>=≤≥\d]*"
    r"|(?:In contrast to|Unlike|Contrary to|As opposed to) [^,;<>=≤≥\d]*"
    r"|(?:Since|As|Because) (?:(?:all|most|many|both|the|every|each|these|an?) )[^,;:<>=≤≥\d]*"
    r"|(?:Because of|Due to|Owing to|Given|In view of|As a result of|In keeping with) [^,;:<>=≤≥\d]*), *",
    re.IGNORECASE,
)
# `to be considered for the calculation of HT`: what comes of it, not who is asked.
CONSEQUENCE = re.compile(
    r",? (?:in order )?to be (?:considered|used|included|counted|taken into account)\b[^.;<>=≤≥\d]*(?=\.?\Z)"
)
# `is applied to ensure that the shower is contained`: what for.
AIM = re.compile(
    r",? (?:in order |so as )?to (?:ensure|suppress|reduce|avoid|guarantee|minimi[sz]e|improve|mitigate|limit)\b"
    r"(?![^;:]*\b(?:efficien|plateau))[^;:<>=≤≥\d]*(?=\.?\Z|:)"
)
# `increases the sensitivity by rejecting background`: what a requirement does.
REJECTING = re.compile(
    r",? by (?:rejecting|suppressing|removing|reducing|vetoing) (?:the |most |of |all |[\w/+-]+ ){0,4}backgrounds?\b"
    r"(?: events?| process(?:es)?| contributions?)?"
)
# How a variable is calculated: `= √(2 pT (1 - cos(Δφ)))`.
FORMULA = re.compile(r" *[=≡] *√ *\((?:[^()]|\((?:[^()]|\([^()]*\))*\))*\)")
# `Events selected by the trigger must have`: all events are.
TRIGGERED = re.compile(
    r"(?<=vents) (?:that (?:are |have )?)?(?:selected|passing|pass|passed|satisfying|satisfy|accepted|recorded)(?: by| with)?"
    r" (?:the|these|this|any of the) (?:[\w-]+ ){0,2}triggers?(?: requirements?| selections?| criteria)?"
    r"(?= (?:are|must|have to)\b)"
)
# `MET > 110 GeV, near the trigger threshold`: why, of what is asked offline.
NEAR_THRESHOLD = re.compile(
    r",? (?:which (?:is|are|lies) )?(?:well |just |close |slightly )?"
    r"(?:near|above|to|due to|because of|as (?:required|imposed) by|driven by)"
    r" the (?:[\w-]+ )?trigger (?:thresholds?|plateau|constraints?|requirements?)(?=[,.]|\Z| and\b)"
)
# `the sum of the pT of all tracks around the muon, excluding the muon track,`: of what is summed.
OWN_TRACK = re.compile(
    r",? (?:but )?(?:excluding|not including|without|not counting) (?:the (?:contribution|track|momentum) (?:of|from) )?"
    r"(?:the|its own|their own|that of the) (?:[\w-]+ ){0,2}(?:tracks?|candidate|lepton|electron|muon|photon|tau)"
    r"(?: pT)?(?: itself)?,? (?=divided|must|is\b|has\b|in a|within|around)"
)
PURPOSE = re.compile(
    r"(?:In order )?to (?:\w+ly )?(?!be\b|identify (?:b\b|jets (?:originating|from|that)))"
    r"(?![^,;:]*\bbackgrounds?,[^,;:]*\b(?:control|validation) (?:region|sample)\b)\w+ [^,;:]*, *",
    re.IGNORECASE,
)
# `This background is reduced by requiring`: why.
REDUCED = re.compile(
    r"(?:This|The|These|Such|Most|Remaining|Further) [^,;:<>=≤≥]{0,80}?\b(?:backgrounds?|contributions?"
    r"|contamination|processes)\b"
    r"[^,;:<>=≤≥]{0,60}? (?:is|are|can be) (?:\w+ly |then |further )*(?:reduced|suppressed|rejected|minimi[sz]ed|mitigated)"
    r" (?=by (?:requiring|demanding) that\b)"
)
# `in the same-flavour final states`: where the purpose of a requirement lies.
PLACED = re.compile(
    r"\b(?:in|for) (the (?!final|signal|control|validation)(?:[\w+/-]+ ){1,2}"
    r"(?:channels?|category|categories|final states?|regions?))(?=,)"
)


def sentence_reading(
    text: str,
    previous: tuple[Noun, ...] = (),
    heading: tuple[Noun, ...] = (),
    *,
    region: str = "",
    topic: bool = False,
    named_only: bool = False,
    within: str = "",
) -> Reading:
    """What a sentence claims; with `named_only`, what it claims of a region that it names.

    `previous` is what a pronoun stands for, `heading` what a sentence without any noun is about, `region` what one is about
    that goes on (`in addition`), `topic` whether the whole paragraph is about it, `within` the region of the section that it
    stands in.
    """
    given, text = text, without_reasons(text)
    trigger, besides = with_besides(text)
    if apart := by_channel(text) or ((trigger, besides) if besides else ()):
        first, *others = (
            sentence_reading(each, region=region, topic=topic, named_only=named_only, within=within)
            for each in apart
        )
        return reduce(Reading.joined, others, first)
    asked = without_purpose(text)
    plain = spelled(asked)
    region = region if goes_on(text, topic=topic) else ""
    found = composed(placed(with_region(phrases(plain), region or within)))
    if not first_region(found) and is_of_others(text, region):
        return Reading(left=("a region of other objects",), region=region, topic=topic)
    if not is_triggering(given) and is_of_other_events(given, found):
        return Reading(left=("events of another sample",) if asks(found) else (), region=region)
    if (whole := whole_reading(asked, plain, found, within, named_only=named_only)) is not None:
        about = whole.region or first_region(found) or region_spoken_of(found, region)
        return replace(whole, region=about, topic=bool(about) and (topic or about != region))
    spoken = nouns(found) or any(is_word(each, "EVENTS") for each in found)
    unspoken = heading or (previous if len(previous) <= MOST_OWNERS else ())
    unspoken = () if ALIEN.match(text) else unspoken
    again = PRONOUN.match(text)
    goes_back = again is not None and bool(previous or not again[0].endswith("andidates"))
    subject = previous if goes_back else () if spoken else unspoken
    standing = About(previous, within, named_only)
    begun = (topic and bool(region)) or begins_with_region(found)
    so_far = SoFar(Reading(subject=subject, region=region), begun)
    for number, clause in enumerate(clauses(found)):
        so_far.take_all(number, clause, standing)
    reading, topic = so_far.reading.joined(efficiency_reading(text, plain)), so_far.topic
    reading = unexcepted(reading) if is_excepted(plain, found) else reading
    if so_far.aside:
        return replace(reading, region=region, topic=topic)
    # of several regions it goes on, the next sentence does not say of which
    return replace(reading, region="" if len(so_far.named) > 1 else reading.region, topic=topic)


@dataclass(frozen=True)
class About:
    """What a sentence is about by what stands before: the objects of the sentence before, and the region of its section;
    `named_only` where it is read for the regions that it names alone."""

    previous: tuple[Noun, ...]
    within: str
    named_only: bool


@dataclass
class SoFar:
    """What the clauses of a sentence have said: the regions `named`, whether one is named only behind what is said of others
    (`aside`), whether the clause before spoke of some of the events, by no name of a region (`elsewhere`), the regions of
    which it asked the same (`beside`), and whether it only supposed something (`supposed`)."""

    reading: Reading
    topic: bool
    named: set[str] = field(default_factory=set)
    aside: bool = False
    elsewhere: bool = False
    beside: tuple[str, ...] = ()
    supposed: bool = False

    def take_all(self, number: int, clause: Clause, about: About) -> None:
        """One more clause, of each region that it names; behind one of several regions, of each of these."""
        if leaves_region_out(clause):
            return
        if self.supposed:
            self.supposed = False
            self.note("a condition for some events")
            return
        # `If the jet is found within |eta| < 2.4, it must have`
        self.supposed = clause.verb == "CONSIDER" and is_hypothetical(clause)
        parts = tuple(by_region(clause))
        regions = tuple(filter(None, map(region_of, parts)))
        if not regions and self.beside:
            for place in self.beside:
                self.reading = replace(self.reading, region=place)
                self.take(number, clause, about)
            return
        alike = len(regions) == len(parts) > 1 and len({each.after for each in parts}) == 1
        self.beside = regions if alike else ()
        for part in parts:
            self.take(number, part, about)

    def take(self, number: int, clause: Clause, about: About) -> None:
        """One more clause."""
        if unmatched_lists(clause) or goes_elsewhere(clause):
            self.note("values of several regions")
            return
        own = region_of(clause)
        self.named |= {own} if own else set()
        self.topic = self.topic or (bool(own) and clause.verb == "DEFINE")
        behind = bool(own) and number > 0 and not self.named - {own} and clause.verb != "DEFINE"
        self.aside = self.aside or behind
        if self.elsewhere and not (own or self.reading.region):
            self.note("values of several regions")
            return
        self.elsewhere = own is None and speaks_of_channels(clause)
        if own is None and not (self.reading.region or about.within) and mentions_region(clause):
            self.note("a region besides")
            return
        self.reading = self.reading.joined(replace(self.said(clause, own, about), region=own or ""))

    def said(self, clause: Clause, own: str | None, about: About) -> Reading:
        """What a clause claims, in the region that goes on where it names none."""
        place = self.reading.region or about.within
        if own is None and place and is_the_one(clause):
            return of_region(unsayable(clause, place) or event_reading(clause, place), place)
        subject = self.reading.subject or (about.previous if is_of_tracks(clause) else ())
        clause = with_the_same(clause, self.reading.subject)
        said = clause_reading(clause, subject, named_only=about.named_only and not self.reading.region)
        return of_region(said, about.within if own == "" else place) if not own else said

    def note(self, reason: str) -> None:
        """What could not be said."""
        self.reading = self.reading.joined(Reading(left=(reason,)))


def whole_reading(
    text: str, plain: str, found: tuple[Phrase, ...], within: str, *, named_only: bool
) -> Reading | None:
    """What a sentence claims that is read as a whole: of triggers, or with words that take back what it says; else None."""
    if is_triggering(text):
        channel = beginning_region(found)
        if named_only and not channel:
            return Reading()
        return replace(of_region(trigger_reading(plain, found), channel or within), region=channel)
    if (conditional := conditional_reading(text, found, within)) is not None:
        return conditional
    if reason := proviso(plain, found):
        says = any(isinstance(each, Condition | Count) or is_word(each, "REGION") for each in found)
        return Reading(left=(reason,)) if says or re.search(r"\d", plain) else Reading()
    if places_events(found):
        return Reading(left=("events of a region",)) if asks(found) else Reading()
    return Reading(left=("one or the other",)) if hides_alternative(found) or is_tangled(found) else None


def asks(found: tuple[Phrase, ...]) -> bool:
    """Whether phrases limit or count anything."""
    return any(isinstance(each, Condition | Count) for each in found)


def unexcepted(reading: Reading) -> Reading:
    """What a sentence claims of objects alone: what it counts is an exception."""
    kept = tuple(each for each in reading.claims if each.block != "region")
    return replace(reading, claims=kept, left=reading.left or ("an exception",))


def without_reasons(text: str) -> str:
    """A sentence without why it asks, what comes of it, how a variable is calculated, and that it holds everywhere."""
    text = OWN_TRACK.sub(
        " ",
        NEAR_THRESHOLD.sub(
            "", TRIGGERED.sub("", without_beginning(GROUNDS, without_beginning(REDUCED, text)))
        ),
    )
    text = FORMULA.sub("", EVERYWHERE.sub("", text, count=1))
    return AIM.sub("", CONSEQUENCE.sub("", REJECTING.sub("", text)))


def without_purpose(text: str) -> str:
    """A sentence without what it aims at; `to reduce this background in the muon channel, events` is of that channel."""
    rest = without_beginning(PURPOSE, text)
    places = PLACED.findall(text[: len(text) - len(rest)])
    return f"In {places[-1]}, {rest}" if places else rest


def without_beginning(pattern: re.Pattern[str], text: str) -> str:
    """A sentence without what it begins with, where it does."""
    begun = pattern.match(text)
    return text[begun.end() :] if begun else text


def is_of_tracks(clause: Clause) -> bool:
    """`|z0| must be below 0.5 mm`, `the track must have two pixel hits`: of the objects of the sentence before, for no event
    has such a variable."""
    asked = [each for each in clause.phrases if isinstance(each, Condition)]
    spoken = tuple(nouns(clause.phrases))
    own = not spoken or is_own_track(spoken)
    return bool(asked) and own and all(each.variable.name in OF_TRACKS for each in asked)


def with_the_same(clause: Clause, subject: tuple[Noun, ...]) -> Clause:
    """`Signal electrons must ..., and the electron must have`: each of those that the sentence is about."""
    match clause.before:
        case (Noun(plural=False, determiner="the", words=(), ranks=(), number=None) as one, *further):
            same = (each for each in subject if each.kind == one.kind and each.plural and each.words)
            return replace(clause, before=(next(same, one), *further))
    return clause


def is_the_one(clause: Clause) -> bool:
    """`The muon must have pT > 25 GeV`: one object of an event, where a region goes on."""
    match clause.before:
        case (Noun(plural=False, determiner="the", ranks=(), number=None, other=None),):
            return clause.verb == "REQUIRE" and not separations(clause)
    return False
