"""Published tables to compare with.

In: the path of HEPData YAML, or the folder of a submission. Out: its tables, or HepirError (HEP0751).
"""

from __future__ import annotations

from pathlib import Path

from hepir.comparison.errors import NotPublished
from hepir.diagnostics.core import HepirError
from hepir.diagnostics.places import NOWHERE
from hepir.tabular.files import Folder, TableError
from hepir.tabular.hepdata import SUBMISSION, Table, read_hepdata


def published_file(path: Path) -> tuple[Table, ...]:
    """All tables of a file or a submission."""
    full = path.resolve()
    file = full / SUBMISSION if full.is_dir() else full
    try:
        return read_hepdata(Folder(file.parent), file.name)
    except TableError as error:
        raise HepirError((NotPublished(NOWHERE, str(path), str(error)),)) from None
