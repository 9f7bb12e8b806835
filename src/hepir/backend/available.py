"""Which backends there are.

In: nothing. Out: their names. `auto` is not one: it takes the one that is likely to be done first.
"""

COMPILED = ("awkward", "fused", "coffea")
"""Those that make code; that of `coffea` is run by coffea."""
RUNNING = ("auto", "awkward", "fused", "interpreter")
"""Those that a run can be asked for."""
