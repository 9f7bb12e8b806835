"""Random numbers and conditions from many objects.

In: a dimension and the objects in view. Out: a text, and whether the value may be missing.
"""

from random_functions import Functions


class Reductions(Functions):
    """Draws what reduces a collection; with variables, or in the short form that takes a property of each object."""

    def number_reduce(self, dimension, view, depth):
        operation = self.pick("sum", "sum", "min", "max", "mean")
        if dimension == "int":
            if self.chance(50):
                inside, missing = self.binders(view, depth, self.condition)
                return f"count({inside})", missing
            operation = self.pick("sum", "min", "max")
        if operation == "sum" and dimension == "GeV" and self.chance(20):
            several = self.pick(*self.collections)
            return f"sum({several.name}).{self.pick('pt', 'energy', 'px')}", False
        inside, missing = self.binders(
            view, depth, lambda inner, left: self.number(dimension, inner, left, present=True)[0]
        )
        return f"{operation}({inside})", missing or operation != "sum"

    def number_short(self, dimension, view, depth):
        """`max(jets.pt)`, `sum(jets.pt * 2)`, `count(jets.btag_medium)`."""
        if dimension == "int" and self.chance(50):
            inside, missing = self.property_of_each(view, depth)
            return f"count({inside})", missing
        named = self.collection(view)
        fitting = [name for name, own, missing in named.shape.numbers if own == dimension and not missing]
        if not fitting:
            return self.event(dimension)
        operation = self.pick("sum", "min", "max", *([] if dimension == "int" else ["mean"]))
        value = f"{named.name}.{self.pick(*fitting)}"
        match self.pick("", "", "other", "scaled"):
            case "other":
                value = f"{value} + {self.number(dimension, view, min(depth, 1), present=True)[0]}"
            case "scaled":
                value = f"-{value}" if dimension == "int" else f"|{value}| * 1.7"
        return f"{operation}({value})", named.missing or operation != "sum"

    def condition_short(self, view, depth):
        """`any(jets.btag_medium)`, `all(jets.pt > 30 GeV)`."""
        inside, _ = self.property_of_each(view, depth)
        return f"{self.pick('any', 'all', 'none')}({inside})"

    def property_of_each(self, view, depth):
        """A condition on a property of all objects of a collection, and whether these may be missing."""
        named = self.collection(view)
        if named.shape.conditions and self.chance(50):
            return f"{named.name}.{self.pick(*named.shape.conditions)[0]}", named.missing
        name, dimension, _ = self.pick(*named.shape.numbers)
        limit = (
            self.number(dimension, view, min(depth, 1))[0] if self.chance(30) else self.constant(dimension)[0]
        )
        return f"{named.name}.{name} {self.pick('<', '<=', '>', '>=')} {limit}", named.missing

    def binders(self, view, depth, body):
        """`body for x in xs where condition`, with one variable or two; and whether the value may be missing."""
        inner, text, missing = list(view), "", False
        for _ in range(self.pick(1, 1, 1, 2) if len(view) < 2 else 1):
            variable, named = self.fresh("x"), self.collection(inner)
            missing |= named.missing
            text += f" for {variable} in {named.name}"
            inner.append((variable, named.shape, False))
        inner = inner[len(view) :] if self.chance(60) else inner
        left = min(depth, 1)
        where = f" where {self.condition(inner, left)}" if self.chance(40) else ""
        return f"{body(inner, left)}{text}{where}", missing
