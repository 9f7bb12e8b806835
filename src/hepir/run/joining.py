"""Several branches as one, whose values follow each other in each event.

In: the name of the whole, and the columns of its branches. Out: the column. `schemas.joined` makes such names.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from hepir.run.branches import Branches
from hepir.run.columns import as_awkward, as_plain
from hepir.schemas.joined import parts_of

if TYPE_CHECKING:
    from hepir.run.reader import Column


def joined(name: str, columns: Mapping[str, Column], branches: Branches) -> Column:
    """The column of a joined branch."""
    import awkward as ak

    parts = []
    for number, branch in parts_of(name):
        values = as_awkward(columns[branches.usual(branch) or branch])
        parts.append(values if number is None else ak.full_like(values, number, dtype="float64"))
    return as_plain(ak.concatenate(parts, axis=1))
