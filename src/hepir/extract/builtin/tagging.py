"""What b tagging asks of jets: `btagged` in claims, and jets that are not tagged.

In: claims of a document. Out: the claims, with the working points of b jets in place of `btagged`, and with the rule of
`untagged_Jet` where they speak of such jets. What removes untagged jets that are near other objects removes them from all
jets. Where the text tells no working point there is a hole.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from hepir.extract.builtin.claims import Stated, references, rule

UNTAGGED = "untagged_Jet"
POINT = "select btag"
OPEN_POINT = re.compile(r"btag_\d\d")
NEAR = "reject any(dr(this"
BTAGGED = re.compile(r"(not )?((?:leading\(\{\w+\}\)|\{\w+\}\[\d+\]|\b[a-z])\.)?\bbtagged\b")


def with_tagging(stated: Iterable[Stated]) -> tuple[Stated, ...]:
    """The claims, with what b jets pass and untagged jets fail."""
    given = tuple(stated)
    points = [each for each in given if each.claim.name == "BJet" and each.claim.text.startswith(POINT)]
    tagged = tuple(dict.fromkeys(each.claim.text.removeprefix("select ") for each in points)) or ("btag > ?",)
    placed = tuple(of_all_jets(pointed(each, tagged), tagged) for each in given)
    first = next((each for each in placed if speaks_of_untagged(each)), None)
    if first is not None or placed != given:
        placed = (*open_points(points), *placed)
    if first is None:
        return placed
    origin, *further = points or [first]
    evidence = tuple(dict.fromkeys(each.evidence for each in further))
    rejected = rule(UNTAGGED, f"reject {' and '.join(tagged)}")
    return (replace(origin, claim=rejected, further=evidence), *placed)


def open_points(points: Iterable[Stated]) -> Iterator[Stated]:
    """The working points of jets that have no name in the language, for all jets where more than b jets need them."""
    for each in points:
        flag = each.claim.text.removeprefix("select ")
        if OPEN_POINT.fullmatch(flag):
            yield replace(each, claim=rule("Jet", f"let {flag} = ?"))


def pointed(stated: Stated, tagged: tuple[str, ...]) -> Stated:
    """A claim with working points in place of `btagged`."""

    def said(found: re.Match[str]) -> str:
        text = " and ".join(f"{found[2] or ''}{each}" for each in tagged)
        return failing(text) if found[1] else text

    return replace(stated, claim=replace(stated.claim, text=BTAGGED.sub(said, stated.claim.text)))


def of_all_jets(stated: Stated, tagged: tuple[str, ...]) -> Stated:
    """`Non-b-tagged jets within dR < 0.2 of an electron are removed`: no jet of the analysis is such a one."""
    claim = stated.claim
    if claim.block != "object" or claim.name != UNTAGGED or not claim.text.startswith(NEAR):
        return stated
    near = claim.text.removeprefix("reject ")
    return replace(stated, claim=rule("Jet", f"reject {failing(' and '.join(tagged))} and {near}"))


def failing(condition: str) -> str:
    """That a condition does not hold: `not btag_medium`, `not (btag > 0.8)`."""
    return f"not ({condition})" if " " in condition else f"not {condition}"


def speaks_of_untagged(stated: Stated) -> bool:
    """Whether a claim is a rule of untagged jets, or mentions them."""
    mentioned = {name for _, name in references(stated.claim.text)}
    return stated.claim.name == UNTAGGED or UNTAGGED in mentioned
