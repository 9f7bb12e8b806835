"""The cutflow as data.

In: a result. Out: the document of `cutflow.json`, described by `docs/schemas/cutflow.schema.json`.
"""

from __future__ import annotations

import json
from math import isfinite

from hepir.backend.result import RegionResult, Result, Step
from hepir.diagnostics.core import HepirError
from hepir.diagnostics.places import NOWHERE
from hepir.report.errors import NotFinite

Document = dict[str, object]


def cutflow_document(result: Result) -> Document:
    """Regions in the program's order, each with its steps, the first being all events.

    Raises HepirError (HEP0733) where a sum of weights is not finite.
    """
    return {"regions": [{"name": region.name, "steps": _steps(region)} for region in result.regions]}


def json_bytes(document: Document) -> bytes:
    """The document as JSON text, the same bytes for the same document. Raises HepirError (HEP0733)."""
    try:
        return (json.dumps(document, indent=2, allow_nan=False) + "\n").encode("ascii")
    except ValueError as error:
        raise HepirError((NotFinite(NOWHERE, "a number in the record of the run"),)) from error


def _steps(region: RegionResult) -> list[Document]:
    return [_step(step, f"the sum of weights of region `{region.name}`") for step in region.steps]


def _step(step: Step, what: str) -> Document:
    if not (isfinite(step.sumw) and isfinite(step.sumw2)):
        raise HepirError((NotFinite(NOWHERE, what),))
    return {
        "statement": step.statement,
        "line": step.line,
        "entries": int(step.entries),
        "sumw": float(step.sumw),
        "sumw2": float(step.sumw2),
    }
