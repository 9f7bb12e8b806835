"""Pieces of HTML.

In: values of any origin. Out: escaped text and tables whose headers are marked for those who listen to them.
"""

from __future__ import annotations

import html
from base64 import b64encode
from collections.abc import Iterable, Sequence

from hepir.light_dataclasses import dataclass
from hepir.report.text import printable


@dataclass(frozen=True)
class Cell:
    """A table cell: HTML that is already safe, and its style: `n` for numbers, `code`, `sum`."""

    html: str
    style: str = ""


def escape(text: str) -> str:
    """Text that stays text, on one line, wherever it stands in the page."""
    return html.escape(printable(text), quote=True)


def text_cell(text: str, style: str = "") -> Cell:
    """A cell with any text."""
    return Cell(escape(text), style)


def table(
    caption: str, titles: Sequence[tuple[str, str]], body: Iterable[Sequence[Cell]], header: int = 0
) -> str:
    """A table; `titles` are pairs of title and style, column number `header` names the rows."""
    head = "".join(f'<th scope="col"{_style(style)}>{escape(title)}</th>' for title, style in titles)
    rows = "\n".join(f"<tr>{_row(row, header)}</tr>" for row in body)
    start = f'<div class="wide" tabindex="0" role="region" aria-label="{escape(caption)}"><table>'
    heading = f"<caption>{escape(caption)}</caption><thead><tr>{head}</tr></thead>"
    return f"{start}{heading}\n<tbody>{rows}</tbody></table></div>"


def image(data: bytes, description: str) -> str:
    """A picture inside the page."""
    return f'<img src="data:image/png;base64,{b64encode(data).decode("ascii")}" alt="{escape(description)}">'


def _row(row: Sequence[Cell], header: int) -> str:
    return "".join(
        f'<th scope="row"{_style(cell.style)}>{cell.html}</th>'
        if number == header
        else f"<td{_style(cell.style)}>{cell.html}</td>"
        for number, cell in enumerate(row)
    )


def _style(style: str) -> str:
    return f' class="{style}"' if style else ""
