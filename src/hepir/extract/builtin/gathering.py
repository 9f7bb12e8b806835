"""Which objects the phrases of a clause are about: each count and noun begins a group, or joins the one before it.

In: a phrase and the groups so far. Out: the groups, with what the phrase says of them.
"""

from __future__ import annotations

from dataclasses import replace

from hepir.extract.builtin.about_events import is_both, is_symbol
from hepir.extract.builtin.alternatives import joined_before
from hepir.extract.builtin.claims import Reading
from hepir.extract.builtin.clauses import Clause
from hepir.extract.builtin.collections import LEVELS, MADE_OF
from hepir.extract.builtin.group import ANY_OF, EVERY, Group
from hepir.extract.builtin.phrases import (
    Argument,
    Condition,
    Count,
    Noun,
    OneSided,
    Phrase,
    Word,
    is_word,
)
from hepir.extract.builtin.properties import OF_OBJECTS
from hepir.extract.builtin.restrictions import objects_behind

ANY = (*EVERY, "any")
MASSIVE = ("FatJet", "Jet")  # objects of which publications give a mass of their own


def masses_of(condition: Condition, groups: list[Group]) -> Condition | None:
    """`a jet with a mass above 60 GeV`, `two muons with a mass above 12 GeV`: of one object, or of the pair before.

    None where neither is meant.
    """
    if condition.variable.name != "own_mass":
        return condition
    noun = next((each for each in condition.variable.arguments if isinstance(each, Noun)), None)
    noun = noun or (groups[-1].noun if groups else None)
    if noun is None:
        return None
    if 2 in (noun.number, groups[-1].number if groups else 0) and noun.kind != "FatJet":
        return replace(condition, variable=replace(condition.variable, name="mass"))
    return condition if noun.kind in MASSIVE else None


def with_pair(condition: Condition, before: tuple[Phrase, ...]) -> Condition:
    """`mjj > 600 GeV and |deta| > 3.8`: an angle of nothing is that of the pair before."""
    variable = condition.variable
    if variable.name not in ("deta", "dy", "dphi", "dr") or variable.arguments:
        return condition
    pairs = [
        argument
        for each in before
        for argument in (each.variable.arguments if isinstance(each, Condition) else (each,))
        if isinstance(argument, Noun) and (argument.number == 2 or argument.ranks == (0, 1))
    ]
    given = (pairs[-1],) if pairs else two_of(before)
    return replace(condition, variable=replace(variable, arguments=given)) if given else condition


def two_of(before: tuple[Phrase, ...]) -> tuple[Noun, ...]:
    """`the lepton and the b jet must satisfy dR > 0.4`: two objects of two kinds, and nothing else before."""
    match tuple(each for each in before if not is_word(each, "LINK", "DETERMINER")):
        case (Noun(plural=False) as first, Word(type="AND"), Noun(plural=False) as second) if (
            first.kind != second.kind
        ):
            return first, second
    return ()


def counted(count: Count, groups: list[Group]) -> Group:
    """A group that a count begins; `exactly one electron and one muon` counts both the same way."""
    before = groups[-1].operator if groups else None
    return Group([count.noun], count.operator or before or "", count.number, count.most)


def mention(noun: Noun, phrases: tuple[Phrase, ...], place: int, groups: list[Group]) -> None:
    """A noun begins a group of its own, or joins the one before it (`electrons or muons`)."""
    before_noun = " ".join(getattr(each, "text", "").lower() for each in phrases[max(0, place - 2) : place])
    if before_noun == "any of" and noun.ranks:
        noun = replace(noun, determiner=ANY_OF)
    joint = is_word(phrases[place - 1], "OR", "AND") if place else False
    listed = joint or (place > 0 and is_word(phrases[place - 1], "COMMA"))
    if (
        listed
        and groups
        and groups[-1].is_none
        and groups[-1].conditions
        and not (noun.ranks or noun.determiner)
    ):
        groups.append(Group([noun], "==", 0))  # `no electron with pT > 10 GeV or muon with pT > 5 GeV`
        return
    any_one = place > 0 and is_word(phrases[place - 1], "OR") and noun.determiner in ("a", "an", "any")
    the_other = (
        noun.determiner == "the"
        and bool(groups)
        and groups[-1].noun.determiner.lower() in ("the", "both the")
    )
    before = phrases[place - 2] if place > 1 else None
    behind_noun = isinstance(before, Noun | Count)
    if (
        joint
        and behind_noun
        and groups
        and not noun.ranks
        and (
            not noun.determiner or the_other or (any_one and groups[-1].noun.determiner in ("a", "an", "any"))
        )
        and not groups[-1].conditions
    ):
        groups[-1].nouns.append(of_the_same_level(noun, groups[-1].noun))
        groups[-1].any_of = is_word(phrases[place - 1], "OR")
    elif not is_word(phrases[place - 1] if place else noun, "FOR"):
        groups.append(Group([noun]))


