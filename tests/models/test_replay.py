"""Recorded answers give the same transcripts again, and are refused where they are not legal any more."""

import json
from collections.abc import Callable
from pathlib import Path

import jsonschema
import pytest
from made_server import honouring, served
from toy_drivers import QUOTES, program

from hepir.diagnostics import HepirError
from hepir.models.core import Finished, Identity, Sampling, Segment, Transcript
from hepir.models.recording import recording
from hepir.models.registry import open_model
from hepir.models.servers.model import open_server

SCHEMA = Path(__file__).resolve().parents[2] / "docs" / "schemas" / "recording.schema.json"
IDENTITY = Identity("openai", "small", "", "kept", {"b": "2", "a": "1"})
WRITTEN = (
    f'@p1 "{QUOTES[0]}"\n',
    "select muons > 30 GeV;\n",
    f'@p2 "{QUOTES[3]}"\n',
    "select taus > 5 GeV;\n",
)


def recorded(texts: tuple[str, ...], ended: str = "driver", cut: str | None = None) -> dict:
    """A recording of one text, made as a model makes it."""
    purposes = ("evidence", "statement") * (len(texts) + 1)
    pairs = [
        (Segment("start: /x/", purpose, 9), Finished(text, 3, -1.5, 0.25))
        for text, purpose in zip(texts, purposes, strict=False)
    ]
    if cut is not None:
        pairs.append((Segment("start: /x/", purposes[len(texts)], 9), Finished("", 1, -0.5, 0.0, cut)))
    return json.loads(
        json.dumps(recording(IDENTITY, Sampling(), "Translate.", [Transcript(tuple(pairs), ended)]))
    )


@pytest.fixture
def replayed(tmp_path: Path) -> Callable[..., tuple[Transcript, ...]]:
    def run(document: object, statements: int = 2, texts: int = 1) -> tuple[Transcript, ...]:
        path = tmp_path / "run.json"
        path.write_text(json.dumps(document), encoding="utf-8")
        return open_model(f"replay:{path}").generate("Translate.", [program(statements)] * texts, Sampling())

    return run


def message(replayed: Callable[..., object], *arguments: object) -> str:
    with pytest.raises(HepirError) as caught:
        replayed(*arguments)
    (diagnostic,) = caught.value.diagnostics
    assert diagnostic.code == "HEP0971"
    return diagnostic.message


def test_what_a_server_wrote_is_replayed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sampling = Sampling(temperature=1.0)
    with served(honouring("structured_outputs")) as server:
        model = open_server(f"{server.address}#small")
        transcripts = model.generate("Translate.", [program(3)] * 4, sampling)
    document = recording(model.identity, sampling, "Translate.", transcripts)
    (tmp_path / "run.json").write_text(json.dumps(document), encoding="utf-8")
    again = open_model(f"replay:{tmp_path / 'run.json'}")
    assert again.identity == model.identity
    assert again.generate("Translate.", [program(3)] * 4, sampling) == transcripts


def test_what_a_model_on_this_machine_wrote_is_replayed(small: Path, tmp_path: Path) -> None:
    model, sampling = open_model(f"transformers:{small}"), Sampling(temperature=1.0, seed=4)
    transcripts = model.generate("Translate.", [program(2), program(2, quotes=3)], sampling)
    document = recording(model.identity, sampling, "Translate.", transcripts)
    jsonschema.validate(document, json.loads(SCHEMA.read_text(encoding="utf-8")))
    (tmp_path / "run.json").write_text(json.dumps(document), encoding="utf-8")
    again = open_model(f"replay:{tmp_path / 'run.json'}")
    assert again.generate("", [program(2), program(2, quotes=3)], sampling) == transcripts


def test_a_recording_follows_its_schema() -> None:
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(recorded(WRITTEN[:2], "end", "end"), schema)


def test_the_same_values_have_the_same_bytes() -> None:
    assert list(recorded(WRITTEN)["identity"]["facts"]) == ["a", "b"]


def test_an_end_is_replayed(replayed: Callable[..., tuple[Transcript, ...]]) -> None:
    (transcript,) = replayed(recorded(WRITTEN[:2], "end", "end"))
    assert transcript.ended == "end" and len(transcript.segments) == 3


def test_texts_are_given_in_the_order_of_asking(tmp_path: Path) -> None:
    document = recorded(WRITTEN)
    document["transcripts"] += recorded(WRITTEN[2:])["transcripts"]
    path = tmp_path / "run.json"
    path.write_text(json.dumps(document), encoding="utf-8")
    model = open_model(f"replay:{path}")
    (first,) = model.generate("Translate.", [program(2)], Sampling())
    (second,) = model.generate("Translate.", [program(1)], Sampling())
    assert (len(first.segments), len(second.segments)) == (4, 2)


def test_a_text_that_is_not_legal_any_more_is_named(replayed: Callable[..., object]) -> None:
    invented = (WRITTEN[0], "select muons > 99 GeV;\n")
    said = message(replayed, recorded(invented), 1)
    assert "segment 2 of text 1 of `run.json`" in said
    assert '"99 GeV;\\n" cannot follow "select muons > "' in said


def test_a_name_that_is_taken_since_is_named(replayed: Callable[..., object]) -> None:
    assert "segment 4" in message(replayed, recorded((*WRITTEN[:3], "select muons > 5 GeV;\n")))


def test_an_end_where_none_is_legal(replayed: Callable[..., object]) -> None:
    assert "the text may not end there" in message(replayed, recorded((), "end", "end"))


def test_more_or_less_than_is_asked_for(replayed: Callable[..., object]) -> None:
    assert "nothing more is asked for" in message(replayed, recorded(WRITTEN), 1)
    assert "segment 3" in message(replayed, recorded(WRITTEN[:2]))
    assert "there are 1 texts, and one more is asked for" in message(replayed, recorded(WRITTEN), 2, 2)


def test_another_purpose(replayed: Callable[..., object]) -> None:
    document = recorded(WRITTEN)
    document["transcripts"][0]["segments"][0]["purpose"] = "span"
    assert "it holds span, and evidence is asked for" in message(replayed, document)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "object muons",
        "[]",
        "{}",
        '{"transcripts": 3}',
        '{"transcripts": [{"ended": "end"}]}',
        "[" * 100_000,
        '{"transcripts": [{"ended": "bored", "segments": [], "message": ""}]}',
        '{"transcripts": [7]}',
    ],
)
def test_what_is_no_recording_is_one_diagnostic(text: str, tmp_path: Path) -> None:
    path = tmp_path / "run.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(HepirError) as caught:
        open_model(f"replay:{path}")
    assert [one.code for one in caught.value.diagnostics] == ["HEP0970"]


@pytest.mark.parametrize("name", ["absent.json", "."])
def test_no_file(name: str, tmp_path: Path) -> None:
    with pytest.raises(HepirError) as caught:
        open_model(f"replay:{tmp_path / name}")
    assert [one.code for one in caught.value.diagnostics] == ["HEP0970"]
    assert str(tmp_path) not in str(caught.value)
