"""How much a sentence looks like a part of an event selection.

In: a normalised sentence. Out: its features and their sum. The weights are chosen by hand and few: a number with a unit of
energy, length or angle, a comparison, an object, a quantity, a word that selects. Sentences about uncertainties,
cross sections, simulation and results carry numbers as well, and lose some of it again.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

NUMBER = r"(?<![\w.])\d+(?:[.,]\d+)*(?![\w])"
FEATURES: dict[str, tuple[float, re.Pattern[str]]] = {
    "quantity with unit": (
        2.0,
        re.compile(rf"(?:{NUMBER}|\)|\])\s?(?:[kMGT]?eV|mm|cm|m|ns|rad|%)(?![\w])|\([kMGT]?eV\)[^;]*\d"),
    ),
    "comparison": (
        2.0,
        re.compile(
            r"[<>≤≥]|(?<![\[\d.,-])\d+(?:\.\d+)?-\d+(?:\.\d+)?(?![\d\]])|\b(?:at least|at most|exactly|more than|"
            r"less than|fewer than|greater than|larger than|smaller than|lower than|higher than|above|below|exceed\w*|"
            r"between|within|no more than|minimum|maximum|threshold|in the range|or more|or fewer)\b",
            re.IGNORECASE,
        ),
    ),
    "selecting word": (
        2.0,
        re.compile(
            r"\b(?:requir\w+|select(?:ed|ion|ions|s|ing)?|reject\w*|veto\w*|must|discard\w*|remov(?:e|ed|al|ing)|"
            r"exclud\w+|accept(?:ed|ance)|satisf\w+|pass(?:es|ing|ed)?|fulfil\w*|retain\w*|cuts?|criteri\w+|"
            r"defin\w+|identif\w+|trigger\w*|isolat\w+|preselect\w*|kept|demand\w*|contain(?:s|ing)?|categori[sz]\w+)\b",
            re.IGNORECASE,
        ),
    ),
    "object": (
        1.0,
        re.compile(
            r"\b(?:electrons?|muons?|leptons?|dileptons?|photons?|jets?|b-?jets?|dijets?|taus?|tracks?|vert(?:ex|ices)|"
            r"events?|candidates?|hadrons?|bosons?|pairs?|missing|MET|τ|Z|W)\b|[eμγℓ]\^?[+\-±]",
        ),
    ),
    "variable": (
        1.5,
        re.compile(
            r"(?:\bp\s?_?T|\bE\s?_?T|\bH_?T|\bS_?T|\bM_?T|\bm_?T|\bη|\|\s?η|Δ\s?[Rφη]|\bdR\b|\bm_?[lℓeμjγ]{2}|miss\b|"
            r"\bpseudorapidity|\btransverse (?:momentum|energy|mass)|\binvariant mass|\bimpact parameter|"
            r"\bisolation|\bazimuthal|\bd0\b|\bz0\b|\bN_?(?:b|jets?)|\bmultiplicity)",
        ),
    ),
    "region": (
        1.0,
        re.compile(
            r"\b(?:signal|control|validation|search|fiducial) (?:regions?|bins?|selection)|\b[SCV]Rs?\b"
        ),
    ),
    "charge or flavour": (
        1.0,
        re.compile(
            r"\b(?:opposite|same)[- ](?:sign|charge|flavou?r)|\b(?:loose|medium|tight)\b|\bworking point"
        ),
    ),
    "number": (0.5, re.compile(rf"{NUMBER}|\b(?:one|two|three|four|five|six|no)\b", re.IGNORECASE)),
    "uncertainty": (
        -1.5,
        re.compile(r"\b(?:uncertaint\w+|systematics?|statistical|errors?|limits?|CL|luminosity)\b|±"),
    ),
    "simulation": (
        -1.0,
        re.compile(
            r"\b(?:simulat\w+|generat(?:ed|or|ors)|Monte Carlo|cross[- ]sections?|PDFs?|NLO|LO|hypothes\w+|theor\w+)\b"
        ),
    ),
    "result": (
        -1.0,
        re.compile(
            r"\b(?:observed|expected|exclusion|excluded|yields?|fit(?:ted)?|shown|Figures?|Figs?\.|prediction)\b"
        ),
    ),
}
SELECTING = 4.0  # from here on a sentence looks like a selection


@dataclass(frozen=True, slots=True)
class Score:
    """The sum of the weights, never below 0, and the features that were found."""

    value: float
    features: tuple[str, ...]

    @property
    def selecting(self) -> bool:
        """Whether the sentence looks like a selection."""
        return self.value >= SELECTING


def score(text: str) -> Score:
    """The score of a sentence, caption or row."""
    found = tuple(name for name, (_, pattern) in FEATURES.items() if pattern.search(text))
    return Score(max(0.0, sum(FEATURES[name][0] for name in found)), found)
