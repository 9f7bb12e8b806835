"""The beginning of a statement behind lists that objects have: `in search for x in jets with x.muons for y in x.muons`.

In: a scene, and a head that ended with `with` or with a list. Out: the grammar of the list, or of what follows it: further
variables, another list, the words of a head. What is spoken of then is known, so that lists of objects of lists can be named.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from hepir.extract.typed.heads import OBJECT_RULES, Heads, grammar_of, head_grammar
from hepir.extract.typed.literals import Quoted
from hepir.extract.typed.numbers import Numbers
from hepir.extract.typed.openings import Begun, begun, views_of
from hepir.extract.typed.own_lists import named, spelled
from hepir.extract.typed.parts import Take, part_by_part
from hepir.extract.typed.rules import Rules, one_of
from hepir.extract.typed.scene import VARIABLES, Scene

MOST_LISTS = 4
# rules without variables
ALONE = ("limit", "expect")


def further_grammar(scene: Scene, quoted: Quoted, facts: frozenset[str], text: str) -> str | None:
    """The grammar of what follows a part of a head; None where it is finished."""
    read = begun(text)
    if read.rest == "with ":
        return list_grammar(scene, quoted, read)
    if not read.rest and read.lists:
        return grammar_of(Further(scene, quoted, facts, read))
    return None


def whole_head(
    scene: Scene, quoted: Quoted, references: tuple[str, ...], facts: frozenset[str], take: Take
) -> str | None:
    """The text of a head, of the parts that `take` gives; None where it gives none."""
    first = head_grammar(scene, quoted, references, facts)
    return part_by_part(first, partial(further_grammar, scene, quoted, facts), take)


def list_grammar(scene: Scene, quoted: Quoted, read: Begun) -> str:
    """The grammar of a list of what is in view, up to the space or comma behind it."""
    numbers = Numbers(scene, Rules(), quoted.shape)
    ends = one_of((" ", ", ") if left(read) else (" ",))
    return numbers.rules.text(f"{numbers.rules.rule(named, numbers, views_of(read, scene))} {ends}")


def left(read: Begun) -> tuple[str, ...]:
    """The variables that are not taken yet."""
    return tuple(each for each in VARIABLES if each not in read.variables)


class Further(Heads):
    """Writes the rules of heads behind a list."""

    def __init__(self, scene: Scene, quoted: Quoted, facts: frozenset[str], read: Begun) -> None:
        super().__init__(scene, Rules(), quoted, (), facts)
        self.read, self.views = read, views_of(read, scene)
        self.naming = len(read.lists) < MOST_LISTS
        # the lists are such as these objects have, or speak of none
        self.spoken = tuple(each.this for each in self.views)

    def head(self) -> Iterator[str]:
        """What may follow in the same block."""
        name = self.read.target
        if not name:
            yield from self.values()
        elif name in self.scene.program.systematics:
            yield from self.variation(name)
        else:
            inner = self.inner.get(self.scene.taken_inside(name), "")
            of_region = name in self.scene.regions
            every = self.region_rules() if of_region else OBJECT_RULES
            keywords = tuple(each for each in every if each not in ALONE)
            yield from self.rest(self.scene.visible(name), keywords, inner)

    def note(self) -> Iterator[str]:
        """None: it has no variables and no lists."""
        return iter(())

    def loops(self, seen: frozenset[str]) -> Iterator[str]:
        """Further variables; behind a comma there is one."""
        if left(self.read):
            yield f'{self.chain(seen, left(self.read))} " "'
        if not self.read.apart:
            yield '""'

    def place(self, seen: frozenset[str]) -> Iterator[str]:
        """A collection, or one of the lists."""
        yield from super().place(seen)
        found = ((each.text, each.type.ordering is not None) for view in self.views for each in view.lists)
        for text, ordered in dict.fromkeys(found):
            yield spelled(text)
            if ordered:
                yield f'"first(" {spelled(text)} {self.rules.rule(self.few)}'
