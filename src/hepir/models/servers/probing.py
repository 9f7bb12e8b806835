"""Which grammars a server keeps to, found out by asking.

In: a server and the name of a model. Out: a `Support`. Some servers ignore fields that they do not know without a word, so
each mechanism is tried with a canary: a grammar whose texts no model would write by itself, and which uses the parts
of the dialect that not all engines have. Where no grammar is kept to, the same is done with JSON schemas.
"""

from __future__ import annotations

import json
import re

from hepir.diagnostics.core import HepirError
from hepir.models.core import Sampling, Segment
from hepir.models.errors import ServerRefused, ServerUnreachable
from hepir.models.grammars import mistake
from hepir.models.servers.asking import ask, request
from hepir.models.servers.client import Client
from hepir.models.servers.mechanisms import (
    FREE_TEXT,
    GRAMMARS,
    JSON_OBJECT,
    JSON_SCHEMA,
    Mechanism,
    Support,
)

CANARY = Segment(
    'start: "kestrel " WORD " " PART ";\\n"\n'
    'WORD: /[a-z]{3}/ & ~("abc" | "the")\n'
    'PART: %regex {"substring_chunks": ["ash ", "elm ", "oak "]} & /(?s:.{4,8})/\n',
    "statement",
    64,
)
PROMPT = "Say hello."
BEGINNING = "kestrel one ash ;\n"
SCHEMA_CANARY = Segment(
    "start: /(?s:.*)/\n",
    "program",
    2048,  # models that think before they answer spend tokens on it
    schema={
        "type": "object",
        "properties": {
            "tree": {"type": "string", "enum": ["ash", "elm", "oak"]},
            "birds": {
                "type": "array",
                "items": {
                    "type": "object",
                    "properties": {"kestrel": {"type": "string"}},
                    "required": ["kestrel"],
                    "additionalProperties": False,
                },
            },
        },
        "required": ["tree", "birds"],
        "additionalProperties": False,
    },
)
SCHEMA_KEPT = re.compile(r'\s*\{\s*"tree"\s*:\s*"(?:ash|elm|oak)"')
"""How an answer by that schema begins; it need not be whole."""
JSON_PROMPT = "Say hello, as a JSON object."
DECISIVE = frozenset({401, 403, 404})
"""Statuses that have nothing to do with the grammar."""


def probe(client: Client, model: str) -> Support:
    """What this server does with a grammar. Raises HepirError (HEP0960 to HEP0962)."""
    seen: list[str] = []
    for mechanism in GRAMMARS:
        result = _tried(client, model, Support(mechanism, True, ""), BEGINNING)
        if result == "kept":
            return Support(mechanism, True, f"{mechanism.name}, going on with the text")
        if result != "ignored" and _tried(client, model, Support(mechanism, False, ""), "") == "kept":
            return Support(mechanism, False, f"{mechanism.name}, in turns")
        seen.append(f"{mechanism.name} {result}")
    for mechanism in (JSON_SCHEMA, JSON_OBJECT):
        result = _tried(client, model, Support(mechanism, False, ""), "")
        if result == "kept":
            return _afterwards(mechanism, seen)
        seen.append(f"{mechanism.name} {result}")
    return _afterwards(FREE_TEXT, seen)


def _afterwards(mechanism: Mechanism, seen: list[str]) -> Support:
    """What is done where no grammar is kept to."""
    found = f"{mechanism.name}, checked and repaired afterwards: no grammar is kept to"
    return Support(mechanism, False, found, "; ".join(seen))


def _tried(client: Client, model: str, support: Support, written: str) -> str:
    """`kept`, `ignored`, or `refused (why)`."""
    constrained = support.mechanism.constrained
    prompt, canary = (PROMPT, CANARY) if constrained else (JSON_PROMPT, SCHEMA_CANARY)
    body = request(model, support, prompt, written, canary, Sampling())
    try:
        text = ask(client, body).text
    except HepirError as error:
        (diagnostic, *_) = error.diagnostics
        if isinstance(diagnostic, ServerRefused) and diagnostic.status not in DECISIVE:
            return f"refused ({diagnostic.status})"
        if isinstance(diagnostic, ServerUnreachable) and diagnostic.reason.startswith("status 500"):
            return "refused (500)"  # some servers fail over a grammar that they cannot read
        raise
    if constrained:
        return "ignored" if mistake(CANARY.grammar, text) else "kept"
    return "kept" if _keeps(support.mechanism, text) else "ignored"


def _keeps(mechanism: Mechanism, text: str) -> bool:
    """Whether an answer to the canary is by its schema, or for a mechanism without one an object at all."""
    if mechanism is JSON_SCHEMA:
        return SCHEMA_KEPT.match(text) is not None
    try:
        return isinstance(json.loads(text), dict)
    except (ValueError, RecursionError):
        return False
