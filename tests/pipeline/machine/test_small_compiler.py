"""The small compiler: what Python does with numbers, its functions of LLVM do, too; the rest is for numba."""

import ast
import math
import random
import textwrap
from collections.abc import Callable

import numpy as np
import pytest

from hepir.pipeline.machine.modules import machine_module

pytest.importorskip("llvmlite", reason="compiling needs the extra `fast`")
EDGES = np.array([0.0, 1.5, 4.0])
VALUES = [0.0, -0.0, 1.0, -1.0, 0.3, -2.75, 7.5, 1e300, -1e-300, math.inf, -math.inf, math.nan]


def refused() -> object:
    """In place of numba."""
    raise AssertionError("not known to the small compiler")


def module_text(body: str, more: str = "") -> str:
    """A module as they are generated, whose loop fills `out` from `x` and `n`."""
    loop = "@compiled\ndef loop(x, n, out):\n" + textwrap.indent(textwrap.dedent(body), "    ")
    head = "import math\n\nimport numba\nimport numpy as np\n\ncompiled = numba.njit()\nEDGES = np.array([0.0, 1.5, 4.0])\n\n"
    return f"{head}{more}\n{loop}\n"


def by_machine(body: str, x: np.ndarray, n: np.ndarray, more: str = "", size: int = 0) -> np.ndarray:
    """What machine code puts into `out`."""
    out = np.full(size or len(x), -7.0)
    machine_module(module_text(body, more), "<test>", refused).loop(x, n, out)  # type: ignore[arg-type]
    return out


def by_python(body: str, x: np.ndarray, n: np.ndarray, more: str = "", size: int = 0) -> np.ndarray:
    """What Python puts into `out`."""
    out = np.full(size or len(x), -7.0)
    names: dict[str, object] = {"math": math, "np": np, "EDGES": EDGES, "compiled": lambda function: function}
    loop = ast.parse(module_text(body, more))
    loop.body = [each for each in loop.body if isinstance(each, ast.FunctionDef)]
    exec(compile(loop, "<test>", "exec"), names)
    with np.errstate(all="ignore"):
        function = names["loop"]
        assert callable(function)
        function(x, n, out)
    return out


EXPRESSIONS = [
    "x[i] + n[i] * 2 - 1",
    "x[i] / (n[i] + 0.5)",
    "-x[i]",
    "-n[i]",
    "x[i] ** 2 + n[i] ** 3",
    "abs(x[i]) + abs(n[i])",
    "min(x[i], n[i], 2)",
    "max(x[i], 0.5)",
    "np.maximum(x[i], 0.5)",
    "np.minimum(0.5, x[i])",
    "1.0 if x[i] < 0 else 2",
    "x[i] if n[i] > 1 and x[i] > 0 else (n[i] if x[i] != x[i] or n[i] == 0 else -3)",
    "0 < x[i] < 1 < n[i] + 1",
    "not (x[i] >= 0)",
    "math.copysign(2.0, x[i])",
    "np.isfinite(x[i])",
    "np.isnan(x[i])",
    "math.isinf(x[i])",
    "(n[i] // 3) * 10 + n[i] % 3",
    "n[i] >> 1 & 1",
    "EDGES[n[i] % 3]",
    "(1.0, 2.5, x[i])[n[i] % 3]",
    "len(EDGES) + len(x)",
    "bool(n[i]) + True",
    "np.float64(n[i]) * x[i]",
    "x[len(x) - 1 - i]",
    "x[-1 - i]",
]


@pytest.mark.parametrize("expression", EXPRESSIONS)
def test_expressions(expression: str) -> None:
    x = np.array(VALUES)
    n = np.arange(len(x)) - 4
    body = f"for i in range(len(x)):\n    out[i] = {expression}\n"
    np.testing.assert_array_equal(by_machine(body, x, n), by_python(body, x, n))


@pytest.mark.parametrize(
    "call",
    [
        *(
            f"math.{name}(x[i])"
            for name in ("sqrt", "sin", "cos", "tan", "sinh", "tanh", "asinh", "atan", "exp")
        ),
        "math.log(x[i])",
        "math.atan2(x[i], 2.0)",
        "math.hypot(x[i], 3.0)",
        "x[i] % 2.5",
        "x[i] % -2.5",
    ],
)
def test_functions_of_real_numbers(call: str) -> None:
    chance = random.Random(1)
    x = np.array([chance.uniform(0.0, 5.0) for _ in range(200)])
    x = x - 2.5 if "%" in call else x
    body = f"for i in range(len(x)):\n    out[i] = {call}\n"
    np.testing.assert_array_almost_equal_nulp(by_machine(body, x, x), by_python(body, x, x), 1)


