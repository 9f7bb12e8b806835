"""At which working point jets are b-tagged, where that is told by an efficiency: `MV2c10 at the 77% working point`.

In: a sentence and how `spelling` writes it, or the claims of a document. Out: the rule of b jets, by a flag of this name that
the program leaves open (`open_flags`); the claims without these where several working points are told.
"""

from __future__ import annotations

import re

from hepir.extract.builtin.claims import Reading, Stated, rule
from hepir.extract.draft import Evidence

POINT = re.compile(r"\befficiency(\d\d) working point\b")
TAGGING = re.compile(r"\bb[- ](?:jet|tag|quark|hadron)|\bbottom|\bMV\d|\bDL1|\bflavou?r[- ]tagging|\bGN[12]")
# What else has an efficiency, and whose b jets they are that are not those of all events.
OTHER = re.compile(
    r"\bc[- ]tag|\btrigger|\bvetoe?[sd]?\b|\bfail|\bregions?\b|\beither\b|\bor\b(?! (?:light|gluon|charm|c[- ]"
    r"|hadronic|quark|taus?\b|τ))|\btaus?\b|\bloosened|\boverlap"
    r"|\b(?:loose|medium|tight)\b[^.;]*\b(?:working|operating) point\b"
)
OPEN_FLAG = re.compile(r"select (btag_\d\d)")


def efficiency_reading(text: str, plain: str) -> Reading:
    """The rule of b jets of a sentence that tells one working point by its efficiency; nothing of any other sentence."""
    points = set(POINT.findall(plain))
    if len(points) != 1 or not TAGGING.search(text) or OTHER.search(text):
        return Reading()
    return Reading((rule("BJet", f"select btag_{points.pop()}"),))


def with_one_point(stated: tuple[Stated, ...]) -> tuple[tuple[Stated, ...], tuple[Evidence, ...]]:
    """The claims without the working points of b jets where they are not one; the sentences that tell these."""
    told = [each for each in stated if each.claim.block == "object" and OPEN_FLAG.fullmatch(each.claim.text)]
    if len({each.claim.text for each in told}) < 2:
        return stated, ()
    return tuple(each for each in stated if each not in told), tuple(
        dict.fromkeys(each.evidence for each in told)
    )
