"""Comparisons in a notebook.

In: a comparison. Out: HTML without style sheet and script.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from hepir.report.page_parts import escape

if TYPE_CHECKING:
    from hepir.comparison.event_lists import EventComparison
    from hepir.comparison.model import Cause, Compared, Comparison

LEFT, RIGHT = "text-align:left", "text-align:right;font-variant-numeric:tabular-nums"


def comparison_html(found: Comparison) -> str:
    """Tables of numbers, cutflows and histograms, each with its causes."""
    from hepir.comparison.showing import summary

    parts = [
        f"<p>{escape(found.here)} against {escape(found.there or 'its expect rows')}: {escape(summary(found))}</p>"
    ]
    if found.numbers:
        parts.append(
            table("Numbers", [each.row for each in found.numbers], [each.region for each in found.numbers])
        )
    parts += (causes(each.causes) for each in found.numbers)
    for cutflow in found.cutflows:
        parts += [table(f"Cutflow of {cutflow.region}", cutflow.rows), causes(cutflow.causes)]
    for histogram in found.histograms:
        rows = [row for row in histogram.rows if row.departs]
        said = f"Histogram {histogram.key}" + (f": {'; '.join(histogram.edges)}" if histogram.edges else "")
        parts += [table(f"{said}: {len(rows)} bins depart", rows[:12]), causes(histogram.causes)]
    return f"<div>{''.join(parts)}</div>"


def table(caption: str, rows: Sequence[Compared], regions: Sequence[str] = ()) -> str:
    """Numbers side by side."""
    from hepir.comparison.showing import signed, value_text

    heads = "".join(
        f'<th style="{LEFT}">{name}</th>' for name in ("what", "here", "there", "difference", "pull")
    )
    body = "".join(
        line(
            f"{regions[place]}: {row.what}" if regions else row.what,
            (value_text(row.here), value_text(row.there), signed(row.difference), signed(row.pull, 1)),
            row.departs,
        )
        for place, row in enumerate(rows)
    )
    return f'<table><caption style="{LEFT}"><b>{escape(caption)}</b></caption><tr>{heads}</tr>{body}</table>'


def line(what: str, numbers: Iterable[str], departs: bool) -> str:
    """A row; one that departs is bold and says so."""
    cells = "".join(f'<td style="{RIGHT}">{escape(each)}</td>' for each in numbers)
    shown = f"<b>{escape(what)} (departs)</b>" if departs else escape(what)
    return f'<tr><td style="{LEFT}">{shown}</td>{cells}</tr>'


def causes(found: Sequence[Cause]) -> str:
    """Suspected statements."""
    items = "".join(
        f"<li>{f'line {each.line}: ' if each.line else ''}<code>{escape(each.statement)}</code>: {escape(each.why)}</li>"
        for each in found
    )
    return f"<ul>{items}</ul>" if items else ""


def events_html(found: EventComparison) -> str:
    """Two event lists."""
    rows = "".join(
        line(
            each.region,
            (
                f"{each.shared:,}",
                f"{len(each.only_here):,}",
                f"{len(each.only_there):,}",
                f"{each.jaccard:.4g}",
            ),
            not each.equal,
        )
        for each in found.regions
    )
    heads = "".join(
        f'<th style="{LEFT}">{name}</th>' for name in ("region", "both", "only here", "only there", "Jaccard")
    )
    return f"<div><table><tr>{heads}</tr>{rows}</table></div>"
