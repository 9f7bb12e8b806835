"""Random calls of built-in functions, powers, and sums of momenta, as numbers.

In: a dimension and the objects in view. Out: a text, and whether the value may be missing. The functions come from the
table that the checker reads, so that a new one is drawn as soon as it is there.
"""

from collections.abc import Mapping

from random_objects import Drawing
from random_shapes import MOMENTUM, THRESHOLDS

from hepir.intrinsics.core import Function
from hepir.intrinsics.registry import functions
from hepir.types.dimensions import ANGLE, ENERGY, NONE, Dimension

DIMENSIONS: Mapping[str, Dimension] = {"GeV": ENERGY, "rad": ANGLE, "": NONE}
SIMPLE = ("number", "direction", "transverse")
# Forms of their own (points in increasing order, as many values as one likes), and what takes whole numbers.
APART = ("interpolate", "min", "max", "bit")
EXPONENTS = ("2", "3", "0.5", "(1/3)", "-1", "(-1/2)")


class Functions(Drawing):
    """Draws numbers that are results of functions; one method for each form, found by its name."""

    def number_call(self, dimension, view, depth):
        """Any function whose parameters are numbers, or objects one by one."""
        if dimension == "int":
            return f"({self.event('int')[0]} * 2)", True
        fitting = [
            (function, letters)
            for function in functions().values()
            if (letters := letters_of(function, dimension)) is not None
        ]
        function, letters = self.pick(*fitting) if fitting else (None, {})
        if function is None:
            return self.event(dimension)
        arguments = [self.argument(parameter, letters, view, depth) for parameter in function.parameters]
        inside = ", ".join(text for text, _ in arguments)
        return f"{function.name}({inside})", any(missing for _, missing in arguments)

    def argument(self, parameter, letters, view, depth):
        """What a parameter takes: a number of its dimension, an object, or what has a direction in the plane."""
        if parameter.takes == "transverse" and self.chance(30):
            return "MET", False
        if parameter.takes != "number":
            text, _, missing = self.thing(view)
            return text, missing
        wanted = parameter.dimension
        known = isinstance(wanted, str)
        name = letters.setdefault(wanted, self.pick("GeV", "")) if known else name_of(wanted)
        return self.number(name, view, min(depth, 1))

    def number_interpolate(self, dimension, view, depth):
        points = {
            "GeV": "10.1 GeV, 3.3 GeV, 50.1 GeV, 20.7 GeV, 90.1 GeV, 5.9 GeV",
            "rad": "3.1 GeV, 1 rad, 70.7 GeV, 91 deg",
            "": "-10 GeV, 0.13, 10.1 GeV, 2.7",
        }
        if dimension not in points:
            return self.event(dimension)
        text, missing = self.number("GeV", view, depth)
        return f"interpolate({text}, {points[dimension]})", missing

    def number_power(self, dimension, view, depth):
        if dimension in ("rad", "int"):
            return self.event(dimension)
        (first, one), (second, other) = (self.number(dimension, view, depth) for _ in range(2))
        match dimension, self.pick("power", "product", "quotient"):
            case "", "power":
                return f"({first} ^ {self.pick(*EXPONENTS)})", one
            case "", "product":
                return f"({first} * {second})", one or other
            case "", _:
                (first, one), (second, other) = (self.number("GeV", view, depth) for _ in range(2))
                return f"({first} / ({second}))", one or other
            case _, "power":
                return f"(({first} ^ 3) ^ (1/3))", one
            case _, "product":
                return f"sqrt(|{first} * {second}|)", one or other
            case _:
                return f"({first} * ({second}) / {self.constant('GeV')[0]})", one or other

    def number_momentum(self, dimension, view, _depth):
        """A property of a sum or difference of momenta, with missing momentum among them or not."""
        if dimension in ("GeV", "rad") and self.chance(20):
            first, missing = self.sum_with_missing(view)
            return (
                f"{first}.{self.pick('phi') if dimension == 'rad' else self.pick('pt', 'px', 'mt')}",
                missing,
            )
        properties = [name for name, own, _ in (*MOMENTUM, ("energy", "GeV", False)) if own == dimension]
        if not properties:
            return self.event(dimension)
        things = [self.thing(view) for _ in range(self.pick(2, 2, 3))]
        signs = [self.pick(" + ", " + ", " - ") for _ in things[1:]]
        terms = [things[0][0]] + [sign + text for sign, (text, _, _) in zip(signs, things[1:], strict=True)]
        missing = any(each for _, _, each in things)
        if self.chance(20):
            several = self.collection()
            terms.append(f" + sum({several.name})")
            missing |= several.missing
        return f"({''.join(terms)}).{self.pick(*properties)}", missing

    def sum_with_missing(self, view):
        """Momenta of which one is missing momentum: a transverse one."""
        (first, _, one), (second, _, other) = self.thing(view), self.thing(view)
        text = self.pick(
            f"({first} + MET)",
            f"(MET - {first} + {second})",
            f"({first} + {second} + MET)",
            f"(MET + ({first} + MET))",
        )
        return text, one or other

    def number_physics(self, dimension, view, _depth):
        """A function of collections, or of two momenta."""
        whole, other = self.collection(view), self.collection()
        some = (
            f"first({whole.name}, {self.pick(1, 2, 3)})" if whole.ordered and self.chance(40) else whole.name
        )
        (first, _, one), (second, _, two) = self.thing(view), self.thing(view)
        either = one or two
        table = {
            "GeV": (
                (f"ht({some})", False), (f"ht({some}, {other.name})", False), (f"mht({some})", False),
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
        text, missing = self.pick(*table[dimension])
        return text, missing or whole.missing or other.missing


def name_of(dimension: Dimension) -> str | None:
    """The name of a dimension among those that are drawn."""
    return next((name for name, own in DIMENSIONS.items() if own == dimension), None)


def letters_of(function: Function, dimension: str) -> dict[str, str] | None:
    """What the variables of a function's signature must be for a result of a dimension; None where that cannot be."""
    simple = function.returns.gives == "number" and all(each.takes in SIMPLE for each in function.parameters)
    if function.name in APART or not simple:
        return None
    fixed = [each.dimension for each in function.parameters if each.takes == "number"]
    if any(not isinstance(each, str) and name_of(each) is None for each in fixed):
        return None
    wanted, returns = dimension, function.returns
    assert wanted in THRESHOLDS
    if not isinstance(returns.dimension, str):
        return {} if returns.dimension == DIMENSIONS[wanted] else None
    return {returns.dimension: wanted} if returns.power == 1 or wanted == "" else None
