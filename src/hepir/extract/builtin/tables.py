"""What tables say of regions: a region a column, or a region a row.

In: the tables of a document. Out: for each row the claims that it makes. A cell is read with the head of its row or
column before it, `MET [GeV]` and `> 150` as `MET > 150 GeV`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from hepir.extract.builtin.abbreviated import in_words
from hepir.extract.builtin.captions import TRUE, caption_region, first_sentence
from hepir.extract.builtin.cells import (
    CONDITIONAL,
    INVERTED,
    MARKED,
    cell_reading,
    completed,
    head_alone,
    inverted,
    is_number_of,
    is_stated,
    joined,
    with_unit,
)
from hepir.extract.builtin.claims import Reading, of_region
from hepir.extract.builtin.clauses import Clause
from hepir.extract.builtin.cutflows import cutflow_readings, is_cutflow
from hepir.extract.builtin.grids import category_of, grid_readings, in_category
from hepir.extract.builtin.labels import (
    REGIONAL,
    RELATION,
    RESULTS,
    columns_of,
    has_labelled_rows,
    labelled_columns,
    object_columns,
    row_label,
    spread,
    sublabels,
)
from hepir.extract.builtin.naming import PRESELECTION, cell_region, names_region, region_name
from hepir.extract.builtin.objects import object_reading
from hepir.extract.builtin.open_variables import with_open_variables
from hepir.extract.builtin.parsing import phrases
from hepir.extract.builtin.phrases import Condition, Noun
from hepir.extract.builtin.plain_rows import by_itself, by_object
from hepir.extract.builtin.spelling import spelled
from hepir.extract.builtin.table_heads import with_one_head, with_plain_counts
from hepir.extract.builtin.table_labels import with_labels_first
from hepir.extract.builtin.table_parts import with_parts
from hepir.extract.builtin.table_thresholds import limited_rows, with_thresholds
from hepir.extract.builtin.worded import worded_reading
from hepir.reading.document import Table

SELECTING = re.compile(r"select|criteria|requirement|definition|define|region|cuts?\b", re.IGNORECASE)
SUMMARY = re.compile(r"selection|criteria|requirements?\b|\bcuts?\b|definitions? of", re.IGNORECASE)
DEFINING = re.compile(r"(?:The |A )?(?:definitions?|summary|overview|list|binning)\b", re.IGNORECASE)
SAMPLES = re.compile(r"sample|generat|simulat|model|uncertaint|yield|observed events|result", re.IGNORECASE)
FOOTNOTE = re.compile(r"(?<=\w)\s*(?:\^\{?)?(?:\*+|[†‡§¶]+)\}?\s*\Z")
# Between the lines of a cell: `0 t-tagged jets 2-3 jets`.
LINES = re.compile(
    r"(?<=(?:jet|ton|uon|tag|tau)s) (?=(?:[≥≤<>=] ?)?\d+(?: ?- ?\d+)? ?[a-zA-Z])|(?<=jet) (?=(?:[≥≤<>=] ?)?\d)",
    re.IGNORECASE,
)
LEVEL = re.compile(r"(?:loose|medium|tight)", re.IGNORECASE)


def table_readings(table: Table) -> Iterator[tuple[tuple[str, ...], Reading]]:
    """Ids of rows, with what the rows claim together."""
    if is_cutflow(table):
        yield from cutflow_readings(table)
        return
    if not is_of_selection(table):
        return
    table, further = prepared(table)
    grid = list(grid_readings(table, crossing))
    if any(reading.claims for _, reading in grid):
        category = category_of(table)
        yield from ((rows, replace(each, claims=in_category(each.claims, category))) for rows, each in grid)
        return
    region = caption_region(table)
    for identifier, reading in row_readings(table):
        yield (identifier, *further.get(identifier, ())), of_region(reading, region)


def is_of_selection(table: Table) -> bool:
    """Whether a table may say what is selected: by its caption, its heads, or its rows; not at the level of particles."""
    caption = table.caption or ""
    if TRUE.search(caption):
        return False
    named = bool(SELECTING.search(caption)) or any(map(names_region, table.header))
    told = bool(REGIONAL.search(caption)) and not SAMPLES.search(caption)
    return named or told or is_of_regions(table)


def prepared(table: Table) -> tuple[Table, dict[str, tuple[str, ...]]]:
    """A table with one line of heads, the names of its regions first, and names for the variables that it alone has; and for
    some of its rows others that say a part of what they ask."""
    table = with_plain_counts(with_one_head(table))
    further = limited_rows(table)
    table = with_thresholds(table)
    if SAMPLES.search(table.caption or "") and not DEFINING.match(first_sentence(table.caption or "")):
        return table, further
    table, parts = with_parts(with_open_variables(table))
    return with_labels_first(with_open_variables(table)), further | parts


def is_of_regions(table: Table) -> bool:
    """Whether a table without a caption has a region in each row, and limits behind it."""
    limits = [
        cell
        for row in table.rows
        for head, cell in zip(table.header, row, strict=False)
        if RELATION.match(cell.strip()) and not RESULTS.search(head)
    ]
    regions = [row for row in table.rows if row and names_region(row[0])]
    return not table.caption and len(regions) == len(table.rows) > 1 and len(limits) >= len(regions)


def unmarked(table: Table) -> Table:
    """A table without the marks of its footnotes."""
    rows = tuple(tuple(FOOTNOTE.sub("", each) for each in row) for row in table.rows)
    return replace(table, header=tuple(FOOTNOTE.sub("", each) for each in table.header), rows=rows)


def is_grid(table: Table) -> bool:
    """Whether regions stand in the cells of a table."""
    return any(reading.claims for _, reading in grid_readings(table, crossing))


def row_readings(table: Table) -> Iterator[tuple[str, Reading]]:
    """Ids of rows, with what each claims."""
    named_columns = columns_of(table.header)
    regions = spread(named_columns, table) or labelled_columns(table)
    shared = tuple(place for place in regions if named_columns and place not in named_columns)
    objects = {} if regions else object_columns(table)
    labelled = not regions and has_labelled_rows(table)
    lead = min(regions, default=1)
    alone = only_region(table)
    current: str | None = None
    for place, (row, identifier) in enumerate(zip(table.rows, table.row_ids, strict=True)):
        if columns := columns_of(row):
            regions = parted(regions, columns)
        elif named := sublabels(row, regions):
            regions = named
            yield identifier, by_column(row, regions, lead)
        elif regions:
            yield identifier, by_column(over_both(row, shared), regions, lead)
        elif alone is not None:
            yield identifier, cell_reading("", row[0], alone)
        elif objects:
            yield identifier, by_object_column(row, objects)
        elif labelled:
            label = row_label(row, table.header[0])
            current = current if label is None else label
            others = cells_of_region(table, place)
            yield identifier, by_row(row, table.header, current, others) if current is not None else Reading()
        else:
            current = row_region(row, table.header, current)
            if current is not None:
                yield identifier, by_row(row, table.header, current)
            elif SUMMARY.search(table.caption or "") and not SAMPLES.search(table.caption or ""):
                yield identifier, by_object(row, table.header) or by_itself(row, table.header)


def over_both(row: tuple[str, ...], shared: tuple[int, ...]) -> tuple[str, ...]:
    """A row whose cells stand in the first column of each region alone as one whose cells stand in all of its columns."""
    if any(row[place].strip() for place in shared if place < len(row)):
        return row
    found = list(row)
    for place in shared:
        found[place] = found[place - 1]
    return tuple(found)


def crossing(header: tuple[str, ...], row: tuple[str, ...], place: int, region: str) -> Reading:
    """What the other cells of a row and the head of a column ask of the region where they meet."""
    found = Reading()
    for other, cell in enumerate(row):
        if other < len(header) and header[other] and not names_region(cell):
            found = found.joined(cell_reading(header[other], cell, region))
    if place < len(header) and RELATION.search(header[place]):
        found = found.joined(of_region(head_alone(header[place]), region))
    return found


def parted(regions: dict[int, str], columns: dict[int, str]) -> dict[int, str]:
    """Regions under a header whose own cells span several: `SRA | SRA` above `TT | TW`."""
    spanning = len(set(regions.values())) < len(regions)
    if not spanning or set(columns) != set(regions):
        return columns
    return {place: f"{regions[place]}_{name}" for place, name in columns.items()}


def by_object_column(row: tuple[str, ...], objects: dict[int, Noun]) -> Reading:
    """`pT [GeV] | > 10 | > 5` below `| | Electrons | Muons |`"""
    found = Reading()
    for place, noun in objects.items():
        cell = row[place] if place < len(row) else ""
        if RELATION.match(cell.strip()) and not CONDITIONAL.search(cell):
            given = phrases(spelled(with_unit(row[0], cell)))
            if len(given) == 1 and isinstance(given[0], Condition):
                found = found.joined(object_reading(Clause((noun,), "REQUIRE", given), ()))
            else:
                found = found.joined(Reading(left=("a cell",)))
        elif LEVEL.fullmatch(cell.strip()):
            given = phrases(spelled(f"{cell} {row[0].lower()}"))
            found = found.joined(object_reading(Clause((noun,), "REQUIRE", given), ()))
    return found


def only_region(table: Table) -> str | None:
    """The region of a table with one column: its criteria stand below its name."""
    head = table.header[0].strip() if len(table.header) == 1 else ""
    if PRESELECTION.match(head):
        return ""
    return cell_region(head) or None if names_region(head) else None


def by_column(row: tuple[str, ...], regions: dict[int, str], lead: int = 1) -> Reading:
    """`MET [GeV] | > 150 | > 225`"""
    head = row[lead - 1] if lead else ""
    if lead > 1 and names_region(row[0]):
        return Reading(left=("a cell",))
    found = Reading()
    if 0 in regions:
        for place, region in regions.items():
            found = found.joined(cell_reading("", row[place] if place < len(row) else "", region))
        return found
    if not head.strip():
        return complete(row, regions)
    if RESULTS.search(head):
        return found
    if (
        len(set(row[lead:])) == 1
        and len(row) > lead + 1
        and not RELATION.match(completed(head, row[lead])[1])
        and not MARKED.match(row[lead].strip())
        and not is_number_of(head, row[lead])
        and not in_words(head, row[lead])
    ):
        return spanning(head, row[lead], regions)
    for region in dict.fromkeys(regions.values()):
        cells = {row[place] if place < len(row) else "" for place, name in regions.items() if name == region}
        cells = {each for each in cells if each.strip()} or {""}
        if len(cells) > 1:  # columns under one head that are not told apart
            found = found.joined(Reading(left=("several columns",)))
        elif INVERTED.match(cell := cells.pop().strip()):
            found = found.joined(of_region(inverted(head, tuple(row[lead:])), region))
        else:
            found = found.joined(cell_reading(head, cell, region))
    return found


def spanning(head: str, cell: str, regions: dict[int, str]) -> Reading:
    """A cell over all columns that stands alone: `Preselection | two leptons with opposite charge`."""
    alone = PRESELECTION.match(head.strip()) or SUMMARY.fullmatch(head.strip())
    return joined(cell_reading("", cell, each) for each in dict.fromkeys(regions.values()) if alone)


def complete(row: tuple[str, ...], regions: dict[int, str]) -> Reading:
    """Cells that stand alone, each in its region: `| | two leptons | three leptons |`."""
    cells = {
        place: row[place] for place in regions if place < len(row) and not row[place].strip()[:1].isdigit()
    }
    return joined(cell_reading("", cell, regions[place]) for place, cell in cells.items())


def row_region(row: tuple[str, ...], header: tuple[str, ...], current: str | None) -> str | None:
    """The region of a row: its first cell, or that of the row above where the cell is empty."""
    first = row[0].strip() if row else ""
    if names_region(first):
        return cell_region(first)
    if PRESELECTION.match(first):
        return ""
    if (
        header
        and re.search(r"\bregions?\b", header[0], re.IGNORECASE)
        and re.fullmatch(r"[\w -]{1,30}", first)
    ):
        return region_name(
            f"{first} region" if first.lower() in ("signal", "control", "validation") else first
        )
    return current if not first else None


def cells_of_region(table: Table, place: int) -> tuple[str, ...]:
    """The cells of the rows that go on with the region of the row there, its own too."""
    first = next((each for each in range(place, -1, -1) if row_label(table.rows[each]) is not None), place)
    found = [*table.rows[first][1:]]
    for each in table.rows[first + 1 :]:
        if row_label(each) is not None and each[0] != table.rows[first][0]:
            break
        found += each[1:]
    return tuple(each for each in found if each.strip())


def by_row(
    row: tuple[str, ...], header: tuple[str, ...], region: str, others: tuple[str, ...] = ()
) -> Reading:
    """`Signal region | MET > 300 GeV | MT > 300 GeV`; `others` are all cells of the region."""
    found = Reading()
    for place, whole in enumerate(row[1:], 1):
        head = header[place] if place < len(header) else ""
        for cell in LINES.split(whole) if not RESULTS.search(head) else ():
            stated = is_stated(head, cell)
            found = found.joined(
                cell_reading(head, cell, region) if stated else worded_reading(cell, others, region)
            )
    return found
