"""Which backends there are.

In: nothing. Out: their names. `auto` is not one: it takes the one that is likely to be done first.
"""

COMPILED = ("awkward", "fused")
"""Those that make code."""
RUNNING = ("auto", *COMPILED, "interpreter")
"""Those that a run can be asked for."""
