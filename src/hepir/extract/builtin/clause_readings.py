"""What one clause claims: about events, about a region or about objects.

In: a clause, and the objects that it is about by what stands before. Out: a `Reading`.
"""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

from hepir.extract.builtin.about_events import is_about_events
from hepir.extract.builtin.alternatives import joined_plainly, joins_unclearly
from hepir.extract.builtin.bins import with_bins
from hepir.extract.builtin.charges import charge_reading
from hepir.extract.builtin.claims import LETTERS, Reading, step
from hepir.extract.builtin.clauses import (
    Clause,
    object_conditions,
    separations,
)
from hepir.extract.builtin.event_conditions import about_event, binned
from hepir.extract.builtin.event_values import event_value
from hepir.extract.builtin.events import event_reading
from hepir.extract.builtin.objects import object_reading
from hepir.extract.builtin.owners import subject_of
from hepir.extract.builtin.phrases import (
    Binned,
    Condition,
    Count,
    Noun,
    OneSided,
    Phrase,
    Separation,
    Word,
    is_word,
)
from hepir.extract.builtin.properties import OF_OBJECTS, relation_text, where_text
from hepir.extract.builtin.regions import (
    is_nameless,
    region_of,
    speaks_of_channels,
    speaks_of_some_regions,
    without_region,
    without_regions,
)
from hepir.extract.builtin.rejections import rejections_apart
from hepir.extract.builtin.restrictions import TOLD, is_for_some_events

# Words for which the language has none: with them, what else a clause says would be said of too many or too few.
QUALITY = re.compile(
    r"(?:fail(?:s|ed|ing)?(?: to)?|overlap(?:s|ping)?|(?:un)?tagged|near|odd|even|(?:non|anti)-isolated)\Z",
    re.IGNORECASE,
)
SUMMED = re.compile(r"(?:sum|difference|ratio|product|average|mean|system)\Z", re.IGNORECASE)
BY_OTHERS = re.compile(r"\b(?:inverting|inverted|reversing|same|identical|analogous|except)\b", re.IGNORECASE)
COMPARED = ("NUMBER", "PAIR_MASS", "PT", "MET", "HT", "MHT", "MEFF", "ST")
# Between `except` and the condition that is excepted.
FILLING = (
    "COMMA",
    "DETERMINER",
    "IN",
    "WITH",
    "FOR",
    "LEFT",
    "OF",
    "REGIONS",
    "RANGE",
    "WORD",
    "QUALIFIER",
    "DASH",
    "LINK",
)
UNREAD = ("GREATER", "LESS", "AT_LEAST", "AT_MOST", "WITHIN")


def clause_reading(clause: Clause, previous: tuple[Noun, ...], *, named_only: bool) -> Reading:
    """What a clause claims."""
    region = region_of(clause)
    if region == "" and speaks_of_some_regions(clause):
        return Reading(left=("values of several regions",))
    clause = with_bins(plain_order(clause))
    if is_conditional(clause) or is_hypothetical(clause) or is_between(clause):
        return Reading(left=("a condition for some events",))
    if region is None and is_nameless(clause):
        if not any(isinstance(each, Condition | Count) for each in clause.phrases):
            return Reading()
        if not is_of_validation(clause):
            return Reading(left=("a region without a name",))
        region = "validation_region"
    if named_only and not region:
        return Reading()
    if region is None and speaks_of_channels(clause):
        return Reading(left=("values of several regions",))
    if not clause.verb:
        limits = any(isinstance(each, Condition) for each in clause.phrases)
        left = ("no verb",) if limits or (region and leaves_quantity(clause)) else ()
        return Reading(left=left, subject=told_of(clause))
    if (unsaid := unsayable(clause, region)) is not None:
        return unsaid
    reading = asked_of(clause, previous, region)
    if reading is None:
        return Reading(left=("one or the other",))
    if leaves_isolation(clause, region):
        reading = reading.joined(Reading(left=("isolation",)))
    if leaves_charges(clause, reading):
        reading = reading.joined(Reading(left=("charges",)))
    if unread(clause) or ((reading.claims or region or clause.verb == "REQUIRE") and leaves_quantity(clause)):
        reading = reading.joined(Reading(left=("a number",)))
    if region and not reading.claims and not reading.left and BY_OTHERS.search(spoken(clause)):
        return Reading(left=("a region by another one",))
    if clause.rejects and reading.left and not separations(clause):
        # half of what is rejected together is too much
        apart_from_it = rejections_apart(clause, reading.left, region or "")
        return replace(apart_from_it, subject=reading.subject)
    return reading


