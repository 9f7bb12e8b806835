"""Expressions of Python as instructions.

In: nodes of Python's syntax. Out: values. What numbers become is what numba makes of them: `/` gives real numbers, `%` has
the sign of its right side, whole numbers wrap.
"""

from __future__ import annotations

import ast
from abc import abstractmethod
from collections.abc import Callable, Mapping, Sequence
from types import ModuleType

import numpy as np

from hepir.pipeline.machine.values import (
    ELEMENTS,
    LLVM,
    ArrayKind,
    NotKnownError,
    Value,
    constant,
    joined,
)
from hepir.pipeline.machine.writing import Instructions

COMPARED = {
    ast.Eq: ("oeq", "eq"),
    ast.NotEq: ("une", "ne"),
    ast.Lt: ("olt", "slt"),
    ast.LtE: ("ole", "sle"),
    ast.Gt: ("ogt", "sgt"),
    ast.GtE: ("oge", "sge"),
}
ARITHMETIC = {ast.Add: ("fadd", "add"), ast.Sub: ("fsub", "sub"), ast.Mult: ("fmul", "mul")}
BITS = {ast.BitAnd: "and", ast.BitOr: "or", ast.BitXor: "xor", ast.RShift: "ashr", ast.LShift: "shl"}
Node = ast.expr
Place = Callable[[], Value]


