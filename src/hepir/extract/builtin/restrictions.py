"""For which events, or which objects, a condition holds: `if`, `for all jets with pT > 30 GeV`, `in events with two jets`.

In: phrases of a clause. Out: whether and where they limit a condition, and the condition with its limit.
"""

from __future__ import annotations

from itertools import pairwise

from hepir.extract.builtin.claims import LETTERS
from hepir.extract.builtin.clauses import Clause
from hepir.extract.builtin.event_values import charge_text, event_value, is_any
from hepir.extract.builtin.owners import OTHERS
from hepir.extract.builtin.phrases import Condition, Count, Noun, Phrase, is_word
from hepir.extract.builtin.properties import OF_OBJECTS, of_object

TOLD = ("CHARGE", "ISOLATED", "TIGHTNESS")


def is_for_some_events(phrases: tuple[Phrase, ...]) -> bool:
    """`MET must exceed 50 GeV in events with two jets`, `..., and for events with three jets, ...`"""
    asked = next(
        (place for place, each in enumerate(phrases) if isinstance(each, Condition | Count)), len(phrases)
    )
    behind = list(zip(phrases[asked:], phrases[asked + 1 :], strict=False))
    if any(is_word(one, "IN", "FOR") and is_word(other, "EVENTS") for one, other in behind):
        return True
    if any(is_word(one, "FOR") and tells_charges(other) for one, other in pairwise(phrases)):
        return True
    return any(
        is_word(before, "AND") and is_word(one, "IN", "FOR") and is_word(other, "EVENTS")
        for before, one, other in zip(phrases, phrases[1:], phrases[2:], strict=False)
    )


def tells_charges(phrase: Phrase) -> bool:
    """`for same-flavour pairs`, `for opposite-sign electrons`: those of some events; not `for all opposite-sign pairs`."""
    if isinstance(phrase, Noun):
        return bool(charge_text(phrase)) and not is_any(phrase)
    return is_word(phrase, "CHARGE")


def has_exception(phrases: tuple[Phrase, ...]) -> bool:
    """`MET must exceed 50 GeV, except in the dimuon channel`, `All signal regions require one b jet except SR3`"""
    return any(
        is_word(one, "EXCEPT") and is_word(other, "IN", "FOR", "REGION") for one, other in pairwise(phrases)
    )


def restriction_begins(clause: Clause) -> int | None:
    """The place of an `if` with conditions on both sides: what follows only says when the one before it holds. None
    where that cannot be said; the end where there is no such `if`."""
    phrases = clause.phrases
    for place, phrase in enumerate(phrases):
        if not is_word(phrase, "CONDITION_FOR"):
            continue
        asked = [each for each in phrases[:place] if isinstance(each, Condition | Count)]
        end = next((at for at in range(place, len(phrases)) if is_word(phrases[at], "RIGHT")), len(phrases))
        limits = [
            each
            for each in phrases[place:end]
            if isinstance(each, Condition | Count | Noun) or is_word(each, *TOLD)
        ]
        if asked and limits:
            last = asked[-1]
            sayable = isinstance(last, Condition) and with_restriction("", last, phrases[place:]) is not None
            return place if sayable and not clause.rejects else None
    return len(phrases)


def limits(phrases: tuple[Phrase, ...], place: int) -> bool:
    """Whether a condition on objects says for which of them the one on the event before it holds."""
    for start in range(place - 1, -1, -1):
        before = phrases[start]
        if is_word(before, "FOR"):
            noun = objects_behind(phrases[start:])
            event = phrases[start - 1] if start else None
            return (
                noun is not None and isinstance(event, Condition) and speaks_of_some(event, phrases[start:])
            )
        if not (isinstance(before, Noun | Condition) or is_word(before, "WITH", "AND", "DETERMINER")):
            return False
    return False


def objects_behind(phrases: tuple[Phrase, ...]) -> Noun | None:
    """The noun of `for all jets with pT > 30 GeV` right behind a condition."""
    found = [each for each in phrases[:4] if not is_word(each, "DETERMINER", "OF")]
    if len(found) > 1 and is_word(found[0], "FOR") and isinstance(found[1], Noun):
        return found[1]
    return None


def speaks_of_some(condition: Condition, following: tuple[Phrase, ...]) -> bool:
    """Whether a condition holds for some of the objects that it runs over."""
    noun, value = objects_behind(following), event_value(condition.variable)
    return (
        noun is not None and value is not None and bool(value.binders) and f"{{{noun.name}}}" in value.binders
    )


def limited_to(text: str, condition: Condition, following: tuple[Phrase, ...]) -> str | None:
    """`dphi(jet, MET) > 0.5 for all jets with pT > 30 GeV`, `for the two leading jets`: the objects it runs over."""
    noun, value = objects_behind(following), event_value(condition.variable)
    if noun is None or value is None or OTHERS.intersection(noun.words):
        return None
    letter = LETTERS[noun.kind]
    if value.binders != f"for {letter} in {{{noun.name}}}":
        return None
    start = following.index(noun) + 1
    wheres = []
    for each in following[start:]:
        if isinstance(each, Condition) and each.variable.name in OF_OBJECTS:
            wheres.append(of_object(each, f"{letter}."))
        elif not is_word(each, "WITH", "AND"):
            break
    if None in wheres:
        return None
    if noun.ranks == (0,) and noun.number:
        text = text.replace(value.binders, f"for {letter} in first({{{noun.name}}}, {noun.number})")
    elif noun.ranks or noun.number:
        return None
    return (
        f"{text.removesuffix(')')} where {' and '.join(each for each in wheres if each)})" if wheres else text
    )


def is_restricted(phrases: tuple[Phrase, ...], place: int) -> bool:
    """Whether an `if` follows a condition."""
    following = [each for each in phrases[place + 1 :] if not is_word(each, "COMMA")]
    return bool(following) and is_word(following[0], "CONDITION_FOR")


def with_restriction(text: str, condition: Condition, following: tuple[Phrase, ...]) -> str | None:
    """`dphi(MET, jet) > 0.3, if pT(jet) > 100 GeV`: for those of the objects that the condition runs over."""
    value = event_value(condition.variable)
    second = next((each for each in following if isinstance(each, Condition)), None)
    found = [each for each in second.variable.arguments if isinstance(each, Noun)] if second else []
    if value is None or second is None or len(found) != 1:
        return None
    letter = LETTERS[found[0].kind]
    restriction = of_object(second, f"{letter}.")
    if restriction is None or value.binders != f"for {letter} in {{{found[0].name}}}":
        return None
    return f"{text.removesuffix(')')} where {restriction})"
