"""Objects of several qualities in one sentence: `are called veto leptons`, `the tight ones are required to have`.

In: compositions. Out: the phrases in their place, with the objects by their qualities, or None where the words say something
else.
"""

from __future__ import annotations

from dataclasses import replace

from hepir.extract.builtin.collections import LEVELS, LEVELS_TOLD, QUALITIES
from hepir.extract.builtin.parsing.composition import (
    AND,
    FOR,
    HAVE,
    MUST,
    NEXT,
    UNREAD,
    Composition,
    joined,
)
from hepir.extract.builtin.parsing.decays import tagged
from hepir.extract.builtin.parsing.working_points import both_of, passing
from hepir.extract.builtin.phrases import UNKNOWN, Condition, Count, Noun, Phrase, Word, is_word


def quality_in(word: Phrase) -> str:
    """`tight`, `veto`: a word that sets objects apart; empty for others."""
    if not isinstance(word, Word) or word.type not in ("TIGHTNESS", "QUALIFIER"):
        return ""
    text = word.text.lower().strip("\"'")
    return text if text in QUALITIES else ""


def qualities_in(composition: Composition) -> list[str]:
    """The qualities that a composition names by words of their own."""
    return [text for each in composition.given if (text := quality_in(each))]


def kinds_told(phrases: tuple[Phrase, ...]) -> list[str]:
    """The kinds of the objects that a sentence is about; none where some are told apart in another way."""
    nouns = [each for each in phrases if isinstance(each, Noun) and each.plural and not each.ranks]
    apart = {UNKNOWN, *QUALITIES} - set(LEVELS_TOLD)
    if any(set(each.words) & apart for each in nouns):
        return []
    return list(dict.fromkeys(each.kind for each in nouns))


def graded(composition: Composition) -> list[Phrase] | None:
    """`the tight selections are required to have`, `while the tight ones must have`: the tight ones of the objects."""
    kinds = kinds_told(composition.sentence)
    qualities = qualities_in(composition)
    if not kinds or len(qualities) != 1:
        return None
    nouns = [Noun(kind, plural=True, words=(qualities[0],)) for kind in kinds]
    verb = composition.given[-1]
    return [*joined(nouns), *([MUST, HAVE] if is_word(verb, "WITH") else [verb])]


def of_levels(composition: Composition) -> list[Phrase] | None:
    """`pT > 30 (10) GeV for the tight (veto) selection`: of tight and veto objects of the kind before."""
    kinds = kinds_told(composition.before)
    qualities = qualities_in(composition)
    if len(kinds) != 1 or len(qualities) != 2:
        return None
    first, second = qualities
    noun = Noun(kinds[0], plural=True, words=(first,), other=kinds[0], other_words=(second,))
    return [composition.given[0], FOR, noun]


def called(composition: Composition) -> list[Phrase] | None:
    """`signal leptons are baseline leptons that have`: signal leptons must have."""
    first = composition.nouns[0]
    second = composition.nouns[1] if len(composition.nouns) > 1 else Noun(first.kind, plural=True)
    verb = composition.given[-1]
    several = first.plural or first.determiner in ("a", "an")
    if not several or first.name == second.name or first.ranks or second.ranks or first.number:
        return None
    if second.words and not first.words:
        return None
    first = replace(first, plural=True, determiner="" if not first.plural else first.determiner)
    return [first, MUST, verb if is_word(verb, "CONSIDER") else HAVE]


def gapped(composition: Composition) -> list[Phrase] | None:
    """`a veto electron requires pT > 12 GeV, and a tight electron pT > 42 GeV`"""
    noun = composition.nouns[0]
    singled = noun.determiner in ("a", "an")
    if not singled and not is_second(noun, composition.before):
        return None
    return [NEXT, noun, MUST, HAVE, composition.given[-1]]


