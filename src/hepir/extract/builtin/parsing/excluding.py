"""What a sentence takes out of what it selects: `but not 1.37 < |eta| < 1.52`, `the range 1.37 < |eta| < 1.52 is excluded`.

In: compositions. Out: the phrases in their place, or None where the words say something else.
"""

from __future__ import annotations

from hepir.extract.builtin.parsing.composition import EXCLUDING, GONE, NEXT, WITH, Composition
from hepir.extract.builtin.phrases import Interval, Phrase, is_word
from hepir.extract.builtin.properties import OF_OBJECTS


def negated(composition: Composition) -> list[Phrase] | None:
    """`and not in the crack region, 1.37 < |eta| < 1.52`, `but not 1.37 < |eta| < 1.52`"""
    condition = composition.conditions[0]
    told = composition.words("REGIONS", "RANGE")
    return [EXCLUDING, condition] if told or isinstance(condition.relation, Interval) else None


def barred(composition: Composition) -> list[Phrase] | None:
    """`the region 1.37 < |eta| < 1.52 is excluded for electrons`: those in it are"""
    condition = composition.conditions[0]
    if condition.variable.name not in OF_OBJECTS or not isinstance(condition.relation, Interval):
        return None
    if composition.before and not is_word(composition.before[-1], "COMMA", "AND", "SEPARATOR"):
        return None  # `jets in the region`
    apart: list[Phrase] = [NEXT] if composition.before else []
    nouns = composition.nouns
    return [*apart, *nouns[:1], *([WITH] if nouns else []), condition, GONE]


def noted_out(composition: Composition) -> list[Phrase] | None:
    """`where electrons with 1.37 < |eta| < 1.52 are rejected`"""
    noun = composition.nouns[0]
    if not noun.plural or noun.ranks or noun.number:
        return None
    return [NEXT, noun, WITH, composition.conditions[0], GONE]
