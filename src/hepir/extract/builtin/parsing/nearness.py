"""Which of two objects goes that are near each other: `if a photon and an electron are within dR = 0.3, the photon goes`.

In: a composition. Out: the objects that go, with their distance from the others, or None where the words say something else.
"""

from __future__ import annotations

from dataclasses import replace

from hepir.extract.builtin.parsing.composition import NEXT, Composition
from hepir.extract.builtin.phrases import (
    Interval,
    Noun,
    OneSided,
    Phrase,
    Quantity,
    Separation,
    Word,
    is_word,
)


def near(composition: Composition) -> list[Phrase] | None:
    """`if a photon and an electron are closer than dR = 0.35, the photon is removed`: photons within it are removed."""
    *_, gone = composition.nouns
    others = met_by(gone, composition.nouns[:-1])
    if not others or any(is_word(each, "CONDITION_FOR", "EXCEPT") for each in composition.after):
        return None
    found: list[Phrase] = []
    for one in singles(gone):
        apart = Separation(distance(composition), others[0])
        behind: list[Phrase] = [each for noun in others[1:] for each in (Word("OR", "or"), noun)]
        found += [*([NEXT] if found else []), one, apart, *behind, composition.given[-1]]
    return found


def met_by(gone: Noun, nouns: list[Noun]) -> list[Noun]:
    """The objects that are near the one that goes, which is one of them; none where that is not clear."""
    if any(each.ranks for each in (*nouns, gone)) or gone.kind not in {each.kind for each in nouns}:
        return []
    return list({each.kind: each for each in nouns if each.kind != gone.kind}.values())


def singles(noun: Noun) -> list[Noun]:
    """`electron (muon)`: one after the other."""
    plain = replace(noun, determiner="", plural=True, other=None, words=())
    return [plain, *([replace(plain, kind=noun.other)] if noun.other else [])]


def distance(composition: Composition) -> OneSided | Interval:
    """`dR < 0.2`, `0.2 < dR < 0.4`"""
    given = [Quantity(each.text) for each in composition.words("NUMBER")]
    return OneSided("<", (given[0],)) if len(given) == 1 else Interval(given[0], "<", "<", given[1])
