"""What a publication says of its triggers: their names, or what they ask for.

In: a sentence about triggers, as `spelling` writes it, and its phrases. Out: a step for a named trigger; for one that is told
by its objects and thresholds a step with a name that says so, which the program leaves open (`define photon_165_trigger = ?`)
until a person writes the trigger's own name. What depends on the data-taking is left over, but for thresholds of each year.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from hepir.extract.builtin.claims import Reading, Stated, step
from hepir.extract.builtin.phrases import Phrase, Word
from hepir.extract.builtin.triggering import told_triggers
from hepir.extract.draft import Evidence

YEAR = re.compile(r"\b20[012]\d\b")
OF_DATA = re.compile(r"\b(?:data|collisions?|luminosity|recorded|collected)\b", re.IGNORECASE)
IN_YEARS = re.compile(r" @(\d{4})")
# `mu50` is a name beside longer ones.
NAME = re.compile(r"\b(?:HLT|EF)_\w+|\b\d?(?:e|mu|g|tau|j|xe)\d{1,3}[A-Za-z]{0,4}(?:_[A-Za-z]\w*)?\b")
VERSION = re.compile(r"_v\d*\Z")
STEP = re.compile(
    r"select (?:\{\w+_trigger\}|trigger\(\"\w+\"\))(?: or (?:\{\w+_trigger\}|trigger\(\"\w+\"\)))*(?: @\d{4})*"
)


def trigger_reading(text: str, found: tuple[Phrase, ...]) -> Reading:
    """A trigger by its name, or by what it asks of its objects."""
    if any(isinstance(each, Word) and each.type == "TRIGGER_NAME" for each in found):
        return Reading((step("", any_named(NAME.findall(text))),))
    told = told_triggers(text)
    if not told:
        return Reading(left=("a trigger",))
    years = "".join(f" @{each}" for each in dict.fromkeys(YEAR.findall(text)))
    return Reading((step("", f"select {' or '.join(f'{{{each}}}' for each in told)}{years}"),))


def any_named(names: Iterable[str]) -> str:
    """The step that events pass which any of some triggers has recorded; their versions (`_v3`) are no part of the names."""
    written = dict.fromkeys(VERSION.sub("", each) for each in names)
    steps = (f'trigger("{each}")' for each in written)
    return f"select {' or '.join(steps)}"


def years_of_data(texts: Iterable[str]) -> frozenset[str]:
    """The years in which the data were taken, as sentences on data say."""
    return frozenset(year for each in texts if OF_DATA.search(each) for year in YEAR.findall(each))


def with_one_step(
    stated: tuple[Stated, ...], years: frozenset[str]
) -> tuple[tuple[Stated, ...], tuple[Evidence, ...]]:
    """The triggers of a region as one step, for an event is recorded by any of them; sentences that tell of one of the years
    of the data alone."""
    steps = [each for each in stated if each.claim.block == "region" and STEP.fullmatch(each.claim.text)]
    told = {year for each in steps for year in IN_YEARS.findall(each.claim.text)}
    one = len(told) == 1 and len(years) > 1
    some = [each for each in steps if one and IN_YEARS.search(each.claim.text)]
    general = without_thresholds(steps)
    found = [each for each in stated if each not in some and each not in general]
    for region in dict.fromkeys(each.claim.name for each in steps):
        own = [each for each in steps if each.claim.name == region and each in found]
        if own:
            found[found.index(own[0])] = any_of(own)
            found = [each for each in found if each not in own[1:]]
    return tuple(found), tuple(each.evidence for each in some)


def without_thresholds(steps: list[Stated]) -> list[Stated]:
    """Steps that name triggers without what they ask for, where others of the text say more: `single-muon triggers`; not
    those of a channel beside others that say more of their own."""
    general = [each for each in steps if not re.search(r"\d", IN_YEARS.sub("", each.claim.text))]
    more = {each.claim.name for each in steps if each not in general}
    return [each for each in general if more and (not each.claim.name or more & {"", each.claim.name})]


def any_of(steps: list[Stated]) -> Stated:
    """One step that any of several triggers passes, resting on all their sentences."""
    names = dict.fromkeys(
        name
        for each in steps
        for name in IN_YEARS.sub("", each.claim.text).removeprefix("select ").split(" or ")
    )
    first, *others = steps
    rests = (part for each in others for part in (each.evidence, *each.further))
    further = tuple(dict.fromkeys((*first.further, *rests)))
    return replace(first, claim=replace(first.claim, text=f"select {' or '.join(names)}"), further=further)
