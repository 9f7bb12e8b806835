"""Large jets by what decays in them: `are used to identify W bosons (top quarks)`, `65-105 GeV for W bosons`.

In: compositions. Out: the phrases in their place, with large jets for bosons and top quarks, or None where the words say
something else.
"""

from __future__ import annotations

from dataclasses import replace

from hepir.extract.builtin.collections import TAGGED
from hepir.extract.builtin.parsing.composition import AND, FOR, HAVE, MUST, Composition, joined
from hepir.extract.builtin.parsing.scoping import again
from hepir.extract.builtin.phrases import Condition, Interval, Noun, OneSided, Phrase, Relation, Word
from hepir.extract.builtin.properties import OF_LARGE_JETS

DECAYING = {
    "w": "w_tagged",
    "z": "z_tagged",
    "h": "higgs_tagged",
    "higgs": "higgs_tagged",
    "top": "top_tagged",
}
JETS = ("Jet", "FatJet")


def tagged(composition: Composition) -> list[Noun]:
    """Large jets for the particles that a composition names: `W bosons and top quarks`."""
    words = [each.text.lower() for each in composition.given if is_particle(each) and isinstance(each, Word)]
    return [Noun("FatJet", plural=True, words=(DECAYING[each],)) for each in words]


def is_particle(phrase: Phrase) -> bool:
    """Whether a word is the name of a particle that decays in a jet."""
    return isinstance(phrase, Word) and phrase.type == "WORD" and phrase.text.lower() in DECAYING


def sought(composition: Composition) -> list[Phrase] | None:
    """`jets with pT > 200 (400) GeV are used to identify W bosons (top quarks)`: these jets have it."""
    noun, names = composition.nouns[0], tagged(composition)
    alternative = bool(composition.words("LEFT")) and len(names) == 2
    if noun.kind not in JETS or noun.ranks or noun.number or not names or set(noun.words) & set(TAGGED):
        return None
    several = any(
        isinstance(each.relation, OneSided) and each.relation.others for each in composition.conditions
    )
    if several != alternative:
        return None
    if alternative:
        names = [replace(names[0], other="FatJet", other_words=names[1].words)]
    return [*joined(names), MUST, HAVE, *joined(composition.conditions)]


def massed(composition: Composition) -> list[Phrase] | None:
    """`a mass of 65-105 GeV for W bosons`: of the jets with such a boson."""
    condition, *more = composition.conditions
    names = tagged(composition)
    if condition.variable.name not in OF_LARGE_JETS or more or not names:
        return None
    values = (each.text.split(" ") for each in composition.words("VALUE"))
    relations = [condition.relation, *(again(condition.relation, each) for each in values)]
    if len(relations) == 1:
        return [condition, FOR, *joined(names)]
    return each_with_its_own(condition, relations, names)


def each_with_its_own(
    condition: Condition, relations: list[Relation | None], names: list[Noun]
) -> list[Phrase] | None:
    """`65-105 GeV for W bosons and 105-220 GeV for top quarks`: a condition for each."""
    if len(relations) != len(names):
        return None
    found: list[Phrase] = []
    for relation, name in zip(relations, names, strict=True):
        if relation is None:
            return None
        own = replace(condition, relation=with_unit(relation, relations[-1]))
        found += [*([AND] if found else []), own, FOR, name]
    return found


def with_unit(relation: Relation, last: Relation | None) -> Relation:
    """`between 60-100 and 110-220 GeV`: a unit that stands once."""
    if not isinstance(relation, Interval) or not isinstance(last, Interval) or relation.high.unit:
        return relation
    unit = last.high.unit
    return replace(relation, low=replace(relation.low, unit=unit), high=replace(relation.high, unit=unit))


def bosonic(composition: Composition) -> list[Phrase] | None:
    """`W boson candidates must have a soft-drop mass between ..`: large jets, where a variable of these is asked."""
    names = tagged(composition)
    asked = any(each.variable.name in OF_LARGE_JETS for each in composition.conditions)
    return [names[0], MUST, HAVE, *joined(composition.conditions)] if asked and len(names) == 1 else None


def resonances(composition: Composition) -> list[Phrase] | None:
    """`Higgs boson candidates are AK8 jets with`: these jets have what follows."""
    names, noun = tagged(composition), composition.nouns[0]
    return [names[0], MUST, HAVE] if len(names) == 1 and noun.kind in JETS and noun.plural else None
