"""For which of the objects a condition is asked: `pT > 25 GeV for |eta| < 2.4`, `below 3 for muons and 5 for electrons`.

In: compositions. Out: conditions with their scopes, or None where the words say something else.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from hepir.extract.builtin.parsing.composition import AND, FOR, HAVE, MUST, NEXT, Composition
from hepir.extract.builtin.phrases import (
    Condition,
    Interval,
    Noun,
    OneSided,
    Phrase,
    Quantity,
    Relation,
    Word,
    has_others,
    is_word,
)
from hepir.extract.builtin.properties import OF_OBJECTS


def limited(composition: Composition) -> list[Phrase] | None:
    """`pT > 25 GeV for |eta| < 2.4`: one condition with its scope."""
    condition, *_, scope = composition.given
    assert isinstance(condition, Condition)
    assert isinstance(scope, Condition)
    about = composition.nouns[0] if composition.nouns else None
    made = within(condition, [scope])
    if made is None or (about and not is_of_all(about)):
        return None
    return [owned(made, about, composition.before)]


def scoped(composition: Composition) -> list[Phrase] | None:
    """`JVT > 0.6 for jets with pT < 60 GeV and |eta| < 2.4`: a condition asked of those for which the others hold."""
    if composition.after and is_word(composition.after[0], "FOR"):
        return None  # the last one is asked of others
    condition, *scopes = composition.conditions
    about = composition.nouns[0] if composition.nouns else None
    made = within(condition, scopes)
    if made is None or (about and not is_of_all(about)):
        return None
    return [owned(made, about, composition.before)]


def demanded(composition: Composition) -> list[Phrase] | None:
    """`a JVT above 0.6 is required for jets with pT < 60 GeV and |eta| < 2.4`: of these jets."""
    condition, *scopes = composition.conditions
    noun = composition.nouns[0]
    made = within(condition, scopes)
    if made is None or not is_of_all(noun) or not noun.plural:
        return None
    before: list[Phrase] = [NEXT] if any(map(is_said, composition.before)) else []
    return [*before, noun, MUST, HAVE, made]


def is_said(phrase: Phrase) -> bool:
    """Whether a phrase says something that a clause of its own ends."""
    return isinstance(phrase, Noun | Condition)


def within(condition: Condition, scopes: Sequence[Condition]) -> Condition | None:
    """A condition asked of the objects for which others hold, each the scope of the one before; None where one of them is
    of no object or has several values."""
    known = {each.variable.name for each in (condition, *scopes)} <= set(OF_OBJECTS)
    if not known or condition.scope or any(has_others(each) for each in scopes):
        return None
    scope: Condition | None = None
    for each in reversed(scopes):
        scope = replace(each, scope=scope)
    return replace(condition, scope=scope)


def is_of_all(noun: Noun) -> bool:
    """Whether all objects of a kind may be meant."""
    return not (noun.ranks or noun.number or noun.determiner in ("a", "an"))


def owned(condition: Condition, noun: Noun | None, before: tuple[Phrase, ...]) -> Condition:
    """A condition on the objects of a noun, where what stands before is about others as well."""
    spoken = {each.kind for each in before if isinstance(each, Noun)}
    if noun is None or condition.variable.arguments or spoken == {noun.kind} or not noun.plural:
        return condition
    return replace(condition, variable=replace(condition.variable, arguments=(noun,)))


def paired(composition: Composition) -> list[Phrase] | None:
    """`below 0.15 (0.1) for |eta| < 1.2 (|eta| > 1.2)`, `for |eta| < 1.2 (> 1.2)`: each value for its own range."""
    condition, first, second = composition.conditions
    relation = condition.relation
    if not isinstance(relation, OneSided) or len(relation.others) != len(relation.quantities):
        return None
    if second.variable == condition.variable:
        second = replace(second, variable=first.variable)
    about = composition.nouns[:1]
    found: list[Phrase] = []
    for values, scope in zip((relation.quantities, relation.others), (first, second), strict=True):
        own = replace(condition, relation=OneSided(relation.operator, values))
        one = limited(Composition((own, *about, scope), composition.before))
        if one is None:
            return None
        found += [*([AND] if found else []), *one]
    return found


def bracketed(composition: Composition) -> list[Phrase] | None:
    """`pT > 12 GeV (pT > 9 GeV)`: the second value in parentheses alone."""
    first, second = composition.conditions
    one, other = first.relation, second.relation
    if not isinstance(one, OneSided) or not isinstance(other, OneSided) or first.scope or second.scope:
        return None
    if one.operator != other.operator or first.variable != second.variable:
        return None
    if len(one.quantities) + len(other.quantities) > 2 or one.others or other.others:
        return None
    return [replace(first, relation=replace(one, others=other.quantities))]


def shared_pair(composition: Composition) -> list[Phrase] | None:
    """`pT > 25 (20) GeV and |eta| < 2.5 (2.4) for electrons (muons)`: each of these."""
    noun = composition.nouns[0]
    if noun.other is None or noun.ranks or noun.number:
        return None
    found: list[Phrase] = []
    for each in composition.conditions:
        found += [*([AND] if found else []), each, FOR, noun]
    return found


def aside(composition: Composition) -> list[Phrase] | None:
    """`electrons must have |eta| < 2.5 (2.4 for muons)`: the value of others."""
    condition, noun = composition.conditions[0], composition.nouns[0]
    about = [each for each in composition.before if isinstance(each, Noun)][-1:]
    relation = again(condition.relation, composition.words("VALUE")[0].text.split(" "))
    if relation is None or not about or not noun.plural or about[0].kind in (noun.kind, "Lepton"):
        return None
    return [condition, FOR, about[0], AND, replace(condition, relation=relation), FOR, noun]


def elided(composition: Composition) -> list[Phrase] | None:
    """`below 3 for muons and 5 for electrons`: the second value behind the variable of the first."""
    condition = composition.conditions[0]
    if several(condition.relation):
        return None
    found: list[Phrase] = []
    for each in composition.given:
        if isinstance(each, Word) and each.type == "VALUE":
            relation = again(condition.relation, each.text.split(" "))
            if relation is None:
                return None
            found.append(replace(condition, relation=relation))
        else:
            found.append(each)
    return with_scopes(found)


def several(relation: Relation) -> bool:
    """Whether a relation has more values than one, or none that others could stand for."""
    if isinstance(relation, OneSided):
        return len(relation.quantities) > 1 or bool(relation.others)
    return not isinstance(relation, Interval)


def again(relation: Relation, words: list[str]) -> Relation | None:
    """The same relation with other values: `5`, `105 - 210 GeV`."""
    numbers = [each for each in words if each[:1].isdigit()]
    unit = words[-1] if not words[-1][:1].isdigit() else None
    match relation:
        case OneSided(operator, quantities) if len(numbers) == 1:
            return OneSided(operator, (Quantity(numbers[0], unit or quantities[0].unit),))
        case Interval(low, _, _, high) if len(numbers) > 1:
            ends = (Quantity(each, unit or high.unit or low.unit) for each in numbers)
            return replace(relation, low=next(ends), high=next(ends))
    return None


def with_scopes(phrases: list[Phrase]) -> list[Phrase] | None:
    """Conditions with what stands behind the `for` of each, where that is a condition."""
    found: list[Phrase] = []
    place = 0
    while place < len(phrases):
        match phrases[place : place + 3]:
            case [Condition() as one, Word(type="FOR"), Condition() as scope]:
                made = within(one, [scope])
                if made is None:
                    return None
                found.append(made)
                place += 3
            case [one, *_]:
                found.append(one)
                place += 1
    return found
