"""Whose limits stand in a column or row of a table that defines objects, by its head: `Tight muons`, `Barrel (|eta| < 1.5)`.

In: heads, captions and headings. Out: the objects that they name, with their quality and the part of the detector.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from hepir.extract.builtin.captions import first_sentence
from hepir.extract.builtin.detector_parts import PART, Part, parts_in, without_range
from hepir.extract.builtin.phrases import Condition, Noun

KINDS = {
    "Photon": r"photons?|γ",
    "Electron": r"electrons?|e",
    "Muon": r"muons?|μ",
    "Tau": r"(?:hadronic |hadronically[- ]decaying )?(?:taus?|tau[- ]leptons?|τ(?:_?h(?:ad)?)?)",
    "FatJet": r"(?:large-?(?:R|radius)|fat|AK8) jets?",
    "BJet": r"b[- ]?(?:tagged )?jets?|b[- ]tagged",
    "Jet": r"(?:small-?(?:R|radius) |AK4 )?jets?",
    "Lepton": r"leptons?|ℓ",
}
QUALITIES = {
    "loose": "loose", "medium": "medium", "tight": "tight", "veto": "veto", "signal": "signal", "baseline": "baseline",
    "preselected": "preselected", "preselection": "preselected", "candidate": "candidate", "candidates": "candidate",
    "selection": "", "selected": "", "analysis": "", "nominal": "", "offline": "", "final": "",
}  # fmt: skip
ENERGY = re.compile(r"(?:√ ?s ?= ?)?\b(\d+(?:\.\d+)?) ?TeV\b")
SORT = re.compile(
    r"\b(loose|medium|tight|veto|signal|baseline|preselect(?:ed|ion)|candidates?|selection|selected|analysis|nominal"
    r"|offline|final)\b",
    re.IGNORECASE,
)
FILLING = re.compile(
    r"\b(?:WP|working points?|ID|identification|isolation|criteri(?:a|on)|requirements?|cuts?|selections?|values?|thresholds?"
    r"|conditions?|collections?|definitions?|descriptions?|limits?|objects?|pT|kinematics?|reconstruct(?:ed|ion)|quality|all"
    r"|both|the|for|of|(?:third|3rd|second|additional|extra)(?:[- ]leptons?)?(?=.* (?:electron|muon))|di-?leptons?"
    r"|single-?lepton)\b",
    re.IGNORECASE,
)
MARKS = re.compile(r"[\s()\[\]:,;/&.-]+")


@dataclass(frozen=True)
class Owner:
    """Whose limits stand in a column or row: objects, of a part of the detector where there is one, at a beam energy."""

    noun: Noun | None
    quality: str | None
    part: str
    energy: str
    scope: Condition | None = None


@dataclass(frozen=True)
class Surroundings:
    """What stands around a table: its objects, their quality, the beam energy of the publication in TeV, and the parts of the
    detector that the caption speaks of."""

    kind: str = ""
    quality: str = ""
    energy: str = ""
    parts: tuple[Part, ...] = ()

    @property
    def whole(self) -> bool:
        """Whether the caption does not say that its table is for one part of the detector."""
        return len(self.parts) != 1


def owner_of(head: str) -> Owner | None:
    """What a head says of whose limits stand behind it; None where it says anything else."""
    energy = ENERGY.search(head)
    rest, scope = without_range(ENERGY.sub(" ", head))
    part = PART.search(rest)
    rest = PART.sub(" ", rest)
    qualities = {QUALITIES[each[1].lower()] for each in SORT.finditer(rest)}
    quality = next(iter(qualities - {""}), "") if qualities else None
    rest = FILLING.sub(" ", SORT.sub(" ", rest))
    named = kind_in(MARKS.sub(" ", rest).strip())
    if len(qualities - {""}) > 1 or named is None:
        return None
    noun = noun_of(named, quality or "") if named else None
    return Owner(noun, quality, part[0].strip() if part else "", energy[1] if energy else "", scope)


def kind_in(words: str) -> str | None:
    """The kind that words name and nothing else; empty for no words, None for other words."""
    if not words:
        return ""
    return next(
        (kind for kind, written in KINDS.items() if re.fullmatch(written, words, re.IGNORECASE)), None
    )


def kinds_named(text: str) -> list[str]:
    """The kinds that a caption or heading speaks of, in their order."""
    found = [
        (match.start(), kind)
        for kind, written in KINDS.items()
        for match in re.finditer(rf"(?<![\w-])(?:{written})(?![\w+-])", text, re.IGNORECASE)
        if len(match[0]) > 1
    ]
    within = [
        each for each in found if each[1] != "Jet" or not any(kind in ("FatJet", "BJet") for _, kind in found)
    ]
    return list(dict.fromkeys(kind for _, kind in sorted(within)))


def noun_of(kind: str, quality: str) -> Noun:
    """`loose muons`"""
    return Noun(kind, plural=True, words=(quality,) if quality else ())


def surroundings_of(caption: str, headings: tuple[str, ...], energy: str) -> Surroundings:
    """What the first sentence of a caption says, else the innermost heading that names objects."""
    first = first_sentence(caption)
    qualities = {QUALITIES[each[1].lower()] for each in SORT.finditer(first)} - {""}
    quality = qualities.pop() if len(qualities) == 1 else ""
    named = kinds_named(first)
    parts = parts_in(first)
    if len(named) == 1:
        return Surroundings(named[0], quality, energy, parts)
    for heading in reversed(headings):
        inside = kinds_named(heading)
        if len(inside) == 1 and (not named or inside[0] in named):
            return Surroundings(inside[0], quality, energy, parts)
        if inside:
            break
    return Surroundings("", quality, energy, parts)
