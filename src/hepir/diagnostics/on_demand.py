"""Diagnostics that are imported when one of them is asked for: what is right needs none of them.

In: a package and its modules. Out: its `__getattr__`.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module


def found_in(package: str, *modules: str) -> Callable[[str], object]:
    """What finds a name of a package in its modules, which are imported in this order until one has it."""

    def found(name: str) -> object:
        # Python asks for `__path__` and the like, too, and for the modules themselves.
        for module in () if name.startswith("_") or name in modules else modules:
            if hasattr(imported := import_module(f"{package}.{module}"), name):
                return getattr(imported, name)
        raise AttributeError(f"module {package!r} has no attribute {name!r}")

    return found
