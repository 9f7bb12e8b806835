"""A server on this machine that speaks the protocol of chat completions, well or badly.

It writes by walking at random through the grammar that it was given, as an engine for constrained decoding does. How it
behaves is a function from the body of a request, and the number of requests so far, to an answer.
"""

from __future__ import annotations

import json
import random
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from hepir.models.grammars import byte_tokenizer, matcher

Body = dict


@dataclass
class Reply:
    """What goes over the wire; with `short` the connection breaks off in the middle."""

    status: int = 200
    text: str = ""
    headers: dict[str, str] = field(default_factory=dict)
    short: bool = False
    pause: float = 0.0  # after each line


def walk(grammar: str, seed: int, limit: int = 400) -> tuple[str, bool]:
    """A random text of a grammar, and whether it is whole; `limit` bounds its bytes."""
    import numpy as np

    chance, walked, data = random.Random(seed), matcher(byte_tokenizer(), grammar), bytearray()
    while not walked.is_stopped() and len(data) < limit:
        bits = np.frombuffer(walked.compute_bitmask(), np.uint8)
        legal = np.flatnonzero(np.unpackbits(bits, bitorder="little")[:257])
        token = int(chance.choice(list(legal)))
        if token == 256:
            break
        walked.consume_token(token)
        data.append(token)
    return data.decode("utf-8"), walked.is_accepting()


def completion(text: str | None, reason: str = "stop", tokens: int = 7, **more: object) -> Reply:
    choice = {"index": 0, "message": {"role": "assistant", "content": text}, "finish_reason": reason, **more}
    return Reply(text=json.dumps({"choices": [choice], "usage": {"completion_tokens": tokens}}))


def grammar_of(body: Body, key: str) -> str | None:
    """The grammar of a request under the field that one kind of server reads."""
    given = body.get(key)
    if key == "structured_outputs":
        return given["grammar"] if given else None
    if key == "tools":
        return given[0]["custom"]["format"]["grammar"]["definition"] if given else None
    return given.removeprefix("%llguidance {}\n") if given else None


def translating(key: str) -> Callable[[Body, int], Reply]:
    """A server whose engine knows GBNF alone and refuses any other grammar, as llama.cpp and xgrammar do."""
    from gbnf_engine import Engine

    def answer(body: Body, count: int) -> Reply:
        given = body.get(key)
        grammar = given["grammar"] if isinstance(given, dict) else given
        if grammar is None:
            return completion("Hello! How can I help?")
        if "::=" not in grammar:
            return Reply(400, json.dumps({"error": {"code": 400, "message": "Failed to parse grammar"}}))
        text = Engine(grammar).random_text(count, 4 * body["max_tokens"])
        return completion(text or "", "length" if text is None else "stop")

    return answer


def honouring(key: str) -> Callable[[Body, int], Reply]:
    """A server that keeps to the grammars that it knows, and ignores all other fields."""

    def answer(body: Body, count: int) -> Reply:
        grammar = grammar_of(body, key)
        if grammar is None:
            return completion("Hello! How can I help?")
        text, whole = walk(grammar, seed=count, limit=4 * body["max_tokens"])
        return completion(text, "stop" if whole else "length")

    return answer


def streamed(reply: Reply, ending: str = "data: [DONE]\n\n", between: str = "") -> Reply:
    """The same answer in events, a few letters each, with comments that keep the connection alive."""
    document = json.loads(reply.text)
    (choice,), usage = document["choices"], document.get("usage")
    said = choice["message"]["content"] or ""
    deltas: list[dict] = [{"delta": {"role": "assistant", "content": ""}}]
    for start in range(0, len(said), 3):
        score = {"content": [{"token": said[start : start + 3], "logprob": -0.5}]}
        deltas.append({"delta": {"content": said[start : start + 3]}, "logprobs": score})
    events = [{"choices": [{"index": 0, **each, "finish_reason": None}]} for each in deltas]
    if ending:
        events += [{"choices": [{"index": 0, "delta": {}, "finish_reason": choice["finish_reason"]}]}]
        events += [{"choices": [], "usage": usage}]
    text = between.join(f": alive\n\ndata: {json.dumps(each)}\r\n\r\n" for each in events) + ending
    return Reply(text=text, headers={"content-type": "text/event-stream; charset=utf-8"})


@dataclass
class Made:
    """A running server: its address, and the bodies and headers that it was sent."""

    address: str
    bodies: list[Body] = field(default_factory=list)
    keys: list[str | None] = field(default_factory=list)


@contextmanager
def served(answer: Callable[[Body, int], Reply], models: object = None) -> Iterator[Made]:
    """A server for as long as the block runs."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.reply(Reply(text=json.dumps({"data": [{"id": "small"}] if models is None else models})))

        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["content-length"])))
            with lock:
                made.bodies.append(body)
                made.keys.append(self.headers.get("authorization"))
                count = len(made.bodies)
            self.reply(answer(body, count))

        def reply(self, reply: Reply) -> None:
            data = reply.text.encode()
            self.send_response(reply.status)
            for name, value in reply.headers.items():
                self.send_header(name, value)
            self.send_header("content-length", str(len(data)))
            self.end_headers()
            for line in data[: len(data) // 2].splitlines(True) if reply.short else data.splitlines(True):
                self.wfile.write(line)
                time.sleep(reply.pause)
            self.close_connection = self.close_connection or reply.short

        def log_message(self, *_: object) -> None:
            """Says nothing."""

    lock = threading.Lock()
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    made = Made(f"http://127.0.0.1:{server.server_port}/v1")
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield made
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
