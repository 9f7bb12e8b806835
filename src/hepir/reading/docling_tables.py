"""The tables of a docling file.

In: the node of a table. Out: a draft with a grid of cells.
"""

from __future__ import annotations

from collections.abc import Mapping

from hepir.reading.boxes import Word
from hepir.reading.docling_values import Dump, Json, box_of, mapping, real, sequence
from hepir.reading.document import Label
from hepir.reading.drafts import Draft, Grid
from hepir.reading.written import EMPTY, Written, written


def table_draft(dump: Dump, node: Json, caption: str) -> Draft:
    """The cells of a table; those over several rows or columns are repeated in each."""
    data = mapping(node["data"])
    rows = int(real(data.get("num_rows", 0)))
    columns = int(real(data.get("num_cols", 0)))
    if not 0 <= rows * columns <= 100_000:
        raise ValueError("a table of an impossible size")
    grid: list[list[Written]] = [[EMPTY] * columns for _ in range(rows)]
    headers = 0
    for each in sequence(data.get("table_cells", [])):
        cell = mapping(each)
        first, last = int(real(cell["start_row_offset_idx"])), int(real(cell["end_row_offset_idx"]))
        content = cell_content(dump, node, cell)
        if cell.get("column_header"):
            headers = max(headers, last)
        for row in range(first, min(last, rows)):
            for column in range(
                int(real(cell["start_col_offset_idx"])), min(columns, int(real(cell["end_col_offset_idx"])))
            ):
                grid[row][column] = content
    heads = tuple(heading([line[column] for line in grid[:headers]]) for column in range(columns))
    return Draft(
        Label.TABLE, EMPTY, grid=Grid(heads, tuple(tuple(row) for row in grid[headers:]), caption or None)
    )


def cell_content(dump: Dump, node: Json, cell: Json) -> Written:
    """The text of a cell, with its rectangle where docling gives one."""
    text = str(cell.get("text", ""))
    places = sequence(node.get("prov", []))
    if not places or not isinstance(cell.get("bbox"), Mapping):
        return written(text)
    page = int(real(mapping(places[0])["page_no"]))
    return written(text, (Word(0, len(text), box_of(dump, page, mapping(cell["bbox"]))),))


def heading(cells: list[Written]) -> Written:
    """The header of a column: the last of its header cells that says something."""
    return next((cell for cell in reversed(cells) if cell.text), EMPTY)
