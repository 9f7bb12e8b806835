"""What the place of a sentence says about it.

In: its label, and the headings above it. Out: the features of its place. Of the headings the innermost that tells something
counts; one that names two subjects ("The detector and event reconstruction") counts for the selection. Floats drift away
from the section that they belong to: a row of a table or a caption stands for itself.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from hepir.reading.document import Label

SURROUNDINGS: dict[str, float] = {
    "under a heading of selections": 1.0,
    "under a heading of estimates": -0.5,
    "under a heading of instruments": -2.0,
    "under a heading of simulation": -2.0,
    "under a heading of results": -2.0,
    "under a heading of uncertainties": -2.5,
    "under a heading of context": -2.0,
    "caption of a picture": -2.0,
}
# In the order in which they are tried.
HEADINGS: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "under a heading of selections",
        re.compile(
            r"select|reconstruct|\bobject|requirement|criteri|\bcuts?\b|strategy|categor|region|trigger|\bidentif|isolat|"
            r"cleaning|candidate|\bvariables?\b|acceptance|fiducial|definition",
            re.IGNORECASE,
        ),
    ),
    ("under a heading of uncertainties", re.compile(r"uncertaint|systematic", re.IGNORECASE)),
    (
        "under a heading of estimates",
        re.compile(r"background|estimat|control|misidentif|\bfake|efficienc", re.IGNORECASE),
    ),
    (
        "under a heading of simulation",
        re.compile(r"simulat|monte carlo|\bsamples?\b|signal model|generat", re.IGNORECASE),
    ),
    ("under a heading of instruments", re.compile(r"detector|apparatus|spectrometer", re.IGNORECASE)),
    (
        "under a heading of results",
        re.compile(r"result|interpretation|limit|exclusion|unfold", re.IGNORECASE),
    ),
    (
        "under a heading of context",
        re.compile(r"introduction|motivation|theor|summary|conclusion|outlook|abstract", re.IGNORECASE),
    ),
)
STANDING_ALONE = (Label.TABLE, Label.CAPTION)
PICTURE = re.compile(r"Fig(?:ure|\.)", re.IGNORECASE)


def surroundings(text: str, label: Label, section: Sequence[str]) -> tuple[str, ...]:
    """The features of a place."""
    if label in STANDING_ALONE:
        return ("caption of a picture",) if label is Label.CAPTION and PICTURE.match(text) else ()
    if label is Label.ABSTRACT:
        return ("under a heading of context",)
    return next((found for heading in reversed(section) if (found := subject(heading))), ())


def subject(heading: str) -> tuple[str, ...]:
    """What a heading is about; nothing where it does not tell."""
    return next(((name,) for name, pattern in HEADINGS if pattern.search(heading)), ())
