"""Models behind a server: what it can do is found out, and nothing malformed passes, however it behaves."""

import json
import time
from collections.abc import Callable

import pytest
from listing_server import listing
from made_server import Reply, completion, grammar_of, honouring, served, streamed, translating, walk
from toy_drivers import program, whole

from hepir.diagnostics import Diagnostic, HepirError
from hepir.models.core import Sampling, Segment, Transcript
from hepir.models.servers.client import Patience
from hepir.models.servers.model import ServerModel, open_server

WARM = Sampling(temperature=1.0, seed=1)


@pytest.fixture(autouse=True)
def no_keys_no_proxies(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HEPIR_API_KEY", "OPENAI_API_KEY", "HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"):
        monkeypatch.delenv(name, raising=False)


def opened(
    address: str, tries: int = 3, answering: float = 20.0, pauses: list[float] | None = None
) -> ServerModel:
    told = pauses if pauses is not None else []
    return open_server(
        f"{address}#small", Patience(answering=answering, tries=tries, sleep=told.append, pause=0.5)
    )


def text(transcript: Transcript) -> str:
    return "".join(finished.text for _, finished in transcript.segments if finished.cut is None)


def the_only(caught: pytest.ExceptionInfo[HepirError]) -> Diagnostic:
    (diagnostic,) = caught.value.diagnostics
    return diagnostic


@pytest.mark.parametrize(
    ("key", "found"),
    [
        ("structured_outputs", "vLLM"),
        ("ebnf", "SGLang"),
        ("grammar", "llama.cpp"),
        ("guided_grammar", "before 0.12"),
    ],
)
def test_the_mechanism_that_is_honoured_is_found_and_used(key: str, found: str) -> None:
    with served(honouring(key)) as server:
        model = opened(server.address)
        assert found in model.identity.grammar
        transcripts = model.generate("Translate.", [program(3)] * 5, WARM)
        asked = server.bodies[-1]
    assert key in asked and asked["continue_final_message"]
    for transcript in transcripts:
        assert transcript.ended in ("end", "driver", "budget")
        assert whole(text(transcript)), text(transcript)
    assert any(text(transcript) for transcript in transcripts)


def test_a_server_that_cannot_go_on_with_a_text_is_asked_in_turns() -> None:
    def answer(body: dict, count: int) -> Reply:
        if "continue_final_message" in body:
            return Reply(400, json.dumps({"error": {"message": "unknown field"}}))
        return honouring("structured_outputs")(body, count)

    with served(answer) as server:
        model = opened(server.address)
        assert "in turns" in model.identity.grammar
        assert whole(text(model.generate("Translate.", [program(2)], WARM)[0]))
        assert server.bodies[-1]["messages"][-1]["role"] == "user"


TREES = {"type": "object", "properties": {"trees": {"type": "array", "items": {"type": "string"}}}}


def conversation():
    """A driver that asks for two answers as JSON."""
    first = yield Segment("start: /(?s:.*)/\n", "program", 300, schema=TREES)
    told = f"You said {first.text} before."
    yield Segment("start: /(?s:.*)/\n", "program", 300, schema=TREES, told=told)


@pytest.mark.parametrize(
    ("forms", "found", "form"),
    [
        (("json_schema", "json_object"), "JSON by a schema", "json_schema"),
        (("json_object",), "JSON without a schema", "json_object"),
        ((), "JSON in free text", None),
    ],
)
def test_without_grammars_answers_are_asked_for_as_json(
    forms: tuple[str, ...], found: str, form: str | None
) -> None:
    with served(listing(["first", "second"], forms)) as server:
        model = opened(server.address)
        assert model.identity.grammar.startswith(found) and not model.identity.constrained
        assert "custom tool (OpenAI) ignored" in model.identity.facts["tried"]
        (transcript,) = model.generate("A small typed program.", [conversation], WARM)
        first, second = server.bodies[-2:]
    assert [finished.text for _, finished in transcript.segments] == ["first", "second"]
    assert transcript.ended == "driver"
    assert first.get("response_format", {}).get("type") == form
    if form == "json_schema":
        assert first["response_format"]["json_schema"]["schema"] == TREES
    assert [each["content"] for each in second["messages"]] == [
        "A small typed program.\nYou said first before."
    ]
    assert (first["max_tokens"], first["seed"], second["seed"]) == (300, WARM.seed, WARM.seed + 1)


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ('{"tree": "oak", "birds": [{"kestrel": "on and on', "JSON by a schema"),
        ('{"tree": "pine", "birds": []}', "JSON without a schema"),
        ('{"greeting": "hello"}', "JSON without a schema"),
        ("hello", "JSON in free text"),
        ("[" * 5000, "JSON in free text"),
    ],
)
def test_a_form_of_answer_that_is_ignored_is_not_relied_on(said: str, found: str) -> None:
    def answer(body: dict, _: int) -> Reply:
        return completion(said if "response_format" in body else "Hello!")

    with served(answer) as server:
        assert opened(server.address).identity.grammar.startswith(found)


