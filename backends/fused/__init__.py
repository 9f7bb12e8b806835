"""The fused backend: one compiled loop over events, with nothing between the files' arrays and the counts."""

from hepir.backends.fused.calls import functions_without_loops
from hepir.backends.fused.module import emit_module

# A loop leaves an event when it fails, so that no events need be dropped from arrays; and it knows what it worked out before.
WITHOUT = ("shared expressions", "cuts before combinatorics")

__all__ = ["WITHOUT", "emit_module", "functions_without_loops"]
