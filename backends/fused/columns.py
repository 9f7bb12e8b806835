"""The arrays that a generated loop reads.

In: a plan. Out: names of arrays, and the arguments that the wrapper must pass for them.
"""

from __future__ import annotations

from hepir.backends.fused.writing import Writing
from hepir.ir.plan import Plan
from hepir.light_dataclasses import dataclass
from hepir.types.core import Number, Type


@dataclass(frozen=True)
class Argument:
    """An argument of the loop: numbers of a branch (`level` -1) or the offsets of its lists at a level."""

    name: str
    branch: str
    level: int
    depth: int
    whole: bool = False


class Columns(Writing):
    """Knows which arrays the function takes."""

    def __init__(self, plan: Plan) -> None:
        super().__init__()
        self.plan = plan
        self.arguments: dict[tuple[str, int], Argument] = {}
        self.alike: dict[str, tuple[str, ...]] = {}

    def content(self, branch: str, depth: int, kind: Type) -> str:
        """The numbers of a branch whose values are lists of so many levels."""
        whole = isinstance(kind, Number) and kind.integer
        return self.argument(branch, -1, depth, branch, whole=whole)

    def offsets(self, branch: str, level: int, depth: int) -> str:
        """Where the lists of a branch begin."""
        return self.argument(branch, level, depth, f"{branch}_offsets" if level == 0 else f"{branch}_inner")

    def argument(self, branch: str, level: int, depth: int, wanted: str, *, whole: bool = False) -> str:
        """The name of an argument."""
        key = (branch, level)
        if key not in self.arguments:
            self.arguments[key] = Argument(self.fresh(wanted), branch, level, depth, whole)
        return self.arguments[key].name