def leaves_region_out(clause: Clause) -> bool:
    """`We do not consider the region SR3 with MET > 350 GeV`, `SR3 with MET > 350 GeV is not used`: nothing is asked."""
    if not clause.rejects:
        return False
    first = next((each for each in clause.phrases if not is_word(each, "DETERMINER")), None)
    behind = any(
        isinstance(each, Condition | Count | Noun) or is_word(each, "EVENTS") for each in clause.after
    )
    limited = any(isinstance(each, Condition) for each in clause.before)
    ours = not clause.before and is_word(first, "REGION")
    return ours or (is_word(first, "REGION") and limited and not behind)


def leaves_isolation(clause: Clause, region: str | None) -> bool:
    """`The leading lepton must be isolated`: what is asked of one object of an event, for which it has no words."""
    if clause.rejects or (region is None and not is_about_events(clause)):
        return False
    asked = any(is_word(each, "ISOLATED") for each in clause.after)
    limited = any(
        isinstance(each, Condition) and "isolation" in each.variable.name for each in clause.phrases
    )
    return asked and not limited


def leaves_charges(clause: Clause, reading: Reading) -> bool:
    """`must have opposite charge and satisfy dphi > 2.4`: whether charges are asked for, and nothing of what is said is."""
    asked = any(is_word(each, "CHARGE") for each in clause.after)
    said = any(
        re.search("charge|flavor|charges", each) for each in (*reading.left, *map(str, reading.claims))
    )
    return asked and (bool(reading.claims) or clause.verb == "REQUIRE") and not said


def unsayable(clause: Clause, region: str | None) -> Reading | None:
    """Why nothing of a clause can be said; None where there is no reason."""
    if region is None and not is_about_events(clause) and is_for_some_events(clause.phrases):
        return Reading(left=("a condition for some events",))
    told_apart = any(is_word(each, "EVENTS") for each in clause.before) and unread(replace(clause, after=()))
    if (told_apart or (unread(clause) and clause.rejects)) and not separations(clause):
        return Reading(left=("a number",))
    if any(isinstance(each, Word) and QUALITY.match(each.text) for each in clause.phrases):
        return Reading(left=("a quality of objects",))
    if any(is_negation(each) for each in clause.phrases):
        left = ("a negation",) if asks(clause) or clause.verb == "REQUIRE" else ()
        return Reading(left=left, subject=told_of(clause))
    if sums_objects(clause.phrases):
        return Reading(left=("a sum over objects",))
    if excepts_objects(clause.phrases) and not separations(clause):
        return Reading(left=("an exception",))
    renamed = clause.verb == "CONSIDER" and clause.after and getattr(clause.after[0], "text", "") == "as"
    if renamed and any(isinstance(each, Condition) for each in clause.phrases):
        return Reading(left=("objects by another name",))
    return None


def asked_of(clause: Clause, previous: tuple[Noun, ...], region: str | None) -> Reading | None:
    """What a clause asks: of objects near others, of charges, of events, or of objects; None where it is unclear what its
    `or` joins."""
    if is_of_overlaps(clause):
        return apart(clause) or Reading(left=("a distance",))
    if region is None and (own := apart(clause)) is not None:
        return own
    if (charges := charge_reading(clause, region or "")) is not None:
        return charges
    if region is not None or is_about_events(clause):
        steps = event_reading(without_regions(clause), region or "")
        return steps.joined(without_region(clause, region or ""))
    clause = joined_plainly(clause)
    if joins_unclearly(clause, apart=False):
        return None
    return universal(clause) or object_reading(clause, previous).joined(values_of_events(clause))


def is_of_validation(clause: Clause) -> bool:
    """Whether a clause speaks of validation."""
    return any(isinstance(each, Word) and each.text.lower().startswith("validat") for each in clause.phrases)


