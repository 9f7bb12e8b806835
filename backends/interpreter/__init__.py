"""The reference interpreter: one event at a time in plain Python. It defines what a program means."""

from hepir.backends.interpreter.counts import Counts, RegionCounts, StepCount
from hepir.backends.interpreter.interpreting import interpret

__all__ = ["Counts", "RegionCounts", "StepCount", "interpret"]
