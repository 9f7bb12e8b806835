"""Generated modules whose loop is machine code.

In: the text of a generated module, and how to get one that numba compiles. Out: the module. numba is asked, and loaded, where
something is not known to the small compiler; awkward and uproot where the module uses them.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Mapping
from importlib import import_module
from threading import Lock
from types import ModuleType

from hepir.pipeline.machine.building import Compiled, Loop, kind_of, program_of
from hepir.pipeline.machine.values import Kind, NotKnownError

MARK = "compiled"  # what the functions of a loop are decorated with
LOOP = "loop"
LATE = ("awkward", "uproot")


def machine_module(text: str, name: str, by_numba: Callable[[], ModuleType]) -> ModuleType:
    """The module; `name` is the one of its file in tracebacks."""
    tree = ast.parse(text)
    sources = {each.name: each for each in tree.body if isinstance(each, ast.FunctionDef) and is_marked(each)}
    module = ModuleType("hepir_generated")
    vars(module).update(late for each in tree.body if (late := late_import(each)) is not None)
    tree.body = [each for each in tree.body if not is_of_numba(each) and late_import(each) is None]
    setattr(module, MARK, lambda function: function)
    exec(compile(tree, name, "exec"), module.__dict__)
    setattr(module, LOOP, loop_of(sources, module.__dict__, lambda: getattr(by_numba(), LOOP)))
    return module


class Late:
    """A package that is loaded when something of it is asked for."""

    def __init__(self, name: str) -> None:
        self._name = name

    def __getattr__(self, attribute: str) -> object:
        return getattr(import_module(self._name), attribute)


def late_import(node: ast.stmt) -> tuple[str, Late] | None:
    """The name of a package that takes long to load and may never be used, and what stands for it."""
    match node:
        case ast.Import(names=[ast.alias(name=name, asname=known)]) if name in LATE:
            return known or name, Late(name)
        case _:
            return None


def is_marked(function: ast.FunctionDef) -> bool:
    """Whether a function is to be compiled."""
    return any(isinstance(each, ast.Name) and each.id == MARK for each in function.decorator_list)


def is_of_numba(node: ast.stmt) -> bool:
    """Whether a statement is there for numba alone."""
    match node:
        case ast.Import(names=[ast.alias(name="numba")]):
            return True
        case ast.Assign(targets=[ast.Name(id=name)]):
            return name == MARK
        case _:
            return False


def loop_of(
    sources: Mapping[str, ast.FunctionDef], names: Mapping[str, object], by_numba: Callable[[], Loop]
) -> Loop:
    """The loop, compiled for each kind of arguments that it meets; by numba where it cannot be here."""
    known: dict[tuple[object, ...], Loop] = {}
    lock = Lock()

    def made(kinds: tuple[Kind, ...]) -> Loop:
        try:
            return Compiled(program_of(sources, names, LOOP, kinds)).call
        except Exception:  # whatever it trips over is something that it does not know
            return by_numba()

    def loop(*arguments: object) -> None:
        try:
            kinds: tuple[object, ...] = tuple(kind_of(each) for each in arguments)
        except NotKnownError:
            kinds = ()
        with lock:
            if kinds not in known:
                known[kinds] = made(kinds) if kinds else by_numba()  # type: ignore[arg-type]
        known[kinds](*arguments)

    return loop
