"""Displayed equations that are criteria: `The last requirement is` and `m(ll) > 12 GeV` below it.

In: a sentence with its equation. Out: `Events must satisfy` and the equation, where this asks something of events; empty
elsewhere. What stands before it must neither reject, nor name a region, nor compare.
"""

from __future__ import annotations

import re

from hepir.extract.builtin.lists import REJECTING, leading_region
from hepir.extract.builtin.parsing import phrases
from hepir.extract.builtin.phrases import Condition
from hepir.extract.builtin.properties import OF_OBJECTS
from hepir.extract.builtin.spelling import spelled

DISPLAYED = re.compile(
    r"\A(?P<before>[^<>=≥≤]*?\b(?:requirement|selection|criterion|condition|cut))"
    r"(?:(?: (?:is|reads|becomes))?(?: given by)?:| (?:is|reads|becomes)(?: given by)?) +(?P<equation>\S.*)"
)
NEVER = re.compile(
    r"\b(?:not|no|trigger|simulat\w+|invert\w*|loosened|relaxed|validation|control)\b", re.IGNORECASE
)


def displayed_criterion(text: str) -> str:
    """A sentence that ends in an equation as one about events; empty where it is none."""
    found = DISPLAYED.match(text)
    if found is None or REJECTING.search(found["before"]) or NEVER.search(found["before"]):
        return ""
    first = next(iter(phrases(spelled(found["equation"]))), None)
    if not isinstance(first, Condition) or leading_region(found["before"]):
        return ""
    of_events = first.variable.name not in OF_OBJECTS or bool(first.variable.arguments)
    return f"Events must satisfy {found['equation']}" if of_events else ""
