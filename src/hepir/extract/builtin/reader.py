"""The built-in reader.

In: a `Document`. Out: a `Draft`. Deterministic; never raises for any document.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import lru_cache

from hepir.extract.builtin.backgrounds import of_background
from hepir.extract.builtin.binning import with_bins_told
from hepir.extract.builtin.btagging import with_one_point
from hepir.extract.builtin.caption_statements import captions_of, category_statements, of_all_regions
from hepir.extract.builtin.channel_objects import in_channel
from hepir.extract.builtin.channels import Section, heading_regions
from hepir.extract.builtin.claims import Claim, Reading, Stated, resolved, rule, step
from hepir.extract.builtin.clauses import nouns
from hepir.extract.builtin.context import as_told
from hepir.extract.builtin.copying import ToldLikeness, with_likenesses
from hepir.extract.builtin.drafting import Claims, draft_of, grounded, numbers
from hepir.extract.builtin.evidence import evidence_of
from hepir.extract.builtin.facts import LONGEST, facts, sums
from hepir.extract.builtin.judging import unresolved
from hepir.extract.builtin.likeness import likenesses_told
from hepir.extract.builtin.object_cells import cells_of_objects
from hepir.extract.builtin.object_tables import surroundings_of, tables_of_objects
from hepir.extract.builtin.pair_classes import pair_classes
from hepir.extract.builtin.paragraphs import besides, goes_over
from hepir.extract.builtin.parsing import phrases
from hepir.extract.builtin.phrases import Noun
from hepir.extract.builtin.removal_tables import removals
from hepir.extract.builtin.same_regions import with_one_name
from hepir.extract.builtin.sections import Scope, dismissal, is_aside, scope_of
from hepir.extract.builtin.sentences import sentence_reading
from hepir.extract.builtin.spelling import spelled
from hepir.extract.builtin.tables import table_readings, unmarked
from hepir.extract.builtin.totals import with_numbers
from hepir.extract.builtin.triggers import with_one_step, years_of_data
from hepir.extract.draft import Draft, DraftStatement, Evidence
from hepir.reading.document import Document, Label, Sentence, Table
from hepir.semantics.quoted import says
from hepir.syntax.limits import NO_PROGRAM_HAS
from hepir.syntax.wording import quote

FEW = 8  # rows that a statement cites
SHOWN = 160  # characters of a sentence in a note
QUANTITY = re.compile(r"(?<![\w.])\d+(?:\.\d+)?")
DELEGATING = re.compile(
    r"\b(?:identification|isolation|criteria|requirements?|selection|working points?)\b[^.;]{0,80}"
    r"\b(?:described|defined|detailed|given|documented|of|in|from)\b[^.;]{0,30}\b(Refs?\. *\[[^\]]*\])",
    re.IGNORECASE,
)
# `A procedure like that of photons is used for their calibration`: what comes next is about what this is about.
OWN = re.compile(r"\b(?:their|its|them)\b")
SELECTIVE = re.compile(
    r"[<>≥≤]|\b(?:at least|at most|more than|less than|exactly|no|greater|above|below|exceed)\b"
)


def read_selection(document: Document) -> Draft:
    """What a publication selects, as far as phrases of the usual wording say it.

    Each statement cites the sentence or row that says it; its numbers stand there with their units. The program of
    the draft parses and type-checks. An empty document gives an empty draft.
    """
    notes: list[DraftStatement] = []
    alike: list[ToldLikeness] = []
    known = tuple(facts(document))
    energy = next((text.split()[1] for text, _ in known if text.startswith("sqrt_s ")), "")
    stated = tuple(from_sentences(document, notes, alike))
    told = {each.claim.name for each in stated if each.claim.block == "region"}
    stated, alike = with_one_name((*stated, *from_tables(document, energy, told, notes)), alike)
    years = years_of_data(each.text for each in document.sentences if each.label is Label.PARAGRAPH)
    stated, of_one_year = with_one_step(stated, years)
    notes += [unresolved(f"a trigger of one year: {shortened(each.quote)}", (each,)) for each in of_one_year]
    stated, of_several = with_one_point(stated)
    notes += [
        unresolved(f"one working point of several: {shortened(each.quote)}", (each,)) for each in of_several
    ]
    stated, unknown_number = with_numbers(stated)
    notes += [
        unresolved(f"objects of another sort: {shortened(each.quote)}", (each,)) for each in unknown_number
    ]
    stated, unknown = with_likenesses(stated, alike)
    notes += [unresolved(f"a region by another one: {shortened(each.quote)}", (each,)) for each in unknown]
    title = " ".join(NO_PROGRAM_HAS.sub(" ", document.title).split())
    return draft_of(
        Claims(title, tuple(fact_statements(known)), tuple(stated), sum_statements(document), tuple(notes))
    )


def fact_statements(known: Iterable[tuple[str, Sentence]]) -> Iterator[DraftStatement]:
    """Facts of the analysis, with the sentences that say them."""
    for text, sentence in known:
        statement = DraftStatement("analysis", text, (evidence_of(sentence),))
        if grounded(statement).target:
            yield statement


def sum_statements(document: Document) -> dict[str, DraftStatement]:
    """Definitions of sums, by name."""
    return {
        name: DraftStatement("", f"define {name} = {definition}", (evidence_of(sentence),))
        for name, (definition, sentence) in sums(document).items()
    }


def from_sentences(
    document: Document, notes: list[DraftStatement], alike: list[ToldLikeness]
) -> Iterator[Stated]:
    """The claims of all sentences; what they leave over becomes notes, and regions that are like others `alike`."""
    previous = Reading()
    block = ""
    section: Section = ()
    regions = heading_regions(each.section for each in document.sentences)
    channels = {each for each in channels_of(document).values() if each}
    for told in as_told(document.sentences):
        sentence = told.sentence
        scope = scope_of(sentence)
        if SELECTIVE.search(sentence.text) and (reason := dismissal(sentence)):
            notes.append(dismissed(sentence, reason))
        if told.silent and SELECTIVE.search(sentence.text):
            notes.append(
                dismissed(sentence, "an item of a list of what is true or simulated, or of some events")
            )
        if told.silent or scope is Scope.NOTHING or len(sentence.text) > LONGEST:
            if is_aside(sentence) and not told.silent and len(sentence.text) <= LONGEST:
                previous, block = spoken_of(told.text, previous), sentence.block
            elif not told.silent:
                previous, block = besides(told.text, sentence, previous, block)
            continue
        subject = previous.subject if sentence.block == block else ()
        heading = heading_nouns(sentence.section[-1]) if sentence.section else ()
        named_only = scope is Scope.NAMED_REGIONS
        region = previous.region if sentence.block == block or goes_over(previous, sentence, section) else ""
        within = told.region or regions.get(sentence.section, "")
        if (like := likenesses_told(told.text, subject)) is not None:
            alike += [ToldLikeness(each, evidence_of(sentence), scope is Scope.ALL) for each in like]
            one = like[0].region if len(like) == 1 else ""
            previous, block = Reading(region=one, topic=bool(one)), sentence.block
            continue
        previous = sentence_reading(
            told.text,
            subject,
            heading,
            region=region,
            topic=previous.topic,
            named_only=named_only and not within,
            within=within,
        )
        previous = with_bins_told(previous, told.text, previous.region or within)
        if subject and not previous.claims and OWN.search(told.text):
            previous = replace(previous, subject=subject)
        previous = in_channel(previous, within) if within in channels else previous
        of_classes = tuple(pair_classes(sentence.text, previous.claims))
        previous = replace(previous, claims=(*previous.claims, *of_classes))
        block, section = sentence.block, sentence.section
        common = scope is Scope.ALL
        lead = (evidence_of(told.lead),) if told.lead is not None else ()
        channel = regions.get(sentence.section, "") if channels else ""
        placed = (of_background(claim, sentence.section) for claim in previous.claims)
        yield from (Stated(claim, evidence_of(sentence), common, lead, channel) for claim in placed)
        if scope is Scope.ALL:
            for note in notes_of(sentence, previous):
                if (kind := the_kind(previous, sentence.text)) and note.text.startswith("delegated "):
                    yield Stated(rule(kind, re.sub(r"[{}]", " ", note.text)), note.evidence[0])
                else:
                    notes.append(note)


def channels_of(document: Document) -> dict[Section, str]:
    """The region of each section, where a publication has sections for several."""
    regions = heading_regions(each.section for each in document.sentences)
    return regions if len({each for each in regions.values() if each}) > 1 else {}


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


def from_tables(
    document: Document, energy: str, told: set[str], notes: list[DraftStatement]
) -> Iterator[Stated]:
    """The claims of the rows of tables at a beam energy in TeV; what they leave over becomes notes. Sentences tell regions,
    too: `told`."""
    earlier: dict[str, set[Claim]] = {}
    channels = channels_of(document)
    for table in map(unmarked, (each for each in document.tables if each.header)):
        readings = list(object_readings(document, table, energy)) or list(table_readings(table))
        if not any(reading.claims for _, reading in readings):
            continue  # of results, of samples: what is not understood of it is no selection
        captions = tuple(captions_of(document, table))
        yield from category_statements(table, captions, told)
        named = tuple(apart(readings, earlier))
        for rows, reading in named:
            sentences = [each for each in map(document.sentence, rows) if each is not None]
            if sentences:
                evidence = tuple(map(evidence_of, sentences))
                heads = tuple(map(evidence_of, captions))
                channel = channels.get(sentences[0].section, "")
                yield from (
                    replace(resting(claim, evidence, heads), within=channel) for claim in reading.claims
                )
                yield from inside(sentences[0], reading, notes)
        yield from of_all_regions(captions, [reading for _, reading in named])


def object_readings(
    document: Document, table: Table, energy: str
) -> Iterator[tuple[tuple[str, ...], Reading]]:
    """The rows of a table that defines objects, with their rules; none of other tables."""
    block = document.block(table.block)
    around = surroundings_of(table.caption or "", block.section if block is not None else (), energy)
    found = [*removals(table)] or [*tables_of_objects(table, around)] or [*cells_of_objects(table)]
    if any(reading.claims for _, reading in found):
        yield from found


def resting(claim: Claim, rows: tuple[Evidence, ...], captions: tuple[Evidence, ...] = ()) -> Stated:
    """A claim with the rows that it needs: all of a region over a few, the first and those with its numbers of many; with the
    sentences of the caption that have numbers of it which no row has."""
    if claim.text.startswith("select {region:"):
        return Stated(claim, rows[0])
    if len(rows) <= FEW and " or " in claim.text:
        return Stated(claim, rows[0], further=rows[1:])
    text = resolved(claim.text, lambda _, name: name)
    missing = [each for each in numbers(text, counted=True) if not says(rows[0].quote, *each)]
    further: dict[Evidence, None] = {}
    for each in missing:
        said = next((row for row in (*rows, *captions) if says(row.quote, *each)), None)
        if said is not None:
            further[said] = None
    return Stated(claim, rows[0], further=tuple(further))


def inside(sentence: Sentence, reading: Reading, notes: list[DraftStatement]) -> Iterator[Stated]:
    """Notes on a row: inside of the region that it is about, where it is about one."""
    regions = {each.name for each in reading.claims if each.block == "region"}
    for note in notes_of(sentence, reading):
        if len(regions) == 1 and "" not in regions:
            yield Stated(step(regions.pop(), re.sub(r"[{}]", " ", note.text)), note.evidence[0])
            regions = {""}
        else:
            notes.append(note)


def apart(
    given: list[tuple[tuple[str, ...], Reading]], earlier: dict[str, set[Claim]]
) -> Iterator[tuple[tuple[str, ...], Reading]]:
    """The claims of a table, in which a region that an earlier table has, with other limits, gets a name of its own."""
    own: dict[str, set[Claim]] = {}
    for _, reading in given:
        for claim in reading.claims:
            if claim.block == "region" and claim.name:
                own.setdefault(claim.name, set()).add(claim)
    names = {name: name for name in own}
    if any(contradicts(claims, earlier.get(name, set())) for name, claims in own.items()):
        number = free_number(own, earlier)
        names = {name: f"{name}_{number}" for name in own}
    for name, claims in own.items():
        earlier.setdefault(names[name], set()).update(claims)
    for rows, reading in given:
        changed = tuple(replace(each, name=names.get(each.name, each.name)) for each in reading.claims)
        yield rows, replace(reading, claims=changed)


def contradicts(claims: set[Claim], others: set[Claim]) -> bool:
    """Whether claims speak of the same as others, with other numbers."""
    mine = {QUANTITY.sub("", each.text): each.text for each in claims - others}
    return any(mine.get(QUANTITY.sub("", each.text), each.text) != each.text for each in others)


def free_number(names: Iterable[str], taken: dict[str, set[Claim]]) -> int:
    """The number behind the names of a table's regions: `SR1_2` where another table has an `SR1`."""
    number = 2
    while any(f"{name}_{number}" in taken for name in names):
        number += 1
    return number


def notes_of(sentence: Sentence, reading: Reading) -> Iterator[DraftStatement]:
    """What a sentence leaves to a reference, and what was not understood of it."""
    evidence = (evidence_of(sentence),)
    text = evidence[0].quote
    if found := DELEGATING.search(text):
        yield DraftStatement("", f"delegated {quote(found[1])}", evidence)
    reasons = [each for each in dict.fromkeys(reading.left) if each != "no verb"]
    if reasons:
        yield unresolved(f"{', '.join(reasons)}: {shortened(text)}", evidence)


def dismissed(sentence: Sentence, reason: str) -> DraftStatement:
    """What looks like a selection and is none."""
    return DraftStatement("", f"dismissed {quote(reason)}", (evidence_of(sentence),))


def shortened(text: str) -> str:
    """The beginning of a sentence, whole words."""
    return text if len(text) <= SHOWN else f"{text[:SHOWN].rsplit(' ', 1)[0]} ..."
