"""Which sentences tell the triggers of an analysis: not those on how efficient one is, or on what is measured with another.

In: sentences. Out: whether they are about triggers, and the triggers that events must pass.
"""

from __future__ import annotations

import re

from hepir.extract.builtin.triggering.alternatives import asked_triggers

TRIGGERING = re.compile(
    r"\b(?:HLT|EF)_|\btriggers?\b[^.;]*\b\d?(?:e|mu|g|tau|j|xe)\d{1,3}[A-Za-z]{0,4}_[A-Za-z]"
    r"|\bonline (?:event )?(?:selection|requirements?)\b"
    r"|\b(?:in|at) (?:the )?trigger\b|\btriggers?\b.*\b(?:requir\w*|thresholds?|demand\w*|select\w*)"
    r"|\b(?:recorded|collected|triggered)\b.*\btriggers?\b"
    r"|\btriggers?\b.*\b(?:recorded|collected|based on|presence|(?:is|are|was|were) used)\b"
    r"|\bHLT (?:\w+ ){0,2}(?:paths?|algorithms?)\b|\btriggered by\b|\b(?:by|in|at) the (?:HLT|high-level trigger)\b"
    r"|\bthresholds?\b[^.;]*\btriggers?\b|\btrigger level\b"
    r"|\b(?:at|in) (?:the |its )?(?:first|second|high|hardware|software|level-1|L1|HLT)(?:[- ]trigger)?[- ]level\b"
    r"|\b(?:selected|select (?:the )?events)\b[^.;]*\b(?:by|with|using|through|on)\b[^.;]*\btriggers?\b"
    r"|\bHLT (?:then |also )?requir\w+"
    r"|\b[Ff]or (?:the |both |all )?(?:[\w()-]+ ){1,4}triggers?(?: paths?)?,"
    r"|\b(?:rel(?:y|ies)|satisf\w+|fire|pass) (?:[\w-]+ ){1,8}triggers?\b"
    r"|\btriggers? with (?:an? |at least |(?:one|two|three|four|five|six) )"
    r"|\btrigger(?: paths?)? (?:collect|accept|impose|ask)s?\b"
    r"|\b(?:(?:pre)?selected|accepted|collected|recorded|acquired|taken|kept|retained)\b[^.;]{0,20}\bonline\b|\AOnline,"
    r"|\btriggers?\b.*\bminim(?:um|al)\b",
    re.IGNORECASE,
)
# That events must pass it: not how efficient it is, how it changed, what else it could be.
TAKEN = re.compile(
    r"\b(?:recorded|collected|selected|acquired|required|triggered|taken|pass(?:ed|ing)?|uses?|used|using|requir\w+|demand\w+"
    r"|impos\w+|rel(?:y|ies)|exists?|accepted|complemented|has|have|with|exceed|selects|collects|found|thresholds?|increased"
    r"|minim(?:um|al))\b",
    re.IGNORECASE,
)
# That the events of the analysis are those of a trigger: asked where no threshold says so.
COLLECTED = re.compile(
    r"\b(?:events?|data)\b[^.;]*\b(?:recorded|collected|selected|acquired|triggered|taken)\b"
    r"|\b(?:must|required to|have to|has to) (?:pass|satisfy|fire)\b"
    r"|\btriggers? (?:is|are|was|were) used to (?:collect|record|select)\b",
    re.IGNORECASE,
)
ASIDE = re.compile(
    r"\b(?:efficien\w*|plateau|(?<!un)prescaled?|offline|seed\w*|L1|level-1|(?:first|hardware)[- ]level|control|up to"
    r"|weighted|scale factors?|fully|match(?:ed|es|ing)?|fired|(?:if|when) the trigger|CR"
    r"|passing (?:the|this|these|any) triggers?"
    r"|compliant|to measure|background estimat\w+|special|permits|allows|ruled out|examples? of|motivat\w+"
    r"|relaxed|tightened|emulat\w+|we simulate"
    r"|in keeping with|(?:near|above|below|close to|due to|because of) the (?:[\w-]+ ){0,3}?triggers?(?: thresholds?)?"
    r"|(?:is|are) (?:then )?(?:measured|estimated|derived|validated|studied))\b"
    r"|\A(?:Additionally|In addition|Furthermore|Moreover), (?:the|this|that) (?:[\w-]+ ){0,3}?trigger (?:also )?requires\b"
    r"|\A(?:In|For|If|When|Where)\b[^,;<>=]*\b(?:events?|regions?|SRs?|CRs?|categor\w+|channels?)\b[^,;<>=]*\btriggers?\b[^,;<>=]*,"
    r"(?![^;]*\b(?:triggers?|online|HLT|thresholds?)\b)",
    re.IGNORECASE,
)
# What explains and belongs to no requirement: how sums are made, how efficient it is.
EXPLAINED = re.compile(
    r" \((?:the )?[\w+-]+ (?:channel|category|final state)\)"
    r"| ?\b[Ii]n the (?:zero|one|two|three|four|five|multi|di|tri)[- ]?lepton (?:channel|category|final state|analysis)s?\b,?"
    r"| \((?![^()]*\bGeV\b)(?:[^()]*[^()\w\s.,+-][^()]*|[^()]{25,}|see [^()]*|Run [^()]*)\)"
    r"|, (?:where|which is|which are|in which|defined as|calculated|computed)\b(?![^;]*\bGeV\b)[^;]*"
    r"|, where (?:the )?(?:HT|MHT|MET|ST|[A-Z])[^\s<>=]* (?:is|are|denotes)\b[^;]*"
    r"|, (?:which|that) (?:is|are|becomes?|has|have) (?:[\w-]+ ){0,3}?efficien[^;,]*,(?= (?:is|are|was|were) )"
    r"|,? (?:which|that) (?:is|are|becomes?|has|have) (?:[\w-]+ ){0,3}?efficien\w+[^;]*"
    r"|,? (?:with|having|giving|yielding) (?:an? )?(?:[\w-]+ ){0,3}?efficienc[^;]*"
    r"|\A(?:In order )?[Tt]o (?:[\w-]+ ){1,4}?efficienc[^,;]*,"
    r"|,? (?:with|where|and) (?:the |both |its |their )?(?:corresponding )?offline [^;]*"
    r"|,? which (?:is|are|was|were) (?:only )?used (?:only )?(?:if|when|for|in) [^;]*"
    r"| (?:calculated|computed|reconstructed|measured) (?:using|from|with|at) [^;,<>=]*(?=[;,.]|\Z)"
    r"|, (?:the (?:latter|former|first|second)|they|it) (?:being|is|are|was|were) (?:only )?used (?:only )?(?:for|in) [^;]*"
    r"|\b(?:the |an? )?(?:scalar |vector(?:ial)? )(?:pT )?sum of [^;<>=\d]{3,90}?,? \(?(?=(?:HT|MHT|ST|MET)\b)"
)
CHANNELS = re.compile(r"\b(?:channel|category|final state)s?\b")
WORD = re.compile(r"\b(?:triggers?|HLT|online)\b", re.IGNORECASE)
LAST_NUMBER = re.compile(r"(?:[<>=≤≥] ?\d|\d ?GeV)(?!.*(?:[<>=≤≥] ?\d|\d ?GeV))")
RECORDED = re.compile(
    r"\b(?:recorded|collected|triggered|acquired|HLT|online)|\b(?:at|in) (?:the )?trigger\b"
    r"|\b(?:trigger|online) (?:thresholds?|plateau|efficien\w+)",
    re.IGNORECASE,
)
ONLINE = re.compile(r"\bonline\b|\b(?:at|in|by) (?:the )?(?:trigger|HLT|high-level trigger)\b", re.IGNORECASE)


