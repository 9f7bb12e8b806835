"""How a server is asked for one segment, and what it answers.

In: a prompt, what has been written, and a segment. Out: the body of a request, and from the answer its text, its tokens and,
where the server tells, their log-probability.
"""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from dataclasses import dataclass, replace

from hepir.diagnostics.core import HepirError
from hepir.diagnostics.places import NOWHERE
from hepir.models.core import Sampling, Segment
from hepir.models.errors import ServerAnswer, ServerRefused
from hepir.models.grammars import with_empty
from hepir.models.servers.client import Body, Client
from hepir.models.servers.mechanisms import Support
from hepir.models.servers.streaming import Listener

STREAM = {"stream": True, "stream_options": {"include_usage": True}}
OPTIONAL = ("max_tokens", "logprobs", "temperature", "top_p", "seed", "stream_options", "stream")
"""Fields that some servers refuse, and that a request can do without; `max_tokens` has another name then."""
NEXT = "Write the next part of the text and nothing else."


@dataclass(frozen=True)
class Answer:
    """What came back; `whole` is False where the server stopped at the limit of tokens."""

    text: str
    tokens: int
    whole: bool
    log_probability: float | None = None


@dataclass(frozen=True)
class Refused:
    """A text that was not legal, and why: told to the model at the next try."""

    text: str
    reason: str


def ask(client: Client, body: Body, told: Listener | None = None) -> Answer:
    """One answer. Raises HepirError (HEP0960 to HEP0962)."""
    document = posted(client, {**body, **STREAM} if told else body, told)
    match document:
        case {
            "choices": [{"message": {"tool_calls": [{"custom": {"input": str() as text}}, *_]}, **choice}, *_]
        }:
            pass
        case {"choices": [{"message": {"content": str() | None as content}, **choice}, *_]}:
            text = content or ""
        case _:
            reason = "it has no `choices` with a message's content"
            raise HepirError((ServerAnswer(NOWHERE, client.shown, reason),))
    scores = _scores(choice.get("logprobs"))
    counted = _counted(document.get("usage"))
    tokens = counted if counted is not None else len(scores) if scores else (len(text) + 3) // 4
    total = sum(scores) if scores else None
    return Answer(well_formed(text), tokens, choice.get("finish_reason") != "length", total)


def well_formed(text: str) -> str:
    """A text that can be written anywhere: halves of characters that came apart are put together, others are replaced."""
    return text.encode("utf-16", errors="surrogatepass").decode("utf-16", errors="replace")


def posted(client: Client, body: Body, told: Listener | None) -> Body:
    """The answer to a request, without the fields that the server refuses; they are left out from then on."""
    while True:
        sent = adapted(body, client.refused)
        try:
            return client.post("/chat/completions", sent, told)
        except HepirError as error:
            found = refused_field(error, sent)
            if found is None:
                raise
            client.refused.add(found)


def adapted(body: Body, refused: Set[str]) -> Body:
    """A request as a server takes it."""
    kept = {key: value for key, value in body.items() if key not in refused}
    if "max_tokens" in refused and "max_completion_tokens" not in refused:
        kept["max_completion_tokens"] = body["max_tokens"]
    return kept


def refused_field(error: HepirError, sent: Body) -> str | None:
    """The field that a server names when it refuses a request, where the request can do without."""
    match error.diagnostics[0]:
        case ServerRefused(status=400 | 422, reason=reason):
            return next(
                (each for each in OPTIONAL if each in sent and re.search(rf"\b{each}\b", reason)), None
            )
    return None


def _scores(logprobs: object) -> list[float]:
    match logprobs:
        case {"content": [*tokens]}:
            found = [token.get("logprob") for token in tokens if isinstance(token, dict)]
            return [float(score) for score in found if isinstance(score, int | float)]
    return []


def _counted(usage: object) -> int | None:
    match usage:
        case {"completion_tokens": int(tokens)} if tokens >= 0:
            return tokens
    return None


def request(
    model: str,
    support: Support,
    prompt: str,
    written: str,
    segment: Segment,
    sampling: Sampling,
    refused: Sequence[Refused] = (),
) -> Body:
    """The body of a request for one segment."""
    mechanism = support.mechanism
    continuing = support.continues and bool(written)
    asked = replace(segment, grammar=with_empty(segment.grammar)) if segment.may_end else segment
    return {
        "model": model,
        "messages": _messages(prompt, written, segment, continuing, refused),
        "max_tokens": segment.budget,
        "temperature": sampling.temperature,
        "top_p": sampling.top_p,
        "seed": sampling.seed + len(refused),
        **({"continue_final_message": True, "add_generation_prompt": False} if continuing else {}),
        **({"logprobs": True} if mechanism.scores else {}),
        **mechanism.fields(asked),
    }


def _messages(
    prompt: str, written: str, segment: Segment, continuing: bool, refused: Sequence[Refused]
) -> list[dict[str, str]]:
    if segment.schema is not None:
        return [{"role": "user", "content": f"{prompt}\n{segment.told}" if segment.told else prompt}]
    messages = [{"role": "user", "content": prompt}]
    if written:
        messages.append({"role": "assistant", "content": written})
    if written and not continuing:
        messages.append({"role": "user", "content": NEXT})
    for one in refused if not continuing else ():
        messages.append({"role": "assistant", "content": one.text or "(nothing)"})
        messages.append({"role": "user", "content": f"That is not legal: {one.reason}. {NEXT}"})
    return messages
