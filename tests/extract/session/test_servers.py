"""A whole extraction by a model behind a server that keeps to grammars."""

import json

import pytest
from checked_extractions import check
from made_server import Reply, honouring, served, streamed

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


def test_what_is_written_is_a_program(document, tmp_path):
    def streaming(body, count):
        reply = honouring("structured_outputs")(body, count)
        return streamed(reply) if body.get("stream") and isinstance(reply, Reply) else reply

    steps = []
    with served(streaming, [{"id": "small", "max_model_len": 32768}]) as server:
        model = open_server(f"{server.address}#small", Patience(tries=2, pause=0.01))
        asking = Asking(1, Sampling(1.0, seed=3), LIMITS)
        extraction = extract_document(document, model, asking, progress=lambda *step: steps.append(step))
    check(extraction, document)
    assert sum(len(each.statements) for each in extraction.drafts) > 0
    assert extraction.record["identity"]["grammar"] == model.identity.grammar
    path = tmp_path / "run.json"
    path.write_text(json.dumps(extraction.record), encoding="utf-8")
    assert replay(path) == extraction.program
    assert steps
