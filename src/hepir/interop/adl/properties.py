"""The properties that objects have, for the words of ADL.

In: kinds. Out: properties by name.
"""

from __future__ import annotations

from functools import cache

from hepir.interop.adl.pieces import ATOM, PRODUCT, Quantity
from hepir.interop.adl.vocabulary import event_value, properties_of
from hepir.types.core import Boolean, Number
from hepir.types.dimensions import CROSS_SECTION
from hepir.types.kinds import Property, common_properties, standard_kinds

PARTICLES = ("Electron", "Jet", "Track", "GenParticle")
OF_PARTICLES = ("charge", "truth_matched", "flavor")  # which a sum of momenta does not have
WITHOUT_NAME = ("abseta", "pdgid", "pid")


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


def of_event(word: str) -> Quantity | None:
    """A value of the event that ADL, or a format, has a word for."""
    found = event_value(word)
    if found is None:
        return None
    if found.startswith("trigger("):
        return Quantity(found, flag=True)
    kind, _, name = found.partition(".")
    kept = standard_kinds()[kind].properties[name]
    if isinstance(kept.type, Boolean):
        return Quantity(found, flag=True)
    assert isinstance(kept.type, Number)
    if kept.type.dimension == CROSS_SECTION:
        return Quantity(f"{found} / 1 pb", PRODUCT)
    return Quantity(found, ATOM, kept.type.dimension, integer=kept.type.integer)


def has(kinds: tuple[str, ...], word: str) -> bool:
    """Whether objects of these kinds have a property of this word."""
    return candidates(kinds, word) != () or word.lower() in WITHOUT_NAME


def is_property(word: str) -> bool:
    """Whether a word is a property of something."""
    return bool(properties_of(word)) or word in all_properties() or word.lower() in WITHOUT_NAME
