"""The regions that headings name: `5.1 All-jets channel`, `Signal region SRA`, and channels beside each other.

In: the sections of a document. Out: for each section the region that its statements are about, empty for all.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from hepir.extract.builtin.naming import names_region, region_name

NUMBERED = re.compile(r"\A(?:(?:[A-Z]|\d+)(?:\.\d+)*\.?|[IVX]+\.) +")
PREFACED = re.compile(
    r"\A(?:selection|definition|event selection|requirements?) (?:of|in|for) (?:the )?", re.IGNORECASE
)
APPENDED = re.compile(r" (?:(?:event )?selection|definition|requirements?|criteria)\Z", re.IGNORECASE)
PLACES = re.compile(r"\b(?:(?:sub-?)?channel|category|final state)\Z", re.IGNORECASE)
MOST_WORDS = 5  # of a region that a heading names
# `μμτh`, `e + jets`: a final state by its particles.
SYMBOLS = re.compile(r"(?=.*[eμτlℓ])(?:[eμτlℓγ]|τ ?_?\{?h(?:ad)?\}?|(?<=τ)h|b|j|jets?|[ +/±∓^-])+\Z")
SELECTED = re.compile(
    r"(.+?) (?:event )?(?:selection|analysis|search|topology|categor(?:y|ies)|channel|sample|final state)\Z",
    re.I,
)
# Parts of an analysis that are told apart, and no objects or steps of it.
TOPOLOGY = re.compile(
    r"\b(?:VBF|ggF|V[BH]F?|[WZ]H|tt̄H|ttH|QCD|W|Z|H|[eμτlℓ]{2,}|\w+ ?\+ ?jets?"
    r"|(?i:merged|resolved|boosted|compressed|inclusive|dijet|multijet|Higgs|top(?: quark)?|hadronic|leptonic|mono-?\w+"
    r"|(?:all|fully|semi)-?(?:hadronic|leptonic)|(?:low|high|intermediate)[- ]\w+"
    r"|(?:single|di|tri|four|same-sign|opposite-sign|zero|one|two|three|[0-4])[- ]?"
    r"(?:leptons?|muons?|electrons?|photons?|taus?|tags?)))(?!\w)"
)
STEPS = re.compile(
    r"\b(?:trigger|object|event|common|baseline|pre-?selection|offline|online|vertex|detector|particle|truth|data|final|overview"
    r"|simulat\w*|signal|background|uncertaint\w*)\b",
    re.IGNORECASE,
)

Section = tuple[str, ...]


def heading_regions(sections: Iterable[Section]) -> dict[Section, str]:
    """The region of each section: that of its own heading, or of the nearest one above it that names one."""
    every = dict.fromkeys(part for each in sections for part in openings(each))
    named = {each: named_region(each[-1]) for each in every}
    for parent in dict.fromkeys(each[:-1] for each in every):
        named |= channels([each for each in every if each[:-1] == parent])
    return {
        each: next((name for part in reversed(openings(each)) if (name := named[part])), "") for each in every
    }


def openings(section: Section) -> list[Section]:
    """A section and those that it stands in, the outermost first."""
    return [section[:end] for end in range(1, len(section) + 1)]


def named_region(heading: str) -> str:
    """The region that a heading names by itself; empty where it names none."""
    words = APPENDED.sub("", PREFACED.sub("", bare(heading)))
    named = names_region(words) or PLACES.search(words)
    return region_name(words) if named and "(" not in words and len(words.split()) <= MOST_WORDS else ""


def bare(heading: str) -> str:
    """A heading without its number."""
    return NUMBERED.sub("", heading.strip())


def channels(siblings: list[Section]) -> dict[Section, str]:
    """Headings beside each other that name parts of the analysis: `μμτh | eμτh`, `Merged analysis | Resolved analysis`."""
    found = {each: region_name(bare(each[-1])) for each in siblings if is_channel(bare(each[-1]))}
    return found if len(set(found.values())) > 1 and "" not in found.values() else {}


def is_channel(words: str) -> bool:
    """Whether words may name a channel beside another one."""
    if SYMBOLS.match(words):
        return True
    selected = SELECTED.match(words)
    return bool(selected and TOPOLOGY.search(selected[1]) and not STEPS.search(selected[1]))
