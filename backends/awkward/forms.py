"""Forms of columnar code: comparisons, counts and sums, values handed to objects.

In: pieces of code, which know nothing of the program. Out: Python source. Also which expressions speak of an object in view.
"""

from __future__ import annotations

from collections.abc import Iterator

from hepir.backends.awkward.names import View, field
from hepir.semantics.expressions import (
    Expression,
    Extreme,
    Local,
    Reduce,
    walk,
)
from hepir.types.core import Composite


def spread_code(code: str, view: View) -> str:
    """An event's value, handed to each object in view."""
    further = "".join(", np.newaxis" for _ in view.axes[1:])
    code = f"spread({code}, {view.axes[0][1]})"
    return f"{code}[:, :{further}]" if further else code


def stretched_code(code: str, view: View) -> str:
    """An event's value that is there, with an axis of one for each object in view."""
    return f"{code}[:{', np.newaxis' * len(view.axes)}]"


def is_local(expression: Expression) -> bool:
    """Whether an expression speaks of an object in view."""
    bound = {each.variable for node in walk(expression) if isinstance(node, Reduce) for each in node.bindings}
    bound |= {node.variable for node in walk(expression) if isinstance(node, Extreme)}
    return any(isinstance(node, Local) and node.name not in bound for node in walk(expression))


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


def quantified(operation: str, body: str, where: str, axes: int) -> str:
    """`any`, `all`, `none`, `count` of conditions."""
    if operation == "all":
        code = f"({body} | np.logical_not({where}))" if where else body
        for _ in range(axes):
            code = f"ak.all({code}, axis=-1)"
        return code
    code = f"({body} & {where})" if where else body
    function = "ak.sum" if operation == "count" else "ak.any"
    for _ in range(axes):
        code = f"{function}({code}, axis=-1)"
    return f"np.logical_not({code})" if operation == "none" else code


def accumulated(operation: str, body: str, axes: int) -> str:
    """`sum`, `min`, `max`, `mean` of numbers."""
    function = {"sum": "ak.sum", "min": "smallest", "max": "largest", "mean": "average"}[operation]
    if operation == "mean":
        for _ in range(axes - 1):
            body = f"ak.flatten({body}, axis=-1)"
        return f"average({body})"
    for _ in range(axes):
        body = f"{function}({body}{', axis=-1' if function.startswith('ak') else ''})"
    return body
