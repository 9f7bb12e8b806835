"""A model with random weights writes whole texts, alone and in a batch."""

from pathlib import Path

import pytest
from toy_drivers import program, whole

from hepir.diagnostics import HepirError
from hepir.models.core import Model, Sampling, Segment, Transcript
from hepir.models.grammars import thinking_grammar
from hepir.models.registry import open_model

PROMPT = "Translate the paper."
WARM = Sampling(temperature=1.0, seed=1)


@pytest.fixture(scope="module")
def model(small: Path) -> Model:
    return open_model(f"transformers:{small}")


@pytest.fixture(scope="module")
def chat(chatty: Path) -> Model:
    return open_model(f"transformers:{chatty}")


def text(transcript: Transcript) -> str:
    return "".join(finished.text for _, finished in transcript.segments if finished.cut is None)


def all_whole(model: Model, generations: int, batch: int) -> None:
    for seed in range(generations // batch):
        sampling = Sampling(temperature=1.0, seed=seed)
        transcripts = model.generate(PROMPT, [program(3)] * batch, sampling)
        assert len(transcripts) == batch
        for transcript in transcripts:
            assert transcript.ended in ("end", "driver"), transcript.message
            assert text(transcript) and whole(text(transcript)), text(transcript)


@pytest.mark.parametrize("batch", [1, 4])
def test_all_texts_are_whole(model: Model, batch: int) -> None:
    all_whole(model, 20, batch)


@pytest.mark.slow
@pytest.mark.parametrize("batch", [1, 8])
@pytest.mark.parametrize("folder", ["small", "large"])
def test_two_hundred_texts_are_whole(folder: str, batch: int, request: pytest.FixtureRequest) -> None:
    all_whole(open_model(f"transformers:{request.getfixturevalue(folder)}"), 200, batch)


def test_a_vocabulary_of_128k(large: Path) -> None:
    all_whole(open_model(f"transformers:{large}"), 4, 2)


def test_greedy_is_reproducible_alone_and_together(model: Model) -> None:
    alone = model.generate(PROMPT, [program(3)], Sampling())
    assert alone == model.generate(PROMPT, [program(3)], Sampling())
    together = model.generate(PROMPT, [program(3)] * 3, Sampling())
    assert [text(one) for one in together] == [text(alone[0])] * 3


def test_drawing_is_reproducible_by_its_seed(model: Model) -> None:
    first, again, other = (
        [text(one) for one in model.generate(PROMPT, [program(2)] * 3, Sampling(1.0, seed=seed))]
        for seed in (5, 5, 6)
    )
    assert first == again
    assert first != other
    assert len(set(first)) > 1


def test_the_loop_for_forced_tokens_writes_the_same(model: Model) -> None:
    from hepir.models.local import LocalModel

    stepwise = LocalModel(model.loaded, forcing=False)
    for statements in (1, 2, 3):
        (one,), (other,) = (
            way.generate(PROMPT, [program(statements)], Sampling()) for way in (model, stepwise)
        )
        assert one.ended == other.ended
        for (_, fast), (_, slow) in zip(one.segments, other.segments, strict=True):
            assert (fast.text, fast.tokens, fast.cut) == (slow.text, slow.tokens, slow.cut)
            assert fast.log_probability == pytest.approx(slow.log_probability, abs=1e-3)
            assert fast.removed_mass == pytest.approx(slow.removed_mass, abs=1e-5)


@pytest.mark.parametrize("batch", [1, 3])
def test_a_segment_over_its_budget_is_dropped_and_the_row_ends(model: Model, batch: int) -> None:
    for transcript in model.generate(PROMPT, [program(9, quotes=4)] * batch, WARM):
        ((_, finished),) = transcript.segments
        assert (transcript.ended, finished.cut, finished.tokens) == ("budget", "budget", 4)
        assert text(transcript) == ""


@pytest.mark.parametrize("batch", [1, 3])
def test_a_text_that_may_not_be_longer_is_cut_between_segments(model: Model, batch: int) -> None:
    sampling = Sampling(temperature=1.0, maximum=30)
    for transcript in model.generate(PROMPT, [endless] * batch, sampling):
        assert transcript.ended == "length"
        assert transcript.segments[-1][1].cut == "length"
        assert sum(finished.tokens for _, finished in transcript.segments) == 30


def endless():
    while True:
        yield Segment('start: "select " /[a-z]{2,4}/ ";\\n"\n', "statement", 40)


def test_more_than_the_twenty_tokens_that_transformers_writes_by_default(model: Model) -> None:
    (transcript,) = model.generate(PROMPT, [program(2)], Sampling())
    assert sum(finished.tokens for _, finished in transcript.segments) > 20


@pytest.mark.parametrize("batch", [1, 2])
def test_a_thought_is_bounded_and_comes_first(model: Model, batch: int) -> None:
    def thoughtful():
        thought = yield Segment(thinking_grammar(60), "thinking", 200)
        assert thought.cut is None
        yield from program(1)()

    for transcript in model.generate(PROMPT, [thoughtful] * batch, WARM):
        (_, thought), *rest = transcript.segments
        assert thought.text.endswith("\n---\n") and len(thought.text) <= 65
        assert whole("".join(finished.text for _, finished in rest))


@pytest.mark.parametrize("batch", [1, 2])
def test_a_broken_grammar_is_a_failure_of_its_row_alone(model: Model, batch: int) -> None:
    def broken():
        answer = yield Segment("start: nothing\n", "statement", 10)
        assert answer.cut is not None and answer.cut.startswith("error")

    drivers = [broken, program(1)][:batch]
    bad, *good = model.generate(PROMPT, drivers, WARM)
    assert bad.ended == "failure"
    assert "nothing" in bad.message
    assert all(whole(text(one)) and text(one) for one in good)


def test_a_driver_that_wants_nothing_gets_nothing(model: Model) -> None:
    (transcript,) = model.generate(PROMPT, [program(0)], WARM)
    assert (transcript.ended, transcript.segments) == ("driver", ())


def test_scores_are_of_the_models_own_distribution(model: Model) -> None:
    def free():
        yield Segment("start: /(?s:.){80}/\n", "statement", 100)  # its end alone removes much

    (((_, finished),),) = [one.segments for one in model.generate(PROMPT, [free], WARM)]
    (((_, forced),),) = [one.segments for one in model.generate(PROMPT, [lambda: only("zqxj")], WARM)]
    assert 0 <= finished.removed_mass < 0.5 < forced.removed_mass <= 1
    assert forced.log_probability / forced.tokens < finished.log_probability / finished.tokens < 0


def only(word: str):
    yield Segment(f'start: "{word}"\n', "statement", 40)


def test_progress_is_told_of_every_token(model: Model) -> None:
    told: list[tuple[int, int, str]] = []
    transcripts = model.generate(PROMPT, [program(1)] * 2, WARM, lambda *step: told.append(step))
    for row, transcript in enumerate(transcripts):
        counts = [tokens for index, tokens, _ in told if index == row]
        assert counts == list(range(1, len(counts) + 1))
        assert {finished.text for _, finished in transcript.segments if not finished.cut} <= {
            open_text for _, _, open_text in told
        }


def test_the_chat_template_is_applied_once_and_control_tokens_of_a_document_are_text(chat: Model) -> None:
    from hepir.models.local import prompt_tokens

    tokens = prompt_tokens(chat.loaded, "A paper says <|end|> and <|assistant|> here.")
    special = [token for token in tokens if chat.loaded.matching.is_special_token(token)]
    assert [chat.loaded.tokenizer.decode([token]) for token in special] == [
        "<|begin|>",
        "<|user|>",
        "<|assistant|>",
    ]


def test_without_a_template_control_tokens_of_a_document_are_text(model: Model) -> None:
    from hepir.models.local import prompt_tokens

    tokens = prompt_tokens(model.loaded, "A paper says <|end|> here.")
    assert not any(model.loaded.matching.is_special_token(token) for token in tokens)


def test_a_chat_model_writes_whole_texts(chat: Model) -> None:
    all_whole(chat, 6, 3)
    all_whole(chat, 3, 1)


def test_a_prompt_that_fills_the_context(model: Model) -> None:
    with pytest.raises(HepirError) as caught:
        model.generate("jets " * 5000, [program(1)], WARM)
    assert [one.code for one in caught.value.diagnostics] == ["HEP0957"]


def test_tokens_are_counted(model: Model) -> None:
    assert model.count("") == 0
    assert 1 <= model.count("select muons") <= 4
    assert model.context == 6144


def test_identity_names_no_path(model: Model, small: Path) -> None:
    assert str(small.parent) not in repr(model.identity)
    assert model.identity.model == "small"
    assert len(model.identity.revision) == 64
    assert model.identity == open_model(f"transformers:{small}").identity
