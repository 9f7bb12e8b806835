"""Generated modules, loaded.

In: the text of a module. Out: the module. A loop is compiled by the small compiler (`machine`), anew in each process: that
takes about as long as loading what was kept would. What that one does not know is for numba, which takes seconds, and is kept
in a private folder of the cache with what numba compiles beside it. A folder's name is made of
everything that the code depends on; a folder that others may write to is not used, since what numba keeps is run when it
is loaded.
"""

from __future__ import annotations

import importlib.metadata
import shutil
import sys
from functools import cache, lru_cache
from hashlib import sha256
from importlib.util import find_spec, module_from_spec, spec_from_file_location
from pathlib import Path
from types import CodeType, ModuleType
from typing import TYPE_CHECKING

from hepir.caches import private_folder, write_once
from hepir.pipeline.failing import GENERATED
from hepir.run.flat.arrays import FlatArray

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

FILE = "selection.py"
PACKAGES = ("numba", "llvmlite", "numpy", "awkward")


def load_text(text: str) -> ModuleType:
    """A module from its text alone."""
    module = ModuleType("hepir_generated")
    exec(code_of(text), module.__dict__)
    return module


@lru_cache(maxsize=16)
def code_of(text: str) -> CodeType:
    """The bytecode of a module; that of the last ones is kept."""
    return compile(text, GENERATED, "exec")


@lru_cache(maxsize=16)
def load_loop(text: str) -> ModuleType:
    """A module with a loop; what the small compiler does not know is for numba."""
    if find_spec("llvmlite") is None:
        return taking_flat(load_kept(text))
    from hepir.pipeline.machine.modules import machine_module

    return taking_flat(machine_module(text, GENERATED, lambda: load_kept(text)))


def taking_flat(module: ModuleType) -> ModuleType:
    """The module, which now takes columns of flat branches as they are read, too."""
    made = getattr(module, "numbers", None)
    if made is None:
        return module

    def numbers(column: object, depth: int, whole: bool) -> object:
        """The parts of a column, as the module's own function gives them."""
        if not isinstance(column, FlatArray):
            return made(column, depth, whole)
        if len(column.parts) != depth + 1 or (whole and column.numbers.dtype.kind == "f"):
            return made(column.to_awkward(), depth, whole)
        return [module.fixed(signed(part) if whole else part) for part in column.parts]

    module.numbers = numbers  # type: ignore[attr-defined]  # what is generated has one
    return module


def signed(numbers: NDArray[np.generic]) -> NDArray[np.generic]:
    """Whole numbers of 64 bits without a sign as what a loop takes for whole numbers: the same bits."""
    return numbers.view("int64") if numbers.dtype.name == "uint64" else numbers


def load_kept(text: str) -> ModuleType:
    """A module whose loop numba compiles, from the cache where there is one."""
    folder = folder_of(text)
    if folder is None:
        return load_text(text)
    name = f"hepir_{folder.name}"
    if name in sys.modules:
        return sys.modules[name]
    try:
        write_once(folder / FILE, text)
        return from_file(folder / FILE, name)
    except OSError:
        return load_text(text)


def forget(text: str) -> ModuleType:
    """A module from its text after what was kept of it turned out to be broken."""
    load_loop.cache_clear()
    folder = folder_of(text)
    if folder is not None:
        sys.modules.pop(f"hepir_{folder.name}", None)
        shutil.rmtree(folder, ignore_errors=True)
    return taking_flat(load_text(text))


def folder_of(text: str) -> Path | None:
    """Where a module is kept: by its text and the versions of what compiles and runs it. None where there can be no folder
    that is one's own."""
    return private_folder(
        "fused", sha256("\n".join((text, sys.version, *versions())).encode()).hexdigest()[:32]
    )


@cache
def versions() -> tuple[str, ...]:
    """The versions of what compiles and runs a loop."""
    return tuple(f"{name} {importlib.metadata.version(name)}" for name in PACKAGES)


def from_file(path: Path, name: str) -> ModuleType:
    """A module from a file, known by a name: numba looks it up by that when it takes out what it kept."""
    spec = spec_from_file_location(name, path)
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module
