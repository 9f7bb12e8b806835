"""The criteria of regions that are like others, by those of the others.

In: all claims of a document, and which region is like which. Out: the claims with those that are the same, each with its own
sentence and the one that tells the likeness. A region is left out where the other is not known, or lacks what is changed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from hepir.extract.builtin.claims import Claim, Stated
from hepir.extract.builtin.differences import Difference
from hepir.extract.builtin.likeness import Likeness
from hepir.extract.builtin.topics import NUMBER_OF, is_same, topic_of
from hepir.extract.draft import Evidence

CONTROLLING = re.compile(r"control|validation|sideband|CR|VR")
SIGNAL = re.compile(r"\bsignal|_signal|^SR|^sr(?=\d|_|\Z)|SR\Z")


@dataclass(frozen=True)
class ToldLikeness:
    """A likeness and the sentence that tells it."""

    likeness: Likeness
    evidence: Evidence
    common: bool = True


def with_likenesses(
    stated: tuple[Stated, ...], told: Iterable[ToldLikeness]
) -> tuple[tuple[Stated, ...], tuple[Evidence, ...]]:
    """All claims with those of regions that are like others, and the sentences that could not be followed."""
    found, waiting = stated, list(told)
    while waiting:
        ready = [(each, given) for each in waiting if (given := copied(each, found)) is not None]
        if not ready:
            break
        for each, given in ready:
            found = (*found, *given)
            waiting.remove(each)
    by_themselves = [each for each in waiting if says_itself(each.likeness)]
    found = (
        *found,
        *(Stated(one, each.evidence, each.common) for each in by_themselves for one in each.likeness.own),
    )
    return found, tuple(each.evidence for each in waiting if each not in by_themselves)


def says_itself(likeness: Likeness) -> bool:
    """`The control region is obtained by inverting the MET requirement, MET < 100 GeV`: true of any origin."""
    own = [topic_of_claim(each) for each in likeness.own]
    gone = [each for each in likeness.difference.dropped if not any(is_same(each, one) for one in own)]
    return not likeness.origin and bool(own) and not turned(likeness) and not gone


def turned(likeness: Likeness) -> list[str]:
    """What is inverted, but for what the sentence gives other limits."""
    own = [topic_of_claim(each) for each in likeness.own]
    return [each for each in likeness.difference.inverted if not any(is_same(each, one) for one in own)]


def copied(told: ToldLikeness, stated: tuple[Stated, ...]) -> tuple[Stated, ...] | None:
    """The claims of a region that is like another; None where that one has none, or not the criterion that is changed."""
    likeness, changed = told.likeness, told.likeness.difference
    given = of_region(likeness.origin, stated) or of_region(only_signal(likeness, stated), stated)
    topics = [topic_of(each.claim.text) for each in given]
    opposite = turned(likeness)
    if not given or not is_known(changed, opposite, topics) or not raises(changed, given):
        return None
    own = tuple(as_exact(each, given) for each in likeness.own)
    gone = [*changed.dropped, *(() if changed.further else map(topic_of_claim, own))]
    kept = [
        same(each, told, opposite=any(is_same(one, topic) for one in opposite))
        for each, topic in zip(given, topics, strict=True)
        if not any(is_same(one, topic) for one in gone if one)
    ]
    return (*kept, *(Stated(each, told.evidence, told.common) for each in own))


def is_known(changed: Difference, opposite: Iterable[str], topics: list[str]) -> bool:
    """Whether all that is changed is there to be changed, and one criterion alone where it is inverted."""
    there = all(
        any(is_same(each, topic) for topic in topics) for each in (*changed.dropped, *changed.inverted)
    )
    return there and all(sum(is_same(each, topic) for topic in topics) == 1 for each in opposite)


def raises(changed: Difference, given: list[Stated]) -> bool:
    """Whether what has a new limit without a sign is limited from below, as such a limit is read."""
    texts = [
        each.claim.text
        for each in given
        if any(is_same(one, topic_of(each.claim.text)) for one in changed.raised)
    ]
    return all(text.startswith("select ") and " > " in text for text in texts)


def same(stated: Stated, told: ToldLikeness, *, opposite: bool) -> Stated:
    """A criterion of the one as that of the other, resting on both sentences."""
    claim = replace(stated.claim, name=told.likeness.region)
    further = (*stated.further, told.evidence)
    return replace(stated, claim=inverted(claim) if opposite else claim, further=further, common=told.common)


def of_region(name: str, stated: Iterable[Stated]) -> list[Stated]:
    """The criteria of a region: no notes, no bins."""
    return [
        each
        for each in stated
        if name and (each.claim.block, each.claim.name) == ("region", name) and is_criterion(each.claim.text)
    ]


def is_criterion(text: str) -> bool:
    """Whether a step selects."""
    return text.startswith(("select ", "reject ", "when "))


def only_signal(likeness: Likeness, stated: Iterable[Stated]) -> str:
    """The one signal region, where `the signal region` is named, or none beside what is changed for a control region."""
    told = CONTROLLING.search(likeness.region) if not likeness.origin else likeness.origin == "signal_region"
    if not told:
        return ""
    names = {
        each.claim.name for each in stated if each.claim.block == "region" and SIGNAL.search(each.claim.name)
    }
    names -= {likeness.region}
    return names.pop() if len(names) == 1 else ""


def topic_of_claim(claim: Claim) -> str:
    """What a claim of a region is about."""
    return topic_of(claim.text) if claim.block == "region" else ""


def as_exact(claim: Claim, given: Iterable[Stated]) -> Claim:
    """`three leptons instead of two` is exactly three where there were exactly two."""
    topic = topic_of_claim(claim)
    before = [
        each for each in given if topic.startswith(NUMBER_OF) and is_same(topic, topic_of(each.claim.text))
    ]
    exact = len(before) == 1 and " == " in before[0].claim.text and " == 0" not in before[0].claim.text
    return replace(claim, text=claim.text.replace(" >= ", " == ")) if exact else claim


def inverted(claim: Claim) -> Claim:
    """What a criterion selects is rejected; of what there is none there is some."""
    if found := re.fullmatch(r"select (size\(\{\w+\}\)) == 0", claim.text):
        return replace(claim, text=f"select {found[1]} >= 1")
    word, _, asked = claim.text.partition(" ")
    return replace(claim, text=f"{'reject' if word == 'select' else 'select'} {asked}")
