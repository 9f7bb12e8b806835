"""`transformers:` models that run on this machine.

In: a folder or a name, then prompts and drivers. Out: transcripts. Several texts are written together by Outlines, from
one reading of the prompt; a single one by a loop that reads forced tokens at once.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property, partial

import outlines
import torch
from outlines.models.transformers import Transformers, TransformersTypeAdapter, TransformerTokenizer
from transformers import GenerationConfig, StoppingCriteriaList

from hepir.diagnostics.core import HepirError
from hepir.diagnostics.places import NOWHERE
from hepir.models.caching import prefilled
from hepir.models.core import Driver, Identity, Progress, Sampling, Transcript
from hepir.models.errors import PromptTooLong
from hepir.models.forcing import write
from hepir.models.loading import Loaded, load
from hepir.models.rows import Report, Row
from hepir.models.scoring import Constraint
from hepir.models.streaming import StreamingProcessor, Taking


def open_local(text: str) -> LocalModel:
    """The model of a folder or a hub. Raises HepirError (HEP0954 to HEP0956)."""
    return LocalModel(load(text))


class LocalModel:
    """A model of transformers; `forcing` chooses the loop that reads forced tokens at once, for a single text."""

    def __init__(self, loaded: Loaded, forcing: bool = True) -> None:
        self.loaded, self.forcing = loaded, forcing

    @property
    def identity(self) -> Identity:
        return self.loaded.identity

    @property
    def context(self) -> int:
        """The number of tokens that prompt and text may have together."""
        return self.loaded.context

    def count(self, text: str) -> int:
        """The tokens of a text."""
        return len(self.loaded.tokenizer(text, add_special_tokens=False)["input_ids"])

    def generate(
        self,
        prompt: str,
        drivers: Sequence[Callable[[], Driver]],
        sampling: Sampling,
        progress: Progress | None = None,
    ) -> tuple[Transcript, ...]:
        """One text for each driver. Raises HepirError (HEP0957) where the prompt fills the context."""
        tokens = prompt_tokens(self.loaded, prompt)
        room = self.loaded.context - len(tokens)
        if room < 1:
            raise HepirError((PromptTooLong(NOWHERE, len(tokens), self.loaded.context),))
        rows = [self._row(driver(), index, progress) for index, driver in enumerate(drivers)]
        maximum = min(sampling.maximum, room)
        if any(row.ended is None for row in rows):
            with torch.random.fork_rng(), torch.inference_mode():
                torch.manual_seed(sampling.seed)
                self._write(tokens, rows, sampling, maximum)
        return tuple(row.finish() for row in rows)

    def _row(self, driver: Driver, index: int, progress: Progress | None) -> Row:
        report: Report | None = partial(progress, index) if progress else None
        return Row(driver, self.loaded.matching, self.loaded.ends, report)

    def _write(self, tokens: list[int], rows: list[Row], sampling: Sampling, maximum: int) -> None:
        if len(rows) == 1 and self.forcing:
            write(self.loaded.model, tokens, rows[0], sampling, maximum, self.loaded.matching.vocab_size)
        else:
            write_together(self.loaded, self._outlines, tokens, rows, sampling, maximum)

    @cached_property
    def _outlines(self) -> Transformers:
        """Made once: Outlines reads the whole vocabulary for it."""
        model = outlines.from_transformers(self.loaded.model, self.loaded.tokenizer)
        model.tokenizer = PromptTokenizer(self.loaded.tokenizer)
        model.type_adapter = PromptAdapter(self.loaded.tokenizer)
        return model


class PromptAdapter(TransformersTypeAdapter):
    """Hands a prompt's tokens on to the tokenizer below."""

    def format_input(self, model_input: list[int]) -> list[int]:
        return model_input


class PromptTokenizer(TransformerTokenizer):
    """Gives Outlines a prompt's tokens as they are: the chat template has been applied, and is not applied twice."""

    def encode(self, prompt: list[list[int]], **_: object) -> tuple[torch.Tensor, torch.Tensor]:
        """Prompts of one length, as a tensor of shape (rows, tokens), and their attention mask."""
        tokens = torch.tensor(prompt)
        return tokens, torch.ones_like(tokens)


def prompt_tokens(loaded: Loaded, prompt: str) -> list[int]:
    """The tokens of a prompt in the model's chat template, if it has one.

    What looks like a control token in the prompt is text: it may come from a document.
    """
    if loaded.tokenizer.chat_template is None:
        return list(loaded.tokenizer(prompt, split_special_tokens=True)["input_ids"])
    message = {"role": "user", "content": prompt}
    templated = loaded.tokenizer.apply_chat_template(
        [message], add_generation_prompt=True, sanitize_control_tokens=True, enable_thinking=False
    )
    return list(templated["input_ids"])


def write_together(
    loaded: Loaded,
    model: Transformers,
    tokens: list[int],
    rows: Sequence[Row],
    sampling: Sampling,
    maximum: int,
) -> None:
    """Writes all rows at once, at most `maximum` tokens each, through Outlines."""
    constraint = Constraint(rows, loaded.matching.vocab_size)
    loaded.model.generation_config = generation(loaded, sampling, maximum)
    outlines.Generator(model, processor=StreamingProcessor(constraint)).batch(
        [tokens] * len(rows),
        cache=prefilled(loaded.model, tokens, len(rows)),
        stopping_criteria=StoppingCriteriaList([Taking(constraint)]),
    )


def generation(loaded: Loaded, sampling: Sampling, maximum: int) -> GenerationConfig:
    """All that decides how tokens are drawn. What a model's folder asks for (top-k, penalties) has no say."""
    drawn = {"temperature": sampling.temperature, "top_p": sampling.top_p, "top_k": 0}
    return GenerationConfig(
        do_sample=sampling.temperature > 0,
        max_new_tokens=maximum,
        eos_token_id=list(loaded.ends),
        pad_token_id=loaded.ends[0],
        **(drawn if sampling.temperature > 0 else {}),
    )
