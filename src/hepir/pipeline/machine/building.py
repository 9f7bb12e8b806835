"""Machine code.

In: functions of Python, those that they call, and the arrays of a first call. Out: something that can be called.
"""

from __future__ import annotations

import ast
import ctypes
from collections.abc import Callable, Iterator, Mapping, Sequence
from types import FunctionType

import numpy as np

from hepir.light_dataclasses import dataclass
from hepir.pipeline.machine.functions import function_text
from hepir.pipeline.machine.values import ELEMENTS, ArrayKind, Kind, NotKnownError

ENTRY = "hepir_loop"
MATHEMATICS = "libm.so.6"
Loop = Callable[..., None]
SYMBOLS = (
    "fmod",
    "pow",
    "exp",
    "log",
    "sin",
    "cos",
    "sincos",
    "floor",
    "ceil",
    "memcpy",
    "memset",
    "memmove",
)


@dataclass(frozen=True)
class Program:
    """LLVM's text, and declarations of what is called outside of it."""

    text: str
    declared: tuple[str, ...]


class Functions:
    """Functions that call each other. `sources`: the syntax of each by name; `names`: what it sees."""

    def __init__(self, sources: Mapping[str, ast.FunctionDef], names: Mapping[str, object]) -> None:
        self._sources, self._names = sources, names
        self._known: dict[tuple[str, tuple[Kind, ...]], tuple[str, Kind]] = {}
        self.texts: list[str] = []
        self.declared: set[str] = set()

    def add(self, name: str, source: str, kinds: Sequence[Kind], *, entry: bool = False) -> Kind:
        """Write a function for arguments of some kinds; gives the kind of its result."""
        node = self._sources[source]
        text, kind, used = function_text(name, node, kinds, self._names, self.called, entry=entry)
        self.texts.append(text)
        self.declared |= used
        return kind

    def called(self, function: FunctionType, kinds: tuple[Kind, ...]) -> tuple[str, Kind]:
        """The name of a function that another one calls, and the kind of its result."""
        source = function.__name__
        if source not in self._sources:
            raise NotKnownError(f"the function {source}")
        if (source, kinds) not in self._known:
            name = f"{source}.{len(self._known)}"
            self._known[source, kinds] = name, ""  # a function that calls itself has no kind
            self._known[source, kinds] = name, self.add(name, source, kinds)
        return self._known[source, kinds]


def program_of(
    sources: Mapping[str, ast.FunctionDef], names: Mapping[str, object], name: str, kinds: Sequence[Kind]
) -> Program:
    """A function, and all that it calls."""
    functions = Functions(sources, names)
    functions.add(ENTRY, name, kinds, entry=True)
    declared = tuple(sorted(functions.declared))
    return Program("\n".join([*declared, *functions.texts]), declared)


class Compiled:
    """Machine code of a loop, for arguments of the kinds that it was compiled for."""

    def __init__(self, program: Program) -> None:
        import llvmlite.binding as llvm

        llvm.initialize_native_target()
        llvm.initialize_native_asmprinter()
        resolve(program.declared)
        module = llvm.parse_assembly(program.text)
        target = llvm.Target.from_default_triple()
        machine = target.create_target_machine(
            cpu=llvm.get_host_cpu_name(), features=llvm.get_host_cpu_features().flatten(), opt=2, jit=True
        )
        optimise(module, machine)
        self._engine = llvm.create_mcjit_compiler(module, machine)
        self._engine.finalize_object()
        self._address = self._engine.get_function_address(ENTRY)

    def call(self, *arguments: object) -> None:
        """Call it."""
        values = [each for argument in arguments for each in passed(argument)]
        kinds = [ctypes.c_bool if isinstance(each, bool) else ctypes.c_int64 for each in values]
        ctypes.CFUNCTYPE(None, *kinds)(self._address)(*values)


def optimise(module: object, machine: object) -> None:
    """Make it fast."""
    import llvmlite.binding as llvm

    options = llvm.create_pipeline_tuning_options(speed_level=2)
    builder = llvm.create_pass_builder(machine, options)
    builder.getModulePassManager().run(module, builder)


def resolve(declared: Sequence[str]) -> None:
    """Tell LLVM where functions of the system are."""
    import llvmlite.binding as llvm

    named = [each.partition("@")[2].partition("(")[0] for each in declared]
    wanted = [each for each in named if not each.startswith("llvm.")]
    library = libraries()
    for name in (*wanted, *SYMBOLS):
        found = next((getattr(each, name) for each in library if hasattr(each, name)), None)
        if found is not None:
            llvm.add_symbol(name, ctypes.cast(found, ctypes.c_void_p).value)
        elif name in wanted:
            raise NotKnownError(f"the function {name} of the system")


def libraries() -> list[ctypes.CDLL]:
    """The libraries of the system that hold functions of numbers and memory."""
    found = [ctypes.CDLL(None)]
    for name in mathematics():
        try:
            found.append(ctypes.CDLL(name))
        except OSError:
            continue
        break
    return found


def mathematics() -> Iterator[str]:
    """The files that the library of mathematics may be: that of Linux, then what is found: other processes look for it."""
    yield MATHEMATICS
    from ctypes.util import find_library

    if name := find_library("m"):
        yield name


def kind_of(argument: object) -> Kind:
    """The kind of an argument."""
    match argument:
        case bool():
            return "b"
        case int():
            return "i"
        case np.ndarray() if (
            argument.dtype.name in ELEMENTS and argument.dtype.isnative and argument.flags.c_contiguous
        ):
            return ArrayKind(argument.dtype.name, argument.ndim)
        case _:
            raise NotKnownError(f"an argument {type(argument).__name__}")


def passed(argument: object) -> list[int | bool]:
    """What is passed of an argument."""
    if isinstance(argument, np.ndarray):
        return [argument.ctypes.data, *argument.shape]
    assert isinstance(argument, bool | int)
    return [argument]
