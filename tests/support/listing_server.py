"""A server that keeps to no grammar, as Ollama and OpenAI's own: it answers with programs as JSON, well or badly.

In: the answers to give, one after the other, and the forms of answers that it takes. Out: a function for
`made_server.served`.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence

from made_server import Body, Reply, completion

FORMS = ("json_schema", "json_object")
Answer = str | Reply


def stated(sentence: str, statement: str, quote: str = "", **more: object) -> dict[str, object]:
    """A statement of an answer."""
    return {**more, "sentence": sentence, "quote": quote, "statement": statement}


def listed(*statements: dict[str, object]) -> str:
    """An answer."""
    return json.dumps({"statements": statements})


def listing(answers: Sequence[Answer], forms: Sequence[str] = FORMS) -> Callable[[Body, int], Reply]:
    """Gives the answers in their order, the last one for ever; refuses other forms than those."""
    given = iter(range(10_000))

    def answer(body: Body, _: int) -> Reply:
        form = body.get("response_format", {}).get("type", "")
        if form and form not in forms:
            return Reply(400, json.dumps({"error": {"message": f"response_format {form} is unavailable"}}))
        prompt = body["messages"][-1]["content"]
        if "small typed program" not in prompt:  # a trial
            return completion(
                {"json_schema": '{"tree": "elm", "birds": []}', "json_object": '{"a": 1}'}.get(form, "Hello!")
            )
        found = answers[min(next(given), len(answers) - 1)]
        return found if isinstance(found, Reply) else completion(found)

    return answer


def programs(bodies: Sequence[Body]) -> list[str]:
    """What was asked for programs, request by request."""
    asked = (body["messages"][-1]["content"] for body in bodies)
    return [each for each in asked if "small typed program" in each]
