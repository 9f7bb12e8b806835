"""Running heads, page numbers and line numbers.

In: rows of all pages. Out: those rows that belong to no sentence. A row at the top or bottom of pages is furniture when it
counts pages, or when it repeats; numbers in the margin are when they count lines.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import pairwise

from hepir.reading.pdf.rows import Row

Pages = Mapping[int, tuple[float, Sequence[Row]]]  # page number -> height and rows
NUMBER = re.compile(r"(?<![\d.,])\d{1,4}(?![\d,])")


def furniture(pages: Pages) -> set[int]:
    """The ids (`id(row)`) of running heads, page numbers and line numbers."""
    numbers = line_numbers(pages)
    found = set(numbers)
    for _ in range(2):  # a head may have two lines
        outer = edges(pages, found)
        found |= counting(outer) | repeated(outer)
    bare = [rows for _, rows in pages.values() if rows and all(id(row) in found for row in rows)]
    return numbers if len(bare) > len(pages) / 2 else found  # what is all there is on a page is no head


def edges(pages: Pages, known: set[int]) -> list[Row]:
    """For each page the rows of its first and its last line, as far as they stand in the outer eighth."""
    rows: list[Row] = []
    for height, all_rows in pages.values():
        left = [row for row in all_rows if id(row) not in known]
        if not left:
            continue
        top, bottom = min(row.baseline for row in left), max(row.baseline for row in left)
        rows += [row for row in left if row.baseline < top + 3 and row.box.top < height / 8]
        rows += [row for row in left if row.baseline > bottom - 3 and row.box.bottom > height * 7 / 8]
    return rows


def counting(rows: Sequence[Row]) -> set[int]:
    """Rows of a constant height whose number grows with the page, and what stands beside them."""
    seen: Counter[tuple[int, int]] = Counter()
    for row in rows:
        for shift in {int(number) - row.page for number in ends(row)}:
            seen[round(row.baseline / 4), shift] += 1
    good = {
        key for key, count in seen.items() if count >= 3 or (count == 2 and len({r.page for r in rows}) < 5)
    }
    lines = {
        (row.page, round(row.baseline / 4))
        for row in rows
        for number in ends(row)
        if any((round(row.baseline / 4) + near, int(number) - row.page) in good for near in (-1, 0, 1))
    }
    return {id(row) for row in rows if (row.page, round(row.baseline / 4)) in lines}


def ends(row: Row) -> list[str]:
    """Numbers with which a row begins or ends, without the dashes beside them (`- 5 -`, `2-`)."""
    words = row.text.split()
    found = {each.strip("-–—") for each in words[:1] + words[-1:]}
    return sorted(each for each in found if NUMBER.fullmatch(each))


def repeated(rows: Sequence[Row]) -> set[int]:
    """Rows with the same words, numbers apart, at one height on several pages."""
    by_words: dict[tuple[str, int], list[Row]] = {}
    for row in rows:
        words = re.sub(r"\d+", "#", row.text).strip()
        if sum(each.isalpha() for each in words) < 4:
            continue
        by_words.setdefault((words, round(row.baseline / 6)), []).append(row)
    pages = len({row.page for row in rows})
    return {
        id(row)
        for same in by_words.values()
        if len({each.page for each in same}) >= min(3, max(2, pages // 2))
        for row in same
    }


def line_numbers(pages: Pages) -> set[int]:
    """Numbers in a margin that count, one beside each line."""
    found: set[int] = set()
    for _, rows in pages.values():
        numbers = [row for row in rows if row.text.strip().isdigit() and len(row.text.strip()) < 5]
        others = [row.box.left for row in rows if row.box.right - row.box.left > 100]
        margin = min(others, default=0.0)
        outside = sorted(
            (row for row in numbers if row.box.right <= margin + 1), key=lambda row: row.baseline
        )
        steps = [int(after.text) - int(before.text) for before, after in pairwise(outside)]
        if len(outside) >= 5 and sum(step in (1, 5) for step in steps) > 0.8 * len(steps):
            found |= {id(row) for row in outside}
    return found
