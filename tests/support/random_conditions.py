"""Random conditions, as expressions.

In: the objects in view. Out: a text.
"""

from random_numbers import Numbers
from random_shapes import THRESHOLDS


class Conditions(Numbers):
    """Draws conditions; one method for each form, found by its name."""

    def condition(self, view=(), depth=2):
        if depth <= 0:
            return self.condition_compare(view, 0)
        form = self.pick(
            *("compare",) * 5, "chain", "equal", "logic", "logic", "negated", "property", "quantified",
            "quantified", "short", "exists", "contains", "named", "same",
        )  # fmt: skip
        return getattr(self, f"condition_{form}")(view, depth - 1)

    def condition_compare(self, view, depth):
        dimension = self.pick(*THRESHOLDS)
        left, _ = self.number(dimension, view, depth)
        right = self.number(dimension, view, 0)[0] if self.chance(30) else self.constant(dimension)[0]
        return f"{left} {self.pick('<', '<=', '>', '>=')} {right}"

    def condition_chain(self, view, depth):
        dimension = self.pick(*THRESHOLDS)
        low, high = THRESHOLDS[dimension][0], THRESHOLDS[dimension][-1]
        return f"{low} {self.pick('<', '<=')} {self.number(dimension, view, depth)[0]} {self.pick('<', '<=')} {high}"

    def condition_equal(self, view, depth):
        left, right = (self.number("int", view, depth)[0] for _ in range(2))
        return f"{left} {self.pick('==', '!=')} {right}"

    def condition_same(self, view, depth):
        left, right = (self.condition(view, depth) for _ in range(2))
        return f"({left}) {self.pick('==', '!=')} ({right})"

    def condition_logic(self, view, depth):
        parts = [self.condition(view, depth) for _ in range(self.pick(2, 2, 3))]
        return f"({self.pick(' and ', ' or ').join(parts)})"

    def condition_negated(self, view, depth):
        return f"not ({self.condition(view, depth)})"

    def condition_property(self, view, _depth):
        text, shape, _ = self.thing(view)
        if not shape.conditions or self.chance(20):
            return self.pick("true", "false", *(f'trigger("{each}")' for each in self.vocabulary.triggers))
        name = self.pick(*shape.conditions)[0]
        return name if text == "this" else f"{text}.{name}"

    def condition_quantified(self, view, depth):
        inside, _ = self.binders(view, depth, self.condition)
        return f"{self.pick('any', 'all', 'none')}({inside})"

    def condition_exists(self, view, depth):
        if self.chance(40):
            text = self.thing(view)[0]
            return f"exists({text})" if self.chance(70) else f"exists({text} + {self.thing(view)[0]})"
        return f"exists({self.number(self.pick('GeV', '', 'int'), view, depth)[0]})"

    def condition_contains(self, view, _depth):
        whole = self.pick(self.thing(view)[0], self.pick(*self.collections).name)
        return f"contains({whole}, {self.thing(view)[0]})"

    def condition_named(self, view, depth):
        return self.pick(*self.conditions) if self.conditions else self.condition_compare(view, depth)
