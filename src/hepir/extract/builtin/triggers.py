"""What a publication says of its triggers: their names, or what they ask for.

In: a sentence about triggers, as `spelling` writes it, and its phrases. Out: a step for a named trigger; for one that is told
by its object and threshold a step with a name that says so, which the program leaves open (`define photon_165_trigger = ?`)
until a person writes the trigger's own name. What depends on the data-taking is left over.
"""

from __future__ import annotations

import re

from hepir.extract.builtin.claims import Reading, step
from hepir.extract.builtin.phrases import Phrase, Word

TRIGGERING = re.compile(
    r"HLT_|\bonline (?:event )?(?:selection|requirements?)\b"
    r"|\b(?:in|at) (?:the )?trigger\b|\btriggers?\b.*\b(?:requir\w*|thresholds?|demand\w*|select\w*)"
    r"|\b(?:recorded|collected|triggered)\b.*\btriggers?\b"
    r"|\btriggers?\b.*\b(?:recorded|collected)\b",
    re.IGNORECASE,
)
# That events must pass it: not how efficient it is, how it changed, what else it could be.
TAKEN = re.compile(
    r"\b(?:recorded|collected|selected|acquired|required|triggered|taken|pass(?:ed|ing)?|uses?|using|requir\w+|demand\w+)\b",
    re.IGNORECASE,
)
CHANGING = re.compile(
    r"\b(?:efficien\w*|plateau|prescal\w*|lowest|raised|lowered|increas\w*|var(?:y|ies|ied|ying)|depend\w*|rang(?:e|es|ing)|between"
    r"|respectively|or|either|during|offline|seed\w*|L1|level-1|first-level|control|20[12]\d|than|up to|below|less)\b|[<≤]",
    re.IGNORECASE,
)
OBJECT = r"(?:di-?|tri-?)?(?:electron|muon|photon|tau|jet|lepton)|MET|HT"
KIND = re.compile(
    rf"\b(?:single[- ]|isolated[- ]|inclusive[- ])*({OBJECT})s?(?: \((?:single[- ])?({OBJECT})s?\))?(?: \w+)? triggers?\b"
)
ASKING = re.compile(
    r"\btriggers?\b[^.;]*?\b(?:requir\w+|demand\w+|select\w+|based on)\b"
    rf"[^.;]*?(?<!\w)(\w+ |at least \w+ )?({OBJECT})\b(?!\w)"
)
ONE = re.compile(r"(?:(?:at least )?(?:an?|one|1|single|the|presence of) )?\Z")
THRESHOLD = re.compile(r"(?<![\w.])(\d+)(?: \((\d+)\))?((?:(?:, | and |, and )\d+)*) ?GeV\b")


def trigger_reading(text: str, found: tuple[Phrase, ...]) -> Reading:
    """A trigger by its name, or by what it asks of one kind of object."""
    names = [each.text for each in found if isinstance(each, Word) and each.type == "TRIGGER_NAME"]
    if names:
        written = " or ".join(f'trigger("{each}")' for each in dict.fromkeys(names))
        return Reading((step("", f"select {written}"),))
    told = told_triggers(text)
    if not told:
        return Reading(left=("a trigger",))
    return Reading((step("", f"select {' or '.join(f'{{{each}}}' for each in told)}"),))


def told_triggers(text: str) -> tuple[str, ...]:
    """`photon_165_trigger`; one for each channel of `a single-electron (muon) trigger with a threshold of 27 (26) GeV`.

    Empty where the sentence does not say one threshold for each.
    """
    limits = THRESHOLD.findall(text)
    objects = objects_of(text)
    if len(limits) != 1 or not objects or not TAKEN.search(text) or CHANGING.search(text):
        return ()
    first, second, further = limits[0]
    if len(objects) == 2:
        return (named(objects[0], first), named(objects[1], second)) if second and not further else ()
    return () if second else (named(objects[0], *re.findall(r"\d+", first + further)),)


def objects_of(text: str) -> tuple[str, ...]:
    """The objects of a trigger; two for two channels, none where it asks for objects of several kinds."""
    kinds = KIND.findall(text)
    if len(kinds) == 1:
        return tuple(each for each in kinds[0] if each)
    asked = ASKING.search(text)
    others = set(re.findall(rf"\b({OBJECT})s?\b", text))
    if kinds or asked is None or len(others) != 1 or not ONE.match(asked[1] or ""):
        return ()
    return (asked[2],)


def named(kind: str, *thresholds: str) -> str:
    """`photon_165_trigger`"""
    return "_".join((kind.lower().replace("-", ""), *thresholds, "trigger"))
