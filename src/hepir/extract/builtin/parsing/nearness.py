"""Which of two objects goes that are near each other: `if a photon and an electron are within dR = 0.3, the photon goes`.

In: a composition. Out: the objects that go, with their distance from the others, or None where the words say something else.
"""

from __future__ import annotations

import re
from dataclasses import replace

from hepir.extract.builtin.parsing.composition import GONE, NEXT, Composition
from hepir.extract.builtin.phrases import (
    Condition,
    Count,
    Holds,
    Interval,
    Noun,
    OneSided,
    Phrase,
    Quantity,
    Separation,
    Variable,
    Word,
    has_others,
    is_word,
)
from hepir.extract.builtin.properties import OF_OBJECTS, WITH_MORE

SOFTER = re.compile(
    r"\b(?:lower|lowest|softer|softest|smaller|smallest|less energetic|subleading|trailing)\b"
)
HARDER = re.compile(r"\b(?:higher|highest|harder|hardest|larger|largest|more energetic|leading)\b")
WITH_MORE_PT = Condition(Variable(WITH_MORE), Holds())


def near(composition: Composition) -> list[Phrase] | None:
    """`if a photon and an electron are closer than dR = 0.35, the photon is removed`: photons within it are removed."""
    *_, gone = composition.nouns
    spoken = [
        each for each in composition.nouns[:-1] if each.kind != "Track"
    ]  # `if they share a track or lie within`
    names = {each.kind for each in spoken}
    spoken += [each for each in apart(composition) if each.kind not in names]
    others, relation = met_by(gone, spoken), distance(composition)
    if not others or relation is None:
        return None
    if any(is_word(each, "CONDITION_FOR", "EXCEPT") for each in composition.after):
        return None
    found: list[Phrase] = []
    for one in singles(gone):
        behind: list[Phrase] = [each for noun in others[1:] for each in (Word("OR", "or"), noun)]
        found += [
            *([NEXT] if found else []), one, Separation(relation, others[0]), *behind, composition.given[-1],
        ]  # fmt: skip
    return found


def twins(composition: Composition) -> list[Phrase] | None:
    """`if two electrons are within dR < 0.1, the one with the lower pT is removed`: electrons with a harder one there."""
    count, relation = composition.given[1], distance(composition)
    if not isinstance(count, Count) or count.number != 2 or count.noun.ranks or relation is None:
        return None
    verb = composition.words("VETO", "CONSIDER")[0]
    place = composition.given.index(verb)
    comma = next(at for at, each in enumerate(composition.given) if is_word(each, "COMMA"))
    told = composition.given[comma:place]
    leading = any(isinstance(each, Noun) and each.ranks[:1] == (0,) for each in told)
    words = " ".join(each.text.lower() for each in told if isinstance(each, Word))
    softer, harder = bool(SOFTER.search(words)), leading or bool(HARDER.search(words))
    if (softer, harder) != (verb.type == "VETO", verb.type != "VETO"):
        return None
    one = Noun(count.noun.kind, plural=True)
    return [one, Separation(relation, one, (WITH_MORE_PT,)), GONE]


def respecting(composition: Composition) -> list[Phrase] | None:
    """`electrons with dR(e, μ) < 0.01 with respect to a muon`: those within it of a muon."""
    noun, other = composition.nouns
    kinds = {each.kind for each in apart(composition)}
    relation = distance(composition)
    if relation is None or (kinds and kinds != {noun.kind, other.kind}) or noun.kind == other.kind:
        return None
    return [noun, Separation(relation, other)] if noun.plural and not noun.ranks else None


def facing(composition: Composition) -> list[Phrase] | None:
    """`electrons with dR(e, jet) < 0.4 are removed`: those within it of any jet."""
    noun = composition.nouns[0]
    kinds = [each.kind for each in apart(composition)]
    others = met_by(noun, apart(composition))
    relation = distance(composition)
    if relation is None or len(kinds) != 2 or len(others) != 1 or not noun.plural or noun.ranks:
        return None
    return [noun, Separation(relation, replace(others[0], plural=True)), composition.given[-1]]


def around(composition: Composition) -> list[Phrase] | None:
    """`within dR < 0.4 of a jet with pT > 30 GeV`"""
    distance = composition.given[0]
    about_objects = all(each.variable.name in OF_OBJECTS for each in composition.conditions)
    if not isinstance(distance, Separation) or distance.noun.ranks or not about_objects:
        return None
    return [replace(distance, conditions=tuple(composition.conditions))]


def unaccompanied(composition: Composition) -> list[Phrase] | None:
    """`that there be no jet with pT > 30 GeV within dR < 0.5 of the photon`: photons with one go."""
    count, *_, distance = composition.given
    if not isinstance(count, Count) or not isinstance(distance, Separation) or distance.conditions:
        return None
    about, others = distance.noun, count.noun
    if about.determiner != "the" or about.kind == "Track":  # which track that is, others say
        return None
    if (
        (count.operator, count.number) != ("==", 0)
        or about.kind == others.kind
        or about.ranks
        or others.ranks
    ):
        return None
    asked = tuple(composition.conditions)
    if any(each.variable.name not in OF_OBJECTS for each in asked):
        return None
    others = replace(others, plural=True, determiner="")
    return [
        NEXT,
        replace(about, plural=True, determiner=""),
        Separation(distance.relation, others, asked),
        GONE,
    ]


def met_by(gone: Noun, nouns: list[Noun]) -> list[Noun]:
    """The objects that are near the one that goes, which is one of them; none where that is not clear."""
    if any(each.ranks for each in (*nouns, gone)) or gone.kind not in {each.kind for each in nouns}:
        return []
    return list({each.kind: each for each in nouns if each.kind != gone.kind}.values())


def singles(noun: Noun) -> list[Noun]:
    """`electron (muon)`: one after the other."""
    plain = replace(noun, determiner="", plural=True, other=None, words=())
    return [plain, *([replace(plain, kind=noun.other)] if noun.other else [])]


def apart(composition: Composition) -> list[Noun]:
    """The objects of which `dR(e, jet)` is the distance."""
    return [
        one for each in composition.conditions for one in each.variable.arguments if isinstance(one, Noun)
    ]


def distance(composition: Composition) -> OneSided | Interval | None:
    """`dR < 0.2`, `0.2 < dR < 0.4`, `dR(e, jet) < 0.2`; None for any other variable, and for what is far apart."""
    if composition.conditions:
        return close(composition.conditions[0])
    given = [Quantity(each.text) for each in composition.words("NUMBER")]
    return OneSided("<", (given[0],)) if len(given) == 1 else Interval(given[0], "<", "<", given[1])


def close(condition: Condition) -> OneSided | Interval | None:
    """The relation of a condition on a distance that is short."""
    relation = condition.relation
    if condition.variable.name != "dr" or condition.scope or has_others(condition):
        return None
    if isinstance(relation, OneSided):
        return relation if relation.operator[0] == "<" and len(relation.quantities) == 1 else None
    return relation if isinstance(relation, Interval) and relation.inside else None
