"""What compositions of phrases stand for.

In: the name of a rule of `compositions.lark` and the phrases that it holds. Out: the phrases in their place, or None where
the words say something else.
"""

from __future__ import annotations

import re
from dataclasses import replace

from hepir.extract.builtin.collections import ADDITIONAL, QUALITIES
from hepir.extract.builtin.phrases import (
    Condition,
    Count,
    Noun,
    OneSided,
    Phrase,
    Quantity,
    Separation,
    Word,
    is_word,
)
from hepir.extract.builtin.properties import OF_OBJECTS

PARTICIPLE = re.compile(r"(?:satisfying|passing|fulfil+ing|required)", re.IGNORECASE)
MUST = Word("REQUIRE", "must")
HAVE = Word("WITH", "have")
WITH = Word("WITH", "with")
AND = Word("AND", "and")
UNREAD = Word("UNREAD", "with")  # conditions on objects that the program has not
NEXT = Word("SEPARATOR", ";")


def rewritten(name: str, given: list[Phrase], phrases: tuple[Phrase, ...], start: int) -> list[Phrase] | None:
    """What a composition that begins there stands for; None where the words say something else."""
    before = phrases[:start]
    match name:
        case "none":
            return none_of(given)
        case "description":
            return given[:1]
        case "placed":
            return [given[0], WITH, condition_in(given)]
        case "limited":
            return limited(given, before)
        case "paired":
            return paired(given, before)
        case "elided":
            return elided(given)
        case "called":
            return [given[0], MUST, HAVE] if isinstance(given[-2], Noun) and not given[-2].words else None
        case "graded":
            return graded(given, phrases)
        case "stated":
            return (
                [given[0], MUST, given[-1]] if given[1] in (Word("LINK", "is"), Word("LINK", "are")) else None
            )
        case "gapped":
            return [NEXT, given[-2], MUST, HAVE, given[-1]]
        case "near":
            return near(given)
        case "imperative":
            return [given[1], given[2], Word("VETO", "are removed")] if not before else None
        case "excluded" | "negated":
            return [Word("EXCEPT", "excluding"), condition_in(given)]
        case "defined":
            return [given[0], MUST, HAVE, *given[2:-2], NEXT, given[0], given[-1]]
        case "named":
            return renamed(given)
        case "absolute" | "noted":
            return separate(given, name)
        case "alien":
            return [given[0], UNREAD]
        case "applied":
            return applied(given)
        case "become":
            return become(given)
        case "labelled":
            return (
                [given[0], MUST, HAVE, given[-1]]
                if not any(isinstance(each, Noun) for each in before)
                else None
            )
        case "attributed":
            return attributed(given, before)
        case "performed":
            noun = next(each for each in given if isinstance(each, Noun))
            return [noun, Word("CONSIDER", "are identified")]
        case "thresholds":
            return [given[1], MUST, HAVE, given[-1]]
    return None


def condition_in(given: list[Phrase]) -> Condition:
    """The first condition of a composition that has one."""
    return next(each for each in given if isinstance(each, Condition))


def separate(given: list[Phrase], name: str) -> list[Phrase] | None:
    """`, with electrons satisfying pT > 30 GeV`: a clause of its own, where these are all of their kind."""
    noun = next(each for each in given if isinstance(each, Noun))
    joint = next(
        (each for each in given if isinstance(each, Word) and each.type in ("SEPARATOR", "WITH")), None
    )
    apart = joint is None or (isinstance(joint, Word) and joint.text.lower() in ("with", "where"))
    if not noun.plural or noun.ranks or noun.number or noun.words or not apart:
        return None
    verb = next(each for each in given if isinstance(each, Word) and each.type in ("CONSIDER", "REQUIRE"))
    if verb.type == "CONSIDER" and not PARTICIPLE.match(verb.text):
        return None
    return [NEXT, noun, MUST, *([HAVE, given[-1]] if name == "absolute" else [])]


def applied(given: list[Phrase]) -> list[Phrase] | None:
    """`a pT threshold of 25 GeV is applied to electrons and muons`: these must have it."""
    nouns = [each for each in given if isinstance(each, Noun)]
    if any(not each.plural or each.ranks for each in nouns):
        return None
    joined: list[Phrase] = [each for noun in nouns for each in (AND, noun)]
    return [*joined[1:], MUST, HAVE, condition_in(given)]


def graded(given: list[Phrase], phrases: tuple[Phrase, ...]) -> list[Phrase] | None:
    """`the tight selections are required to have pT > 30 and 25 GeV for electrons and muons`: tight ones of these."""
    level = next(each.text for each in given if is_level(each) and isinstance(each, Word))
    kinds = dict.fromkeys(
        each.kind for each in phrases if isinstance(each, Noun) and each.plural and not each.ranks
    )
    if not kinds or any(isinstance(each, Noun) and each.words for each in phrases):
        return None
    word = level.lower().strip("\"'")
    nouns: list[Phrase] = [each for kind in kinds for each in (AND, Noun(kind, plural=True, words=(word,)))]
    return [*nouns[1:], given[-1]]


def near(given: list[Phrase]) -> list[Phrase] | None:
    """`if a photon and an electron are closer than dR = 0.35, the photon is removed`: photons within it are removed."""
    *nouns, gone = [each for each in given if isinstance(each, Noun)]
    others = [each for each in nouns if each.kind != gone.kind]
    if len(others) != len(nouns) - 1 or any(each.ranks for each in nouns):
        return None
    number = next(each.text for each in given if isinstance(each, Word) and each.type == "NUMBER")
    first, *further = others
    apart = Separation(OneSided("<", (Quantity(number),)), first)
    behind: list[Phrase] = [each for noun in further for each in (Word("OR", "or"), noun)]
    return [replace(gone, determiner="", plural=True), apart, *behind, given[-1]]


