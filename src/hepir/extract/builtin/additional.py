"""Objects besides those that an event must have: `events with additional leptons with pT > 10 GeV are rejected`.

In: the groups of a clause that asks for none of them. Out: a step that leaves open how many there are in all, which `totals`
takes from what else is asked of the same events: `size({Lepton}) == {more:Lepton}`.
"""

from __future__ import annotations

from dataclasses import replace

from hepir.extract.builtin.claims import Reading, step
from hepir.extract.builtin.clauses import Clause
from hepir.extract.builtin.collections import ADDITIONAL, MADE_OF
from hepir.extract.builtin.group import Group
from hepir.extract.builtin.members import number_of, replace_noun
from hepir.extract.builtin.phrases import Noun

LEPTONS = frozenset(MADE_OF["Lepton"])


def is_additional(noun: Noun) -> bool:
    """Whether others than those before are meant, whichever they are."""
    return bool(ADDITIONAL.intersection(noun.words)) or "other" in noun.determiner.split(" ")


def plainly(noun: Noun) -> Noun:
    """The noun without the word that says so."""
    words = tuple(each for each in noun.words if each not in ADDITIONAL)
    return replace(noun, words=words, determiner=noun.determiner.replace("other", "").strip())


def additional_reading(groups: list[Group], clause: Clause, region: str) -> Reading | None:
    """One step for groups of which none may be there besides those that are required; None where they ask for more."""
    unwanted = all(each.is_none or (clause.rejects and each.operator in (None, "")) for each in groups)
    if not groups or not unwanted or not any(is_additional(each) for each in groups[0].nouns):
        return None
    nouns = [(group, plainly(noun)) for group in groups for noun in group.nouns]
    kinds = {noun.kind for _, noun in nouns}
    if len(kinds) < len(nouns):
        return None  # one kind twice: by two names, of which the text says how they differ
    if any(noun.ranks or noun.other or noun.number for _, noun in nouns) or not (
        len(kinds) == 1 or kinds <= LEPTONS
    ):
        return None
    sizes = [number_of(replace_noun(group, noun), noun) for group, noun in nouns]
    if None in sizes:
        return None
    kind = kinds.pop() if len(kinds) == 1 else "Lepton"
    return Reading((step(region, f"select {' + '.join(each for each in sizes if each)} == {{more:{kind}}}"),))
