"""`or`: which things that a clause asks are two ways of fulfilling one thing.

In: the phrases of a clause or sentence. Out: whether a condition is the other way of fulfilling the one before it; the ways
that a clause on events leaves open, each as phrases; whether an `or` joins what nobody can take apart.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise

from hepir.extract.builtin.clauses import Clause
from hepir.extract.builtin.phrases import Condition, Count, Noun, Phrase, Separation, Word, is_word
from hepir.extract.builtin.properties import OF_OBJECTS
from hepir.extract.builtin.together import parting

JOINTS = ("AND", "COMMA", "OR")
FILLING = (
    "COMMA",
    "DETERMINER",
    "WITH",
    "LINK",
    "TO",
    "IN",
    "REQUIRE",
    "CONSIDER",
    "REGIONS",
    "RIGHT",
    "LEFT",
)
QUALITIES = ("ISOLATED", "TIGHTNESS", "CHARGE", "IDENTIFICATION")
ASKING = ("object", "event", "count")
# What the steps of groups of objects make of `or` themselves.
GROUPED = (
    ("noun", "noun"), ("noun", "count"), ("count", "noun"), ("count", "count"), ("object", "count"), ("object", "object"),
)  # fmt: skip


def joined_before(phrases: tuple[Phrase, ...], place: int) -> bool:
    """Whether an `or` joins a condition to the one before it: of the same variable, or the two alone."""
    if not follows_or(phrases, place):
        return False
    return same(phrases[place - 2], phrases[place]) or (
        of_object(phrases, place) and not is_listed(phrases, place)
    )


def is_tangled(phrases: tuple[Phrase, ...]) -> bool:
    """`pT < 10 GeV, |eta| > 2.4 or d0 > 1 mm`: more than two conditions of several variables, some of them joined by `or`."""
    return any(
        follows_or(phrases, place)
        and not same(phrases[place - 2], phrases[place])
        and of_object(phrases, place)
        and is_listed(phrases, place)
        for place in range(2, len(phrases))
    )


def follows_or(phrases: tuple[Phrase, ...], place: int) -> bool:
    """Whether two conditions stand on the sides of an `or`, the second one at this place."""
    if place < 2 or not is_word(phrases[place - 1], "OR"):
        return False
    return isinstance(phrases[place - 2], Condition) and isinstance(phrases[place], Condition)


def same(one: Phrase, other: Phrase) -> bool:
    """Whether both are conditions on the same variable."""
    if not isinstance(one, Condition) or not isinstance(other, Condition):
        return False
    return one.variable.name == other.variable.name


def of_object(phrases: tuple[Phrase, ...], place: int) -> bool:
    """Whether the conditions around an `or` are on one object, with nothing else said of either."""
    around = (phrases[place - 2], phrases[place])
    return all(
        isinstance(each, Condition)
        and each.variable.name in OF_OBJECTS
        and not each.variable.arguments
        and each.scope is None
        for each in around
    )


def is_listed(phrases: tuple[Phrase, ...], place: int) -> bool:
    """Whether one more condition is joined to the two around an `or`."""
    before, behind = phrases[max(place - 5, 0) : place - 2], phrases[place + 1 : place + 4]
    return ends_list(tuple(reversed(before))) or ends_list(behind)


def ends_list(phrases: tuple[Phrase, ...]) -> bool:
    """Whether joints come first, and then a condition."""
    rest = [each for each in phrases if not is_word(each, *JOINTS)]
    joint = bool(phrases) and is_word(phrases[0], *JOINTS)
    return joint and bool(rest) and isinstance(rest[0], Condition)


def hides_alternative(found: tuple[Phrase, ...]) -> bool:
    """`two jets, at most one of which is tagged, or four jets`: another way, behind what looks like an explanation; `MET must
    exceed 300 GeV, or the leading jet must have pT > 500 GeV`: in a clause of its own."""
    joints = pairwise(found)
    places = [
        place for place, (one, other) in enumerate(joints) if is_word(one, "COMMA") and is_word(other, "OR")
    ]
    if any(demands(found[:place]) and demands(found[place:]) for place in places):
        return True
    explained = False
    for place, phrase in enumerate(found[:-1]):
        explained = explained or (
            is_word(phrase, "SEPARATOR") and getattr(phrase, "text", "").lower() == "which"
        )
        if explained and is_word(phrase, "OR") and isinstance(found[place + 1], Count):
            return True
    return False


def demands(phrases: tuple[Phrase, ...]) -> bool:
    """Whether a part of a sentence says that something must be, and what."""
    verb = any(is_word(each, "REQUIRE") or getattr(each, "required", False) for each in phrases)
    return verb and any(isinstance(each, Condition | Count) for each in phrases)


def joined_plainly(clause: Clause) -> Clause:
    """`HT > 900 GeV, or with MET > 400 GeV` as `HT > 900 GeV or MET > 400 GeV`, where these are all that it asks."""
    asked = [each for each in clause.phrases if isinstance(each, Condition | Count)]
    if len(asked) != 2:
        return clause
    return replace(clause, before=plainly(clause.before), after=plainly(clause.after))


def plainly(phrases: tuple[Phrase, ...]) -> tuple[Phrase, ...]:
    """Without a comma before `or`, and without `with`, `in the region` behind it."""
    found: list[Phrase] = []
    behind = False
    for phrase in phrases:
        if is_word(phrase, "OR") and found and is_word(found[-1], "COMMA"):
            found.pop()
        if not (behind and is_word(phrase, "WITH", "LINK")):
            found.append(phrase)
            behind = is_word(phrase, "OR")
    return tuple(found)


def sort_around(phrase: Phrase) -> str:
    """What an `or` joins, by the phrase beside it."""
    match phrase:
        case Noun() | Separation():
            return "noun"
        case Count():
            return "count"
        case Word():
            return "quality" if phrase.type in QUALITIES else "word"
        case Condition() if phrase.variable.name in OF_OBJECTS and not names_one_of(phrase):
            return "object"
    return "event"


def names_one_of(condition: Condition) -> bool:
    """`the pT of the leading jet`: asked of the event."""
    return any(isinstance(each, Noun) and bool(each.ranks) for each in condition.variable.arguments)


def around(phrases: tuple[Phrase, ...], place: int) -> tuple[str, str]:
    """The sorts of what stands on both sides of an `or`; those of words where nothing does."""
    left = next((each for each in reversed(phrases[:place]) if not is_word(each, *FILLING)), Word("", ""))
    right = next((each for each in phrases[place + 1 :] if not is_word(each, *FILLING)), Word("", ""))
    return sort_around(left), sort_around(right)


def joins_unclearly(clause: Clause, *, apart: bool) -> bool:
    """Whether an `or` joins what cannot be said as two ways; `apart`: each of what it joins rejects events by itself."""
    for place, phrase in enumerate(clause.phrases):
        if not is_word(phrase, "OR") or is_of_none(clause.phrases, place):
            continue
        one, other = around(clause.phrases, place)
        asks = {one, other} & {"object", "event", "quality"}
        if asks and not is_plain(one, other, apart=apart):
            return True
    return False


def is_of_none(phrases: tuple[Phrase, ...], place: int) -> bool:
    """`no electrons with pT > 10 GeV or muons with pT > 8 GeV`: neither may be there."""
    counts = [each for each in phrases[:place] if isinstance(each, Count)]
    none = bool(counts) and (counts[-1].operator, counts[-1].number) == ("==", 0)
    return none and around(phrases, place)[1] in ("noun", "object")


def is_plain(one: str, other: str, *, apart: bool) -> bool:
    """Whether an `or` between two sorts is understood where it stands."""
    if "quality" in (one, other) or "word" in (one, other):
        return False
    return apart or (one, other) in (*GROUPED, ("event", "event"), ("object", "noun"))


@dataclass(frozen=True)
class Ways:
    """What a clause asks: `common`, and one of the `ways`."""

    common: tuple[Phrase, ...]
    ways: tuple[tuple[Phrase, ...], ...]


def ways_of(phrases: tuple[Phrase, ...]) -> Ways | None:
    """`either HT > 1 TeV or at least six jets`, `a muon with pT > 30 GeV or an electron with pT > 35 GeV`: two ways of
    passing, each with all that is asked in it; no ways where every `or` joins less; None where it is not plain what belongs
    to which."""
    places = [place for place, each in enumerate(phrases) if is_word(each, "OR")]
    places = [place for place in places if is_between_ways(phrases, place)]
    if not places:
        return Ways(phrases, ())
    either = next(
        (place for place in range(places[0] - 1, -1, -1) if is_word(phrases[place], "EITHER")), None
    )
    start = 0 if either is None else either + 1
    places = [*(listed_ways(phrases, start, places[0]) if either is not None else ()), *places]
    begins = (start, *(each + 1 for each in places))
    ways = tuple(phrases[begin:end] for begin, end in zip(begins, (*places, len(phrases)), strict=True))
    # what is asked before the first way may belong to both
    counts = any(isinstance(each, Count | Noun) for each in ways[0])
    clear = either is not None or is_one(ways[0]) or (is_word(ways[0][-1], "COMMA") and not counts)
    return Ways(phrases[:start], ways) if clear and is_told_apart(ways) else None


def listed_ways(phrases: tuple[Phrase, ...], start: int, end: int) -> list[int]:
    """The commas of `either two electrons, two muons, or one electron and one muon` that stand for `or`."""
    return [
        place
        for place in range(start, end - 1)
        if is_word(phrases[place], "COMMA") and isinstance(phrases[place + 1], Condition | Count | Noun)
    ]


def is_told_apart(ways: tuple[tuple[Phrase, ...], ...]) -> bool:
    """Whether no way but the first asks two things, unless a comma before `or`, or `both` behind it, takes them together."""
    return all(
        is_one(way) or is_word(before[-1], "COMMA") or any(begins_with_both(each) for each in way[:2])
        for before, way in pairwise(ways)
    )


def is_one(way: tuple[Phrase, ...]) -> bool:
    """Whether nothing is asked besides the first thing."""
    commas = [
        place
        for place, each in enumerate(way[:-1])
        if is_word(each, "COMMA") and not is_word(way[place + 1], "AND")
    ]
    behind = [way[place + 1 :] for place in commas]
    return not any(parting(way)) and not any(isinstance(each[0], Condition | Count | Noun) for each in behind)


def begins_with_both(phrase: Phrase) -> bool:
    """Whether a phrase is, or begins with, `both`."""
    text = phrase.text if isinstance(phrase, Word) else phrase.determiner if isinstance(phrase, Noun) else ""
    return text.lower().split(" ")[0] == "both"


def is_between_ways(phrases: tuple[Phrase, ...], place: int) -> bool:
    """Whether an `or` joins things that are asked of the event, not objects or conditions of one."""
    one, other = around(phrases, place)
    if is_of_none(phrases, place):
        return False
    if (one, other) in GROUPED:
        return other == "count" and any((*parting(phrases[:place]), *parting(phrases[place:])))
    return {one, other} <= set(ASKING) | {"noun"}
