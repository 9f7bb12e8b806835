"""What a clause says about events: `Events are required to contain at least two jets with pT > 30 GeV`.

In: a clause and the region it is about. Out: steps of regions, and what was left over.
"""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

from hepir.extract.builtin.claims import LETTERS, Reading, step
from hepir.extract.builtin.clauses import Clause, is_word
from hepir.extract.builtin.groups import Group, group_reading, is_unclear
from hepir.extract.builtin.objects import OTHERS, joined_before
from hepir.extract.builtin.phrases import (
    Argument,
    Binned,
    Condition,
    Count,
    Interval,
    Noun,
    OneSided,
    Phrase,
    Quantity,
    Separation,
    Variable,
    Word,
)
from hepir.extract.builtin.properties import (
    OF_OBJECTS,
    event_value,
    of_event,
    of_object,
)

OTHER_ONES = ("others", "rest", "latter", "former")
EXISTING = re.compile(r"(?:be|exist|present|found|there|available|contained|per)\Z", re.IGNORECASE)


def event_reading(clause: Clause, region: str) -> Reading:
    """The steps of a clause that is about events."""
    if not clause.rejects and clause.before and is_word(clause.before[0], "CONDITION_FOR"):
        return Reading(left=("a condition for some events",))
    if (limited := for_some_events(clause, region)) is not None:
        return limited
    if is_for_some_events(clause.phrases) or has_exception(clause.phrases):
        return Reading(left=("a condition for some events",))
    if has_alternative(clause.phrases):
        return Reading(left=("one or the other",))
    end = restriction_begins(clause)
    if end is None:
        return Reading(left=("a condition for some events",))
    reading = Reading()
    groups: list[Group] = []
    said: list[Group] = []  # of which the conditions so far have spoken
    phrases = clause.phrases
    for place, phrase in enumerate(phrases[:end]):
        asked = any(isinstance(each, Condition | Count) for each in phrases[place:end])
        if asked and is_word(phrase, "WORD") and getattr(phrase, "text", "").lower() in OTHER_ONES:
            reading = reading.joined(Reading(left=("objects of another sort",)))
            break
        match phrase:
            case Count() if is_track_count(phrase, groups):
                groups[-1].conditions.append(track_condition(phrase))
            case Count():
                groups.append(counted(phrase, groups))
                groups[-1].either = len(groups) > 1 and place > 0 and is_word(phrases[place - 1], "OR")
            case Noun():
                mention(phrase, phrases, place, groups)
            case Condition() if noun := values_by_rank(phrases, place):
                groups.append(Group([noun], conditions=[phrase]))
            case Condition() if phrase.variable.name in OF_OBJECTS and not limits(phrases, place):
                reading = reading.joined(attached(phrase, phrases, place, groups))
            case Condition() if phrase.variable.name in OF_OBJECTS:
                continue
            case Condition() if (
                groups and is_unclear(groups[-1].noun) and is_word(phrases[place - 1], "WITH")
            ):
                reading = reading.joined(Reading(left=("a condition of other objects",)))
            case Condition():
                about = with_argument(phrase, groups or said)
                if groups and is_argument(groups[-1], about):
                    said = [groups.pop()]
                reading = reading.joined(about_event(clause, place, about, region))
            case Separation() if groups:
                groups[-1].distances.append(phrase)
            case Binned():
                reading = reading.joined(binned(phrase, region))
            case Word(type="RANK") if groups:
                return Reading(left=("an object by its rank",))
            case Word(type="CHARGE") if groups and not groups[-1].conditions:
                charged(phrase.text, groups[-1])
            case Word(type="CHARGE"):
                reading = reading.joined(Reading(left=("charges",)))
            case Word(type="TIGHTNESS") if groups:
                reading = reading.joined(Reading(left=("a working point",)))
    if groups and says_more(clause):
        groups[0].asked = not groups[0].conditions
    for group in groups:
        reading = joined_by_or(reading, group_reading(group, clause, region), group, clause)
    return reading


