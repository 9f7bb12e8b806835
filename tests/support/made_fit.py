"""Results of a fit: two processes with systematics, and data.

In: what is observed. Out: a folder as a run writes it.
"""

from dataclasses import replace

import numpy as np
from hist import Hist, axis, storage
from made_results import result, steps

from hepir.backend.adding import added
from hepir.backend.result import (
    DatasetRecord,
    ProcessResult,
    RegionResult,
    SampleRecord,
    VariationResult,
)
from hepir.report.folder import write_outputs

BACKGROUND, SIGNAL = [120.0, 80.0, 30.0, 10.0], [2.0, 5.0, 12.0, 9.0]


def histogram(values, errors=0.05):
    made = Hist(axis.Variable([0, 50, 100, 200, 500], label="x [GeV]"), storage=storage.Weight())
    values = np.asarray(values)
    made.view()["value"], made.view()["variance"] = values, (errors * values) ** 2
    return made


def region(values, variations=(), name="bins"):
    varied = tuple(
        VariationResult(systematic, direction, steps(100, 10), {name: histogram(each)}, {name: 0})
        for systematic, direction, each in variations
    )
    return RegionResult("search", steps(100, 10), {name: histogram(values)}, {name: 0}, variations=varied)


def scaled(values, *factors):
    return [value * factor for value, factor in zip(values, factors, strict=True)]


def write(folder, observed, background=BACKGROUND, signal=SIGNAL, name="bins"):
    """Results of a background, a signal and data."""
    shapes = [
        ("scale", "up", scaled(background, 0.9, 1.0, 1.1, 1.2)),
        ("scale", "down", scaled(background, 1.1, 1.0, 0.9, 0.8)),
        ("pileup", "up", scaled(background, 1.1, 1.1, 1.1, 1.1)),
    ]
    processes = [
        ProcessResult("multijet", "mc", (region(background, shapes, name),), 0.2),
        ProcessResult(
            "squark", "mc", (region(signal, [("pileup", "up", scaled(signal, 1.1, 1.1, 1.1, 1.1))], name),)
        ),
        *([ProcessResult("data", "data", (region(observed, name=name),))] if observed is not None else []),
    ]
    total = added([each.regions[0] for each in processes[:2]])
    kinds = [(each.name, each.kind) for each in processes]
    samples = tuple(SampleRecord(each, each, kind, 100) for each, kind in kinds)
    dataset = DatasetRecord("samples.toml", "e" * 64, 35900.0, 0.025, "squark", samples, {"multijet": 0.2})
    made = replace(result(total), processes=tuple(processes), dataset=dataset)
    write_outputs(made, folder, pictures=False)
