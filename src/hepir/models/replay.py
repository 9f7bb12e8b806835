"""`replay:` recorded answers in place of a model.

In: a file that holds a recording, then drivers. Out: the transcripts of that time, in the order of asking. Each recorded
text is held against the grammar of the driver's segment: one that is not legal any more is an error, not a program.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from pathlib import Path

from hepir.diagnostics.core import HepirError
from hepir.diagnostics.places import NOWHERE
from hepir.models.core import Driver, Finished, Identity, Progress, Sampling, Segment, Transcript
from hepir.models.errors import MalformedModel, RecordingDisagrees, RecordingUnreadable
from hepir.models.grammars import GrammarError, mistake
from hepir.models.recording import Recorded, RecordingError, identity_of, transcripts_of

ANY_CONTEXT = 1_000_000_000
"""A recording has read its prompt already: any prompt fits."""


def open_recording(text: str) -> ReplayModel:
    """The recording in a file. Raises HepirError (HEP0954, HEP0970)."""
    if not text:
        raise HepirError((MalformedModel(NOWHERE, "replay:", "replay:FILE"),))
    path = Path(text).expanduser()
    try:
        document: object = json.loads(path.read_text(encoding="utf-8"))
        return ReplayModel(path.name, transcripts_of(document), identity_of(document))
    except OSError as error:
        reason = error.strerror or "it cannot be opened"
    except UnicodeDecodeError:
        reason = "it is not UTF-8 text"
    except (ValueError, RecursionError):
        reason = "it is not a JSON document"
    except RecordingError as error:
        reason = str(error)
    raise HepirError((RecordingUnreadable(NOWHERE, path.name, reason),))


class ReplayModel:
    """Gives each driver the next recorded text."""

    context = ANY_CONTEXT

    def __init__(self, name: str, texts: Sequence[Recorded], identity: Identity | None) -> None:
        self.name, self.texts, self.given = name, tuple(texts), 0
        self.identity = identity or Identity("replay", name)

    def count(self, text: str) -> int:  # noqa: ARG002
        """No text takes room."""
        return 0

    def generate(
        self,
        prompt: str,  # noqa: ARG002
        drivers: Sequence[Callable[[], Driver]],
        sampling: Sampling,  # noqa: ARG002
        progress: Progress | None = None,
    ) -> tuple[Transcript, ...]:
        """One recorded text for each driver. Raises HepirError (HEP0971) where one does not fit."""
        return tuple(self._next(driver(), row, progress) for row, driver in enumerate(drivers))

    def _next(self, driver: Driver, row: int, progress: Progress | None) -> Transcript:
        self.given += 1
        if self.given > len(self.texts):
            raise self._differs(0, f"there are {len(self.texts)} texts, and one more is asked for")
        recorded, replayed = self.texts[self.given - 1], Replayed(driver)
        for number, (purpose, finished) in enumerate(recorded.segments, 1):
            if reason := replayed.objection(purpose, finished):
                raise self._differs(number, reason)
            replayed.give(finished)
            if progress:
                progress(row, replayed.tokens, finished.text)
        if replayed.open is not None and recorded.ended == "driver":
            raise self._differs(len(recorded.segments) + 1, "the text ends before it")
        driver.close()
        return Transcript(tuple(replayed.segments), recorded.ended, recorded.message)

    def _differs(self, segment: int, reason: str) -> HepirError:
        return HepirError((RecordingDisagrees(NOWHERE, self.name, self.given, segment, reason),))


class Replayed:
    """A driver that is given recorded segments; `open` is the one that it wants, or None where it wants no more."""

    def __init__(self, driver: Driver) -> None:
        self.driver, self.tokens = driver, 0
        self.segments: list[tuple[Segment, Finished]] = []
        self.open: Segment | None = next(driver, None)

    def objection(self, purpose: str, finished: Finished) -> str | None:
        """Why a recorded segment is not what is wanted, or None."""
        if self.open is None:
            return "nothing more is asked for"
        if purpose != self.open.purpose:
            return f"it holds {purpose}, and {self.open.purpose} is asked for"
        if finished.cut == "end":
            return None if self.open.may_end else "the text may not end there"
        try:
            return None if finished.cut else mistake(self.open.grammar, finished.text)
        except GrammarError as error:
            return str(error)

    def give(self, finished: Finished) -> None:
        """Sends a recorded segment."""
        if self.open is None:
            return
        self.tokens += finished.tokens
        self.segments.append((self.open, finished))
        try:
            self.open = self.driver.send(finished)
        except StopIteration:
            self.open = None
