"""The cutflow as data.

In: a result. Out: the document of `cutflow.json`, described by `docs/schemas/cutflow.schema.json`.
"""

from __future__ import annotations

import json
from math import isfinite

from hepir.backend.result import RegionResult, Result, Step, VariationResult
from hepir.diagnostics.core import HepirError
from hepir.diagnostics.places import NOWHERE
from hepir.report.errors import NotFinite

Document = dict[str, object]


def cutflow_document(result: Result) -> Document:
    """Regions in the program's order, each with its steps, the first being all events.

    Raises HepirError (HEP0733) where a sum of weights is not finite.
    """
    document: Document = {"regions": [_region(region) for region in result.regions]}
    if result.processes:
        document["processes"] = [
            {"name": each.name, "kind": each.kind, "regions": [_region(region) for region in each.regions]}
            for each in result.processes
        ]
    return document


def json_bytes(document: Document) -> bytes:
    """The document as JSON text, the same bytes for the same document. Raises HepirError (HEP0733)."""
    try:
        return (json.dumps(document, indent=2, allow_nan=False) + "\n").encode("ascii")
    except ValueError as error:
        raise HepirError((NotFinite(NOWHERE, "a number in the record of the run"),)) from error


def _region(region: RegionResult) -> Document:
    """A region; the member `variations` is there where a systematic touches it."""
    what = f"the sum of weights of region `{region.name}`"
    document: Document = {"name": region.name, "steps": [_step(step, what) for step in region.steps]}
    if region.variations:
        document["variations"] = [_variation(each, what) for each in region.variations]
    return document


def _variation(variation: VariationResult, what: str) -> Document:
    under = f"{what} under {variation.label}"
    return {
        "systematic": variation.systematic,
        "direction": variation.direction,
        "steps": [_step(step, under) for step in variation.steps],
    }


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
