"""How long a model waits for the grammars of a statement, at the end of its citation and at the end of its head.

Out: milliseconds on the standard output. The statement before gave something a name, and was on another quote: nothing but
the grammar of citations was built before. A model is taken for granted that needs 20 ms for a token; tokens are words and
signs. `built ahead` has as many free cores for what is built ahead as `hepir.models.ahead` takes at most, `by one` has one:
rules are written one after the other, llguidance reads several grammars at a time. The clock is reckoned, and all work is
measured in the processor's time of one thread: the least of several rounds, so that other work on the machine matters
little. `when needed` is what the model would wait if nothing were built ahead. `lock` is the part of what is built ahead
that keeps Python's lock: it adds to the wait as far as the model needs the lock meanwhile.
"""

from __future__ import annotations

import gc
import re
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from benchmarks.decoding.grammars import EXAMPLE, HEADS, QUOTE, UNITS, written

from hepir.extract.citing import Citable
from hepir.extract.driving import driver
from hepir.extract.typed.scene import Properties
from hepir.extract.writing import Writing
from hepir.models.ahead import MOST_THREADS
from hepir.models.core import Driver, Finished, Segment
from hepir.models.grammars import MATCHERS, byte_tokenizer, matcher, prepared

TOKEN = 20.0
ROUNDS = 12
CITED = Citable("p9s1", QUOTE, 9)
CITATION = "@p9s1\n"
ALL_HEADS = (
    *HEADS,
    *(
        "in signal when",
        "in signal bin",
        "in leptons sort by",
        "in jets let tight =",
        "in signal weight trigger =",
    ),
    *("in signal over x in jets when", "in signal over x in jets bin", "choose best from pairs minimizing"),
)
WORD = re.compile(r" ?[A-Za-z]+|.", re.DOTALL)


@dataclass
class Clock:
    """The time of a model and those of the threads beside it, in milliseconds; what is to be done there, and when grammars
    are there."""

    threads: int
    now: float = 0.0
    beside: list[float] = field(default_factory=list)
    rules: float = 0.0
    waited: float = 0.0
    lock: float = 0.0
    wanted: list[Callable[[], str]] = field(default_factory=list)
    there: dict[str, float] = field(default_factory=dict)

    def token(self, segment: Segment, text: str) -> None:
        """A token is read; then what is foreseen replaces what was not begun."""
        likely = segment.foresight(text) if self.threads and segment.foresight else ()
        if likely:
            self.wanted = list(likely)
        idle = [0.0] * (self.threads - len(self.beside))
        self.beside = sorted(max(each, self.now) for each in (*self.beside, *idle))
        self.now += TOKEN
        while self.wanted and self.beside[0] < self.now:
            self.build(self.wanted.pop(0))

    def build(self, write: Callable[[], str]) -> None:
        """Beside the model, in the thread that is free first."""
        start = time.thread_time()
        grammar = write()
        writing = 1000 * (time.thread_time() - start)
        prepared(byte_tokenizer(), grammar)
        reading = 1000 * (time.thread_time() - start) - writing
        self.lock += writing
        self.rules = max(self.beside[0], self.rules) + writing
        self.there[grammar] = self.rules + reading
        self.beside = sorted((self.there[grammar], *self.beside[1:]))

    def boundary(self, segments: Driver, finished: Finished) -> Segment:
        """The next segment, and the matcher for it."""
        start = time.thread_time()
        segment = segments.send(finished)
        matcher(byte_tokenizer(), segment.grammar)
        needed = 1000 * (time.thread_time() - start)
        needed += max(0.0, self.there.get(segment.grammar, 0.0) - self.now)
        self.wanted = []
        self.waited += needed
        self.now += needed
        return segment


def statement(writing: Writing, head: str, threads: int) -> Clock:
    """The waits until a body can be written, with so many threads that build ahead."""
    MATCHERS.clear()
    writing.properties = Properties()
    clock, segments = Clock(threads), driver(writing, [*UNITS, CITED])
    segment = next(segments)
    matcher(byte_tokenizer(), segment.grammar)
    gc.collect()
    for text in (CITATION, head):
        words: Sequence[str] = WORD.findall(text)
        for count in range(1, len(words)):
            clock.token(segment, "".join(words[:count]))
        segment = clock.boundary(segments, Finished(text, len(words)))
    return clock


def main() -> None:
    """Print the times."""
    writing = written(EXAMPLE)
    print(f"{'one statement':48} {'built ahead':>12} {'by one':>9} {'lock':>9} {'when needed':>15}")
    for head in ALL_HEADS:
        rounds = [
            [statement(writing, head, threads) for threads in (MOST_THREADS, 1, 0)] for _ in range(ROUNDS)
        ]
        several, one, needed = (min(each.waited for each in clocks) for clocks in zip(*rounds, strict=True))
        lock = min(clocks[0].lock for clocks in rounds)
        print(f"{head:48} {several:9.1f} ms {one:6.1f} ms {lock:6.1f} ms {needed:12.1f} ms", flush=True)


if __name__ == "__main__":
    main()
