"""Clauses of a sentence: each with a subject and one verb that requires, rejects, keeps or defines.

In: the phrases of a sentence. Out: clauses in order. Explanations (`which is ...`, `where ...`, `because ...`) are
left out.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from hepir.extract.builtin.parsing.composition import EVENTS, WITH
from hepir.extract.builtin.phrases import Condition, Count, Noun, OneSided, Phrase, Separation, Word, is_word
from hepir.extract.builtin.properties import OF_OBJECTS

STRONG = ("REQUIRE", "VETO", "DEFINE")
EXPLAINING = re.compile(r"(?:where|which|although|since|because)\Z", re.IGNORECASE)
HAVING = re.compile(r"(?:have|has|contain|contains)\Z", re.IGNORECASE)
BARE = re.compile(r"(?:veto|reject|remove|discard|exclude)\Z")  # `and reject events with`
WE_VETO = re.compile(r"\bwe (?:\w+ )?veto\Z", re.IGNORECASE)
VETOED = re.compile(r"\bvetoed\Z", re.IGNORECASE)
UNKEPT = re.compile(r"\b(?:considered|used|kept|retained|accepted|counted)\Z", re.IGNORECASE)
PASSIVE = re.compile(r"(?:is|are|were|was|we)\b", re.IGNORECASE)


@dataclass(frozen=True)
class Clause:
    """`before` and `after` the verb; its type is empty where there is none."""

    before: tuple[Phrase, ...]
    verb: str
    after: tuple[Phrase, ...]

    @property
    def phrases(self) -> tuple[Phrase, ...]:
        """All but the verb."""
        return (*self.before, *self.after)

    @property
    def rejects(self) -> bool:
        """Whether what it describes is taken out."""
        return self.verb == "VETO"


def clauses(phrases: tuple[Phrase, ...]) -> tuple[Clause, ...]:
    """The clauses of a sentence."""
    found: list[Clause] = []
    for part in parts(phrases):
        found += [clause(each) for each in divided(part) if each]
    return tuple(found)


def parts(phrases: tuple[Phrase, ...]) -> list[tuple[Phrase, ...]]:
    """The sentence at its `;`, `while`, `whereas` and `so`, without its explanations."""
    found: list[list[Phrase]] = [[]]
    explaining = defining = False
    for place, phrase in enumerate(phrases):
        if is_word(phrase, "SEPARATOR"):
            assert isinstance(phrase, Word)
            explaining = bool(EXPLAINING.match(phrase.text)) and not restricts(phrases, place)
            if phrase.text.lower() in (";", "while", "whereas", "so"):
                found.append([])
            continue
        if isinstance(phrase, Word) and phrase.type == "DEFINE" and phrase.text.lower() == "defined as":
            defining = is_word(phrases[place - 1], "COMMA") if place else False
        elif is_word(phrase, "REQUIRE", "VETO"):
            defining = False
        if not explaining and not defining:
            found[-1].append(phrase)
    return [tuple(each) for each in found]


def restricts(phrases: tuple[Phrase, ...], place: int) -> bool:
    """`jets which have pT > 30 GeV`, `which must have`, `which fails the criteria`: no explanation."""
    following = phrases[place + 1] if place + 1 < len(phrases) else None
    if is_word(following, "FAIL"):
        return True
    if isinstance(following, Noun) and following.ranks:  # `where the leading lepton has pT > 25 GeV`
        behind = phrases[place + 2] if place + 2 < len(phrases) else None
        return is_word(phrases[place], "SEPARATOR") and is_word(behind, "WITH", "REQUIRE")
    if is_word(following, "LINK"):  # `jets which are within dR < 0.4 of a muon`
        return isinstance((*phrases[: place + 3], None)[place + 2], Separation)
    if is_word(following, "CONSIDER"):  # `photons which satisfy tight criteria`
        return not PASSIVE.match(getattr(following, "text", ""))
    return following is not None and is_word(following, "WITH", "REQUIRE")


def divided(part: tuple[Phrase, ...]) -> list[tuple[Phrase, ...]]:
    """At the commas and `and`s behind which a new subject with a verb of its own begins, or another verb of the same."""
    cuts: list[int] = []
    again: set[int] = set()
    seen = False
    for place, phrase in enumerate(part):
        start = cuts[-1] if cuts else 0
        if not is_verb(phrase):
            cuts += [required_anew(part, start, place)] if is_required_anew(part, start, place) else []
            continue
        required = is_word(phrase, "VETO") and any(is_required(each) for each in part[start:place])
        cut = subject_begins(part, start, place) if seen or required else None
        if cut is None and seen and requires_further(part[start:place]):
            cut = place
            again.add(cut)
        if cut is None and seen and is_word(phrase, "VETO") and (taken := taken_out_of(part, start, place)):
            cut = taken
            again.add(cut)
        cut = opposed(part, start, place) if cut is None and seen else cut
        if cut is not None:
            cuts.append(cut)
        seen = True
    ends = [*cuts, len(part)]
    found = [part[start:end] for start, end in zip([0, *cuts], ends, strict=True)]
    return [
        (*subject_nouns(found[number - 1]), *each) if number and cuts[number - 1] in again else each
        for number, each in enumerate(found)
    ]


def opposed(part: tuple[Phrase, ...], start: int, verb: int) -> int | None:
    """Where a clause begins that rejects behind one that requires, or requires behind one that rejects.

    `The region is vetoed and MET > 40 GeV is required`, `requires two jets and vetoes events with leptons`.
    """
    last = next((place for place in range(verb - 1, start - 1, -1) if is_verb(part[place])), None)
    if last is None or is_word(part[last], "VETO") == is_word(part[verb], "VETO"):
        return None
    if is_word(part[verb - 1], "AND", "COMMA"):
        return verb
    joints = [place for place in range(last + 1, verb) if is_word(part[place], "AND", "COMMA")]
    return joints[-1] + 1 if joints and not is_word(part[verb], "VETO") else None


def is_required_anew(part: tuple[Phrase, ...], start: int, place: int) -> bool:
    """`events with b jets are vetoed and the transverse mass is required to be ...`: no veto reaches what is required."""
    if not is_required(part[place]) or not any(is_word(each, "VETO") for each in part[start:place]):
        return False
    return required_anew(part, start, place) > start


def is_required(phrase: Phrase) -> bool:
    """`MET must exceed 40 GeV`: a condition with its verb."""
    return isinstance(phrase, Condition | Count) and phrase.required


def required_anew(part: tuple[Phrase, ...], start: int, place: int) -> int:
    """Where a clause begins that requires something of its own: behind the last joint."""
    joints = [each for each in range(start, place) if is_word(part[each], "AND", "COMMA")]
    veto = max((each for each in range(start, place) if is_word(part[each], "VETO")), default=place)
    return joints[-1] + 1 if joints and joints[-1] > veto else start


def requires_further(before: tuple[Phrase, ...]) -> bool:
    """`Muons are reconstructed within |eta| < 2.5, and` before a verb: what was said already limits no new requirement."""
    verbs = [place for place, each in enumerate(before) if is_verb(each)]
    return (
        len(verbs) == 1
        and is_word(before[verbs[0]], "CONSIDER")
        and is_word(before[-1], "AND")
        and isinstance(before[0], Noun)
        and not before[0].ranks
        and any(isinstance(each, Condition) for each in before)
    )


def taken_out_of(part: tuple[Phrase, ...], start: int, veto: int) -> int | None:
    """Where the last condition before `are excluded` begins, behind what the same sentence requires: `Electrons must have
    |eta| < 2.47, and candidates with 1.37 < |eta| < 1.52 are excluded`."""
    verbs = [place for place in range(start, veto) if is_verb(part[place])]
    required = any(is_word(part[place], "REQUIRE") for place in verbs)
    if not required or any(is_word(each, "EVENTS", "REGION", "REGIONS") for each in part[start:veto]):
        return None
    if is_word(part[veto - 1], "AND"):
        return veto  # `and are rejected if |eta| > 2.4`
    last = next((place for place in range(veto, start, -1) if isinstance(part[place], Condition)), None)
    joints = [place for place in range(verbs[-1], last or 0) if is_word(part[place], "AND", "COMMA")]
    return joints[-1] + 1 if joints else None


def subject_nouns(phrases: tuple[Phrase, ...]) -> tuple[Phrase, ...]:
    """The nouns that a clause begins with, and what joins them."""
    found: list[Phrase] = []
    for each in phrases:
        if not (isinstance(each, Noun) or is_word(each, "AND", "OR", "COMMA")):
            break
        found.append(each)
    return tuple(found)


def is_verb(phrase: Phrase) -> bool:
    """Whether a phrase is the verb of a clause: not `satisfying`, `used` or `selected` beside a noun."""
    if isinstance(phrase, Word) and phrase.type == "CONSIDER":
        return bool(PASSIVE.match(phrase.text)) or phrase.text.lower() in (
            "satisfy",
            "pass",
            "fulfil",
            "fulfill",
        )
    return is_word(phrase, *STRONG)


def subject_begins(part: tuple[Phrase, ...], start: int, verb: int) -> int | None:
    """Where the subject of a later verb begins: behind a comma or `and` that a noun follows, not inside `a, b and c`."""
    for place in range(verb - 1, start, -1):
        if is_verb(part[place]):
            return None
        begins = is_word(part[place], "COMMA", "AND", "OTHER") and (
            is_subject(part[place + 1]) or names_place(part[place + 1 : place + 4])
        )
        if begins and not isinstance(part[place - 1], Noun):
            return place + 1
    return None


def names_place(phrases: tuple[Phrase, ...]) -> bool:
    """`in the muon channel`"""
    said = [each for each in phrases if not is_word(each, "DETERMINER")]
    return len(said) > 1 and is_word(said[0], "IN", "FOR") and is_word(said[1], "REGION")


def is_subject(phrase: Phrase) -> bool:
    """Whether a clause may begin with it."""
    return isinstance(phrase, Noun | Count) or is_word(phrase, "EVENTS", "REGION")


def conditions(phrases: tuple[Phrase, ...]) -> list[Condition]:
    """The conditions among phrases."""
    return [each for each in phrases if isinstance(each, Condition)]


def listed(phrases: tuple[Phrase, ...]) -> tuple[Phrase, ...]:
    """`pT > 25 GeV and pT > 20 GeV` as one condition with a list of values."""
    found: list[Phrase] = []
    for phrase in phrases:
        joint = len(found) > 1 and is_word(found[-1], "AND", "COMMA")
        if joint and (whole := longer(found[-2], phrase)) is not None:
            found[-2:] = [whole]
        else:
            found.append(phrase)
    return tuple(found)


def longer(first: Phrase, second: Phrase) -> Condition | None:
    """Two conditions on the same variable of objects with limits on the same side, as one."""
    if not isinstance(first, Condition) or not isinstance(second, Condition):
        return None
    one, other = first.relation, second.relation
    if first.variable != second.variable or first.variable.name not in OF_OBJECTS:
        return None
    if not isinstance(one, OneSided) or not isinstance(other, OneSided) or one.others or other.others:
        return None
    if one.operator != other.operator or len(other.quantities) > 1 or first.scope or second.scope:
        return None
    return replace(first, relation=replace(one, quantities=(*one.quantities, *other.quantities)))


def clause(phrases: tuple[Phrase, ...]) -> Clause:
    """A clause around its verb: the one that requires or rejects before one that keeps."""
    phrases = listed(phrases)
    places = [place for place, each in enumerate(phrases) if is_verb(each)]
    strong = [place for place in places if is_word(phrases[place], *STRONG)]
    for place in (*strong, *places):
        verb = phrases[place]
        assert isinstance(verb, Word)
        if verb.text.lower().startswith("veto") and verb.text.lower().endswith((" on", " against")):
            return Clause((Word("EVENTS", ""),), verb.type, phrases[place + 1 :])
        first = next((each for each in phrases[place + 1 :] if not is_word(each, "DETERMINER")), None)
        near = any(isinstance(each, Separation) for each in phrases)
        if (
            WE_VETO.search(verb.text)
            and isinstance(first, Noun)
            and not (phrases[:place] or near or first.kind == "Track")
        ):
            return Clause((EVENTS,), verb.type, (WITH, *phrases[place + 1 :]))
        before = () if BARE.match(verb.text) else phrases[:place]
        told = any(
            is_word(each, "WORD") or isinstance(each, Separation) for each in before
        )  # `photons that share a cluster with an electron are vetoed`, `jets within dR < 0.4 of a lepton are vetoed`
        if (
            VETOED.search(verb.text)
            and before
            and isinstance(before[0], Noun)
            and not (before[0].ranks or told)
        ):
            before = (
                EVENTS,
                WITH,
                *before,
            )  # `b jets are vetoed`: events with them
        return unkept(Clause(before, verb.type, phrases[place + 1 :]), verb)
    for place, phrase in enumerate(phrases):
        if isinstance(phrase, Condition | Count) and phrase.required:
            return Clause(phrases[:place], "REQUIRE", phrases[place:])
    having = possession(phrases)
    return Clause(phrases[:having], "REQUIRE", phrases[having + 1 :]) if having else Clause(phrases, "", ())


def possession(phrases: tuple[Phrase, ...]) -> int | None:
    """The place of the verb in `Signal leptons have pT > 20 GeV`, `The selected events have two jets`."""
    skipped = [place for place, each in enumerate(phrases) if not is_word(each, "DETERMINER")]
    first = skipped[0] if skipped else 0
    if is_word(phrases[first] if phrases else None, "WORD") and is_word(
        phrases[first + 1] if first + 1 < len(phrases) else None, "EVENTS"
    ):  # `Monojet events have`
        behind = phrases[first + 2] if first + 2 < len(phrases) else None
        return first + 2 if HAVING.match(getattr(behind, "text", "")) else None
    chosen = first < len(phrases) and is_word(phrases[first], "QUALIFIER")
    subject = first + 1 if chosen else first
    if subject + 1 >= len(phrases) or not HAVING.match(getattr(phrases[subject + 1], "text", "")):
        return None
    noun = phrases[subject]
    several = (
        len([each for each in object_conditions(phrases[subject + 2 :]) if not each.variable.arguments]) > 1
    )
    named = isinstance(noun, Noun) and (
        noun.name != noun.kind or "selected" in noun.words or (several and noun.plural and not noun.ranks)
    )
    return subject + 1 if named or (chosen and is_word(noun, "EVENTS")) else None


def nouns(phrases: tuple[Phrase, ...]) -> list[Noun]:
    """The nouns among phrases, those inside counts too."""
    return [
        each.noun if isinstance(each, Count) else each for each in phrases if isinstance(each, Noun | Count)
    ]


def unkept(clause: Clause, verb: Word) -> Clause:
    """`No muons with pT < 5 GeV are used`: these are removed."""
    match clause.before:
        case (Count(operator="==", number=0, noun=noun), *behind) if UNKEPT.search(verb.text):
            return Clause((replace(noun, plural=True), *behind), "VETO", clause.after)
    return clause


def separations(clause: Clause) -> list[Separation]:
    """Distances to other objects."""
    return [each for each in clause.phrases if isinstance(each, Separation)]


def object_conditions(phrases: tuple[Phrase, ...]) -> list[Condition]:
    """Conditions on variables of objects."""
    return [each for each in phrases if isinstance(each, Condition) and each.variable.name in OF_OBJECTS]
