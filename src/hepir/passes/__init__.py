"""Passes: from a plan to one that means the same and is worked out faster.

In: a plan. Out: a plan. A pass never changes a result, and each can be left out.
"""

from hepir.passes.passing import PASSES, optimised, traced

__all__ = ["PASSES", "optimised", "traced"]
