"""Particles by name.

In: words of a publication. Out: the numbers that the Particle Data Group gives to the particles that are named there
(Review of Particle Physics, Monte Carlo particle numbering scheme).
"""

from __future__ import annotations

import re

NAMES = {
    1: r"\bdown[- ]quarks?\b",
    2: r"\bup[- ]quarks?\b",
    3: r"\bstrange[- ]quarks?\b|\bs[- ]quarks?\b",
    4: r"\bcharm\b|\bc[- ](?:quark|jet|hadron|tag)",
    5: r"\bbottom\b|\bb[- ](?:quark|jet|hadron|tag)",
    6: r"\btops?\b|\btt?\b",
    11: r"\belectrons?\b",
    12: r"\bneutrinos?\b",
    13: r"\bmuons?\b",
    14: r"\bneutrinos?\b",
    15: r"\btaus?\b|\btau leptons?\b|[τ]",
    16: r"\bneutrinos?\b",
    21: r"\bgluons?\b",
    22: r"\bphotons?\b|[γ]",
    23: r"\bZ(?:'s)?(?![A-Za-z])",
    24: r"\bW(?:'s)?(?![A-Za-z])",
    25: r"\bHiggs\b|\bH(?![A-Za-z])",
}
PATTERNS = {number: re.compile(pattern) for number, pattern in NAMES.items()}


def named_particles(text: str) -> tuple[int, ...]:
    """The numbers of the particles that a text names."""
    return tuple(number for number, pattern in PATTERNS.items() if pattern.search(text))
