"""Answers that come while they are written, as server-sent events.

In: the pieces of a response's text, and whom to tell. Out: the same document that would have come at once. What ends too
soon, or is no event of the protocol, is a `BrokenStreamError`: the answer is asked for again.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

Listener = Callable[[str, int], None]
"""Told of the text so far and about how many tokens it has."""
LONGEST_LINE = 10_000_000


class BrokenStreamError(Exception):
    """What is wrong with a stream; `status` is what the server says, where it says something."""

    def __init__(self, reason: str, status: int = 0) -> None:
        super().__init__(reason)
        self.status = status


@dataclass
class Gathered:
    """An answer so far."""

    told: Listener
    text: str = ""
    tool: str | None = None
    tokens: int = 0
    reason: object = None
    scores: list[object] = field(default_factory=list)
    usage: object = None

    def add(self, event: object) -> None:
        """Takes one event. Raises BrokenStreamError."""
        match event:
            case {"error": dict() | str() as error}:
                raise failure(error)
            case {"choices": [{"delta": dict() as delta, **choice}, *_]}:
                self.delta(delta)
                self.reason = choice.get("finish_reason") or self.reason
                match choice.get("logprobs"):
                    case {"content": [*scores]}:
                        self.scores += scores
            case {"choices": []} | {"usage": dict()}:
                pass
            case _:
                raise BrokenStreamError("an event without `choices`")
        if isinstance(event, dict):
            self.usage = event.get("usage") or self.usage

    def delta(self, delta: Mapping[str, object]) -> None:
        """Takes what was written since; what a model thinks by itself counts, and is not shown."""
        thought = delta.get("reasoning_content") or delta.get("reasoning")
        match delta:
            case {"content": str(more)} if more:
                self.text += more
            case {"tool_calls": [{"custom": {"input": str(more)}}, *_]}:
                self.tool = (self.tool or "") + more
            case _ if not thought:
                return
        self.tokens += 1
        self.told(self.text or self.tool or "", self.tokens)

    def document(self) -> dict[str, object]:
        """The answer as it would have come at once."""
        message: dict[str, object] = {"role": "assistant", "content": self.text}
        if self.tool is not None:
            message["tool_calls"] = [{"type": "custom", "custom": {"input": self.tool}}]
        scores = {"content": self.scores} if self.scores else None
        choice = {"message": message, "finish_reason": self.reason, "logprobs": scores}
        usage = self.usage or {"completion_tokens": self.tokens}
        return {"choices": [choice], "usage": usage}


def gathered(pieces: Iterable[str], told: Listener) -> dict[str, object]:
    """The document of a whole stream. Raises BrokenStreamError."""
    answer = Gathered(told)
    for data in events(lines(pieces)):
        if data.strip() == "[DONE]":
            return answer.document()
        try:
            event: object = json.loads(data)
        except (ValueError, RecursionError):
            raise BrokenStreamError(f"an event that is no JSON: {data[:60]}") from None
        answer.add(event)
    if answer.reason is None:
        raise BrokenStreamError("the answer broke off")
    return answer.document()


def events(lines: Iterable[str]) -> Iterator[str]:
    """The data of each event. Comments, which keep a connection alive, and other fields have none."""
    data: list[str] = []
    for line in lines:
        if line.startswith("data:"):
            data.append(line.removeprefix("data:").removeprefix(" "))
        elif not line and data:
            yield "\n".join(data)
            data = []
    if data:
        yield "\n".join(data)


def lines(pieces: Iterable[str]) -> Iterator[str]:
    """Lines of a text that comes in pieces; they end as the standard of events says, not as `splitlines` does."""
    rest = ""
    for piece in pieces:
        rest += piece
        *whole, rest = rest.replace("\r\n", "\n").split("\n")
        yield from whole
        if len(rest) > LONGEST_LINE:
            raise BrokenStreamError("a line without an end")
    if rest:
        yield rest


def failure(error: object) -> BrokenStreamError:
    """What a server says in place of an answer."""
    said = error.get("message") if isinstance(error, dict) else error
    status = error.get("code") if isinstance(error, dict) else 0
    return BrokenStreamError(str(said or "no reason given"), status if isinstance(status, int) else 0)