class Expressions(Instructions):
    """Writes expressions. `names`: what names outside of the function stand for; `variables`: where those inside are."""

    def __init__(self, names: Mapping[str, object]) -> None:
        super().__init__()
        self.names = names
        self.variables: dict[str, Value] = {}

    def value(self, node: Node) -> Value:
        """The value of an expression."""
        match node:
            case ast.Constant(value=number):
                return constant(number)
            case ast.Name(id=name) if name in self.variables:
                return self.load(self.variables[name])
            case ast.Name() | ast.Attribute():
                return self.outside(self.meant(node))
            case ast.Tuple(elts=parts):
                return of_parts(tuple(self.value(each) for each in parts))
            case ast.Subscript(value=base, slice=place):
                return self.subscript(self.value(base), place)
            case ast.Compare(left=left, ops=operators, comparators=others):
                return self.comparison(left, operators, others)
            case ast.BoolOp(op=operator, values=parts):
                return self.logical(isinstance(operator, ast.And), parts)
            case ast.IfExp(test=test, body=body, orelse=other):
                return self.chosen(self.truth(test), lambda: self.value(body), lambda: self.value(other))
            case ast.UnaryOp(op=operator, operand=operand):
                return self.unary(operator, operand)
            case ast.BinOp(left=left, op=operator, right=right):
                return self.binary(operator, left, right)
            case ast.ListComp():
                return self.listed(node)
            case ast.Call(func=function, args=arguments, keywords=options):
                return self.call(function, arguments, {each.arg: each.value for each in options})
            case _:
                raise NotKnownError(type(node).__name__)

    @abstractmethod
    def listed(self, node: ast.ListComp) -> Value:
        """`[value for place in range(count)]`"""

    def truth(self, node: Node) -> str:
        """The code of a condition."""
        return self.cast(self.value(node), "b").code

    # ---- names ----
    def meant(self, node: Node) -> object:
        """What a name, or a part of a module, stands for."""
        match node:
            case ast.Name(id=name) if name in self.names:
                return self.names[name]
            case ast.Attribute(value=base, attr=name):
                found = self.meant(base)
                if isinstance(found, ModuleType):
                    return getattr(found, name)
        raise NotKnownError(ast.unparse(node))

    def outside(self, found: object) -> Value:
        """A number or an array from outside."""
        if isinstance(found, np.ndarray) and found.dtype.name in ELEMENTS and found.flags.c_contiguous:
            sizes = tuple(str(each) for each in found.shape)
            address = f"inttoptr (i64 {found.ctypes.data} to ptr)"
            return Value(ArrayKind(found.dtype.name, found.ndim), address, sizes=sizes)
        if isinstance(found, tuple):
            return of_parts(tuple(self.outside(each) for each in found))
        return constant(found)

    # ---- operators ----
    def arithmetic(self, names: tuple[str, str], left: Value, right: Value) -> Value:
        """An operation on two real or two whole numbers."""
        kind = joined(joined(left.kind, right.kind), "i")
        one, other = self.cast(left, kind).code, self.cast(right, kind).code
        if kind not in ("f", "i"):
            raise NotKnownError("arithmetic without numbers")
        return Value(kind, self.get(f"{names[kind == 'i']} {LLVM[str(kind)]} {one}, {other}"))

    def binary(self, operator: ast.operator, left: Node, right: Node) -> Value:
        """An operation on two values."""
        if isinstance(operator, ast.Pow):
            return self.power(self.value(left), right)
        one, other = self.value(left), self.value(right)
        if type(operator) in ARITHMETIC:
            return self.arithmetic(ARITHMETIC[type(operator)], one, other)
        if isinstance(operator, ast.Div):
            return self.arithmetic(("fdiv", ""), self.cast(one, "f"), self.cast(other, "f"))
        if isinstance(operator, ast.Mod | ast.FloorDiv):
            return self.divided(isinstance(operator, ast.Mod), one, other)
        if type(operator) in BITS and one.kind in ("i", "b") and other.kind == "i":
            return self.arithmetic(("", BITS[type(operator)]), one, other)
        raise NotKnownError(type(operator).__name__)

    def divided(self, rest: bool, left: Value, right: Value) -> Value:
        """The rest of a division, with the sign of the right side, or what is rounded down."""
        if joined(left.kind, right.kind) == "f":
            if not rest:
                raise NotKnownError("//")
            return self.real_rest(self.cast(left, "f").code, self.cast(right, "f").code)
        if left.kind != "i" or not right.code.isdigit() or right.code == "0":
            raise NotKnownError("a division by what may be zero")
        plain = self.get(f"srem i64 {left.code}, {right.code}")
        below = self.get(f"icmp slt i64 {plain}, 0")
        modulo = self.get(f"select i1 {below}, i64 {self.get(f'add i64 {plain}, {right.code}')}, i64 {plain}")
        if rest:
            return Value("i", modulo)
        return Value("i", self.get(f"sdiv i64 {self.get(f'sub i64 {left.code}, {modulo}')}, {right.code}"))

    def real_rest(self, left: str, right: str) -> Value:
        """The rest of a division of real numbers."""
        plain = self.get(f"frem double {left}, {right}")
        negative = self.get(f"fcmp olt double {right}, 0.0")
        other = self.get(f"xor i1 {negative}, {self.get(f'fcmp olt double {plain}, 0.0')}")
        moved = self.get(
            f"select i1 {other}, double {self.get(f'fadd double {plain}, {right}')}, double {plain}"
        )
        zero = self.get(f"select i1 {negative}, double -0.0, double 0.0")
        return Value(
            "f",
            self.get(f"select i1 {self.get(f'fcmp une double {plain}, 0.0')}, double {moved}, double {zero}"),
        )

    def power(self, base: Value, exponent: Node) -> Value:
        """A power; one with a whole number is multiplied out."""
        match exponent:
            case ast.Constant(value=int(count)) if 0 <= count < 16 and not isinstance(count, bool):
                result, square = None, base
                while count:
                    if count & 1:
                        result = (
                            square if result is None else self.arithmetic(("fmul", "mul"), result, square)
                        )
                    count >>= 1
                    square = self.arithmetic(("fmul", "mul"), square, square) if count else square
                return result if result is not None else constant(1)
        other = self.value(exponent)
        if base == constant(2) and other.kind == "i":
            return Value("i", self.get(f"shl i64 1, {other.code}"))
        one = self.cast(base, "f").code
        if other.kind != "f":
            raise NotKnownError("a power of a whole number")
        return self.real_call("llvm.pow.f64", [Value("f", one), other])

    def unary(self, operator: ast.unaryop, operand: Node) -> Value:
        """A sign, or `not`."""
        if isinstance(operator, ast.Not):
            return Value("b", self.get(f"xor i1 {self.truth(operand)}, true"))
        if not isinstance(operator, ast.USub):
            raise NotKnownError(type(operator).__name__)
        match operand:
            case ast.Constant(value=int() | float() as number):
                return constant(-number)
        value = self.value(operand)
        if value.kind == "f":
            return Value("f", self.get(f"fneg double {value.code}"))
        return self.arithmetic(("", "sub"), constant(0), value)

    # ---- conditions ----
    def compared(self, operator: ast.cmpop, left: Value, right: Value) -> Value:
        """One comparison."""
        kind = joined(joined(left.kind, right.kind), "i")
        if type(operator) not in COMPARED or kind not in ("f", "i"):
            raise NotKnownError(type(operator).__name__)
        one, other = self.cast(left, kind).code, self.cast(right, kind).code
        test = COMPARED[type(operator)]
        how = f"fcmp {test[0]} double" if kind == "f" else f"icmp {test[1]} i64"
        return Value("b", self.get(f"{how} {one}, {other}"))

    def comparison(self, left: Node, operators: list[ast.cmpop], others: list[Node]) -> Value:
        """Comparisons one after the other, until one is false."""
        first, second = self.value(left), self.value(others[0])
        found = self.compared(operators[0], first, second)
        if len(operators) == 1:
            return found
        return self.chosen(
            found.code, lambda: self.rest_of(second, operators[1:], others[1:]), lambda: constant(False)
        )

    def rest_of(self, left: Value, operators: list[ast.cmpop], others: list[Node]) -> Value:
        """The further comparisons of a chain."""
        right = self.value(others[0])
        found = self.compared(operators[0], left, right)
        if len(operators) == 1:
            return found
        return self.chosen(
            found.code, lambda: self.rest_of(right, operators[1:], others[1:]), lambda: constant(False)
        )

    def logical(self, all_of: bool, parts: list[Node]) -> Value:
        """`and` or `or`; what need not be looked at is not."""
        first = self.value(parts[0])
        if len(parts) == 1:
            return first
        known = lambda: first  # noqa: E731
        rest = lambda: self.logical(all_of, parts[1:])  # noqa: E731
        return self.chosen(self.cast(first, "b").code, *((rest, known) if all_of else (known, rest)))

    def chosen(self, condition: str, yes: Place, no: Place) -> Value:
        """One of two values, of which only one is worked out."""
        one, other, end = self.name("yes"), self.name("no"), self.name("end")
        self.go_if(condition, one, other)
        first, first_end = yes(), self._split()
        self.label(other)
        second, second_end = no(), self._split()
        self.label(end)
        kind = joined(first.kind, second.kind)
        slot = self.slot(kind)
        self._finish(first_end, first, slot, end)
        self._finish(second_end, second, slot, end)
        return self.load(slot)

    def _split(self) -> int:
        """Where more is to be written when it is known what."""
        self.lines.append("")
        return len(self.lines) - 1

    def _finish(self, at: int, value: Value, slot: Value, end: str) -> None:
        whole, self.lines = self.lines, []
        self.store(value, slot)
        self.do(f"br label %{end}")
        whole[at] = "\n".join(self.lines)
        self.lines = whole

    # ---- parts ----
    def subscript(self, base: Value, place: Node) -> Value:
        """An element of an array or a part of a tuple."""
        if isinstance(base.kind, tuple):
            return self.part_of(base, place)
        return self.element(base, self.places(base, place))

    def places(self, array: Value, node: Node) -> tuple[str, ...]:
        """Where in an array; negative from the end."""
        nodes = node.elts if isinstance(node, ast.Tuple) else [node]
        if not isinstance(array.kind, ArrayKind) or len(nodes) != array.kind.dimensions:
            raise NotKnownError("an element of what is no array")
        return tuple(self.place(each, size) for each, size in zip(nodes, array.sizes, strict=True))

    def place(self, node: Node, size: str) -> str:
        """A place along a dimension."""
        value = self.value(node)
        if value.kind not in ("i", "b"):
            raise NotKnownError("a place that is no whole number")
        code = self.cast(value, "i").code
        if not any(isinstance(each, ast.Sub | ast.USub) for each in ast.walk(node)):
            return code
        negative = self.get(f"icmp slt i64 {code}, 0")
        return self.get(f"select i1 {negative}, i64 {self.get(f'add i64 {code}, {size}')}, i64 {code}")

    def part_of(self, whole: Value, place: Node) -> Value:
        """A part of a tuple; of one of numbers, also by a place that is worked out."""
        at = self.value(place)
        if at.kind != "i":
            raise NotKnownError("a place that is no whole number")
        if at.code.lstrip("-").isdigit():
            return whole.parts[int(at.code)]
        found = whole.parts[-1]
        for number, part in reversed(list(enumerate(whole.parts[:-1]))):
            kind = joined(part.kind, found.kind)
            if not isinstance(kind, str):
                raise NotKnownError("parts that are no numbers")
            one, other = self.cast(part, kind).code, self.cast(found, kind).code
            here = self.get(f"icmp eq i64 {at.code}, {number}")
            found = Value(kind, self.get(f"select i1 {here}, {LLVM[kind]} {one}, {LLVM[kind]} {other}"))
        return found

    @abstractmethod
    def call(self, function: Node, arguments: list[Node], options: Mapping[str | None, Node]) -> Value:
        """A call."""

    @abstractmethod
    def real_call(self, name: str, values: Sequence[Value]) -> Value:
        """A call of a function of real numbers."""


def of_parts(parts: tuple[Value, ...]) -> Value:
    """A tuple."""
    return Value(tuple(each.kind for each in parts), parts=parts)
