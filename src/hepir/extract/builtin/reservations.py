"""What takes back a part of a sentence: `unless ...`, `the latter requirement is dropped when ...`.

In: the text of a sentence. Out: whether it says of its requirements that they hold for some of the events or objects alone.
Nothing is claimed of such a sentence: half of it would say more than the publication does.
"""

from __future__ import annotations

import re

DEMAND = r"(?:requirements?|cuts?|criteri(?:on|a)|conditions?|vetoe?s?|thresholds?|selections?)"
CHANGED = (
    r"(?:dropped|removed|relaxed|lifted|loosened|tightened|waived|omitted|released|reversed|lowered|raised|increased|reduced"
    r"|replaced|not (?:applied|imposed|required))"
)
RESERVING = re.compile(
    rf"\bunless\b|\bexcept (?:for (?:events|those)|if|when|where)\b|\botherwise\b"
    rf"|\b{DEMAND}\b[^.;]{{0,40}}? (?:is|are) (?:then |also |instead )?{CHANGED}\b(?! by (?:requiring|demanding))"
    r"|\bbut not (?:for|in|if|when|to)\b|\bonly (?:if|when)\b|\bdepending on\b|\binstead of\b"
    r"|\b(?:relaxed|lifted|loosened|tightened|waived|lowered|raised) (?:to [\d.]+ \w+ )?(?:if|when|for events|in events)\b",
    re.IGNORECASE,
)


def is_reserved(text: str) -> bool:
    """Whether a sentence takes back a part of what it says."""
    return RESERVING.search(text) is not None
