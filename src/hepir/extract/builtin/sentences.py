"""From a sentence to claims: clause by clause, each about events, about a region or about objects.

In: the text of a sentence, what may be read from it, and the objects that it is about by what stands before. Out: a
`Reading`.
"""

from __future__ import annotations

import re
from dataclasses import replace

from hepir.extract.builtin.bins import with_bins
from hepir.extract.builtin.charges import charge_reading
from hepir.extract.builtin.claims import LETTERS, Reading, of_region, step
from hepir.extract.builtin.clauses import (
    Clause,
    clauses,
    is_about_events,
    nouns,
    object_conditions,
    separations,
)
from hepir.extract.builtin.either import is_tangled
from hepir.extract.builtin.event_conditions import about_event, binned
from hepir.extract.builtin.events import event_reading, plain_or
from hepir.extract.builtin.following import (
    beginning_region,
    begins_with_region,
    goes_on,
    region_spoken_of,
    with_region,
)
from hepir.extract.builtin.objects import object_reading
from hepir.extract.builtin.owners import OF_TRACKS, subject_of
from hepir.extract.builtin.parsing import composed, phrases, placed, places_events
from hepir.extract.builtin.phrases import (
    Binned,
    Condition,
    Count,
    Noun,
    OneSided,
    Phrase,
    Separation,
    Word,
    is_word,
)
from hepir.extract.builtin.properties import OF_OBJECTS, event_value, of_object, relation_text
from hepir.extract.builtin.provisos import is_excepted, proviso
from hepir.extract.builtin.regions import (
    goes_elsewhere,
    is_nameless,
    mentions_region,
    region_of,
    speaks_of_channels,
    speaks_of_some_regions,
    unmatched_lists,
    without_region,
    without_regions,
)
from hepir.extract.builtin.regions_apart import by_region
from hepir.extract.builtin.rejections import rejections_apart
from hepir.extract.builtin.restrictions import has_alternative, hides_alternative, is_for_some_events
from hepir.extract.builtin.spelling import spelled
from hepir.extract.builtin.triggering import is_triggering, with_besides
from hepir.extract.builtin.triggers import trigger_reading

