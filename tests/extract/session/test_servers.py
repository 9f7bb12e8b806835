"""A whole extraction by a model behind a server, however the server is kept to the grammar."""

import json

import pytest
from checked_extractions import check
from made_server import Reply, completion, honouring, served, streamed, walk

from hepir.extract.driving import Limits
from hepir.extract.session.extraction import extract_document
from hepir.extract.session.loop import Asking
from hepir.extract.session.record import replay
from hepir.models.core import Sampling
from hepir.models.servers.client import Patience
from hepir.models.servers.model import open_server

LIMITS = Limits(citation=60, span=200, head=200, body=300, statements=4)


@pytest.fixture(autouse=True)
def no_keys_no_proxies(monkeypatch):
    for name in ("HEPIR_API_KEY", "OPENAI_API_KEY", "HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"):
        monkeypatch.delenv(name, raising=False)


def asked_in_words(body, count):
    """A model without grammars, as behind Ollama: it reads what is asked; every second answer is wrong at first."""
    asked = next((m["content"] for m in reversed(body["messages"]) if "(of Lark)" in m["content"]), "")
    if "response_format" not in body or not asked:
        return completion("Hello!")
    grammar = asked.partition("line end included:\n")[2].partition("\nAnswer with")[0]
    wrong = count % 2 and "not legal" not in body["messages"][-1]["content"]
    written = "in muons select pt > 999 GeV\n" if wrong else walk(grammar, count, 2000)[0]
    return completion(json.dumps({"end": False, "text": written}))


@pytest.mark.parametrize("kind", ["stream", "json"])
def test_what_is_written_is_a_program(kind, document, tmp_path):
    def streaming(body, count):
        reply = honouring("structured_outputs")(body, count)
        return streamed(reply) if body.get("stream") and isinstance(reply, Reply) else reply

    answers = {
        "stream": streaming,
        "json": asked_in_words,
    }
    steps = []
    with served(answers[kind], [{"id": "small", "max_model_len": 32768}]) as server:
        model = open_server(f"{server.address}#small", Patience(tries=2, pause=0.01))
        extraction = extract_document(
            document,
            model,
            Asking(1, Sampling(1.0, seed=3), LIMITS),
            progress=(lambda *step: steps.append(step)) if kind == "stream" else None,
        )
    check(extraction, document)
    assert sum(len(each.statements) for each in extraction.drafts) > 0
    assert extraction.record["identity"]["grammar"] == model.identity.grammar
    path = tmp_path / "run.json"
    path.write_text(json.dumps(extraction.record), encoding="utf-8")
    assert replay(path) == extraction.program
    assert bool(steps) == (kind == "stream")
