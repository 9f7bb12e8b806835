"""The objects that a random expression can speak of.

In: what a program has defined so far. Out: texts of objects and of their properties.
"""

from dataclasses import dataclass, field, replace

from hypothesis import strategies as st
from random_shapes import CMS, Named, Shape, Vocabulary


@dataclass
class Drawing:
    """What has been said so far, and how the next is picked."""

    draw: st.DrawFn
    vocabulary: Vocabulary = CMS
    collections: list[Named] = field(default_factory=list)
    chosen: list[tuple[str, Shape]] = field(default_factory=list)
    numbers: list[tuple[str, str]] = field(default_factory=list)
    conditions: list[str] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)
    counter: int = 0

    def __post_init__(self):
        self.collections += [Named(*each) for each in self.vocabulary.kinds.items()]

    # ---- small help ----
    def pick(self, *options):
        return self.draw(st.sampled_from(options))

    def chance(self, percent):
        return self.draw(st.integers(0, 99)) >= 100 - percent

    def fresh(self, letter):
        self.counter += 1
        return f"{letter}{self.counter}"

    # ---- objects in an expression ----
    def collection(self, view=()):
        named = self.pick(*self.collections)
        if (own := self.lists(view)) and self.chance(60 if view else 20):
            named = self.pick(*own)
        if named.ordered and self.chance(15):
            return replace(named, name=f"first({named.name}, 2)")
        return named

    def lists(self, view):
        """The lists of objects that can be spoken of: of those in view, chosen ones, those of largest pt."""
        owners = [(text or "this", shape, missing) for text, shape, missing in view]
        if not view or self.chance(10):
            owners += [(name, shape, True) for name, shape in self.chosen]
            owners += [(f"leading({each.name})", each.shape, True) for each in self.collections]
        return [
            Named(f"{text}.{name}", self.vocabulary.kinds[kind], ordered, missing=missing)
            for text, shape, missing in owners
            for name, kind, ordered in shape.lists
        ]

    def objects(self, view):
        """All objects that can be spoken of: those in view, chosen ones, those at a position."""
        found = [*view]
        found += [(name, shape, True) for name, shape in self.chosen]
        for each in (*self.collections, *(self.lists(view) if self.chance(30) else ())):
            if each.ordered:
                found += [(f"{each.name}[{place}]", each.shape, True) for place in (0, 1, -1, -2)]
            found.append((f"leading({each.name})", each.shape, True))
            found += [
                (f"nearest({each.name}, {name or 'this'})", each.shape, True) for name, _, _ in view[-1:]
            ]
        return found

    def thing(self, view):
        """An object and its shape; preferably one in view, sometimes a member of it."""
        text, shape, missing = self.pick(*(view if view and self.chance(75) else self.objects(view)))
        while shape.slots and self.chance(50):
            slot, shape = self.pick(*shape.slots)
            text = slot if not text else f"{text}.{slot}"
        return text or "this", shape, missing

    def member(self, dimension, view):
        """A property of an object, and whether it may be missing."""
        text, shape, missing = self.thing(view)
        fitting = [each for each in shape.numbers if each[1] == dimension]
        if not fitting:
            return self.constant(dimension)
        name, _, optional = self.pick(*fitting)
        return (name if text == "this" and self.chance(80) else f"{text}.{name}"), missing or optional