def asks(clause: Clause) -> bool:
    """Whether anything is asked in a clause, of whatever."""
    return any(
        isinstance(each, Condition | Count | Separation) or is_word(each, *TOLD) for each in clause.phrases
    )


def is_negation(phrase: Phrase) -> bool:
    """Whether a word takes back what stands beside it, in a way that the grammar of compositions does not know."""
    return is_word(phrase, "NOT", "NO", "FAIL") or (
        isinstance(phrase, Word) and phrase.text.lower() == "none"
    )


def sums_objects(phrases: tuple[Phrase, ...]) -> bool:
    """`the scalar sum of the lepton pT must exceed 100 GeV`, `the sum of the lepton pT and MET`: not what each is asked."""
    asked = next((place for place, each in enumerate(phrases) if isinstance(each, Condition)), None)
    if asked is None:
        return False
    last = asked > 0 and is_word(phrases[asked - 1], "AND")
    if not last and not object_conditions(phrases[asked : asked + 1]):
        return False
    return any(
        isinstance(one, Word)
        and bool(SUMMED.match(one.text))
        and (is_word(other, "OF") or getattr(other, "text", "") in ("formed", "made", "built"))
        for one, other in pairwise(phrases[:asked])
    )


def excepts_objects(phrases: tuple[Phrase, ...]) -> bool:
    """`muons other than the leading one must have pT > 10 GeV`: no condition says which ones are left out."""
    for place, phrase in enumerate(phrases):
        if isinstance(phrase, Word) and phrase.type == "EXCEPT":
            apart = (each for each in phrases[place + 1 :] if not is_word(each, *FILLING))
            left_out = next(apart, None)
            if (
                phrase.text.lower() == "unless"
                or isinstance(left_out, Noun | Count)
                or is_word(left_out, "RANK")
            ):
                return True
    return False


def plain_order(clause: Clause) -> Clause:
    """`dphi(MET, jet) > 0.4 is required for all jets with pT > 30 GeV` with its verb in front."""
    asked = clause.before[-1] if clause.before else None
    about_event = isinstance(asked, Condition) and asked.variable.name not in OF_OBJECTS
    begins = bool(clause.after) and is_word(clause.after[0], "FOR")
    return (
        Clause((), clause.verb, clause.phrases)
        if clause.verb == "REQUIRE" and about_event and begins
        else clause
    )


def is_conditional(clause: Clause) -> bool:
    """`For HT > 500 GeV, the first bins are discarded`: what is asked of some of the events."""
    first = clause.before[:2]
    comma = any(is_word(each, "COMMA") for each in clause.before)
    if len(first) < 2 or not is_word(first[0], "FOR", "IN"):
        return False
    limited = is_word(first[0], "FOR") and isinstance(first[1], Condition | Count)
    return comma if limited else is_word(first[1], "EVENTS") and not comma


def is_hypothetical(clause: Clause) -> bool:
    """`If the number of tracks of the jet is less than three`, behind which something else is said."""
    first = next((each for each in clause.before if not is_word(each, "WORD", "COMMA")), None)
    said = any(is_word(each, "EVENTS", "REGION") for each in clause.phrases)
    return clause.verb in ("REQUIRE", "CONSIDER") and is_word(first, "CONDITION_FOR") and not said


def is_between(clause: Clause) -> bool:
    """`Jets between the two leading jets are vetoed`: objects that others tell apart."""
    triples = zip(clause.phrases, clause.phrases[1:], clause.phrases[2:], strict=False)
    none = clause.rejects or any(isinstance(each, Count) and not each.number for each in clause.phrases)
    return any(
        isinstance(one, Word)
        and one.text.lower() == "between"
        and (
            (isinstance(owner, Noun | Count) and isinstance(other, Noun))
            or (none and (is_definite(other) or getattr(other, "text", "") == "them"))
        )
        for owner, one, other in triples
    )


def is_definite(phrase: Phrase) -> bool:
    """`in the gap between the tagging jets`, `between the two leading jets`; not `between jets and photons`."""
    return isinstance(phrase, Noun) and bool(phrase.determiner or phrase.number)


