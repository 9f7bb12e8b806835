"""Kinds whose objects a format stores in several lists: the constituents of a jet, which are tracks, photons and towers.

In: the kinds that are joined. Out: properties of all of them, whose branch is several branches, the values of which follow
each other in each event. Such a branch has a name that says so, `Track.PT, then Tower.ET`; `0 for Tower.ET` is this number as
often.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace

from hepir.schemas.checking import Findings
from hepir.schemas.model import CollectionSource, PropertySource

THEN, FOR = ", then ", " for "
WHICH = "kinds of this schema with branches of their own, without `where`"


def joined_name(parts: Iterable[str]) -> str:
    """The name of several branches as one."""
    return THEN.join(parts)


def parts_of(name: str) -> tuple[tuple[float | None, str], ...]:
    """The branches of a name, each with the number that stands for its values, or None."""
    return tuple(part_of(each) for each in name.split(THEN))


def part_of(text: str) -> tuple[float | None, str]:
    """One of them."""
    number, found, branch = text.partition(FOR)
    return (float(number), branch) if found else (None, text)


def branches_of(name: str) -> tuple[str, ...]:
    """The branches of a file that a name stands for."""
    return tuple(dict.fromkeys(branch for _, branch in parts_of(name)))


def is_there(name: str, names: Collection[str]) -> bool:
    """Whether a file with these branches has this one, or all that it is joined of."""
    return name in names or all(branch in names for branch in branches_of(name))


def with_joined(kinds: Mapping[str, CollectionSource], findings: Findings) -> dict[str, CollectionSource]:
    """The kinds, of which those that join others have their properties."""
    found = dict(kinds)
    for name, kind in kinds.items():
        parts = [kinds[each] for each in kind.joins if each in kinds]
        if any(each.where or each.joins or each.entry is not None for each in parts) or len(parts) < len(
            kind.joins
        ):
            findings.wrong_type(f"collections.{name}.joins", WHICH)
        elif parts:
            found[name] = replace(kind, properties={**joined_properties(parts), **kind.properties})
    return found


def joined_properties(parts: Sequence[CollectionSource]) -> dict[str, PropertySource]:
    """The properties that all parts have, stored alike."""
    names = [name for name in parts[0].properties if all(name in each.properties for each in parts)]
    found = {name: joined_property(name, parts) for name in names}
    return {name: source for name, source in found.items() if source is not None}


def joined_property(name: str, parts: Sequence[CollectionSource]) -> PropertySource | None:
    """A property of all parts; None where they do not store it in the same way, or one computes it."""
    sources = [each.properties[name] for each in parts]
    texts = [text_of(source, kind) for source, kind in zip(sources, parts, strict=True)]
    first, *rest = map(alike, sources)
    if any(text is None for text in texts) or any(each != first for each in rest):
        return None
    said = dict.fromkeys(each.approximation for each in sources if each.approximation)
    return replace(
        first,
        branch=joined_name(each for each in texts if each is not None),
        approximation="; ".join(said) or None,
        description=sources[0].description,
    )


def text_of(source: PropertySource, kind: CollectionSource) -> str | None:
    """How a property of a part stands in the name of the whole."""
    if source.constant is None:
        return source.branch
    stored = (each.branch for each in kind.properties.values() if each.branch and each.entry is None)
    branch = next(stored, None)
    return f"{source.constant!r}{FOR}{branch}" if branch else None


def alike(source: PropertySource) -> PropertySource:
    """What must be the same of all parts."""
    return replace(source, branch=None, constant=None, alternatives=(), approximation=None, description="")
