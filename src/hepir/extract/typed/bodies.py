"""The rest of a statement, after its head: expressions that are well typed where they stand.

In: a scene, a head and what the quote offers. Out: a grammar; every text of it, after the head, is a statement that the
checker accepts at this place of the program.
"""

from __future__ import annotations

from collections.abc import Iterator

from hepir.extract.typed.heads import Head
from hepir.extract.typed.literals import Literal, Quoted
from hepir.extract.typed.numbers import Numbers
from hepir.extract.typed.objects import Objects
from hepir.extract.typed.rules import PLUS, Rules, by_unit, literal, one_of
from hepir.extract.typed.scene import Scene
from hepir.extract.typed.views import PURE, WHOLE, Measure, View
from hepir.types.core import Composite, Element

MAXIMUM_EDGES = 16


def body_grammar(scene: Scene, head: Head, quoted: Quoted) -> str:
    """The grammar of what follows a head; empty if nothing can follow, with no number in the quote."""
    rules = Rules(len(head.binders))
    numbers = Numbers(Objects(scene, rules), quoted)
    bodies = Bodies(numbers)
    # a name ends where something follows it
    space = "" if head.text.endswith(" ") else '" "'
    return rules.text(f'{space} {rules.rule(bodies.body, head)} "\\n"')


def view_of(scene: Scene, head: Head) -> View:
    """What an expression after a head may speak of."""
    this: Element | Composite | None = None
    if head.target in scene.objects:
        this = scene.objects[head.target].type.element
    elif head.keyword == "choose":
        this = scene.collections[head.text.split()[3]].element
    names = scene.visible(head.target) if head.target else frozenset(scene.types)
    # a weight is one of every event, also of those that the cuts reject
    facts = scene.facts(head.target) if head.keyword != "weight" else frozenset()
    return View(names, facts, this, head.binders)


class Bodies:
    """Writes the rules of statements."""

    def __init__(self, numbers: Numbers) -> None:
        self.numbers, self.rules, self.scene = numbers, numbers.rules, numbers.scene
        self.conditions = numbers.calls.conditions

    def body(self, head: Head) -> Iterator[str]:
        """What follows the words of a head."""
        view = view_of(self.scene, head)
        condition = self.rules.rule(self.conditions.condition, view)
        match head.keyword:
            case "select" | "reject":
                yield condition
            case "when":
                yield f'{condition} " select " {condition} (" otherwise " {condition})?'
            case "sort":
                yield f'{self.rules.rule(self.numbers.any_number, view, True)} (" ascending" | " descending")'
            case "let":
                yield from (self.rules.rule(self.numbers.any_number, view, False), condition)
            case "define":
                yield from self.value(view)
            case "choose":
                key = self.rules.rule(self.numbers.any_number, view, True)
                yield f'{key} ((" then minimizing " | " then maximizing ") {key}){{0,2}}'
            case "expect":
                numbers = one_of(each.number for each in self.numbers.literals if each.unit is None)
                yield f'{numbers} (" +- " {numbers})?'
            case "weight":
                for measure in (PURE, WHOLE):
                    factor = self.rules.rule(self.numbers.whole_expression, view, measure, True)
                    yield f'{factor} (" on simulation" | " on data")?'
            case _:
                yield from self.binned(view, head.keyword == "bin")

    def value(self, view: View) -> Iterator[str]:
        """What may be defined: a number, a condition, a momentum, a literal that deserves a name."""
        yield from by_unit(self.numbers.literals)
        yield self.rules.rule(self.numbers.any_number, view, False)
        yield self.rules.rule(self.conditions.condition, view)
        momentum = self.rules.rule(self.numbers.objects.momentum, view, False, False)
        yield momentum
        yield f"{momentum} ({PLUS} {momentum})+"

    def binned(self, view: View, need: bool) -> Iterator[str]:
        """`ht in bins [300, 500, 1000] GeV`; a histogram may have more axes, of the event or of one collection."""
        axis = self.rules.rule(self.event_axis, view, need)
        if need:
            yield axis
            return
        yield f'{axis} (", " {axis}){{0,2}}'
        for name in self.numbers.objects.collections(view):
            first = self.rules.rule(self.object_axis, view, name, True)
            yield f'({axis} ", ")? {first} (", " {axis})?'
            lifted = self.rules.rule(self.object_axis, view, name, False)
            yield f'({axis} ", ")? {lifted} (", " ({axis} | {lifted})){{0,2}}'

    def event_axis(self, view: View, need: bool) -> Iterator[str]:
        """One value an event."""
        for measure in self.numbers.measures:
            value = self.rules.rule(self.numbers.whole_expression, view, measure, need)
            yield f'{value} " in " {self.rules.rule(self.binnings, measure)}'

    def object_axis(self, view: View, collection: str, part: bool) -> Iterator[str]:
        """One value for each object of a collection."""
        for measure in self.numbers.measures:
            for value in self.numbers.calls.each_value(view, collection, measure, part):
                yield f'{value} " in " {self.rules.rule(self.binnings, measure)}'

    def binnings(self, measure: Measure) -> Iterator[str]:
        """Bins whose edges are numbers of the quote."""
        numbers = [each.number for each in self.numbers.literals if each.unit is None]
        counts = [each for each in numbers if each.isdigit() and 0 < int(each) <= 10_000]
        for unit, edges in edge_lists(self.numbers.literals, measure).items():
            behind = f" {unit}" if unit else ""
            lists = self.rules.rule(self.edges, edges, 0, 2)
            yield f'"bins [" {lists} {literal(f"]{behind}")}'
            positive = tuple(each for each in edges if float(each) > 0)
            if counts:
                yield f'{one_of(counts)} " bins from " ({ranges(edges, behind)})'
            if counts and len(positive) > 1:
                yield f'{one_of(counts)} " log bins from " ({ranges(positive, behind)})'

    def edges(self, texts: tuple[str, ...], start: int, least: int) -> Iterator[str]:
        """At least `least` of the edges from one on, ascending."""
        for index in range(start, len(texts) - least + 1):
            following = self.rules.rule(self.edges, texts, index + 1, max(1, least - 1))
            joined = f"{literal(f'{texts[index]}, ')} {following}"
            if index + 1 < len(texts):
                yield joined
            if least <= 1:
                yield literal(texts[index])


def ranges(edges: tuple[str, ...], unit: str) -> str:
    """A lower and a higher edge."""
    return " | ".join(
        literal(f"{low}{unit} to {high}{unit}")
        for index, low in enumerate(edges)
        for high in edges[index + 1 :]
    )


def edge_lists(literals: tuple[Literal, ...], measure: Measure) -> dict[str | None, tuple[str, ...]]:
    """The numbers of a quote by their unit, ascending, at least two: edges of bins."""
    found: dict[str | None, dict[float, str]] = {}
    for each in literals:
        if each.dimension == measure.dimension:
            of_unit = found.setdefault(each.unit, {})
            of_unit.setdefault(float(each.number), each.number)
            of_unit.setdefault(-float(each.number), f"-{each.number}")
    return {
        unit: tuple(edges[value] for value in sorted(edges))[-MAXIMUM_EDGES:] for unit, edges in found.items()
    }
