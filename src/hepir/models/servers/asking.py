"""How a server is asked for one segment, and what it answers.

In: a prompt, what has been written, and a segment. Out: the body of a request, and from the answer its text, its tokens and,
where the server tells, their log-probability.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping, Sequence, Set
from dataclasses import dataclass

from hepir.diagnostics.core import HepirError
from hepir.diagnostics.places import NOWHERE
from hepir.models.core import Sampling, Segment
from hepir.models.errors import ServerAnswer, ServerRefused
from hepir.models.gbnf.expressions import UntranslatableError
from hepir.models.gbnf.writing import gbnf
from hepir.models.grammars import with_empty
from hepir.models.servers.client import Body, Client
from hepir.models.servers.streaming import Told

LONGEST_SHOWN = 20_000
"""Characters of a grammar that a model without a grammar is shown; the rest are quotes, which the prompt has."""
DIALECT = "%llguidance {}\n"
SCHEMA = {
    "type": "object",
    "properties": {"end": {"type": "boolean"}, "text": {"type": "string"}},
    "required": ["end", "text"],
    "additionalProperties": False,
}
TOOL = "write"
STREAM = {"stream": True, "stream_options": {"include_usage": True}}
OPTIONAL = ("max_tokens", "logprobs", "temperature", "top_p", "seed", "stream_options", "stream")
"""Fields that some servers refuse, and that a request can do without; `max_tokens` has another name then."""
NEXT = "Write the next part of the text and nothing else."


@dataclass(frozen=True)
class Mechanism:
    """A way to have a server keep to something: `fields` are those of a request for a grammar.

    `enforced`: the grammar is kept to while the text is written. `wrapped`: the text comes within a JSON object.
    """

    name: str
    fields: Callable[[str], Mapping[str, object]]
    enforced: bool = True
    wrapped: bool = False
    scores: bool = False


FORMAT = {"type": "json_schema", "json_schema": {"name": "part", "strict": True, "schema": SCHEMA}}


def in_gbnf(grammar: str) -> str | None:
    """A grammar for engines without llguidance; None where it has no counterpart: its text is checked afterwards."""
    try:
        return gbnf(grammar)
    except UntranslatableError:
        return None


def translated(grammar: str, field: str) -> Mapping[str, object]:
    """A field with the grammar in GBNF, if there is one."""
    text = in_gbnf(grammar)
    return {field: text} if text is not None else {}


def translated_outputs(grammar: str) -> Mapping[str, object]:
    """The field of vLLM with the grammar in GBNF, if there is one."""
    text = in_gbnf(grammar)
    return {"structured_outputs": {"grammar": text}} if text is not None else {}


def tool(grammar: str) -> Mapping[str, object]:
    """A tool whose input is the text, and which has to be used."""
    definition = {"type": "grammar", "grammar": {"syntax": "lark", "definition": grammar}}
    custom = {"name": TOOL, "description": "Takes the next part of the text.", "format": definition}
    return {
        "tools": [{"type": "custom", "custom": custom}],
        "tool_choice": {"type": "custom", "custom": {"name": TOOL}},
    }


GRAMMARS = (
    Mechanism(
        "structured_outputs (vLLM)", lambda text: {"structured_outputs": {"grammar": text}}, scores=True
    ),
    Mechanism("ebnf (SGLang with llguidance)", lambda text: {"ebnf": DIALECT + text}, scores=True),
    Mechanism("grammar (llama.cpp with llguidance)", lambda text: {"grammar": DIALECT + text}, scores=True),
    Mechanism("structured_outputs in GBNF (vLLM with xgrammar)", translated_outputs, scores=True),
    Mechanism("ebnf in GBNF (SGLang with xgrammar)", lambda text: translated(text, "ebnf"), scores=True),
    Mechanism("grammar in GBNF (llama.cpp)", lambda text: translated(text, "grammar"), scores=True),
    Mechanism(
        "guided_grammar (vLLM before 0.12)",
        lambda text: {"guided_grammar": text, "guided_decoding_backend": "guidance"},
        scores=True,
    ),
    Mechanism("custom tool (OpenAI)", tool),
)
JSON_SCHEMA = Mechanism("JSON schema", lambda _: {"response_format": FORMAT}, enforced=False, wrapped=True)
FREE_TEXT = Mechanism("free text", lambda _: {}, enforced=False)


@dataclass(frozen=True)
class Support:
    """What a server was found to do; `continues`: it goes on with a text that is given to it as its own."""

    mechanism: Mechanism
    continues: bool
    found: str


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


def ask(client: Client, body: Body, told: Told | None = None) -> Answer:
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
    return Answer(text, tokens, choice.get("finish_reason") != "length", total)


def posted(client: Client, body: Body, told: Told | None) -> Body:
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
    grammar = with_empty(segment.grammar) if segment.may_end else segment.grammar
    continuing = support.continues and bool(written) and mechanism.enforced
    return {
        "model": model,
        "messages": _messages(mechanism, prompt, written, segment, continuing, refused),
        # Text within JSON, or with words around it, takes more tokens than the segment itself.
        "max_tokens": segment.budget if mechanism.enforced else 4 * segment.budget + 64,
        "temperature": sampling.temperature,
        "top_p": sampling.top_p,
        "seed": sampling.seed + len(refused),
        **({"continue_final_message": True, "add_generation_prompt": False} if continuing else {}),
        **({"logprobs": True} if mechanism.scores else {}),
        **mechanism.fields(grammar),
    }


def _messages(
    mechanism: Mechanism,
    prompt: str,
    written: str,
    segment: Segment,
    continuing: bool,
    refused: Sequence[Refused],
) -> list[dict[str, str]]:
    messages = [{"role": "user", "content": prompt}]
    if written:
        messages.append({"role": "assistant", "content": written})
    if not mechanism.enforced:
        messages = _told_apart(messages, written, _instruction(mechanism, segment))
    elif written and not continuing:
        messages.append({"role": "user", "content": NEXT})
    for one in refused if not continuing else ():
        messages.append({"role": "assistant", "content": one.text or "(nothing)"})
        messages.append({"role": "user", "content": f"That is not legal: {one.reason}. {NEXT}"})
    return messages


def _told_apart(messages: list[dict[str, str]], written: str, instruction: str) -> list[dict[str, str]]:
    """Roles take turns: without an answer between them, the instruction belongs to the prompt."""
    if written:
        return [*messages, {"role": "user", "content": instruction}]
    return [{"role": "user", "content": f"{messages[0]['content']}\n\n{instruction}"}]


def _instruction(mechanism: Mechanism, segment: Segment) -> str:
    lines = [NEXT, "It must match this grammar (of Lark) to the letter, line end included:"]
    lines.append(segment.grammar[:LONGEST_SHOWN])
    if mechanism.wrapped:
        lines.append('Answer with a JSON object: {"end": false, "text": "..."}.')
    if segment.may_end:
        finish = '{"end": true, "text": ""}' if mechanism.wrapped else "nothing at all"
        lines.append(f"If the text is complete without another part, answer {finish}.")
    return "\n".join(lines)


def unwrapped(text: str) -> str | None:
    """The text within a JSON object; None where there is no such object."""
    try:
        document: object = json.loads(text)
    except (ValueError, RecursionError):
        return None
    match document:
        case {"end": True}:
            return ""
        case {"text": str(inner)}:
            return inner
    return None
