"""The transverse mass, written out: `sqrt(2 * pT(a) * pT(b) * (1 - cos(dPhi(a, b))))`.

In: the call of `sqrt`. Out: the two momenta that it is about, or None where it is something else.
"""

from __future__ import annotations

from collections.abc import Iterator

from hepir.interop.adl import tree
from hepir.interop.adl.names import canonical
from hepir.interop.adl.owners import argument_of
from hepir.interop.adl.vocabulary import kind_of

DECISION = "the root of 2 pt pt (1 - cos dphi) is the transverse mass"


def momenta_of(node: tree.Call) -> tuple[tree.Node, tree.Node] | None:
    """The momenta of a transverse mass that is written out."""
    if node.name.lower() != "sqrt" or len(node.arguments) != 1:
        return None
    factors = list(factors_of(node.arguments[0]))
    numbers = [each for each in factors if isinstance(each, tree.Number)]
    owners = [owner for each in factors if (owner := owner_of_pt(each)) is not None]
    angles = [pair for each in factors if (pair := angle_of(each)) is not None]
    if len(factors) != 4 or [each.value for each in numbers] != [2] or len(owners) != 2 or len(angles) != 1:
        return None
    first, second = owners
    if {spelled(each) for each in angles[0]} != {spelled(first), spelled(second)}:
        return None
    return first, second


def spelled(node: tree.Node) -> str:
    """A momentum, so that it is found again; missing momentum has several names."""
    of = node.of if isinstance(node, tree.Index) else node
    return "MET" if isinstance(of, tree.Name) and kind_of(of.text) == "MET" else canonical(node)


def factors_of(node: tree.Node) -> Iterator[tree.Node]:
    """The factors of a product."""
    match node:
        case tree.Group(inside=child):
            yield from (
                factors_of(child) if isinstance(child, tree.Binary) and child.operator == "*" else (child,)
            )
        case tree.Binary(operator="*", left=left, right=right):
            yield from factors_of(left)
            yield from factors_of(right)
        case _:
            yield node


def owner_of_pt(node: tree.Node) -> tree.Node | None:
    """Whose transverse momentum a factor is; missing momentum stands for its size."""
    if isinstance(node, tree.Name) and kind_of(node.text) == "MET":
        return node
    return argument_of(node, "pt")


def angle_of(node: tree.Node) -> tuple[tree.Node, ...] | None:
    """The two momenta of `1 - cos(dPhi(a, b))`."""
    match node:
        case tree.Binary(
            operator="-",
            left=tree.Number() as one,
            right=tree.Call(name=cosine, arguments=(tree.Call() as angle,)),
        ) if one.value == 1 and cosine.lower() == "cos":
            is_angle = angle.name.lower() in ("dphi", "deltaphi") and len(angle.arguments) == 2
            return angle.arguments if is_angle else None
    return None
