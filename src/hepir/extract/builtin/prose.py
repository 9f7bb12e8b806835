"""What the sentences of a publication claim, in the order in which they stand.

In: a document. Out: the claims of its sentences; what they leave over becomes notes. What a sentence is about it often leaves
to those before it, or to the heading above them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import lru_cache

from hepir.extract.builtin.accounting import with_limits_counted
from hepir.extract.builtin.backgrounds import of_background
from hepir.extract.builtin.binning import with_bins_told
from hepir.extract.builtin.channels import Headings, Section
from hepir.extract.builtin.claims import Reading, Stated, rule
from hepir.extract.builtin.clauses import nouns
from hepir.extract.builtin.context import Told, as_told
from hepir.extract.builtin.copying import ToldLikeness
from hepir.extract.builtin.evidence import evidence_of
from hepir.extract.builtin.facts import LONGEST
from hepir.extract.builtin.likeness import likenesses_told
from hepir.extract.builtin.notes import dismissals, notes_of
from hepir.extract.builtin.pair_classes import pair_classes
from hepir.extract.builtin.paragraphs import besides, goes_over
from hepir.extract.builtin.parsing import phrases
from hepir.extract.builtin.phrases import Noun
from hepir.extract.builtin.sections import Scope, is_aside, scope_of
from hepir.extract.builtin.sentences import sentence_reading
from hepir.extract.builtin.spelling import spelled
from hepir.extract.builtin.triggering import goes_on_about_triggers, names_triggers, with_trigger_before
from hepir.extract.draft import DraftStatement
from hepir.reading.document import Document, Sentence

# `A procedure like that of photons is used for their calibration`: what comes next is about what this is about.
OWN = re.compile(r"\b(?:their|its|them)\b")


@dataclass(frozen=True)
class Thread:
    """What the sentence before was about, with its paragraph and section; `trigger` is that sentence where the next one may
    give the thresholds of the triggers that it names."""

    reading: Reading = field(default=Reading())
    block: str = ""
    section: Section = ()
    trigger: Sentence | None = None

    def subject(self, sentence: Sentence) -> tuple[Noun, ...]:
        """The objects that a sentence goes on about."""
        return self.reading.subject if sentence.block == self.block else ()

    def region(self, sentence: Sentence) -> str:
        """The region that a sentence goes on about."""
        goes_on = sentence.block == self.block or goes_over(self.reading, sentence, self.section)
        return self.reading.region if goes_on else ""

    def trigger_of(self, sentence: Sentence) -> Sentence | None:
        """The sentence that names the triggers whose thresholds this one gives."""
        goes_on = sentence.block == self.block and goes_on_about_triggers(sentence.text)
        return self.trigger if goes_on else None


def from_sentences(
    document: Document, headings: Headings, notes: list[DraftStatement], alike: list[ToldLikeness]
) -> Iterator[Stated]:
    """The claims of all sentences; what they leave over becomes notes, and regions that are like others `alike`."""
    thread = Thread()
    for told in as_told(document.sentences):
        sentence, scope = told.sentence, scope_of(told.sentence)
        notes += dismissals(told)
        if told.silent or scope is Scope.NOTHING or len(sentence.text) > LONGEST:
            thread = beside(told, thread)
        elif (like := likenesses_told(told.text, thread.subject(sentence))) is not None:
            alike += [ToldLikeness(each, evidence_of(sentence), scope is Scope.ALL) for each in like]
            one = like[0].region if len(like) == 1 else ""
            thread = replace(thread, reading=Reading(region=one, topic=bool(one)), block=sentence.block)
        else:
            before = thread.trigger_of(sentence)
            named = sentence if names_triggers(told.text) else None
            thread = Thread(read(told, thread, headings, scope), sentence.block, sentence.section, named)
            yield from stated(told, thread.reading, headings, scope, before)
            told_of_region = scope is Scope.ALL or bool(thread.reading.region)
            yield from left_over(sentence, thread.reading, notes) if told_of_region else ()


def beside(told: Told, thread: Thread) -> Thread:
    """What the next sentence is about behind one of which nothing is believed."""
    if told.silent:
        return thread
    sentence = told.sentence
    if is_aside(sentence) and len(sentence.text) <= LONGEST:
        return replace(thread, reading=spoken_of(told.text, thread.reading), block=sentence.block)
    reading, block = besides(told.text, sentence, thread.reading, thread.block)
    return replace(thread, reading=reading, block=block)


def read(told: Told, thread: Thread, headings: Headings, scope: Scope) -> Reading:
    """What a sentence says."""
    sentence, subject = told.sentence, thread.subject(told.sentence)
    within = told.region or headings.regions.get(sentence.section, "")
    before = thread.trigger_of(sentence)
    reading = sentence_reading(
        with_trigger_before(before.text, told.text) if before else told.text,
        subject,
        heading_nouns(told.about or (sentence.section[-1] if sentence.section else "")),
        region=thread.region(sentence),
        topic=thread.reading.topic,
        named_only=scope is Scope.NAMED_REGIONS and not within,
        within=within,
    )
    reading = with_bins_told(reading, told.text, reading.region or within)
    if subject and not reading.claims and OWN.search(told.text):
        reading = replace(reading, subject=subject)
    reading = replace(reading, claims=(*reading.claims, *pair_classes(sentence.text, reading.claims)))
    return with_limits_counted(reading, told.text)


def stated(
    told: Told, reading: Reading, headings: Headings, scope: Scope, before: Sentence | None
) -> Iterator[Stated]:
    """The claims of a sentence with where they stand; they rest on the ones before that they go on about, too."""
    section, evidence = told.sentence.section, evidence_of(told.sentence)
    lead = tuple(evidence_of(each) for each in (told.lead, before) if each is not None)
    channel = told.region if told.region in headings.channels else headings.channel(section)
    for claim in reading.claims:
        yield Stated(of_background(claim, section), evidence, scope is Scope.ALL, lead, channel)


def left_over(sentence: Sentence, reading: Reading, notes: list[DraftStatement]) -> Iterator[Stated]:
    """What a sentence leaves to a reference is a rule of its objects, where it is about one kind; else it becomes a note."""
    for note in notes_of(sentence, reading):
        if (kind := the_kind(reading, sentence.text)) and note.text.startswith("delegated "):
            yield Stated(rule(kind, re.sub(r"[{}]", " ", note.text)), note.evidence[0])
        else:
            notes.append(note)


def spoken_of(text: str, previous: Reading) -> Reading:
    """What a sentence is about of which nothing is believed; what the one before is about where it names nothing."""
    subject = sentence_reading(text).subject
    return replace(previous, claims=(), left=(), subject=subject) if subject else previous


def the_kind(reading: Reading, text: str) -> str:
    """The objects that a sentence is about; empty where these are several or none."""
    if re.search(r"\b(?:[Ee]vents?|preselection|regions?)\b", text):
        return ""
    names = {each.name for each in reading.claims if each.block == "object"}
    names |= {each.name for each in reading.subject}
    names = names or {each.name for each in heading_nouns(text)}
    return names.pop() if len(names) == 1 else ""


@lru_cache(maxsize=256)
def heading_nouns(heading: str) -> tuple[Noun, ...]:
    """The objects of a heading that names one kind alone, such as `4.2 Muons`."""
    found = nouns(phrases(spelled(heading.lower())))
    return (found[0],) if len({each.kind for each in found}) == 1 and not found[0].ranks else ()
