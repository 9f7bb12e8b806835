"""Which backends there are, and what runs them.

In: nothing. Out: their names, which the command line offers before anything of a run is loaded. `auto` is not one: it
takes the one that is likely to be done first.
"""

COMPILED = ("awkward", "fused", "coffea")
"""Those that make code; that of `coffea` is run by coffea."""
RUNNING = ("auto", "awkward", "fused", "interpreter")
"""Those that a run can be asked for."""
EXECUTORS = ("auto", "threads", "processes", "dask")
"""What the workers of a run may be."""
