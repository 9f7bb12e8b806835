"""What a clause asks of a group of objects: `at least two jets with pT > 30 GeV`, `the leading photon`.

In: a group that `events` has filled. Out: steps of a region, and what was left over.
"""

from __future__ import annotations

from dataclasses import replace

from hepir.extract.builtin.claims import LETTERS, Claim, Reading, rule, step
from hepir.extract.builtin.clauses import Clause
from hepir.extract.builtin.event_values import charge_text
from hepir.extract.builtin.group import ANY_OF, EVERY, Group
from hepir.extract.builtin.members import member_text, number_of, replace_noun
from hepir.extract.builtin.owners import OTHERS
from hepir.extract.builtin.phrases import (
    UNKNOWN,
    Condition,
    Noun,
    OneSided,
    Phrase,
    has_others,
    is_word,
)
from hepir.extract.builtin.properties import failing_in_scope, of_object

# Words that make the objects behind them others than those of the analysis, in a way the language does not say.
UNCLEAR = OTHERS | {UNKNOWN}
KNOWN_TRACKS = {"isolated", "charged"}


def group_reading(group: Group, clause: Clause, region: str) -> Reading:
    """The steps of a group."""
    if any(is_unclear(each) for each in group.nouns):
        return Reading(left=("objects of another sort",))
    if clause.rejects and charge_text(group.noun):
        return pair_rejected(group, region)
    if group.noun.other is not None:
        return parted_reading(group, clause, region)
    if group.noun.other_rank is None and any(has_others(each) for each in group.conditions):
        return Reading(left=("values of several objects",))
    if group.is_none and group.noun.ranks:
        return none_of_rank(group, clause, region)
    if group.operator is not None:
        return (
            Reading(left=("a quality of objects",)) if group.asked else count_reading(group, clause, region)
        )
    if group.noun.ranks:
        return ranked_reading(group, clause, region)
    if (
        group.noun.number
        and group.noun.determiner.lower() in ("the", "both", "both the", "these", "all", "all the")
        and len(group.nouns) == 1
    ):
        return each_reading(group, clause, region)
    events = any(is_word(each, "EVENTS") for each in clause.before)
    if events and group.noun.determiner.lower() in EVERY and len(group.nouns) == 1 and not group.noun.number:
        return every_reading(group, clause, region)
    if clause.rejects or (not group.noun.plural and group.noun.determiner and demands(clause)):
        return existing_reading(group, clause, region)
    return Reading(left=("objects",)) if group.conditions else Reading()


def pair_rejected(group: Group, region: str) -> Reading:
    """`events with a same-sign muon pair are rejected`"""
    noun = group.noun
    several = noun.ranks or len(group.nouns) > 1 or group.conditions or group.distances or group.partner
    if noun.number != 2 or several or (group.operator, group.number) not in ((None, 0), (">=", 1)):
        return Reading(left=("charges",))
    return Reading((step(region, f"reject any({charge_text(noun)} for pair in {{pairs:{noun.name}}})"),))


def every_reading(group: Group, clause: Clause, region: str) -> Reading:
    """`events in which all leptons have pT > 20 GeV`"""
    word = "reject" if clause.rejects else "select"
    letter = LETTERS[group.noun.kind]
    text = member_text(group, letter)
    if not text:
        return Reading(left=("a condition",)) if group.conditions else Reading()
    return Reading((step(region, f"{word} all({text} for {letter} in {{{group.noun.name}}})"),))


def none_of_rank(group: Group, clause: Clause, region: str) -> Reading:
    """`no second muon with pT > 10 GeV`: such a muon rejects the event."""
    noun = group.noun
    if (
        clause.rejects
        or len(group.nouns) > 1
        or len(noun.ranks) > 1
        or not noun.ranks[0]
        or not group.conditions
    ):
        return Reading(left=("an object by its rank",))
    return ranked_reading(replace(group, operator=None), replace(clause, verb="VETO"), region)


def demands(clause: Clause) -> bool:
    """Whether what a clause speaks of must be there: `events with a photon are selected`, `defined by a muon`."""
    events = bool(clause.before) and is_word(clause.before[0], "EVENTS")
    return clause.verb in ("REQUIRE", "DEFINE") or (clause.verb == "CONSIDER" and events)


