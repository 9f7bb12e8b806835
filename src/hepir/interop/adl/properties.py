"""The properties that objects have, for the words of ADL.

In: kinds. Out: properties by name.
"""

from __future__ import annotations

from functools import cache

from hepir.interop.adl.vocabulary import properties_of
from hepir.types.kinds import Property, common_properties, standard_kinds

PARTICLES = ("Electron", "Jet", "Track", "GenParticle")
OF_PARTICLES = ("charge", "truth_matched", "flavor")  # which a sum of momenta does not have
WITHOUT_NAME = ("abseta", "pdgid")


@cache
def shared(kinds: tuple[str, ...]) -> dict[str, Property]:
    """The properties of objects of these kinds; of none: those of every momentum."""
    found = common_properties(standard_kinds(), kinds or PARTICLES)
    return found if kinds else {name: each for name, each in found.items() if name not in OF_PARTICLES}


@cache
def all_properties() -> frozenset[str]:
    """The names of all properties."""
    return frozenset(name for kind in standard_kinds().values() for name in kind.properties)


def candidates(kinds: tuple[str, ...], word: str) -> tuple[Property, ...]:
    """The properties that a word may mean, of those that the kinds have."""
    own = shared(kinds)
    return tuple(own[name] for name in dict.fromkeys((*properties_of(word), word)) if name in own)


def has(kinds: tuple[str, ...], word: str) -> bool:
    """Whether objects of these kinds have a property of this word."""
    return candidates(kinds, word) != () or word.lower() in WITHOUT_NAME


def is_property(word: str) -> bool:
    """Whether a word is a property of something."""
    return bool(properties_of(word)) or word in all_properties() or word.lower() in WITHOUT_NAME
