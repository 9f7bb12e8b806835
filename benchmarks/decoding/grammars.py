"""How long the grammars of one statement take to build: of evidence, of heads, of bodies.

Out: milliseconds on the standard output, for writing the text of a grammar, for llguidance to read it, and to take one up
that was read before; with the number of rules. Medians of the processor's time of one thread, so that other work on the
machine matters little. Each round begins with a scene that nothing was asked of yet, as after a statement that was
just checked. Of a whole statement: the first one; where the statement before gave something a name, and where it did not; and
where a statement of the same kind stood before, on another quote.
"""

from __future__ import annotations

import gc
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

from llguidance import LLTokenizer

from hepir.extract.citing import Citable, evidence_grammar
from hepir.extract.draft import DraftStatement
from hepir.extract.stating import stated
from hepir.extract.typed.bodies import body_grammar
from hepir.extract.typed.heads import head_grammar
from hepir.extract.typed.literals import quoted
from hepir.extract.typed.openings import read_head
from hepir.extract.typed.scene import Scene
from hepir.extract.writing import Writing
from hepir.models.grammars import MATCHERS, built, byte_tokenizer, matcher
from hepir.source import Source
from hepir.syntax.parsing import parse

EXAMPLE = Path(__file__).parents[2] / "examples" / "h4l.hep"
QUOTE = (
    "Electrons must have pT > 25 GeV and |eta| < 2.47, excluding 1.37 < |eta| < 1.52, and at least two jets "
    "with pT > 30 (20) GeV"
)
HEADS = (
    "in jets select",
    "in signal select",
    "in signal for x in jets reject",
    "in signal for x in jets for y in leptons reject",
    "in signal for x in jets, for y in leptons reject",
    "in signal over x in jets reject",
    "in pairs for x in jets reject",
    "in signal hist masses =",
    "define ratio =",
)
SENTENCES = [
    f"Criterion {number} asks for a momentum above {number % 97} GeV, as said before."
    for number in range(1500)
]
ROUNDS = 15


def written(path: Path) -> Writing:
    """The draft of a program, statement by statement."""
    program = parse(Source(path.name, path.read_text(encoding="utf-8"))).program
    assert program is not None, f"{path.name} parses"
    writing = Writing(program.blocks[0].title)
    for each in stated(program):
        reason = writing.add(DraftStatement(each.target, each.text))
        if reason is not None:
            raise SystemExit(f"{each.text}: {reason}")
    return writing


UNITS = [Citable(f"p{index // 60 + 1}s{index % 60}", each, 1) for index, each in enumerate(SENTENCES)]
OFFERED = quoted(QUOTE)
ANOTHER = quoted(QUOTE.replace("30", "40").replace("2.47", "2.5"))


def evidence() -> str:
    """The grammar of citations."""
    return evidence_grammar(UNITS)


def head_of(writing: Writing, scene: Scene) -> str:
    """The grammar of heads."""
    return head_grammar(scene, OFFERED, (), writing.facts)


def body_of(text: str, scene: Scene) -> str:
    """The grammar of what follows a head, which was not written before."""
    scene.properties.grammars.clear()
    scene.properties.numbers_of.clear()
    return body_grammar(scene, read_head(text, scene), OFFERED)


def body_again(text: str, scene: Scene) -> str:
    """The same, where only the quote is another one."""
    return body_grammar(scene, read_head(text, scene), ANOTHER)


def timed(work: Callable[[], object]) -> float:
    """Milliseconds of a piece of work."""
    gc.collect()
    start = time.thread_time()
    work()
    return (time.thread_time() - start) * 1000


def show(tokens: LLTokenizer, name: str, write: Callable[[], str]) -> None:
    """One line: writing, reading, taking up again."""
    text = write()
    writing = median(timed(write) for _ in range(ROUNDS))
    reading = median(timed(lambda: built(tokens, text)) for _ in range(ROUNDS))
    again = median(timed(lambda: matcher(tokens, text)) for _ in range(ROUNDS))
    rules = text.count("\n")
    print(f"{name:48} {writing:5.1f} + {reading:5.1f} ms, again {again:5.2f} ms {rules:6} rules", flush=True)


def statement(tokens: LLTokenizer, writing: Writing, head: str, known: int) -> float:
    """All grammars of one statement; the first `known` were read before: of the passages, of a scope that did not change;
    where all three were, the last was for another quote."""
    body = body_of if known < 3 else body_again

    def read(scene: Scene, first: int, last: int) -> None:
        for write in (evidence, lambda: head_of(writing, scene), lambda: body(head, scene))[first:last]:
            matcher(tokens, write())

    MATCHERS.clear()
    read(writing.scene, 0, min(known, 2))
    if known == 3:
        matcher(tokens, body_of(head, writing.scene))
    # the driver writes the grammar of evidence once, that of heads for each statement
    return timed(lambda: read(writing.scene, min(known, 1), 3))


def main() -> None:
    """Print the times."""
    tokens, writing = byte_tokenizer(), written(EXAMPLE)
    show(tokens, f"evidence, {sum(map(len, SENTENCES))} characters", evidence)
    show(tokens, "head", lambda: head_of(writing, writing.scene))
    for head in HEADS:
        show(tokens, head, lambda: body_of(head, writing.scene))  # noqa: B023 (called at once)
    print(
        f"\n{'one statement, all grammars':48} {'first':>8} {'new names':>10} {'same names':>11} {'same kind':>10}"
    )
    for head in HEADS:
        times = (median(statement(tokens, writing, head, known) for _ in range(ROUNDS)) for known in range(4))
        print(f"{head:48} {' '.join(f'{each:7.1f} ms' for each in times)}", flush=True)


if __name__ == "__main__":
    main()
