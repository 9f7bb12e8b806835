"""A function in LLVM's text, instruction by instruction.

In: instructions. Out: lines; registers for their results; variables, which live in memory until LLVM finds them registers.
"""

from __future__ import annotations

from collections.abc import Iterator

from hepir.pipeline.machine.values import ELEMENTS, LLVM, ArrayKind, Kind, NotKnownError, Value


class Instructions:
    """Writes instructions."""

    def __init__(self) -> None:
        self.slots: list[str] = []
        self.lines: list[str] = []
        self._count = 0

    def name(self, stem: str) -> str:
        """A name that nothing has."""
        self._count += 1
        return f"{stem}{self._count}"

    def do(self, text: str) -> None:
        """An instruction without a result."""
        self.lines.append(f"  {text}")

    def get(self, text: str) -> str:
        """The register with the result of an instruction."""
        register = f"%{self.name('r')}"
        self.lines.append(f"  {register} = {text}")
        return register

    def label(self, name: str) -> None:
        """Where a block begins."""
        self.lines.append(f"{name}:")

    def go(self, label: str) -> None:
        """Go on in a block; what follows is never reached, unless it has a name of its own."""
        self.do(f"br label %{label}")
        self.label(self.name("after"))

    def go_if(self, condition: str, yes: str, no: str) -> None:
        """Go on in one of two blocks, and write the first."""
        self.do(f"br i1 {condition}, label %{yes}, label %{no}")
        self.label(yes)

    # ---- kinds ----
    def cast(self, value: Value, kind: Kind) -> Value:
        """The same value as another kind."""
        if value.kind == kind:
            return value
        if isinstance(kind, tuple) and len(kind) == len(value.parts):
            return Value(kind, parts=tuple(self.cast(*each) for each in zip(value.parts, kind, strict=True)))
        how = {"bi": "zext", "bf": "uitofp", "if": "sitofp", "fi": "fptosi"}
        match value.kind, kind:
            case str(one), "b" if one in LLVM:
                test = "fcmp une double" if one == "f" else "icmp ne i64"
                zero = "0.0" if one == "f" else "0"
                return Value("b", self.get(f"{test} {value.code}, {zero}"))
            case str(one), str(other) if one + other in how:
                return Value(other, self.get(f"{how[one + other]} {LLVM[one]} {value.code} to {LLVM[other]}"))
            case _:
                raise NotKnownError(f"a value of kind {value.kind} as {kind}")

    # ---- variables ----
    def slot(self, kind: Kind) -> Value:
        """Memory for a variable; the code of a value is then an address."""
        if isinstance(kind, tuple):
            return Value(kind, parts=tuple(self.slot(each) for each in kind))
        count = kind.dimensions if isinstance(kind, ArrayKind) else 0
        sizes = tuple(self._memory("i64") for _ in range(count))
        return Value(kind, self._memory("ptr" if isinstance(kind, ArrayKind) else LLVM[kind]), sizes=sizes)

    def _memory(self, llvm: str) -> str:
        name = f"%{self.name('v')}"
        zero = {"double": "0.0", "ptr": "null", "i1": "false"}.get(llvm, "0")
        self.slots += [f"  {name} = alloca {llvm}", f"  store {llvm} {zero}, ptr {name}"]
        return name

    def load(self, slot: Value) -> Value:
        """What a variable holds."""
        if isinstance(slot.kind, tuple):
            return Value(slot.kind, parts=tuple(self.load(each) for each in slot.parts))
        llvm = "ptr" if isinstance(slot.kind, ArrayKind) else LLVM[slot.kind]
        sizes = tuple(self.get(f"load i64, ptr {each}") for each in slot.sizes)
        return Value(slot.kind, self.get(f"load {llvm}, ptr {slot.code}"), sizes=sizes)

    def store(self, value: Value, slot: Value) -> None:
        """Let a variable hold a value."""
        value = self.cast(value, slot.kind)
        for part, place in zip(value.parts, slot.parts, strict=True):
            self.store(part, place)
        if isinstance(slot.kind, tuple):
            return
        llvm = "ptr" if isinstance(slot.kind, ArrayKind) else LLVM[slot.kind]
        self.do(f"store {llvm} {value.code}, ptr {slot.code}")
        for size, memory in zip(value.sizes, slot.sizes, strict=True):
            self.do(f"store i64 {size}, ptr {memory}")

    # ---- arrays ----
    def address(self, array: Value, places: tuple[str, ...]) -> tuple[str, str]:
        """Where an element is, and LLVM's type of it."""
        assert isinstance(array.kind, ArrayKind)
        place = places[0]
        for size, more in zip(array.sizes[1:], places[1:], strict=True):
            place = self.get(f"add nsw i64 {self.get(f'mul nsw i64 {place}, {size}')}, {more}")
        llvm = ELEMENTS[array.kind.dtype].llvm
        return self.get(f"getelementptr inbounds {llvm}, ptr {array.code}, i64 {place}"), llvm

    def element(self, array: Value, places: tuple[str, ...]) -> Value:
        """An element of an array."""
        assert isinstance(array.kind, ArrayKind)
        stored = ELEMENTS[array.kind.dtype]
        address, llvm = self.address(array, places)
        code = self.get(f"load {llvm}, ptr {address}")
        if stored.load:
            code = self.get(f"{stored.load} {llvm} {code} to {LLVM[stored.kind]}")
        return Value(stored.kind, code)

    def put(self, value: Value, array: Value, places: tuple[str, ...]) -> None:
        """Change an element of an array."""
        assert isinstance(array.kind, ArrayKind)
        stored = ELEMENTS[array.kind.dtype]
        code = self.cast(value, stored.kind).code
        if stored.store:
            code = self.get(f"{stored.store} {LLVM[stored.kind]} {code} to {stored.llvm}")
        address, llvm = self.address(array, places)
        self.do(f"store {llvm} {code}, ptr {address}")

    def flat(self, value: Value) -> Iterator[tuple[str, str]]:
        """LLVM's types and codes of a value, one after the other."""
        match value.kind:
            case str(kind):
                yield LLVM[kind], value.code
            case ArrayKind():
                yield "ptr", value.code
                yield from (("i64", size) for size in value.sizes)
            case _:
                for part in value.parts:
                    yield from self.flat(part)