def is_triggering(text: str) -> bool:
    """Whether a sentence is about triggers: not one that names them as a reason."""
    return bool(TRIGGERING.search(text)) and not is_purpose(text)


def is_purpose(text: str) -> bool:
    """`jets with pT > 480 GeV, which ensures that events meet the trigger requirements`: why, behind all that is asked."""
    begun = WORD.search(text)
    asked = LAST_NUMBER.search(text)
    return bool(begun and asked and begun.start() > asked.start() and not RECORDED.search(text))


def is_offline(text: str) -> bool:
    """`events with two muons with pT > 30 GeV collected by the trigger`: all thresholds before the first word of triggers."""
    begun, asked = WORD.search(text), LAST_NUMBER.search(text)
    return bool(begun and asked and begun.start() > asked.start() and not ONLINE.search(text))


def told_triggers(text: str) -> tuple[str, ...]:
    """`photon_165_trigger`; one for each channel of `a single-electron (muon) trigger with a threshold of 27 (26) GeV`.

    Empty where the sentence does not say which threshold is for what, or that events must pass it.
    """
    text = EXPLAINED.sub("", text)
    if not TAKEN.search(text) or ASIDE.search(text) or len(CHANNELS.findall(text)) > 1 or is_offline(text):
        return ()
    collected = COLLECTED.search(text) and not re.search(r"\bbackgrounds?\b", text)
    return asked_triggers(text) if "GeV" in text or collected else ()
