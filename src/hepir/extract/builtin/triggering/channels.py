"""Triggers told channel by channel: `in the electron channel by a single-electron trigger, in the muon channel by ...`.

In: a sentence. Out: a sentence for each channel, none where it does not tell triggers of several.
"""

from __future__ import annotations

import re

CHANNEL = re.compile(
    r"(?:[,;] |\A| )(?:and |while |whereas )?(?:Data |Events |data |events )?[Ii]n the ([^\s,;]+(?: [^\s,;]+)?) "
    r"(?:channel|category|final state),?(?= )"
)
BEGUN = re.compile(
    r"\A (?:(?:the )?(?:data|events) )?(?:(?:are|were|is|was) )?(?:\w+ed )?(?=(?:by|with|using|through|via) )"
)
TRIGGER = re.compile(r"\btriggers?\b")


def by_channel(text: str) -> tuple[str, ...]:
    """A sentence for each of the channels of a sentence about their triggers."""
    found = list(CHANNEL.finditer(text))
    if len(found) < 2 or found[0].start() > 0 or len({each[1] for each in found}) < len(found):
        return ()
    ends = [*(each.start() for each in found[1:]), len(text)]
    parts = [text[each.end() : end].rstrip(" ,;.") for each, end in zip(found, ends, strict=True)]
    if not all(BEGUN.match(part) and TRIGGER.search(part) for part in parts):
        return ()
    return tuple(
        f"In the {each[1]} channel, events are collected {BEGUN.sub('', part)}."
        for each, part in zip(found, parts, strict=True)
    )
