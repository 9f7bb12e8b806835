"""What is asked of the pair that the sentence before asks for: `Exactly two muons are required. Their mass must be ...`

In: a sentence and the one before it. Out: the sentence with what its mass is of, or which objects have the charges.
"""

from __future__ import annotations

import re

# Of the two objects that the sentence before asks for.
OF_PAIR = re.compile(
    r"\A(?:Their|The|This pair's)(?: (?:pair|invariant))* mass(?: of (?:the|this|these) (?:pair|two \w+|system))?"
    r"(?= (?:is|has|must|should|needs)\b)"
)
# `They must have opposite charge`
PAIR_CHARGED = re.compile(
    r"\A(?:They|These|Both|The pair|(?:The|Both|These)(?: selected| two)? (?:leptons|muons|electrons|objects|candidates))"
    r"(?: both)?"
    r"(?= (?:must|should|(?:are|is) required to|ha(?:ve|s) to|needs? to)(?: also| further)? (?:be|have|carry)\b"
    r"[^,;<>=≤≥\d]*\b(?:charged?|charges|sign|flavou?rs?)\W*\Z)"
)
CHARGES = r"(?:the )?(?:same|opposite|different)[ -](?:electric )?(?:charges?|signs?|flavou?rs?)"
END = r"[;.,]?(?: and)?\Z"
ITEM_CHARGED = re.compile(
    rf"(?:the |both |two )*(leptons|muons|electrons) (?:must |should |to )?(?:have|having|with|of|be of|are of) "
    rf"({CHARGES}(?: and (?:of )?{CHARGES})?){END}|({CHARGES}(?: and {CHARGES})?) (leptons|muons|electrons){END}",
    re.IGNORECASE,
)
COUNTED_PAIR = re.compile(
    r"\b(?:two|2|pair of)(?: (?!jets)[\w-]+){0,3}? (electron|muon|lepton|photon|b-?[ -]?jet|jet)s\b",
    re.IGNORECASE,
)


def with_pair(text: str, before: str) -> str:
    """`Their mass must be above 20 GeV` behind `two leptons are required`: the invariant mass of the two leptons."""
    kinds = {each[1].lower() for each in COUNTED_PAIR.finditer(before)}
    if len(kinds) != 1:
        return text
    pair = f"the two {kinds.pop()}s"
    return PAIR_CHARGED.sub(pair.capitalize(), OF_PAIR.sub(f"The invariant mass of {pair}", text))


def charges_of_pair(item: str, earlier: tuple[str, ...]) -> str:
    """`Leptons have opposite charge`, an item behind one that asks for two leptons, as a sentence; empty for other items."""
    kinds = {each[1].lower() for text in earlier for each in COUNTED_PAIR.finditer(text)}
    asked = ITEM_CHARGED.match(item)
    if asked is None or {(asked[1] or asked[4])[:-1].lower()} != kinds:
        return ""
    return f"The two {asked[1] or asked[4]} must have {asked[2] or asked[3]}."
