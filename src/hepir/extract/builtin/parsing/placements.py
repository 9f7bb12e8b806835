"""What placements stand for: regions of processes, and what the events of a region have.

In: compositions of phrases by the rules of `placements.lark`. Out: the phrases in their place, or None where the words say
something else.
"""

from __future__ import annotations

import re

from hepir.extract.builtin.parsing.composition import NEXT, Composition
from hepir.extract.builtin.parsing.place_sorts import place_sort, word_of
from hepir.extract.builtin.parsing.rewriting import Rewriting
from hepir.extract.builtin.phrases import Phrase, Word, is_word

REQUIRES = Word("REQUIRE", "requires")
VERBS = ("ENTERING", "ASSIGNED", "MADE", "NAMED", "CONSIDER", "DEFINE")
NAMING = ("PROCESS", "PLUS", "NOUN", "OTHER", "DASH", "SLASH", "QUALIFIER", "CHARGE", "TIGHTNESS")
GENERIC = re.compile(
    r"(?:(?:the|a|an) )?((?:signal |control |validation |sideband |search |verification )(?:region|sample)s?|CR|VR)\Z"
)
SOME = re.compile(r"(?:most|many|some|few|several|half|no|rare|typical)", re.IGNORECASE)


def of_background(composition: Composition) -> list[Phrase] | None:
    """`a control region dominated by W+jets events`, `for the W+jets background, a control region`"""
    region = of_process(composition.given)
    behind: list[Phrase] = [REQUIRES] if place_sort(composition.given[-1]) == "HAVE" else []
    return [region, *behind] if region is not None else None


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
        word_of(each) for each, sort in zip(given[begin:named], sorts[begin:], strict=False) if sort in NAMING
    ]
    generic = GENERIC.match(region.text)
    if all(is_word(each, "QUALIFIER") for each, sort in zip(given, sorts, strict=True) if sort in NAMING):
        return None  # `the control region of selected events`
    return Word("REGION", f"{' '.join(words)} {generic[1].removesuffix('s')}") if generic and words else None


def used(composition: Composition) -> list[Phrase] | None:
    """`a control region with one lepton is used to estimate the W+jets background`: that of W+jets requires one lepton."""
    given = composition.given
    sorts = [place_sort(each) for each in given]
    end = sorts.index("USED")
    background = sorts.index("BACKGROUND", end + 3)
    region = of_process((*given[end + 3 : background + 1], given[0]))
    return [region, REQUIRES, *given[2 : end - 1]] if region is not None else None


def held(composition: Composition) -> list[Phrase] | None:
    """`events in SR1 have two jets`, at the beginning of a sentence or part: SR1 requires two jets; not two or three."""
    begins = all(
        is_word(each, "DETERMINER", "COMMA", "OTHER") for each in behind_separator(composition.before)
    )
    region = next(each for each in composition.given if is_word(each, "REGION"))
    either = any(is_word(each, "OR") for each in composition.after)
    return [region, REQUIRES] if begins and not either else None


def behind_separator(before: tuple[Phrase, ...]) -> tuple[Phrase, ...]:
    """What stands behind the last separator: the beginning of the last part of a sentence."""
    places = [place for place, each in enumerate(before, 1) if is_word(each, "SEPARATOR")]
    return before[max(places, default=0) :]


def which(composition: Composition) -> list[Phrase]:
    """`There are two regions, SRA, which requires two jets, and SRB, which requires three`: each on its own."""
    return [NEXT, *composition.words("REGION"), REQUIRES]


def parenthesised(composition: Composition) -> list[Phrase]:
    """`the electron channel (exactly one electron) and`, `in the SR (MET > 200 GeV), events`: what a region requires."""
    region, _, *said, _ = composition.given
    inside = composition.before and is_word(composition.before[-1], "IN", "FOR")
    rest: list[Phrase] = [composition.before[-1], region] if inside else []
    return [region, REQUIRES, *said, NEXT, *rest]


def renamed(composition: Composition) -> list[Phrase] | None:
    """`a control region, denoted CRW,`: by its name."""
    first, second = composition.words("REGION")
    generic = GENERIC.match(first.text) and not GENERIC.match(second.text) and not first.text.endswith("s")
    return [second] if generic else None


def formed(composition: Composition) -> list[Phrase] | None:
    """`events with two b jets form the signal region`: the region requires two b jets."""
    sorts = [place_sort(each) for each in composition.given]
    return requiring(composition, sorts, sorts.index("WITH") + 1)


def those(composition: Composition) -> list[Phrase] | None:
    """`events with no jets form the 0-jet category, those with one jet the 1-jet category`, behind the first of both."""
    told = any(is_word(each, "REGION") for each in composition.before)
    sorts = [place_sort(each) for each in composition.given]
    made = requiring(composition, sorts, sorts.index("WITH") + 1) if told else None
    return [NEXT, *made] if made is not None else None


def conditional(composition: Composition) -> list[Phrase] | None:
    """`if the event contains two b jets, it is classified as`"""
    sorts = [place_sort(each) for each in composition.given]
    return requiring(composition, sorts, behind_if(sorts))


def entered(composition: Composition) -> list[Phrase] | None:
    """`events are assigned to the VBF category if they`: the category requires what follows."""
    region = place_named(composition)
    return [region, REQUIRES] if region is not None else None


def place_named(composition: Composition) -> Word | None:
    """The region or category that a placement names; None where it is of some events alone."""
    words = [word_of(each) for each in composition.given if place_sort(each) in ("REGION", "PLACE")]
    begun = (*composition.before[-1:], composition.given[0])
    some = any(SOME.fullmatch(word_of(each)) for each in begun)
    return Word("REGION", " ".join(words)) if words and not some else None


def requiring(composition: Composition, sorts: list[str], begin: int) -> list[Phrase] | None:
    """What the events of a region have: all from a place on in front of the verb that places them."""
    region = place_named(composition)
    verbs = [place for place, sort in enumerate(sorts) if sort in VERBS]
    end = max(verbs, default=len(sorts) - 1)
    while end > begin and sorts[end - 1] in ("LINK", "COMMA", "DETERMINER", "EVENTS", "THEY", "AS"):
        end -= 1
    return [region, REQUIRES, *composition.given[begin:end]] if region is not None else None


def behind_if(sorts: list[str]) -> int:
    """Where the condition begins of `if the event contains`, `if HT > 1 TeV`."""
    subject = 2 if sorts[1] in ("DETERMINER", "QUALIFIER") else 1
    return subject + 1 if sorts[subject] in ("EVENTS", "THEY") else 1


PLACEMENTS: dict[str, Rewriting] = {
    "enriched": of_background,
    "purposed": of_background,
    "intended": of_background,
    "estimated": estimated,
    "used": used,
    "renamed": renamed,
    "held": held,
    "which": which,
    "parenthesised": parenthesised,
    "formed": formed,
    "those": those,
    "entered": entered,
    "conditional": conditional,
}
