"""The record of a run.

In: a result and the names of the files written beside it. Out: the document of `run.json`, described by
`docs/schemas/run.schema.json`: all that is needed to repeat the run, and how far its numbers can be trusted.
"""

from __future__ import annotations

from dataclasses import asdict

from hepir.backend.result import Expectation, RegionResult, Result
from hepir.report.cutflow import Document


def run_document(result: Result, outputs: tuple[str, ...] = ()) -> Document:
    """No time, no folder: the same run of the same program on the same files has the same record."""
    record = result.provenance
    return {
        "title": result.title,
        "experiment": result.experiment,
        "sqrt_s": result.sqrt_s,
        "luminosity": result.luminosity,
        "hepir_version": record.hepir_version,
        "packages": dict(sorted(record.packages.items())),
        "program": {
            "name": record.program,
            "sha256": record.program_sha256,
            "files": [{"path": each.path, "sha256": each.sha256} for each in record.program_files],
        },
        "schema": {"name": record.schema, "sha256": record.schema_sha256},
        "backend": record.backend,
        "dataset_kind": record.dataset_kind,
        "options": dict(sorted(record.options.items())),
        "inputs": [asdict(file) for file in record.files],
        "statements": [asdict(status) for status in result.statuses],
        "regions": [_region(region) for region in result.regions],
        **({"dataset": asdict(result.dataset)} if result.dataset else {}),
        "notes": list(result.notes),
        "outputs": list(outputs),
    }


def _region(region: RegionResult) -> Document:
    varied = [variation.label for variation in region.variations]
    return {
        "name": region.name,
        "histograms": list(region.histograms),
        "skipped": {name: int(count) for name, count in region.skipped.items()},
        "expectations": [_expectation(expectation, region) for expectation in region.expectations],
        **({"variations": varied} if varied else {}),
    }


def _expectation(expectation: Expectation, region: RegionResult) -> Document:
    """The published number, and beside it what the region's last step holds."""
    last = region.steps[-1] if region.steps else None
    return {
        **asdict(expectation),
        "found": None if last is None else {"entries": last.entries, "sumw": last.sumw, "sumw2": last.sumw2},
    }
