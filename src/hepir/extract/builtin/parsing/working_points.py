"""Working points of one kind of several: `the tight (medium) identification`, `tight identification for electrons`.

In: compositions. Out: a condition on the objects of each kind, or None where the words say something else.
"""

from __future__ import annotations

from dataclasses import replace

from hepir.extract.builtin.collections import BTAGGED, IDENTIFIED, LEVELS
from hepir.extract.builtin.parsing.composition import AND, FOR, HAVE, MUST, NEXT, UNREAD, Composition
from hepir.extract.builtin.phrases import Condition, Holds, Noun, Phrase, Variable, Word, is_word


def passing(level: str, sort: str, noun: Noun) -> Condition | None:
    """What objects of a kind have that pass a level; None where the language knows none of it."""
    level = level.lower().strip("\"'")
    if level not in LEVELS or noun.kind not in IDENTIFIED or noun.kind in BTAGGED:
        return None
    return Condition(Variable(f"{level}_{'isolation' if sort == 'ISOLATED' else 'id'}"), Holds())


def level_pair(composition: Composition) -> list[Phrase] | None:
    """`electrons (muons) must pass the tight (medium) identification`: the one of these, the other of those."""
    nouns = composition.nouns or [each for each in composition.before if isinstance(each, Noun)][-1:]
    if len(nouns) != 1 or nouns[0].other is None or nouns[0].ranks:
        return None
    found: list[Phrase] = []
    for level, part in zip(composition.words("TIGHTNESS"), both_of(nouns[0]), strict=True):
        asked = passing(level.text, sort_in(composition), part)
        if asked is None:
            return None
        found += [*([AND] if found else []), asked, FOR, part]
    return found


def level_list(composition: Composition) -> list[Phrase] | None:
    """`electrons and muons must pass the tight and loose isolation, respectively`: the one of these, the other of those."""
    nouns = [each for each in composition.before if isinstance(each, Noun)]
    listed = any(isinstance(each, Word) and each.text.lower() == "respectively" for each in composition.after)
    if not listed or len(nouns) != 2 or any(each.ranks or each.number for each in nouns):
        return None
    found: list[Phrase] = []
    for level, noun in zip(composition.words("TIGHTNESS"), nouns, strict=True):
        asked = passing(level.text, sort_in(composition), noun)
        if asked is None:
            return [UNREAD]
        found += [*([AND] if found else []), asked, FOR, replace(noun, plural=True, determiner="")]
    return found


def both_of(noun: Noun) -> tuple[Noun, Noun]:
    """`electrons (muons)`: those before and those in parentheses."""
    return (
        Noun(noun.kind, plural=True, words=noun.words),
        Noun(noun.other or noun.kind, plural=True, words=noun.other_words or noun.words),
    )


def sort_in(composition: Composition) -> str:
    """The type of the word for what has a level."""
    return composition.words("IDENTIFICATION", "ISOLATED")[0].type


def level_for(composition: Composition) -> list[Phrase] | None:
    """`tight identification is required for electrons and medium identification for muons`"""
    noun = composition.nouns[0]
    condition = passing(composition.words("TIGHTNESS")[0].text, sort_in(composition), noun)
    if condition is None or not noun.plural or noun.ranks or noun.number:
        return None
    if not composition.words("REQUIRE", "LINK"):
        return [condition, FOR, noun]
    apart: list[Phrase] = [NEXT] if any(isinstance(each, Noun) for each in composition.before) else []
    return [*apart, noun, MUST, HAVE, condition]


def level_as(composition: Composition) -> list[Phrase]:
    """`must be identified as tight`"""
    return [composition.words("TIGHTNESS")[0], Word("IDENTIFICATION", "identification")]


def level_again(composition: Composition) -> list[Phrase] | None:
    """`..., while signal electrons must pass the tight one`: the identification that was spoken of."""
    verb, determiner, level, _ = composition.given
    spoken = any(is_word(each, "IDENTIFICATION") for each in composition.before)
    told = spoken and not any(is_word(each, "ISOLATED") for each in composition.before)
    return [verb, determiner, level, Word("IDENTIFICATION", "identification")] if told else None


def level_used(composition: Composition) -> list[Phrase] | None:
    """`photons are identified using tight criteria`: their identification."""
    verb, level = composition.given[0], composition.words("TIGHTNESS")[0]
    identified = isinstance(verb, Word) and verb.text.lower().endswith("identified")
    return [verb, level, Word("IDENTIFICATION", "identification")] if identified else None


def qualified(composition: Composition) -> list[Phrase] | None:
    """`the requirement for leptons to pass the loose working point`: for loose leptons."""
    noun, level = composition.nouns[0], composition.words("TIGHTNESS")[0]
    text = level.text.lower().strip("\"'")
    return [FOR, replace(noun, words=(*noun.words, text))] if text in LEVELS and not noun.ranks else None
