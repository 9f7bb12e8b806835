"""Runs of pieces of a text: which of them an expression allows.

In: the pieces, and an expression without names. Out: a chain of links for each piece that a run can begin with; chains
with the same end share it, so that a sentence needs about as many links as it has words.
"""

from __future__ import annotations

from dataclasses import dataclass

from hepir.models.gbnf.automata import nullable, steps
from hepir.models.gbnf.expressions import Expression, UntranslatableError


@dataclass(frozen=True, eq=False)
class Link:
    """A piece, or several that a run cannot end between; `may_end`: a run may end here."""

    text: str
    may_end: bool
    following: Link | None


def links(texts: tuple[str, ...], limit: Expression, most: int) -> list[Link]:
    """The first links of all runs that the limit allows. Raises UntranslatableError where there would be more than `most`."""
    walker = Walker(limit, most)
    made: dict[tuple[str, bool, int, Link | None], Link] = {}
    found = []
    for start in range(len(texts)):
        ends = walker.ends(texts, start)
        if ends:
            found.append(linked(texts, start, ends, made))
        if len(made) > most:
            raise UntranslatableError(f"a text with more than {most} runs of words")
    return found


def linked(
    texts: tuple[str, ...],
    start: int,
    ends: list[int],
    made: dict[tuple[str, bool, int, Link | None], Link],
) -> Link:
    """The chain from a piece on; `ends` are the places behind which a run may end, ascending."""
    following: Link | None = None
    for begin, end in reversed(list(zip([start, *ends], ends, strict=False))):
        key = ("".join(texts[begin:end]), following is not None, end, following)
        following = made.setdefault(key, Link(key[0], True, following))
    assert following is not None
    return following


class Walker:
    """An automaton that is made as far as it is walked."""

    def __init__(self, start: Expression, most: int) -> None:
        self.most = most
        self.numbers = {start: 0}
        self.expressions = [start]
        self.after: list[list[tuple[int, int, int]] | None] = [None]

    def ends(self, texts: tuple[str, ...], start: int) -> list[int]:
        """Behind which pieces a run from `start` may end."""
        found: list[int] = []
        state = 0
        for index in range(start, len(texts)):
            for character in texts[index]:
                state = self.step(state, ord(character))
                if state < 0:
                    return found
            if nullable(self.expressions[state]):
                found.append(index + 1)
        return found

    def step(self, state: int, point: int) -> int:
        """The state after a character; -1 where it is not legal."""
        after = self.after[state]
        if after is None:
            after = self.after[state] = self.made(state)
        return next((to for low, high, to in after if low <= point <= high), -1)

    def made(self, state: int) -> list[tuple[int, int, int]]:
        """The steps of a state, by ranges of characters."""
        found = []
        for left, ranges in steps(self.expressions[state]).items():
            if left not in self.numbers:
                self.numbers[left] = len(self.expressions)
                self.expressions.append(left)
                self.after.append(None)
            found += [(low, high, self.numbers[left]) for low, high in ranges]
        if len(self.expressions) > self.most:
            raise UntranslatableError(f"an expression with more than {self.most} states")
        return found
