"""What the tables of a publication claim.

In: a document. Out: the claims of rows with the rows and captions that say them; what is left over becomes notes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from hepir.extract.builtin.caption_statements import captions_of, category_statements, of_all_regions
from hepir.extract.builtin.channels import Headings
from hepir.extract.builtin.claims import Claim, Reading, Stated, resolved, step
from hepir.extract.builtin.crossed_labels import with_crossed_labels
from hepir.extract.builtin.drafting import numbers
from hepir.extract.builtin.evidence import evidence_of
from hepir.extract.builtin.naming import identifier, region_name
from hepir.extract.builtin.notes import notes_of
from hepir.extract.builtin.object_cells import cells_of_objects
from hepir.extract.builtin.object_heads import surroundings_of
from hepir.extract.builtin.object_tables import tables_of_objects
from hepir.extract.builtin.paired_regions import with_paired_regions
from hepir.extract.builtin.removal_tables import removals
from hepir.extract.builtin.result_columns import without_results
from hepir.extract.builtin.table_halves import Half, halves_of
from hepir.extract.builtin.tables import table_readings, unmarked
from hepir.extract.builtin.trigger_tables import from_triggers, names_triggers
from hepir.extract.draft import DraftStatement, Evidence
from hepir.reading.document import Document, Sentence, Table
from hepir.semantics.quoted import says

FEW = 8  # rows that a statement cites
NUMBERED = re.compile(r"(?:\A|_)bin_\d+\Z")
QUANTITY = re.compile(r"(?<![\w.])\d+(?:\.\d+)?")


def from_tables(
    document: Document, headings: Headings, energy: str, told: set[str], notes: list[DraftStatement]
) -> Iterator[Stated]:
    """The claims of the rows of tables at a beam energy in TeV; what they leave over becomes notes. Sentences tell regions,
    too: `told`."""
    earlier: dict[str, set[Claim]] = {}
    yield from (each for table in document.tables for each in from_triggers(document, table))
    others = (each for each in document.tables if each.header and not names_triggers(each))
    parts = (half for each in others for half in halves_of(unmarked(each)))
    for half in parts:
        table = without_results(with_paired_regions(with_crossed_labels(half.table)))
        readings = list(object_readings(document, table, energy)) or list(table_readings(table))
        if not any(reading.claims for _, reading in readings):
            continue  # of results, of samples: what is not understood of it is no selection
        captions = tuple(captions_of(document, table))
        yield from category_statements(table, captions, told)
        named = [
            (rows, in_categories(table, rows, each, told - {""}))
            for rows, each in apart(going_on(readings, half), earlier)
        ]
        for rows, reading in named:
            sentences = [each for each in map(document.sentence, rows) if each is not None]
            if sentences:
                evidence = tuple(map(evidence_of, sentences))
                heads = tuple(map(evidence_of, captions))
                channel = headings.channel(sentences[0].section)
                yield from (
                    replace(resting(claim, evidence, heads), within=channel) for claim in reading.claims
                )
                yield from inside(sentences[0], reading, notes)
        yield from of_all_regions(captions, [reading for _, reading in named])


def going_on(
    readings: list[tuple[tuple[str, ...], Reading]], half: Half
) -> list[tuple[tuple[str, ...], Reading]]:
    """The claims of a part of a table, in which regions that go on with those above rest on these."""
    steps = [
        step(region_name(name), f"select {{region:{region_name(above)}}}") for name, above in half.within
    ]
    if not steps:
        return readings
    (rows, first), *others = readings
    return [(rows, replace(first, claims=(*steps, *first.claims))), *others]


def in_categories(table: Table, rows: tuple[str, ...], reading: Reading, told: set[str]) -> Reading:
    """A row of one region with the regions that sentences tell and a cell of it names: `SR1 | HH | Nb = 0`."""
    regions = {each.name for each in reading.claims if each.block == "region"}
    if len(rows) != 1 or len(regions) != 1 or rows[0] not in table.row_ids:
        return reading
    (region,) = regions
    cells = table.rows[table.row_ids.index(rows[0])]
    names = dict.fromkeys(
        identifier(each) for each in cells if any(map(str.isalpha, each))
    )  # a number counts
    inside = (each for each in names if each in told and each != region)
    steps = tuple(step(region, f"select {{region:{each}}}") for each in inside)
    return replace(reading, claims=(*steps, *reading.claims)) if region else reading


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
    if any(are_others(name, claims, earlier.get(name, set())) for name, claims in own.items()):
        number = free_number(own, earlier)
        names = {name: f"{name}_{number}" for name in own}
    for name, claims in own.items():
        earlier.setdefault(names[name], set()).update(claims)
    for rows, reading in given:
        changed = tuple(replace(each, name=names.get(each.name, each.name)) for each in reading.claims)
        yield rows, replace(reading, claims=changed)


def are_others(name: str, claims: set[Claim], others: set[Claim]) -> bool:
    """Whether the claims of a region are not those of the one with its name: they contradict these, or a bin of another table
    with numbers of its own asks for other things."""
    numbered = bool(others) and NUMBERED.search(name) is not None
    return contradicts(claims, others) or (numbered and not (claims <= others or others <= claims))


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
