"""The mass of the pair that the sentence before asks for: `Exactly two muons are required. Their mass must be above 20 GeV.`

In: a sentence and the one before it. Out: the sentence with what its mass is of.
"""

from __future__ import annotations

import re

# Of the two objects that the sentence before asks for.
OF_PAIR = re.compile(
    r"\A(?:Their|The|This pair's)(?: (?:pair|invariant))* mass(?: of (?:the|this|these) (?:pair|two \w+|system))?"
    r"(?= (?:is|has|must|should|needs)\b)"
)
COUNTED_PAIR = re.compile(
    r"\b(?:two|2|pair of)(?: (?!jets)[\w-]+){0,3}? (electron|muon|lepton|photon|b-?[ -]?jet|jet)s\b",
    re.IGNORECASE,
)


def with_pair(text: str, before: str) -> str:
    """`Their mass must be above 20 GeV` behind `two leptons are required`: the invariant mass of the two leptons."""
    kinds = {each[1].lower() for each in COUNTED_PAIR.finditer(before)}
    return OF_PAIR.sub(f"The invariant mass of the two {kinds.pop()}s", text) if len(kinds) == 1 else text
