"""Diagnostics HEP0955 to HEP0957: models that run on this machine."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from hepir.diagnostics.core import Diagnostic


@dataclass(frozen=True)
class ModelNotFound(Diagnostic):
    """There is no model in this folder, or none of this name can be had.

    A folder holds what `save_pretrained` wrote: `config.json`, the weights and `tokenizer.json`. A name such as
    `owner/name` is looked up in the local cache and then on the hub; a path is never looked up anywhere else.

    Example:

        $ hepir extract paper.pdf --model transformers:./modles/small

    Instead:

        $ hepir extract paper.pdf --model transformers:./models/small
    """

    code: ClassVar[str] = "HEP0955"
    name: ClassVar[str] = "model-not-found"

    model: str
    reason: str
    alike: tuple[str, ...] = ()

    @property
    def message(self) -> str:
        """Which model, and why."""
        return f"the model `{self.model}` cannot be loaded: {self.reason}"

    @property
    def hints(self) -> tuple[str, ...]:
        """Folders that resemble it."""
        return (f"nearest: {', '.join(f'`{name}`' for name in self.alike)}",) if self.alike else ()


@dataclass(frozen=True)
class UnusableModel(Diagnostic):
    """The model lacks something that writing under a grammar needs.

    It has to be a causal language model with a fast tokenizer (`tokenizer.json`) that has a token for the end of a text.
    Other models cannot be made to write whole programs only; take another one.

    Example:

        $ hepir extract paper.pdf --model transformers:models/translator
    """

    code: ClassVar[str] = "HEP0956"
    name: ClassVar[str] = "unusable-model"

    model: str
    reason: str

    @property
    def message(self) -> str:
        """Which model, and what it lacks."""
        return f"the model `{self.model}` cannot be used: {self.reason}"


@dataclass(frozen=True)
class PromptTooLong(Diagnostic):
    """The prompt leaves no room for an answer.

    Prompt and answer share the model's context. A prompt that fills it would give an empty answer.

    Example:

        $ hepir extract long.pdf --model transformers:models/small --context 100000

    Instead:

        $ hepir extract long.pdf --model transformers:models/small
    """

    code: ClassVar[str] = "HEP0957"
    name: ClassVar[str] = "prompt-too-long"

    tokens: int
    context: int

    @property
    def message(self) -> str:
        """How long, and how long it may be."""
        return f"the prompt has {self.tokens} tokens, and the model's context of {self.context} must hold the answer too"

    @property
    def hints(self) -> tuple[str, ...]:
        """What to do about it."""
        return ("give the model fewer passages, or take one with a longer context",)
