"""Rules of objects that are said of one channel: they hold in its events alone.

In: the claims of a document, each with the channel of its section. Out: the claims, in which what is asked of objects is
asked of those of the events of the channel; how objects are tagged and sorted stays a rule of theirs.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace

from hepir.extract.builtin.claims import LETTERS, Claim, Stated, step
from hepir.extract.builtin.collections import KINDS, MADE_OF, kind_of
from hepir.extract.builtin.properties import FAILING, OF_OBJECTS
from hepir.extract.draft import Evidence

NAMES = sorted(
    {
        re.sub(r"[^a-z_0-9]", "", form.replace("{}", ""))
        for form, _ in OF_OBJECTS.values()
        if "(" not in form and form
    }
)
# `Both the electron and the muon must have`: those of the event.
OF_ONE = re.compile(
    r"\b[Tt]he (?:selected |remaining |hadronic |[τμe] )?(?:electron|muon|photon|tau|lepton|jet|τ_?h?)(?: lepton)?\b"
    r"(?! candidates)"
)
COUNTED = ("Jet", "BJet", "FatJet", "Track")
LIMITED = re.compile(r"(\|?\w+\|? [<>]=? [\d.]+(?: \w+)?) and (\|?\w+\|?) ([<>]=?) ([\d.]+(?: [\w%]+)?)")
PROPERTY = re.compile(rf"(?<![\w.])({'|'.join(map(re.escape, reversed(NAMES)))})(?!\w)")


def in_channels(stated: Iterable[Stated]) -> tuple[tuple[Stated, ...], tuple[Evidence, ...]]:
    """All claims, and the sentences that ask of objects of one channel what cannot be asked of its events.

    Rules of objects of which one channel alone tells are rules of theirs.
    """
    given = tuple(stated)
    told = channels_telling(given)
    kept: list[Stated] = []
    left: list[Evidence] = []
    for each in given:
        if not (each.within and is_limit(each.claim)) or is_theirs(each, told):
            kept.append(each)
        elif (said := of_events(each.claim, each.within)) is not None:
            kept.append(replace(each, claim=said))
        else:
            left.append(each.evidence)
    return tuple(kept), tuple(left)


def is_theirs(stated: Stated, told: Mapping[str, set[str]]) -> bool:
    """Whether no other channel tells of such objects, and the sentence speaks of all that there are."""
    return told[kind_of(stated.claim.name)] == {stated.within} and not OF_ONE.search(stated.evidence.quote)


def channels_telling(stated: Iterable[Stated]) -> dict[str, set[str]]:
    """The channels that limit objects of each kind, by this name or that of leptons; an empty one for what is said of all."""
    told: dict[str, set[str]] = {kind: set() for kind in KINDS}
    for each in stated:
        if is_limit(each.claim):
            kind = kind_of(each.claim.name)
            whole = ("Lepton",) if kind in MADE_OF["Lepton"] else ()
            for one in (kind, *whole, *(MADE_OF[kind] if kind == "Lepton" else ())):
                told[one].add(each.within)
    return told


def is_limit(claim: Claim) -> bool:
    """Whether a claim is a rule of objects that events may be asked for; how they are tagged and sorted is none."""
    return (
        claim.block == "object"
        and claim.text.split(" ", 1)[0] in ("select", "reject")
        and "btag" not in claim.text
    )


def of_events(claim: Claim, region: str) -> Claim | None:
    """`select pt > 25 GeV` of muons, as a step; None for what compares them with others, and for jets and tracks: an event
    may have softer ones, too, which are not counted."""
    word, _, asked = claim.text.partition(" ")
    if "(this" in asked or "{" in asked or kind_of(claim.name) in COUNTED:
        return None
    letter = LETTERS[kind_of(claim.name)]
    among = f"for {letter} in {{{claim.name}}}"
    limited = LIMITED.fullmatch(asked) if word == "reject" else None
    if limited:  # those of a range that fail
        where, value, operator, limit = limited.groups()
        word, asked, among = "select", f"{value} {FAILING[operator]} {limit}", f"{among} where {where}"
    if word == "reject":
        return None  # what is no object of the analysis does not reject the event
    text = PROPERTY.sub(rf"{letter}.\1", f"{asked} {among}")
    return step(region, f"select all({text})")
