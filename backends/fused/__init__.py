"""The fused backend: one compiled loop over events, with nothing between the files' arrays and the counts."""

from hepir.backends.fused.calls import functions_without_loops
from hepir.backends.fused.module import emit_module

# A loop leaves an event when it fails, so that no events need be dropped from arrays; and it knows what it worked out before.
WITHOUT = ("shared expressions", "cuts before combinatorics")
# What the code does beyond the plan that it is written from.
IN_THE_CODE = (
    "an event is left at the first cut that it fails; what nothing needs then is not worked out",
    "combinations are loops over places: no tuple is stored, unless it has to be kept",
    "the bin of a value that several histograms are filled with is looked up once",
)

__all__ = ["IN_THE_CODE", "WITHOUT", "emit_module", "functions_without_loops"]
