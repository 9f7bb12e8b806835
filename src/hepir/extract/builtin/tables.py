"""What tables say of regions: a region a column, or a region a row.

In: the tables of a document. Out: for each row the claims that it makes. A cell is read with the head of its row or
column before it, `MET [GeV]` and `> 150` as `MET > 150 GeV`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from hepir.extract.builtin.captions import caption_region, first_sentence
from hepir.extract.builtin.cells import (
    cell_reading,
    head_alone,
)
from hepir.extract.builtin.claims import Reading, of_region
from hepir.extract.builtin.cutflows import cutflow_readings, is_cutflow
from hepir.extract.builtin.grids import category_of, grid_readings, in_category
from hepir.extract.builtin.labels import (
    LABELLING,
    REGIONAL,
    RELATION,
    RESULTS,
    columns_of,
    has_labelled_rows,
    has_selections,
    labelled_columns,
    object_columns,
    row_label,
    spread,
    sublabels,
)
from hepir.extract.builtin.naming import names_region
from hepir.extract.builtin.open_variables import with_open_variables
from hepir.extract.builtin.plain_rows import by_itself, by_object, by_object_column, goes_on
from hepir.extract.builtin.region_columns import SUMMARY, by_column, only_region, over_both, parted
from hepir.extract.builtin.region_rows import by_row, cells_of_region, labels_of, resting_on, row_region
from hepir.extract.builtin.sections import TRUE
from hepir.extract.builtin.table_heads import (
    with_one_head,
    with_plain_counts,
    without_doubles,
    without_repeats,
)
from hepir.extract.builtin.table_labels import with_labels_first
from hepir.extract.builtin.table_parts import with_parts
from hepir.extract.builtin.table_thresholds import limited_rows, with_thresholds
from hepir.reading.document import Table

SELECTING = re.compile(r"select|criteria|requirement|definition|define|region|cuts?\b", re.IGNORECASE)
DEFINING = re.compile(
    r"(?:The |A )?(?:(?:event )?selection (?:criteria|requirements)|requirements|definitions?|summary|overview|list"
    r"|binning)\b",
    re.IGNORECASE,
)
SAMPLES = re.compile(r"sample|generat|simulat|model|uncertaint|yield|observed events|result", re.IGNORECASE)
LISTED = re.compile(r"[,;.](?: and)?\Z")  # of a list of criteria, one below the other
LIMITS = 2  # of each region, in a table whose caption is about something else
BRACKETED = re.compile(r"[\ufffd□ ]+(?P<variable>[A-Za-zΔη][^\ufffd□]*?)[\ufffd□ ]+")
INSIDE = re.compile(r"(?<=[\[(]) (?=\d)|(?<=[\d∞]) (?=[\])])")  # of brackets: `[ 250, 450 ]`
FOOTNOTE = re.compile(r"(?<=\w)\s*(?:\^\{?)?(?:\*+|[†‡§¶]+)\}?\s*\Z")


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
    if TRUE.search(first_sentence(caption)):
        return False
    named = bool(SELECTING.search(caption)) or any(map(names_region, table.header))
    told = bool(REGIONAL.search(caption)) and not SAMPLES.search(caption)
    return named or told or is_of_regions(table) or is_of_bins(table)


def prepared(table: Table) -> tuple[Table, dict[str, tuple[str, ...]]]:
    """A table with one line of heads, the names of its regions first, and names for the variables that it alone has; and for
    some of its rows others that say a part of what they ask."""
    table = with_plain_counts(without_repeats(without_doubles(with_one_head(table))))
    further = limited_rows(table)
    table = with_thresholds(table)
    if SAMPLES.search(table.caption or "") and not DEFINING.match(first_sentence(table.caption or "")):
        return table, further
    table, parts = with_parts(with_open_variables(table))
    return with_labels_first(with_open_variables(table)), further | parts


def is_of_regions(table: Table) -> bool:
    """Whether a table has a region in each row, and limits behind it: two where the caption speaks of other things."""
    limits = [
        cell
        for row in table.rows
        for head, cell in zip(table.header, row, strict=False)
        if RELATION.match(cell.strip()) and not RESULTS.search(head)
    ]
    regions = [row for row in table.rows if row and names_region(row[0])]
    least = LIMITS * len(regions) if table.caption else len(regions)
    told = not SAMPLES.search(table.caption or "") and not RESULTS.search(table.caption or "")
    return told and len(regions) == len(table.rows) > 1 and len(limits) >= least


def is_of_bins(table: Table) -> bool:
    """Whether the columns of a table without a caption are labels of bins and ranges of at least two variables."""
    labels = [place for place, head in enumerate(table.header) if LABELLING.match(head.strip())]
    ranges = [
        place
        for place in range(len(table.header))
        if table.rows and all(RELATION.match(row[place].strip()) for row in table.rows)
    ]
    return not table.caption and bool(labels) and len(ranges) >= LIMITS


def unmarked(table: Table) -> Table:
    """A table without the marks of its footnotes, and without pieces of large brackets."""
    rows = tuple(tuple(map(unmarked_cell, row)) for row in table.rows)
    return replace(table, header=tuple(map(unmarked_cell, table.header)), rows=rows)


def unmarked_cell(cell: str) -> str:
    """A cell without a mark behind it, and a variable without the pieces of large brackets around it; before a range such a
    character may be the sign that it is left out."""
    found = BRACKETED.fullmatch(cell)
    return FOOTNOTE.sub("", INSIDE.sub("", found["variable"] if found else cell))


def is_grid(table: Table) -> bool:
    """Whether regions stand in the cells of a table."""
    return any(reading.claims for _, reading in grid_readings(table, crossing))


def row_readings(table: Table) -> Iterator[tuple[str, Reading]]:
    """Ids of rows, with what each claims."""
    named_columns = columns_of(table.header)
    regions = spread(named_columns, table) or labelled_columns(table)
    shared = tuple(place for place in regions if named_columns and place not in named_columns)
    objects = {} if regions else object_columns(table)
    labelled = not regions and (has_labelled_rows(table) or has_selections(table))
    names = labels_of(table) if labelled else {}
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
            yield identifier, cell_reading("", LISTED.sub("", row[0].strip()), alone)
        elif objects:
            yield identifier, by_object_column(row, objects)
        elif labelled:
            label = row_label(row, table.header[0])
            current = current if label is None else label
            yield identifier, labelled_row(table, place, current, names)
        else:
            current = row_region(row, table.header, current)
            yield identifier, unlabelled_row(table, place, current)


def labelled_row(table: Table, place: int, region: str | None, names: dict[str, str]) -> Reading:
    """What a row of a table whose rows are labelled asks of its region; `names`: the regions of all labels."""
    if region is None:
        return Reading()
    rest, based = resting_on(table.rows[place], names, region)
    return based.joined(by_row(rest, table.header, region, cells_of_region(table, place)))


def unlabelled_row(table: Table, place: int, region: str | None) -> Reading:
    """What a row asks of the region that it names, or of all events and objects where the caption speaks of a selection."""
    row, caption = table.rows[place], table.caption or ""
    if region is not None:
        return by_row(row, table.header, region)
    if not SUMMARY.search(caption) or SAMPLES.search(caption):
        return Reading()
    if place and goes_on(table.rows[place - 1], row):
        return Reading(left=("one or the other",))
    return by_object(row, table.header) or by_itself(row, table.header)


def crossing(header: tuple[str, ...], row: tuple[str, ...], place: int, region: str) -> Reading:
    """What the other cells of a row and the head of a column ask of the region where they meet."""
    found = Reading()
    for other, cell in enumerate(row):
        if other < len(header) and header[other] and not names_region(cell):
            found = found.joined(cell_reading(header[other], cell, region))
    if place < len(header) and RELATION.search(header[place]):
        found = found.joined(of_region(head_alone(header[place]), region))
    return found