def says_more(clause: Clause) -> bool:
    """`At least one of these jets must be consistent with ...`: unknown words right behind the verb."""
    counted_subject = any(isinstance(each, Count) for each in clause.before)
    if (
        clause.verb != "REQUIRE"
        or not counted_subject
        or any(is_word(each, "EVENTS") for each in clause.before)
    ):
        return False
    first = next((each for each in clause.after if not is_word(each, "LINK", "TO", "DETERMINER")), None)
    return is_word(first, "WORD") and not EXISTING.match(getattr(first, "text", "")) if first else False


def limits(phrases: tuple[Phrase, ...], place: int) -> bool:
    """Whether a condition on objects says for which of them the one on the event before it holds."""
    for start in range(place - 1, -1, -1):
        before = phrases[start]
        if is_word(before, "FOR"):
            noun = objects_behind(phrases[start:])
            event = phrases[start - 1] if start else None
            return (
                noun is not None and isinstance(event, Condition) and speaks_of_some(event, phrases[start:])
            )
        if not (isinstance(before, Noun | Condition) or is_word(before, "WITH", "AND", "DETERMINER")):
            return False
    return False


def values_by_rank(phrases: tuple[Phrase, ...], place: int) -> Noun | None:
    """`pT > 80 (40) GeV for the leading (subleading) jet`: the objects whose values these are."""
    condition, noun = phrases[place], objects_behind(phrases[place + 1 :])
    if not isinstance(condition, Condition) or condition.variable.name not in OF_OBJECTS:
        return None
    paired = isinstance(condition.relation, OneSided) and len(condition.relation.others) == 1
    return noun if paired and noun is not None and noun.other_rank is not None else None


def charged(words: str, group: Group) -> None:
    """`two leptons of opposite charge`: words behind a noun."""
    group.nouns[0] = replace(group.noun, words=(*group.noun.words, words.lower()))


def is_track_count(count: Count, groups: list[Group]) -> bool:
    """`a vertex with at least two tracks`"""
    return count.noun.kind == "Track" and bool(groups) and groups[-1].noun.kind in ("Vertex", "Tau")


def track_condition(count: Count) -> Condition:
    """The number of tracks of what stands before."""
    return Condition(Variable("n_tracks"), OneSided(count.operator or ">=", (Quantity(str(count.number)),)))


def restriction_begins(clause: Clause) -> int | None:
    """The place of an `if` with conditions on both sides: what follows only says when the one before it holds. None
    where that cannot be said; the end where there is no such `if`."""
    phrases = clause.phrases
    for place, phrase in enumerate(phrases):
        if not is_word(phrase, "CONDITION_FOR"):
            continue
        asked = [each for each in phrases[:place] if isinstance(each, Condition | Count)]
        limits = [each for each in phrases[place:] if isinstance(each, Condition | Count)]
        if asked and limits:
            last = asked[-1]
            sayable = isinstance(last, Condition) and with_restriction("", last, phrases[place:]) is not None
            return place if sayable and not clause.rejects else None
    return len(phrases)


def joined_by_or(reading: Reading, following: Reading, group: Group, clause: Clause) -> Reading:
    """`at least one electron or at least two muons` is one step, but where events are rejected each is its own."""
    if not group.either or clause.rejects:
        return reading.joined(following)
    steps = [each for each in (reading.claims[-1:] + following.claims) if each.text.startswith("select ")]
    if len(steps) != 2 or len(following.claims) != 1:
        return Reading(reading.claims[:-1], (*reading.left, "one or the other"))
    text = f"{steps[0].text} or {steps[1].text.removeprefix('select ')}"
    return Reading((*reading.claims[:-1], step(steps[0].name, text)), (*reading.left, *following.left))


