"""Let a model write drafts of a document, window by window.

In: windows of a document, a model, and how to ask it. Out: `Written`: a draft for each sample, and all transcripts in the
order of asking. A model that is kept to grammars writes statement by statement, any other lists programs as JSON. Samples see
the same first prompt, so that a model reads it once; later prompts hold what a sample has written.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from hepir.diagnostics.core import HepirError
from hepir.extract.assembling import program_text
from hepir.extract.draft import Draft
from hepir.extract.driving import Limits, driver
from hepir.extract.listed.driving import listed_driver
from hepir.extract.prompting import LISTED, PAIRS, Form, prompt_for
from hepir.extract.session.windows import Window
from hepir.extract.writing import Writing
from hepir.models.core import Driver, Model, Progress, Sampling, Transcript
from hepir.models.errors import RecordingDisagrees
from hepir.types.kinds import Kinds, standard_kinds

RESUMED = ("budget", "length")
MOST_RESUMES = 3
CHARACTERS_A_TOKEN = 3.0
MEASURED = 20_000  # characters


@dataclass(frozen=True)
class Asking:
    """How a model is asked: samples, how tokens are drawn, bounds, and the tokens of its context where it does not tell."""

    samples: int = 1
    sampling: Sampling = field(default_factory=Sampling)
    limits: Limits = field(default_factory=Limits)
    context: int | None = None

    def context_of(self, model: Model) -> int:
        """The tokens that prompt and answer may have together."""
        return self.context or model.context


@dataclass(frozen=True)
class Written:
    """What came of it; `prompts` are those that were asked, each once; `unfinished`: why texts stopped too soon."""

    drafts: tuple[Draft, ...]
    transcripts: tuple[Transcript, ...]
    prompts: tuple[str, ...]
    unfinished: tuple[str, ...] = ()


@dataclass
class Loop:
    """The samples that are being written."""

    model: Model
    asking: Asking
    kinds: Kinds
    writings: list[Writing]
    progress: Progress | None = None
    transcripts: list[Transcript] = field(default_factory=list)
    prompts: list[str] = field(default_factory=list)
    unfinished: list[str] = field(default_factory=list)
    tokens: dict[int, int] = field(default_factory=dict)
    """Those of the texts of each sample that are done."""

    def window(self, window: Window) -> bool:
        """Let every sample go through one window; a text that was cut is taken up again where its last statement ended. False
        where the model has failed for all of them."""
        rows = list(range(len(self.writings)))
        last: dict[int, Transcript] = {}
        for _ in range(1 + MOST_RESUMES):
            before = {row: len(self.writings[row].statements) for row in rows}
            last |= self.ask(rows, window)
            rows = [
                row
                for row in rows
                if last[row].ended in RESUMED and len(self.writings[row].statements) > before[row]
            ]
            if not rows:
                break
        self.unfinished += [reason for each in last.values() if (reason := self.stopped(each))]
        return any(each.ended != "failure" for each in last.values())

    def stopped(self, text: Transcript) -> str:
        """Why a text stopped too soon; empty where it did not."""
        match text.ended:
            case "failure":
                return text.message
            case "length":
                return (
                    f"a text reached {self.asking.sampling.maximum} tokens, as often as it was taken up again"
                )
            case "budget":
                return "a statement outgrew its bound, as often as the text was taken up again"
            case _:
                return ""

    def ask(self, rows: Sequence[int], window: Window) -> dict[int, Transcript]:
        """One text for each sample; those with the same prompt are asked together."""
        groups: dict[str, list[int]] = {}
        for row in rows:
            groups.setdefault(self.prompt(row, window), []).append(row)
        found: dict[int, Transcript] = {}
        for prompt, together in groups.items():
            texts = self.generated(prompt, together, window)
            self.prompts += [prompt] if prompt not in self.prompts else []
            self.transcripts += texts
            for row, text in zip(together, texts, strict=True):
                found[row] = text
                self.tokens[row] = self.tokens.get(row, 0) + sum(each.tokens for _, each in text.segments)
        return found

    def generated(self, prompt: str, rows: Sequence[int], window: Window) -> Sequence[Transcript]:
        """Texts of the model. What was written before it failed is not lost for it."""
        drivers = [self.starting(self.writings[row], window) for row in rows]
        progress = self.told(rows) if self.progress else None
        try:
            return self.model.generate(prompt, drivers, self.asking.sampling, progress)
        except HepirError as error:
            (reason, *_) = error.diagnostics
            # a recording that does not fit is a mistake of whoever replays it
            if isinstance(reason, RecordingDisagrees) or not any(each.segments for each in self.transcripts):
                raise
            return [Transcript((), "failure", reason.message)] * len(rows)

    def told(self, rows: Sequence[int]) -> Progress:
        """Tells of tokens by sample, and of those of its earlier texts with them."""

        def tell(row: int, tokens: int, text: str) -> None:
            if self.progress:
                self.progress(rows[row], self.tokens.get(rows[row], 0) + tokens, text)

        return tell

    def prompt(self, row: int, window: Window) -> str:
        """What a sample is told."""
        writing = self.writings[row]
        text = program_text(writing.draft) if writing.statements else ""
        form = form_for(self.model)
        whole = prompt_for(self.kinds, window.units, text, window.sections, form)
        if self.model.count(whole) + self.asking.sampling.maximum <= self.asking.context_of(self.model):
            return whole
        return prompt_for(self.kinds, window.units, headers(text), window.sections, form)

    def starting(self, writing: Writing, window: Window) -> Callable[[], Driver]:
        """A driver that can be started once."""
        limits, tokens = self.asking.limits, self.asking.sampling.maximum
        if self.model.identity.constrained:
            return lambda: driver(writing, window.units, limits)
        return lambda: listed_driver(writing, window.units, tokens, limits)


def headers(text: str) -> str:
    """The lines of a program that declare something to build on."""
    kept = (line for line in text.splitlines() if line and not line.startswith((" ", "source ", "analysis ")))
    return "\n".join(kept)


def form_for(model: Model) -> Form:
    """How a model writes: pairs of lines under a grammar, else a list as JSON."""
    return PAIRS if model.identity.constrained else LISTED


def write(
    title: str,
    shown: Sequence[Window],
    model: Model,
    asking: Asking,
    progress: Progress | None = None,
    kinds: Kinds | None = None,
) -> Written:
    """Drafts of the windows; HepirError of the model where it cannot write."""
    known = kinds or standard_kinds()
    writings = [Writing(title, known) for _ in range(asking.samples)]
    loop = Loop(model, asking, known, writings, progress)
    for window in shown:
        if not loop.window(window):
            break
    drafts, unfinished = (each.draft for each in writings), dict.fromkeys(loop.unfinished)
    return Written(tuple(drafts), tuple(loop.transcripts), tuple(loop.prompts), tuple(unfinished))


def room_for(model: Model, asking: Asking, text: str, kinds: Kinds | None = None) -> tuple[int, Asking]:
    """The characters that sentences of a text may have in a prompt, and the asking with an answer that leaves them room."""
    instructions = model.count(prompt_for(kinds or standard_kinds(), (), "", (), form_for(model)))
    free = asking.context_of(model) - instructions
    answer = max(1, min(asking.sampling.maximum, free // 2))
    tokens = max(0, free - answer - answer // 2)
    return int(tokens * per_token(model, text)), replace(
        asking, sampling=replace(asking.sampling, maximum=answer)
    )


def per_token(model: Model, text: str) -> float:
    """The characters that a token of a text holds, as a model's tokenizer tells for its beginning; not more than is usual."""
    sample = text[:MEASURED]
    return min(CHARACTERS_A_TOKEN, len(sample) / max(1, model.count(sample)))


def agreed(drafts: Sequence[Draft]) -> Draft:
    """The one draft, or what most of several have."""
    if len(drafts) == 1:
        return drafts[0]
    from hepir.extract.merging import merge

    return merge(drafts)
