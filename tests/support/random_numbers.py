"""Random numbers, as expressions.

In: a dimension and the objects in view. Out: a text, and whether the value may be missing.
"""

from random_reductions import Reductions
from random_shapes import THRESHOLDS


class Numbers(Reductions):
    """Draws numbers; one method for each form, found by its name."""

    def constant(self, dimension):
        return self.pick(*THRESHOLDS[dimension]), False

    def number(self, dimension, view=(), depth=2, present=False):
        text, missing = self.any_number(dimension, view, depth)
        if present and missing:
            return f"({text} else {self.constant(dimension)[0]})", False
        return text, missing

    def any_number(self, dimension, view, depth):
        if depth <= 0:
            return self.member(dimension, view) if self.chance(75) else self.event(dimension)
        form = self.pick(
            *("member",) * 6, *("event",) * 2, "reduce", "reduce", "short", "sum", "magnitude", "call", "call", "if",
            "else", "extreme", "scaled", "interpolate", "power", "momentum", "physics",
        )  # fmt: skip
        return getattr(self, f"number_{form}")(dimension, view, depth - 1)

    def number_member(self, dimension, view, _depth):
        return self.member(dimension, view)

    def number_event(self, dimension, _view, _depth):
        return self.event(dimension)

    def event(self, dimension):
        """A number of the event."""
        named = [(name, True) for name, own in self.numbers if own == dimension]
        if named and self.chance(50):
            return self.pick(*named)
        if dimension == "int" and not self.chance(30):
            named = self.collection()
            return f"size({named.name})", named.missing
        return self.pick(*self.vocabulary.event[dimension]), False

    def number_sum(self, dimension, view, depth):
        parts = [self.number(dimension, view, depth) for _ in range(self.pick(2, 2, 3))]
        signs = [self.pick(" + ", " - ") for _ in parts[1:]]
        text = parts[0][0] + "".join(sign + part for sign, (part, _) in zip(signs, parts[1:], strict=True))
        return f"({text})", any(missing for _, missing in parts)

    def number_magnitude(self, dimension, view, depth):
        text, missing = self.number(dimension, view, depth)
        return f"|{text} - {self.constant(dimension)[0]}|", missing

    def number_if(self, dimension, view, depth):
        first, second = (self.number(dimension, view, depth) for _ in range(2))
        return f"({first[0]} if {self.condition(view, depth)} else {second[0]})", first[1] or second[1]

    def number_else(self, dimension, view, depth):
        text, _ = self.number(dimension, view, depth)
        other, missing = self.number(dimension, view, 0)
        return f"({text} else {other})", missing

    def number_extreme(self, dimension, view, depth):
        parts = [self.number(dimension, view, depth) for _ in range(2)]
        inside = ", ".join(text for text, _ in parts)
        return f"{self.pick('min', 'max')}({inside})", any(missing for _, missing in parts)

    def number_scaled(self, dimension, view, depth):
        text, missing = self.number(dimension, view, depth)
        return (f"(-{text})" if dimension == "int" else f"({text} * 1.7)"), missing
