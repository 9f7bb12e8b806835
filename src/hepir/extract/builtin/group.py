"""A group of objects that a clause speaks of: `at least two jets with pT > 30 GeV`.

In: filled by `events` while a clause is read. Out: what `groups` makes steps of.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from hepir.extract.builtin.phrases import Condition, Noun, Separation

EVERY = ("all", "all the", "each", "every")  # determiners that mean all objects of a kind
ANY_OF = "any of the"  # the determiner of `any of the four leading jets`


@dataclass
class Group:
    """Objects of an event, how many, and what they are; filled while a clause is read."""

    nouns: list[Noun]
    operator: str | None = None
    number: int = 0
    most: int | None = None
    conditions: list[Condition] = field(default_factory=list)
    alternatives: dict[int, Condition] = field(default_factory=dict)
    either: bool = False
    any_of: bool = False
    distances: list[Separation] = field(default_factory=list)
    asked: bool = False
    partner: Noun | None = None  # the other object of a pair of two kinds

    @property
    def is_none(self) -> bool:
        """Whether there must be none of them."""
        return self.operator == "==" and self.number == 0

    @property
    def noun(self) -> Noun:
        """The first of the objects."""
        return self.nouns[0]
