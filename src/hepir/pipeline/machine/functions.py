"""Functions of Python as functions of LLVM.

In: the syntax of a function, and the kinds of its arguments. Out: LLVM's text. What kind a variable has is found by writing
the function again whenever one turns out to be given a wider one.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Mapping, Sequence
from types import FunctionType

from hepir.pipeline.machine.calls import Calls
from hepir.pipeline.machine.expressions import of_parts
from hepir.pipeline.machine.values import LLVM, ArrayKind, Kind, NotKnownError, Value, constant, joined

HEADER = 16  # bytes before memory that was asked for: where the one before is
Compile = Callable[
    [FunctionType, tuple[Kind, ...]], tuple[str, Kind]
]  # gives the name, and the kind of the result


class WiderError(Exception):
    """A variable needs another kind than it has."""


class Function(Calls):
    """Writes a function. `kinds`: of variables, as far as known; `result`: of what it returns."""

    def __init__(
        self, names: Mapping[str, object], compile_function: Compile, kinds: dict[str, Kind]
    ) -> None:
        super().__init__(names)
        self.kinds = kinds
        self._compile = compile_function
        self._loops: list[tuple[str, str]] = []
        self._head: Value | None = None

    # ---- calls ----
    def called(self, function: FunctionType, arguments: Sequence[Value]) -> Value:
        """A call of another function that is compiled."""
        name, kind = self._compile(function, tuple(each.kind for each in arguments))
        given = [pair for each in arguments for pair in self.flat(each)]
        slot = self.slot(kind)
        places = [("ptr", code) for code in addresses(slot)]
        self.do(f"call void @{name}({', '.join(f'{llvm} {code}' for llvm, code in (*given, *places))})")
        return self.load(slot)

    def memory(self, size: str) -> str:
        """So many bytes, given back when the function ends."""
        if self._head is None:
            self._head = self.slot(ArrayKind("int8"))
        self.used |= {"declare noalias ptr @malloc(i64)", "declare void @free(ptr)"}
        made = self.get(f"call ptr @malloc(i64 {self.get(f'add i64 {size}, {HEADER}')})")
        self.do(f"store ptr {self.load(self._head).code}, ptr {made}")
        self.do(f"store ptr {made}, ptr {self._head.code}")
        return self.get(f"getelementptr inbounds i8, ptr {made}, i64 {HEADER}")

    def give_back(self) -> None:
        """Free all memory."""
        if self._head is None:
            return
        loop, body, end = self.name("free"), self.name("freeing"), self.name("freed")
        self.do(f"br label %{loop}")
        self.label(loop)
        last = self.load(self._head).code
        self.go_if(self.get(f"icmp ne ptr {last}, null"), body, end)
        self.do(f"store ptr {self.get(f'load ptr, ptr {last}')}, ptr {self._head.code}")
        self.do(f"call void @free(ptr {last})")
        self.do(f"br label %{loop}")
        self.label(end)

    # ---- variables ----
    def assign(self, target: ast.expr, value: Value) -> None:
        """Give a variable, several, or an element a value."""
        match target:
            case ast.Name(id=name):
                self.keep(name, value)
            case ast.Tuple(elts=targets) if len(targets) == len(value.parts):
                for each, part in zip(targets, value.parts, strict=True):
                    self.assign(each, part)
            case ast.Subscript(value=base, slice=place):
                array = self.value(base)
                self.put(value, array, self.places(array, place))
            case _:
                raise NotKnownError("an assignment")

    def keep(self, name: str, value: Value) -> None:
        """Give a variable a value."""
        known = self.kinds.get(name, value.kind)
        self.kinds[name] = joined(known, value.kind)
        if self.kinds[name] != known:
            raise WiderError
        if name not in self.variables:
            self.variables[name] = self.slot(known)
        self.store(value, self.variables[name])

    def listed(self, node: ast.ListComp) -> Value:
        """A new array of real numbers, one for each place."""
        match node.generators:
            case [
                ast.comprehension(
                    target=ast.Name() as place, iter=ast.Call(func=ast.Name(id="range"), args=[end]), ifs=[]
                )
            ]:
                made = ast.Name(self.name("list"))
                self.keep(made.id, self.room("float64", self.cast(self.value(end), "i").code))
                self.counting(place.id, [end], [ast.Assign([ast.Subscript(made, place)], node.elt)])
                return self.load(self.variables[made.id])
        raise NotKnownError("a list made in another way")

    # ---- statements ----
    def body(self, statements: Sequence[ast.stmt]) -> None:
        """Statements one after the other."""
        for each in statements:
            self.statement(each)

    def statement(self, node: ast.stmt) -> None:
        """One statement."""
        match node:
            case ast.Assign(targets=targets, value=value):
                found = self.value(value)
                for target in targets:
                    self.assign(target, found)
            case ast.AugAssign(target=target, op=operator, value=value):
                self.assign(target, self.binary(operator, target, value))
            case ast.If(test=test, body=body, orelse=other):
                self.branch(test, body, other)
            case ast.For(
                target=ast.Name(id=name),
                iter=ast.Call(func=ast.Name(id="range"), args=ends),
                body=body,
                orelse=[],
            ):
                self.counting(name, ends, body)
            case ast.For(target=target, iter=ast.Tuple(elts=parts), body=body, orelse=[]):
                self.each_of(target, parts, body)
            case ast.While(test=test, body=body, orelse=[]):
                self.repeating(test, body)
            case ast.Return(value=value):
                self.give(constant(0) if value is None else self.value(value))
            case ast.Break():
                self.go(self._loops[-1][1])
            case ast.Continue():
                self.go(self._loops[-1][0])
            case ast.Pass() | ast.Expr(value=ast.Constant()):
                pass
            case _:
                raise NotKnownError(type(node).__name__)

    def branch(self, test: ast.expr, body: Sequence[ast.stmt], other: Sequence[ast.stmt]) -> None:
        """`if`"""
        yes, no, end = self.name("then"), self.name("else"), self.name("endif")
        self.go_if(self.truth(test), yes, no)
        self.body(body)
        self.do(f"br label %{end}")
        self.label(no)
        self.body(other)
        self.do(f"br label %{end}")
        self.label(end)

    def counting(self, name: str, ends: Sequence[ast.expr], body: Sequence[ast.stmt]) -> None:
        """`for` over a range."""
        limits = [self.value(each) for each in ends]
        if not 1 <= len(limits) <= 2 or any(each.kind != "i" for each in limits):
            raise NotKnownError("a range")
        place, stop = self.slot("i"), limits[-1].code
        self.store(limits[0] if len(limits) == 2 else constant(0), place)
        test, inside, step, end = (self.name(each) for each in ("for", "do", "next", "done"))
        self.do(f"br label %{test}")
        self.label(test)
        now = self.load(place)
        self.go_if(self.get(f"icmp slt i64 {now.code}, {stop}"), inside, end)
        self.keep(name, now)
        self.loop(step, end, body)
        self.label(step)
        self.store(Value("i", self.get(f"add nsw i64 {self.load(place).code}, 1")), place)
        self.do(f"br label %{test}")
        self.label(end)

    def each_of(self, target: ast.expr, parts: Sequence[ast.expr], body: Sequence[ast.stmt]) -> None:
        """`for` over a few values."""
        end = self.name("done")
        for part in parts:
            step = self.name("next")
            self.assign(target, self.value(part))
            self.loop(step, end, body)
            self.label(step)
        self.do(f"br label %{end}")
        self.label(end)

    def repeating(self, test: ast.expr, body: Sequence[ast.stmt]) -> None:
        """`while`"""
        again, inside, end = self.name("while"), self.name("do"), self.name("done")
        self.do(f"br label %{again}")
        self.label(again)
        self.go_if(self.truth(test), inside, end)
        self.loop(again, end, body)
        self.label(end)

    def loop(self, again: str, end: str, body: Sequence[ast.stmt]) -> None:
        """The inside of a loop."""
        self._loops.append((again, end))
        self.body(body)
        self._loops.pop()
        self.do(f"br label %{again}")

    def give(self, value: Value) -> None:
        """`return`"""
        self.keep("return", value)
        self.go("leave")


def addresses(slot: Value) -> list[str]:
    """The addresses of all parts of a variable."""
    if isinstance(slot.kind, tuple):
        return [each for part in slot.parts for each in addresses(part)]
    if isinstance(slot.kind, ArrayKind):
        raise NotKnownError("a function that gives an array")
    return [slot.code]


def function_text(
    name: str,
    node: ast.FunctionDef,
    kinds: Sequence[Kind],
    names: Mapping[str, object],
    compile_function: Compile,
    *,
    entry: bool,
) -> tuple[str, Kind, set[str]]:
    """LLVM's text of a function, the kind of what it returns, and declarations of what it calls."""
    parameters = [each.arg for each in node.args.args]
    if len(parameters) != len(kinds) or node.args.defaults or node.args.vararg or node.args.kwonlyargs:
        raise NotKnownError("other arguments")
    known: dict[str, Kind] = dict(zip(parameters, kinds, strict=True))
    while True:
        writing = Function(names, compile_function, known)
        try:
            heads = [taken(writing, each, known[each]) for each in parameters]
            writing.body(node.body)
        except WiderError:
            continue
        return (
            *finished(writing, name, [each for head in heads for each in head], entry=entry),
            writing.used,
        )


