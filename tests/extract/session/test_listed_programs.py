"""Programs as JSON, from servers that keep to no grammar: checked statement by statement, repaired, and dropped where not."""

import json
import random

import pytest
from byte_models import ByteModel
from checked_extractions import check
from listing_server import FORMS, listed, listing, programs, stated
from made_server import Reply, completion, served, streamed

from hepir.diagnostics.core import HepirError
from hepir.extract.coverage import State
from hepir.extract.driving import Limits
from hepir.extract.library import Library
from hepir.extract.session.extraction import extract_document
from hepir.extract.session.loop import Asking
from hepir.extract.session.record import replay
from hepir.models.core import Sampling
from hepir.models.registry import open_model
from hepir.models.servers.client import Patience
from hepir.models.servers.model import open_server
from hepir.reading.opening import read_document

ELECTRONS = stated("s2", "object electrons from Electron")
PT = stated("s2", "in electrons select pt > 25 GeV", "Electrons are required to have pT > 25 GeV")
JETS = stated("s3", "object jets from Jet")
REGION = stated("s4", "region search")
SIZE = stated("s4", "in search select size(jets) >= 2", "Events with at least two jets")
MET = stated("s4", "in search select MET.pt > 200 GeV")
GOOD = (ELECTRONS, PT, JETS, REGION, SIZE, MET)
TEXTS = [each["statement"].rpartition("in search ")[2].removeprefix("in electrons ") for each in GOOD]