def gapped_with(composition: Composition) -> list[Phrase] | None:
    """`muons are selected with pT > 5 GeV, and electrons with pT > 7 GeV`, where no verb is left for these."""
    noun = composition.nouns[0]
    asked = isinstance(composition.before[-1] if composition.before else None, Condition)
    verbs = any(is_word(each, "REQUIRE", "VETO", "CONSIDER", "DEFINE") for each in composition.after)
    if not asked or verbs or not is_second(noun, composition.before):
        return None
    return [NEXT, noun, MUST, HAVE, composition.given[-1]]


def gapped_region(composition: Composition) -> list[Phrase] | None:
    """`SR1 requires MET > 300 GeV and SR2 MET > 500 GeV`, `SR1 is defined by two jets, SR2 by three jets`"""
    told = any(is_word(each, "REGION") for each in composition.before)
    asked = any(isinstance(each, Condition | Count) for each in composition.before)
    if not (told and asked):
        return None
    return [NEXT, *composition.words("REGION"), MUST, HAVE, composition.given[-1]]


def is_second(noun: Noun, before: tuple[Phrase, ...]) -> bool:
    """Whether what stands before asks the same of other objects, and of no events."""
    first = before[0] if before else None
    if not isinstance(first, Noun) or first.name == noun.name or first.ranks or not first.plural:
        return False
    if not noun.plural or noun.ranks or noun.number or any(is_word(each, "EVENTS") for each in before):
        return False
    return any(
        is_word(each, "REQUIRE", "CONSIDER", "DEFINE") or each in (HAVE, Word("WITH", "has"))
        for each in before
    )


def demands(composition: Composition) -> list[Phrase]:
    """All that a composition asks: conditions, and levels with what has them, joined by `and`."""
    found: list[Phrase] = []
    for place, each in enumerate(composition.given):
        if isinstance(each, Condition):
            found.append(each)
        elif is_word(each, "IDENTIFICATION", "ISOLATED") and is_word(
            composition.given[place - 1], "TIGHTNESS"
        ):
            found += [composition.given[place - 1], each]
    return separated(found)


def separated(asked: list[Phrase]) -> list[Phrase]:
    """Demands with `and` before each but the first."""
    starts = [each for each in asked if not is_word(each, "IDENTIFICATION", "ISOLATED")]
    groups = joined(starts)
    for level in (place for place, each in enumerate(asked) if is_word(each, "TIGHTNESS")):
        groups.insert(groups.index(asked[level]) + 1, asked[level + 1])
    return groups


def named(composition: Composition) -> list[Phrase] | None:
    """`jets with pT > 20 GeV are identified as b jets if they pass ...`: b jets must have pT > 20 GeV and pass ..."""
    noun = composition.given[0]
    assert isinstance(noun, Noun)
    name = name_given(composition, noun)
    conditional = bool(composition.words("CONDITION_FOR"))
    asked = demands(composition)
    if name is None or not (conditional or asked or composition.words("RIGHT")):
        return None
    if (levels := paired_levels(composition, name)) is None:
        return None
    name, level = without_level(name)
    asked = [*asked, *([AND] if asked and levels else []), *levels]
    begun: list[Phrase] = [MUST, HAVE, *level, *([AND] if level and asked else []), *asked]
    return [name, *begun, *([AND] if asked and conditional else [])]


def paired_levels(composition: Composition, name: Noun) -> list[Phrase] | None:
    """`passing the loose (tight) identification are called veto (signal) electrons`: a level of each; None where the levels
    are those of other objects than two."""
    place = next((at for at, each in enumerate(composition.given) if is_level_behind(composition, at)), None)
    if place is None:
        return []
    first, _, second, _, sort = composition.given[place - 4 : place + 1]
    if name.other is None or not isinstance(sort, Word):
        return None
    found: list[Phrase] = []
    for level, part in zip((first, second), both_of(name), strict=True):
        asked = passing(level.text, sort.type, part) if isinstance(level, Word) else None
        if asked is None:
            return None
        found += [*([AND] if found else []), asked, FOR, part]
    return found


