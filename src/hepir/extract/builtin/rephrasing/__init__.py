"""Turns of phrase that say in many words what the phrase grammar reads in few.

In: patterns over sentences whose variables `spelling` has written in one way. Out: for each what stands in its place. A
working point stands before the jets that pass it, a distance before what it is from.
"""

from hepir.extract.builtin.rephrasing.candidates import CANDIDATES
from hepir.extract.builtin.rephrasing.efficiencies import EFFICIENCIES
from hepir.extract.builtin.rephrasing.ellipses import ELLIPSES
from hepir.extract.builtin.rephrasing.explanations import EXPLANATIONS
from hepir.extract.builtin.rephrasing.limits import LIMITS
from hepir.extract.builtin.rephrasing.objects import OBJECTS
from hepir.extract.builtin.rephrasing.overlaps import OVERLAPS
from hepir.extract.builtin.rephrasing.placings import PLACINGS
from hepir.extract.builtin.rephrasing.subjects import SUBJECTS
from hepir.extract.builtin.rephrasing.tags import TAGS
from hepir.extract.builtin.rephrasing.turns import TURNS

REPHRASINGS: tuple[tuple[str, str], ...] = (
    *EFFICIENCIES,
    *OVERLAPS,
    *OBJECTS,
    *PLACINGS,
    *CANDIDATES,
    *SUBJECTS,
    *ELLIPSES,
    *LIMITS,
    *TAGS,
    *TURNS,
)

__all__ = ["EXPLANATIONS", "REPHRASINGS"]
