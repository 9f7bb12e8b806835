"""Which events are in which region, and for which process a region is, by `placements.lark`.

In: the phrases of a sentence. Out: the phrases, in which `events with two b jets form the signal region` is said as `the
signal region requires two b jets`, and `a control region dominated by W+jets events` is `the W+jets control region`.
"""

from __future__ import annotations

import re

from hepir.extract.builtin.parsing.composing import Grammar, composed_by
from hepir.extract.builtin.parsing.composition import Composition
from hepir.extract.builtin.parsing.rewriting import Rewriting
from hepir.extract.builtin.parsing.sorts import sort_of
from hepir.extract.builtin.phrases import Noun, Phrase, Word

REQUIRES = Word("REQUIRE", "requires")
VERBS = ("ENTERING", "ASSIGNED", "MADE", "NAMED", "CONSIDER", "DEFINE")
OWN = ("MADE", "USING", "AS", "THEY", "THOSE", "NAMED")  # sorts of words that placements know
REACH = 5  # phrases between a verb that places events and the region
SORTS = tuple(
    (sort, types, re.compile(pattern, re.IGNORECASE))
    for sort, types, pattern in (
        ("ENRICHED", ("WORD",), r"enriched|dominated|enhanced|rich|pure"),
        (
            "BACKGROUND",
            ("WORD",),
            r"backgrounds?|process(?:es)?|production|contributions?|estimat(?:e|ion)|determination|normali[sz]ation|prediction",
        ),
        (
            "ESTIMATED",
            ("WORD",),
            r"estimated?|normali[sz]ed?|constrain(?:ed)?|determined?|measured?|derived?|predict(?:ed)?|control(?:led)?"
            r"|modell?ed|checked|validated?|studied|obtained|evaluated",
        ),
        (
            "ENTERING",
            ("WORD",),
            r"forms?|constitutes?|comprises?|enters?|populates?|falls?|belongs?|makes? up|define",
        ),
        (
            "ASSIGNED",
            ("WORD",),
            r"assigned|allocated|categori[sz]ed|classified|placed|put|sorted|grouped|associated|considered|attributed",
        ),
        (
            "PLACE",
            ("WORD", "QUALIFIER"),
            r"(?-i:[A-Z][A-Za-z]*[A-Z\d]\w*|[A-Za-z]{1,6}-[A-Z]\w*|[A-Z]{2,}\w*)|(?:off|on)-\w+",
        ),
    )
)
GENERIC = re.compile(
    r"(?:(?:the|a|an) )?((?:signal |control |validation |sideband |search |verification )(?:region|sample)s?|CR|VR)\Z"
)
SOME = re.compile(r"(?:most|many|some|few|several|half|no|rare|typical)", re.IGNORECASE)


def placed(phrases: tuple[Phrase, ...]) -> tuple[Phrase, ...]:
    """The phrases of a sentence, with what its placements stand for in their place."""
    return composed_by(PLACEMENTS, phrases)


def places_events(phrases: tuple[Phrase, ...]) -> bool:
    """Whether phrases say of events that they are in a region, in words that no placement knows."""
    sorts = [place_sort(each) for each in phrases]
    placing = [place for place, sort in enumerate(sorts) if sort in ("ENTERING", "ASSIGNED")]
    return any("REGION" in sorts[place + 1 : place + REACH] for place in placing)


def place_sort(phrase: Phrase) -> str:
    """The terminal of a phrase."""
    sort = sort_of(phrase)
    if not isinstance(phrase, Word):
        return sort
    known = (
        name for name, types, pattern in SORTS if phrase.type in types and pattern.fullmatch(phrase.text)
    )
    plain = "PROCESS" if phrase.type == "WORD" and sort not in OWN else sort
    return next(known, plain)


def of_background(composition: Composition) -> list[Phrase] | None:
    """`a control region dominated by W+jets events`, `for the W+jets background, a control region`"""
    region = of_process(composition.given)
    return [region] if region is not None else None


def estimated(composition: Composition) -> list[Phrase] | None:
    """`the W+jets background is estimated in a control region with`: the control region of W+jets is defined by"""
    region = of_process(composition.given)
    behind = [each for each in composition.given[-1:] if place_sort(each) == "WITH"]
    return [region, Word("DEFINE", "is defined by"), *behind] if region is not None else None


def of_process(given: tuple[Phrase, ...]) -> Word | None:
    """The region of a process: `the W+jets control region`; None where it has a name of its own."""
    region = next(each for each in given if isinstance(each, Word) and each.type == "REGION")
    sorts = [place_sort(each) for each in given]
    begin = 2 if sorts[0] == "TO" else 0  # `to estimate the Z+jets background`
    named = [*sorts, "BACKGROUND"].index("BACKGROUND", begin)
    words = [
        word_of(each)
        for each, sort in zip(given[begin:named], sorts[begin:], strict=False)
        if sort in ("PROCESS", "PLUS", "NOUN", "OTHER", "DASH", "SLASH", "QUALIFIER", "CHARGE", "TIGHTNESS")
    ]
    generic = GENERIC.match(region.text)
    return Word("REGION", f"{' '.join(words)} {generic[1].removesuffix('s')}") if generic and words else None


def word_of(phrase: Phrase) -> str:
    """A phrase in the name of a process."""
    match phrase:
        case Word(_, text):
            return text
        case Noun(kind=kind, plural=plural):
            return f"{kind.lower()}s" if plural else kind.lower()
    return ""


def formed(composition: Composition) -> list[Phrase] | None:
    """`events with two b jets form the signal region`: the region requires two b jets."""
    sorts = [place_sort(each) for each in composition.given]
    return requiring(composition.given, sorts, sorts.index("EVENTS") + 2)


def conditional(composition: Composition) -> list[Phrase] | None:
    """`if the event contains two b jets, it is classified as`"""
    sorts = [place_sort(each) for each in composition.given]
    return requiring(composition.given, sorts, behind_if(sorts))


def entered(composition: Composition) -> list[Phrase] | None:
    """`events are assigned to the VBF category if they`: the category requires what follows."""
    region = place_named(composition.given)
    return [region, REQUIRES] if region is not None else None


def place_named(given: tuple[Phrase, ...]) -> Word | None:
    """The region or category that a placement names; None where it is of some events alone."""
    words = [word_of(each) for each in given if place_sort(each) in ("REGION", "PLACE")]
    return Word("REGION", " ".join(words)) if words and not SOME.fullmatch(word_of(given[0])) else None


def requiring(given: tuple[Phrase, ...], sorts: list[str], begin: int) -> list[Phrase] | None:
    """What the events of a region have: all from a place on in front of the verb that places them."""
    region = place_named(given)
    verbs = [place for place, sort in enumerate(sorts) if sort in VERBS]
    end = max(verbs, default=0)
    while end > begin and sorts[end - 1] in ("LINK", "COMMA", "DETERMINER", "EVENTS", "THEY"):
        end -= 1
    return [region, REQUIRES, *given[begin:end]] if region is not None else None


def behind_if(sorts: list[str]) -> int:
    """Where the condition begins of `if the event contains`, `if HT > 1 TeV`."""
    subject = 2 if sorts[1] in ("DETERMINER", "QUALIFIER") else 1
    return subject + 1 if sorts[subject] in ("EVENTS", "THEY") else 1


REWRITINGS: dict[str, Rewriting] = {
    "enriched": of_background,
    "purposed": of_background,
    "intended": of_background,
    "estimated": estimated,
    "formed": formed,
    "entered": entered,
    "conditional": conditional,
}
PLACEMENTS = Grammar("placements", REWRITINGS, place_sort)
