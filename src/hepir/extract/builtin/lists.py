"""Lists of criteria: the sentence that leads them in, and their items as whole sentences.

In: the sentence in front of a list (`Loose muons are required to:`) and an item (`have pT > 10 GeV;`). Out: the item with the
subject of that sentence, its verb and its region: `Loose muons must have pT > 10 GeV`. Of a list of which one item is enough,
nothing is made.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from hepir.extract.builtin.clauses import nouns
from hepir.extract.builtin.collections import plural
from hepir.extract.builtin.mass_of_pair import charges_of_pair
from hepir.extract.builtin.naming import region_name
from hepir.extract.builtin.object_heads import kinds_named
from hepir.extract.builtin.parsing import phrases
from hepir.extract.builtin.phrases import Condition, Count, Noun, Separation, Word, is_word
from hepir.extract.builtin.properties import OF_OBJECTS
from hepir.extract.builtin.regions import is_region
from hepir.extract.builtin.spelling import spelled

BULLET = re.compile(r"\A(?:[-–•*◦▪]|\(?(?:[a-z]|[ivx]+|\d)[.)])[ \u00a0]+")
ENDING = re.compile(r"(?:[;,.]|[;,]? (?:and|or|,))*\s*\Z")
JOINING = re.compile(r"\A(?:and|or) ")
LEADING = re.compile(
    r"(?::|\b(?:must|(?:required|have|has|asked) to|should)(?: (?:be|have|satisfy|pass|fulfil))?)\Z"
)
VERB = re.compile(
    r"\b(?:must|is|are|requires?|required|have|has|contains?|should|satisf(?:y|ies)|pass(?:es)?|selects?|do|does)\b",
    re.IGNORECASE,
)
INFINITIVE = re.compile(
    r"\A(?:not )?(?:(?<=not )within|be|have|pass|satisfy|fulfil+|contain|lie|come|originate|match|possess"
    r"|include|meet|overlap|exceed|fall"
    r"|fail|fire|share)\b",
    re.IGNORECASE,
)
FINITE = {
    "is": "be",
    "are": "be",
    "has": "have",
    "passes": "pass",
    "satisfies": "satisfy",
    "lies": "lie",
    "fulfils": "fulfil",
}
BEGUN_FINITE = re.compile(
    rf"\A({'|'.join(FINITE)}) (?!(?:required|vetoed|rejected|removed|discarded|excluded)\b)"
)
BEFORE_LIMIT = re.compile(r", (?=(?:less|greater|smaller|larger|lower|higher) than\b|below\b|above\b|[<>≤≥])")
CRITERIA = re.compile(
    r"\b(?:criteri|requirement|conditions?\b|select|require|cuts?\b|demand|if\b|must\b|have to\b|has to\b|should\b|satisf"
    r"|pass|defined (?:as|by)|vetoed|rejected)",
    re.IGNORECASE,
)
REJECTING = re.compile(
    r"\b(?:is|are) (?:then |also )?(?:vetoed|rejected|removed|discarded|excluded)\b|\bmust not\b|\bvetoes\b"
    r"|\bnot (?:to )?(?:have|contain|satisfy)\b",
    re.IGNORECASE,
)
ASKED_OF = re.compile(
    r"\b(?:criteri(?:a|on)|requirements?|cuts?|selections?|conditions?) (?:applied |imposed |placed |used"
    r" )?(?:on|for|to) the\b"
    r"(?! (?:selected|two|leading|subleading|event|remaining|other)\b)"
)
ENOUGH = re.compile(r"\b(?:one|any|some) of\b|\beither\b|\balternative", re.IGNORECASE)
# How an item begins that asks for something, whatever leads it in: `Exactly one muon`, `HT > 400 GeV`.
ASKING = re.compile(
    r"\A(?:exactly|at least|at most|no|zero|one|two|three|four|five|six|\d+|an?|[<>≥≤=])\b|\A[^\s,;.]+ *(?:\[\w+\] *)?[<>≥≤]",
    re.IGNORECASE,
)
ASIDE = re.compile(
    r",? \b(?:where|which|in which|for which|with|to)\b|\("
)  # `Njet > 2, where jets must have ...`
ASKED = re.compile(
    r"\A((?:the|both|each|all) (?!.*\b(?:is|are|must)\b)[^:;]{3,60}?) to (?=(?:have|be|pass|satisfy|fulfil+|lie)\b)"
)
SORT = r"(?:(loose|medium|tight|veto|signal|selected|baseline) )?(electron|muon|photon|tau|lepton)"
ONE = re.compile(rf"(?:exactly )?(?:one|a|a single|1) {SORT}\b", re.IGNORECASE)
EVENTS = "Events"
FEW_WORDS = 8
FURTHER = re.compile(
    rf"(?:exactly )?(?:no|zero|0) (?:additional|other|extra|further) {SORT}s?(?: candidates?)?\Z",
    re.IGNORECASE,
)
# `the impact parameter of the electron track`: of each of the objects that the list is about.
OF_THE_SAME = re.compile(
    r" of (?:the|each|an?) (?:(electron|muon|photon|tau|lepton|jet)(?: candidate)?(?: \(?GSF\)?)?(?:'s)?(?: track)?"
    r"|candidate|track)(?= (?:must|is|has|should|with|to|divided|relative|less|smaller|greater|larger|below"
    r"|above|[<>≤≥])|,|\Z)",
    re.IGNORECASE,
)
NAMED = {"bjets": "b-jets", "fat jets": "large-R jets", "taus": "tau leptons"}


@dataclass(frozen=True)
class Lead:
    """What leads a list in: of what its items are, in which region, and whether they are what must not be.

    `asks`: it says that they are criteria; else only what looks like one is.
    """

    subject: str
    region: str = ""
    rejects: bool = False
    asks: bool = True


@lru_cache(maxsize=512)
def lead_of(text: str, before: str) -> Lead | None:
    """What a sentence leads in; None where it leads to no criteria, or to some of which one is enough.

    `before` is the sentence in front of it: `criteria are applied. For the muon channel these are:`.
    """
    if not LEADING.search(text):
        return None
    asks = bool(CRITERIA.search(text) or CRITERIA.search(before))
    rejects = bool(REJECTING.search(text))
    region = leading_region(text)
    if not (asks or region) or (ENOUGH.search(text) and not rejects):
        return None
    return Lead(subject_of(text), region, rejects, asks)


def leading_region(text: str) -> str:
    """The one region that a sentence names which leads in a list: `For the muon channel these are:`; empty elsewhere."""
    words = (each for each in phrases(spelled(text)) if isinstance(each, Word) and is_region(each))
    named = {region_name(each.text) for each in words}
    return named.pop() if len(named) == 1 else ""


def subject_of(text: str) -> str:
    """The objects that a sentence speaks of where these are of one kind; else events."""
    found = phrases(spelled(text.removesuffix(":")))
    named = {
        each.name for each in nouns(found) if is_any(each) or (ASKED_OF.search(text) and is_single(each))
    }
    asked = any(isinstance(each, Condition | Count) or is_word(each, "EVENTS", "REGION") for each in found)
    if not named and not asked and text.count(" ") < FEW_WORDS and "trigger" not in text.lower():
        named = set(kinds_named(text))  # `Hadronic tau selection:`
    if len(named) != 1 or asked:
        return EVENTS
    return object_words(named.pop())


def is_any(noun: Noun) -> bool:
    """`muons`, `the requirements for a tight electron`: all objects of a kind."""
    return not (noun.ranks or noun.number) and (noun.plural or noun.determiner in ("a", "an", "each"))


def is_single(noun: Noun) -> bool:
    """`the cuts on the photon`: each of them."""
    return noun.determiner == "the" and not (noun.ranks or noun.number)


def object_words(name: str) -> str:
    """What a sentence begins with that is about objects: `Loose muons`."""
    words = plural(name).replace("_", " ")
    return NAMED.get(words, words).capitalize()


def item_sentence(item: str, lead: Lead, earlier: tuple[str, ...] = ()) -> str:
    """An item as a sentence of its own; `earlier` are those before it."""
    plain = without_owner(bare(item), lead)
    if charged := charges_of_pair(plain, earlier) if lead.subject == EVENTS and not lead.rejects else "":
        return charged
    plain = BEGUN_FINITE.sub(lambda found: f"{FINITE[found[1]]} ", plain)
    plain = BEFORE_LIMIT.sub(" ", plain, count=1)
    infinitive = INFINITIVE.match(plain)
    if asked := ASKED.match(plain):  # `the leading jet to have pT > 100 GeV`
        return f"{asked[1]} must {plain[asked.end(1) :].removeprefix(' to ')}"
    if (VERB.search(ASIDE.split(plain, maxsplit=1)[0]) and not infinitive) or not (
        lead.asks or ASKING.match(plain)
    ):
        return plain
    plain = without_first(plain, earlier)
    subject = EVENTS if is_of_events(plain) else lead.subject
    if lead.rejects:
        return f"{subject} are vetoed if they {plain if infinitive else f'have {plain}'}"
    plain = plain.replace("not within", "not be within", 1) if plain.startswith("not within") else plain
    return f"{subject} must {plain if infinitive else f'have {plain}'}"


def without_owner(item: str, lead: Lead) -> str:
    """An item without the objects that the list is about: `the impact parameter of the electron track`."""
    owner = OF_THE_SAME.search(item) if lead.subject != EVENTS else None
    if owner is None or (owner[1] or "").lower() not in lead.subject.lower():
        return item
    return item[: owner.start()] + item[owner.end() :]


def is_of_events(item: str) -> bool:
    """Whether an item asks something of events, whatever the list is about: `exactly one muon`, `HT > 300 GeV`."""
    found = phrases(spelled(item))
    if any(isinstance(each, Separation) or is_word(each, "DELTA_R") for each in found):
        return False
    match next((each for each in found if isinstance(each, Condition | Count)), None):
        case Count(noun=noun):
            return noun.kind != "Track"
        case Condition(variable=variable):
            return variable.name not in OF_OBJECTS and variable.name not in ("dr", "dphi", "deta")
    return False


def bare(item: str) -> str:
    """An item without its mark, and without what joins it to others."""
    plain = JOINING.sub("", ENDING.sub("", BULLET.sub("", item)))
    return plain[:1].lower() + plain[1:] if plain[1:2].islower() else plain


def without_first(item: str, earlier: tuple[str, ...]) -> str:
    """`no additional loose muons` behind `exactly one tight muon` as `at most one loose muon`: that one is loose, too."""
    further = FURTHER.match(item)
    if further is None or not further[1]:
        return item
    first = [ONE.match(bare(each)) for each in earlier]
    if not any(each and each[1] and each[1] != further[1] and each[2] == further[2] for each in first):
        return item
    return f"at most one {further[1]} {further[2]}"
