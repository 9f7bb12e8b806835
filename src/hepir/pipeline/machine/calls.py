"""Calls in expressions.

In: what is called, and arguments. Out: values. Functions of real numbers are those of LLVM and of the system's library of
mathematics, which numba calls, too.
"""

from __future__ import annotations

import ast
import math
from abc import abstractmethod
from collections.abc import Callable, Mapping, Sequence
from types import FunctionType

import numpy as np

from hepir.pipeline.machine.expressions import Expressions, Node
from hepir.pipeline.machine.values import ELEMENTS, ArrayKind, Kind, NotKnownError, Value, constant, joined

CASTS: Mapping[object, str] = {
    float: "f",
    int: "i",
    bool: "b",
    np.float64: "f",
    np.int64: "i",
    np.bool_: "b",
}
INTRINSICS: Mapping[object, str] = {
    math.sqrt: "sqrt",
    np.sqrt: "sqrt",
    math.sin: "sin",
    np.sin: "sin",
    math.cos: "cos",
    np.cos: "cos",
    math.exp: "exp",
    np.exp: "exp",
    math.log: "log",
    np.log: "log",
    np.log10: "log10",
    math.log10: "log10",
    np.log2: "log2",
    math.log2: "log2",
    math.fabs: "fabs",
    np.floor: "floor",
    np.ceil: "ceil",
}
LIBRARY: Mapping[object, str] = {
    math.tan: "tan",
    np.tan: "tan",
    math.asin: "asin",
    np.arcsin: "asin",
    math.acos: "acos",
    np.arccos: "acos",
    math.atan: "atan",
    np.arctan: "atan",
    math.sinh: "sinh",
    np.sinh: "sinh",
    math.cosh: "cosh",
    np.cosh: "cosh",
    math.tanh: "tanh",
    np.tanh: "tanh",
    math.asinh: "asinh",
    np.arcsinh: "asinh",
    math.acosh: "acosh",
    math.atanh: "atanh",
    np.arctanh: "atanh",
    np.arccosh: "acosh",
    math.erf: "erf",
    math.expm1: "expm1",
    math.log1p: "log1p",
    math.atan2: "atan2",
    np.arctan2: "atan2",
    math.hypot: "hypot",
    np.hypot: "hypot",
}
TWO = ("atan2", "hypot")
Write = Callable[[list[Node], Mapping[str | None, Node]], Value]


