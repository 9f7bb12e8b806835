"""What a clause says about events: `Events are required to contain at least two jets with pT > 30 GeV`.

In: a clause and the region it is about. Out: steps of regions, and what was left over.
"""

from __future__ import annotations

from dataclasses import replace

from hepir.extract.builtin.claims import LETTERS, Reading, step
from hepir.extract.builtin.clauses import Clause, is_word
from hepir.extract.builtin.groups import Group, group_reading
from hepir.extract.builtin.objects import joined_before
from hepir.extract.builtin.phrases import (
    Binned,
    Condition,
    Count,
    Noun,
    OneSided,
    Phrase,
    Separation,
    Word,
)
from hepir.extract.builtin.properties import (
    OF_OBJECTS,
    event_value,
    of_event,
    of_object,
)


def event_reading(clause: Clause, region: str) -> Reading:
    """The steps of a clause that is about events."""
    if not clause.rejects and clause.before and is_word(clause.before[0], "CONDITION_FOR"):
        return Reading(left=("a condition for some events",))
    end = restriction_begins(clause)
    if end is None:
        return Reading(left=("a condition for some events",))
    reading = Reading()
    groups: list[Group] = []
    phrases = clause.phrases
    for place, phrase in enumerate(phrases[:end]):
        match phrase:
            case Count():
                groups.append(counted(phrase, groups))
                groups[-1].either = len(groups) > 1 and place > 0 and is_word(phrases[place - 1], "OR")
            case Noun():
                mention(phrase, phrases, place, groups)
            case Condition() if phrase.variable.name in OF_OBJECTS:
                reading = reading.joined(attached(phrase, phrases, place, groups))
            case Condition():
                about = with_argument(phrase, groups)
                if groups and is_argument(groups[-1], about):
                    groups.pop()
                reading = reading.joined(about_event(clause, place, about, region))
            case Separation() if groups:
                groups[-1].distances.append(phrase)
            case Binned():
                reading = reading.joined(binned(phrase, region))
            case Word(type="CHARGE"):
                reading = reading.joined(Reading(left=("charges",)))
    for group in groups:
        reading = joined_by_or(reading, group_reading(group, clause, region), group, clause)
    return reading


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
        or variable.arguments
        or not groups
        or 2 not in (groups[-1].number, groups[-1].noun.number)
    ):
        return condition
    noun = replace(groups[-1].noun, ranks=(), words=(), plural=True, number=2)
    return replace(condition, variable=replace(variable, arguments=(noun,)))


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
    excepted = any(is_word(each, "EXCEPT", "OUTSIDE") for each in phrases[max(0, place - 2) : place])
    reject = clause.rejects != excepted
    texts = [of_event(condition, reject=reject)]
    while joined_to_any(phrases, place + 2):
        place += 2
        following = phrases[place]
        assert isinstance(following, Condition)
        texts.append(of_event(following, reject=reject))
    if None in texts:
        return Reading(left=("a condition",))
    text = " or ".join(each for each in texts if each)
    if is_restricted(phrases, place):
        restricted = with_restriction(text, condition, phrases[place + 1 :])
        if restricted is None:
            return Reading(left=("a condition for some events",))
        text = restricted
    return Reading((step(region, f"{'reject' if reject else 'select'} {text}"),))


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
    before = phrases[place - 2] if place > 1 else None
    behind_noun = isinstance(before, Noun | Count)
    if (
        joint
        and behind_noun
        and groups
        and not noun.ranks
        and not noun.determiner
        and not groups[-1].conditions
    ):
        groups[-1].nouns.append(noun)
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
