"""Expressions as columnar code.

In: a typed expression, and the objects in view, one axis each behind the axis of events. Out: Python source.
Missing values are None in the arrays; conditions are asked for as "certainly true" (`truth`)
or "certainly false" (`falsity`).
"""

from __future__ import annotations

from dataclasses import dataclass

from hepir.backends.awkward.forms import (
    accumulated,
    chained,
    is_local,
    leaf_paths,
    quantified,
    spread_code,
    stretched_code,
)
from hepir.backends.awkward.missing import Knowing
from hepir.backends.awkward.names import ATTRIBUTES, EVENT, EVERYWHERE, Here, View, field
from hepir.intrinsics.registry import functions
from hepir.ir.plan import counted_branch
from hepir.semantics.expressions import (
    Absolute,
    Add,
    Apply,
    Compare,
    Conditional,
    Constant,
    Contains,
    Exists,
    Expression,
    Extreme,
    Fallback,
    First,
    Index,
    Local,
    Logical,
    Member,
    Multiply,
    Negate,
    Not,
    Power,
    Reduce,
    Reference,
    Size,
    Trigger,
    walk,
)
from hepir.types.core import Boolean, Collection, Composite, Element, Momentum, Number, Single


@dataclass(frozen=True)
class Writer(Knowing):
    """Writes expressions of a plan."""

    here: Here = EVERYWHERE

    def for_events(self, expression: Expression) -> str:
        """An event's value, repeated for all events where it is the same for all."""
        code = self.code(expression, EVENT)
        return f"np.full({self.here.number}, {code})" if self.constant(expression) else code

    # ---- conditions ----
    def truth(self, condition: Expression, view: View) -> str:
        """Where a condition certainly holds."""
        match condition:
            case Logical(operator, operands):
                sign = " & " if operator == "and" else " | "
                return f"({sign.join(self.truth(operand, view) for operand in operands)})"
            case Not(operand):
                return self.falsity(operand, view)
            case _:
                code = self.code(condition, view)
                return f"ak.fill_none({code}, False)" if self.missing(condition) else code

    def falsity(self, condition: Expression, view: View) -> str:
        """Where a condition certainly does not hold."""
        match condition:
            case Logical(operator, operands):
                sign = " | " if operator == "and" else " & "
                return f"({sign.join(self.falsity(operand, view) for operand in operands)})"
            case Not(operand):
                return self.truth(operand, view)
            case _:
                code = self.code(condition, view)
                code = f"ak.fill_none({code}, True)" if self.missing(condition) else code
                return f"np.logical_not({code})"

    # ---- values ----
    def code(self, expression: Expression, view: View) -> str:
        """The code of a value; an event's value is brought to the axes of the view.

        Over one axis, awkward does that by itself, unless the value may be missing. Over several it takes
        the last axis for the events wherever no list lies between, so there the axes are written out.
        """
        if not view.axes or is_local(expression):
            return self.plain(expression, view)
        if isinstance(expression, Reduce) or self.missing(expression):
            return spread_code(self.plain(expression, EVENT), view)
        if len(view.axes) > 1 and not self.constant(expression):
            return stretched_code(self.plain(expression, EVENT), view)
        return self.plain(expression, view)

    def plain(self, expression: Expression, view: View) -> str:
        """One case for each form."""
        match expression:
            case Constant(value):
                return f"np.bool_({value})" if isinstance(value, bool) else repr(value)
            case Local(name):
                return view.take(name)
            case Reference(name, type=Boolean()) if self.knowledge.definitions.get(name) is None:
                return f"in_{name}" + (f"[{self.here.passed}]" if self.here.passed else "")
            case Reference(name):
                return self.here.array(name)
            case Trigger(name):
                return f"({self.here.events}[{self.plan.triggers[name]!r}] != 0)"
            case Member():
                return self.member(expression, view)
            case Index(collection, position):
                return f"at({self.code(collection, EVENT)}, {position})"
            case First(collection, count):
                return f"{self.code(collection, EVENT)}[:, :{count}]"
            case Size() if counted_branch(expression, self.plan):
                return f"ak.num({self.here.events}[{counted_branch(expression, self.plan)!r}], axis=1)"
            case Size(collection):
                return f"ak.num({self.code(collection, EVENT)}, axis=1)"
            case Extreme() if is_local(expression):
                return self.best_for_each(expression, view)
            case Extreme(collection, name, key, largest):
                array = self.code(collection, EVENT)
                inner = self.code(key, View(((name, array),)))
                return f"best({array}, {'-' if largest else ''}{inner})"
            case Exists(value) if not self.missing(value):
                return self.reaching("np.bool_(True)", value, view)
            case Exists(value):
                return f"np.logical_not(ak.is_none({self.code(value, view)}, axis={len(view.axes)}))"
            case Contains(whole, part):
                return self.contains(whole, part, view)
            case Reduce():
                return self.reduction(expression, view)
            case _:
                return self.operator(expression, view)

    def best_for_each(self, expression: Extreme, view: View) -> str:
        """The object with the best key for each object in view."""
        array = self.code(expression.collection, EVENT)
        inner = view.inside(expression.variable, array)
        named = {each.name for each in walk(expression.key) if isinstance(each, Local)}
        further = [inner.take(name) for name, _ in inner.axes if name not in named]
        code = self.code(expression.key, inner)
        code = f"for_each({', '.join((code, *further))})" if further else code
        return f"best_for_each({array}, {'-' if expression.largest else ''}{code})"

    def operator(self, expression: Expression, view: View) -> str:
        """Operators and functions."""
        match expression:
            case Apply(function, arguments):
                definition = functions()[function]
                code = definition.columnar([self.argument(each, view) for each in arguments])
                none = definition.optional and definition.returns.gives == "number"
                return f"ak.nan_to_none({code})" if none else code
            case Add(terms, type=kind):
                parts = [
                    self.summand(each, view) if isinstance(kind, Momentum) else self.code(each, view)
                    for _, each in terms
                ]
                signs = ["-" if sign < 0 else "+" for sign, _ in terms]
                first = f"-{parts[0]}" if signs[0] == "-" else parts[0]
                rest = "".join(f" {sign} {part}" for sign, part in zip(signs[1:], parts[1:], strict=True))
                return f"({first}{rest})"
            case Multiply(factors):
                parts = [self.code(each, view) for _, each in factors]
                if all(isinstance(each, Constant) for _, each in factors):
                    parts[0] = f"np.float64({parts[0]})"
                signs = ["/" if sign < 0 else "*" for sign, _ in factors]
                rest = "".join(f" {sign} {part}" for sign, part in zip(signs[1:], parts[1:], strict=True))
                return f"({parts[0]}{rest})"
            case Power(base, exponent):
                left = self.code(base, view)
                left = f"(1.0 * {left})" if isinstance(base.type, Number) and base.type.integer else left
                left = f"np.float64({left})" if isinstance(base, Constant) else left
                return f"({left} ** {self.code(exponent, view)})"
            case Negate(value):
                return f"(-{self.code(value, view)})"
            case Absolute(value):
                return f"abs({self.code(value, view)})"
            case Compare(operands, operators):
                first, *others = (self.code(each, view) for each in operands)
                tests = list(chained(first, operators, others))
                code = tests[0] if len(tests) == 1 else f"({' & '.join(tests)})"
                return f"np.bool_({code})" if all(isinstance(each, Constant) for each in operands) else code
            case _:
                return self.decision(expression, view)

    def argument(self, expression: Expression, view: View) -> str:
        """An argument of a function: a number, a vector, or all vectors of a collection."""
        match expression.type:
            case Number():
                return self.code(expression, view)
            case Collection(Composite()):
                return f'{self.code(expression, EVENT)}["momentum"]'
            case Collection():
                return self.code(expression, EVENT)
            case _:
                return self.momentum(expression, view)

    def decision(self, expression: Expression, view: View) -> str:
        """Logic and alternatives as values."""
        match expression:
            case Logical() | Not():
                yes = self.truth(expression, view)
                if not self.missing(expression):
                    return yes
                return f"ak.mask({yes}, {yes} | {self.falsity(expression, view)})"
            case Conditional(condition, value, otherwise):
                test = self.truth(condition, view)
                if not is_local(condition):
                    test = self.truth(condition, EVENT)
                    test = f"np.full({self.here.number}, {test})" if self.constant(condition) else test
                    test = spread_code(test, view) if view.axes else test
                return f"ak.where({test}, {self.code(value, view)}, {self.code(otherwise, view)})"
            case Fallback(value, otherwise):
                left, right = self.code(value, view), self.code(otherwise, view)
                if not self.missing(value):
                    return left if is_local(value) else self.reaching(left, otherwise, view)
                if isinstance(otherwise, Constant):
                    return f"ak.fill_none({left}, {right}, axis=-1)"
                return f"ak.where(ak.is_none({left}, axis={len(view.axes)}), {right}, {left})"
            case _:
                raise AssertionError(f"no code for {type(expression).__name__}")

    def member(self, expression: Member, view: View) -> str:
        """A slot, a stored field, or a property of a momentum."""
        base, name = expression.base, expression.name
        if expression.slot or self.is_field(base, name):
            return self.part(base, f'["{field(name)}"]', view)
        return f"{self.momentum(base, view)}.{ATTRIBUTES[name]}"

    def is_field(self, base: Expression, name: str) -> bool:
        """Whether a property is a field of the array."""
        match base.type:
            case Element(kinds, derived):
                if any(each.name == name for each in derived) or name == "flavor":
                    return True
                return any(name in self.plan.kinds[kind].properties for kind in kinds)
            case Composite(derived=derived):
                return any(each.name == name for each in derived)
            case Single():
                return True
            case _:
                return False

    def momentum(self, expression: Expression, view: View) -> str:
        """An object as a vector."""
        if isinstance(expression.type, Composite):
            return self.summand(expression, view)
        return self.code(expression, view)

    def summand(self, expression: Expression, view: View) -> str:
        """The momentum of an object in Cartesian components."""
        if isinstance(expression.type, Momentum):
            return self.code(expression, view)
        return self.part(expression, '["momentum"]', view)

    def part(self, expression: Expression, inner: str, view: View) -> str:
        """Fields of an object; where each object in view gets its event's, of these alone."""
        if isinstance(expression, Local):
            return view.take(expression.name, inner)
        if view.axes and not is_local(expression) and self.missing(expression):
            return spread_code(self.code(expression, EVENT) + inner, view)
        return self.code(expression, view) + inner

    def leaves(self, expression: Expression, view: View) -> list[str]:
        """The identities of the particles of an object."""
        return [self.leaf(expression, path, view) for path in leaf_paths(expression.type)]

    def leaf(self, expression: Expression, path: str, view: View) -> str:
        """The identity of one particle of an object."""
        return self.part(expression, f'{path}["identity"]', view)

    def contains(self, whole: Expression, part: Expression, view: View) -> str:
        """Every particle of `part` is one of `whole`."""
        inside = self.leaves(whole, view)
        tests = [
            "(" + " | ".join(f"({mine} == {other})" for mine in inside) + ")"
            for other in self.leaves(part, view)
        ]
        return f"({' & '.join(tests)})"

    # ---- reductions ----
    def reduction(self, node: Reduce, view: View) -> str:
        """One value from the innermost axes."""
        inner = view
        for binding in node.bindings:
            inner = inner.inside(binding.variable, self.code(binding.collection, EVENT))
        where = self.full(self.truth(node.where, inner), node.where, node, inner) if node.where else ""
        if node.operation in ("any", "all", "none", "count"):
            body = self.full(self.truth(node.body, inner), node.body, node, inner)
            return quantified(node.operation, body, where, len(node.bindings))
        if isinstance(node.type, Momentum):
            chosen = f", {where}" if where else ""
            code = f"total({self.summand(node.body, inner)}{chosen})"
            return code if len(node.bindings) == 1 else self.total_over_several(node, inner, where)
        body = self.full(self.code(node.body, inner), node.body, node, inner)
        body = f"ak.mask({body}, {where})" if where else body
        return accumulated(node.operation, body, len(node.bindings))

    def total_over_several(self, node: Reduce, inner: View, where: str) -> str:
        """The sum of momenta over several axes: of all combinations as one list."""
        body = self.summand(node.body, inner)
        for _ in node.bindings[1:]:
            body = f"ak.flatten({body}, axis={len(inner.axes) - 1})"
            where = f"ak.flatten({where}, axis={len(inner.axes) - 1})" if where else ""
        return f"total({body}{', ' + where if where else ''})"

    def full(self, code: str, expression: Expression, node: Reduce, view: View) -> str:
        """Code that has all axes, even where the expression does not mention every variable."""
        named = {each.name for each in walk(expression) if isinstance(each, Local)}
        inner = [binding.variable for binding in node.bindings]
        axes = [name for name, _ in view.axes] if is_local(node) else inner
        further = [view.take(name) for name in axes if name not in named]
        return f"for_each({', '.join((code, *further))})" if further else code

    def reaching(self, code: str, expression: Expression, view: View) -> str:
        """An event's value, repeated for all objects that an expression speaks of."""
        named = {each.name for each in walk(expression) if isinstance(each, Local)}
        spoken = [view.take(name) for name, _ in view.axes if name in named]
        return f"for_each({', '.join((code, *spoken))})" if spoken else code
