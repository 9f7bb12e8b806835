"""Expressions as columnar code.

In: a typed expression, and the objects in view, one axis each behind the axis of events. Out: Python source.
Missing values are None in the arrays; conditions are asked for as "certainly true" (`truth`)
or "certainly false" (`falsity`).
"""

from __future__ import annotations

from hepir.backends.awkward.forms import REDUCTIONS, chained, is_local, leaf_paths, owner_of
from hepir.backends.awkward.missing import Knowing
from hepir.backends.awkward.names import ATTRIBUTES, EVENT, EVERYWHERE, Here, View, ancestry, field, variable
from hepir.ir.plan import counted_branch
from hepir.light_dataclasses import dataclass
from hepir.semantics.applied import function_of
from hepir.semantics.expressions import (
    Absolute,
    Add,
    Apply,
    Belonging,
    Binding,
    Compare,
    Conditional,
    Constant,
    Contains,
    Descends,
    Exists,
    Expression,
    Extreme,
    Fallback,
    First,
    Index,
    Link,
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
)
from hepir.semantics.options import lists_of
from hepir.semantics.rewriting import free_locals
from hepir.types.core import Boolean, Collection, Composite, Element, Momentum, Number, Single


@dataclass(frozen=True)
class Writer(Knowing):
    """Writes expressions of a plan."""

    here: Here = EVERYWHERE
    by_fields: frozenset[str] = frozenset()

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
                return f"certain({code})" if self.missing(condition) else code

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
                code = f"certain({code}, True)" if self.missing(condition) else code
                return f"np.logical_not({code})"

    # ---- values ----
    def code(self, expression: Expression, view: View) -> str:
        """The code of a value; where objects are in view, an event's value is handed to each."""
        if not view.axes or is_local(expression) or self.constant(expression):
            return self.plain(expression, view)
        return f"spread({self.plain(expression, EVENT)}, {view.innermost})"

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
                return f"(np.asarray({self.here.events}[{self.plan.triggers[name]!r}]) != 0)"
            case Member():
                return self.member(expression, view)
            case Index(collection, position) if is_local(collection):
                return f"of_each(at({self.code(collection, view)}, {position}), {view.innermost})"
            case Index(collection, position):
                return f"at({self.code(collection, EVENT)}, {position})"
            case Belonging(collection, owner, name):
                owners = self.things(owner, view)
                return f'members({owners}, "{field(name)}", {self.code(collection, EVENT)})'
            case First(collection, count):
                return f"{self.code(collection, view)}[:, :{count}]"
            case Size() if counted_branch(expression, self.plan):
                return f"size({self.here.events}[{counted_branch(expression, self.plan)!r}])"
            case Size(collection):
                return self.where_there(f"size({self.code(collection, view)})", (collection,), view)
            case Link(collection, index):
                return self.linked(collection, index, view)
            case Extreme() if is_local(expression):
                return self.best_for_each(expression, view)
            case Extreme(collection, name, key, largest):
                own = self.local(name)
                inner = self.code(key, EVENT.inside(name, own))
                sign = "-" if largest else ""
                return f"best({self.code(collection, EVENT)}, lambda {own}: {sign}{inner})"
            case Exists(value) if not self.missing(value):
                return "np.bool_(True)"
            case Exists(value):
                return f"is_there({self.code(value, view)})"
            case Contains(whole, part):
                return self.contains(whole, part, view)
            case Descends(particle, _, species):
                return self.part(particle, f'["{ancestry(species)}"]', view)
            case Reduce():
                return self.reduction(expression, view)
            case _:
                return self.operator(expression, view)

    def linked(self, collection: Expression, index: Expression, view: View) -> str:
        """The object at a place of the stored list, for each object in view."""
        named = [view.take(name) for name, _ in view.axes if name in free_locals(index)]
        event = f", {named[-1]}.event" if named else ""
        return f"linked({self.code(collection, EVENT)}, {self.code(index, view)}{event})"

    def best_for_each(self, expression: Extreme, view: View) -> str:
        """The object with the best key for each object in view."""
        own = self.local(expression.variable)
        outer = [view.take(name) for name, _ in view.axes if name in free_locals(expression)]
        key = self.code(expression.key, view.inside(expression.variable, own))
        parameters, sign = ", ".join((*outer, own)), "-" if expression.largest else ""
        (collection,) = self.collections((Binding(expression.variable, expression.collection),), outer, view)
        return f"best_for_each(lambda {parameters}: {sign}{key}, {collection}, {', '.join(outer)})"

    def collections(self, bindings: tuple[Binding, ...], outer: list[str], view: View) -> list[str]:
        """The collections that variables run over; of what is in view by then, the lists of objects are functions."""
        found, seen = [], list(outer)
        for each in bindings:
            own = self.local(each.variable)
            if is_local(each.collection):
                found.append(f"lambda {', '.join(seen)}: {self.code(each.collection, view)}")
            else:
                found.append(self.code(each.collection, EVENT))
            view = view.inside(each.variable, own)
            seen.append(own)
        return found

    def where_there(self, code: str, collections: tuple[Expression, ...], view: View) -> str:
        """A value that is made of lists of objects: missing where one of these is."""
        for each in collections:
            owner = owner_of(each)
            if owner is not None and self.missing(owner):
                code = f"where_there({code}, {self.things(owner, view)})"
        return code

    def operator(self, expression: Expression, view: View) -> str:
        """Operators and functions."""
        match expression:
            case Apply(arguments=arguments):
                definition = function_of(expression)
                code = definition.columnar([self.argument(each, view) for each in arguments])
                code = self.where_there(code, arguments, view)
                if definition.returns.gives == "number" and definition.optional:
                    return f"ak.nan_to_none({code})"
                return f"bare({code})" if "ak." in definition.helper else code
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
                return f'momenta({self.code(expression, EVENT)}["momentum"])'
            case Collection():
                return f"momenta({self.code(expression, view)})"
            case _:
                return self.momentum(expression, view)

    def decision(self, expression: Expression, view: View) -> str:
        """Logic and alternatives as values."""
        match expression:
            case Logical() | Not():
                yes = self.truth(expression, view)
                if not self.missing(expression):
                    return yes
                return f"known({yes}, {yes} | {self.falsity(expression, view)})"
            case Conditional(condition, value, otherwise):
                test = self.truth(condition, view)
                return f"where({test}, {self.code(value, view)}, {self.code(otherwise, view)})"
            case Fallback(value, otherwise):
                left = self.code(value, view)
                return f"instead({left}, {self.code(otherwise, view)})" if self.missing(value) else left
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
        return self.part(expression, "", view)

    def summand(self, expression: Expression, view: View) -> str:
        """The momentum of an object in Cartesian components."""
        match expression.type:
            case Momentum():
                inner = ""
            case Element(kinds) if not self.plan.components >= set(kinds):
                inner = ""  # which follow from pt, eta, phi and mass where they are asked for
            case _:
                inner = '["momentum"]'
        return self.part(expression, inner, view)

    def part(self, expression: Expression, inner: str, view: View) -> str:
        """Fields of an object; where objects are in view, each gets its event's."""
        if not view.axes or is_local(expression):
            return self.things(expression, view) + inner
        return f"spread({self.things(expression, EVENT)}{inner}, {view.innermost})"

    def things(self, expression: Expression, view: View) -> str:
        """Objects one after the other: those in view, or one of each event."""
        match expression:
            case Local():
                return self.code(expression, view)
            case Member(base, name, slot=True):
                return f'{self.things(base, view)}["{field(name)}"]'
            case Reference(name) if name in self.by_fields:
                return self.code(expression, view)
            case Add() | Reduce():
                return self.code(expression, view)
            case _:
                return f"flat({self.code(expression, view)})"

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
        """One value for each event, or for each of the objects in view, from all objects of collections."""
        inner = view
        for binding in node.bindings:
            inner = inner.inside(binding.variable, self.local(binding.variable))
        conditions = node.operation in ("any", "all", "none", "count")
        if conditions:
            body = self.truth(node.body, inner)
        else:
            momenta = isinstance(node.type, Momentum)
            body = self.summand(node.body, inner) if momenta else self.code(node.body, inner)
        outer = [view.take(name) for name, _ in view.axes if name in free_locals(node)]
        own = [self.local(each.variable) for each in node.bindings]
        parameters = ", ".join((*outer, *own))
        collections = ", ".join(self.collections(node.bindings, outer, view))
        collections = collections if len(node.bindings) == 1 else f"({collections})"
        name = "total_of" if isinstance(node.type, Momentum) else REDUCTIONS[node.operation]
        arguments = [f"lambda {parameters}: {body}", collections, *outer]
        if node.where is not None:
            arguments.append(f"where=lambda {parameters}: {self.truth(node.where, inner)}")
        return self.where_there(f"{name}({', '.join(arguments)})", tuple(lists_of(node.bindings)), view)

    def local(self, name: str) -> str:
        """The Python name of an object in view: none that stands for anything else."""
        known = (*self.plan.kinds, *self.plan.program.by_name)
        taken = {variable(each) for each in known}
        code = variable(name)
        while code in taken:
            code += "_"
        return code
