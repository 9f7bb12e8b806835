"""What is raised where a dataset is wrong; apart from the diagnostics, so that whoever catches it loads little.

In: diagnostics. Out: an exception that carries them with the text of the dataset file.
"""

from __future__ import annotations

from hepir.diagnostics.core import Diagnostic, HepirError
from hepir.source import Source


class DatasetError(HepirError):
    """Diagnostics about a dataset file, with its text."""

    def __init__(self, source: Source, diagnostics: tuple[Diagnostic, ...]) -> None:
        super().__init__(diagnostics)
        self.source = source