class Calls(Expressions):
    """Writes calls. `used`: what must be declared."""

    def __init__(self, names: Mapping[str, object]) -> None:
        super().__init__(names)
        self.used: set[str] = set()

    @abstractmethod
    def called(self, function: FunctionType, arguments: Sequence[Value]) -> Value:
        """A call of another function that is compiled."""

    def call(self, function: Node, arguments: list[Node], options: Mapping[str | None, Node]) -> Value:
        """A call."""
        if isinstance(function, ast.Name) and function.id in BUILTINS and function.id not in self.names:
            meant: object = BUILTINS[function.id]
        else:
            meant = self.meant(function)
        if meant in (np.empty, np.zeros):
            return self.made(arguments, options, zero=meant is np.zeros)
        if options:
            raise NotKnownError("an argument by name")
        if isinstance(meant, FunctionType) and getattr(meant, "__name__", "") == "longer":
            return self.longer(self.value(arguments[0]))
        values = [self.value(each) for each in arguments]
        if isinstance(meant, FunctionType):
            return self.called(meant, values)
        return self.known(meant, values)

    def known(self, meant: object, values: Sequence[Value]) -> Value:
        """A call of a function that is known here."""
        first = values[0]
        if meant in CASTS and len(values) == 1:
            return self.cast(first, CASTS[meant])
        if meant in INTRINSICS and len(values) == 1:
            return self.real_call(f"llvm.{INTRINSICS[meant]}.f64", values)
        if meant in LIBRARY and len(values) == 1 + (LIBRARY[meant] in TWO):
            return self.real_call(LIBRARY[meant], values)
        if meant in (math.copysign, math.pow, pow) and len(values) == 2:
            return self.real_call("llvm.copysign.f64" if meant is math.copysign else "llvm.pow.f64", values)
        if meant in (min, max) and len(values) > 1:
            return self.least(values, "olt" if meant is min else "ogt")
        if meant in (np.minimum, np.maximum) and len(values) == 2:
            return self.bound_of(values[0], values[1], "ole" if meant is np.minimum else "oge")
        if meant in (abs, np.abs):
            return self.absolute(first)
        if meant is len:
            return self.length(first)
        if meant in (math.isnan, np.isnan, math.isfinite, np.isfinite, math.isinf, np.isinf):
            return self.tested(getattr(meant, "__name__", ""), self.cast(first, "f").code)
        if meant in (math.floor, math.ceil):
            name = getattr(meant, "__name__", "")
            return self.cast(self.real_call(f"llvm.{name}.f64", values), "i")
        raise NotKnownError(f"{meant!r}")

    def real_call(self, name: str, values: Sequence[Value]) -> Value:
        """A call of a function of real numbers."""
        codes = ", ".join(f"double {self.cast(each, 'f').code}" for each in values)
        kinds = ", ".join("double" for _ in values)
        # without this, that a function might note an error keeps LLVM from leaving out calls whose result nobody needs
        self.used.add(f"declare double @{name}({kinds}) nounwind willreturn readnone")
        return Value("f", self.get(f"call double @{name}({codes})"))

    # ---- functions of numbers ----
    def least(self, values: Sequence[Value], test: str) -> Value:
        """The least or largest; the first of equals, and where one is no number, as comparisons have it."""
        kind: Kind = "b"
        for value in values:
            kind = joined(kind, value.kind)
        if kind not in ("f", "i"):
            raise NotKnownError("the least of what are no numbers")
        best, *others = [self.cast(each, kind).code for each in values]
        llvm, how = ("double", f"fcmp {test} double") if kind == "f" else ("i64", f"icmp s{test[1:]} i64")
        for each in others:
            better = self.get(f"{how} {each}, {best}")
            best = self.get(f"select i1 {better}, {llvm} {each}, {llvm} {best}")
        return Value(kind, best)

    def bound_of(self, left: Value, right: Value, test: str) -> Value:
        """The smaller or larger; no number where one is none."""
        if joined(left.kind, right.kind) != "f":
            return self.least([left, right], f"o{test[1:2]}t")
        one, other = self.cast(left, "f").code, self.cast(right, "f").code
        none = self.get(f"fcmp uno double {one}, {one}")
        first = self.get(f"or i1 {none}, {self.get(f'fcmp {test} double {one}, {other}')}")
        return Value("f", self.get(f"select i1 {first}, double {one}, double {other}"))

    def absolute(self, value: Value) -> Value:
        """Without its sign."""
        if value.kind == "f":
            return self.real_call("llvm.fabs.f64", [value])
        code = self.cast(value, "i").code
        negative = self.get(f"icmp slt i64 {code}, 0")
        return Value("i", self.get(f"select i1 {negative}, i64 {self.get(f'sub i64 0, {code}')}, i64 {code}"))

    def tested(self, name: str, code: str) -> Value:
        """Whether a number is one, or finite, or infinite."""
        if name == "isnan":
            return Value("b", self.get(f"fcmp uno double {code}, {code}"))
        size = self.real_call("llvm.fabs.f64", [Value("f", code)]).code
        infinite = "0x7FF0000000000000"
        return Value("b", self.get(f"fcmp {'oeq' if name == 'isinf' else 'olt'} double {size}, {infinite}"))

    # ---- arrays ----
    def length(self, value: Value) -> Value:
        """The length of an array or a tuple."""
        if isinstance(value.kind, ArrayKind):
            return Value("i", value.sizes[0])
        if isinstance(value.kind, tuple):
            return constant(len(value.parts))
        raise NotKnownError("the length of a number")

    def made(self, arguments: list[Node], options: Mapping[str | None, Node], *, zero: bool) -> Value:
        """A new array of one dimension."""
        if len(arguments) != 1 or set(options) - {"dtype"} or zero:
            raise NotKnownError("an array made in another way")
        dtype = np.dtype(self.meant(options["dtype"])) if "dtype" in options else np.dtype("f8")  # type: ignore[call-overload]
        count = self.value(arguments[0])
        if dtype.name not in ELEMENTS or count.kind != "i":
            raise NotKnownError("an array of something else")
        return self.room(dtype.name, count.code)

    def room(self, dtype: str, count: str) -> Value:
        """Room for so many elements."""
        size = self.get(f"mul i64 {count}, {ELEMENTS[dtype].size}")
        return Value(ArrayKind(dtype), self.memory(size), sizes=(count,))

    @abstractmethod
    def memory(self, size: str) -> str:
        """So many bytes."""

    def longer(self, array: Value) -> Value:
        """The array with room for twice as much."""
        if not isinstance(array.kind, ArrayKind):
            raise NotKnownError("a longer number")
        found = self.room(array.kind.dtype, self.get(f"mul i64 {array.sizes[0]}, 2"))
        size = self.get(f"mul i64 {array.sizes[0]}, {ELEMENTS[array.kind.dtype].size}")
        self.used.add("declare void @llvm.memcpy.p0.p0.i64(ptr, ptr, i64, i1)")
        self.do(f"call void @llvm.memcpy.p0.p0.i64(ptr {found.code}, ptr {array.code}, i64 {size}, i1 false)")
        return found


BUILTINS: Mapping[str, object] = {each.__name__: each for each in (float, int, bool, min, max, abs, len)}
