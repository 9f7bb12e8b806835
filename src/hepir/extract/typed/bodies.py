"""The rest of a statement, after its head: expressions that are well typed where they stand.

In: a scene, a head and what the quote offers. Out: a grammar; every text of it, after the head, is a statement that the
checker accepts at this place of the program. The values of `bin` are a part of their own: once they are written it is known
what they measure, and `cells` gives the rest.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial

from hepir.extract.typed.binnings import Binnings
from hepir.extract.typed.cells import cells_grammar
from hepir.extract.typed.edges import binnings
from hepir.extract.typed.literals import Quoted
from hepir.extract.typed.numbers import Numbers, signed, terminals
from hepir.extract.typed.openings import Head
from hepir.extract.typed.parts import Take, part_by_part
from hepir.extract.typed.rules import MINUS, Rules, one_of
from hepir.extract.typed.scene import Scene
from hepir.extract.typed.tables import Tables
from hepir.extract.typed.views import PURE, WHOLE, View, measure_of
from hepir.types.core import Number
from hepir.types.dimensions import Dimension

HOLE = '"?"'
# those that are remembered of one scene: each cut makes sure of something more, which asks for rules of its own
MOST_RULES = 10_000
BINNED = ("hist", "bin")
# statements whose rules hold the numbers themselves: in order, or as many as there are
OF_NUMBERS = ("table", "limit")


def body_grammar(scene: Scene, head: Head, quoted: Quoted) -> str:
    """The grammar of what follows a head; empty if nothing can follow, with no number in the quote. Its rules are written
    once for statements of a scene that differ in their numbers."""
    view = head.view
    bins = binnings(quoted) if head.keyword in BINNED else {}
    offered = quoted if head.keyword in OF_NUMBERS else quoted.shape
    kind = "select" if head.keyword == "reject" else head.keyword
    key = (scene.ground, view, kind, head.varied, head.text.endswith(" "), offered, tuple(bins))
    names = {dimension: name for dimension, (name, _) in bins.items()}
    rules = scene.properties.grammars.get(key, lambda: rules_of_body(scene, head, view, quoted, names))
    ends = () if head.keyword == "bin" else (text for _, text in bins.values())
    return "".join((rules, *terminals(quoted), *ends)) if rules else ""


def rest_grammar(scene: Scene, head: Head, quoted: Quoted, text: str) -> str | None:
    """The grammar of what follows a part of a body; None where it is finished."""
    return None if head.keyword != "bin" or text.endswith("\n") else cells_grammar(scene, quoted, text)


def whole_body(scene: Scene, head: Head, quoted: Quoted, take: Take) -> str | None:
    """The text of a body, of the parts that `take` gives; None where it gives none, empty behind a head that is whole."""
    if head.whole:
        return ""
    first = body_grammar(scene, head, quoted)
    return part_by_part(first, partial(rest_grammar, scene, head, quoted), take)


def rules_of_body(
    scene: Scene, head: Head, view: View, quoted: Quoted, binned: Mapping[Dimension, str]
) -> str:
    """The grammar without the numbers of the quote and their bins. What is written of expressions serves all statements of a
    scene."""
    key = (scene.ground, quoted.shape)
    numbers = scene.properties.numbers_of.get(key, lambda: Numbers(scene, Rules(), quoted.shape))
    bodies = Bodies(numbers, quoted, binned)
    # a name ends where something follows it
    space = "" if head.text.endswith(" ") else '" "'
    with numbers.lock:
        rule = numbers.rules.rule(bodies.body, head, numbers.objects.same(view))
        end = "" if head.keyword == "bin" else '"\\n"'
        text = numbers.rules.text(f"{space} {rule} {end}")
    if len(numbers.rules.mentions) > MOST_RULES:
        scene.properties.numbers_of.forget(key)
    return text


class Bodies:
    """Writes the rules of statements."""

    def __init__(self, numbers: Numbers, quoted: Quoted, binned: Mapping[Dimension, str]) -> None:
        self.quoted, self.numbers, self.rules, self.scene = quoted, numbers, numbers.rules, numbers.scene
        self.binned = binned
        self.conditions = numbers.calls.conditions

    def body(self, head: Head, view: View) -> Iterator[str]:
        """What follows the words of a head."""
        match head.keyword:
            case "select" | "reject" | "when" | "choose" | "sort":
                yield from self.criterion(head.keyword, view)
            case "let":
                yield from (self.rules.rule(self.numbers.any_number, view, False), HOLE)
                yield self.rules.rule(self.conditions.whole, view)
            case "define":
                yield from self.value(view)
            case "up" | "down" | "weight":
                yield from self.varied(head, view)
            case "limit":
                yield one_of(each for each in self.quoted.counts if int(each) > 0)
            case "expect":
                number = self.rules.rule(self.numbers.published)
                yield f'{MINUS}? {number} (" +- " {number})?'
            case "table":
                yield self.rules.rule(Tables(self.numbers.rules, self.quoted).body)
            case "bin":
                yield from Binnings(self.numbers, self.binned).values(view)
            case _:
                yield from Binnings(self.numbers, self.binned).histogram(view)

    def criterion(self, keyword: str, view: View) -> Iterator[str]:
        """What is selected, ordered, or chosen by."""
        condition = f"({self.rules.rule(self.conditions.whole, view)} | {HOLE})"
        match keyword:
            case "when":
                yield f'{condition} " select " {condition} (" otherwise " {condition})?'
            case "sort":
                yield f'{self.rules.rule(self.numbers.any_number, view, True)} (" ascending" | " descending")'
            case "choose":
                key = self.rules.rule(self.numbers.any_number, view, True)
                yield f'{key} ((" then minimizing " | " then maximizing ") {key}){{0,4}}'
            case _:
                yield condition
                yield self.rules.rule(self.conditions.with_new_hole, view)

    def value(self, view: View) -> Iterator[str]:
        """What may be defined: a number, a condition, an object, a momentum, a literal that deserves a name, a hole."""
        for text in self.numbers.published():
            yield from signed(text)
        yield self.rules.rule(self.numbers.any_number, view, False)
        yield self.rules.rule(self.conditions.whole, view)
        yield self.rules.rule(self.conditions.any_object, view)
        yield self.rules.rule(self.numbers.momenta.summed, view, False)
        yield self.rules.rule(self.numbers.momenta.terms, view, False)
        yield one_of(("?", *self.numbers.objects.singles(view)))

    def varied(self, head: Head, view: View) -> Iterator[str]:
        """Another value of a property, or a factor of a weight."""
        if head.varied is None:
            for measure in (PURE, WHOLE):
                factor = self.rules.rule(self.numbers.whole_expression, view, measure, True)
                yield f"{factor} {self.applies(head)}"
            yield f"{self.numbers.constant(PURE)} {self.applies(head)}"
            return
        owner, name = head.varied
        kind = self.scene.members(self.scene.owner_of(owner))[name]
        assert isinstance(kind, Number)
        if measure_of(kind) == WHOLE:
            yield self.rules.rule(self.numbers.whole_expression, view, WHOLE, True)
            yield from self.numbers.written_out(WHOLE)
            return
        yield self.rules.rule(self.numbers.argument, view, measure_of(kind), True)
        if measure_of(kind) == PURE:
            yield self.rules.rule(self.numbers.whole_expression, view, WHOLE, True)

    def applies(self, head: Head) -> str:
        """For which events a weight is; its variation is for the same."""
        return '(" on simulation" | " on data")?' if head.keyword == "weight" else ""
