"""Selections beside each other: `The W boson selection requires`, `Events containing a Z boson candidate are selected by`.

In: the sentences of a document. Out: for each sentence that begins about one of several selections the same sentence about a
category of that name. One selection alone is that of all events.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from hepir.reading.document import Sentence

ALL = (
    r"event|final|full|object|offline|online|baseline|analysis|signal|this|that|same|trigger|lepton|electron|muon|photon|jet|track"
    r"|tau|vertex|data|such|main|whole|complete|standard|common|initial|basic|kinematic|our|dedicated|additional|following|region"
    r"|background|loose|medium|tight|first|second|sequential|simple|multivariate|b-jet|object|pre|first|candidate|overall|nominal|default|signal-region"
)
NAME = rf"((?!(?:{ALL})\b)(?:[\w+/^±Δ-]+ ){{1,3}}?)"
ASKS = r"(?=(?:that |which )?(?:requires?|must|has to|demands?|is defined|consists|selects|contains)\b)"
SELECTED = re.compile(rf"\b([Tt]he|[Aa]n?) {NAME}(?:event )?(?:baseline )?selection {ASKS}")
CANDIDATES = re.compile(
    r"\A((?:Candidate )?[Ee]vents) (?:containing|with) an? ((?:W|Z|H|Higgs|J/ψ|Υ)(?: boson)? )candidate"
    r" (?=(?:are|must|have)\b)"
)
INSIDE = re.compile(rf"\b([Ii]n|[Ff]or) (?:the ){NAME}(?:event )?(?:baseline )?selection(?=,)")

CHARGED = re.compile(r"(?<=\w)\^?[±∓]")  # `W^±`
SPECTRA = re.compile(
    r"\A(?:[^.;:<>=≤≥]{0,80}, )?([Ii]n|[Ff]or) (?:the )?(?:models?|signals?|scenarios?|topolog(?:y|ies)|SUSY models) with"
    r" (?:an? )?((?:[\w-]+ ){1,2}?)(?:mass )?(?:spectra|spectrum|splittings?|differences?),?"
    r" (?=we\b|events?\b|the\b|an?\b|at least|exactly|high)"
)
ADDED = re.compile(r"(?: (?:boson|signature|candidate|signal|like))+\Z")


def with_selections(sentences: Sequence[Sentence]) -> dict[str, str]:
    """The sentences about one of several selections, by their ids, as sentences about categories."""
    named = {each.id: name for each in sentences if (name := selection_of(each.text))}
    if len(set(named.values())) < 2:
        return {}
    return {each.id: of_category(each.text) for each in sentences if each.id in named}


def selection_of(text: str) -> str:
    """The name of the selection that a sentence asks something of; empty where it asks nothing of one."""
    found = SELECTED.search(text) or CANDIDATES.match(text) or INSIDE.search(text) or SPECTRA.match(text)
    return one_word(found[2]) if found else ""


def one_word(name: str) -> str:
    """`W boson signature` as `W`, `high Δm` as `high-Δm`."""
    return CHARGED.sub("", ADDED.sub("", name.strip())).replace(" ", "-")


def of_category(text: str) -> str:
    """A sentence about a selection as one about the category of this name."""
    text = SELECTED.sub(lambda found: f"{found[1]} {one_word(found[2])} category ", text)
    text = SPECTRA.sub(lambda found: f"In the {one_word(found[2])} category, ", text)
    text = INSIDE.sub(lambda found: f"{found[1]} the {one_word(found[2])} category", text)
    return CANDIDATES.sub(lambda found: f"In the {one_word(found[2])} category, events ", text)
