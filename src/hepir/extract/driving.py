"""The driver of a model: evidence first, then one statement that is well typed where it stands.

In: a `Writing` and the sentences in view. Out: a generator of segments, as `models.core` wants it: a citation; if asked
for, a part of the sentence; the head of a statement, in several parts where it names lists that objects have; its body, that
of `bin` in two parts. What is finished is checked and kept in the `Writing`.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial

from hepir.extract.citing import Citable, cited, evidence_grammar, identifier, span_grammar
from hepir.extract.draft import Confidence, DraftStatement, Evidence
from hepir.extract.typed.bodies import body_grammar, rest_grammar
from hepir.extract.typed.foreseeing import foreseen
from hepir.extract.typed.further import further_grammar
from hepir.extract.typed.heads import head_grammar
from hepir.extract.typed.literals import Quoted, quoted
from hepir.extract.typed.openings import read_head
from hepir.extract.typed.scene import Scene
from hepir.extract.writing import Writing
from hepir.models.core import Driver, Finished, Segment
from hepir.models.grammars import thinking_grammar


@dataclass(frozen=True)
class Limits:
    """Bounds of one text: characters of the free text that may come first (0: none), tokens of a citation, of a part of a
    sentence, of a head, of a body, and statements. Of a program as JSON: answers until it is whole, and repairs of it."""

    citation: int = 24
    span: int = 400
    head: int = 160
    body: int = 240
    statements: int = 5_000
    mistakes: int = 40
    thinking: int = 0
    answers: int = 8
    repairs: int = 3


def driver(writing: Writing, units: Sequence[Citable], limits: Limits = Limits()) -> Driver:
    """Statements until the model ends the text, or a segment is cut; first what it may think, which is no evidence."""
    if limits.thinking:
        thought = yield Segment(thinking_grammar(limits.thinking), "thinking", limits.thinking + 8)
        if thought.cut is not None:
            return
    grammar, by_id = evidence_grammar(units), {each.id: each for each in units}
    for _ in range(limits.statements):
        if len(writing.dropped) > limits.mistakes:
            return
        ground = Ground(writing.scene, writing.facts)
        foresight = partial(ground.foresee_heads, by_id)
        citation = yield Segment(grammar, "evidence", limits.citation, may_end=True, foresight=foresight)
        found = cited(citation.text, by_id) if citation.cut is None else None
        if found is None:
            return
        unit, part = found
        quote = unit.text
        if part:
            span = yield Segment(span_grammar(unit.text), "span", limits.span)
            if span.cut is not None:
                return
            quote = span.text.removesuffix('"\n')
        evidence = Evidence(unit.id, quote, unit.page, unit.document)
        whole = yield from statement(writing, ground, unit, evidence, limits)
        if not whole:
            return


@dataclass(frozen=True)
class Ground:
    """What a statement stands on: the scene, which facts about the publication are said, and heads that were foreseen."""

    scene: Scene
    facts: frozenset[str]
    foreseen: set[str] = field(default_factory=set)

    def heads(self, quote: str, references: tuple[str, ...]) -> str:
        """The grammar of heads."""
        return head_grammar(self.scene, quoted(quote), references, self.facts)

    def body(self, head: str, offered: Quoted) -> str:
        """The grammar of what follows a head."""
        return body_grammar(self.scene, read_head(head, self.scene), offered)

    def foresee_heads(self, units: Mapping[str, Citable], text: str) -> Sequence[Callable[[], str]]:
        """How the grammar of heads is written, once a citation names a unit."""
        unit = units.get(identifier(text))
        return () if unit is None else (partial(self.heads, unit.text, unit.references),)

    def foresee_bodies(self, offered: Quoted, opening: str, text: str) -> Sequence[Callable[[], str]]:
        """How the grammars of bodies are written that may come next, each once."""
        heads = [each for each in foreseen(opening, text, self.scene) if each not in self.foreseen]
        self.foreseen.update(heads)
        return [partial(self.body, each, offered) for each in heads]


def statement(
    writing: Writing, ground: Ground, unit: Citable, evidence: Evidence, limits: Limits
) -> Generator[Segment, Finished, bool]:
    """One statement on a quote; False where it was cut."""
    scene, offered = ground.scene, quoted(evidence.quote)
    heads = yield from in_parts(
        ground.heads(evidence.quote, unit.references),
        partial(further_grammar, scene, offered, ground.facts),
        limits.head,
        partial(ground.foresee_bodies, offered),
    )
    opening = text_of(heads)
    if heads[-1].cut is not None:
        writing.drop(DraftStatement("", opening, (evidence,)), reason_of(heads[-1], limits.head))
        return False
    head, bodies = read_head(opening, scene), list[Finished]()
    if not head.whole:
        grammar = body_grammar(scene, head, offered)
        bodies = yield from in_parts(grammar, partial(rest_grammar, scene, head, offered), limits.body)
    text = f"{head.text}{text_of(bodies)}"
    if bodies and bodies[-1].cut is not None:
        writing.drop(DraftStatement(head.target, text, (evidence,)), reason_of(bodies[-1], limits.body))
        return False
    statement = DraftStatement(head.target, text.rstrip("\n"), (evidence,), confidence((*heads, *bodies)))
    writing.add(statement)
    return True


def in_parts(
    grammar: str,
    further: Callable[[str], str | None],
    budget: int,
    foresee: Callable[[str, str], Sequence[Callable[[], str]]] | None = None,
) -> Generator[Segment, Finished, list[Finished]]:
    """Segments one after the other: what follows a text is known when this is written. The last one may be cut."""
    parts: list[Finished] = []
    following: str | None = grammar
    while following is not None:
        foresight = partial(foresee, text_of(parts)) if foresee is not None else None
        part = yield Segment(following, "statement", budget, foresight=foresight)
        parts.append(part)
        following = further(text_of(parts)) if part.cut is None else None
    return parts


def text_of(parts: Iterable[Finished]) -> str:
    """What was written, as one text."""
    return "".join(each.text for each in parts)


def reason_of(finished: Finished, budget: int) -> str:
    """Why a statement was dropped, in words."""
    return (
        f"it has more than {budget} tokens" if finished.cut == "budget" else f"it was cut off: {finished.cut}"
    )


def confidence(parts: Sequence[Finished]) -> Confidence:
    """The probability of the whole statement, and the mass that the mask took away, weighed by tokens."""
    tokens = sum(each.tokens for each in parts)
    probabilities = [each.log_probability for each in parts]
    removed = [(each.removed_mass, each.tokens) for each in parts]
    return Confidence(
        sum(each for each in probabilities if each is not None) if None not in probabilities else None,
        sum(mass * count for mass, count in removed if mass is not None) / tokens
        if tokens and all(mass is not None for mass, _ in removed)
        else None,
    )
