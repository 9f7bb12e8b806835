"""What a clause says about objects: `Muons are required to have pT > 5 GeV`, `jets within dR < 0.4 of a muon are removed`.

In: a clause, and the subject of the one before it. Out: rules of objects, and what was left over.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise

from hepir.extract.builtin.alternatives import joined_before
from hepir.extract.builtin.claims import Claim, Reading, rule
from hepir.extract.builtin.clauses import Clause, nouns, object_conditions, separations
from hepir.extract.builtin.collections import MADE_OF
from hepir.extract.builtin.distances import overlap_reading
from hepir.extract.builtin.levels import quality_reading
from hepir.extract.builtin.owners import kinds_of, owners_implied, owners_named, owners_of, subject_of
from hepir.extract.builtin.phrases import (
    ONE_OF,
    Condition,
    Count,
    Interval,
    Noun,
    OneOf,
    OneSided,
    Phrase,
    Quantity,
    Separation,
    Variable,
    Word,
    is_word,
)
from hepir.extract.builtin.properties import OF_OBJECTS, failing, failing_in_scope, of_object, several_values


def object_reading(clause: Clause, previous: tuple[Noun, ...]) -> Reading:
    """The rules of a clause whose subject are objects."""
    if separations(clause):
        return near_reading(clause, previous)
    otherwise = any(isinstance(each, Word) and each.text.lower() == "otherwise" for each in clause.phrases)
    if otherwise or takes_another(clause):
        return Reading(left=("a condition for some objects",))
    clause = with_quality(clause)
    subject = subject_of(clause) or owners_named(clause) or previous or owners_implied(clause)
    if is_several(clause):
        return Reading(left=("objects of several sorts",), subject=subject)
    if is_own_track(subject):
        if any(is_word(each, "TIGHTNESS") for each in clause.before):
            return Reading(left=("a track of other objects",))
        if previous:
            clause, subject = replace(clause, before=()), previous
    clause = with_tracks(clause, subject)
    tags = any(each.kind == "BJet" for each in nouns(clause.after))
    if tags and any(each.kind == "Jet" for each in subject):
        return Reading(left=("b tagging",), subject=subject)
    return restricted_reading(clause, subject) or plain_reading(clause, subject)


def near_reading(clause: Clause, previous: tuple[Noun, ...]) -> Reading:
    """What a clause says of objects that are near others, and what else it asks of them."""
    own = [
        *(each for each in object_conditions(clause.before) if each.required or clause.verb == "CONSIDER"),
        *object_conditions(clause.after),
    ]
    asks = clause.verb in ("REQUIRE", "CONSIDER") and bool(own)
    if not asks or (clause.verb == "REQUIRE" and restrictions(clause)):
        return overlap_reading(clause, previous)
    apart = without(clause, lambda each: each in own)
    others = without(clause, lambda each: isinstance(each, Separation))
    return object_reading(others, previous).joined(overlap_reading(apart, previous))


def without(clause: Clause, left_out: Callable[[Phrase], bool]) -> Clause:
    """A clause without some of its phrases."""
    return replace(
        clause,
        before=tuple(each for each in clause.before if not left_out(each)),
        after=tuple(each for each in clause.after if not left_out(each)),
    )


def restricted_reading(clause: Clause, subject: tuple[Noun, ...]) -> Reading | None:
    """What a clause says of the objects that its first conditions pick out; None where it speaks of all of them."""
    restricting, asked = restrictions(clause), object_conditions(clause.after)
    if clause.verb == "REQUIRE" and restricting and asked:
        return some_reading(restricting, asked, subject)
    if clause.verb == "REQUIRE" and restricting and is_beyond(clause.after):
        return Reading(left=("a condition on some of the objects",), subject=subject)
    if not clause.rejects:
        low = any(upper_pt(each, clause.verb) for each in restricting)
        return Reading(left=("objects of low pt",), subject=subject) if low else None
    if restricting and any(is_word(each, "TIGHTNESS", "ISOLATED") for each in clause.before):
        return Reading(left=("a working point",), subject=subject)
    if restricting and (vetoed := conditions_of_veto(clause)):
        return rejected(clause, [*restricting, *vetoed], subject)
    together = restricting or asked
    several = len(together) > 1 and not any(each.scope for each in together)
    return rejected(clause, together, subject) if several else None


def plain_reading(clause: Clause, subject: tuple[Noun, ...]) -> Reading:
    """The rules of all conditions and working points of a clause."""
    reading = Reading(subject=subject)
    for place, condition in enumerate(clause.phrases):
        if isinstance(condition, Condition) and condition.variable.name in OF_OBJECTS:
            reading = reading.joined(condition_reading(clause, place, condition, subject))
    return reading.joined(quality_reading(clause, subject))


def is_own_track(subject: tuple[Noun, ...]) -> bool:
    """`the track must have`: of an object that was spoken of."""
    match subject:
        case (Noun(kind="Track", plural=False, determiner="the" | "its"),):
            return True
    return False


def takes_another(clause: Clause) -> bool:
    """`If the number of tracks with pT > 1 GeV exceeds four, the muon is removed`: what is limited is not what goes."""
    first = next((each for each in clause.before if not is_word(each, "WORD", "COMMA")), None)
    spoken = nouns(clause.before)
    return clause.rejects and is_word(first, "CONDITION_FOR") and len({each.kind for each in spoken}) > 1


def restrictions(clause: Clause) -> list[Condition]:
    """Conditions before the verb that say which objects are meant: none of those that are required themselves."""
    return [each for each in object_conditions(clause.before) if not each.required]


def is_beyond(asked: tuple[Phrase, ...]) -> bool:
    """Whether what is asked of objects is said in words that are no phrases: `must be separated from MET`."""
    known = any(is_word(each, "TIGHTNESS", "IDENTIFICATION", "ISOLATED") for each in asked)
    return not known and any(is_word(each, "WORD", "MET", "WITHIN") for each in asked[:3])


def with_quality(clause: Clause) -> Clause:
    """`For tight leptons, it must be below 0.1 for electrons and below 0.2 for muons`: tight electrons and muons."""
    begun = [each for each in clause.before if isinstance(each, Noun)]
    words = {kind: each.words for each in begun[:3] for kind in (each.kind, *MADE_OF.get(each.kind, ()))}
    after = (
        replace(each, words=words[each.kind])
        if isinstance(each, Noun) and not each.words and words.get(each.kind)
        else each
        for each in clause.after
    )
    return replace(clause, after=tuple(after))


def is_several(clause: Clause) -> bool:
    """`Jets with |eta| < 2.4 and jets with |eta| > 2.4 and pT > 30 GeV`: what is asked of one sort is not of the other."""
    sorts = [each.name for each in clause.before if isinstance(each, Noun) and each.plural and not each.ranks]
    joined = any(is_word(each, "AND", "OR") for each in clause.before)
    apart = joined and len(set(sorts)) < len(sorts)
    return apart and not clause.rejects and bool(object_conditions(clause.before))


def with_tracks(clause: Clause, subject: tuple[Noun, ...]) -> Clause:
    """`Tau candidates must have one or three tracks`: a condition on each of them."""
    if not subject or any(each.kind not in ("Tau", "Vertex") for each in subject):
        return clause
    after = (
        track_condition(each) if isinstance(each, Count) and each.noun.kind == "Track" else each
        for each in clause.after
    )
    return replace(clause, after=tuple(after))


def track_condition(count: Count, *, least: bool = False) -> Condition:
    """The number of tracks of what stands before; with `least`, one without more words may be exceeded."""
    if count.operator == ONE_OF:
        return Condition(Variable("n_tracks"), OneOf((str(count.number), str(count.most))))
    return Condition(
        Variable("n_tracks"),
        OneSided(count.operator or (">=" if least else "=="), (Quantity(str(count.number)),)),
    )


def some_reading(restricting: list[Condition], asked: list[Condition], subject: tuple[Noun, ...]) -> Reading:
    """`Jets with |eta| > 2.4 must have pT > 50 GeV`: those of them that fail go."""
    wheres = [None if several_values(each) else of_object(each, "") for each in restricting]
    fails = [failing(each, "") for each in asked]
    owners = kinds_of(subject, restricting[0])
    several = [
        each
        for each in (*restricting, *asked)
        if each.variable.arguments or " or " in str(of_object(each, ""))
    ]
    if None in wheres or None in fails or several or not owners or any(other for _, other in owners):
        return Reading(left=("a condition on some of the objects",), subject=subject)
    where = " and ".join(each for each in wheres if each)
    claims = [rule(kind, f"reject {where} and {text}") for kind, _ in owners for text in fails]
    return Reading(tuple(claims), subject=subject)


def upper_pt(condition: Condition, verb: str) -> bool:
    """`jets with pT < 60 GeV`, `Electrons with 10 < pT < 25 GeV must`: words that pick some of the objects out."""
    relation = condition.relation
    ranged = isinstance(relation, Interval) and relation.inside and verb == "REQUIRE"
    below = isinstance(relation, OneSided) and relation.operator[0] == "<"
    return condition.variable.name == "pt" and (ranged or below)


def conditions_of_veto(clause: Clause) -> list[Condition]:
    """`Jets with |eta| < 2.4 are rejected if their JVT is below 0.59`: what else holds of those that go."""
    start = next((place for place, each in enumerate(clause.after) if is_word(each, "CONDITION_FOR")), None)
    return [] if start is None else object_conditions(clause.after[start:])


def joint_of(phrases: tuple[Phrase, ...]) -> str | None:
    """What joins all conditions among phrases: `or` where it stands between each of them and the next; None where it stands
    between some."""
    places = [place for place, each in enumerate(phrases) if isinstance(each, Condition)]
    either = {any(is_word(each, "OR") for each in phrases[one:other]) for one, other in pairwise(places)}
    return None if len(either) > 1 else " or " if True in either else " and "


def rejected(clause: Clause, restricting: list[Condition], subject: tuple[Noun, ...]) -> Reading:
    """`Electrons with pT < 20 GeV and |eta| > 2 are removed`: those for which all of it holds."""
    texts = [None if several_values(each) else of_object(each, "") for each in restricting]
    joint = joint_of(clause.phrases)
    owners = kinds_of(subject, restricting[0])
    if None in texts or joint is None or not owners or any(each.variable.arguments for each in restricting):
        return Reading(left=("a condition",), subject=subject)
    text = joint.join(f"({each})" if " or " in each else each for each in texts if each)
    return Reading(tuple(rule(kind, f"reject {text}") for kind, _ in owners), subject=subject)


def condition_reading(clause: Clause, place: int, condition: Condition, subject: tuple[Noun, ...]) -> Reading:
    """The rule of one condition, for each kind that it is about."""
    if joined_before(clause.phrases, place):
        return Reading()
    if [getattr(each, "type", "") for each in clause.phrases[place + 1 : place + 3]] == ["OR", "NUMBER"]:
        return Reading(left=("a list",))  # `smaller than 0.1 or 0.2 for hadrons or leptons`
    if any(is_word(each, "RANK") for each in clause.phrases[place + 1 : place + 4]):
        return Reading(left=("an object by its rank",))
    if condition.scope:
        return scoped_reading(clause, place, condition, subject)
    owners = owners_of(clause, place, condition, subject)
    word = "reject" if taken_out(clause, place) else "select"
    claims: list[Claim] = []
    if listed := respective(condition, owners):
        return Reading(tuple(rule(kind, f"{word} {text}") for kind, text in listed))
    for kind, other in owners:
        text = alternatives(clause.phrases, place, condition, other=other)
        if text is None:
            return Reading(left=("a condition",))
        claims.append(rule(kind, f"{word} {text}"))
    return Reading(tuple(claims), () if claims else ("a condition",))


def respective(condition: Condition, owners: list[tuple[str, bool]]) -> list[tuple[str, str]]:
    """`Electrons and muons must have pT > 10 and 5 GeV`: each kind with what its own value says."""
    relation = condition.relation
    if not isinstance(relation, OneSided) or len(owners) < 2 or len(relation.quantities) != len(owners):
        return []
    if relation.others or any(other for _, other in owners):
        return []
    texts = [(kind, of_object(condition, "", number)) for number, (kind, _) in enumerate(owners)]
    return [(kind, text) for kind, text in texts if text]


def scoped_reading(clause: Clause, place: int, condition: Condition, subject: tuple[Noun, ...]) -> Reading:
    """`pT > 25 GeV for |eta| < 2.4`: those in the range that fail go."""
    owners = owners_of(clause, place, condition, subject)
    text = failing_in_scope(condition, "")
    if text is None or clause.rejects or not owners or any(other for _, other in owners):
        return Reading(left=("a condition for some objects",))
    return Reading(tuple(rule(kind, f"reject {text}") for kind, _ in owners))


def alternatives(phrases: tuple[Phrase, ...], place: int, condition: Condition, *, other: bool) -> str | None:
    """`|eta| < 1.37 or 1.52 < |eta| < 2.37`: a condition and the one after its `or`."""
    text = of_object(condition, "", other=other)
    if text is None or several_values(condition):
        return None
    following = phrases[place + 2] if place + 2 < len(phrases) else None
    if isinstance(following, Condition) and joined_before(phrases, place + 2):
        second = of_object(following, "", other=other)
        return f"{text} or {second}" if second else None
    return text


def taken_out(clause: Clause, place: int) -> bool:
    """Whether a condition describes what goes: its clause rejects, or `excluding` stands between it and the one before."""
    excepted = False
    for each in clause.phrases[:place]:
        if isinstance(each, Condition):
            excepted = False
        elif is_word(each, "EXCEPT", "OUTSIDE"):
            excepted = True
    return clause.rejects != excepted
