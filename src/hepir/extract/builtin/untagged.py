"""Jets that are not b-tagged: those that fail what b jets must pass.

In: claims of a document. Out: the claims, with the rule of `untagged_Jet` where they speak of such jets. What removes
untagged jets that are near other objects removes them from all jets.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from hepir.extract.builtin.claims import Stated, references, rule

UNTAGGED = "untagged_Jet"
POINT = "select btag"
NEAR = "reject any(dr(this"


def with_untagged(stated: Iterable[Stated]) -> tuple[Stated, ...]:
    """The claims, and what untagged jets fail: the working points of b jets, or a hole where the text tells none."""
    given = tuple(stated)
    points = [each for each in given if each.claim.name == "BJet" and each.claim.text.startswith(POINT)]
    texts = dict.fromkeys(each.claim.text.removeprefix("select ") for each in points)
    tagged = " and ".join(texts) or "btag > ?"
    given = tuple(of_all_jets(each, tagged) for each in given)
    first = next((each for each in given if speaks_of_untagged(each)), None)
    if first is None:
        return given
    origin, *further = points or [first]
    evidence = tuple(dict.fromkeys(each.evidence for each in further))
    return (replace(origin, claim=rule(UNTAGGED, f"reject {tagged}"), further=evidence), *given)


def of_all_jets(stated: Stated, tagged: str) -> Stated:
    """`Non-b-tagged jets within dR < 0.2 of an electron are removed`: no jet of the analysis is such a one."""
    claim = stated.claim
    if claim.block != "object" or claim.name != UNTAGGED or not claim.text.startswith(NEAR):
        return stated
    failing = f"not ({tagged})" if " " in tagged else f"not {tagged}"
    return replace(stated, claim=rule("Jet", f"{claim.text} and {failing}"))


def speaks_of_untagged(stated: Stated) -> bool:
    """Whether a claim is a rule of untagged jets, or mentions them."""
    mentioned = {name for _, name in references(stated.claim.text)}
    return stated.claim.name == UNTAGGED or UNTAGGED in mentioned
