"""The reference interpreter: one event at a time in plain Python. It defines what a program means."""

from hepir.backends.interpreter.counts import Counts, RegionCounts, StepCount
from hepir.backends.interpreter.interpreting import interpret
from hepir.backends.interpreter.listing import Listed

__all__ = ["Counts", "Listed", "RegionCounts", "StepCount", "interpret"]
