"""Names that a publication gives to regions, as names of the language.

In: words such as `signal region (SR)`, `SRI1`. Out: identifiers; empty for the common preselection.
"""

from __future__ import annotations

import re

from hepir.syntax.words import RESERVED

NAMED = re.compile(
    r"(?:(?:signal|control|validation|sideband|search|fiducial)(?: |-)regions?|(?:control|validation) samples?"
    r"|regions? (?:[A-H]\d?|[IVX]{1,4}|\d{1,2})|(?:SR|CR|VR)[-_ ]?[\w+-]*|[\w-]+(?:(?<![IF])SR|CR|VR)\d*"
    r"|(?:SR|CR|VR)(?=\S*[\d^])[^\s<>≥≤=()|]+"
    r"(?: (?!SR|CR|VR|[†‡]|(?:and|or|only|yield|event|selection)s?\b)[^\s<>≥≤=()|]{1,12}){0,2})"
    r"(?: \((?:SR|CR|VR)\w*\))?\Z",
    re.IGNORECASE,
)
OTHER_WORDS = re.compile(r"[SCVscv]r[a-z]{2}")  # that begin like `CR`: `Criteria`
ABOUT_REGIONS = re.compile(  # heads of columns that say something of regions
    r"(?:SR|CR|VR)s?[- ](?:selections?|process(?:es)?|backgrounds?|definitions?|requirements?|criteria|cuts?|yields?|names?"
    r"|labels?|targets?|types?|purpose|events?)\Z",
    re.IGNORECASE,
)
COMMON = re.compile(
    r"(?:signal|search|control|validation|analysis|selection) (?:regions|samples)\b|(?:SR|CR|VR)s\b"
    r"|^(?:each|all|every) ",
    re.IGNORECASE,
)
GREEK = {
    "Δ": "delta_",
    "′": "_prime",
    "μ": "mu",
    "ν": "nu",
    "τ": "tau",
    "γ": "gamma",
    "ℓ": "l",
}
PRIME = re.compile(r"(?<=\w)'(?!\w)")  # `W'`, where no mark of a quotation opens
QUOTED = re.compile(r"(?<!\w)['‘](?=\w)")
MISSING = re.compile(r"\b[pE]_?T\^?miss(?![A-Za-z])")
ALONE = {"SR": "signal_region", "CR": "control_region", "VR": "validation_region"}
# `signal region M2`, as a table names it `M2`
LABELLED = re.compile(
    r"(?:(?:signal|control|validation|search) )?region ([A-Z][a-z]{0,3}\d{1,2}[a-z]?)\Z", re.IGNORECASE
)
ABBREVIATED = re.compile(r"\((?!(?:SR|CR|VR)\))([\w-]{2,12})\)")
ATTACHED = re.compile(r"(?<=\w)\(([^()\s]+)\)")  # `the W(μν) control region`
PRESELECTION = re.compile(
    r"(?:pre-?selection|baseline(?: selection)?|common(?: selection)?):?\Z", re.IGNORECASE
)

COUNTED = re.compile(r"\s*(\d+-\w+) ([a-zA-Z].*\b(?:SR|CR|VR|region)|SR|CR|VR)\Z")  # `5-jet SR`


def region_name(words: str) -> str:
    """`signal_region` for `the signal region (SR)`; empty where several regions are meant at once."""
    words = re.sub(r"^(?:the|a) ", "", words.strip(), flags=re.IGNORECASE)
    if COMMON.search(words):
        return ""
    if labelled := LABELLED.match(words):
        return identifier(labelled[1])
    words = ATTACHED.sub(r"_\1", ALONE.get(words, words))
    short = ABBREVIATED.search(words)
    return identifier(short[1] if short else re.sub(r" *\([^)]*\)", "", words))


def cell_region(words: str) -> str:
    """The region that a cell of a table names: `SR` alone is one there."""
    plain = re.sub(
        r"regions\Z", "region", words.strip(), flags=re.IGNORECASE
    )  # of the column of all signal regions
    return region_name(words) or ALONE.get(words.strip(), "") or region_name(plain)


def identifier(words: str) -> str:
    """Words as a name of the language."""
    words = MISSING.sub("met", words if QUOTED.search(words) else PRIME.sub("′", words))
    for letter, name in GREEK.items():
        words = words.replace(letter, name)
    if counted := COUNTED.match(words):
        words = f"{counted[2]} {counted[1]}"
    kept = re.sub(r"[^A-Za-z0-9]+", "_", words).strip("_")
    first, _, rest = kept.partition("_")
    if first[:1].isdigit() and rest[:1].isalpha():
        kept = f"{rest}_{first}"  # `3L control region`
    if not kept or kept[0].isdigit():
        kept = f"region_{kept}".rstrip("_")
    named = re.search(r"SR|CR|VR", kept) or (" " not in words.strip() and re.search(r"[A-Z\d]", words))
    lowered = kept if named else kept.lower()
    return f"{lowered}_region" if lowered in RESERVED else lowered


def names_region(words: str) -> bool:
    """Whether a cell of a table is the name of a region."""
    named = NAMED.match(words.strip())
    return bool(named) and not (ABOUT_REGIONS.match(words.strip()) or OTHER_WORDS.match(words.strip()))
