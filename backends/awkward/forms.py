"""Forms of columnar code: comparisons, counts and sums, values handed to objects.

In: pieces of code, which know nothing of the program. Out: Python source. Also which expressions speak of an object in view.
"""

from __future__ import annotations

from collections.abc import Iterator

from hepir.backends.awkward.names import field
from hepir.semantics.expressions import Belonging, Expression, First
from hepir.semantics.rewriting import free_locals
from hepir.types.core import Composite

REDUCTIONS = {
    "any": "any_of",
    "all": "all_of",
    "none": "none_of",
    "count": "count_of",
    "sum": "sum_of",
    "min": "smallest_of",
    "max": "largest_of",
    "mean": "mean_of",
}


def is_local(expression: Expression) -> bool:
    """Whether an expression speaks of an object in view."""
    return bool(free_locals(expression))


def owner_of(collection: Expression) -> Expression | None:
    """The object whose list a collection is, if it is one."""
    match collection:
        case Belonging(owner=owner):
            return owner
        case First(collection=inner):
            return owner_of(inner)
        case _:
            return None


def leaf_paths(kind: object) -> list[str]:
    """How the particles of an object are reached: `["z1"]["m2"]`."""
    match kind:
        case Composite(slots=slots):
            return [f'["{field(name)}"]{rest}' for name, part in slots for rest in leaf_paths(part)]
        case _:
            return [""]


def chained(first: str, operators: tuple[str, ...], others: list[str]) -> Iterator[str]:
    """One comparison for each operator; what stands between two of them is worked out once, as `middle`."""
    left, last = first, len(others) - 1
    for index, (operator, right) in enumerate(zip(operators, others, strict=True)):
        shared = index < last and ("(" in right or "." in right)
        yield f"({left} {operator} {f'(middle := {right})' if shared else right})"
        left = "middle" if shared else right