def parted_reading(group: Group, clause: Clause, region: str) -> Reading:
    """`an electron (muon) with pT > 10 (5) GeV`: a group for each, where events with either are rejected."""
    noun = group.noun
    counted = bool(group.operator) and not group.is_none
    if not (clause.rejects or counted) or len(group.nouns) > 1 or group.distances or group.alternatives:
        return Reading(left=("one or the other",))
    reading = Reading()
    words = noun.other_words or noun.words
    parts = (replace(noun, other=None), replace(noun, kind=noun.other or noun.kind, words=words, other=None))
    for part, other in zip(parts, (False, True), strict=True):
        conditions = [with_values(each, other=other) for each in group.conditions]
        own = replace(group, nouns=[part], conditions=conditions)
        reading = reading.joined(group_reading(own, clause, region))
    return reading if clause.rejects else either_of(reading, region)


def either_of(reading: Reading, region: str) -> Reading:
    """`exactly one electron (muon) with pT > 30 (25) GeV`: one step, which either fulfils."""
    texts = [each.text for each in reading.claims]
    if len(texts) != 2 or reading.left or not all(each.startswith("select ") for each in texts):
        return Reading(left=("one or the other",))
    return Reading((step(region, f"{texts[0]} or {texts[1].removeprefix('select ')}"),))


def with_values(condition: Condition, *, other: bool) -> Condition:
    """A condition with the values of one of the two kinds: `pT > 10 (5) GeV`."""
    relation = condition.relation
    if not isinstance(relation, OneSided) or not relation.others:
        return condition
    given = relation.others if other else relation.quantities
    return replace(condition, relation=OneSided(relation.operator, given))


def is_unclear(noun: Noun) -> bool:
    """Whether a word sets these objects apart from those of the analysis."""
    apart = UNCLEAR.intersection(noun.words) or "other" in noun.determiner
    of_vertex = noun.kind == "Vertex" and "displaced" in noun.words
    return bool(apart) or of_vertex or (noun.kind == "Track" and not KNOWN_TRACKS.issuperset(noun.words))


def count_reading(group: Group, clause: Clause, region: str) -> Reading:
    """`at least two jets with pT > 30 GeV`"""
    pair = charge_text(group.noun)
    if (
        group.noun.number == 2 and not group.noun.determiner and not clause.rejects
    ):  # `at least one lepton pair`
        steps = pair_steps(group, pair, clause, region)
        said = steps and group.operator in ("", ">=") and group.number == 1 and not group.conditions
        return Reading(steps, () if said else ("how many",))
    if group.operator == "":
        return open_count_reading(group, clause, region)
    if several(group):
        return list_reading(group, clause, region)
    word = "reject" if clause.rejects else "select"
    sizes = [number_of(replace_noun(group, noun), noun) for noun in group.nouns]
    if None in sizes:
        return Reading(left=("a condition",))
    if group.number == 0 and group.operator == "==":
        claims = [step(region, f"{word} {size} == 0") for size in sizes]
    else:
        total = " + ".join(each for each in sizes if each)
        bounds = (
            f"{group.number} <= {total} <= {group.most}"
            if group.most
            else f"{total} {group.operator} {group.number}"
        )
        claims = [step(region, f"{word} {bounds}")]
    steps = pair_steps(group, pair, clause, region)
    implied = (
        "pair" in group.noun.words and not group.conditions and steps
    )  # `at least one pair of opposite-sign leptons`
    return Reading(steps if implied else (*claims, *steps))


def open_count_reading(group: Group, clause: Clause, region: str) -> Reading:
    """`two photons`: at least so many, whether the words mean these alone or not."""
    if clause.rejects or not clause.verb:
        return Reading(left=("how many",))
    if not group.number:
        return count_reading(replace(group, operator="=="), clause, region)
    counted = count_reading(replace(group, operator=">="), clause, region)
    return Reading(counted.claims, (*counted.left, "how many"))


def several(group: Group) -> bool:
    """Whether a value is given for each of several objects."""
    return any(
        isinstance(each.relation, OneSided) and len(each.relation.quantities) > 1 for each in group.conditions
    )