def test_statements() -> None:
    body = """
    room = np.empty(2, dtype=np.int64)
    count = 0
    for i in range(len(x)):
        if n[i] < 0:
            continue
        if count == len(room):
            room = longer(room)
        place = count
        while place > 0 and n[room[place - 1]] < n[i]:
            room[place] = room[place - 1]
            place -= 1
        room[place] = i
        count += 1
        if count > 20:
            break
    for j in range(1, count):
        out[j] = room[j]
    first = second = 0
    for end in (1.0, -1.0):
        first, second = second + end, first
    out[0] = first * 10 + second
    """
    more = """
@compiled
def longer(array):
    more = np.empty(2 * len(array), dtype=array.dtype)
    for place in range(len(array)):
        more[place] = array[place]
    return more
"""
    chance = random.Random(2)
    n = np.array([chance.randrange(-5, 50) for _ in range(40)])
    x = np.zeros(40)
    np.testing.assert_array_equal(by_machine(body, x, n, more), by_python(body, x, n, more))


def test_functions_give_several_values_and_end_early() -> None:
    more = """
@compiled
def both(a, b):
    if a > b:
        return a - b, 0
    for step in range(3):
        if a + step > b:
            return float(step), 1
    return 0.5, 2

@compiled
def outer(a):
    first, second = both(a, 2)
    third, fourth = both(1, a)
    return first + 10 * second + 100 * third + 1000 * fourth
"""
    x = np.linspace(-3, 5, 30)
    body = "for i in range(len(x)):\n    out[i] = outer(x[i])\n"
    np.testing.assert_array_equal(by_machine(body, x, x, more), by_python(body, x, x, more))


@pytest.mark.parametrize("dtype", ["f4", "f8", "i1", "u1", "i2", "u2", "i4", "u4", "i8", "?"])
def test_elements_of_arrays(dtype: str) -> None:
    n = np.array([0, 1, 1, 0, 1]).astype(dtype)
    if dtype != "?":
        n[0] = np.iinfo(n.dtype).max if n.dtype.kind in "iu" else 0.1
        n[1] = np.iinfo(n.dtype).min if n.dtype.kind in "iu" else -0.1
    body = "for i in range(len(x)):\n    out[i] = np.float64(n[i])\n    if n[i]:\n        out[i] += 1.0\n"
    x = np.zeros(5)
    np.testing.assert_array_equal(by_machine(body, x, n), by_python(body, x, n))


def test_lists_of_numbers() -> None:
    more = """
@compiled
def reversed_in_place(count, values):
    for place in range(count // 2):
        values[place], values[count - 1 - place] = values[count - 1 - place], values[place]
    return count
"""
    body = """
    for i in range(len(x)):
        doubled = [2 * x[place] for place in range(i)]
        squares = [doubled[place] * doubled[place] for place in range(len(doubled))]
        last = reversed_in_place(i, squares)
        out[i] = last + (squares[0] if i > 0 else -1.0) + len(doubled)
    """
    x = np.array(VALUES)
    np.testing.assert_array_equal(by_machine(body, x, x, more), by_python(body, x, x, more))


def test_two_dimensions() -> None:
    text = module_text("for i in range(3):\n    n[1, i] = x[i] > 1\n    out[i] = n[1, i]\n")
    n, out = np.zeros((2, 3), dtype=bool), np.zeros(3)
    machine_module(text, "<test>", refused).loop(np.array([0.0, 2.0, 3.0]), n, out)  # type: ignore[arg-type]
    assert n.tolist() == [[False, False, False], [False, True, True]]
    assert out.tolist() == [0, 1, 1]


@pytest.mark.parametrize(
    "body",
    [
        "out[0] = len([1, 2])",
        "print(x)",
        "out[0] = x.sum()",
        "for a, b in zip(x, x):\n    out[0] = a",
        "out[:] = 1",
        "out[0] = [a for a in x][0]",
        "out[0] = [x[i] for i in range(2) if x[i] > 0][0]",
    ],
)
def test_the_rest_is_for_numba(body: str) -> None:
    asked: list[str] = []

    def by_numba() -> object:
        asked.append("numba")
        return type("Module", (), {"loop": staticmethod(lambda *_: asked.append("called"))})

    module = machine_module(module_text(body), "<test>", by_numba)  # type: ignore[arg-type]
    for _ in range(2):
        module.loop(np.zeros(3), np.zeros(3), np.zeros(3))
    assert asked == ["numba", "called", "called"]


def test_arguments_of_other_kinds_are_compiled_for() -> None:
    loop: Callable[..., None] = machine_module(module_text("out[0] = n[0] + x[0]"), "<test>", refused).loop  # type: ignore[arg-type]
    for dtype in ("f4", "i8", "i4"):
        out = np.zeros(1)
        loop(np.ones(1, dtype), np.ones(1), out)
        assert out[0] == 2
    with pytest.raises(AssertionError, match="not known"):
        loop(np.ones(1, ">f4"), np.ones(1), np.zeros(1))
