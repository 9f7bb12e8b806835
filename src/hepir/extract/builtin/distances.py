"""What a clause says of objects that are near others: `jets within dR < 0.4 of a muon are removed`.

In: a clause with a distance, and the subject of the one before it. Out: rules of the objects that go or stay.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import reduce

from hepir.extract.builtin.claims import LETTERS, Claim, Reading, rule, step
from hepir.extract.builtin.clauses import Clause, nouns, object_conditions
from hepir.extract.builtin.event_values import single
from hepir.extract.builtin.parsing.nearness import WITH_MORE_PT
from hepir.extract.builtin.phrases import Condition, Count, Noun, OneSided, Phrase, Separation, is_word
from hepir.extract.builtin.properties import NUMBER, relation_text, where_text

# What is summed around an object: `the sum of the pT of tracks within dR = 0.2 of the electron`.
ACTIVITY = ("sum", "energy", "activity", "isolation", "deposits", "momentum")


def overlap_reading(clause: Clause, previous: tuple[Noun, ...]) -> Reading:
    """`jets within dR < 0.4 of a muon are removed`, `if an electron lies ... of a jet, the electron is removed`."""
    if len(apart := parts(clause)) > 1:
        told = [overlap_reading(each, previous) for each in apart]
        return reduce(Reading.joined, told)
    place = next(place for place, each in enumerate(clause.phrases) if isinstance(each, Separation))
    distance = clause.phrases[place]
    assert isinstance(distance, Separation)
    if any(is_word(each, "WORD") and "cone" in getattr(each, "text", "") for each in clause.phrases):
        return Reading(left=("a cone",))
    if any(
        is_word(each, "DELTA_R") or getattr(each, "text", "").lower() == "otherwise"
        for each in clause.phrases
    ):
        return Reading(left=("a distance",))  # `the jet is removed if dR < 0.2, otherwise the electron`
    if any(getattr(each, "text", "").lower() in ACTIVITY for each in clause.phrases[:place]):
        return Reading(left=("a cone",))
    end = next((at for at, each in enumerate(clause.phrases) if is_word(each, "EXCEPT")), None)
    counted = any(isinstance(each, Count) for each in clause.phrases[:end])
    if counted or object_conditions(clause.phrases[:end]):
        return Reading(left=("a condition on some of the objects",))
    first = nouns(clause.phrases[:place])
    near = first[:1] or list(previous[:1])
    if not near or not clause.verb:
        return Reading(left=("a distance",))
    joined = list(joined_nouns(clause.phrases[place + 1 :]))
    others = [distance.noun, *joined]
    if any(word.startswith("non-") for each in (*near, *others) for word in each.words):
        return Reading(left=("a quality of objects",))
    if any(is_word(each, "EVENTS") for each in clause.phrases):
        return event_with_overlap(clause, distance, near[0], others)
    return Reading(
        tuple(
            claim
            for one in joined_before(clause, place) or near
            for other in others
            for claim in distance_rules(clause, place + 2 * len(joined), replace(distance, noun=other), one)
        ),
        ("an exception",) if any(is_word(each, "EXCEPT") for each in clause.phrases) else (),
        subject=(near[0],),
    )


def parts(clause: Clause) -> list[Clause]:
    """`Taus within dR < 0.2 of a muon and jets within dR < 0.4 of a tau are removed`: each by itself."""
    starts = [
        place
        for place, each in enumerate(clause.before)
        if isinstance(each, Noun)
        and isinstance((*clause.before, None)[place + 1], Separation)
        and (not place or is_word(clause.before[place - 1], "AND", "COMMA"))
    ]
    if not clause.rejects or len(starts) < 2 or starts[0]:
        return [clause]
    ends = [*(each - 1 for each in starts[1:]), len(clause.before)]
    return [replace(clause, before=clause.before[start:end]) for start, end in zip(starts, ends, strict=True)]


def joined_before(clause: Clause, place: int) -> list[Noun]:
    """`Electrons or muons within dR < 0.4 of a jet are removed`: both, where the clause begins with them alone."""
    begun = [
        each
        for each in clause.before[:place]
        if not is_word(each, "DETERMINER", "COMMA", "WORD", "WITH", "LINK")
    ]
    found = [each for each in begun if isinstance(each, Noun)]
    joints = [each for each in begun if not isinstance(each, Noun)]
    whole = place <= len(clause.before) and all(is_word(each, "AND", "OR") for each in joints)
    return (
        found
        if whole and len(joints) == len(found) - 1 and len({each.kind for each in found}) == len(found)
        else []
    )


def event_with_overlap(clause: Clause, distance: Separation, near: Noun, others: list[Noun]) -> Reading:
    """`if a muon is within dR < 0.4 of a jet, the event is rejected`"""
    if not clause.rejects or any(each.kind == near.kind for each in others):
        return Reading(left=("a distance",))
    claims: list[Claim] = []
    for other in others:
        one, second = LETTERS[near.kind], LETTERS[other.kind]
        text = relation_text(f"dr({one}, {second})", distance.relation, NUMBER)
        where = where_text(distance.conditions, second)
        binders = f"for {one} in {{{near.name}}} for {second} in {{{other.name}}}"
        claims += [step("", f"reject any({text} {binders}{where})")] if text and where is not None else []
    return Reading(tuple(claims))


def joined_nouns(phrases: tuple[Phrase, ...]) -> Iterator[Noun]:
    """`of a muon or an electron`, `of a muon, an electron or a tau`: the nouns behind the first one. Behind a comma alone
    another clause begins: `if an electron is within dR < 0.2 of a jet, the jet is removed`."""
    waiting: list[Noun] = []
    phrases = tuple(
        each
        for place, each in enumerate(phrases)
        if not (
            is_word(each, "COMMA") and is_word(phrases[place + 1] if place + 1 < len(phrases) else None, "OR")
        )
    )
    for place, (joint, noun) in enumerate(zip(phrases[0::2], phrases[1::2], strict=False)):
        if isinstance((*phrases, None)[2 * place + 2 : 2 * place + 3][0], Separation):
            return
        if not is_word(joint, "OR", "AND", "COMMA") or not isinstance(noun, Noun):
            return
        if is_word(joint, "AND") and isinstance(phrases[2 * place + 2 : 2 * place + 3], Condition):
            return
        waiting.append(noun)
        if is_word(joint, "OR", "AND"):
            yield from waiting
            waiting = []


def distance_rules(clause: Clause, place: int, distance: Separation, near: Noun) -> Iterator[Claim]:
    """Rules of the objects that go or stay."""
    gone = gone_behind(clause.before[place + 1 :]) if clause.rejects else []
    gone = gone or [near]
    gone_one, other = near, distance.noun
    if gone[0].kind == distance.noun.kind and gone[0] is not near:
        gone_one, other = other, gone_one
    if other.kind == gone_one.kind and other.ranks == (0,) and other.determiner in ("a", "an", "another"):
        other, distance = replace(other, ranks=()), replace(distance, conditions=(WITH_MORE_PT,))
    if other.ranks:
        yield from ranked_rule(clause, distance, gone_one, other)
        return
    letter = LETTERS[other.kind]
    text = relation_text(f"dr(this, {letter})", distance.relation, NUMBER)
    where = where_text(distance.conditions, letter)
    twins = gone_one.kind == other.kind and WITH_MORE_PT not in distance.conditions
    if text is None or where is None or twins:
        return
    word = "reject any" if clause.rejects else "select all"
    if (
        not clause.rejects
        and isinstance(distance.relation, OneSided)
        and distance.relation.operator[0] == "<"
    ):
        word = "select any"
    yield rule(gone_one.name, f"{word}({text} for {letter} in {{{other.name}}}{where})")


def gone_behind(between: tuple[Phrase, ...]) -> list[Noun]:
    """`if a muon is within dR < 0.4 of a jet, the jet is removed`: what stands right before the verb."""
    last = max((place for place, each in enumerate(between) if isinstance(each, Noun | Count)), default=None)
    if last is None or not all(is_word(each, "WORD") for each in between[last + 1 :]):
        return []
    return nouns(between[last : last + 1])


def ranked_rule(clause: Clause, distance: Separation, gone: Noun, other: Noun) -> Iterator[Claim]:
    """`photons must be separated from the leading jet by dR > 0.5`"""
    one = single(replace(other, plural=False))
    text = relation_text(f"dr(this, {one})", distance.relation, NUMBER) if one else None
    if text is not None and gone.kind != other.kind:
        yield rule(gone.name, f"{'reject' if clause.rejects else 'select'} {text}")