def list_reading(group: Group, clause: Clause, region: str) -> Reading:
    """`at least three leptons with pT above 20, 15 and 10 GeV`: by rank."""
    if len(group.nouns) > 1 or clause.rejects or group.operator not in ("==", ">="):
        return Reading(left=("a list",))
    noun = replace(group.noun, ranks=(0,), number=group.number)
    ranked = ranked_reading(replace(group, nouns=[noun], operator=None), clause, region)
    size = step(region, f"select size({{{noun.name}}}) {group.operator} {group.number}")
    return Reading((size, *ranked.claims), ranked.left)


def ranked_reading(group: Group, clause: Clause, region: str) -> Reading:
    """`the leading (subleading) photon must have pT > 40 (30) GeV`"""
    noun = group.noun
    ranks = (
        tuple(range(noun.number)) if noun.number and noun.ranks == (0,) and noun.number > 1 else noun.ranks
    )
    if noun.plural and len(ranks) == 1 and not noun.number and noun.other is None:
        return Reading(left=("how many",) if group.conditions else ())  # `the trailing leptons`
    if clause.rejects and len(ranks) > 1 and noun.determiner == ANY_OF:
        return any_ranked_reading(group, len(ranks), region)
    kind = f"{{{noun.name}}}"
    alone = len(group.conditions) == 1 and len(group.nouns) == 1
    if clause.rejects and len(ranks) == 1 and ranks[0] and not alone:
        return further_reading(group, ranks[0], region)
    claims: list[Claim] = ranked_pair(noun, ranks, clause, region)
    if len(ranks) > 1 or ranks[0] or noun.other_rank:
        claims.append(rule(noun.name, "sort by pt descending"))
    word = "reject" if clause.rejects else "select"
    if any(wrong_length(each, len(ranks)) for each in group.conditions) or group.distances:
        return Reading(left=("a list",))
    for number, condition in enumerate(group.conditions):
        for place, rank in enumerate(ranks):
            claims += ranked_step(group, number, (kind, rank, place), f"{word} ", region)
        if noun.other_rank is not None and isinstance(condition.relation, OneSided):
            text = of_object(condition, f"{kind}[{noun.other_rank}].", other=True)
            claims += [step(region, f"{word} {text}")] if text else []
    steps = [each for each in claims if each.block == "region"]
    if clause.rejects and len(steps) > 1:  # only together
        texts = [each.text.removeprefix("reject ") for each in steps]
        claims = [each for each in claims if each not in steps]
        claims.append(step(region, f"reject {' and '.join(texts)}"))
    return Reading(tuple(claims) if steps else (), ("a condition",) if group.conditions and not steps else ())


def any_ranked_reading(group: Group, number: int, region: str) -> Reading:
    """`if any of the four leading jets has |eta| > 2.4`: one of them is enough."""
    letter, name = LETTERS[group.noun.kind], group.noun.name
    text = member_text(group, letter)
    if not text or group.noun.ranks != (0,):
        return Reading(left=("a condition",) if group.conditions else ())
    asked = step(region, f"reject any({text} for {letter} in first({{{name}}}, {number}))")
    return Reading((rule(name, "sort by pt descending"), asked))


def further_reading(group: Group, rank: int, region: str) -> Reading:
    """`events with a third lepton are rejected`, `with a second electron or muon with pT > 5 GeV`: so many are too many."""
    names = {each.name for each in group.nouns}
    name = "Lepton" if names == {"Electron", "Muon"} else group.noun.name
    if len(names) > 1 and name != "Lepton":
        return Reading(left=("how many",))
    if group.conditions:
        plain = replace(group, nouns=[Noun(name, plural=True)])
        many = number_of(plain, plain.noun) if rank == 1 else None  # a quote that says `third` says no number
        claims = (step(region, f"reject {many} > {rank}"),) if many else ()
        return Reading(claims, () if claims else ("how many",))
    return Reading((rule(name, "sort by pt descending"), step(region, f"reject exists({{{name}}}[{rank}])")))