PRONOUN = re.compile(
    r"(?:They|Their|Its|These|Those|Candidates|Both|The latter|Such|In addition|Additionally|It|Moreover|Furthermore)\b"
)
# What a sentence is about that is none of the objects of the program, nor what the sentence before was about.
ALIEN = re.compile(
    r"(?:(?:The|An?|Each|Any|All|These|This|Both) )?(?:(?!(?:must|is|are|has|have|should)\b)[\w*/→+-]+ ){0,4}?"
    r"(?:boson|quark|meson|hadron|kaon|pion|proton|baryon|neutrino|system|cluster|particle|(?:track|sub)-?jet)s?\b"
)
MOST_OWNERS = 2  # objects that a sentence without any may go on about
EVERYWHERE = re.compile(
    r"(?:In|For) all (?:of )?(?:the )?(?:regions|channels|categories|final states|cases),? *(?=\w)"
)
GROUNDS = re.compile(
    r"(?:For (?:this|these) reasons?|(?:Based on|Given|Following|In view of) (?:these|this|the) [^,;:]*"
    r"|(?:After|Following|In addition to|Besides|Apart from) (?:the |these |this )?(?:[\w-]+ ){0,2}triggers?\b[^,;:<>=≤≥\d]*"
    r"|(?:Because of|Due to|Owing to|Given|In view of|As a result of) [^,;:<>=≤≥\d]*), *",
    re.IGNORECASE,
)
# `to be considered for the calculation of HT`: what comes of it, not who is asked.
CONSEQUENCE = re.compile(
    r",? (?:in order )?to be (?:considered|used|included|counted|taken into account)\b[^.;<>=≤≥\d]*(?=\.?\Z)"
)
# How a variable is calculated: `= √(2 pT (1 - cos(Δφ)))`.
FORMULA = re.compile(r" *[=≡] *√ *\((?:[^()]|\((?:[^()]|\([^()]*\))*\))*\)")
PURPOSE = re.compile(
    r"(?:In order )?to (?:\w+ly )?(?!be\b|identify (?:b\b|jets (?:originating|from|that)))"
    r"(?![^,;:]*\bbackgrounds?,[^,;:]*\b(?:control|validation) (?:region|sample)\b)\w+ [^,;:]*, *",
    re.IGNORECASE,
)
# Words for which the language has none: with them, what else a clause says would be said of too many or too few.
QUALITY = re.compile(
    r"(?:fail(?:s|ed|ing)?|overlap(?:s|ping)?|(?:un)?tagged|near|(?:non|anti)-isolated)\Z", re.IGNORECASE
)
BY_OTHERS = re.compile(r"\b(?:inverting|inverted|reversing|same|identical|analogous|except)\b", re.IGNORECASE)
COMPARED = ("NUMBER", "PAIR_MASS", "PT", "MET", "HT", "MHT", "MEFF", "ST")
UNREAD = ("GREATER", "LESS", "AT_LEAST", "AT_MOST", "WITHIN")


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
    text = without_reasons(text)
    trigger, besides = with_besides(text)
    if besides:
        first, second = (
            sentence_reading(each, region=region, topic=topic, named_only=named_only, within=within)
            for each in (trigger, besides)
        )
        return first.joined(second)
    asked = without_beginning(PURPOSE, text)
    plain = spelled(asked)
    region = region if goes_on(text, topic=topic) else ""
    found = composed(placed(with_region(phrases(plain), region or within)))
    if (whole := whole_reading(asked, plain, found, within, named_only=named_only)) is not None:
        about = whole.region or region_spoken_of(found, region)
        return replace(whole, region=about, topic=bool(about) and (topic or about != region))
    spoken = nouns(found) or any(is_word(each, "EVENTS") for each in found)
    unspoken = heading or (previous if len(previous) <= MOST_OWNERS else ())
    unspoken = () if ALIEN.match(text) else unspoken
    reading = Reading(subject=previous if PRONOUN.match(text) else () if spoken else unspoken, region=region)
    topic = (topic and bool(region)) or begins_with_region(found)
    named: set[str] = set()
    aside = False  # whether a region is named only behind what is said of others
    elsewhere = False  # whether a clause before spoke of some of the events, by no name of a region
    for number, clause in enumerate(part for each in clauses(found) for part in by_region(each)):
        if unmatched_lists(clause) or goes_elsewhere(clause):
            reading = reading.joined(Reading(left=("values of several regions",)))
            continue
        own = region_of(clause)
        named |= {own} if own else set()
        topic = topic or (bool(own) and clause.verb == "DEFINE")
        aside = aside or (bool(own) and number > 0 and not named - {own} and clause.verb != "DEFINE")
        if elsewhere and not (own or reading.region):
            reading = reading.joined(Reading(left=("values of several regions",)))
            continue
        elsewhere = own is None and speaks_of_channels(clause)
        if own is None and not (reading.region or within) and mentions_region(clause):
            reading = reading.joined(Reading(left=("a region besides",)))
            continue
        following = named_only and not reading.region
        subject = reading.subject or (previous if is_of_tracks(clause) else ())
        if own is None and (reading.region or within) and is_the_one(clause):
            said = event_reading(clause, reading.region or within)
        else:
            said = clause_reading(clause, subject, named_only=following)
        if own is None:
            said = of_region(said, reading.region or within)
        reading = reading.joined(replace(said, region=own or ""))
    reading = unexcepted(reading) if is_excepted(plain, found) else reading
    if aside:
        return replace(reading, region=region, topic=topic)
    # of several regions it goes on, the next sentence does not say of which
    return replace(reading, region="" if len(named) > 1 else reading.region, topic=topic)


def whole_reading(
    text: str, plain: str, found: tuple[Phrase, ...], within: str, *, named_only: bool
) -> Reading | None:
    """What a sentence claims that is read as a whole: of triggers, or with words that take back what it says; else None."""
    if is_triggering(text):
        channel = beginning_region(found)
        if named_only and not channel:
            return Reading()
        return replace(of_region(trigger_reading(plain, found), channel or within), region=channel)
    if reason := proviso(plain, found):
        says = any(isinstance(each, Condition | Count) or is_word(each, "REGION") for each in found)
        return Reading(left=(reason,)) if says or re.search(r"\d", plain) else Reading()
    if places_events(found):
        asks = any(isinstance(each, Condition | Count) for each in found)
        return Reading(left=("events of a region",)) if asks else Reading()
    return Reading(left=("one or the other",)) if hides_alternative(found) or is_tangled(found) else None


def unexcepted(reading: Reading) -> Reading:
    """What a sentence claims of objects alone: what it counts is an exception."""
    kept = tuple(each for each in reading.claims if each.block != "region")
    return replace(reading, claims=kept, left=reading.left or ("an exception",))


