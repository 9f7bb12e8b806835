"""Sentences that go on about the triggers of the one before: `It requires two photons with ET > 30 and 18 GeV.`

In: a sentence and the one before it. Out: both as one sentence, where the second gives the thresholds of the first.
"""

from __future__ import annotations

import re

from hepir.extract.builtin.triggering.telling import is_triggering

# Who requires something is no event, and what changes with the luminosity is no requirement of the analysis.
GOING_ON = re.compile(
    r"\A(?:It|This|They|These|Both|The (?:former|latter|first|second|other)(?: ones?)?) (?:requires?|demands?|imposes?)\b"
    r"|\A(?:[Tt]he |[Ii]ts |[Tt]heir )(?:[\w-]+ ){0,3}?thresholds?\b"
    r"|\bthresholds? (?:is|are|was|were|of)\b|\bthresholds?\b.*\brespectively\b"
    r"|\A(?:In|During|For) [^,<>=\d]*\bluminosit(?:y|ies)\b"
)
APART = re.compile(
    r"\b(?:offline|reconstructed|analysis|efficien\w+|background|discriminant|isolation|towers?|cells?)\b",
    re.IGNORECASE,
)
LIMIT = re.compile(r"\d ?GeV")


def goes_on_about_triggers(text: str) -> bool:
    """Whether a sentence gives thresholds of triggers that one before it names."""
    return bool(LIMIT.search(text) and GOING_ON.search(text) and not APART.search(text))


def with_trigger_before(before: str, text: str) -> str:
    """A sentence joined to the one that names its triggers."""
    return f"{before.removesuffix('.')}; {text}"


def names_triggers(text: str) -> bool:
    """Whether a sentence names triggers and leaves their thresholds to the next one."""
    return not re.search(r"\d", text) and is_triggering(text) and not APART.search(text)
