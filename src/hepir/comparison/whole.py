"""From paths to a comparison.

In: the output folder of a run; the folder of another, a file of HEPData, or nothing for the program's `expect` rows. Out: a
`Comparison`, or HepirError.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from hepir.comparison.causes import Suspects
from hepir.comparison.comparing import compare_results
from hepir.comparison.errors import NothingToCompare
from hepir.comparison.hepdata import published_file
from hepir.comparison.matching import published_tables
from hepir.comparison.model import ENOUGH, Comparison
from hepir.comparison.others import expected, published_run
from hepir.comparison.outputs import Outputs, read_outputs
from hepir.comparison.programs import Known
from hepir.diagnostics.core import HepirError
from hepir.diagnostics.places import NOWHERE
from hepir.report.folder import RECORD


def compare_folder(
    here: Path,
    there: Path | None = None,
    mapped: Mapping[str, str] | None = None,
    column: str | None = None,
    limit: float = ENOUGH,
) -> Comparison:
    """Results against what is given. `mapped` says which table is which region or `region.histogram`, `column` which column
    of the tables counts, `limit` from how many standard deviations on a number departs."""
    ours = read_outputs(here)
    other: Outputs | None = None
    if there is None:
        published = expected(ours)
    elif (there / RECORD).is_file():
        other = read_outputs(there)
        published = published_run(other, ours)
    else:
        published = published_tables(str(there), published_file(there), ours, mapped or {}, column)
    suspects = Suspects(Known.of(ours), None if other is None else Known.of(other))
    found = compare_results(
        ours, published, suspects, same_input=other is not None and same_events(ours, other), limit=limit
    )
    if found.empty:
        raise HepirError((NothingToCompare(NOWHERE, published.name, published.left_out),))
    return found


def same_events(one: Outputs, other: Outputs) -> bool:
    """Whether two runs read the same events."""
    return [(each.sha256, each.tree, each.entries) for each in one.files] == [
        (each.sha256, each.tree, each.entries) for each in other.files
    ]
