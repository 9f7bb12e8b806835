"""Random numbers, as expressions.

In: a dimension and the objects in view. Out: a text, and whether the value may be missing.
"""

from random_objects import Drawing
from random_shapes import THRESHOLDS


class Numbers(Drawing):
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
            *("member",) * 6, *("event",) * 2, "reduce", "reduce", "sum", "magnitude", "function", "if", "else",
            "extreme", "scaled", "angle", "physics",
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
        if dimension == "int":
            if self.chance(30):
                return "event.n_primary_vertices", False
            return f"size({self.collection().name})", False
        known = {"GeV": "MET.pt", "rad": "MET.phi", "": "MET.significance"}
        return known[dimension], False

    def number_reduce(self, dimension, view, depth):
        operation = self.pick("sum", "sum", "min", "max", "mean")
        if dimension == "int":
            if self.chance(50):
                return f"count({self.binders(view, depth, self.condition)})", False
            operation = self.pick("sum", "min", "max")
        if operation == "sum" and dimension == "GeV" and self.chance(20):
            several = self.pick(*self.collections)
            return f"sum({several.name}).{self.pick('pt', 'energy', 'px')}", False
        inside = self.binders(
            view, depth, lambda inner, left: self.number(dimension, inner, left, present=True)[0]
        )
        return f"{operation}({inside})", operation != "sum"

    def number_sum(self, dimension, view, depth):
        parts = [self.number(dimension, view, depth) for _ in range(self.pick(2, 2, 3))]
        signs = [self.pick(" + ", " - ") for _ in parts[1:]]
        text = parts[0][0] + "".join(sign + part for sign, (part, _) in zip(signs, parts[1:], strict=True))
        return f"({text})", any(missing for _, missing in parts)

    def number_magnitude(self, dimension, view, depth):
        text, missing = self.number(dimension, view, depth)
        return f"|{text} - {self.constant(dimension)[0]}|", missing

    def number_function(self, dimension, view, depth):
        if dimension == "" and self.chance(50):
            (first, one), (second, other) = (self.number("GeV", view, depth) for _ in range(2))
            return f"({first} / ({second}))", one or other
        text, missing = self.number("GeV", view, depth)
        table = {
            "GeV": f"interpolate({text}, 10.1 GeV, 3.3 GeV, 50.1 GeV, 20.7 GeV, 90.1 GeV, 5.9 GeV)",
            "rad": f"atan2({text}, 13.1 GeV)",
            "": f"sqrt(|{text}| / 7.7 GeV)",
            "int": f"({self.number('int', view, depth)[0]} * 2)",
        }
        return (table[dimension], missing) if dimension != "int" else (f"({self.event('int')[0]} * 2)", True)

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

    def number_angle(self, dimension, view, _depth):
        functions = {"GeV": ("transverse_mass",), "rad": ("dphi", "signed_dphi"), "": ("dr", "deta")}
        if dimension not in functions:
            return self.event(dimension)
        (first, _, one), (second, _, other) = self.thing(view), self.thing(view)
        name = self.pick(*functions[dimension])
        if dimension != "" and self.chance(30):
            second, other = "MET", False
        return f"{name}({first}, {second})", one or other

    def number_physics(self, dimension, view, _depth):
        """A function of collections, or of two momenta."""
        whole = self.collection()
        some = (
            f"first({whole.name}, {self.pick(1, 2, 3)})" if whole.ordered and self.chance(40) else whole.name
        )
        (first, _, one), (second, _, other) = self.thing(view), self.thing(view)
        either = one or other
        table = {
            "GeV": (
                (f"ht({some})", False), (f"ht({some}, {self.collection().name})", False), (f"mht({some})", False),
                (f"st({some}, MET)", False), (f"st({first}, {second}, {some})", either), (f"meff(MET, {some})", False),
                (f"pt_in_cone({first}, {some}, 1.29)", one), (f"razor_mr({first}, {second})", either),
                (f"razor_mtr({first}, {second}, MET)", either), (f"nearest({some}, {first}).pt", True),
            ),
            "rad": ((f"min_dphi({some}, MET)", True), (f"min_dphi({some}, {first})", True)),
            "": (
                (f"sphericity({some})", True), (f"aplanarity({some})", True), (f"transverse_sphericity({some})", True),
                (f"thrust({some})", True), (f"transverse_thrust({some})", True), (f"centrality({some})", True),
                (f"min_dr({some}, {first})", True),
            ),
            "int": ((f"size({some})", False),),
        }  # fmt: skip
        return self.pick(*table[dimension])

    def binders(self, view, depth, body):
        """`body for x in xs where condition`, with one variable or two."""
        inner, text = list(view), ""
        for _ in range(self.pick(1, 1, 1, 2) if len(view) < 2 else 1):
            variable, named = self.fresh("x"), self.collection()
            text += f" for {variable} in {named.name}"
            inner.append((variable, named.shape, False))
        inner = inner[len(view) :] if self.chance(60) else inner
        left = min(depth, 1)
        where = f" where {self.condition(inner, left)}" if self.chance(40) else ""
        return f"{body(inner, left)}{text}{where}"