def become(given: list[Phrase]) -> list[Phrase] | None:
    """`jets are selected to be large-R jets with pT > 250 GeV`: what they are to be has it."""
    noun = next(each for each in given if isinstance(each, Noun))
    return [NEXT, noun, MUST, HAVE, given[-1]] if noun.plural and not noun.ranks else None


def attributed(given: list[Phrase], before: tuple[Phrase, ...]) -> list[Phrase] | None:
    """`the photon isolation must be`: of photons, where the sentence begins with it."""
    kind = next(each for each in given if isinstance(each, Word) and each.type == "WORD")
    if any(isinstance(each, Noun | Condition) for each in before):
        return None
    return [Noun(kind.text.capitalize(), plural=True), given[-1]]


def limited(given: list[Phrase], before: tuple[Phrase, ...]) -> list[Phrase] | None:
    """`pT > 25 GeV for |eta| < 2.4`: one condition with its scope."""
    condition, scope = given[0], given[-1]
    assert isinstance(condition, Condition)
    assert isinstance(scope, Condition)
    about = next((each for each in given if isinstance(each, Noun)), None)
    known = {each.variable.name for each in (condition, scope)} <= set(OF_OBJECTS)
    if not known or condition.scope or (isinstance(scope.relation, OneSided) and scope.relation.others):
        return None
    if about and (about.ranks or about.number or about.determiner in ("a", "an")):
        return None
    return [replace(owned(condition, about, before), scope=scope)]


def owned(condition: Condition, noun: Noun | None, before: tuple[Phrase, ...]) -> Condition:
    """A condition on the objects of a noun, where what stands before is about others as well."""
    spoken = {each.kind for each in before if isinstance(each, Noun)}
    if noun is None or condition.variable.arguments or spoken == {noun.kind} or not noun.plural:
        return condition
    return replace(condition, variable=replace(condition.variable, arguments=(noun,)))


def paired(given: list[Phrase], before: tuple[Phrase, ...]) -> list[Phrase] | None:
    """`below 0.15 (0.1) for |eta| < 1.2 (|eta| > 1.2)`: each value for its own range."""
    condition = given[0]
    scopes = [each for each in given[1:] if isinstance(each, Condition)]
    assert isinstance(condition, Condition)
    relation = condition.relation
    if not isinstance(relation, OneSided) or len(relation.others) != len(relation.quantities):
        return None
    found: list[Phrase] = []
    for values, scope in zip((relation.quantities, relation.others), scopes, strict=True):
        own = replace(condition, relation=OneSided(relation.operator, values))
        one = limited([own, *given[1:-4], scope], before)
        if one is None:
            return None
        found += [*([AND] if found else []), *one]
    return found


def elided(given: list[Phrase]) -> list[Phrase] | None:
    """`below 3 for muons and 5 for electrons`: the second value behind the variable of the first."""
    condition = given[0]
    assert isinstance(condition, Condition)
    relation = condition.relation
    if not isinstance(relation, OneSided) or len(relation.quantities) > 1 or relation.others:
        return None
    found: list[Phrase] = []
    for each in given:
        if isinstance(each, Word) and each.type == "VALUE":
            number, _, unit = each.text.partition(" ")
            value = Quantity(number, unit or relation.quantities[0].unit)
            found.append(replace(condition, relation=OneSided(relation.operator, (value,))))
        else:
            found.append(each)
    return with_scopes(found)


def with_scopes(phrases: list[Phrase]) -> list[Phrase] | None:
    """Conditions with what stands behind the `for` of each, where that is a condition."""
    found: list[Phrase] = []
    place = 0
    while place < len(phrases):
        one = phrases[place]
        behind = phrases[place + 2] if place + 2 < len(phrases) else None
        if (
            isinstance(one, Condition)
            and isinstance(behind, Condition)
            and is_word(phrases[place + 1], "FOR")
        ):
            made = limited([one, behind], ())
            if made is None:
                return None
            found += made
            place += 3
        else:
            found.append(one)
            place += 1
    return found


def renamed(given: list[Phrase]) -> list[Phrase] | None:
    """`jets with pT > 20 GeV are identified as b jets if they pass ...`: b jets must have pT > 20 GeV and pass ..."""
    noun = given[0]
    name = next(each for each in reversed(given) if isinstance(each, Noun) or is_level(each))
    assert isinstance(noun, Noun)
    if isinstance(name, Word):
        name = replace(noun, words=(*noun.words, name.text.lower().strip("\"'")))
    conditional = any(isinstance(each, Word) and each.type == "CONDITION_FOR" for each in given)
    conditions = [each for each in given if isinstance(each, Condition)]
    if not isinstance(name, Noun) or name.name == noun.name or not (conditional or conditions):
        return None
    listed: list[Phrase] = [each for condition in conditions for each in (condition, AND)]
    return [name, MUST, HAVE, *(listed if conditional else listed[:-1])]


def is_level(phrase: Phrase) -> bool:
    """`tight`"""
    return isinstance(phrase, Word) and phrase.type == "TIGHTNESS"


def none_of(given: list[Phrase]) -> list[Phrase] | None:
    """`no loose electrons, muons or taus`: none of each, all of them loose."""
    count, *others = (each for each in given if isinstance(each, Count | Noun))
    assert isinstance(count, Count)
    if (count.operator, count.number, count.most) != ("==", 0, None) or count.noun.ranks:
        return None
    shared = tuple(word for word in count.noun.words if word in QUALITIES or word in ADDITIONAL)
    found: list[Phrase] = [count]
    for each in others:
        assert isinstance(each, Noun)
        if each.ranks or each.number or each.determiner:
            return None
        found += [AND, replace(count, noun=replace(each, words=each.words or shared))]
    return found
