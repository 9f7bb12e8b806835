"""Tables that define objects: a quantity a row and a working point, an object or a part of the detector a column, or the
other way round.

In: a table, and the objects that its caption or the heading above it names. Out: for each row the rules that it makes. What
is asked of a part of the detector, where others have other limits, is a rule with the range that the head of its column gives
(`Barrel (|eta| < 1.479)`), and else left out; so are columns of another beam energy.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from hepir.extract.builtin.captions import first_sentence
from hepir.extract.builtin.cells import with_unit
from hepir.extract.builtin.claims import Reading
from hepir.extract.builtin.clauses import Clause
from hepir.extract.builtin.collections import RANGES
from hepir.extract.builtin.criteria import (
    NUMBER,
    criterion,
    is_about_events,
    is_about_objects,
    is_part,
    with_side,
)
from hepir.extract.builtin.detector_parts import part_name
from hepir.extract.builtin.events import event_reading
from hepir.extract.builtin.labels import RELATION
from hepir.extract.builtin.object_heads import Owner, Surroundings, noun_of, owner_of
from hepir.extract.builtin.parsing import phrases
from hepir.extract.builtin.phrases import Condition, Noun
from hepir.extract.builtin.spelling import spelled
from hepir.reading.document import Table

NOTHING = re.compile(r"(?:[-–—−/]*|n/?a|none|\.{3})\Z", re.IGNORECASE)
NO_OBJECTS = re.compile(
    r"sample|generat|simulat|uncertaint|yield|observed|result|efficienc|\bfit\b|trigger(?![- ]based)|cutflow|process",
    re.IGNORECASE,
)
SELECTING = re.compile(
    r"select|criteri|requirement|identification|definition|define|\bcuts?\b|isolation working points?",
    re.IGNORECASE,
)
LIMITING = re.compile(r"[<>≥≤] ?\d")
LEAST = 2  # rows that ask something of objects, where no caption says that they do


@dataclass(frozen=True)
class Column:
    """A column of limits; `partial`: of a part of the detector, whose range is the scope where the head gives it."""

    place: int
    noun: Noun
    partial: bool
    scope: Condition | None


def with_second_heads(table: Table) -> Table:
    """A table whose first row goes on with its heads, `| | Loose | Tight |` below `| | Muons | Muons |`: with both."""
    first = table.rows[0] if table.rows else ()
    told = [owner_of(cell) for cell in first[1:]]
    goes_on = len(set(table.header[1:])) < len(table.header[1:]) and len(set(first[1:])) > 1
    if (
        not goes_on
        or (first and first[0].strip())
        or not all(each and each.quality is not None for each in told)
    ):
        return table
    heads = (f"{head} {cell}".strip() for head, cell in zip(table.header, first, strict=True))
    return replace(table, header=tuple(heads), rows=table.rows[1:], row_ids=table.row_ids[1:])


def sections_of(table: Table, around: Surroundings) -> list[tuple[Table, Surroundings]]:
    """The parts of a table below rows of its whole width that name objects or a quality of them: `Baseline electrons`."""
    starts = {place: owner for place, row in enumerate(table.rows) if (owner := owner_alone(row))}
    if not starts:
        return [(table, around)]
    ends = [*list(starts)[1:], len(table.rows)]
    found = [(part_of(table, 0, min(starts)), around)] if min(starts) else []
    for (start, owner), end in zip(starts.items(), ends, strict=True):
        kind = owner.noun.kind if owner.noun else around.kind
        inside = replace(
            around, kind=kind, quality=around.quality if owner.quality is None else owner.quality
        )
        found.append((part_of(table, start + 1, end), inside))
    return found


def owner_alone(row: tuple[str, ...]) -> Owner | None:
    """Whose limits stand below a row of the whole width; None for other rows."""
    said = {each.strip() for each in row} - {""}
    owner = owner_of(said.pop().rstrip(":")) if len(said) == 1 and len(row) > 1 and row[0].strip() else None
    return owner if owner and (owner.noun or owner.quality) and not owner.part else None


def part_of(table: Table, start: int, end: int) -> Table:
    """Some of the rows of a table."""
    return replace(table, rows=table.rows[start:end], row_ids=table.row_ids[start:end])


def object_rules(table: Table, around: Surroundings) -> list[tuple[str, Reading]]:
    """Ids of rows with the rules that they make; empty where the table defines no objects."""
    if NO_OBJECTS.search(first_sentence(table.caption or "")) or len(table.header) < 2:
        return []
    by_column = quantities_in_rows(table, around) or [*rules_by_rank(table)]
    return by_column or quantities_in_columns(table, around)


def quantities_in_rows(table: Table, around: Surroundings) -> list[tuple[str, Reading]]:
    """`pT (GeV) | > 10 | > 30` below `| | Veto | Selection |`."""
    columns = columns_of(table, around)
    heads = [row[0] for row in table.rows]
    asking = [each for each in heads if is_about_objects(each)]
    least = 1 if SELECTING.search(table.caption or "") else LEAST
    if not columns or len(asking) < least or any(map(is_about_events, heads)):
        return []
    return [
        (identifier, row_reading(row, columns))
        for row, identifier in zip(table.rows, table.row_ids, strict=True)
    ]


def columns_of(table: Table, around: Surroundings) -> list[Column]:
    """The columns of limits; none where one of them says something else, or it is not known of which objects."""
    found: list[Column] = []
    for place, head in enumerate(table.header[1:], 1):
        owner = owner_of(head)
        if owner is None:
            return []
        kind = owner.noun.kind if owner.noun else around.kind
        if not kind:
            return []
        if owner.energy and around.energy and float(owner.energy) != float(around.energy):
            continue
        quality = around.quality if owner.quality is None else owner.quality
        scope = owner.scope or scope_around(owner, around)
        partial = bool(owner.part) or owner.scope is not None or not around.whole
        found.append(Column(place, noun_of(kind, quality), partial, scope))
    return found


def scope_around(owner: Owner, around: Surroundings) -> Condition | None:
    """The range that the caption gives of the part of the detector that a head names, or of that of the table."""
    if not owner.part:
        return around.parts[0].scope if not around.whole else None
    name = part_name(owner.part)
    return next((each.scope for each in around.parts if each.name == name), None)


def row_reading(row: tuple[str, ...], columns: list[Column]) -> Reading:
    """The rules of a row: for each sort of objects what all of its columns ask."""
    found = Reading()
    for noun in dict.fromkeys(each.noun for each in columns):
        own = [each for each in columns if each.noun == noun]
        cells = {row[each.place].strip() for each in own}
        stated = {each for each in cells if not NOTHING.match(each)}
        if len(cells) == 1 and stated and not (len(own) == 1 and own[0].partial):
            found = found.joined(criterion(noun, row[0], stated.pop()))
        elif stated:
            found = found.joined(by_part(row, own))
    return found


def by_part(row: tuple[str, ...], columns: list[Column]) -> Reading:
    """What a row asks of objects of each part of the detector, where all heads say which ranges these are."""
    scopes = [each.scope for each in columns]
    if None in scopes or len(set(scopes)) < len(scopes):
        return Reading(left=("values for parts of the detector",))
    found = Reading()
    for each in columns:
        cell = row[each.place].strip()
        if not NOTHING.match(cell):
            found = found.joined(criterion(each.noun, row[0], cell, each.scope))
    return found


def quantities_in_columns(table: Table, around: Surroundings) -> list[tuple[str, Reading]]:
    """`Loose muons | > 10 | < 2.5` below `| | pT [GeV] | |eta| |`."""
    lead = next((place for place, head in enumerate(table.header) if is_about_objects(head)), 0)
    heads = table.header[lead:]
    if not lead or len(list(filter(is_about_objects, heads))) < LEAST or any(map(is_about_events, heads)):
        return []
    owners = [owner_of(" ".join(dict.fromkeys(row[:lead]))) for row in table.rows]
    nouns = [noun_in(each, around) for each in owners]
    if None in nouns or len(set(nouns)) < len(nouns):
        return []
    if not around.whole and around.parts[0].scope is None:
        return [(each, Reading(left=("values for a part of the detector",))) for each in table.row_ids]
    scope = None if around.whole else around.parts[0].scope
    return [
        (identifier, cells_reading(noun, heads, row[lead:], scope))
        for row, noun, identifier in zip(table.rows, nouns, table.row_ids, strict=True)
        if noun is not None
    ]


def noun_in(owner: Owner | None, around: Surroundings) -> Noun | None:
    """The objects of a row; None where it does not say which these are, or only some of them."""
    if owner is None or owner.scope is not None:
        return None
    kind, part = owner.noun.kind if owner.noun else around.kind, owner.part.lower()
    if not kind or (part and not (kind == "Jet" and part in RANGES)):
        return None
    return noun_of(kind, part or owner.quality or "")


def cells_reading(
    noun: Noun, heads: tuple[str, ...], cells: tuple[str, ...], scope: Condition | None = None
) -> Reading:
    """What the cells of a row ask of its objects; `scope`: of those in a part of the detector."""
    found = Reading()
    for head, cell in zip(heads, cells, strict=True):
        if head and not NOTHING.match(cell.strip()):
            found = found.joined(criterion(noun, head, cell.strip(), scope))
    return found


def ranked_columns(table: Table) -> list[Noun]:
    """The objects of `| | Leading photon | Subleading photon |`; none of other heads."""
    found = [phrases(spelled(head.lower())) for head in table.header[1:]]
    nouns = [given[0] for given in found if len(given) == 1 and isinstance(given[0], Noun)]
    ranked = [each for each in nouns if len(each.ranks) == 1 and not each.plural and not each.words]
    one_kind = len({each.kind for each in ranked}) == 1 and len({each.ranks for each in ranked}) == len(
        ranked
    )
    return ranked if len(ranked) == len(table.header) - 1 > 1 and one_kind else []


def rules_by_rank(table: Table) -> Iterator[tuple[str, Reading]]:
    """`ET | > 30 GeV | > 20 GeV` below ranks: a step for each, and a rule of all where the cells of a row are the same."""
    columns = ranked_columns(table)
    for row, identifier in zip(table.rows, table.row_ids, strict=True):
        cells = [cell.strip() for cell in row[1:]]
        if columns and len(set(cells)) == 1:
            yield identifier, criterion(noun_of(columns[0].kind, ""), row[0], cells[0])
        if not columns or len(set(cells)) == 1 or not is_about_objects(row[0]):
            continue
        found = Reading()
        for noun, cell in zip(columns, (with_side(row[0], each) for each in cells), strict=True):
            given = phrases(spelled(with_unit(row[0], cell))) if RELATION.match(cell) else ()
            if given and all(map(is_part, given)):
                found = found.joined(event_reading(Clause((noun,), "REQUIRE", given), ""))
        yield identifier, found


def has_limits(table: Table) -> bool:
    """Whether any cell is a limit; in a table that says that it selects, whether one holds any, or all are numbers."""
    cells = [cell.strip() for row in table.rows for cell in row[1:]]
    told = bool(SELECTING.search(table.caption or ""))
    bare = all(NUMBER.match(each) for each in cells if each) or any(map(LIMITING.search, cells))
    return (told and bare) or any(map(RELATION.match, cells))


def tables_of_objects(table: Table, around: Surroundings) -> Iterator[tuple[tuple[str, ...], Reading]]:
    """The rules of a table that has limits."""
    if has_limits(table):
        for part, inside in sections_of(with_second_heads(table), around):
            yield from (((identifier,), reading) for identifier, reading in object_rules(part, inside))
