"""The regions that headings name: `5.1 All-jets channel`, `Signal region SRA`, and channels beside each other.

In: the sections of a document. Out: for each section the region that its statements are about, empty for all.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from hepir.extract.builtin.naming import names_region, region_name
from hepir.extract.builtin.parsing import phrases
from hepir.extract.builtin.phrases import Word, is_word
from hepir.extract.builtin.spelling import spelled
from hepir.reading.document import Document

# A number or the letter of an appendix; `W`, `Z` and `H` begin names of bosons.
NUMBERED = re.compile(
    r"\A(?:(?:[A-GI-VXY]|\d+)(?:\.\d+)*\.?|[A-Z](?:\.\d+)*\.|[A-Z](?:\.\d+)+|[IVX]+\.) +(?![→+])"
)
PREFACED = re.compile(
    r"\A(?:(?:event |search )?(?:selection|definition|requirements?|strategy|search|analysis)|selection criteria"
    r"|optimi[sz]ation) (?:of|in|for) (?:the )?",
    re.IGNORECASE,
)
APPENDED = re.compile(r" (?:(?:event )?selections?|definition|requirements?|criteria)\Z", re.IGNORECASE)
ASIDE = re.compile(r" \([^()]*\)(?= )")  # `the tt (2l) control region`
TITLED = re.compile(
    r"\b(?:Signal|Control|Validation|Search|Sideband|Regions?|Samples?|Channels?|Categor(?:y|ies))\b"
)
PLACES = re.compile(r"\b(?:(?:sub-?)?channel|category|final state|box)\Z", re.IGNORECASE)
MOST_WORDS = 5  # of a region that a heading names
MOST_WORDS_BESIDE = 8  # of one beside others
# `μμτh`, `e + jets`: a final state by its particles.
SYMBOLS = re.compile(r"(?=.*[eμτlℓ])(?:[eμτlℓγ]|τ ?_?\{?h(?:ad)?\}?|(?<=τ)h|b|j|jets?|[ +/±∓^-])+\Z")
SELECTED = re.compile(
    r"(.+?) (?:event )?(?:selections?|analysis|search|topology|categor(?:y|ies)|channel|sample|final state|models?|scenarios?"
    r"|production|decays?|(?:decay )?mode|signatures?|spectra|regions?|constraints|limits)\Z",
    re.I,
)
# Of what no object is: where headings beside each other end so, each names a part of the analysis.
STRONG = re.compile(
    r"(?:pair |associated )?(?:search|production|decays?|(?:decay )?mode|signatures?|scenarios?|spectra|final state)\Z",
    re.IGNORECASE,
)
CAPITAL = re.compile(r"\A[A-Z](?=[a-z]{2})")
LIMITING = re.compile(r" (?:constraints|limits)\Z", re.IGNORECASE)
# `H → γγ`, `pp → ZZ → 4l`
DECAY = re.compile(r"[A-Z]\S*(?: ?(?:→|->) ?[\w*±+^()'/]+(?: [\w*±+^]{1,3}(?![\w*±+^]))*)+\Z")
# Parts of an analysis that are told apart, and no objects or steps of it.
TOPOLOGY = re.compile(
    r"\b(?:VBF|ggF|V[BH]F?|[WZ][WZHγ]|HH|tt̄H|ttH|QCD|[WZ]['′]?|H|[eμτlℓ]{2,}|\w+ ?\+ ?jets?|→ ?\S+"
    r"|[0-5][lℓLeμτ](?:[0-8][bBjJτ])?|[0-8][bB]"
    r"|(?i:merged|resolved|boosted|compressed|inclusive|dijet|multijet|Higgs|top(?: quark)?|hadronic|leptonic|mono-?\w+"
    r"|(?:all|fully|semi)-?(?:hadronic|leptonic)|\w+-(?:body|prong|tag(?:ged)?)|(?:un)?tagged|electroweak|strong"
    r"|(?:low|high|intermediate)[- ]\w+"
    r"|(?:single|di|tri|four|same-sign|opposite-sign|zero|one|two|three|[0-4])[- ]?"
    r"(?:leptons?|muons?|electrons?|photons?|taus?|tags?)))(?!\w)"
)
STEPS = re.compile(
    r"\b(?:trigger|object|event|common|baseline|pre-?selection|offline|online|vertex|detector|particle|truth|data|final|overview"
    r"|simulat\w*|signal|background|uncertaint\w*)\b",
    re.IGNORECASE,
)

# `Resolved: at least four jets`
ALONE = re.compile(
    r"(?:boosted|resolved|semi-?boosted|merged|compressed|(?:di|semi|mono)-?leptonic|(?:all-|fully |semi-?)?hadronic|leptonic"
    r"|low[- ]mass|high[- ]mass|VBF|VBS|ggF|[VWZ]H|tt̄?H|inclusive|monojet|dijet|multijet)\Z",
    re.IGNORECASE,
)
PRODUCED = re.compile(
    r"\w (?:(?:pair |associated )?production|decays?|mode|scenario|models?|signature|region)\Z"
)

Section = tuple[str, ...]


def heading_regions(sections: Iterable[Section]) -> dict[Section, str]:
    """The region of each section: that of its own heading, or of the nearest one above it that names one."""
    every = dict.fromkeys(part for each in sections for part in openings(each))
    beside: dict[Section, str] = {}
    for parent in dict.fromkeys(each[:-1] for each in every):
        beside |= channels([each for each in every if each[:-1] == parent])
    named = {each: named_region(each[-1]) or beside.get(each, "") for each in every}
    return {
        each: next((name for part in reversed(openings(each)) if (name := named[part])), "") for each in every
    }


@dataclass(frozen=True)
class Headings:
    """The region of each section by its heading, and `channels`: all of these where they are several."""

    regions: Mapping[Section, str]
    channels: frozenset[str]

    def channel(self, section: Section) -> str:
        """The channel that a section is about; empty where a publication has no sections for several."""
        return self.regions.get(section, "") if self.channels else ""


def headings_of(document: Document) -> Headings:
    """The regions that the headings of a publication name."""
    regions = heading_regions(each.section for each in document.sentences)
    named = frozenset(each for each in regions.values() if each)
    return Headings(regions, named if len(named) > 1 else frozenset())


def openings(section: Section) -> list[Section]:
    """A section and those that it stands in, the outermost first."""
    return [section[:end] for end in range(1, len(section) + 1)]


def named_region(heading: str) -> str:
    """The region that a heading names by itself; empty where it names none."""
    words = APPENDED.sub("", PREFACED.sub("", bare(heading)))
    if len(words.split()) > MOST_WORDS:
        return ""
    if "(" not in words and (names_region(words) or PLACES.search(words)):
        return region_name(words)
    return region_alone(words)


def region_alone(words: str) -> str:
    """`The tt (2l) Control Region`: the region of words that name one and say nothing else."""
    plain = TITLED.sub(lambda found: found[0].lower(), ASIDE.sub("", words))
    said = [each for each in phrases(spelled(plain)) if not is_word(each, "DETERMINER")]
    match said:
        case [Word("REGION", name)]:
            return region_name(name)
    return ""


def bare(heading: str) -> str:
    """A heading without its number."""
    return NUMBERED.sub("", heading.strip())


def channels(siblings: list[Section]) -> dict[Section, str]:
    """Headings beside each other that name parts of the analysis: `μμτh | eμτh`, `Merged analysis | Resolved analysis`."""
    parts = {each: PREFACED.sub("", bare(each[-1])) for each in siblings}
    found = {each: channel_name(words) for each, words in parts.items() if is_channel(words)}
    return found if len(set(found.values())) > 1 and "" not in found.values() else {}


def channel_name(words: str) -> str:
    """`Mono-jet constraints` as `mono_jet`: the name of the part that a heading names."""
    words = LIMITING.sub("", words)
    return region_name(CAPITAL.sub(lambda found: found[0].lower(), words))


def is_channel(words: str) -> bool:
    """Whether words may name a channel beside another one: `μμτh`, `H → γγ`, `Merged analysis`."""
    if SYMBOLS.match(words) or DECAY.match(words):
        return True
    if len(words.split()) > MOST_WORDS_BESIDE:
        return False
    selected = SELECTED.match(words)
    told = selected and (TOPOLOGY.search(selected[1]) or STRONG.search(words))
    return bool(selected and told and not STEPS.search(selected[1]))


def is_part(words: str) -> bool:
    """Whether words may name a part of the analysis: `Strong production`, `Two-body selection`, `μμτh`."""
    return (
        bool(ALONE.match(words))
        or is_channel(words)
        or bool(PRODUCED.search(words) and not STEPS.search(words))
    )
