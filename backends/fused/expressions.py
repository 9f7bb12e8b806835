"""Expressions as code for one event.

In: typed expressions. Out: code, and the conditions under which it has a value. A missing operand makes an operator's result
missing; conditions are Kleene's.
"""

from __future__ import annotations

import math
from abc import abstractmethod
from collections.abc import Sequence
from dataclasses import replace

from hepir.backends.fused.calls import call_code
from hepir.backends.fused.reductions import Reductions
from hepir.backends.fused.values import (
    Combined,
    Items,
    Particle,
    Scalar,
    Thing,
    Value,
    Vector,
    both,
    joined,
    leaves,
    zero,
)
from hepir.semantics.applied import function_of
from hepir.semantics.expressions import (
    Absolute,
    Add,
    Apply,
    Belonging,
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
from hepir.types.core import BOOLEAN, Collection, Momentum


class Expressions(Reductions):
    """Writes expressions."""

    @abstractmethod
    def same(self, first: Particle, second: Particle) -> str:
        """Whether two are the same particle."""

    # ---- any value ----
    def value(self, expression: Expression) -> Value:
        """An object, a momentum, a collection or a number."""
        match expression:
            case Local(name):
                return self.variables[name]
            case Reference(name):
                return self.named_value(name)
            case Index(collection, position):
                return self.at_position(self.items(collection), position)
            case First() | Belonging():
                return self.items(expression)
            case Link(collection, index):
                return self.linked(collection, index)
            case Extreme():
                return self.extreme(expression)
            case Member(base, name, slot=True):
                return self.member(self.thing(base), name)
            case Add(terms=terms, type=Momentum()):
                return self.sum_of([(sign, self.vector_of(self.moving(each))) for sign, each in terms], "sum")
            case Reduce(type=Momentum()):
                return self.total(expression)
            case Apply():
                return self.call(expression)
            case _:
                return self.scalar(expression)

    def call(self, expression: Apply) -> Scalar | Vector:
        """A built-in function; one of collections is called once an event."""

        def made() -> Scalar | Vector:
            return call_code(
                self, function_of(expression), [self.value(each) for each in expression.arguments]
            )

        if not any(isinstance(each.type, Collection) for each in expression.arguments):
            return made()
        found = self.made_once(expression, made)
        assert isinstance(found, Scalar | Vector)
        return found

    def thing(self, expression: Expression) -> Thing:
        """An object."""
        found = self.value(expression)
        assert isinstance(found, Particle | Combined), expression
        return found

    def moving(self, expression: Expression) -> Thing | Vector:
        """What has a momentum."""
        found = self.value(expression)
        assert isinstance(found, Particle | Combined | Vector), expression
        return found

    def linked(self, collection: Expression, index: Expression) -> Thing:
        """The object at a place of the stored list."""
        items, place = self.items(collection), self.scalar(index)
        code = f"({place.code}) if {both(place.present)} else -1" if place.present else place.code
        name = self.bound(code, "link")
        thing = items.at(name)
        return replace(thing, present=joined(thing.present, (f"0 <= {name} < {items.count}",)))

    def descent(self, expression: Descends) -> Scalar:
        """Whether a particle has an ancestor of a species: from mother to mother, no further than there are particles."""
        thing, items = self.thing(expression.particle), self.items(expression.collection)
        above, steps, found = (self.fresh(each) for each in ("above", "steps", "descends"))
        mother = self.property_of(thing, "mother_index")
        self.line(f"{above} = ({mother.code}) if {both(mother.present)} else -1")
        self.line(f"{steps} = 0")
        self.line(f"{found} = False")
        header = f"while 0 <= {above} < {items.count} and {steps} < {items.count} and not {found}:"
        with self.block(header, loop=True):
            other = items.at(above)
            species = self.property_of(other, "pdg_id")
            test = " or ".join(f"abs({species.code}) == {each}" for each in expression.species)
            self.line(f"{found} = {both((*species.present, f'({test})'))}")
            further = self.property_of(other, "mother_index")
            self.line(f"{above} = ({further.code}) if {both(further.present)} else -1")
            self.line(f"{steps} += 1")
        return Scalar(found, thing.present)

    def member(self, thing: Thing, name: str) -> Thing:
        """A slot of a combination."""
        assert isinstance(thing, Combined)
        part = next(part for slot, part in thing.slots if slot == name)
        if isinstance(part, Particle):
            return Particle(
                part.kinds, part.at, part.tag, part.given, joined(thing.present, part.present), part.known
            )
        return Combined(part.slots, part.given, joined(thing.present, part.present), part.known)

    # ---- numbers and conditions ----
    def scalar(self, expression: Expression) -> Scalar:
        """The code of a number or a condition."""
        match expression:
            case Constant(value):
                return Scalar(constant_code(value))
            case Reference():
                found = self.value(expression)
                assert isinstance(found, Scalar), expression
                return found
            case Trigger(name):
                return Scalar(f"({self.content(self.plan.triggers[name], 0, BOOLEAN)}[event] != 0)")
            case Member(base, name):
                return self.property_of(self.moving(base), name)
            case Size(collection):
                return self.size(expression, collection)
            case Exists(value):
                return Scalar(self.existence(value))
            case Conditional():
                return self.conditional(expression)
            case Fallback():
                return self.fallback(expression)
            case Logical() | Not():
                return self.logical(expression)
            case Contains(whole, part):
                return self.containing(whole, part)
            case Descends():
                return self.descent(expression)
            case Reduce():
                return self.reduction(expression)
            case _:
                return self.strict(expression)

    def strict(self, expression: Expression) -> Scalar:
        """An operator, which is missing where an operand is."""
        match expression:
            case Compare(operands, operators):
                parts = [self.scalar(each) for each in operands]
                words = [operator_code(each.code) for each in parts]
                pairs = (f" {sign} {word}" for sign, word in zip(operators, words[1:], strict=True))
                return Scalar(f"({words[0]}{''.join(pairs)})", joined(*(each.present for each in parts)))
            case Apply():
                found = self.call(expression)
                assert isinstance(found, Scalar), expression
                return found
            case Add(terms):
                return self.chain([(sign, self.scalar(each)) for sign, each in terms], " + ", " - ", "-")
            case Multiply(factors):
                return self.chain([(sign, self.scalar(each)) for sign, each in factors], " * ", " / ", "1 / ")
            case Negate(inner):
                part = self.scalar(inner)
                return Scalar(f"(-{operator_code(part.code)})", part.present)
            case Absolute(inner):
                part = self.scalar(inner)
                return Scalar(f"abs({part.code})", part.present)
            case Power(base, exponent):
                first, second = self.scalar(base), self.scalar(exponent)
                code = f"math.pow(np.float64({first.code}), np.float64({second.code}))"
                return Scalar(code, joined(first.present, second.present))
            case _:
                raise TypeError(f"{type(expression).__name__} has no value")

    def chain(self, parts: Sequence[tuple[int, Scalar]], plus: str, minus: str, first: str) -> Scalar:
        """Terms or factors from left to right."""
        text = ""
        for index, (sign, each) in enumerate(parts):
            # dividing by a real number gives one, infinite where that is zero
            divides = sign != 1 and minus == " / "
            word = f"np.float64({each.code})" if divides else operator_code(each.code)
            if index:
                text += (plus if sign == 1 else minus) + word
            else:
                text = word if sign == 1 else f"{first}{word}"
        return Scalar(f"({text})", joined(*(each.present for _, each in parts)))

    def size(self, expression: Expression, collection: Expression) -> Scalar:
        """How many objects a collection has."""
        if not (isinstance(collection, Reference) and self.streamed(collection.name)):
            items = self.items(collection)
            return Scalar(items.count, items.present)
        found = self.made_once(expression, lambda: self.counted(collection))
        assert isinstance(found, Scalar)
        return found

    def counted(self, collection: Reference) -> Scalar:
        """How many objects pass, without a list of them."""
        count = self.fresh(f"{collection.name}_count")
        self.line(f"{count} = 0")
        with self.through(collection):
            self.line(f"{count} += 1")
        return Scalar(count)

    def existence(self, value: Expression) -> str:
        """Whether a value is there."""
        if isinstance(value.type, Collection):
            return "True"
        found = self.value(value)
        assert not isinstance(found, Items)
        return both(found.present)

    def conditional(self, expression: Conditional) -> Scalar:
        """One of two values; what takes statements is worked out only where it is asked for."""
        test = self.bound(self.truth(expression.condition), "test")
        with self.apart() as first:
            value = self.scalar(expression.value)
        with self.apart() as second:
            otherwise = self.scalar(expression.otherwise)
        optional = bool(value.present or otherwise.present)
        if not (first.parts or second.parts):
            code = f"(({value.code}) if {test} else ({otherwise.code}))"
            there = f"({both(value.present)} if {test} else {both(otherwise.present)})"
            return Scalar(code, (there,) if optional else ())
        result, there = self.fresh("value"), self.fresh("there")
        self.line(f"{result} = {zero(expression.type)}")
        self.line(f"{there} = False")
        branches = ((f"if {test}:", first, value), ("else:", second, otherwise))
        for header, apart, found in branches:
            with self.block(header) as block:
                block.parts.extend(apart.parts)
                self.line(f"{there} = {both(found.present)}")
                with self.block(f"if {there}:"):
                    self.line(f"{result} = {found.code}")
        return Scalar(result, (there,) if optional else ())

    def fallback(self, expression: Fallback) -> Scalar:
        """A value, or another where it is missing."""
        value, otherwise = self.scalar(expression.value), self.scalar(expression.otherwise)
        if not value.present:
            return value
        test = both(value.present)
        code = f"(({value.code}) if {test} else ({otherwise.code}))"
        if not otherwise.present:
            return Scalar(code)
        return Scalar(code, (f"({test} or {both(otherwise.present)})",))

    # ---- conditions ----
    def truth(self, expression: Expression) -> str:
        """The code that tells whether a condition is true."""
        match expression:
            case Logical(word, operands):
                return f"({f' {word} '.join(self.truth(each) for each in operands)})"
            case Not(operand):
                return self.falsity(operand)
            case _:
                found = self.scalar(expression)
                return both((*found.present, found.code))

    def falsity(self, expression: Expression) -> str:
        """The code that tells whether a condition is false, which a missing one is not."""
        match expression:
            case Logical(word, operands):
                other = "and" if word == "or" else "or"
                return f"({f' {other} '.join(self.falsity(each) for each in operands)})"
            case Not(operand):
                return self.truth(operand)
            case _:
                found = self.scalar(expression)
                return both((*found.present, f"not {operator_code(found.code)}"))

    def logical(self, expression: Expression) -> Scalar:
        """A condition that may be missing."""
        first = self.truth(expression)
        if not self.may_miss(expression):
            return Scalar(first)
        true = self.bound(first, "true")
        return Scalar(true, (f"({true} or {self.falsity(expression)})",))

    def may_miss(self, expression: Expression) -> bool:
        """Whether a condition may be missing."""
        match expression:
            case Logical(operands=operands):
                return any(self.may_miss(each) for each in operands)
            case Not(operand):
                return self.may_miss(operand)
            case _:
                with self.apart():
                    return bool(self.scalar(expression).present)

    def containing(self, whole: Expression, part: Expression) -> Scalar:
        """Whether all particles of an object are particles of another, or of a collection."""
        inner = self.thing(part)
        if isinstance(whole.type, Collection):
            return self.contained_in_items(whole, inner)
        outer = self.thing(whole)
        code = self.identity_code(list(leaves(outer)), inner)
        return Scalar(code, joined(outer.present, inner.present))

    def identity_code(self, outer: Sequence[Particle], inner: Thing) -> str:
        """Each particle of `inner` is one of `outer`."""
        tests = [[self.same(each, other) for other in outer] for each in leaves(inner)]
        return both([f"({' or '.join(each)})" if each else "False" for each in tests])

    def contained_in_items(self, whole: Expression, inner: Thing) -> Scalar:
        """Whether each particle of an object is part of something in a collection."""
        names = []
        for each in leaves(inner):
            found = self.fresh("found")
            names.append(found)
            self.line(f"{found} = False")
            with self.through(whole) as thing:
                present = both((*inner.present, self.identity_code(list(leaves(thing)), each)))
                with self.block(f"if {present}:"):
                    self.line(f"{found} = True")
        return Scalar(both(names), inner.present)


def constant_code(value: float | int | bool | str) -> str:
    """A constant of the program as code."""
    if isinstance(value, float) and not math.isfinite(value):
        return {"inf": "np.inf", "-inf": "-np.inf"}.get(str(value), "np.nan")
    return repr(value)


def operator_code(code: str) -> str:
    """Code that can stand beside an operator."""
    simple = code.isidentifier() or (code.replace(".", "", 1).isdigit()) or is_closed(code)
    return code if simple else f"({code})"


def is_closed(code: str) -> bool:
    """Whether code is one call, subscript or group."""
    if not code.endswith((")", "]")):
        return False
    depth, opened = 0, False
    for index, character in enumerate(code):
        if character in "([":
            depth += 1
            opened = True
        elif character in ")]":
            depth -= 1
            if depth == 0 and index < len(code) - 1 and code[index + 1] not in "([":
                return False
        elif depth == 0 and not (character.isalnum() or character in "_."):
            return False
    return opened