def without_reasons(text: str) -> str:
    """A sentence without why it asks, what comes of it, how a variable is calculated, and that it holds everywhere."""
    return CONSEQUENCE.sub("", FORMULA.sub("", EVERYWHERE.sub("", without_beginning(GROUNDS, text), count=1)))


def without_beginning(pattern: re.Pattern[str], text: str) -> str:
    """A sentence without what it begins with, where it does."""
    begun = pattern.match(text)
    return text[begun.end() :] if begun else text


def is_of_tracks(clause: Clause) -> bool:
    """`|z0| must be below 0.5 mm`: of the objects of the sentence before, for no event has such a variable."""
    asked = [each for each in clause.phrases if isinstance(each, Condition)]
    return (
        bool(asked) and not nouns(clause.phrases) and all(each.variable.name in OF_TRACKS for each in asked)
    )


def is_the_one(clause: Clause) -> bool:
    """`The muon must have pT > 25 GeV`: one object of an event, where a region goes on."""
    match clause.before:
        case (Noun(plural=False, determiner="the", ranks=(), number=None, other=None),):
            return clause.verb == "REQUIRE" and not separations(clause)
    return False


def clause_reading(clause: Clause, previous: tuple[Noun, ...], *, named_only: bool) -> Reading:
    """What a clause claims."""
    region = region_of(clause)
    if region == "" and speaks_of_some_regions(clause):
        return Reading(left=("values of several regions",))
    clause = with_bins(plain_order(clause))
    if is_conditional(clause) or is_between(clause):
        return Reading(left=("a condition for some events",))
    if region is None and is_nameless(clause):
        if not any(isinstance(each, Condition | Count) for each in clause.phrases):
            return Reading()
        if not any(
            isinstance(each, Word) and each.text.lower().startswith("validat") for each in clause.phrases
        ):
            return Reading(left=("a region without a name",))
        region = "validation_region"
    if named_only and not region:
        return Reading()
    if region is None and speaks_of_channels(clause):
        return Reading(left=("values of several regions",))
    if not clause.verb:
        left = ("no verb",) if any(isinstance(each, Condition) for each in clause.phrases) else ()
        return Reading(left=left, subject=told_of(clause))
    if region is None and not is_about_events(clause) and is_for_some_events(clause.phrases):
        return Reading(left=("a condition for some events",))
    told_apart = any(is_word(each, "EVENTS") for each in clause.before) and unread(replace(clause, after=()))
    if (told_apart or (unread(clause) and clause.rejects)) and not separations(clause):
        return Reading(left=("a number",))
    if any(isinstance(each, Word) and QUALITY.match(each.text) for each in clause.phrases):
        return Reading(left=("a quality of objects",))
    renamed = clause.verb == "CONSIDER" and clause.after and getattr(clause.after[0], "text", "") == "as"
    if renamed and any(isinstance(each, Condition) for each in clause.phrases):
        return Reading(left=("objects by another name",))
    if region is None and (own := apart(clause)) is not None:
        reading = own
    elif (charges := charge_reading(clause, region or "")) is not None:
        reading = charges
    elif region is not None or is_about_events(clause):
        reading = event_reading(without_regions(clause), region or "").joined(
            without_region(clause, region or "")
        )
    else:
        clause = plain_or(clause)
        if has_alternative(clause.phrases):
            return Reading(left=("one or the other",))
        reading = universal(clause) or object_reading(clause, previous).joined(values_of_events(clause))
    if unread(clause):
        reading = reading.joined(Reading(left=("a number",)))
    if region and not reading.claims and not reading.left and BY_OTHERS.search(spoken(clause)):
        return Reading(left=("a region by another one",))
    if clause.rejects and reading.left and not separations(clause):
        # half of what is rejected together is too much
        apart_from_it = rejections_apart(clause, reading.left, region or "")
        return replace(apart_from_it, subject=reading.subject)
    return reading


def plain_order(clause: Clause) -> Clause:
    """`dphi(MET, jet) > 0.4 is required for all jets with pT > 30 GeV` with its verb in front."""
    asked = clause.before[-1] if clause.before else None
    about_event = isinstance(asked, Condition) and asked.variable.name not in OF_OBJECTS
    begins = bool(clause.after) and is_word(clause.after[0], "FOR")
    return (
        Clause((), clause.verb, clause.phrases)
        if clause.verb == "REQUIRE" and about_event and begins
        else clause
    )