def taken(writing: Function, name: str, kind: Kind) -> list[tuple[str, str]]:
    """Keep an argument in a variable; gives LLVM's types and names of it."""
    value = argument(writing, kind)
    writing.keep(name, value)
    return list(writing.flat(value))


def argument(writing: Function, kind: Kind) -> Value:
    """An argument of a function."""
    if isinstance(kind, tuple):
        return of_parts(tuple(argument(writing, each) for each in kind))
    count = kind.dimensions if isinstance(kind, ArrayKind) else 0
    return Value(kind, f"%{writing.name('a')}", sizes=tuple(f"%{writing.name('n')}" for _ in range(count)))


def finished(writing: Function, name: str, heads: list[tuple[str, str]], *, entry: bool) -> tuple[str, Kind]:
    """The whole function, and the kind of its result."""
    slot = writing.variables.get("return")
    writing.do("br label %leave")
    writing.label("leave")
    writing.give_back()
    places: list[str] = []
    if slot is not None and not entry:
        for source, llvm in stored(slot):
            places.append(f"%{writing.name('out')}")
            writing.do(f"store {llvm} {writing.get(f'load {llvm}, ptr {source}')}, ptr {places[-1]}")
    writing.do("ret void")
    arguments = [f"{llvm}{' noalias' if llvm == 'ptr' else ''} {code}" for llvm, code in heads]
    given = ", ".join([*arguments, *(f"ptr noalias {each}" for each in places)])
    linkage, how = ("", "nounwind") if entry else ("internal ", "alwaysinline nounwind")
    start = f"define {linkage}void @{name}({given}) {how} {{"
    kind = slot.kind if slot is not None else ()
    return "\n".join([start, "entry:", *writing.slots, *writing.lines, "}"]), kind


def stored(slot: Value) -> list[tuple[str, str]]:
    """The addresses of all parts of a variable, with LLVM's types."""
    if isinstance(slot.kind, tuple):
        return [each for part in slot.parts for each in stored(part)]
    if isinstance(slot.kind, ArrayKind):
        raise NotKnownError("a function that gives an array")
    return [(slot.code, LLVM[slot.kind])]
