"""Readable columnar Python with awkward-array and vector.

In: a plan. Out: an artifact: one module that runs without hepir, by itself or as a processor of coffea.
"""

from hepir.backends.awkward.module import emit_module
from hepir.backends.awkward.processor import emit_processor

__all__ = ["emit_module", "emit_processor"]
