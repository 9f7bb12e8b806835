"""What a model is to hepir: something that writes text segment by segment, each under a grammar.

In: nothing. Out: the values that drivers and model providers exchange. A driver yields the next `Segment` and is sent
what was written (`Finished`); when it returns, only the end of the text is legal. A model that cannot be kept to a grammar
(`Identity.constrained`) is asked for answers as JSON in place of stretches of a text.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, Protocol

Purpose = Literal["thinking", "evidence", "span", "statement", "program"]
Ending = Literal["end", "driver", "budget", "length", "failure"]
# from what is written of a segment: functions that write the grammars which may be asked for next, the likeliest first
Foresight = Callable[[str], Sequence[Callable[[], str]]]


@dataclass(frozen=True)
class Segment:
    """A stretch of text and the grammar (of llguidance, Lark-like) that it must match.

    `budget` bounds its tokens; with `may_end` the text may end in its place. With a `schema` (JSON Schema) it is an answer of
    its own to the prompt and what is `told` after it: the server is asked to keep to the schema, and whoever asks reads the
    answer as it comes. `foresight` lets grammars be built while the segment is written.
    """

    grammar: str
    purpose: Purpose
    budget: int
    may_end: bool = False
    schema: Mapping[str, object] | None = None
    told: str = ""
    foresight: Foresight | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True)
class Finished:
    """What was written for a segment.

    `log_probability`: the sum over its tokens, of the model's own distribution. `removed_mass`: the mean, over its tokens, of
    the probability that the mask took away (0 to 1). Both are None where the model does not tell. `cut`: why the segment is
    not whole, if it is not; such a text is never used.
    """

    text: str
    tokens: int
    log_probability: float | None = None
    removed_mass: float | None = None
    cut: str | None = None


Driver = Generator[Segment, Finished, None]


@dataclass(frozen=True)
class Sampling:
    """How tokens are drawn; temperature 0 takes the likeliest. `maximum` bounds the tokens of one text."""

    temperature: float = 0.0
    top_p: float = 1.0
    seed: int = 0
    maximum: int = 8192


@dataclass(frozen=True)
class Transcript:
    """All segments of one text, in order, and why it ended."""

    segments: tuple[tuple[Segment, Finished], ...]
    ended: Ending
    message: str = ""


@dataclass(frozen=True)
class Identity:
    """Which model wrote: for the record of a run. `grammar` tells how the grammar was enforced, as found out by asking;
    without `constrained` it was not, and programs are asked for as JSON."""

    provider: str
    model: str
    revision: str = ""
    grammar: str = ""
    facts: Mapping[str, str] = field(default_factory=dict)
    constrained: bool = True


class Progress(Protocol):
    """Told of every token or segment while text is written."""

    def __call__(self, row: int, tokens: int, text: str) -> None: ...


class Model(Protocol):
    """A language model that is ready to write."""

    @property
    def identity(self) -> Identity: ...

    @property
    def context(self) -> int:
        """The number of tokens that prompt and text may have together."""

    def count(self, text: str) -> int:
        """The tokens of a text, or a close upper bound."""

    def generate(
        self,
        prompt: str,
        drivers: Sequence[Callable[[], Driver]],
        sampling: Sampling,
        progress: Progress | None = None,
    ) -> tuple[Transcript, ...]:
        """One text for each driver, all from the same prompt."""
