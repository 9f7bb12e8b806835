"""The reference interpreter, which says where rounding alone may decide.

In: a plan and columns. Out: its counts, or `DelicateError`. Backends add and multiply in the same order as the
interpreter; they differ in the last digit of `sin`, `sinh`, `pow` and their like, which numpy, numba and Python take
from different libraries. So what is computed agrees to about 1e-15 of its parts. A decision (a comparison, a bin,
which key is largest) between values that are nearer than `TOLERANCE`, which leaves room for some tens of operations,
is delicate, and so is what makes small differences large: dividing by what is almost zero, the mass of a momentum
whose energy is almost its magnitude, the direction of a momentum that is almost zero. Stored values, and what is
computed from whole numbers, are exact: there ties are compared.
"""

import math
from collections.abc import Mapping
from itertools import pairwise
from unittest.mock import patch

import numpy as np

from hepir.backends.interpreter import defining, evaluating, filling, interpret, objects, reducing
from hepir.intrinsics import ieee
from hepir.intrinsics.kinematics import CartesianVector
from hepir.ir.plan import Plan

TOLERANCE = 1e-12  # of a decision: nearer values are discarded
SMALL_MOMENTUM = 1e-2  # in GeV, of a sum of momenta that has a direction
OF_DIRECTION = ("theta", "et", "rapidity")
SMALL_MASS = 1e-4  # of the square of a mass in that of the energy: a smaller one has lost four digits


class DelicateError(Exception):
    """Two computed numbers are so near to each other that rounding decides which is larger."""


def near(first: object, second: object) -> bool:
    """Whether two numbers differ by no more than rounding, and are not both stored ones."""
    if isinstance(first, bool | str) or isinstance(second, bool | str):
        return False
    if not (math.isfinite(first) and math.isfinite(second)):
        return False
    if isinstance(first, int) and isinstance(second, int):
        return False
    if first == second and exact(first):
        return False
    return abs(first - second) <= TOLERANCE * max(1.0, abs(first), abs(second))


def exact(value: float) -> bool:
    """Whether a value is as it is stored, in single precision, or a small whole number."""
    return float(np.float32(value)) == value if abs(value) < 1e30 else False


def interpreted(plan: Plan, columns: Mapping[str, object], kind: str):
    """The reference counts; raises `DelicateError` where a decision is within rounding."""

    def careful(compare):
        def call(first, second):
            if near(first, second):
                raise DelicateError
            return compare(first, second)

        return call

    def careful_keys(decide):
        def call(keys, flag):
            numbers = sorted(each for each in keys if reducing.is_number(each))
            if any(near(first, second) for first, second in pairwise(numbers)):
                raise DelicateError
            return decide(keys, flag)

        return call

    def careful_bin(axis, value):
        if any(near(value / axis.unit_size, edge) for edge in axis.edges):
            raise DelicateError
        return bin_of(axis, value)

    def careful_direction(value_of):
        def call(momentum):
            if momentum.pt < SMALL_MOMENTUM:
                raise DelicateError
            return value_of(momentum)

        return property(call)

    def careful_property(momentum, name):
        if name in OF_DIRECTION and momentum.pt < SMALL_MOMENTUM:
            raise DelicateError
        return computed(momentum, name)

    def careful_mass(momentum):
        magnitude = momentum.px**2 + momentum.py**2 + momentum.pz**2
        if 0 < abs(momentum.energy**2 - magnitude) < SMALL_MASS * momentum.energy**2:
            raise DelicateError
        return mass_of(momentum)

    def careful_division(first, second):
        if 0 < abs(second) < TOLERANCE:
            raise DelicateError
        return divide(first, second)

    def careful_power(base, exponent):
        if 0 < abs(base) < TOLERANCE:
            raise DelicateError
        return power(base, exponent)

    def careful_call(function, arguments):
        if any(isinstance(each, float) and 0 < abs(each) < TOLERANCE for each in arguments):
            raise DelicateError
        return apply(function, arguments)

    computed = objects.computed
    bin_of, apply, divide, power = filling.bin_of, evaluating.apply, ieee.divide, ieee.power
    mass_of = CartesianVector.mass.fget
    comparisons = {sign: careful(compare) for sign, compare in evaluating.COMPARISONS.items()}
    with (
        patch.object(evaluating, "COMPARISONS", comparisons),
        patch.object(evaluating, "apply", careful_call),
        patch.object(reducing, "best", careful_keys(reducing.best)),
        patch.object(reducing, "ordered", careful_keys(reducing.ordered)),
        patch.object(filling, "bin_of", careful_bin),
        patch.object(objects, "computed", careful_property),
        patch.object(ieee, "divide", careful_division),
        patch.object(ieee, "power", careful_power),
        patch.object(CartesianVector, "phi", careful_direction(CartesianVector.phi.fget)),
        patch.object(CartesianVector, "eta", careful_direction(CartesianVector.eta.fget)),
        patch.object(CartesianVector, "mass", property(careful_mass)),
    ):
        assert defining.reducing is reducing
        return interpret(plan, columns, kind)