def ranked_pair(noun: Noun, ranks: tuple[int, ...], clause: Clause, region: str) -> list[Claim]:
    """`the two leading leptons must have opposite charges`"""
    text = charge_text(noun)
    if not text or len(ranks) != 2 or clause.rejects:
        return []
    for place, name in enumerate(("pair.first", "pair.second")):
        text = text.replace(name, f"{{{noun.name}}}[{ranks[place]}]")
    return [step(region, f"select {text}")]


def each_reading(group: Group, clause: Clause, region: str) -> Reading:
    """`the two leptons must have opposite charge`, `both photons must have pT > 30 GeV`"""
    steps = pair_steps(group, charge_text(group.noun), clause, region) if group.noun.number == 2 else ()
    if not group.conditions or clause.rejects:
        return Reading(steps, ("objects",) if group.conditions else ())
    if group.noun.determiner == "the" and any(is_charged(each) for each in clause.before):
        return Reading(left=("charges",))  # `the two leptons of same charge`: not those of highest pt
    ranked = ranked_reading(replace(group, nouns=[replace(group.noun, ranks=(0,))]), clause, region)
    return Reading((*steps, *ranked.claims), ranked.left)


def is_charged(phrase: Phrase) -> bool:
    """Whether a phrase says which of the objects are meant by their charges."""
    return is_word(phrase, "CHARGE") or (isinstance(phrase, Noun) and bool(charge_text(phrase)))


def ranked_step(
    group: Group, number: int, which: tuple[str, int, int], word: str, region: str
) -> list[Claim]:
    """One condition on the object of one rank."""
    kind, rank, place = which
    stem = f"{kind}[{rank}]." if rank else f"leading({kind})."
    condition = group.conditions[number]
    if condition.scope:
        fails = failing_in_scope(condition, stem)
        return [step(region, f"reject {fails}")] if fails and word == "select " else []
    text = of_object(condition, stem, place)
    second = group.alternatives.get(number)
    if text and second:
        text = f"{text} or {of_object(second, stem, place)}"
    return [step(region, f"{word}{text}")] if text else []


def wrong_length(condition: Condition, ranks: int) -> bool:
    """Whether a list of values has another length than that of objects."""
    return isinstance(condition.relation, OneSided) and len(condition.relation.quantities) not in (1, ranks)


def existing_reading(group: Group, clause: Clause, region: str) -> Reading:
    """`a photon with pT > 150 GeV`, and in a rejected event any such object."""
    word = "reject" if clause.rejects else "select"
    claims: list[Claim] = []
    for noun in group.nouns:
        letter = LETTERS[noun.kind]
        text = member_text(replace_noun(group, noun), letter)
        if text is None:
            return Reading(left=("a condition",))
        collection = f"{{{noun.name}}}"
        if text:
            claims.append(step(region, f"{word} any({text} for {letter} in {collection})"))
        elif group is not None and (clause.rejects or noun.determiner in ("a", "an")):
            claims.append(step(region, f"{word} size({collection}) {'> 0' if clause.rejects else '>= 1'}"))
    claims += pair_steps(group, charge_text(group.noun), clause, region) if group.partner else ()
    if group.any_of and not clause.rejects and len(claims) > 1:
        texts = [each.text.removeprefix("select ") for each in claims]
        claims = [step(region, f"select {' or '.join(texts)}")] if len(claims) == len(group.nouns) else []
    return Reading(tuple(claims), () if claims or not group.any_of else ("one or the other",))


def pair_steps(group: Group, text: str, clause: Clause, region: str) -> tuple[Claim, ...]:
    """A step that asks for a pair."""
    if not text or clause.rejects:
        return ()
    if group.partner is not None:
        return (step(region, f"select any({mixed_pair(group.partner, group.noun, text)})"),)
    name = group.noun.name
    if len(group.nouns) > 1:
        if {each.name for each in group.nouns} != {"Electron", "Muon"}:
            return ()
        name = "Lepton"  # `two opposite-sign electrons or muons`
    return (step(region, f"select any({text} for pair in {{pairs:{name}}})"),)


def mixed_pair(first: Noun, second: Noun, text: str) -> str:
    """`an electron and a muon of opposite charge`"""
    one, other = LETTERS[first.kind], LETTERS[second.kind]
    asked = text.replace("pair.first", one).replace("pair.second", other)
    return f"{asked} for {one} in {{{first.name}}} for {other} in {{{second.name}}}"
