"""What compositions of phrases stand for.

In: the name of a rule of `compositions.lark` and the phrases that it holds. Out: the phrases in their place, or None where
the words say something else.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from hepir.extract.builtin.claims import LETTERS
from hepir.extract.builtin.collections import ADDITIONAL, QUALITIES
from hepir.extract.builtin.parsing.composition import (
    AND,
    EXCLUDING,
    GONE,
    HAVE,
    MUST,
    NEXT,
    UNREAD,
    WITH,
    Composition,
    joined,
)
from hepir.extract.builtin.parsing.decays import bosonic, massed, resonances, sought
from hepir.extract.builtin.parsing.excluding import (
    absent,
    allowing,
    barred,
    forbidden,
    forbidden_there,
    lacking,
    may,
    negated,
    noted_out,
    unfit,
    unless,
)
from hepir.extract.builtin.parsing.graded import (
    aimed,
    called,
    classified,
    gapped,
    gapped_region,
    gapped_with,
    graded,
    named,
    of_levels,
    sterner,
    stricter,
)
from hepir.extract.builtin.parsing.nearness import around, facing, near, respecting, twins, unaccompanied
from hepir.extract.builtin.parsing.nodes import OPERATORS, digits
from hepir.extract.builtin.parsing.scoping import (
    aside,
    bracketed,
    demanded,
    elided,
    limited,
    paired,
    scoped,
    shared_pair,
)
from hepir.extract.builtin.parsing.sides import sided, sided_first
from hepir.extract.builtin.parsing.sorts import sort_of
from hepir.extract.builtin.parsing.working_points import (
    level_again,
    level_as,
    level_for,
    level_list,
    level_pair,
    level_used,
    qualified,
)
from hepir.extract.builtin.phrases import (
    Condition,
    Count,
    Noun,
    OneSided,
    Phrase,
    Quantity,
    Variable,
    Word,
)
from hepir.extract.builtin.properties import TRACKS_WITH, of_object, several_values

PARTICIPLE = re.compile(r"(?:satisfying|passing|fulfil+ing|required)", re.IGNORECASE)
Rewriting = Callable[[Composition], list[Phrase] | None]


def first_alone(composition: Composition) -> list[Phrase]:
    """`electrons are reconstructed from clusters`: electrons."""
    return [composition.given[0]]


def described(composition: Composition) -> list[Phrase] | None:
    """`electrons are reconstructed from deposits matched to isolated tracks, and are required to have`"""
    noun = composition.nouns[0]
    return [noun, composition.given[-1]] if noun.plural and not noun.ranks else None


def hosted(composition: Composition) -> list[Phrase] | None:
    """`a vertex with at least two tracks with pT > 400 MeV`: how many of its tracks have that."""
    count, condition = composition.given[0], composition.conditions[0]
    nouns = [
        each.noun if isinstance(each, Count) else each
        for each in composition.before
        if isinstance(each, Noun | Count)
    ]
    if not isinstance(count, Count) or count.noun.kind != "Track" or count.operator not in ("", ">=", ">"):
        return None
    letter = LETTERS["Track"]
    text = of_object(condition, f"{letter}.") if condition.variable.name == "pt" else None
    if text is None or several_values(condition) or not nouns or nouns[-1].kind != "Vertex":
        return None
    asked = OneSided(count.operator or ">=", (Quantity(str(count.number)),))
    return [Condition(Variable(TRACKS_WITH, (f"{letter} {text}",)), asked)]


def seeking(composition: Composition) -> list[Phrase] | None:
    """`a tagger is used to identify b jets`: what comes next may be about these."""
    noun = composition.nouns[0]
    said = any(isinstance(each, Noun | Condition) for each in composition.before)
    return [NEXT, noun, Word("CONSIDER", "are identified")] if noun.plural and not said else None


def placed(composition: Composition) -> list[Phrase]:
    """`those in the transition region, 1.44 < |eta| < 1.57,`"""
    return [composition.given[0], WITH, composition.conditions[0]]


def stated(composition: Composition) -> list[Phrase] | None:
    """`the isolation requirement is I < 0.1`"""
    subject, verb, asked = composition.given
    return [subject, MUST, asked] if verb in (Word("LINK", "is"), Word("LINK", "are")) else None


def imperative(composition: Composition) -> list[Phrase] | None:
    """`remove any jet within dR < 0.2 of an electron`"""
    return [*composition.given[1:], GONE] if not composition.before else None


def excluded(composition: Composition) -> list[Phrase]:
    """`with the gap region 1.44 < |eta| < 1.57 removed`"""
    return [EXCLUDING, composition.conditions[0]]


def defined(composition: Composition) -> list[Phrase]:
    """`central jets (|eta| < 2.4) must have`"""
    noun, *asked, verb = composition.given
    return [noun, MUST, HAVE, *asked[1:-1], NEXT, noun, verb]


def separate(composition: Composition) -> list[Phrase] | None:
    """`two jets, where jets must`: a clause of its own, where these are all of their kind."""
    noun = composition.nouns[0]
    joint = next(iter(composition.words("SEPARATOR", "WITH")), None)
    if not noun.plural or noun.ranks or noun.number or noun.words:
        return None
    if joint is not None and joint.text.lower() not in ("with", "where"):
        return None
    verb = composition.words("CONSIDER", "REQUIRE")[0]
    if verb.type == "CONSIDER" and not PARTICIPLE.match(verb.text):
        return None
    return [NEXT, noun, MUST]


def absolute(composition: Composition) -> list[Phrase] | None:
    """`, with electrons satisfying pT > 30 GeV`"""
    apart = separate(composition)
    return [*apart, HAVE, composition.given[-1]] if apart else None


def alien(composition: Composition) -> list[Phrase]:
    """`two subjets with pT > 10 GeV`: of objects that the program has not"""
    return [composition.given[0], UNREAD]


def applied(composition: Composition) -> list[Phrase] | None:
    """`a pT threshold of 25 GeV is applied to electrons and muons`: these must have it."""
    nouns = composition.nouns
    goes_on = composition.after and sort_of(composition.after[0]) in (
        "IN",
        "WITH",
        "FOR",
        "OF",
        "CONSIDER",
        "PAIRED",
        "CONDITION",
    )
    if goes_on or any(not each.plural or each.ranks for each in nouns):
        return None
    return [*joined(nouns), MUST, HAVE, composition.conditions[0]]


def become(composition: Composition) -> list[Phrase] | None:
    """`jets are selected to be large-R jets with pT > 250 GeV`: what they are to be has it."""
    noun = composition.nouns[0]
    return [NEXT, noun, MUST, HAVE, composition.given[-1]] if noun.plural and not noun.ranks else None


def labelled(composition: Composition) -> list[Phrase] | None:
    """`electrons: pT > 20 GeV`"""
    if any(isinstance(each, Noun) for each in composition.before):
        return None
    return [composition.given[0], MUST, HAVE, composition.given[-1]]


def attributed(composition: Composition) -> list[Phrase] | None:
    """`the photon isolation must be`: of photons, where the sentence begins with it."""
    if any(isinstance(each, Noun | Condition) for each in composition.before):
        return None
    kind = composition.words("WORD")[0]
    return [Noun(kind.text.capitalize(), plural=True), composition.given[-1]]


def performed(composition: Composition) -> list[Phrase]:
    """`the identification of b jets is performed with`"""
    return [composition.nouns[0], Word("CONSIDER", "are identified")]


def thresholds(composition: Composition) -> list[Phrase] | None:
    """`for muons, the thresholds are pT > 20 GeV`, `the requirements for jets are`"""
    behind = composition.after[0] if composition.after else None
    noun = composition.nouns[0]
    return [noun, MUST, HAVE] if isinstance(behind, Condition) and noun.plural and not noun.ranks else None


def none_of(composition: Composition) -> list[Phrase] | None:
    """`no loose electrons, muons or taus`: none of each, all of them loose."""
    count = composition.given[0]
    assert isinstance(count, Count)
    if (count.operator, count.number, count.most) != ("==", 0, None) or count.noun.ranks:
        return None
    shared = tuple(word for word in count.noun.words if word in QUALITIES or word in ADDITIONAL)
    found: list[Phrase] = [count]
    for each in composition.nouns:
        if each.ranks or each.number or each.determiner:
            return None
        found += [AND, replace(count, noun=replace(each, words=each.words or shared))]
    return found


def counted_again(composition: Composition) -> list[Phrase] | None:
    """`and at least three must have pT > 40 GeV`: of the objects that were counted last; `and none of them may have`:
    of those that have what is asked before"""
    told = [each for each in composition.sentence if isinstance(each, Noun | Count)]
    before = [each for each in (*composition.before, *composition.given) if isinstance(each, Noun | Count)]
    behind = composition.after[0] if composition.after else None
    if not before or not isinstance(behind, Condition) or told.index(before[-1]) + 1 != len(before):
        return None
    last = before[-1].noun if isinstance(before[-1], Count) else before[-1]
    side = next((OPERATORS[each.type] for each in composition.words(*OPERATORS)), "")
    number = next((digits(each.text) for each in composition.words("NUMBER_WORD")), None)
    if last.ranks or last.number:
        return None
    noun = replace(last, determiner="", plural=True)
    count = Count("==", 0, noun) if number is None else Count(side, int(number), noun)
    required = any(sort_of(each) in ("REQUIRE", "MAY") for each in composition.given)
    them = any(sort_of(each) == "THEM" for each in composition.given)
    these = [each for each in composition.before if them and isinstance(each, Condition)]
    asked = [each for one in these for each in (one, AND)]
    return [count, *([MUST] if required else []), WITH, *asked]


REWRITINGS: dict[str, Rewriting] = {
    "none": none_of,
    "description": first_alone,
    "described": described,
    "hosted": hosted,
    "seeking": seeking,
    "placed": placed,
    "limited": limited,
    "scoped": scoped,
    "sided": sided,
    "sided_first": sided_first,
    "demanded": demanded,
    "paired": paired,
    "bracketed": bracketed,
    "aside": aside,
    "shared_pair": shared_pair,
    "elided": elided,
    "called": called,
    "graded": graded,
    "of_levels": of_levels,
    "classified": classified,
    "stricter": stricter,
    "sterner": sterner,
    "stated": stated,
    "gapped_region": gapped_region,
    "gapped": gapped,
    "gapped_with": gapped_with,
    "near": near,
    "around": around,
    "twins": twins,
    "unaccompanied": unaccompanied,
    "nearer": near,
    "respecting": respecting,
    "facing": facing,
    "imperative": imperative,
    "excluded": excluded,
    "negated": negated,
    "forbidden": forbidden,
    "forbidden_there": forbidden_there,
    "disallowed": forbidden_there,
    "allowing": allowing,
    "absent": absent,
    "may": may,
    "counted_again": counted_again,
    "lacking": lacking,
    "unfit": unfit,
    "unless": unless,
    "barred": barred,
    "noted_out": noted_out,
    "defined": defined,
    "named": named,
    "sought": sought,
    "massed": massed,
    "massed_each": massed,
    "aimed": aimed,
    "level_pair": level_pair,
    "level_list": level_list,
    "level_for": level_for,
    "level_applied": level_for,
    "level_again": level_again,
    "level_used": level_used,
    "level_as": level_as,
    "qualified": qualified,
    "bosonic": bosonic,
    "resonances": resonances,
    "absolute": absolute,
    "noted": separate,
    "alien": alien,
    "applied": applied,
    "become": become,
    "labelled": labelled,
    "attributed": attributed,
    "performed": performed,
    "thresholds": thresholds,
}
"""For each rule of the grammar what makes of its phrases what they stand for."""
