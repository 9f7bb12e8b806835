"""What a clause says of working points: `must pass the "medium" identification`, `be isolated`.

In: a clause and the objects that it is about. Out: rules of objects, or a condition on one of them.
"""

from __future__ import annotations

from hepir.extract.builtin.claims import Reading, rule
from hepir.extract.builtin.clauses import Clause
from hepir.extract.builtin.collections import BTAGGED, IDENTIFIED, LEVELS, MADE_OF, kind_of, named, quality_of
from hepir.extract.builtin.phrases import (
    Condition,
    Holds,
    Noun,
    Phrase,
    Variable,
    Word,
    is_word,
)

VERY = ("very loose", "very tight")  # identifications that the language has no name for
NAMED = "isolatedby"  # before the name of a working point that only isolation has


def quality_reading(clause: Clause, subject: tuple[Noun, ...]) -> Reading:
    """`must pass the "medium" identification`, `be isolated`."""
    found = Reading()
    phrases = clause.phrases
    if is_limited(clause):
        return Reading(left=("a working point",))
    if clause.rejects:
        return Reading(
            left=("a working point",)
            if any(is_word(each, "TIGHTNESS", "ISOLATED") for each in phrases)
            else ()
        )
    for place, phrase in enumerate(phrases):
        if isinstance(phrase, Word) and phrase.type == "TIGHTNESS":
            owners = owners_at(phrases, place, subject)
            found = found.joined(level_reading(phrases[place + 1 : place + 4], phrase.text, owners))
        if is_word(phrase, "ISOLATED") and clause.verb and (level := shared_level(phrases, place)):
            found = found.joined(level_reading((phrase,), level, subject))
        elif (
            is_word(phrase, "ISOLATED")
            and clause.verb
            and not (isolated_by_level(phrases, place) or limits_isolation(phrases))
        ):
            found = found.joined(Reading(left=("isolation",)))
    return found


def owners_at(phrases: tuple[Phrase, ...], place: int, subject: tuple[Noun, ...]) -> tuple[Noun, ...]:
    """`electrons with tight identification and muons with medium identification`: each level of the objects before it."""
    levels = [at for at, each in enumerate(phrases) if is_word(each, "TIGHTNESS")]
    earlier = max((at for at in levels if at < place), default=-1)
    later = min((at for at in levels if at > place), default=place)
    between = nouns_before(phrases[earlier + 1 : place])
    apart = earlier >= 0 or any(isinstance(each, Noun) for each in phrases[place:later])
    return between if between and apart else subject


def nouns_before(phrases: tuple[Phrase, ...]) -> tuple[Noun, ...]:
    """The nouns that stand last, joined to each other by nothing but `and`, `or` and commas."""
    found: list[Noun] = []
    for each in reversed(phrases):
        if isinstance(each, Noun):
            found.insert(0, each)
        elif found and not is_word(each, "AND", "OR", "COMMA"):
            break
    return tuple(found)


def shared_level(phrases: tuple[Phrase, ...], place: int) -> str:
    """`tight identification and isolation criteria`: the level of both."""
    before = phrases[max(0, place - 3) : place]
    both = len(before) == 3 and is_word(before[1], "IDENTIFICATION") and is_word(before[2], "AND")
    return getattr(before[0], "text", "") if both and is_word(before[0], "TIGHTNESS") else ""


def isolated_by_level(phrases: tuple[Phrase, ...], place: int) -> bool:
    """Whether `tight` or the like stands right before `isolation`."""
    return any(is_word(each, "TIGHTNESS") for each in phrases[max(0, place - 2) : place])


def limits_isolation(phrases: tuple[Phrase, ...]) -> bool:
    """Whether a condition says what the isolation has to be."""
    return any(isinstance(each, Condition) and each.variable.name.endswith("isolation") for each in phrases)


def is_limited(clause: Clause) -> bool:
    """Whether a limit says what a level is: `a "loose" isolation criterion is defined as Imini < 0.4`."""
    named = [each for each in clause.before[-2:] if is_word(each, "TIGHTNESS", "ISOLATED")]
    return clause.verb == "DEFINE" and len(named) == 2 and limits_isolation(clause.after)


def level_flag(level: str, following: tuple[Phrase, ...]) -> Condition | None:
    """`muons that pass the loose identification`, as a condition on each of them."""
    words = [each for each in following if not is_word(each, "DETERMINER")]
    level = level.strip("\"'").lower()
    if level not in LEVELS or not words or not is_word(words[0], "IDENTIFICATION", "ISOLATED"):
        return None
    sort = "id" if is_word(words[0], "IDENTIFICATION") else "isolation"
    return Condition(Variable(f"{level}_{sort}"), Holds())


def members_of(name: str) -> tuple[str, ...]:
    """`signal_Lepton`: electrons and muons have working points, leptons have none."""
    if kind_of(name) in BTAGGED:
        return (name,)
    return tuple(named(quality_of(name), each) for each in MADE_OF.get(kind_of(name), ())) or (name,)


def level_reading(following: tuple[Phrase, ...], level: str, subject: tuple[Noun, ...]) -> Reading:
    """`tight identification` of the subject."""
    words = [each for each in following if not is_word(each, "DETERMINER")]
    level = level.strip("\"'").lower()
    named_kinds = [name for each in subject for name in members_of(each.name)]
    kinds = [name for name in named_kinds if kind_of(name) in (*IDENTIFIED, *BTAGGED)]
    if level.startswith("efficiency"):
        return Reading()  # `btagging` reads it of the whole sentence
    if level in VERY and words and is_word(words[0], "IDENTIFICATION"):
        given = f"select {level.replace(' ', '_')}_id"
        return Reading(tuple(rule(kind, given) for kind in kinds if kind not in BTAGGED))
    if not (level in LEVELS or level.startswith(NAMED)) or not kinds or not words:
        return Reading(left=("a working point",))
    if is_word(words[0], "IDENTIFICATION") and set(kinds) == {"BJet"}:
        return Reading((rule("BJet", f"select btag_{level}"),))
    if is_word(words[0], "IDENTIFICATION"):
        return Reading(tuple(rule(kind, f"select {level}_id") for kind in kinds))
    if level.startswith(NAMED) and kinds:
        flag = f"{level.removeprefix(NAMED)}_isolation"
        return Reading(tuple(rule(kind, f"select {flag}") for kind in kinds if kind != "Jet"))
    if is_word(words[0], "ISOLATED") and "Jet" not in kinds:
        return Reading(tuple(rule(kind, f"select {level}_isolation") for kind in kinds))
    return Reading(left=("a working point",))