def with_argument(condition: Condition, groups: list[Group]) -> Condition:
    """`two leptons with an invariant mass of ...`: the mass is theirs; `the leading jet has dphi(jet, MET)`: the angle."""
    variable = condition.variable
    if groups and groups[-1].noun.ranks and groups[-1].operator is None and not groups[-1].conditions:
        mine = [isinstance(each, Noun) and each.kind == groups[-1].noun.kind for each in variable.arguments]
        if mine.count(True) == 1:
            given = tuple(
                groups[-1].noun if own else each for each, own in zip(variable.arguments, mine, strict=True)
            )
            return replace(condition, variable=replace(variable, arguments=given))
    if (
        variable.name != "mass"
        or not (variable.arguments == () or is_plain_pair(variable.arguments, groups))
        or not groups
        or 2 not in (groups[-1].number, groups[-1].noun.number)
    ):
        return condition
    ranks = groups[-1].noun.ranks if groups[-1].noun.ranks == (0,) else ()
    noun = replace(groups[-1].noun, ranks=ranks, plural=True, number=2)
    return replace(condition, variable=replace(variable, arguments=(noun,)))


def is_plain_pair(arguments: tuple[Argument, ...], groups: list[Group]) -> bool:
    """`an SFOS lepton pair with mll < 12 GeV`: the mass is that of the pair before."""
    match arguments:
        case (Noun(number=2, ranks=(), words=(), determiner="") as pair,) if groups:
            return groups[-1].noun.kind == pair.kind and len(groups[-1].nouns) == 1
    return False


def is_argument(group: Group, condition: Condition) -> bool:
    """`a jet with dphi(jet, MET) < 0.4`: the noun before a variable is what the variable is of."""
    kinds = [each.kind for each in condition.variable.arguments if isinstance(each, Noun)]
    return group.operator is None and not group.conditions and group.noun.kind in kinds


def about_event(clause: Clause, place: int, condition: Condition, region: str) -> Reading:
    """The step of a condition on a variable of events, with the one after its `or`."""
    phrases = clause.phrases
    if joined_to_any(phrases, place):
        return Reading()
    if isinstance(condition.relation, OneSided) and condition.relation.others:
        return Reading(left=("values of several channels",))
    if isinstance(condition.relation, OneSided) and len(condition.relation.quantities) > 1:
        return Reading(left=("a list",))
    if is_part_of_other(condition, phrases, place):
        return Reading(left=("a variable of several objects",))
    excepted = any(is_word(each, "EXCEPT", "OUTSIDE") for each in phrases[max(0, place - 2) : place])
    reject = clause.rejects != excepted
    if isinstance(condition.relation, Interval) and not condition.relation.inside and is_pair(condition):
        condition = replace(condition, relation=replace(condition.relation, inside=True))
        reject = not reject
    texts = [of_event(condition, reject=reject)]
    while joined_to_any(phrases, place + 2):
        place += 2
        following = phrases[place]
        assert isinstance(following, Condition)
        texts.append(of_event(following, reject=reject))
    if None in texts:
        return Reading(left=("a condition",))
    text = " or ".join(each for each in texts if each)
    if limited := limited_to(text, condition, phrases[place + 1 :]):
        text = limited
    elif speaks_of_some(condition, phrases[place + 1 :]):
        return Reading(left=("a condition for some objects",))
    if is_restricted(phrases, place):
        restricted = with_restriction(text, condition, phrases[place + 1 :])
        if restricted is None:
            return Reading(left=("a condition for some events",))
        text = restricted
    return Reading((step(region, f"{'reject' if reject else 'select'} {text}"),))


def is_for_some_events(phrases: tuple[Phrase, ...]) -> bool:
    """`MET must exceed 50 GeV in events with two jets`"""
    asked = next(
        (place for place, each in enumerate(phrases) if isinstance(each, Condition | Count)), len(phrases)
    )
    behind = list(zip(phrases[asked:], phrases[asked + 1 :], strict=False))
    return any(is_word(one, "IN", "FOR") and is_word(other, "EVENTS") for one, other in behind)


def has_exception(phrases: tuple[Phrase, ...]) -> bool:
    """`MET must exceed 50 GeV, except in the dimuon channel`"""
    return any(is_word(one, "EXCEPT") and is_word(other, "IN", "FOR") for one, other in pairwise(phrases))


