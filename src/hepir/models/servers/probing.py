"""Which grammars a server keeps to, found out by asking.

In: a server and the name of a model. Out: a `Support`. Some servers ignore fields that they do not know without a word, so
each mechanism is tried with a canary: a grammar whose texts no model would write by itself, and which uses the parts
of the dialect that not all engines have.
"""

from __future__ import annotations

from hepir.diagnostics.core import HepirError
from hepir.models.core import Sampling, Segment
from hepir.models.errors import ServerRefused, ServerUnreachable
from hepir.models.grammars import mistake
from hepir.models.servers.asking import (
    FREE_TEXT,
    GRAMMARS,
    JSON_SCHEMA,
    Support,
    ask,
    request,
    unwrapped,
)
from hepir.models.servers.client import Client

CANARY = Segment(
    'start: "kestrel " WORD " " PART ";\\n"\n'
    'WORD: /[a-z]{3}/ & ~("abc" | "the")\n'
    'PART: %regex {"substring_chunks": ["ash ", "elm ", "oak "]} & /(?s:.{4,8})/\n',
    "statement",
    64,
)
PROMPT = "Say hello."
BEGINNING = "kestrel one ash ;\n"
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
    wrapped = _tried(client, model, Support(JSON_SCHEMA, False, ""), "") in ("kept", "JSON")
    mechanism = JSON_SCHEMA if wrapped else FREE_TEXT
    return Support(mechanism, False, f"none kept ({'; '.join(seen)}): {mechanism.name}, checked afterwards")


def _tried(client: Client, model: str, support: Support, written: str) -> str:
    """`kept`, `ignored`, `refused (why)`, or `JSON` for a text in a JSON object."""
    body = request(model, support, PROMPT, written, CANARY, Sampling())
    try:
        text = ask(client, body).text
    except HepirError as error:
        (diagnostic, *_) = error.diagnostics
        if isinstance(diagnostic, ServerRefused) and diagnostic.status not in DECISIVE:
            return f"refused ({diagnostic.status})"
        if isinstance(diagnostic, ServerUnreachable) and diagnostic.reason.startswith("status 500"):
            return "refused (500)"  # some servers fail over a grammar that they cannot read
        raise
    if support.mechanism.wrapped:
        return "JSON" if unwrapped(text) is not None else "ignored"
    return "ignored" if mistake(CANARY.grammar, text) else "kept"