def is_level_behind(composition: Composition, place: int) -> bool:
    """Whether `loose (tight)` stands before `identification` or `isolation` there."""
    before = composition.given[max(0, place - 4) : place]
    sorts = [
        is_word(each, sort)
        for each, sort in zip(before, ("TIGHTNESS", "LEFT", "TIGHTNESS", "RIGHT"), strict=False)
    ]
    behind = composition.given[place] if place < len(composition.given) else None
    return len(before) == 4 and all(sorts) and is_word(behind, "IDENTIFICATION", "ISOLATED")


def without_level(name: Noun) -> tuple[Noun, list[Phrase]]:
    """`medium b jets` as b jets, and the working point that they pass: there are no others to tell them from."""
    level = next((each for each in name.words if each in LEVELS), "")
    if name.kind != "BJet" or not level:
        return name, []
    kept = tuple(each for each in name.words if each != level)
    return replace(name, words=kept), [Word("TIGHTNESS", level), Word("IDENTIFICATION", "working point")]


def name_given(composition: Composition, noun: Noun) -> Noun | None:
    """The objects that a noun is named as: `b jets`, `veto`."""
    last = next(
        (each for each in reversed(composition.given[1:]) if isinstance(each, Noun) or quality_in(each)),
        None,
    )
    if isinstance(last, Word):
        return named_pair(composition, noun) or replace(noun, words=(*noun.words, quality_in(last)))
    if not isinstance(last, Noun) or last.ranks or last.number:
        return None
    same = last.name == noun.name and not last.words
    if same and not composition.words("IDENTIFICATION"):
        return None  # `jets with pT > 30 GeV are considered as jets` goes without saying
    return noun if same else replace(last, plural=True)


def named_pair(composition: Composition, noun: Noun) -> Noun | None:
    """`are called loose (tight)`: the ones and the others."""
    levels = [place for place, each in enumerate(composition.given) if is_word(each, "TIGHTNESS")]
    if len(levels) < 2 or levels[-2] + 2 != levels[-1] or is_level_behind(composition, levels[-1] + 2):
        return None
    one, other = (quality_in(composition.given[place]) for place in levels[-2:])
    return replace(noun, words=(*noun.words, one), other=noun.kind, other_words=(*noun.words, other))


def aimed(composition: Composition) -> list[Phrase] | None:
    """`to be considered as signal muons, muons must`, `to be tagged as a W boson, AK8 jets must`: those must."""
    *names, noun = [*tagged(composition), *composition.nouns]
    name = names[0] if names else noun
    if composition.before or len(names) != 1 or noun.ranks or noun.number or name.name == noun.name:
        return None
    return [replace(name, plural=True, determiner=""), composition.given[-1]]


def classified(composition: Composition) -> list[Phrase] | None:
    """`taus are required to have pT > 20 GeV and to pass the loose working point to be classified as veto taus`"""
    noun, *_, name = composition.nouns
    if name.kind != noun.kind or not name.words or noun.ranks or noun.number:
        return None
    return [replace(name, plural=True, determiner=""), MUST, HAVE, *demands(composition)]


def stricter(composition: Composition) -> list[Phrase] | None:
    """`, with a more stringent selection of pT > 30 GeV and the tight working point for signal taus`"""
    noun = composition.nouns[-1] if composition.nouns else selected(composition)
    if noun is None or not noun.plural or noun.ranks or noun.name == noun.kind:
        return None
    return [NEXT, noun, MUST, HAVE, *demands(composition)]


def sterner(composition: Composition) -> list[Phrase] | None:
    """`, with a more stringent selection of pT > 30 GeV`: of others, which are not told."""
    words = {each.text.lower() for each in composition.words("WORD")}
    return [UNREAD] if words & {"stringent", "stricter", "tighter", "looser", "harder"} else None


def selected(composition: Composition) -> Noun | None:
    """`for the selection classification`: of the kind that stands before."""
    kinds = kinds_told(composition.before)
    last = composition.given[-2]
    word = last.text.lower() if isinstance(last, Word) else ""
    return Noun(kinds[0], plural=True, words=(word,)) if len(kinds) == 1 and word in QUALITIES else None
