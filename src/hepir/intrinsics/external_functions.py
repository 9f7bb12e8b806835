"""A function of a file that whoever runs a program names.

In: an `ExternalFunction`, and what whoever read the file registers. Out: the `Function` that calls it, in plain Python and in
columns. Nothing here reads a file: a program alone never makes anything of its folder run.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Sequence
from functools import cache
from types import ModuleType
from typing import TYPE_CHECKING

from hepir.intrinsics.core import Function, Parameter, Returns
from hepir.types.models import ExternalFunction

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Numbers = NDArray[np.float64]

Called = Callable[..., "Numbers"]
CALLED: dict[tuple[str, str], Called] = {}  # by the checksum of the file and the name of the function

COLUMNS = '''
def lookup_{name}({arguments}):
    """The function {name}, of a file that whoever runs this has named."""
    return of_known_rows(lookup_0_of_{name}, {arguments})


def lookup_0_of_{name}(*values):
    """The function {name}: its inputs and its result in its units."""
    columns = [np.asarray(each, np.float64) / size for each, size in zip(values, {sizes!r})]
    return outside_function({name!r}, {path!r}, {sha256!r})(*columns) * {unit_size!r}
'''
OF_KNOWN_ROWS = '''
def of_known_rows(function, *arguments):
    """A function of numbers, for the rows in which none of them is missing; in others there is no result."""
    known = [~np.asarray(ak.is_none(each)) for each in arguments if isinstance(each, ak.Array)]
    given = [np.asarray(ak.fill_none(each, 0)) if isinstance(each, ak.Array) else each for each in arguments]
    if not known:
        return function(*given)
    rows = np.logical_and.reduce(known)
    found = np.zeros(len(rows))
    found[rows] = function(*(np.broadcast_to(each, rows.shape)[rows] for each in given))
    return ak.mask(found, rows)
'''
OPENING = '''
def outside_function(name, file, sha256):
    """A function of a file that FUNCTION_FILES names; the file is read and run once."""
    import functools
    import hashlib

    known = globals().setdefault("OUTSIDE_FUNCTIONS", {})
    if name not in known:
        if file not in FUNCTION_FILES:
            raise ValueError(f"{name} is a function of {file}: say where that is, FUNCTION_FILES[{file!r}] = PATH")
        with open(FUNCTION_FILES[file], "rb") as opened:
            data = opened.read()
        if hashlib.sha256(data).hexdigest() != sha256:
            raise ValueError(f"{FUNCTION_FILES[file]} is not the file that this was made for")
        known[name] = functools.partial(numbers_from, getattr(module_of(data, file, sha256), name))
    return known[name]
'''


def numbers_from(function: Callable[..., object], *columns: Numbers) -> Numbers:
    """What a function gives for columns, a number for each row; ValueError where it gives something else."""
    import numpy as np

    whole = np.broadcast_arrays(*columns)
    rows = [np.ravel(each) for each in whole]
    if not len(rows[0]):
        return np.zeros(whole[0].shape)
    found, alone = answer_of(function, rows), answer_of(function, [each[:1] for each in rows])
    if not np.isclose(found[0], alone[0], rtol=1e-9, atol=1e-12, equal_nan=True):
        raise ValueError(f"its first number is {found[0]}, and {alone[0]} without the others")
    lost = np.isnan(found) & ~np.logical_or.reduce([np.isnan(each) for each in rows])
    if lost.any():
        values = ", ".join(f"{each[np.argmax(lost)]:.6g}" for each in rows)
        raise ValueError(f"it gives no number (NaN) for {values}")
    return np.reshape(found, whole[0].shape)


def answer_of(function: Callable[..., object], rows: Sequence[Numbers]) -> Numbers:
    """The array that a function gives for copies of rows; ValueError where it gives none."""
    import numpy as np

    with np.errstate(all="ignore"):
        found = function(*(each.copy() for each in rows))
    if not isinstance(found, np.ndarray) or type(found) is not np.ndarray:
        raise ValueError(f"it gives {type(found).__name__}, not an array of numpy")
    if found.shape != rows[0].shape or found.dtype.kind not in "fiub":
        raise ValueError(
            f"it gives {found.dtype} of shape {found.shape}, not real numbers of shape {rows[0].shape}"
        )
    return np.asarray(found, np.float64)


def module_of(data: bytes, file: str, sha256: str) -> ModuleType:
    """The module that the content of a file is, run once."""
    import sys
    import types

    name = f"functions_{sha256}"
    if name not in sys.modules:
        module = sys.modules[name] = types.ModuleType(name)
        module.__file__ = file
        try:
            exec(compile(data, file, "exec", dont_inherit=True), vars(module))
        except BaseException:
            del sys.modules[name]
            raise
    return sys.modules[name]


def register(external: ExternalFunction, called: Called) -> None:
    """Remember what gives the numbers of a function."""
    CALLED[external.sha256, external.name] = called


def worked_out(external: ExternalFunction, values: Sequence[float]) -> float:
    """The number for some values, in canonical units."""
    import numpy as np

    sizes = (each.unit_size for each in external.inputs)
    columns = [np.array([value], np.float64) / size for value, size in zip(values, sizes, strict=True)]
    (found,) = CALLED[external.sha256, external.name](*columns) * external.unit_size
    return float(found)


SHARED: tuple[Callable[..., object], ...] = (numbers_from, answer_of, module_of)


@cache
def function_of_external(external: ExternalFunction) -> Function:
    """The function that calls one of a file."""
    name = f"lookup_{external.name}"
    return Function(
        external.name,
        tuple(Parameter(each.name, "number", each.dimension) for each in external.inputs),
        Returns(external.dimension),
        f"The function {external.name}, of the file {external.path}.",
        lambda *values: worked_out(external, values),
        lambda arguments: f"{name}({', '.join(arguments)})",
        helper=columnar(external),
    )


def columnar(external: ExternalFunction) -> str:
    """The definition for columns."""
    body = COLUMNS.format(
        name=external.name,
        path=external.path,
        sha256=external.sha256,
        arguments=", ".join(f"of_{each.name}" for each in external.inputs),
        sizes=[each.unit_size for each in external.inputs],
        unit_size=external.unit_size,
    )
    return "\n".join((body, OF_KNOWN_ROWS, OPENING, *map(plain_text, SHARED)))


def plain_text(function: Callable[..., object]) -> str:
    """The text of a function without its types, for a module that imports numpy itself."""
    _, end, body = inspect.getsource(function).partition(":\n")
    assert end
    signature = ", ".join(
        str(each).partition(":")[0] for each in inspect.signature(function).parameters.values()
    )
    return f"\ndef {function.__name__}({signature}):\n" + body.replace("    import numpy as np\n\n", "")
