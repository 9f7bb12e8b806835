"""A clause for each region, where one speaks of several: `SRA and SRB require MET > 200 GeV and MET > 300 GeV`.

In: a clause. Out: clauses about one region each.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from hepir.extract.builtin.clauses import Clause
from hepir.extract.builtin.phrases import Condition, Count, OneSided, Phrase, Word, is_word
from hepir.extract.builtin.regions import aside, excepted, is_region, named_regions, unmatched_lists


def respective(clause: Clause) -> list[Clause]:
    """`SRA and SRB are defined by MET > 150 GeV and MET > 250 GeV, respectively`"""
    regions = named_regions(clause)
    asked = [each for each in clause.after if isinstance(each, Condition)]
    said = any(isinstance(each, Word) and each.text == "respectively" for each in clause.after)
    alike = len({each.variable for each in asked}) == 1
    if said and len(asked) == 1:
        asked = one_by_one(asked[0])
    if not (said or alike) or len(regions) < 2 or len(regions) != len(asked):
        return []
    return [Clause((one,), "REQUIRE", (other,)) for one, other in zip(regions, asked, strict=True)]


def one_by_one(condition: Condition) -> list[Condition]:
    """`MET > 150, 250 and 350 GeV` as three conditions."""
    relation = condition.relation
    if not isinstance(relation, OneSided) or relation.others:
        return [condition]
    return [
        replace(condition, relation=replace(relation, quantities=(each,))) for each in relation.quantities
    ]


def region_behind(clause: Clause) -> list[Clause]:
    """`MET > 150 GeV in the muon channel and > 200 GeV in the electron channel`: each condition in its region."""
    phrases = tuple(
        each for each in clause.phrases if not is_word(each, "OTHER", "COMMA", "AND", "LINK", "TO")
    )
    asked = [place for place, each in enumerate(phrases) if isinstance(each, Condition)]
    named = [
        phrases[place + 2] for place in asked if place + 2 < len(phrases) and is_region(phrases[place + 2])
    ]
    joined = all(is_word(phrases[place + 1], "IN", "FOR") for place in asked if place + 1 < len(phrases))
    if len(asked) < 2 or len(named) != len(asked) or not joined or clause.verb != "REQUIRE":
        return []
    return [Clause((one,), "REQUIRE", (phrases[place],)) for one, place in zip(named, asked, strict=True)]


def named_first(clause: Clause) -> Clause:
    """`MET > 40 GeV is required in the muon channel`, `are rejected from the boosted category`: the regions first."""
    end = len(clause.after)
    while end and is_word(clause.after[end - 1], "OTHER", "COMMA", "DETERMINER"):
        end -= 1
    start = end
    while start and is_word(
        clause.after[start - 1], "REGION", "DETERMINER", "AND", "COMMA", "IN", "FOR", "FROM"
    ):
        start -= 1
    while start < end and not is_word(clause.after[start], "IN", "FOR", "FROM"):
        start += 1
    named = tuple(each for each in clause.after[start:end] if is_word(each, "REGION", "AND", "COMMA"))
    several = sum(is_word(each, "REGION") for each in clause.phrases)
    if not named or several != sum(is_word(each, "REGION") for each in named) or clause.verb == "DEFINE":
        return clause
    if not is_word(named[0], "REGION") or excepted(clause.after, start + 1):
        return clause
    moved = (Word("IN", "in"), *named, Word("COMMA", ","))
    return replace(clause, before=(*moved, *clause.before), after=clause.after[:start])


def joins(given: tuple[Phrase, ...], place: int) -> bool:
    """`, and region B by`: whether a region begins what is said of another one."""
    before = [each for each in given[:place] if not is_word(each, "DETERMINER")]
    return bool(before) and is_word(before[-1], "AND")


def abbreviated(clause: Clause) -> Clause:
    """`The control region for the γ + jets background (Photon-Jet CR) is defined`: one region, by the name in parentheses."""
    named = [place for place, each in enumerate(clause.before) if is_word(each, "REGION")]
    if len(named) != 2:
        return clause
    first, second = named
    around = clause.before[second - 1 : second + 2]
    if len(around) < 3 or not is_word(around[0], "LEFT") or not is_word(around[2], "RIGHT"):
        return clause
    kept = (*clause.before[:first], around[1], *clause.before[first + 1 : second - 1])
    return replace(clause, before=(*kept, *clause.before[second + 2 :]))


def by_region(clause: Clause) -> Iterator[Clause]:
    """`SRA with MET > 250 GeV and SRB with MET > 400 GeV`: a clause for each region behind the verb."""
    clause = abbreviated(named_first(clause))
    if each_own := respective(clause) or region_behind(clause):
        yield from each_own
        return
    regions = named_regions(clause)
    if len(regions) > 1 and clause.verb in ("REQUIRE", "DEFINE", "VETO") and not unmatched_lists(clause):
        subject = clause.before[clause.before.index(regions[-1]) + 1 :]
        yield from (Clause((each, *subject), clause.verb, clause.after) for each in regions)
        return
    places = [
        place for place, each in enumerate(clause.after) if is_region(each) and not aside(clause.after, place)
    ]
    followed = [
        place
        for place in places
        if any(isinstance(each, Condition | Count) for each in clause.after[place + 1 :])
    ]
    begun = bool(followed) and any(
        isinstance(each, Condition | Count) for each in clause.after[: followed[0]]
    )
    if not followed or (begun and not all(joins(clause.after, place) for place in followed)):
        yield clause
        return
    yield replace(clause, after=clause.after[: followed[0]])
    for start, end in zip(followed, [*followed[1:], len(clause.after)], strict=True):
        yield Clause((clause.after[start],), "REQUIRE", clause.after[start + 1 : end])