def of_the_same_level(noun: Noun, before: Noun) -> Noun:
    """`tight electrons or muons`: the others are as tight."""
    shared = tuple(each for each in before.words if each.lower() in LEVELS)
    alike = not noun.words and not noun.determiner and {noun.kind, before.kind} == set(MADE_OF["Lepton"])
    return replace(noun, words=shared) if shared and alike else noun


def attached(condition: Condition, phrases: tuple[Phrase, ...], place: int, groups: list[Group]) -> Reading:
    """A condition on objects belongs to the group before it, or to the objects that it names."""
    stated = [each for each in condition.variable.arguments if isinstance(each, Noun)]
    if len(stated) == 1 and is_both(stated[0]):
        stated = [replace(stated[0], number=2)]
    if stated and is_symbol(stated[0]) and not groups:
        stated = [replace(stated[0], ranks=stated[0].ranks or (0,))]
    if stated and not (groups and stated[0].kind == groups[-1].noun.kind and not stated[0].ranks):
        groups.append(Group([stated[0]]))
    if not groups:
        return Reading(left=("no object",))
    group = groups[-1]
    if group.noun.kind == "Vertex" and condition.variable.name in ("pt", "eta"):
        return Reading(left=("what is asked of the tracks of a vertex",))
    if joined_before(phrases, place) and group.conditions:
        group.alternatives[len(group.conditions) - 1] = condition
    else:
        group.conditions.append(condition)
    return Reading()


def charged(words: str, groups: list[Group]) -> bool:
    """`two leptons of opposite charge`, `a muon and a tau of opposite charge`: words behind a noun.

    False where the other one of a pair is unclear.
    """
    group = groups[-1]
    one = [each for each in groups[-2:] if is_one(each) and not each.conditions and len(each.nouns) == 1]
    if len(one) == 2 and one[0].noun.kind != one[1].noun.kind:
        group.partner = one[0].noun
        if {each.operator for each in one} == {">="}:  # the pair says how many
            groups.remove(one[0])
            group.nouns[0] = replace(group.noun, words=(*group.noun.words, "pair"))
    elif (
        group.number == 1 and group.operator is not None and len(group.nouns) == 1 and group.noun.number != 2
    ):
        return False
    group.nouns[0] = replace(group.noun, words=(*group.noun.words, words.lower()))
    return True


def is_one(group: Group) -> bool:
    """`one muon`, `a muon`"""
    return group.number == 1 or (group.operator is None and group.noun.determiner in ("a", "an"))


def is_track_count(count: Count, groups: list[Group]) -> bool:
    """`a vertex with at least two tracks`"""
    return count.noun.kind == "Track" and bool(groups) and groups[-1].noun.kind in ("Vertex", "Tau")


def values_by_rank(phrases: tuple[Phrase, ...], place: int) -> Noun | None:
    """`pT > 80 (40) GeV for the leading (subleading) jet`: the objects whose values these are."""
    condition, noun = phrases[place], objects_behind(phrases[place + 1 :])
    if not isinstance(condition, Condition) or condition.variable.name not in OF_OBJECTS:
        return None
    paired = isinstance(condition.relation, OneSided) and len(condition.relation.others) == 1
    if noun is not None and noun.number == 2 and noun.plural and not paired:
        return noun  # `tau21 < 0.35 for both jets`
    if (
        noun is not None
        and len(noun.ranks) == 1
        and noun.other_rank is None
        and not noun.number
        and not paired
    ):
        return noun  # `pT > 25 GeV for the leading lepton`
    return noun if paired and noun is not None and noun.other_rank is not None else None


def of_every_pair(condition: Condition, clause: Clause, place: int) -> Condition:
    """`Opposite-sign lepton pairs must have mll > 12 GeV`, `mll > 12 GeV for all lepton pairs`: asked of each of them."""
    if condition.variable.name not in ("mass", "own_mass", "invariant_mass"):
        return condition
    first = next((each for each in clause.before if not is_word(each, "DETERMINER")), None)
    behind = objects_behind(clause.phrases[place + 1 :])
    told = isinstance(first, Noun) and (not first.determiner or first.determiner.lower() in ANY)
    plain = told and clause.verb == "REQUIRE"
    every = behind if behind is not None and behind.determiner in ANY else first if plain else None
    if not isinstance(every, Noun) or every.number != 2 or every.ranks:
        return condition
    if not every.plural and every.determiner not in ANY:
        return condition
    given = (replace(every, determiner="all"),)
    return replace(condition, variable=replace(condition.variable, name="mass", arguments=given))


def with_argument(condition: Condition, groups: list[Group]) -> Condition:
    """`two leptons with an invariant mass of ...`: the mass is theirs; `the leading jet has dphi(jet, MET)`: the angle."""
    variable = condition.variable
    limited = bool(groups) and bool(groups[-1].conditions)
    of_one = variable.name != "mass" or not limited  # `the leading b jet has pT > 50 GeV and mbb`
    if groups and groups[-1].noun.ranks and groups[-1].operator is None and of_one:
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
    if {each.kind for each in groups[-1].nouns} == {"Electron", "Muon"}:
        noun = replace(noun, kind="Lepton")  # `two electrons or muons with a mass of ...`
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
