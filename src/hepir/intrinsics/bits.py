"""Bits of stored masks."""

from __future__ import annotations

from hepir.intrinsics.core import Function, Parameter, Returns


def bit(value: int, place: int) -> bool:
    """Whether a bit of a whole number is set; 0 is the lowest."""
    return bool(value >> place & 1) if 0 <= place < 64 else False


HELPER = '''
def has_bit(value, place):
    """Whether a bit of a whole number is set; 0 is the lowest."""
    return (np.right_shift(value, place) & 1) == 1
'''

FUNCTIONS = (
    Function(
        "bit",
        (Parameter("value", whole=True), Parameter("place", whole=True)),
        Returns(gives="condition"),
        "Whether a bit of a stored mask is set; place 0 is the lowest.",
        bit,
        lambda arguments: f"has_bit({arguments[0]}, {arguments[1]})",
        helper=HELPER,
        looped=lambda arguments: f"(((np.int64({arguments[0]}) >> {arguments[1]}) & 1) == 1)",
    ),
)