def test_malformed_answers_never_pass() -> None:
    with served(lambda *_: completion('{"end": false, "text": "select jets > 1 GeV;\\n"}')) as server:
        transcripts = opened(server.address).generate("Translate.", [program(2)] * 3, WARM)
    for transcript in transcripts:
        assert transcript.ended == "failure"
        assert text(transcript) == ""
        assert [finished.cut for _, finished in transcript.segments if finished.cut is None] == []


def test_a_server_that_stops_honouring_is_noticed() -> None:
    def answer(body: dict, count: int) -> Reply:
        return honouring("structured_outputs")(body, count) if count == 1 else completion("I had rather not.")

    with served(answer) as server:
        (transcript,) = opened(server.address).generate("Translate.", [program(2)], WARM)
    assert (transcript.ended, text(transcript)) == ("failure", "")
    assert "cannot follow" in transcript.message


def test_a_driver_may_go_on_after_a_segment_that_was_cut() -> None:
    def patient():
        first = yield Segment('start: /[a-z]{200}/ ";\\n"\n', "statement", 8)
        assert first.cut == "budget"
        second = yield Segment('start: "whole;\\n"\n', "statement", 20)
        assert second.cut is None

    with served(honouring("structured_outputs")) as server:
        (transcript,) = opened(server.address).generate("Translate.", [patient], WARM)
    assert [finished.cut for _, finished in transcript.segments] == ["budget", None]
    assert text(transcript) == "whole;\n"


def test_the_tokens_of_a_text_are_bounded() -> None:
    def endless():
        while True:
            yield Segment('start: /[a-z]{3}/ ";\\n"\n', "statement", 20)

    with served(honouring("structured_outputs")) as server:
        (transcript,) = opened(server.address).generate("Translate.", [endless], Sampling(maximum=70))
    assert transcript.ended == "length"
    assert len(transcript.segments) == 11  # ten of seven tokens, and the one that had no room


def test_log_probabilities_are_added_up() -> None:
    def answer(body: dict, count: int) -> Reply:
        scores = {"content": [{"token": "x", "logprob": -0.5}, {"token": "y", "logprob": -1.0}]}
        return completion(walk(body["structured_outputs"]["grammar"], count)[0], logprobs=scores)

    with served(answer) as server:
        (transcript,) = opened(server.address).generate("Translate.", [program(1)], WARM)
    assert [finished.log_probability for _, finished in transcript.segments] == [-1.5, -1.5]


@pytest.mark.parametrize("status", [429, 500, 503])
def test_a_passing_failure_is_waited_for(status: int) -> None:
    pauses: list[float] = []

    def answer(body: dict, count: int) -> Reply:
        if count in (2, 3):
            return Reply(status, '{"error": {"message": "busy"}}', {"retry-after": "3"} if count == 3 else {})
        return honouring("structured_outputs")(body, count)

    with served(answer) as server:
        model = opened(server.address, pauses=pauses)
        (transcript,) = model.generate("Translate.", [program(1)], WARM)
    assert transcript.ended == "driver"
    assert pauses == [0.5, 3.0]


def test_a_text_that_fails_at_once_does_not_end_the_others() -> None:
    def answer(body: dict, count: int) -> Reply:
        unlucky = body.get("seed") == WARM.seed + 3 and "hello" not in body["messages"][0]["content"]
        return Reply(500, "boom") if unlucky else honouring("structured_outputs")(body, count)

    with served(answer) as server:
        model = opened(server.address, tries=1)
        first, second, third = model.generate("Translate.", [program(1)] * 3, WARM)
    assert (first.ended, second.ended, third.ended) == ("driver", "failure", "driver")
    assert second.segments == () and "boom" in second.message
    assert whole(text(first)) and whole(text(third))


