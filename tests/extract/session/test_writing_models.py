"""Whatever a model prefers, what it writes is a program, quotes what stands there, and invents no number."""

import json
import os
import re

import pytest
from byte_models import ByteModel
from checked_extractions import check

from hepir.diagnostics.core import HepirError
from hepir.extract.driving import Limits
from hepir.extract.prompting import prompt_for
from hepir.extract.session.extraction import extract_document
from hepir.extract.session.loop import Asking
from hepir.extract.session.record import replay
from hepir.models.core import Sampling
from hepir.models.registry import open_model
from hepir.types.kinds import standard_kinds

NIGHTLY = os.environ.get("HYPOTHESIS_PROFILE") == "nightly"
HOSTILE = (
    "select pt > 999 GeV",
    "in jets select pt > 99 GeV",
    "region owned\n",
    "object invented from Leptoquark",
    ' MET.pt > 999 GeV"',
    '@p9s99 "something never said"',
    "@s4 \n",
    " pt > 25 TeV and eta > 30 GeV",
)


@pytest.mark.parametrize("seed", range(60 if NIGHTLY else 3))
@pytest.mark.parametrize("budget", [8, 60])
def test_random_texts(seed, budget, document):
    limits = Limits(citation=budget, span=budget, head=budget, body=budget)
    extraction = extract_document(document, ByteModel(seed, lines=24), Asking(limits=limits))
    check(extraction, document)
    assert all(each.reason for each in extraction.draft.dropped)


@pytest.mark.parametrize("seed", range(40 if NIGHTLY else 3))
def test_a_model_that_always_prefers_the_wrong_text(seed, document):
    extraction = extract_document(document, ByteModel(seed, HOSTILE, lines=24), Asking())
    check(extraction, document)
    for each in extraction.draft.statements:
        if '"' not in each.text:
            assert "Leptoquark" not in each.text
            assert not re.search(r"\b99\b", each.text)
            assert not re.search(r"\b999\b", each.text) or "999" in each.evidence[0].quote


def test_statements_beyond_their_budget_are_dropped_whole_and_reported(document):
    asking, dropped = Asking(limits=Limits(body=1)), []
    for seed in range(6):
        extraction = extract_document(document, ByteModel(seed, ending=0.0, lines=40), asking)
        check(extraction, document)
        dropped += extraction.draft.dropped
    assert any("more than 1 tokens" in each.reason for each in dropped)


def test_what_a_model_thinks_is_in_the_record_and_nowhere_else(document, tmp_path):
    model = ByteModel(1, ("secret thought\n---\n",), lines=12)
    extraction = extract_document(document, model, Asking(limits=Limits(thinking=40)))
    check(extraction, document)
    first = extraction.record["transcripts"][0]["segments"][0]
    assert (first["purpose"], first["text"]) == ("thinking", "secret thought\n---\n")
    path = tmp_path / "run.json"
    path.write_text(json.dumps(extraction.record), encoding="utf-8")
    assert replay(path) == extraction.program


def test_a_record_gives_the_same_bytes_again(document, tmp_path):
    extraction = extract_document(document, ByteModel(5, lines=30), Asking())
    path = tmp_path / "run.json"
    path.write_text(json.dumps(extraction.record), encoding="utf-8")
    assert replay(path) == extraction.program


def test_a_record_that_was_changed_is_refused(document, tmp_path):
    extraction = extract_document(document, ByteModel(5, lines=30), Asking())
    path = tmp_path / "run.json"
    path.write_text(json.dumps({**extraction.record, "program_sha256": "0"}), encoding="utf-8")
    with pytest.raises(HepirError) as caught:
        replay(path)
    assert caught.value.diagnostics[0].code == "HEP0903"


@pytest.mark.parametrize(
    "text", ["", "[]", "{}", '{"form": 1}', '{"form": 2, "draft": {}}', "\xff", "[" * 5000]
)
def test_what_is_no_record_is_one_diagnostic(text, tmp_path):
    path = tmp_path / "run.json"
    path.write_bytes(text.encode("latin-1"))
    with pytest.raises(HepirError) as caught:
        replay(path)
    assert [each.code for each in caught.value.diagnostics] == ["HEP0902"]


def test_a_context_without_room_is_one_diagnostic(document):
    with pytest.raises(HepirError) as caught:
        extract_document(document, ByteModel(context=500), Asking())
    assert [each.code for each in caught.value.diagnostics] == ["HEP0901"]


def test_a_small_context_takes_several_windows_and_keeps_the_program(document):
    instructions = ByteModel().count(prompt_for(standard_kinds(), (), ""))
    prompts = []
    for seed in range(4):
        model = ByteModel(seed, lines=12, context=instructions + 400)
        check(extract_document(document, model, Asking()), document)
        assert len(set(model.prompts)) > 1
        prompts += model.prompts[1:]
    assert any("Written already:" in each for each in prompts)


@pytest.mark.parametrize("characters", [1, 2, 3])
def test_prompts_and_answers_fit_into_the_context_for_any_tokenizer(characters, document):
    instructions = ByteModel(characters=characters).count(prompt_for(standard_kinds(), (), ""))
    context = instructions + 1600 // characters
    model = ByteModel(lines=1, characters=characters, context=context)
    extraction = extract_document(document, model, Asking())
    assert len(model.prompts) > 1
    answer = extraction.record["sampling"]["maximum"]
    assert all(model.count(each) + answer <= context for each in model.prompts)


@pytest.mark.parametrize("samples", [1, 3])
def test_local_models_with_random_weights(samples, small, document):
    asking = Asking(samples, Sampling(1.0, seed=4, maximum=160), Limits(span=60, head=80, body=80))
    extraction = extract_document(document, open_model(f"transformers:{small}"), asking)
    assert len(extraction.drafts) == samples
    check(extraction, document)


@pytest.mark.slow
@pytest.mark.parametrize("size", ["small", "large"])
def test_a_hundred_texts_of_each_model_alone_and_together(size, request, document):
    model = open_model(f"transformers:{request.getfixturevalue(size)}")
    for seed in range(40):
        samples, tokens = (1, 4)[seed % 2], (60, 240)[seed // 2 % 2]
        limits = Limits(span=60, head=80, body=120)
        asking = Asking(samples, Sampling(1.0, seed=seed, maximum=tokens), limits)
        check(extract_document(document, model, asking), document)


def test_a_text_that_ends_too_soon_is_told_of(document):
    asking = Asking(limits=Limits(head=1))
    extraction = extract_document(document, ByteModel(1, lines=1000), asking)
    assert extraction.record["transcripts"][-1]["ended"] == "budget"
    (unfinished,) = extraction.unfinished
    assert unfinished.code == "HEP0904" and "outgrew its bound" in unfinished.message
    assert extract_document(document, ByteModel(2, lines=12), Asking()).unfinished == ()


def test_greedy_texts_are_reproducible(small, document):
    model = open_model(f"transformers:{small}")
    asking = Asking(sampling=Sampling(maximum=200), limits=Limits(span=60, head=80, body=80))
    first, second = (extract_document(document, model, asking) for _ in range(2))
    assert first.program == second.program