def is_conditional(clause: Clause) -> bool:
    """`For HT > 500 GeV, the first bins are discarded`: what is asked of some of the events."""
    first = clause.before[:2]
    comma = any(is_word(each, "COMMA") for each in clause.before)
    if len(first) < 2 or not is_word(first[0], "FOR", "IN"):
        return False
    limited = is_word(first[0], "FOR") and isinstance(first[1], Condition | Count)
    return comma if limited else is_word(first[1], "EVENTS") and not comma


def is_between(clause: Clause) -> bool:
    """`Jets between the two leading jets are vetoed`: objects that others tell apart."""
    triples = zip(clause.phrases, clause.phrases[1:], clause.phrases[2:], strict=False)
    none = clause.rejects or any(isinstance(each, Count) and not each.number for each in clause.phrases)
    return any(
        isinstance(one, Word)
        and one.text.lower() == "between"
        and (
            (isinstance(owner, Noun | Count) and isinstance(other, Noun))
            or (none and getattr(other, "text", "") == "them")
        )
        for owner, one, other in triples
    )


def told_of(clause: Clause) -> tuple[Noun, ...]:
    """`Jets are clustered with the anti-kT algorithm`: what a sentence goes on about that asks nothing."""
    subject = subject_of(clause)
    return (
        subject if subject and all(each.plural for each in subject) and clause.before[0] is subject[0] else ()
    )


def spoken(clause: Clause) -> str:
    """The words of a clause, where it has any that are no phrases."""
    words = [each.text for each in clause.phrases if isinstance(each, Word)]
    return " ".join(words)


def unread(clause: Clause) -> bool:
    """Whether a comparison stayed that belongs to nothing."""
    pairs = zip(clause.phrases, clause.phrases[1:], strict=False)
    if any(is_word(each, "UNREAD") for each in clause.phrases):
        return True
    return any(is_word(first, *UNREAD) and is_word(second, *COMPARED) for first, second in pairs)


def values_of_events(clause: Clause) -> Reading:
    """Conditions on variables of events, in a clause with another subject."""
    found = Reading()
    for place, phrase in enumerate(clause.phrases):
        if isinstance(phrase, Condition) and phrase.variable.name not in OF_OBJECTS:
            found = found.joined(about_event(clause, place, phrase, ""))
        elif isinstance(phrase, Binned):
            found = found.joined(binned(phrase, ""))
    return found


def apart(clause: Clause) -> Reading | None:
    """`Jets must satisfy dR(jet, e) > 0.2`, `if dR(jet, e) < 0.2, the jet is removed`: rules of the objects."""
    subject = subject_of(clause) if clause.before else ()
    last = clause.before[-1] if clause.before else None
    if clause.rejects and isinstance(last, Noun) and is_word(clause.before[0], "CONDITION_FOR"):
        subject = (last,)
    said = (
        clause.phrases
        if is_word(clause.before[0] if clause.before else None, "CONDITION_FOR")
        else clause.after
    )
    asked = [each for each in said if isinstance(each, Condition)] if len(subject) == 1 else []
    if len(asked) != 1 or asked[0].variable.name != "dr" or not isinstance(asked[0].relation, OneSided):
        return None
    others = [
        each
        for each in asked[0].variable.arguments
        if isinstance(each, Noun) and each.kind != subject[0].kind
    ]
    if len(asked[0].variable.arguments) != 2 or len(others) != 1:
        return None
    distance = Separation(asked[0].relation, replace(others[0], ranks=(), plural=True))
    return object_reading(Clause(subject, clause.verb, (distance,)), ())


def universal(clause: Clause) -> Reading | None:
    """`all jets with pT > 100 GeV must fulfil dphi(jet, MET) > 0.3`"""
    subject = subject_of(clause) if clause.before else ()
    asked = [each for each in clause.after if isinstance(each, Condition) and each.variable.arguments]
    if len(subject) != 1 or len(asked) != 1 or clause.rejects:
        return None
    letter = LETTERS[subject[0].kind]
    value = event_value(asked[0].variable)
    if value is None or value.binders != f"for {letter} in {{{subject[0].name}}}":
        return None
    text = relation_text(value.expression, asked[0].relation, value.units)
    wheres = [of_object(each, f"{letter}.") for each in object_conditions(clause.before)]
    if text is None or None in wheres:
        return None
    where = f" where {' and '.join(each for each in wheres if each)}" if wheres else ""
    return Reading((step("", f"select all({text} {value.binders}{where})"),), subject=subject)
