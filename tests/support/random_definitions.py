"""Random definitions: objects, combinations, choices, values.

In: what a program has defined so far. Out: lines of the program.
"""

from dataclasses import replace

from random_conditions import Conditions
from random_shapes import MOMENTUM, THRESHOLDS, Named, Shape, united


class Definitions(Conditions):
    """Draws definitions."""

    def rules(self, shape):
        """Rules about objects; returns what is known of them then, and whether they are sorted."""
        ordered = False
        for _ in range(self.pick(0, 1, 1, 2, 3)):
            view = [("", shape, False)]
            match self.pick("select", "select", "reject", "let", "sort"):
                case "let":
                    name = self.fresh("extra")
                    if self.chance(70):
                        dimension = self.pick(*THRESHOLDS)
                        text, missing = self.number(dimension, view, 1)
                        shape = replace(shape, numbers=(*shape.numbers, (name, dimension, missing)))
                    else:
                        text = self.condition(view, 1)
                        shape = replace(shape, conditions=(*shape.conditions, (name, True)))
                    self.lines.append(f"  let {name} = {text}")
                case "sort":
                    ordered = True
                    self.sort(view)
                case word:
                    self.lines.append(f"  {word} {self.condition(view, 2)}")
        if self.chance(50):
            ordered = True
            self.sort([("", shape, False)])
            if self.chance(25):
                self.lines.append(f"  limit {self.pick(1, 2, 3)}")
        return shape, ordered

    def sort(self, view):
        key = self.number(self.pick(*THRESHOLDS), view, 1, present=True)[0]
        self.lines.append(f"  sort by {key} {self.pick('ascending', 'descending')}")

    def object_block(self):
        single = [each for each in self.collections if not each.composite]
        sources = [self.pick(*single)]
        if self.chance(30):
            sources.append(self.pick(*(each for each in single if each != sources[0])))
        name = self.fresh("objects")
        self.lines.append(f"object {name} from {', '.join(each.name for each in sources)}")
        shape, ordered = self.rules(united([each.shape for each in sources]))
        ordered = ordered or (len(sources) == 1 and sources[0].ordered)
        self.collections.append(Named(name, shape, ordered))

    def combine_block(self):
        name, disjoint = self.fresh("tuples"), self.pick("", " disjoint")
        basic = [each for each in self.collections if not each.pairs_only]
        first = self.pick(*basic)
        slots = [self.fresh("slot"), self.fresh("slot")]
        sources = [first, self.pick(*basic)] if self.chance(40) else [first]
        single = [each for each in basic if not each.composite]
        if first in single and self.chance(20):
            slots.append(self.fresh("slot"))
            sources = [first, self.pick(*single), self.pick(*single)] if len(sources) == 2 else sources
        heads = ", ".join(each.name for each in sources)
        self.lines.append(f"combine {name} = ({', '.join(slots)}) from {heads}{disjoint}")
        shapes = [each.shape for each in sources] * (len(slots) if len(sources) == 1 else 1)
        shape = Shape((*MOMENTUM, ("energy", "GeV", False)), (), tuple(zip(slots, shapes, strict=True)))
        shape, ordered = self.rules(shape)
        many = len(slots) > 2 or any(each.composite for each in sources)  # pairs of these would be too many
        self.collections.append(Named(name, shape, ordered, composite=True, pairs_only=many))

    def choose_block(self):
        named, name = self.pick(*self.collections), self.fresh("best")
        rankings = []
        for _ in range(self.pick(1, 1, 2, 3)):
            key = self.number(self.pick("GeV", "", "int"), [("", named.shape, False)], 1, present=True)[0]
            rankings.append(f"{self.pick('minimizing', 'maximizing')} {key}")
        self.lines.append(f"choose {name} from {named.name} {' then '.join(rankings)}")
        self.chosen.append((name, named.shape))

    def define_block(self):
        name = self.fresh("value")
        if self.chance(65):
            dimension = self.pick(*THRESHOLDS)
            self.lines.append(f"define {name} = {self.number(dimension, (), 3)[0]}")
            self.numbers.append((name, dimension))
        else:
            self.lines.append(f"define {name} = {self.condition((), 3)}")
            self.conditions.append(name)
