"""Which format a tree is in.

In: the names of a tree and of its branches, and the schemas that are known. Out: a ranking, or the one
schema that fits best, with the names that this tree uses.
"""

from __future__ import annotations

from collections.abc import Iterable

from hepir.diagnostics.core import HepirError
from hepir.diagnostics.places import NOWHERE
from hepir.light_dataclasses import dataclass
from hepir.schemas import errors
from hepir.schemas.model import Schema
from hepir.schemas.naming import adapt, mapped_branches, needed

Rank = tuple[bool, bool, float, int]


@dataclass(frozen=True)
class Match:
    """How well a schema fits a tree.

    `schema` has the names of this tree. It `fits` where no required branch is `missing` and none is
    `unexpected`; `score` is the share of required branches that are there, halved where an unexpected one
    is. `present` of the `mapped` branches are there. `tree_fits` tells whether the tree has one of the
    names that the format uses.
    """

    schema: Schema
    score: float
    missing: tuple[str, ...]
    unexpected: tuple[str, ...]
    present: int
    mapped: int
    tree_fits: bool

    @property
    def fits(self) -> bool:
        """Whether the tree is in this format."""
        return not self.missing and not self.unexpected

    @property
    def rank(self) -> Rank:
        """What matches are ordered by, best largest."""
        return (self.fits, self.tree_fits, self.score, self.present)

    @property
    def reason(self) -> str:
        """Why it does not fit, or how well it does, in a few words."""
        if self.missing:
            return f"the tree has no {listed(self.missing)}"
        if self.unexpected:
            return f"the tree has {listed(self.unexpected)}, which this format does not have"
        return f"{self.present} of its {self.mapped} branches are there"


def match_schema(branch_names: Iterable[str], tree_name: str, schemas: Iterable[Schema]) -> tuple[Match, ...]:
    """All schemas, best first; ties are in the order of their names."""
    names = frozenset(branch_names)
    matches = (match_one(names, tree_name, schema) for schema in schemas)
    return tuple(sorted(sorted(matches, key=lambda match: match.schema.name), key=rank_of, reverse=True))


def rank_of(match: Match) -> Rank:
    """The key of the ranking."""
    return match.rank


def match_one(names: frozenset[str], tree_name: str, schema: Schema) -> Match:
    """How well one schema fits."""
    adapted = adapt(schema, names)
    required, mapped = needed(adapted), mapped_branches(adapted)
    missing = tuple(name for name in required if name not in names)
    unexpected = tuple(name for name in adapted.absent if name in names)
    score = (1 - len(missing) / len(required)) / (2 if unexpected else 1) if required else 0.0
    return Match(
        schema=adapted,
        score=score,
        missing=missing,
        unexpected=unexpected,
        present=sum(name in names for name in mapped),
        mapped=len(mapped),
        tree_fits=tree_name in schema.trees,
    )


def recognise(branch_names: Iterable[str], tree_name: str, schemas: Iterable[Schema]) -> Match:
    """The one best match; HEP0512 where no schema fits, HEP0513 where several fit equally well."""
    matches = match_schema(branch_names, tree_name, schemas)
    fitting = [match for match in matches if match.fits]
    if not fitting:
        raise HepirError((no_match(tree_name, matches),))
    best = [match.schema.name for match in fitting if match.rank == fitting[0].rank]
    if len(best) > 1:
        raise HepirError((errors.AmbiguousSchema(NOWHERE, tree=tree_name, candidates=tuple(best)),))
    return fitting[0]


def no_match(tree_name: str, matches: tuple[Match, ...]) -> errors.NoMatchingSchema:
    """Says that nothing fits, and what came nearest, if anything came near."""
    nearest = max(matches, key=lambda match: (match.score, match.present), default=None)
    return errors.NoMatchingSchema(
        NOWHERE,
        tree=tree_name,
        candidates=tuple(sorted((match.schema.name, match.reason) for match in matches)),
        nearest_schema=nearest.schema.name if nearest and nearest.score > 0 else None,
    )


def listed(names: tuple[str, ...], limit: int = 4) -> str:
    """A few names as text."""
    shown = ", ".join(f"`{name}`" for name in names[:limit])
    return f"{shown} and {len(names) - limit} more" if len(names) > limit else shown
