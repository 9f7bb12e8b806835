"""Programs that are to be compared.

In: a source. Out: the checked program; CommandError with all that is wrong with it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from hepir.cli.console import about
from hepir.source import Source

if TYPE_CHECKING:
    from hepir.extract.sides import ReadProgram


def reading_of(source: Source) -> ReadProgram:
    """A program that has no errors; its warnings are for `hepir check`."""
    from hepir.api import reading

    with about(source):
        return reading(source)