def has_alternative(phrases: tuple[Phrase, ...]) -> bool:
    """`HT > 1.2 TeV, or with HT > 800 GeV and MET > 200 GeV`"""
    said = [each for each in phrases if not is_word(each, "COMMA", "DETERMINER")]
    triples = zip(said, said[1:], said[2:], strict=False)
    return any(
        isinstance(one, Condition) and is_word(joint, "OR") and is_word(other, "WITH")
        for one, joint, other in triples
    )


def for_some_events(clause: Clause, region: str) -> Reading | None:
    """`For events with at least two jets, MET must be above 100 GeV`: a step for those alone."""
    if (
        len(clause.before) < 3
        or not is_word(clause.before[0], "FOR", "IN")
        or not is_word(clause.before[1], "EVENTS")
    ):
        return None
    comma = next((place for place, each in enumerate(clause.before) if is_word(each, "COMMA")), None)
    if comma is None:
        return None
    limit = event_reading(Clause(clause.before[1:2], "REQUIRE", clause.before[2:comma]), region)
    asked = event_reading(replace(clause, before=clause.before[comma + 1 :]), region)
    steps = [each for each in (*limit.claims, *asked.claims) if each.block == "region"]
    if limit.left or asked.left or not steps or any(not each.text.startswith("select ") for each in steps):
        return Reading(left=("a condition for some events",)) if limit.claims or limit.left else None
    when = " and ".join(each.text.removeprefix("select ") for each in limit.claims if each.block == "region")
    rules = [each for each in (*limit.claims, *asked.claims) if each.block != "region"]
    claims = [step(region, f"when {when} {each.text}") for each in asked.claims if each.block == "region"]
    return Reading((*rules, *claims)) if when else None


def objects_behind(phrases: tuple[Phrase, ...]) -> Noun | None:
    """The noun of `for all jets with pT > 30 GeV` right behind a condition."""
    found = [each for each in phrases[:3] if not is_word(each, "DETERMINER")]
    if len(found) > 1 and is_word(found[0], "FOR") and isinstance(found[1], Noun):
        return found[1]
    return None


def speaks_of_some(condition: Condition, following: tuple[Phrase, ...]) -> bool:
    """Whether a condition holds for some of the objects that it runs over."""
    noun, value = objects_behind(following), event_value(condition.variable)
    return (
        noun is not None and value is not None and bool(value.binders) and f"{{{noun.name}}}" in value.binders
    )


def limited_to(text: str, condition: Condition, following: tuple[Phrase, ...]) -> str | None:
    """`dphi(jet, MET) > 0.5 for all jets with pT > 30 GeV`, `for the two leading jets`: the objects it runs over."""
    noun, value = objects_behind(following), event_value(condition.variable)
    if noun is None or value is None or OTHERS.intersection(noun.words):
        return None
    letter = LETTERS[noun.kind]
    if value.binders != f"for {letter} in {{{noun.name}}}":
        return None
    start = following.index(noun) + 1
    wheres = []
    for each in following[start:]:
        if isinstance(each, Condition) and each.variable.name in OF_OBJECTS:
            wheres.append(of_object(each, f"{letter}."))
        elif not is_word(each, "WITH", "AND"):
            break
    if None in wheres:
        return None
    if noun.ranks == (0,) and noun.number:
        text = text.replace(value.binders, f"for {letter} in first({{{noun.name}}}, {noun.number})")
    elif noun.ranks or noun.number:
        return None
    return (
        f"{text.removesuffix(')')} where {' and '.join(each for each in wheres if each)})" if wheres else text
    )


def is_pair(condition: Condition) -> bool:
    """Whether a condition is one on pairs, of which any may fulfil it."""
    value = event_value(condition.variable)
    return value is not None and value.binders.startswith("for pair ")


def is_part_of_other(condition: Condition, phrases: tuple[Phrase, ...], place: int) -> bool:
    """`the sum of the lepton and MET must be larger than 50 GeV` is no condition on MET alone."""
    before = phrases[place - 2] if place > 1 else None
    return condition.required and is_word(phrases[place - 1], "AND") and isinstance(before, Noun | Variable)


