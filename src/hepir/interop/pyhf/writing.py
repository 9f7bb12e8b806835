"""From a folder of results to the text of a workspace.

In: a folder, and which histograms are wanted. Out: JSON text, the same for the same results, and remarks.
"""

from __future__ import annotations

from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path

from hepir.interop.pyhf.results import read_results
from hepir.interop.pyhf.workspace import workspace
from hepir.report.cutflow import Document, json_bytes


def workspace_text(folder: Path, channels: Sequence[str]) -> tuple[str, tuple[str, ...]]:
    """The workspace of a folder of results. Where pyhf is installed (extra `stats`), it has validated the document."""
    document, remarks = workspace(read_results(folder, channels))
    checked = validated(document)
    advice = () if checked else ('it was not validated: `pip install "hepir[stats]"` brings pyhf',)
    return json_bytes(document).decode("ascii"), (*remarks, *advice)


def validated(document: Document) -> bool:
    """Have pyhf check a document against the schema of its format; False where pyhf is not installed."""
    if find_spec("pyhf") is None:
        return False
    import pyhf  # type: ignore[import-untyped]

    pyhf.schema.validate(document, "workspace.json")
    return True
