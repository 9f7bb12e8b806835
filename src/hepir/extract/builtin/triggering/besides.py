"""What a sentence asks of events besides the trigger: `are recorded with a muon trigger and must contain two jets`.

In: a sentence. Out: what it says of triggers, and what it asks offline, each as a sentence.
"""

from __future__ import annotations

import re

from hepir.extract.builtin.triggering.telling import WORD

TOLD = r"(?P<trigger>[^;]*?\b(?:triggers?|HLT|online)\b[^;]*?)"
THEN = r"(?:then |further |also |additionally |in addition )*"
TAKES = r"(?:be|are|is|were|was|have been|has been) (?:\w+ly |first |then )?"
TAKEN = r"(?:(?:pre)?selected|recorded|collected|triggered|acquired|taken|accepted|required|asked)"
# The events, as what is told of the trigger says: not `The trigger requires`.
OF_EVENTS = re.compile(
    r"[Ww]e (?:select|record|collect|use) (?:the )?events\b"
    r"|\b(?:[Ee]vents?|[Dd]ata(?: sets?)?|[Ss]amples?)\b"
    rf"[^,;<>=]*?\b(?:{TAKES}{TAKEN}|must|have to|has to|pass|fire|satisfy)\b",
)
PLACE = re.compile(r"[Ee]vents( (?:in|of) the (?:[\w-]+ ){1,2}(?:channel|category|final state|region))\b")
MODAL = rf"(?:(?:{TAKES})?{THEN}required to|have to|has to|must)"
GONE = "required|rejected|vetoed|discarded|removed|kept|retained|selected|accepted|demanded|excluded"
FINITE = re.compile(rf"\b(?:{MODAL}|(?:are|is) {THEN}(?:{GONE}))\b")
HAVING = re.compile(r"\b(?:having|exceeding)\b")
# `and must contain`, `and are required to have`, `and to contain`, `and contain`.
GOES_ON = re.compile(
    rf"{TOLD}(?:,? and|;|,) (?:{THEN}{MODAL} {THEN}(?P<asked>.+)"
    r"|(?:then |also )?(?:to )?(?P<plain>(?:contain|have|include|satisfy|be (?:free|devoid)) .+)"
    r"|(?:we )?require (?P<required>.+))",
    re.IGNORECASE,
)
# `; events must contain`, `, and the offline MET must exceed`, `, and at least four jets are required`.
CLAUSE = re.compile(
    rf"{TOLD}(?P<between>;(?: and)?|, and|, while|, but| and|, with|, where) (?P<rest>"
    r"(?:the|at least|at most|exactly|an?|all|both|one|two|three|no|each|any|events?|only|offline|[A-Z])\b"
    rf"[^;]*?(?:{FINITE.pattern}|{HAVING.pattern}).*)",
)
FIRM = (";", "; and", ", and", ", while", ", but")
# `Events that pass the MET trigger and have MET > 200 GeV are kept`.
RELATIVE = re.compile(
    r"(?:(?:All|The|Only|Candidate) )*[Ee]vents (?:(?:that|which) (?:pass|fire|satisfy)|passing|firing|satisfying) "
    r"(?P<trigger>[^;<>=]*?\btriggers?\b[^,;<>=]*?),? and (?:that |which )?"
    r"(?:(?:have|with|having)|(?P<contains>contain|containing)) (?P<asked>.+?)"
    r" (?:are|is) (?:\w+ )?(?:kept|selected|retained|considered|accepted|used|analy[sz]ed)\.?"
)
# `selected online by requiring two jets with ... and offline by requiring`.
BOTH = re.compile(
    r"(?P<trigger>.*\bonline by requiring .+?),? and offline by requiring (?P<asked>.+)", re.IGNORECASE
)
OFFLINE = re.compile(r"\b(?:corresponding )?offline (?=\w)|,? offline(?=[.,;]|\Z)", re.IGNORECASE)


def with_besides(text: str) -> tuple[str, str]:
    """What a sentence says of triggers, and what it asks of events besides, each as a sentence; the other is empty."""
    for read in (relative, both, going_on, clause):
        if (found := read(text)) is not None:
            trigger, asked = found
            asked = OFFLINE.sub("", asked.rstrip(" ."))
            return f"{trigger.rstrip(' .,')}.", f"{asked[:1].upper()}{asked[1:]}."
    return text, ""


def relative(text: str) -> tuple[str, str] | None:
    """`Events that pass the trigger and have X are kept`"""
    found = RELATIVE.fullmatch(text)
    if found is None:
        return None
    verb = "contain" if found["contains"] else "have"
    return f"Events must pass {found['trigger']}", f"Events must {verb} {found['asked']}"


def both(text: str) -> tuple[str, str] | None:
    """`online by requiring X and offline by requiring Y`"""
    found = BOTH.fullmatch(text)
    return (found["trigger"], f"We require {found['asked']}") if found else None


def going_on(text: str) -> tuple[str, str] | None:
    """`Events are recorded with a trigger and must contain X`"""
    found = divided(GOES_ON, text)
    if found is None or not OF_EVENTS.search(found["trigger"]):
        return None
    if found["required"]:
        return found["trigger"], f"We require {found['required']}"
    place = PLACE.match(found["trigger"])
    return found["trigger"], f"Events{place[1] if place else ''} must {found['asked'] or found['plain']}"


def clause(text: str) -> tuple[str, str] | None:
    """`Events are recorded with a trigger, and X must exceed Z`, `The trigger requires X, with the offline Y having Z`"""
    found = divided(CLAUSE, text)
    if found is None:
        return None
    trigger, between, rest = found["trigger"], found["between"], found["rest"]
    apart = between in FIRM or (between == " and" and "GeV" not in trigger)
    of_events = OF_EVENTS.search(trigger) is not None and apart
    if not (of_events or OFFLINE.search(rest) or re.match(r"[Ee]vents\b", rest)):
        return None
    return trigger, rest if FINITE.search(rest) else HAVING.sub(firm, rest, count=1)


def firm(verb: re.Match[str]) -> str:
    """A verb that says what must be."""
    return "must have" if verb[0] == "having" else "must exceed"


def divided(pattern: re.Pattern[str], text: str) -> re.Match[str] | None:
    """Where a sentence divides into triggers and the rest, in which no trigger is told any more."""
    found = pattern.fullmatch(text)
    return found if found and not WORD.search(text[found.end("trigger") :]) else None
