"""One text while it is written: a driver, the grammar of its open segment, and what has been written.

In: tokens, one at a time, with their scores. Out: which tokens are legal next, and in the end a `Transcript`. Whoever
chooses the tokens (`streaming`, `forcing`) knows nothing of segments, and this module nothing of models.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from hepir.models.ahead import AHEAD
from hepir.models.core import Driver, Ending, Finished, Foresight, Segment, Transcript
from hepir.models.grammars import GrammarError, first_line, matcher, prepared

if TYPE_CHECKING:
    from llguidance import LLMatcher, LLTokenizer

Bits = NDArray[np.int32]
Report = Callable[[int, str], None]


class Row:
    """One text of a batch. The end of the text is legal only in place of a segment that says so, or after the last.

    `ends` are the tokens that end a text; `report` is told the number of tokens and the text of the open segment.
    """

    def __init__(
        self, driver: Driver, tokenizer: LLTokenizer, ends: tuple[int, ...], report: Report | None = None
    ) -> None:
        self.driver, self.tokenizer, self.ends, self.report = driver, tokenizer, ends, report
        self.segments: list[tuple[Segment, Finished]] = []
        self.ended: Ending | None = None
        self.message = ""
        self.over = False
        self.written = 0
        self._advance(lambda: next(driver))

    def legal(self, bits: Bits) -> None:
        """Sets the bit of each token that may come next."""
        if self.ended is None:
            self._fill(bits)
        if self.ended is not None:
            bits[:] = 0
        if self.ended is not None or self._may_end():
            _set(bits, self.ends)
        if not bits.any():
            self.fail("no token of this model is legal here")
            _set(bits, self.ends)

    def forced(self) -> tuple[int, ...]:
        """The tokens that have to come next, where the grammar leaves but one text. They are its usual tokens, so that a
        text has the same ones whether they are written one by one or read at once."""
        if self.ended is not None or self._may_end():
            return ()
        if not self._queue:
            self._queue.extend(self._matcher.compute_ff_tokens())
        return tuple(self._queue)

    def take(self, token: int, log_probability: float, removed: float) -> None:
        """Goes on by one token; nothing after the end of the text."""
        if self.over:
            return
        self.written += 1
        self._tokens.append(token)
        self._scores.append((log_probability, removed))
        if token in self.ends:
            self._end()
        elif self.ended is None:
            self._consume(token)

    def fail(self, reason: str) -> None:
        """Gives the open segment up: something is wrong with its grammar."""
        self.message = reason
        self._cut("failure", f"error: {reason}")

    def finish(self) -> Transcript:
        """The text as it is. An open segment is cut off: no more tokens may be written."""
        if self.ended is None:
            self._cut("length", "length")
        return Transcript(tuple(self.segments), self.ended or "length", self.message)

    def _consume(self, token: int) -> None:
        if self._queue and self._queue.popleft() != token:
            self._queue.clear()
        self._matcher.consume_token(token)
        if self.report:
            self.report(self.written, self.tokenizer.decode_str(self._tokens))
        if self._matcher.is_error():
            self.fail(first_line(self._matcher.get_error()))
        elif self._matcher.is_stopped():
            self._close(None)
        elif len(self._tokens) >= self._segment.budget:
            self._cut("budget", "budget")
        elif self._segment.foresight:
            self._foresee(self._segment.foresight)

    def _foresee(self, foresight: Foresight) -> None:
        """Have the next grammar built while the model reads."""
        likely = foresight(self.tokenizer.decode_str(self._tokens))
        if likely:
            AHEAD.start(self, [partial(self._prepare, write) for write in likely])

    def _prepare(self, write: Callable[[], str]) -> None:
        prepared(self.tokenizer, write())

    def _close(self, cut: str | None) -> None:
        """The open segment is whole; on to the next."""
        finished = self._record(cut)
        self._advance(lambda: self.driver.send(finished))

    def _end(self) -> None:
        self.over = True
        if self.ended is None:
            self._cut("end", "end")

    def _cut(self, ended: Ending, cut: str) -> None:
        """The driver is told, so that it can keep the reason; what it would write next has no place any more."""
        self.ended = ended
        finished = self._record(cut)
        try:
            self.driver.send(finished)
        except StopIteration:
            return
        self.driver.close()

    def _record(self, cut: str | None) -> Finished:
        AHEAD.stop(self)
        text = "" if cut == "end" else self.tokenizer.decode_str(self._tokens)
        count = len(self._scores)
        total = sum(score for score, _ in self._scores) if count else None
        removed = sum(mass for _, mass in self._scores) / count if count else None
        finished = Finished(text, len(self._tokens), total, removed, cut)
        self.segments.append((self._segment, finished))
        return finished

    def _advance(self, step: Callable[[], Segment]) -> None:
        try:
            self._open(step())
        except StopIteration:
            self.ended = "driver"

    def _open(self, segment: Segment) -> None:
        self._segment = segment
        self._tokens: list[int] = []
        self._scores: list[tuple[float, float]] = []
        self._queue: deque[int] = deque()
        try:
            self._matcher: LLMatcher = matcher(self.tokenizer, segment.grammar)
        except GrammarError as error:
            self.fail(str(error))

    def _may_end(self) -> bool:
        return self._segment.may_end and not self._tokens

    def _fill(self, bits: Bits) -> None:
        """The grammar's mask. Where the grammar could stop, llguidance would let the text end: hepir does not."""
        self._matcher.unsafe_compute_mask_ptr(bits.ctypes.data, bits.nbytes)
        if self._matcher.is_error():
            self.fail(first_line(self._matcher.get_error()))
        words = bits.view(np.uint32)
        for token in self.ends:
            words[token >> 5] &= ~np.uint32(1 << (token & 31))


def _set(bits: Bits, tokens: tuple[int, ...]) -> None:
    words = bits.view(np.uint32)
    for token in tokens:
        words[token >> 5] |= np.uint32(1 << (token & 31))
