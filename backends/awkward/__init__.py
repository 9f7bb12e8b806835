"""Readable columnar Python with awkward-array and vector.

In: a plan. Out: an artifact: one module that runs without hepir.
"""

from hepir.backends.awkward.module import emit_module

__all__ = ["emit_module"]
