"""What a clause says about events: `Events are required to contain at least two jets with pT > 30 GeV`.

In: a clause and the region it is about. Out: steps of regions, and what was left over.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from hepir.extract.builtin.claims import LETTERS, Claim, Reading, rule, step
from hepir.extract.builtin.clauses import Clause, is_word
from hepir.extract.builtin.objects import OTHERS, joined_before
from hepir.extract.builtin.phrases import (
    UNKNOWN,
    Binned,
    Condition,
    Count,
    Noun,
    OneSided,
    Phrase,
    Separation,
)
from hepir.extract.builtin.properties import (
    NUMBER,
    OF_OBJECTS,
    event_value,
    of_event,
    of_object,
    relation_text,
)

# Words that make the objects behind them others than those of the analysis, in a way the language does not say.
UNCLEAR = OTHERS | {"central", "forward", UNKNOWN}
JOINTS = ("AND", "OR", "COMMA")


@dataclass
class Group:
    """Objects of an event, how many, and what they are; filled while a clause is read."""

    nouns: list[Noun]
    operator: str | None = None
    number: int = 0
    conditions: list[Condition] = field(default_factory=list)
    alternatives: dict[int, Condition] = field(default_factory=dict)
    either: bool = False
    distances: list[Separation] = field(default_factory=list)

    @property
    def noun(self) -> Noun:
        """The first of the objects."""
        return self.nouns[0]


def event_reading(clause: Clause, region: str) -> Reading:
    """The steps of a clause that is about events."""
    if not clause.rejects and clause.before and is_word(clause.before[0], "CONDITION_FOR"):
        return Reading(left=("a condition for some events",))
    reading = Reading()
    groups: list[Group] = []
    phrases = clause.phrases
    for place, phrase in enumerate(phrases):
        match phrase:
            case Count():
                groups.append(counted(phrase, groups))
                groups[-1].either = len(groups) > 1 and place > 0 and is_word(phrases[place - 1], "OR")
            case Noun():
                mention(phrase, phrases, place, groups)
            case Condition() if phrase.variable.name in OF_OBJECTS:
                reading = reading.joined(attached(phrase, phrases, place, groups))
            case Condition():
                about = with_argument(phrase, groups)
                if groups and is_argument(groups[-1], about):
                    groups.pop()
                reading = reading.joined(about_event(clause, place, about, region))
            case Separation() if groups:
                groups[-1].distances.append(phrase)
            case Binned():
                reading = reading.joined(binned(phrase, region))
    for group in groups:
        reading = joined_by_or(reading, group_reading(group, clause, region), group, clause)
    return reading


def joined_by_or(reading: Reading, following: Reading, group: Group, clause: Clause) -> Reading:
    """`at least one electron or at least two muons` is one step, but where events are rejected each is its own."""
    if not group.either or clause.rejects:
        return reading.joined(following)
    steps = [each for each in (reading.claims[-1:] + following.claims) if each.text.startswith("select ")]
    if len(steps) != 2 or len(following.claims) != 1:
        return Reading(reading.claims[:-1], (*reading.left, "one or the other"))
    text = f"{steps[0].text} or {steps[1].text.removeprefix('select ')}"
    return Reading((*reading.claims[:-1], step(steps[0].name, text)), (*reading.left, *following.left))


def with_argument(condition: Condition, groups: list[Group]) -> Condition:
    """`two leptons with an invariant mass of ...`: the mass is theirs; `the leading jet has dphi(jet, MET)`: the angle."""
    variable = condition.variable
    if groups and groups[-1].noun.ranks and groups[-1].operator is None and not groups[-1].conditions:
        mine = [isinstance(each, Noun) and each.kind == groups[-1].noun.kind for each in variable.arguments]
        if mine.count(True) == 1:
            given = tuple(
                groups[-1].noun if own else each for each, own in zip(variable.arguments, mine, strict=True)
            )
            return replace(condition, variable=replace(variable, arguments=given))
    if variable.name != "mass" or variable.arguments or not groups or groups[-1].number != 2:
        return condition
    noun = replace(groups[-1].noun, ranks=(), words=(), plural=True, number=2)
    return replace(condition, variable=replace(variable, arguments=(noun,)))


def is_argument(group: Group, condition: Condition) -> bool:
    """`a jet with dphi(jet, MET) < 0.4`: the noun before a variable is what the variable is of."""
    kinds = [each.kind for each in condition.variable.arguments if isinstance(each, Noun)]
    return group.operator is None and not group.conditions and group.noun.kind in kinds


def about_event(clause: Clause, place: int, condition: Condition, region: str) -> Reading:
    """The step of a condition on a variable of events, with the one after its `or`."""
    phrases = clause.phrases
    if joined_to_any(phrases, place):
        return Reading()
    if isinstance(condition.relation, OneSided) and condition.relation.others:
        return Reading(left=("values of several channels",))
    excepted = any(is_word(each, "EXCEPT", "OUTSIDE") for each in phrases[max(0, place - 2) : place])
    reject = clause.rejects != excepted
    texts = [of_event(condition, reject=reject)]
    while joined_to_any(phrases, place + 2):
        place += 2
        following = phrases[place]
        assert isinstance(following, Condition)
        texts.append(of_event(following, reject=reject))
    if None in texts:
        return Reading(left=("a condition",))
    text = " or ".join(each for each in texts if each)
    if is_restricted(phrases, place):
        restricted = with_restriction(text, condition, phrases[place + 1 :])
        if restricted is None:
            return Reading(left=("a condition for some events",))
        text = restricted
    return Reading((step(region, f"{'reject' if reject else 'select'} {text}"),))


def is_restricted(phrases: tuple[Phrase, ...], place: int) -> bool:
    """Whether an `if` follows a condition."""
    following = [each for each in phrases[place + 1 :] if not is_word(each, "COMMA")]
    return bool(following) and is_word(following[0], "CONDITION_FOR")


def with_restriction(text: str, condition: Condition, following: tuple[Phrase, ...]) -> str | None:
    """`dphi(MET, jet) > 0.3, if pT(jet) > 100 GeV`: for those of the objects that the condition runs over."""
    value = event_value(condition.variable)
    second = next((each for each in following if isinstance(each, Condition)), None)
    kinds = [each.kind for each in second.variable.arguments if isinstance(each, Noun)] if second else []
    if value is None or second is None or len(kinds) != 1:
        return None
    letter = LETTERS[kinds[0]]
    restriction = of_object(second, f"{letter}.")
    if restriction is None or value.binders != f"for {letter} in {{{kinds[0]}}}":
        return None
    return f"{text.removesuffix(')')} where {restriction})"


def joined_to_any(phrases: tuple[Phrase, ...], place: int) -> bool:
    """Whether an `or` joins a condition on the event to one before it."""
    if not 2 <= place < len(phrases) or not is_word(phrases[place - 1], "OR"):
        return False
    both = (phrases[place - 2], phrases[place])
    return all(isinstance(each, Condition) and each.variable.name not in OF_OBJECTS for each in both)


def binned(phrase: Binned, region: str) -> Reading:
    """`bin st in bins [600, 800] GeV`"""
    text = of_event(Condition(phrase.variable, OneSided(">", phrase.edges[:1])), reject=False)
    if text is None or len(phrase.edges) < 2:
        return Reading(left=("bins",))
    edges, unit = ", ".join(each.number for each in phrase.edges), phrase.edges[0].unit
    variable = text.rpartition(" > ")[0]
    return Reading((step(region, f"bin {variable} in bins [{edges}]{f' {unit}' if unit else ''}"),))


def counted(count: Count, groups: list[Group]) -> Group:
    """A group that a count begins; `exactly one electron and one muon` counts both the same way."""
    before = groups[-1].operator if groups else None
    return Group([count.noun], count.operator or before or "", count.number)


def mention(noun: Noun, phrases: tuple[Phrase, ...], place: int, groups: list[Group]) -> None:
    """A noun begins a group of its own, or joins the one before it (`electrons or muons`)."""
    joint = is_word(phrases[place - 1], "OR", "AND") if place else False
    before = phrases[place - 2] if place > 1 else None
    behind_noun = isinstance(before, Noun | Count)
    if (
        joint
        and behind_noun
        and groups
        and not noun.ranks
        and not noun.determiner
        and not groups[-1].conditions
    ):
        groups[-1].nouns.append(noun)
    elif not is_word(phrases[place - 1] if place else noun, "FOR"):
        groups.append(Group([noun]))


def attached(condition: Condition, phrases: tuple[Phrase, ...], place: int, groups: list[Group]) -> Reading:
    """A condition on objects belongs to the group before it, or to the objects that it names."""
    stated = [each for each in condition.variable.arguments if isinstance(each, Noun)]
    if stated and not (groups and stated[0].kind == groups[-1].noun.kind and not stated[0].ranks):
        groups.append(Group([stated[0]]))
    if not groups:
        return Reading(left=("no object",))
    group = groups[-1]
    if joined_before(phrases, place) and group.conditions:
        group.alternatives[len(group.conditions) - 1] = condition
    else:
        group.conditions.append(condition)
    return Reading()


def group_reading(group: Group, clause: Clause, region: str) -> Reading:
    """The steps of a group."""
    if any(UNCLEAR.intersection(each.words) for each in group.nouns):
        return Reading(left=("objects of another sort",))
    if group.operator is not None:
        return count_reading(group, clause, region)
    if group.noun.ranks:
        return ranked_reading(group, clause, region)
    if clause.rejects or (not group.noun.plural and group.noun.determiner and clause.verb == "REQUIRE"):
        return existing_reading(group, clause, region)
    return Reading(left=("objects",)) if group.conditions else Reading()


def count_reading(group: Group, clause: Clause, region: str) -> Reading:
    """`at least two jets with pT > 30 GeV`"""
    pair = charge_text(group)
    if group.operator == "":
        steps = pair_steps(group, pair, clause, region)
        return Reading(steps, () if steps and not group.conditions else ("how many",))
    if several(group):
        return list_reading(group, clause, region)
    word = "reject" if clause.rejects else "select"
    sizes = [number_of(replace_noun(group, noun), noun) for noun in group.nouns]
    if None in sizes:
        return Reading(left=("a condition",))
    if group.number == 0 and group.operator == "==":
        claims = [step(region, f"{word} {size} == 0") for size in sizes]
    else:
        claims = [
            step(
                region, f"{word} {' + '.join(each for each in sizes if each)} {group.operator} {group.number}"
            )
        ]
    return Reading((*claims, *pair_steps(group, pair, clause, region)))


def replace_noun(group: Group, noun: Noun) -> Group:
    """The group for one of its nouns."""
    return replace(group, nouns=[noun])


def number_of(group: Group, noun: Noun) -> str | None:
    """`size(jets)`, or `count(j.pt > 30 GeV for j in jets)`."""
    collection = f"{{{noun.kind}}}"
    text = member_text(group, LETTERS[noun.kind])
    if text is None:
        return None
    return f"count({text} for {LETTERS[noun.kind]} in {collection})" if text else f"size({collection})"


def member_text(group: Group, letter: str, place: int = 0, *, prefix: str | None = None) -> str | None:
    """All that a group asks of each of its objects; None where it cannot be said."""
    stem = f"{letter}." if prefix is None else prefix
    texts: list[str | None] = []
    for number, condition in enumerate(group.conditions):
        text = of_object(condition, stem, place)
        second = group.alternatives.get(number)
        if text and second:
            other = of_object(second, stem, place)
            text = f"({text} or {other})" if other else None
        texts.append(text)
    for distance in group.distances:
        near = LETTERS[distance.noun.kind]
        word = (
            "all"
            if isinstance(distance.relation, OneSided) and distance.relation.operator[0] == ">"
            else "any"
        )
        apart = relation_text(f"dr({stem.removesuffix('.')}, {near})", distance.relation, NUMBER)
        if near == letter:
            return None
        texts.append(f"{word}({apart} for {near} in {{{distance.noun.kind}}})")
    texts += [f"{stem}{each}_id" for each in tightness(group.noun)]
    return " and ".join(each for each in texts if each) if None not in texts else None


def tightness(noun: Noun) -> list[str]:
    """`tight photons`: working points that stand before a noun."""
    levels = [each.strip("\"'") for each in noun.words]
    return [
        each
        for each in levels
        if each in ("loose", "medium", "tight") and noun.kind not in ("Lepton", "BJet", "Track")
    ]


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
    size = step(region, f"select size({{{noun.kind}}}) {group.operator} {group.number}")
    return Reading((size, *ranked.claims), ranked.left)


def ranked_reading(group: Group, clause: Clause, region: str) -> Reading:
    """`the leading (subleading) photon must have pT > 40 (30) GeV`"""
    noun = group.noun
    ranks = (
        tuple(range(noun.number)) if noun.number and noun.ranks == (0,) and noun.number > 1 else noun.ranks
    )
    kind = f"{{{noun.kind}}}"
    claims: list[Claim] = []
    if len(ranks) > 1 or ranks[0] or noun.other_rank:
        claims.append(rule(noun.kind, "sort by pt descending"))
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
    return Reading(tuple(claims) if steps else (), ("a condition",) if group.conditions and not steps else ())


def ranked_step(
    group: Group, number: int, which: tuple[str, int, int], word: str, region: str
) -> list[Claim]:
    """One condition on the object of one rank."""
    kind, rank, place = which
    stem = f"{kind}[{rank}]." if rank else f"leading({kind})."
    text = of_object(group.conditions[number], stem, place)
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
        collection = f"{{{noun.kind}}}"
        if text:
            claims.append(step(region, f"{word} any({text} for {letter} in {collection})"))
        elif group is not None and (clause.rejects or noun.determiner in ("a", "an")):
            claims.append(step(region, f"{word} size({collection}) {'> 0' if clause.rejects else '>= 1'}"))
    return Reading(tuple(claims))


def charge_text(group: Group) -> str:
    """What is asked of the charges and flavours of a pair."""
    words = " ".join(group.noun.words)
    opposite = any(
        each in words
        for each in (
            "opposite-sign",
            "opposite sign",
            "opposite-charge",
            "opposite charge",
            "oppositely",
            "os",
            "sfos",
        )
    )
    alike = any(
        each in words for each in ("same-sign", "same sign", "same-charge", "same charge", "like-sign")
    )
    texts = ["pair.first.charge != pair.second.charge"] if opposite else []
    texts += ["pair.first.charge == pair.second.charge"] if alike and not opposite else []
    if group.noun.kind == "Lepton":
        same = any(each in words for each in ("same-flavo", "same flavo", "ossf", "sfos"))
        different = any(
            each in words
            for each in ("different-flavo", "different flavo", "opposite-flavo", "opposite flavo")
        )
        texts += ["pair.first.flavor == pair.second.flavor"] if same else []
        texts += ["pair.first.flavor != pair.second.flavor"] if different and not same else []
    return " and ".join(texts)


def pair_steps(group: Group, text: str, clause: Clause, region: str) -> tuple[Claim, ...]:
    """A step that asks for a pair."""
    if not text or len(group.nouns) > 1 or clause.rejects:
        return ()
    return (step(region, f"select any({text} for pair in {{pairs:{group.noun.kind}}})"),)