def test_an_answer_that_breaks_off_is_asked_for_again() -> None:
    def answer(body: dict, count: int) -> Reply:
        reply = honouring("structured_outputs")(body, count)
        return Reply(text=reply.text, short=count == 2)

    with served(answer) as server:
        (transcript,) = opened(server.address).generate("Translate.", [program(1)], WARM)
    assert transcript.ended == "driver" and whole(text(transcript))


def test_a_server_that_is_too_slow() -> None:
    def answer(body: dict, count: int) -> Reply:
        time.sleep(0.5)
        return completion("late")

    with served(answer) as server, pytest.raises(HepirError) as caught:
        opened(server.address, tries=2, answering=0.05)
    assert the_only(caught).code == "HEP0960"
    assert "2 tries" in the_only(caught).message


def test_a_server_that_fails_for_good_after_the_first_segment_ends_the_text() -> None:
    def answer(body: dict, count: int) -> Reply:
        return honouring("structured_outputs")(body, count) if count < 3 else Reply(500, "boom")

    with served(answer) as server:
        (transcript,) = opened(server.address).generate("Translate.", [program(2)], WARM)
    assert transcript.ended == "failure"
    assert len(transcript.segments) == 1
    assert "status 500: boom" in transcript.message


@pytest.mark.parametrize(
    "garbage", ["<html>hello</html>", "[]", "{}", '{"choices": []}', '{"choices": [{"message": 3}]}']
)
def test_an_answer_of_another_protocol(garbage: str) -> None:
    with served(lambda *_: Reply(text=garbage)) as server, pytest.raises(HepirError) as caught:
        opened(server.address)
    assert the_only(caught).code == "HEP0962"


def test_nobody_there() -> None:
    with pytest.raises(HepirError) as caught:
        opened("http://127.0.0.1:9/v1", tries=2)
    assert the_only(caught).code == "HEP0960"


def test_a_model_that_the_server_does_not_have() -> None:
    with (
        served(honouring("ebnf"), [{"id": "tiny"}, {"id": "huge"}]) as server,
        pytest.raises(HepirError) as caught,
    ):
        opened(server.address)
    assert the_only(caught).code == "HEP0963"
    assert "has no model `small`" in the_only(caught).message
    assert the_only(caught).hints == ("it has `huge`, `tiny`",)


def test_a_model_of_nearly_that_name_among_many() -> None:
    models = [{"id": f"model-{number}"} for number in range(300)] + [{"id": "smalls"}]
    with served(honouring("ebnf"), models) as server, pytest.raises(HepirError) as caught:
        opened(server.address)
    meant, listed = the_only(caught).hints
    assert meant == "did you mean `smalls`?"
    assert listed.endswith(" and 281 more")


def test_a_model_may_be_named_without_its_tag() -> None:
    with served(honouring("ebnf"), [{"id": "small:latest", "max_model_len": 4096}]) as server:
        model = opened(server.address)
        assert (model.context, server.bodies[-1]["model"]) == (4096, "small")


@pytest.mark.parametrize(("path", "hint"), [("", "/v1#NAME"), ("/v1", "/v1/models")])
def test_a_path_that_the_server_does_not_have(path: str, hint: str) -> None:
    with served(lambda *_: Reply(404, '{"detail": "Not Found"}'), "no list") as server:
        address = f"{server.address.removesuffix('/v1')}{path}"
        with pytest.raises(HepirError) as caught:
            opened(address)
    assert the_only(caught).code == "HEP0961"
    assert the_only(caught).hints[0].endswith(f"{server.address.removesuffix('/v1')}{hint}")


def test_the_context_is_the_servers() -> None:
    with served(honouring("ebnf"), [{"id": "small", "max_model_len": 32768}]) as server:
        assert opened(server.address).context == 32768
    with served(honouring("ebnf")) as server:
        model = opened(server.address)
    assert model.context == 8192 and "assumed" in model.identity.facts["context"]
    assert model.count("pt > 25 GeV") == 5