@pytest.fixture(autouse=True)
def no_keys_no_proxies(monkeypatch):
    for name in ("HEPIR_API_KEY", "OPENAI_API_KEY", "HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def extracted(document, tmp_path):
    """An extraction by a server that gives these answers, and what it was asked; what always holds is asserted."""

    def extract(answers, forms=FORMS, asking=None, progress=None, tries=3, answering=20.0):
        answer = answers if callable(answers) else listing(answers, forms)
        with served(answer, [{"id": "small", "max_model_len": 32768}]) as server:
            patience = Patience(tries=tries, pause=0.01, answering=answering)
            model = open_server(f"{server.address}#small", patience)
            extraction = extract_document(document, model, asking or Asking(), progress=progress)
        check(extraction, document)
        path = tmp_path / "run.json"
        path.write_text(json.dumps(extraction.record), encoding="utf-8")
        assert replay(path) == extraction.program
        return extraction, programs(server.bodies)

    return extract


def texts(extraction):
    return [each.text for each in extraction.draft.statements]


def test_a_good_answer_is_the_program(extracted):
    extraction, asked = extracted([listed(*GOOD)])
    assert texts(extraction) == TEXTS
    assert extraction.draft.dropped == ()
    assert len(asked) == 1
    assert extraction.record["identity"]["constrained"] is False
    assert "JSON by a schema" in extraction.record["identity"]["grammar"]
    assert [each.evidence[0].quote for each in extraction.draft.statements][1] == PT["quote"]


def test_the_schema_has_the_sentences_in_view(document):
    with served(listing([listed()]), [{"id": "small", "max_model_len": 32768}]) as server:
        model = open_server(f"{server.address}#small", Patience(tries=1))
        extract_document(document, model, Asking(limits=Limits(thinking=100)))
    body = server.bodies[-1]
    schema = body["response_format"]["json_schema"]["schema"]
    statement = schema["properties"]["statements"]["items"]
    assert statement["properties"]["sentence"]["enum"] == [each.id for each in document.sentences]
    assert schema["required"] == ["thinking", "statements"]
    assert '"thinking"' in body["messages"][-1]["content"]
    assert body["max_tokens"] == 8192


@pytest.mark.parametrize(
    ("forms", "found"),
    [
        (FORMS, "JSON by a schema"),
        (("json_object",), "JSON without a schema"),
        ((), "JSON in free text"),
    ],
)
def test_a_server_may_refuse_a_form_of_answer(forms, found, extracted):
    answer = f"Of course!\n\n```json\n{listed(*GOOD)}\n```\nAnything else?"
    extraction, _ = extracted([answer], forms)
    assert extraction.record["identity"]["grammar"].startswith(found)
    assert texts(extraction) == TEXTS


@pytest.mark.parametrize(
    ("wrong", "reason", "told"),
    [
        (stated("s4", "in search select MET.pt > 250 GeV"), "does not say 250 GeV", "it says 200 GeV"),
        (stated("s4", "in search select MET.pt > 200 TeV"), "does not say 200 TeV", "it says 200 GeV"),
        (stated("s4", "in search select MET.pt > 200"), "the number has no unit", "so write: select MET.pt > 200 GeV"),
        (stated("s4", MET["statement"], "missing momentum of 200 GeV"), 's4 does not say "missing', "letter by letter"),
        (stated("s2", MET["statement"], "momentum above 200 GeV"), "s2 does not say", "; s4 does"),
        (stated("s4", MET["statement"], "missing transverse momentum above 20"), "s4 does not say", "letter by letter"),
        (stated("p9s9", MET["statement"]), "there is no sentence `p9s9`", "in view"),
        (stated("s4", "in signal select MET.pt > 200 GeV"), "no block `signal`", "region signal"),
        (stated("s4", "in search select MET.pt >"), "", "hint"),
        (stated("s4", "in search select MET.pt > 200 GeV @assumed \"so\""), "evidence of its own", "leave out"),
        (stated("s4", "in search select MET.pt > 200 GeV # so"), "it has a comment", "leave comments out"),
        (stated("s4", "in search select MET.pt > 200 GeV select MET.pt > 0 GeV"), "", ""),
        (stated("s4", "region other\n  select MET.pt > 200 GeV"), "more than one line", "one statement"),
        (stated("s4", "source s9 = page 1 \"words\""), "made of the publication", ""),
        (stated("s4", "table t from \"../secret.json\""), "how files and branches are called", ""),
        (stated("s4", "function f from \"f.py\""), "how files and branches are called", ""),
        (stated("s4", "model net from \"net.onnx\""), "how files and branches are called", ""),
        (stated("s4", "in search select trigger(\"HLT_Mu50\")"), "HLT_Mu50", ""),
        (stated("s4", "in search select size(jets) >= 3"), "does not say 3", ""),
        (stated("s4", "in search select MET.phi < 1"), "does not say 1", ""),
        (stated("s4", "in search bin MET.pt in bins [200, 300] GeV"), "does not say 300 GeV", ""),
        (stated("s4", "in search hist met = MET.pt in 20 bins from 0 GeV to 200 GeV"), "does not say", ""),
        (stated("s4", "in analysis experiment ATLAS"), "does not name ATLAS", ""),
        (stated("s4", "in analysis paper \"arXiv:1704.07781\""), "does not name", ""),
        (stated("s3", "delegated \"arXiv:1234.5678\""), "does not cite", "arXiv:1704.07781"),
        (stated("s1", "in analysis sqrt_s 14 TeV"), "does not say 14 TeV", "13 TeV"),
    ],
)  # fmt: skip
def test_what_fails_is_told_and_dropped(wrong, reason, told, extracted):
    extraction, asked = extracted([listed(*GOOD[:-1], wrong), listed()])
    assert texts(extraction) == TEXTS[:-1]
    (dropped,) = extraction.draft.dropped
    assert dropped.text == wrong["statement"].strip()
    assert reason in dropped.reason
    assert len(asked) == 2
    assert json.dumps(wrong["statement"]) in asked[1]
    assert told in asked[1]
    assert "These statements are taken:\n  object electrons from Electron\n" in asked[1]


def test_what_is_dropped_leaves_its_sentence_unclaimed(extracted):
    wrong = stated("s3", "in jets select pt > 35 GeV")
    extraction, _ = extracted([listed(ELECTRONS, stated("s4", "object jets from Jet"), wrong)])
    states = {each.sentence.id: each.state for each in extraction.coverage.sentences}
    assert states["s3"] is State.UNCLAIMED and states["s2"] is State.CLAIMED
    assert [each.evidence[0].unit for each in extraction.draft.dropped] == ["s3"]


@pytest.mark.parametrize("attempts", [1, 2, 3])
def test_a_repair_may_take_several_attempts(attempts, extracted):
    wrong = [stated("s4", f"in search select MET.pt > {number} GeV", number=6) for number in (201, 202, 203)]
    answers = [listed(*GOOD[:-1], wrong[0]), *map(listed, wrong[1:attempts]), listed({**MET, "number": 6})]
    extraction, asked = extracted(answers)
    assert texts(extraction) == TEXTS
    assert extraction.draft.dropped == ()
    assert len(asked) == 1 + attempts


def test_repairs_are_bounded(extracted):
    answers = [
        listed(stated("s4", f"region {name}", number=1)) for name in ("in", "from", "select", "region", "if")
    ]
    extraction, asked = extracted(answers)
    assert texts(extraction) == []
    assert len(asked) == 4
    assert [each.text for each in extraction.draft.dropped] == ["region region"]


def test_a_model_that_insists_is_asked_once_more(extracted):
    wrong = stated("s4", "in search select MET.pt > 999 GeV")
    extraction, asked = extracted([listed(REGION, wrong), listed({**wrong, "number": 2})])
    assert len(asked) == 2 and texts(extraction) == ["region search"]


@pytest.mark.parametrize(
    ("sentence", "reference"), [("s3", "arXiv:1704.07781"), ("s3", "[1]"), ("s4", "the analysis note")]
)
def test_a_reference_is_named_as_the_sentence_does(sentence, reference, extracted):
    extraction, _ = extracted([listed(stated(sentence, f'delegated "{reference}"'))])
    assert texts(extraction) == [f'delegated "{reference}"']


def test_a_repair_keeps_its_place_and_may_be_several(extracted):
    block = stated("s3", "object jets from Jet\n  select pt > 30 GeV")
    after = (stated("s3", "in jets sort by pt descending"), stated("s3", "in jets limit 2"))
    split = (
        stated("s3", "object jets from Jet", number=1),
        stated("s3", "in jets select pt > 30 GeV", number=1),
    )
    extraction, asked = extracted([listed(block, *after), listed(*split)])
    assert texts(extraction) == [
        "object jets from Jet",
        "select pt > 30 GeV",
        "sort by pt descending",
        "limit 2",
    ]
    # what only waits for the block is not held against the model
    assert "in jets limit 2" not in asked[1]


def test_of_several_that_failed_under_one_number_all_are_replaced(extracted):
    block = stated("s4", "region search\n  select MET.pt > 250 GeV")
    first = [
        stated("s4", text, number=1)
        for text in ("region search", "in search select MET.pt > 250 GeV", "in search when")
    ]
    second = stated("s4", "in search select MET.pt > 200 GeV", number=1)
    extraction, asked = extracted([listed(block), listed(*first), listed(second), listed()])
    assert texts(extraction) == ["region search", "select MET.pt > 200 GeV"]
    assert extraction.draft.dropped == () and len(asked) == 3


def test_a_quote_of_few_letters_stands_for_its_sentence(extracted, document):
    extraction, _ = extracted([listed(JETS, REGION, {**SIZE, "quote": "two jets"})])
    assert extraction.draft.statements[2].evidence[0].quote == document.sentence("s4").text


@pytest.mark.parametrize(
    "condition",
    [
        "any(x.charge + y.charge == 0 for x in electrons for y in muons)",
        "any(all(x.charge + y.charge == 0 for y in muons) for x in electrons)",
        "any(x.charge + sum(y.charge for y in muons) == 0 for x in electrons)",
    ],
)
def test_numbers_that_the_words_imply_are_taken(condition, extracted):
    """A total charge of zero is in the words, as decoders have it, too."""
    muons = stated("s2", "object muons from Muon")
    extraction, _ = extracted(
        [listed(ELECTRONS, muons, REGION, stated("s4", f"in search select {condition}"))]
    )
    assert texts(extraction)[-1] == f"select {condition}"


def test_halves_of_characters_do_no_harm(extracted):
    answer = completion(
        listed(stated("s4", 'unresolved "\\ud83d\\ude00"'), stated("s4", 'unresolved "\ud83d"'))
    )
    extraction, _ = extracted([answer])
    assert "\ud83d" not in json.dumps(extraction.record, ensure_ascii=False)


def test_a_statement_that_is_listed_twice_is_there_once(extracted):
    extraction, asked = extracted([listed(*GOOD, stated("s4", "in  search select MET.pt>200 GeV"), MET)])
    assert texts(extraction) == TEXTS and len(asked) == 1


@pytest.mark.parametrize("reason", ["length", "stop"])
def test_an_answer_that_is_cut_off_is_gone_on_with(reason, extracted):
    whole = listed(*GOOD)
    end = whole.index("in search select size") + 4
    extraction, asked = extracted([completion(whole[:end], reason), listed(*GOOD[4:])])
    assert texts(extraction) == TEXTS and extraction.draft.dropped == ()
    assert "it breaks off after statement 4" in asked[1]
    assert "  4: region search\n" in asked[1]


def test_malformed_json_is_told_and_asked_for_again(extracted):
    answers = [listed(*GOOD[:2])[:-2] + ", {sentence: s3}]}", "Sorry!", listed(*GOOD[2:])]
    extraction, asked = extracted(answers)
    assert texts(extraction) == TEXTS and extraction.draft.dropped == ()
    assert "it is no JSON after statement 2" in asked[1]


@pytest.mark.parametrize(
    "answer", ["", "I had rather not.", '{"program": "region owned"}', '{"statements": [']
)
def test_a_model_that_never_answers_as_asked_gives_an_empty_program(answer, extracted):
    extraction, asked = extracted([answer])
    assert texts(extraction) == [] and len(asked) == 3
    assert [each.text for each in extraction.draft.dropped] == ["the rest of the answer"]


def test_a_model_that_never_ends_is_bounded(extracted):
    class Endless:
        """One more statement at each answer, never the end."""

        def __init__(self):
            self.count = 0

        def __call__(self, body, _):
            if "small typed program" not in body["messages"][-1]["content"]:
                return listing([])(body, 0)
            self.count += 1
            return completion(listed(stated("s4", f"region r{self.count}"))[:-2], "length")

    extraction, asked = extracted(Endless())
    assert len(asked) == Limits().answers
    assert texts(extraction) == [f"region r{number}" for number in range(1, 9)]
    assert "breaks off" in extraction.draft.dropped[-1].reason


@pytest.mark.parametrize("status", [429, 500, 503])
def test_a_failure_in_the_middle_is_waited_for(status, extracted):
    wrong = stated("s4", "in search select MET.pt > 250 GeV")
    answers = [
        listed(*GOOD[:-1], wrong),
        Reply(status, "busy"),
        Reply(status, "busy"),
        listed({**MET, "number": 6}),
    ]
    extraction, _ = extracted(answers)
    assert texts(extraction) == TEXTS


def test_a_server_that_dies_in_the_middle_loses_nothing(extracted):
    wrong = stated("s4", "in search select MET.pt > 250 GeV")
    extraction, _ = extracted([listed(*GOOD[:-1], wrong), Reply(500, "boom")])
    assert texts(extraction) == TEXTS[:-1]
    assert [each.text for each in extraction.draft.dropped] == [wrong["statement"]]
    assert extraction.record["transcripts"][0]["ended"] == "failure"
    (unfinished,) = extraction.unfinished
    assert unfinished.code == "HEP0904" and "boom" in unfinished.message


def test_a_server_that_dies_between_windows_loses_nothing(document, tmp_path):
    """Each window is asked for by itself; what the first one gave is there, and no other one is tried."""
    answer = listing([listed(ELECTRONS, PT), Reply(500, "boom")])
    with served(answer, [{"id": "small", "max_model_len": 3500}]) as server:
        model = open_server(f"{server.address}#small", Patience(tries=1))
        extraction = extract_document(document, model, Asking())
    check(extraction, document)
    assert len(extraction.record["windows"]) == 2
    assert len(extraction.record["transcripts"]) == 2
    assert texts(extraction) == TEXTS[:2]
    assert [each.reason for each in extraction.unfinished] == [
        f"{server.address} did not answer in 1 tries: status 500: boom"
    ]
    path = tmp_path / "run.json"
    path.write_text(json.dumps(extraction.record), encoding="utf-8")
    assert replay(path) == extraction.program


def test_the_context_of_a_server_that_does_not_tell(document):
    with served(listing([listed()]), [{"id": "small"}]) as server:
        model = open_server(f"{server.address}#small", Patience(tries=1))
        answers = []
        for context in (4000, None, 64_000):
            extract_document(document, model, Asking(context=context))
            answers.append(server.bodies[-1]["max_tokens"])
    assert answers == sorted(answers) and answers[0] < answers[1] < answers[2] == 8192


def test_a_recording_of_fewer_parts_is_a_mistake_not_an_unfinished_draft(extracted, document, tmp_path):
    extracted([listed(*GOOD)])
    model = open_model(f"replay:{tmp_path / 'run.json'}")
    model.count = lambda text: len(text) // 2
    with pytest.raises(HepirError) as caught:
        extract_document(document, model, Asking(context=4200))
    assert [each.code for each in caught.value.diagnostics] == ["HEP0971"]


def test_a_model_that_fails_over_a_reference_loses_nothing(tmp_path, document):
    (tmp_path / "1704.07781.md").write_text(
        "# Overlaps\n\n## Jets\n\nJets must have pT > 25 GeV.\n", encoding="utf-8"
    )
    delegated = stated("s3", 'in jets delegated "arXiv:1704.07781"')
    with served(
        listing([listed(JETS, delegated), Reply(500, "boom")]), [{"id": "small", "max_model_len": 32768}]
    ) as server:
        model = open_server(f"{server.address}#small", Patience(tries=1))
        extraction = extract_document(document, model, Asking(), Library((tmp_path,), read_document))
    assert texts(extraction) == ["object jets from Jet", 'delegated "arXiv:1704.07781"']
    assert [each.document for each in extraction.unfinished] == ["1704.07781.md"]


def test_a_slow_server_is_given_up_in_the_middle(extracted):
    slow = Reply(text="{\n" * 40, pause=0.05)
    extraction, _ = extracted(
        [listed(*GOOD[:-1], stated("s4", "in search select")), slow], tries=2, answering=0.3
    )
    assert texts(extraction) == TEXTS[:-1]
    assert "more than 0.3 seconds" in extraction.record["transcripts"][0]["message"]


def test_a_server_that_fails_at_once_is_one_diagnostic(extracted):
    with pytest.raises(HepirError) as caught:
        extracted([Reply(500, "boom")])
    assert [each.code for each in caught.value.diagnostics] == ["HEP0960"]


def test_progress_is_told_of_every_token_of_a_stream(extracted):
    def streaming(body, count):
        reply = listing([listed(*GOOD)])(body, count)
        return streamed(reply) if body.get("stream") else reply

    steps = []
    extraction, _ = extracted(streaming, progress=lambda *step: steps.append(step))
    assert texts(extraction) == TEXTS
    assert len(steps) > 50 and steps[-1][1] == 7


def test_samples_are_merged(extracted):
    """Two of three have the cut on missing momentum."""
    answers = [listed(*GOOD), listed(*GOOD), listed(*GOOD[:-1])]
    extraction, asked = extracted(answers, asking=Asking(3, Sampling(0.7)))
    assert len(asked) == 3
    votes = {each.text: each.confidence.votes for each in extraction.draft.statements}
    assert votes["select MET.pt > 200 GeV"] == 2 and votes["select pt > 25 GeV"] == 3


def as_items(draft):
    """The statements of a draft as a model would list them."""
    for each in draft.statements:
        (evidence,) = each.evidence
        text = f"in {each.target} {each.text}" if each.target else each.text
        yield stated(evidence.unit, text, evidence.quote)


@pytest.mark.parametrize("seed", range(3))
def test_whatever_a_decoder_writes_is_taken(seed, document, extracted):
    draft = extract_document(document, ByteModel(seed, lines=40), Asking()).draft
    extraction, asked = extracted([listed(*as_items(draft))])
    assert [each.reason for each in extraction.draft.dropped] == []
    assert texts(extraction) == [each.text for each in draft.statements]
    assert len(asked) == 1


@pytest.mark.parametrize("seed", range(8))
def test_whatever_a_model_lists_what_is_taken_holds(seed, document, extracted):
    """Statements of a decoder with numbers, units, names, quotes and brackets changed at random, in answers cut at random."""
    source = random.Random(seed)
    items = list(as_items(extract_document(document, ByteModel(seed, lines=40), Asking()).draft)) or [MET]
    answers = [mangled(source, items) for _ in range(5)]
    extracted(answers)


def mangled(source, items):
    """An answer with mistakes."""
    chosen = [dict(source.choice(items)) for _ in range(source.randint(1, 12))]
    for each in chosen:
        key = source.choice(("sentence", "quote", "statement", "statement"))
        text = str(each[key])
        place = source.randrange(len(text) + 1)
        piece = source.choice(
            ("9", "TeV", "(", '"', " ", "\n", "@s1", "#", ", ", "\\", "é", "select ", "?", text[place:])
        )
        each[key] = text[:place] + piece + text[place + source.randint(0, 2) :]
        each["number"] = source.randint(0, 12)
    answer = listed(*chosen)
    return answer[: source.randint(len(answer) // 2, 2 * len(answer))]
