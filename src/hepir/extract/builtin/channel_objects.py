"""Rules of objects that are said of one channel: they hold in its events alone.

In: the claims of a sentence that stands where one channel of several is told. Out: the claims, in which what is asked of
objects is asked of those of the events of the channel; how objects are tagged and sorted stays a rule of theirs.
"""

from __future__ import annotations

import re

from hepir.extract.builtin.claims import LETTERS, Claim, Reading, step
from hepir.extract.builtin.collections import kind_of
from hepir.extract.builtin.properties import OF_OBJECTS

NAMES = sorted(
    {
        re.sub(r"[^a-z_0-9]", "", form.replace("{}", ""))
        for form, _ in OF_OBJECTS.values()
        if "(" not in form and form
    }
)
PASSING = {"<": ">=", "<=": ">", ">": "<=", ">=": "<"}
LIMITED = re.compile(r"(\|?\w+\|? [<>]=? [\d.]+(?: \w+)?) and (\|?\w+\|?) ([<>]=?) ([\d.]+(?: [\w%]+)?)")
PROPERTY = re.compile(rf"(?<![\w.])({'|'.join(map(re.escape, reversed(NAMES)))})(?!\w)")


def in_channel(reading: Reading, region: str) -> Reading:
    """What a sentence claims, where it stands in the part of one channel."""
    claims: list[Claim] = []
    left = reading.left
    for each in reading.claims:
        word = each.text.split(" ", 1)[0]
        if each.block != "object" or word not in ("select", "reject") or "btag" in each.text:
            claims.append(each)
        elif (said := of_events(each, region)) is not None:
            claims.append(said)
        else:
            left = (*left, "objects of one channel")
    return Reading(tuple(claims), left, reading.subject, reading.region, reading.topic)


def of_events(claim: Claim, region: str) -> Claim | None:
    """`select pt > 25 GeV` of muons, as a step; None for what compares them with others."""
    word, _, asked = claim.text.partition(" ")
    if "(this" in asked or "{" in asked:
        return None
    letter = LETTERS[kind_of(claim.name)]
    among = f"for {letter} in {{{claim.name}}}"
    limited = LIMITED.fullmatch(asked) if word == "reject" else None
    if limited:  # those of a range that fail
        where, value, operator, limit = limited.groups()
        word, asked, among = "select", f"{value} {PASSING[operator]} {limit}", f"{among} where {where}"
    every = "all" if word == "select" else "any"
    text = PROPERTY.sub(rf"{letter}.\1", f"{asked} {among}")
    return step(region, f"{word} {every}({text})")