def test_the_key_is_sent_and_shown_nowhere(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HEPIR_API_KEY", "secret-1234")

    def refuse(body: dict, count: int) -> Reply:
        return Reply(401, '{"error": {"message": "incorrect key secret-1234"}}')

    with served(refuse) as server, pytest.raises(HepirError) as caught:
        opened(server.address.replace("127", "user:word@127"))
    assert server.keys[0] is not None and server.keys[0].startswith(("Bearer secret", "Basic"))
    shown = str(caught.value) + repr(caught.value.diagnostics)
    assert "secret-1234" not in shown and "word" not in shown
    assert "HEPIR_API_KEY" in the_only(caught).hints[0]


def test_a_key_for_another_service_is_not_sent_in_the_open(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "secret-1234")
    with served(honouring("ebnf")) as server:
        model = opened(server.address)
        assert set(server.keys) == {None}
    assert "secret" not in repr(model.identity) + repr(model.client)


@pytest.mark.parametrize(
    "name", ["", "small", "http://localhost/v1", "ftp://localhost/v1#small", "http:///v1#small"]
)
def test_a_name_without_an_address_or_a_model(name: str) -> None:
    with pytest.raises(HepirError) as caught:
        open_server(name)
    assert the_only(caught).code == "HEP0954"


def test_progress_is_told_of_every_segment() -> None:
    steps: list[tuple[int, int, str]] = []
    with served(honouring("structured_outputs")) as server:
        opened(server.address).generate("Translate.", [program(1)], WARM, lambda *step: steps.append(step))
    assert [tokens for _, tokens, _ in steps] == [7, 14]
    assert whole("".join(said for _, _, said in steps))


@pytest.mark.parametrize(
    ("key", "found"), [("structured_outputs", "vLLM"), ("ebnf", "SGLang"), ("grammar", "llama.cpp")]
)
def test_an_engine_without_llguidance_gets_gbnf(key: str, found: str) -> None:
    with served(translating(key)) as server:
        model = opened(server.address)
        assert "in GBNF" in model.identity.grammar and found in model.identity.grammar
        transcripts = model.generate("Translate.", [program(3)] * 5, WARM)
    for transcript in transcripts:
        assert transcript.ended in ("end", "driver", "budget"), transcript
        assert whole(text(transcript)), text(transcript)
    assert any(text(transcript) for transcript in transcripts)


def test_a_grammar_without_a_counterpart_is_checked_afterwards() -> None:
    def words():
        said = yield Segment('start: /\\w{3}/ ";"\n', "statement", 20)
        assert said.cut is None

    def answer(body: dict, count: int) -> Reply:
        return translating("grammar")(body, count) if "grammar" in body else completion("abc;")

    with served(answer) as server:
        (transcript,) = opened(server.address).generate("Translate.", [words], WARM)
    assert (transcript.ended, text(transcript)) == ("driver", "abc;")


def openai(body: dict, count: int) -> Reply:
    """As OpenAI's reasoning models answer: the grammar in a tool, other names, no sampling."""
    for name, hint in (
        ("max_tokens", "Use 'max_completion_tokens' instead."),
        ("temperature", ""),
        ("top_p", ""),
    ):
        if name in body:
            said = f"Unsupported parameter: '{name}' is not supported with this model. {hint}"
            return Reply(400, json.dumps({"error": {"message": said, "param": name}}))
    unknown = {"structured_outputs", "ebnf", "grammar", "guided_grammar", "continue_final_message"} & set(
        body
    )
    if unknown:
        said = f"Unrecognized request argument supplied: {min(unknown)}"
        return Reply(400, json.dumps({"error": {"message": said, "param": None}}))
    written, _ = walk(grammar_of(body, "tools"), count, 4 * body["max_completion_tokens"])
    call = {"id": "1", "type": "custom", "custom": {"name": "write", "input": written}}
    message = {"role": "assistant", "content": None, "tool_calls": [call]}
    return Reply(text=json.dumps({"choices": [{"message": message, "finish_reason": "tool_calls"}]}))


def test_openai_itself() -> None:
    with served(openai) as server:
        model = opened(server.address)
        assert "custom tool (OpenAI)" in model.identity.grammar
        assert model.identity.facts["refused"] == "max_tokens, temperature, top_p"
        before = len(server.bodies)
        (transcript,) = model.generate("Translate.", [program(2)], Sampling(seed=1))
        assert whole(text(transcript)) and text(transcript)
        assert len(server.bodies) - before == len(transcript.segments)
        assert "max_completion_tokens" in server.bodies[-1]


def test_a_server_that_says_until_when_to_wait() -> None:
    pauses: list[float] = []
    until = {"retry-after": "Fri, 31 Dec 2100 23:59:59 GMT"}

    def answer(body: dict, count: int) -> Reply:
        return honouring("ebnf")(body, count) if count > 1 else Reply(429, "busy", until)

    with served(answer) as server:
        opened(server.address, pauses=pauses)
    assert pauses == [60.0]


def watched(
    answer: Callable[[dict, int], Reply], tries: int = 3, answering: float = 20.0
) -> tuple[Transcript, list[tuple[int, int, str]], list[dict]]:
    """One text of a server that is watched while it writes."""
    steps: list[tuple[int, int, str]] = []
    with served(answer) as server:
        model = opened(server.address, tries, answering)
        (transcript,) = model.generate("Translate.", [program(1)], WARM, lambda *step: steps.append(step))
    return transcript, steps, server.bodies


def streaming(body: dict, count: int) -> Reply:
    reply = honouring("ebnf")(body, count)
    return streamed(reply) if body.get("stream") else reply


def test_progress_is_told_of_every_token_of_a_stream() -> None:
    transcript, steps, bodies = watched(streaming)
    assert transcript.ended == "driver" and whole(text(transcript))
    assert bodies[-1]["stream_options"] == {"include_usage": True}
    assert "stream" not in bodies[0]
    for _, finished in transcript.segments:
        pieces = -(-len(finished.text) // 3)
        assert (finished.tokens, finished.log_probability) == (7, -0.5 * pieces)
    first = transcript.segments[0][1].text
    begun = [said for _, _, said in steps[: -(-len(first) // 3)]]
    assert begun == [first[: 3 * (number + 1)] for number in range(len(begun))]


@pytest.mark.parametrize(
    "broken",
    [
        lambda reply: streamed(reply, ending=""),
        lambda reply: streamed(reply, between="data: {half\n\n"),
        lambda reply: streamed(reply, between="data: []\n\n"),
        lambda reply: streamed(reply, between='data: {"error": {"message": "gone", "code": 500}}\n\n'),
        lambda reply: Reply(text=streamed(reply).text, headers=streamed(reply).headers, short=True),
    ],
)
def test_a_stream_that_breaks_is_asked_for_again(broken: Callable[[Reply], Reply]) -> None:
    def answer(body: dict, count: int) -> Reply:
        return broken(honouring("ebnf")(body, count)) if count % 2 and count > 2 else streaming(body, count)

    transcript, _, _ = watched(answer)
    assert transcript.ended == "driver" and whole(text(transcript)) and text(transcript)


def test_a_stream_that_always_breaks_is_one_diagnostic() -> None:
    def answer(body: dict, count: int) -> Reply:
        reply = honouring("ebnf")(body, count)
        return streamed(reply, ending="") if body.get("stream") else reply

    with pytest.raises(HepirError) as caught:
        watched(answer)
    assert the_only(caught).code == "HEP0960" and "broke off" in the_only(caught).message


def test_a_stream_may_end_without_its_last_line() -> None:
    def answer(body: dict, count: int) -> Reply:
        reply = honouring("ebnf")(body, count)
        return streamed(reply, ending="\n") if body.get("stream") else reply

    transcript, _, _ = watched(answer)
    assert transcript.ended == "driver" and whole(text(transcript))


def test_a_refusal_within_a_stream_is_one() -> None:
    def answer(body: dict, count: int) -> Reply:
        if not body.get("stream"):
            return honouring("ebnf")(body, count)
        said = 'data: {"error": {"message": "the prompt is too long", "code": 400}}\n\n'
        return Reply(text=said, headers={"content-type": "text/event-stream"})

    with pytest.raises(HepirError) as caught:
        watched(answer)
    assert the_only(caught).code == "HEP0961" and "too long" in the_only(caught).message


def test_a_drip_that_never_ends_is_not_waited_for() -> None:
    def answer(body: dict, count: int) -> Reply:
        if not body.get("stream"):
            return honouring("ebnf")(body, count)
        alive = ": alive\n" * 30
        return Reply(text=alive, headers={"content-type": "text/event-stream"}, pause=0.05)

    with pytest.raises(HepirError) as caught:
        watched(answer, tries=1, answering=0.4)
    assert "more than 0.4 seconds" in the_only(caught).message


def test_a_server_that_refuses_to_stream_is_asked_without() -> None:
    def answer(body: dict, count: int) -> Reply:
        for name in ("stream_options", "stream"):
            if name in body:
                return Reply(422, json.dumps({"detail": [{"loc": ["body", name], "msg": "extra"}]}))
        return honouring("ebnf")(body, count)

    transcript, steps, _ = watched(answer)
    assert transcript.ended == "driver" and whole(text(transcript))
    assert [tokens for _, tokens, _ in steps] == [7, 14]
