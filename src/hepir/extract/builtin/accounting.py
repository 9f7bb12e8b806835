"""Whether a sentence of which something is claimed gives limits that no claim has: a last guard against silent omission.

In: a sentence and what was read of it. Out: the same reading, with a note where a limit is in no claim.
"""

from __future__ import annotations

import re

from hepir.extract.builtin.claims import Reading

NUMBER = re.compile(r"\d+(?:\.\d+)?")
LIMIT = re.compile(
    r"(?<!ΔR )(?<!ΔR)(?:[<>≤≥]=? ?|\b(?:above|below|exceed(?:s|ing)?|between|within|than|least|most) )\|?(\d+(?:\.\d+)?)"
    r"|(?<![\d.])(\d+(?:\.\d+)?) ?(?:GeV|mm|cm|μm)\b"
)
NO_VERB = "no verb"  # which is no note by itself
SCALES = (1.0, 1000.0, 0.001)  # `1 TeV` may be `1000 GeV`


def with_limits_counted(reading: Reading, text: str) -> Reading:
    """`a number` is left of a sentence that gives a limit which none of its claims has; sentences on triggers give others."""
    noted = any(each != NO_VERB for each in reading.left)
    if not reading.claims or noted or any("_trigger}" in each.text for each in reading.claims):
        return reading
    said = {float(number) for claim in reading.claims for number in NUMBER.findall(claim.text)}
    told = (float(one or other) for one, other in LIMIT.findall(text))
    lost = any(all(number * scale not in said for scale in SCALES) for number in told)
    return reading.joined(Reading(left=("a number",))) if lost else reading
