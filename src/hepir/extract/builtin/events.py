"""What a clause says about events: `Events are required to contain at least two jets with pT > 30 GeV`.

In: a clause and the region it is about. Out: steps of regions, and what was left over.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from itertools import pairwise

from hepir.extract.builtin.about_events import EXISTING
from hepir.extract.builtin.additional import additional_reading, is_additional, plainly
from hepir.extract.builtin.alternatives import joined_plainly, joins_unclearly, ways_of
from hepir.extract.builtin.claims import Reading, step
from hepir.extract.builtin.clauses import Clause
from hepir.extract.builtin.collections import IDENTIFIED, TAGGED
from hepir.extract.builtin.described import is_grounded, told_in_words
from hepir.extract.builtin.event_conditions import about_event, binned
from hepir.extract.builtin.event_values import charge_text
from hepir.extract.builtin.gathering import (
    attached,
    charged,
    counted,
    is_argument,
    is_track_count,
    masses_of,
    mention,
    of_every_pair,
    values_by_rank,
    with_argument,
    with_pair,
)
from hepir.extract.builtin.group import Group
from hepir.extract.builtin.groups import group_reading, is_unclear, pair_steps, ranked_pair
from hepir.extract.builtin.levels import level_flag
from hepir.extract.builtin.objects import track_condition
from hepir.extract.builtin.parsing.composition import EVENTS
from hepir.extract.builtin.phrases import (
    Binned,
    Condition,
    Count,
    Interval,
    Noun,
    Phrase,
    Separation,
    Variable,
    Word,
    is_word,
)
from hepir.extract.builtin.properties import OF_OBJECTS, OWN_MT
from hepir.extract.builtin.restrictions import (
    has_exception,
    is_for_some_events,
    limits,
    restriction_begins,
)
from hepir.extract.builtin.together import apart, together

LEPTONIC = {"Electron", "Muon", "Tau", "Lepton"}
OF_THEM = "of_them"
LISTED = LEPTONIC | {"Photon"}  # that an event may have one or the other of
# What may stand between `excluding` and the range that it excludes: `the transition region`.
PLACED = ("DETERMINER", "WORD", "REGIONS", "RANGE", "DASH", "SLASH", "QUALIFIER", "LEFT", "COMMA", "OF")
OTHER_ONES = ("others", "rest", "latter", "former")


def event_reading(clause: Clause, region: str) -> Reading:
    """The steps of a clause that is about events."""
    if not clause.rejects and clause.before and is_word(clause.before[0], "CONDITION_FOR"):
        return Reading(left=("a condition for some events",))
    clause = joined_plainly(clause)
    if (limited := for_some_events(clause, region)) is not None:
        return limited
    if is_for_some_events(clause.phrases) or has_exception(clause.phrases):
        return Reading(left=("a condition for some events",))
    if clause.rejects and joins_unclearly(clause, apart=True):
        return Reading(left=("one or the other",))
    if not clause.rejects and (either := by_ways(clause, region)) is not None:
        return either
    if clause.rejects and (told_in_words(clause.phrases) or is_grounded(clause.after)):
        return Reading(left=("a quality of objects",))
    if clause.rejects and any(is_inside(*each) for each in pairwise(clause.phrases)):
        return Reading(left=("a distance",))
    end = restriction_begins(clause)
    if end is None:
        return Reading(left=("a condition for some events",))
    course = Course(clause, region)
    for place, phrase in enumerate(clause.phrases[:end]):
        if isinstance(phrase, Word) and phrase.type == "RANK" and course.groups:
            return Reading(left=("an object by its rank",))
        if speaks_of_others(clause.phrases[:end], place):
            course.note("objects of another sort")
            break
        course.take(place, phrase)
    reading = course.steps()
    if "one or the other" in reading.left:
        return Reading(left=reading.left)  # what follows may belong to one of both
    return together(reading, clause)


def by_ways(clause: Clause, region: str) -> Reading | None:
    """`either HT > 1 TeV or at least six jets`: one step that either fulfils, behind what is asked in common; None where
    nothing is left open."""
    found = ways_of(clause.phrases)
    if found is not None and not found.ways and not joins_unclearly(clause, apart=False):
        return None
    if found is None or not found.ways:
        return Reading(left=("one or the other",))
    readings = [event_reading(Clause((EVENTS,), clause.verb, way), region) for way in found.ways]
    steps = [[each for each in reading.claims if each.block == "region"] for reading in readings]
    selecting = all(each.text.startswith("select ") for way in steps for each in way)
    if not (selecting and all(steps)) or any(reading.left for reading in readings):
        return Reading(left=("one or the other",))
    texts = [" and ".join(apart(each.text.removeprefix("select ")) for each in way) for way in steps]
    rules = [each for reading in readings for each in reading.claims if each.block != "region"]
    whole = " or ".join(f"({text})" if len(way) > 1 else text for text, way in zip(texts, steps, strict=True))
    common = event_reading(Clause((EVENTS,), clause.verb, found.common), region)
    return common.joined(Reading((*rules, step(region, f"select {whole}"))))


def speaks_of_others(phrases: tuple[Phrase, ...], place: int) -> bool:
    """`two jets with pT > 30 GeV, the others with pT > 20 GeV`: what follows is of objects that no noun names."""
    asked = any(isinstance(each, Condition | Count) for each in phrases[place:])
    behind = phrases[place + 2] if place + 2 < len(phrases) else None
    if getattr(phrases[place], "text", "").lower() == "those" and isinstance(behind, Count):
        return True  # `events with one lepton must have mT > 100 GeV, those with two leptons mll > 20 GeV`
    return (
        asked
        and is_word(phrases[place], "WORD")
        and getattr(phrases[place], "text", "").lower() in OTHER_ONES
    )


@dataclass
class Course:
    """What a clause has said so far: `groups` of objects, and steps; filled phrase by phrase."""

    clause: Clause
    region: str
    reading: Reading = field(default_factory=Reading)
    groups: list[Group] = field(default_factory=list)
    said: list[Group] = field(default_factory=list)  # of which the conditions so far have spoken
    shared: int | None = None  # how many conditions the last group had where `both with` came

    def note(self, reason: str) -> None:
        """What was not understood."""
        self.reading = self.reading.joined(Reading(left=(reason,)))

    def next(self, place: int) -> Phrase | None:
        """The phrase behind a place."""
        return self.clause.phrases[place + 1] if place + 1 < len(self.clause.phrases) else None

    def take(self, place: int, phrase: Phrase) -> None:
        """One phrase more."""
        phrases, groups = self.clause.phrases, self.groups
        match phrase:
            case Count() if (
                phrase.noun.kind == "Track" and is_word(self.next(place), "WORD", "QUALIFIER") and not groups
            ):
                self.note("tracks of a vertex")  # `at least two tracks associated with it`
            case Count() if is_track_count(phrase, groups):
                groups[-1].conditions.append(track_condition(phrase, least=groups[-1].noun.kind == "Vertex"))
            case Count():
                groups.append(counted(phrase, groups))
                groups[-1].either = len(groups) > 1 and place > 0 and is_word(phrases[place - 1], "OR")
            case Noun():
                mention(phrase, phrases, place, groups)
            case Condition():
                self.take_condition(place, phrase)
            case Separation() if groups and self.clause.rejects and is_the_one(groups[-1].noun):
                self.note("a distance")  # `if the photon is within dR < 0.8 of a jet`: others say which it is
            case Separation() if groups:
                groups[-1].distances.append(phrase)
            case Binned():
                self.reading = self.reading.joined(binned(phrase, self.region))
            case Word():
                self.take_word(place, phrase)

    def take_condition(self, place: int, condition: Condition) -> None:
        """A condition: on the objects that were spoken of last, on those that it names, or on events."""
        phrases, groups = self.clause.phrases, self.groups
        if place and is_word(phrases[place - 1], "PLUS", "SLASH", "TIMES"):
            self.note("a variable of several")
            return
        if condition.variable == Variable("mt") and groups and groups[-1].noun.kind == "Track":
            condition = replace(condition, variable=Variable(OWN_MT))  # `no isolated track with MT < 100 GeV`
        known = masses_of(condition, groups)
        if known is None:
            self.note("a mass")
            return
        condition = outside(with_pair(known, phrases[:place]), phrases[:place])
        if noun := values_by_rank(phrases, place):
            groups.append(Group([noun], conditions=[condition]))
        elif condition.variable.name in OF_OBJECTS:
            if not limits(phrases, place):
                self.reading = self.reading.joined(attached(condition, phrases, place, groups))
        elif groups and groups[-1].either and condition.variable.name == "mass":
            self.note("one or the other")  # `two muons or two electrons with an invariant mass above 60 GeV`
        elif groups and is_apart(groups[-1].noun) and is_word(phrases[place - 1], "WITH"):
            self.note("a condition of other objects")
        else:
            about = with_argument(condition, groups or self.said)
            if groups and is_argument(groups[-1], about):
                self.said = [groups.pop()]
                self.reading = self.reading.joined(charges_of(self.said[0], self.clause, self.region))
            about = of_every_pair(about, self.clause, place)
            self.reading = self.reading.joined(about_event(self.clause, place, about, self.region))

    def take_word(self, place: int, word: Word) -> None:
        """Charges and working points behind a noun."""
        behind = self.clause.phrases[place + 1 : place + 2]
        if (
            word.text.lower() in ("both", "each", "all")
            and behind
            and is_word(behind[0], "WITH")
            and self.groups
        ):
            self.shared = len(self.groups[-1].conditions)
        elif word.type == "CHARGE" and self.groups and not self.groups[-1].conditions:
            if not charged(word.text, self.groups):
                self.note("charges")
        elif word.type == "CHARGE":
            self.note("charges")
        elif word.type == "TIGHTNESS" and self.groups:
            flag = level_flag(word.text, self.clause.phrases[place + 1 : place + 4])
            if flag is None or self.groups[-1].noun.kind not in IDENTIFIED:
                self.note("a working point")
            else:
                self.groups[-1].conditions.append(flag)

    def share_conditions(self) -> None:
        """`exactly one electron or exactly one muon with pT > 30 GeV`, `no electrons and no muons with pT > 10 GeV`: the
        condition is one on both; `one electron and one muon, both with pT > 20 GeV`: on all; `four jets with pT > 30 GeV,
        two of them b-tagged`: b jets are such jets."""
        for one, other in reversed(list(pairwise(self.groups))):
            if OF_THEM in other.noun.words and other.noun.kind == "BJet" and one.noun.kind == "Jet":
                other.conditions = [*one.conditions, *other.conditions]
            none = one.is_none and other.is_none and {one.noun.kind, other.noun.kind} <= LISTED
            alike = other.either and (one.operator, one.number) == (other.operator, other.number)
            listed = self.clause.rejects and is_listed(one, other)
            if (alike or none or listed) and other.conditions and not one.conditions and not one.alternatives:
                one.conditions = list(other.conditions)
        if self.shared is not None and self.groups:
            for each in self.groups[:-1]:
                each.conditions += self.groups[-1].conditions[self.shared :]

    def steps(self) -> Reading:
        """The steps of all groups."""
        self.share_conditions()
        if self.groups and says_more(self.clause):
            self.groups[0].asked = not self.groups[0].conditions
        reading = self.reading
        end = self.besides()
        more = additional_reading(self.groups[end:], self.clause, self.region) if end is not None else None
        if more is not None:
            return replace(self, groups=self.groups[:end]).steps().joined(more)
        for group in map(self.no_others, range(len(self.groups))):
            reading = joined_by_or(
                reading, group_reading(group, self.clause, self.region), group, self.clause
            )
        return reading

    def no_others(self, place: int) -> Group:
        """`exactly one lepton and no additional leptons with pT > 10 GeV`: of those with pT > 10 GeV there is one."""
        group, noun = self.groups[place], self.groups[place].noun
        before = [each for each in self.groups[:place] if each.noun.kind == noun.kind and each.number]
        if (
            not group.is_none
            or not before
            or len(group.nouns) > 1
            or not (is_additional(noun) and group.conditions)
        ):
            return group
        return replace(group, nouns=[plainly(noun)], number=before[-1].number)

    def besides(self) -> int | None:
        """The place of the first group of objects besides those that are required; None where there is none."""
        for place, group in enumerate(self.groups[:1] if self.clause.rejects else self.groups):
            if is_additional(group.noun) and self.no_others(place) is group:
                return place
        return None


def is_the_one(noun: Noun) -> bool:
    """`the photon`, without a rank."""
    return noun.determiner == "the" and not noun.plural and not noun.ranks


def is_inside(word: Phrase, other: Phrase) -> bool:
    """`if a muon is found inside a jet`: near it, the text may say elsewhere how near."""
    return isinstance(word, Word) and word.text.lower() == "inside" and isinstance(other, Noun)


def is_listed(one: Group, other: Group) -> bool:
    """`an electron, muon or photon with pT > 20 GeV`: nouns of one list, of which the later ones have no article."""
    bare = all(not each.determiner and each.kind in LISTED for each in other.nouns)
    alike = one.noun.plural == other.noun.plural and one.noun.kind in LISTED
    return (
        bare and alike and one.operator is None and not (one.distances or one.noun.ranks or other.noun.ranks)
    )


def is_apart(noun: Noun) -> bool:
    """Whether a condition on an event behind a noun would be of other objects than the noun is."""
    return is_unclear(noun) or bool(set(TAGGED) & set(noun.words))


def outside(condition: Condition, before: tuple[Phrase, ...]) -> Condition:
    """`|eta| < 2.4 outside the region 1.37 < |eta| < 1.52`: a range that objects of an event must not be in."""
    relation = condition.relation
    if condition.variable.name not in OF_OBJECTS or not isinstance(relation, Interval) or not before:
        return condition
    apart = [each for each in before if not is_word(each, *PLACED)]
    excepted = bool(apart) and is_word(apart[-1], "OUTSIDE", "EXCEPT") and relation.inside
    return replace(condition, relation=replace(relation, inside=False)) if excepted else condition


def charges_of(group: Group, clause: Clause, region: str) -> Reading:
    """`the two leading leptons must form an opposite-sign pair with a mass ...`: what is asked of their charges."""
    noun = group.noun
    if noun.number == 2 and not noun.ranks and noun.determiner in ("the", "both", "these"):
        return Reading(pair_steps(group, charge_text(noun), clause, region))
    ranks = (0, 1) if noun.number == 2 and noun.ranks == (0,) else noun.ranks
    return Reading(tuple(ranked_pair(noun, ranks, clause, region)))


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
    if is_word(first, "ISOLATED", "IDENTIFICATION", "CHARGE"):
        return True
    return is_word(first, "WORD") and not EXISTING.match(getattr(first, "text", "")) if first else False


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


def joined_by_or(reading: Reading, following: Reading, group: Group, clause: Clause) -> Reading:
    """`at least one electron or at least two muons` is one step, but where events are rejected each is its own."""
    if not group.either or clause.rejects:
        return reading.joined(following)
    steps = [each for each in (reading.claims[-1:] + following.claims) if each.text.startswith("select ")]
    if len(steps) != 2 or len(following.claims) != 1:
        return Reading(reading.claims[:-1], (*reading.left, "one or the other"))
    text = f"{steps[0].text} or {steps[1].text.removeprefix('select ')}"
    return Reading((*reading.claims[:-1], step(steps[0].name, text)), (*reading.left, *following.left))