def is_restricted(phrases: tuple[Phrase, ...], place: int) -> bool:
    """Whether an `if` follows a condition."""
    following = [each for each in phrases[place + 1 :] if not is_word(each, "COMMA")]
    return bool(following) and is_word(following[0], "CONDITION_FOR")


def with_restriction(text: str, condition: Condition, following: tuple[Phrase, ...]) -> str | None:
    """`dphi(MET, jet) > 0.3, if pT(jet) > 100 GeV`: for those of the objects that the condition runs over."""
    value = event_value(condition.variable)
    second = next((each for each in following if isinstance(each, Condition)), None)
    found = [each for each in second.variable.arguments if isinstance(each, Noun)] if second else []
    if value is None or second is None or len(found) != 1:
        return None
    letter = LETTERS[found[0].kind]
    restriction = of_object(second, f"{letter}.")
    if restriction is None or value.binders != f"for {letter} in {{{found[0].name}}}":
        return None
    return f"{text.removesuffix(')')} where {restriction})"


def joined_to_any(phrases: tuple[Phrase, ...], place: int) -> bool:
    """Whether an `or` joins a condition on the event to one before it."""
    if not 2 <= place < len(phrases) or not is_word(phrases[place - 1], "OR"):
        return False
    both = (phrases[place - 2], phrases[place])
    return all(isinstance(each, Condition) and each.variable.name not in OF_OBJECTS for each in both)


def binned(phrase: Binned, region: str) -> Reading:
    """`bin st in bins [600, 800] GeV`"""
    text = of_event(Condition(phrase.variable, OneSided(">", phrase.edges[:1])), reject=False)
    if text is None or len(phrase.edges) < 2:
        return Reading(left=("bins",))
    edges, unit = ", ".join(each.number for each in phrase.edges), phrase.edges[0].unit
    variable = text.rpartition(" > ")[0]
    return Reading((step(region, f"bin {variable} in bins [{edges}]{f' {unit}' if unit else ''}"),))


def counted(count: Count, groups: list[Group]) -> Group:
    """A group that a count begins; `exactly one electron and one muon` counts both the same way."""
    before = groups[-1].operator if groups else None
    return Group([count.noun], count.operator or before or "", count.number, count.most)


def mention(noun: Noun, phrases: tuple[Phrase, ...], place: int, groups: list[Group]) -> None:
    """A noun begins a group of its own, or joins the one before it (`electrons or muons`)."""
    joint = is_word(phrases[place - 1], "OR", "AND") if place else False
    any_one = place > 0 and is_word(phrases[place - 1], "OR") and noun.determiner in ("a", "an", "any")
    before = phrases[place - 2] if place > 1 else None
    behind_noun = isinstance(before, Noun | Count)
    if (
        joint
        and behind_noun
        and groups
        and not noun.ranks
        and (not noun.determiner or (any_one and groups[-1].noun.determiner in ("a", "an", "any")))
        and not groups[-1].conditions
    ):
        groups[-1].nouns.append(noun)
        groups[-1].any_of = is_word(phrases[place - 1], "OR")
    elif not is_word(phrases[place - 1] if place else noun, "FOR"):
        groups.append(Group([noun]))


def attached(condition: Condition, phrases: tuple[Phrase, ...], place: int, groups: list[Group]) -> Reading:
    """A condition on objects belongs to the group before it, or to the objects that it names."""
    stated = [each for each in condition.variable.arguments if isinstance(each, Noun)]
    if stated and not (groups and stated[0].kind == groups[-1].noun.kind and not stated[0].ranks):
        groups.append(Group([stated[0]]))
    if not groups:
        return Reading(left=("no object",))
    group = groups[-1]
    if joined_before(phrases, place) and group.conditions:
        group.alternatives[len(group.conditions) - 1] = condition
    else:
        group.conditions.append(condition)
    return Reading()
