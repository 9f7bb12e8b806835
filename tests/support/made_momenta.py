"""Random momenta for tests of functions.

In: a seed. Out: momenta as the interpreter has them.
"""

import numpy as np

from hepir.intrinsics.kinematics import PolarVector, TransverseVector


def momenta(random, count, *, massless=False):
    """Momenta of jets."""
    return [
        PolarVector(
            float(random.exponential(80) + 20),
            float(random.normal(0, 1.3)),
            float(random.uniform(-np.pi, np.pi)),
            0.0 if massless else float(random.exponential(15)),
        )
        for _ in range(count)
    ]


def missing(random):
    """Missing transverse momentum."""
    return TransverseVector(float(random.exponential(80)), float(random.uniform(-np.pi, np.pi)))


def components(momentum):
    """px, py, pz, energy."""
    return np.array([momentum.px, momentum.py, momentum.pz, momentum.energy])
