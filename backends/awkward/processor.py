"""A program as a processor of coffea.

In: a plan and the schema of its format. Out: an artifact: a module with the class `Selection`, which coffea's runners take,
on NanoEvents of `NanoAODSchema` or `BaseSchema`. It needs awkward, coffea, hist and numpy.
"""

from __future__ import annotations

from hepir.backend.artifact import Artifact
from hepir.backends.awkward.module import emit_module
from hepir.ir.plan import Plan
from hepir.schemas.model import Schema

IMPORTS = """\
import awkward as ak
import boost_histogram as bh
import hist
import numpy as np
from coffea import processor
"""
NEEDS = "It needs awkward, coffea, hist and numpy."

PROCESSOR = '''
class Selection(processor.ProcessorABC):
    """Counts and histograms of each region, by dataset.

    simulation: whether events are simulated; without, `is_simulation` of the dataset's metadata says it, or the events do.
    """

    def __init__(self, simulation=None):
        self.simulation = simulation

    def process(self, events):
        """The counts of a chunk of NanoEvents; those of several chunks can be added."""
        metadata = events.metadata or {}
        results = new_results()
        columns = {name: column(events, name) for name in COLUMNS}
        told = metadata.get("is_simulation") if self.simulation is None else self.simulation
        analyse(columns, results, is_simulation(events) if told is None else told)
        return {metadata.get("dataset", "events"): results}

    def postprocess(self, accumulator):
        """Adds a readable cutflow to each region."""
        for results in accumulator.values():
            for name, region in results.items():
                if name in STEPS:
                    rows = zip(STEPS[name], region["entries"], region["sumw"], region["sumw2"])
                    keys = ("statement", "entries", "sumw", "sumw2")
                    region["cutflow"] = [dict(zip(keys, row)) for row in rows]
        return accumulator


def column(events, name):
    """A branch of NanoEvents, by the name that it has in the file."""
    found = find(events, name)
    if found is None:
        raise KeyError(f"these events have no branch {name}; schema=BaseSchema gives all branches by their names")
    return ak.without_parameters(ak.materialize(ak.Array(found.layout)))


def find(events, name):
    """A branch by its name or, where a schema makes objects, `Muon_pt` as `Muon.pt`; None where it is not there."""
    name = name.rpartition("/")[2]
    if name in events.fields:
        return events[name]
    collection, _, attribute = name.replace(".", "_", 1).partition("_")
    if collection in events.fields and attribute in events[collection].fields:
        return events[collection][attribute]
    return None
'''

ASKED = '''
def is_simulation(events):
    """Whether events are simulated, which nothing in them tells."""
    raise ValueError("weights depend on whether events are simulated: Selection(simulation=True), or metadata is_simulation")
'''
UNKNOWN = '''
def is_simulation(events):
    """Whether events are simulated, which nothing here depends on."""
    return True
'''
PRESENT = '''
def is_simulation(events):
    """Only simulated events have this branch."""
    return find(events, {branch!r}) is not None
'''
NOT_ZERO = '''
def is_simulation(events):
    """In data this branch is zero, or not there."""
    return find(events, {branch!r}) is not None and bool(ak.any(column(events, {branch!r}) != 0))
'''


def emit_processor(plan: Plan, program_name: str, schema: Schema, version: str) -> Artifact:
    """The module of a plan."""
    ending = f"{PROCESSOR.strip()}\n\n\n{kind_code(plan, schema).strip()}\n"
    return emit_module(plan, program_name, schema.trees, version, imports=IMPORTS, needs=NEEDS, ending=ending)


def kind_code(plan: Plan, schema: Schema) -> str:
    """How the events tell whether they are simulated."""
    rule = schema.dataset_kind
    if rule is not None:
        return (PRESENT if rule.rule == "present" else NOT_ZERO).format(branch=rule.branch)
    asked = any(factor.dataset for region in plan.program.regions for factor in region.weights)
    return ASKED if asked else UNKNOWN
