"""What a canonical statement is.

In: made by `canonical.statements`. Out: frozen values; two with the same key say the same.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from hepir.semantics.expressions import Expression
from hepir.semantics.program import Origin

Kind = Literal["criterion", "made of", "order", "property", "value", "weight", "histogram", "bin", "expect", "variation",
               "table", "fact", "note"]  # fmt: skip


@dataclass(frozen=True)
class Number:
    """The number of a criterion: its value and canonical unit, and both as the program has them."""

    value: float | int
    unit: str
    written: str
    written_unit: str


@dataclass(frozen=True)
class Statement:
    """One thing that a program says. `scope` is the object, choice or region it is about, empty for the whole program.

    A comparison with a number has its `quantity`, `relation` and `number` (None for a hole); all else is a quantity alone.
    `condition` is what to evaluate, and `when` what makes it apply.
    """

    kind: Kind
    scope: str
    text: str
    origins: tuple[Origin, ...] = field(compare=False)
    quantity: str = ""
    relation: str = ""
    number: Number | None = field(default=None, compare=False)
    condition: Expression | None = field(default=None, compare=False, repr=False)
    when: Expression | None = field(default=None, compare=False, repr=False)

    @property
    def key(self) -> tuple[str, str, str]:
        """What makes it the same as another."""
        return self.kind, self.scope, self.text

    @property
    def written(self) -> str:
        """The statement as the program has it."""
        return "; ".join(dict.fromkeys(origin.text for origin in self.origins))

    @property
    def line(self) -> int:
        """The first line that says it."""
        return min(origin.line for origin in self.origins)
