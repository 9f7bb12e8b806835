"""Readable columnar Python with awkward-array and vector.

In: a plan. Out: an artifact: one module that runs without hepir, by itself or as a processor of coffea.
"""

from hepir.backends.awkward.module import emit_module
from hepir.backends.awkward.processor import emit_processor

# What the code does beyond the plan that it is written from.
IN_THE_CODE = (
    "properties are numpy arrays of all objects of all events; a condition is worked out for all of them at once",
    "combinations are places in the arrays of their members: no member is copied",
    "combinations that are there to choose one of by its momentum are not listed: the best is found in tables of events",
    "a region that only adds cuts to another is counted among the events of that one",
)

__all__ = ["IN_THE_CODE", "emit_module", "emit_processor"]