def told_of(clause: Clause) -> tuple[Noun, ...]:
    """`Jets are clustered with the anti-kT algorithm`: what a sentence goes on about that asks nothing."""
    subject = subject_of(clause)
    return (
        subject
        if subject and all(each.plural for each in subject) and clause.before[:1] == subject[:1]
        else ()
    )


def spoken(clause: Clause) -> str:
    """The words of a clause, where it has any that are no phrases."""
    words = [each.text for each in clause.phrases if isinstance(each, Word)]
    return " ".join(words)


def unread(clause: Clause) -> bool:
    """Whether a comparison stayed that belongs to nothing."""
    pairs = zip(clause.phrases, clause.phrases[1:], strict=False)
    if any(is_word(each, "UNREAD") for each in clause.phrases):
        return True
    return any(is_word(first, *UNREAD) and is_word(second, *COMPARED) for first, second in pairs)


def leaves_quantity(clause: Clause) -> bool:
    """`within 1 mm of the vertex along the beam and 0.5 mm in the transverse plane`: whether a number with a unit is of
    nothing that was read."""
    pairs = zip(clause.phrases, clause.phrases[1:], strict=False)
    return any(is_word(first, "NUMBER") and is_word(second, "UNIT") for first, second in pairs)


def values_of_events(clause: Clause) -> Reading:
    """Conditions on variables of events, in a clause with another subject."""
    found = Reading()
    for place, phrase in enumerate(clause.phrases):
        if isinstance(phrase, Condition) and phrase.variable.name not in OF_OBJECTS:
            found = found.joined(about_event(clause, place, phrase, ""))
        elif isinstance(phrase, Binned):
            found = found.joined(binned(phrase, ""))
    return found


def apart(clause: Clause) -> Reading | None:
    """`Jets must satisfy dR(jet, e) > 0.2`, `if dR(jet, e) < 0.2, the jet is removed`: rules of the objects."""
    subject = subject_of(clause) if clause.before else ()
    last = clause.before[-1] if clause.before else None
    if clause.rejects and isinstance(last, Noun) and is_word(clause.before[0], "CONDITION_FOR"):
        subject = (last,)
    said = (
        clause.phrases
        if is_word(clause.before[0] if clause.before else None, "CONDITION_FOR")
        else clause.after
    )
    asked = [each for each in said if isinstance(each, Condition)] if len(subject) == 1 else []
    if len(asked) != 1 or asked[0].variable.name != "dr" or not isinstance(asked[0].relation, OneSided):
        return None
    others = [
        each
        for each in asked[0].variable.arguments
        if isinstance(each, Noun) and each.kind != subject[0].kind
    ]
    if len(asked[0].variable.arguments) != 2 or len(others) != 1:
        return None
    distance = Separation(asked[0].relation, replace(others[0], ranks=(), plural=True))
    return object_reading(Clause(subject, clause.verb, (distance,)), ())


def is_of_overlaps(clause: Clause) -> bool:
    """`if dR(e, jet) < 0.2, the jet is removed`, `any jet with dR(l, jet) < 0.2 is removed`: nothing is said of events."""
    spoken = any(is_word(each, "EVENTS", "REGION") for each in clause.phrases) or is_about_events(clause)
    far = [each for each in clause.before if isinstance(each, Condition) and each.variable.name == "dr"]
    gone = any(isinstance(each, Noun) and not (each.ranks or each.number) for each in clause.before)
    limited = clause.rejects or any(is_word(each, "CONDITION_FOR") for each in clause.before)
    return limited and bool(far) and gone and not spoken


def universal(clause: Clause) -> Reading | None:
    """`all jets with pT > 100 GeV must fulfil dphi(jet, MET) > 0.3`"""
    subject = subject_of(clause) if clause.before else ()
    asked = [each for each in clause.after if isinstance(each, Condition) and each.variable.arguments]
    if len(subject) != 1 or len(asked) != 1 or clause.rejects:
        return None
    letter = LETTERS[subject[0].kind]
    value = event_value(asked[0].variable)
    if value is None or value.binders != f"for {letter} in {{{subject[0].name}}}":
        return None
    text = relation_text(value.expression, asked[0].relation, value.units)
    where = where_text(object_conditions(clause.before), letter)
    if text is None or where is None:
        return None
    return Reading((step("", f"select all({text} {value.binders}{where})"),), subject=subject)
