"""Formulas of ROOT (TFormula), as far as correctionlib has them.

In: the text of a formula, what its variables are, its parameters. Out: a `Node`; raises `TableError`. A minus before a name,
a call or a parenthesis binds tighter than a power, as it does there: `-x^2` is `(-x)^2`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NoReturn, TypeVar

from hepir.tabular.files import TableError
from hepir.types.computations import Calculation, Known, Node

TOKEN = re.compile(
    r"\s*(?:(?P<number>[0-9]+(?:\.[0-9]*)?(?:e-?[0-9]+)?)|(?P<variable>x\[[0-9]+\])|(?P<parameter>\[[0-9]+\])"
    r"|(?P<name>[a-z][a-z0-9]*)|(?P<sign>\|\||&&|==|!=|>=|<=|[-+*/^<>(),]))"
)
LEVELS = (("||",), ("&&",), ("==", "!="), (">", "<", ">=", "<="), ("-", "+"), ("/", "*"), ("^",))
ONE = (
    *("log", "log10", "exp", "erf", "sqrt", "abs", "cos", "sin", "tan", "acos", "asin", "atan"),
    *("cosh", "sinh", "tanh", "acosh", "asinh", "atanh"),
)
TWO = ("atan2", "pow", "max", "min")
VARIABLES = "xyzt"
Item = TypeVar("Item")


def formula(text: str, variables: Sequence[Node], parameters: Sequence[float]) -> Node:
    """The node of a formula."""
    reading = FormulaReader(list(tokens(text)), text, variables, parameters)
    found = reading.expression()
    if reading.left:
        reading.refuse(f"`{reading.left[0]}` does not belong there")
    return found


def tokens(text: str) -> Iterator[str]:
    """The words and signs of a formula."""
    place, text = 0, text.rstrip()
    while place < len(text):
        found = TOKEN.match(text, place)
        if found is None:
            raise TableError(
                f"the formula `{text[:60]}` has a sign that is not understood: `{text[place:].strip()[:1]}`"
            )
        yield found[0].strip()
        place = found.end()


class FormulaReader:
    """Reads a formula from left to right. `left`: the tokens that are not read yet."""

    def __init__(
        self, left: list[str], text: str, variables: Sequence[Node], parameters: Sequence[float]
    ) -> None:
        self.left, self.text, self.variables, self.parameters = left, text, variables, parameters

    def refuse(self, reason: str) -> NoReturn:
        """What cannot be read."""
        raise TableError(f"the formula `{self.text[:60]}` cannot be read: {reason}")

    def next(self) -> str:
        """The next token; nothing at the end."""
        return self.left.pop(0) if self.left else ""

    def expect(self, sign: str) -> None:
        """A sign that must come."""
        found = self.next()
        if found != sign:
            self.refuse(f"`{sign}` is expected, found {f'`{found}`' if found else 'its end'}")

    def expression(self, level: int = 0) -> Node:
        """Operators of a level and of those that bind tighter, from left to right; powers from right to left."""
        if level == len(LEVELS):
            return self.atom()
        found = self.expression(level + 1)
        while self.left and self.left[0] in LEVELS[level]:
            sign = self.next()
            right = self.expression(level if sign == "^" else level + 1)
            found = Calculation(sign, (found, right))
        return found

    def atom(self) -> Node:
        """A number, a name, a call or a parenthesis, maybe with a minus."""
        word = self.next()
        if word == "-":
            if self.left and self.left[0][0].isdigit():
                return Known(-float(self.next()))
            return Calculation("negative", (self.atom_of(self.next()),))
        return Known(float(word)) if word[:1].isdigit() else self.atom_of(word)

    def atom_of(self, word: str) -> Node:
        """A name, a call or a parenthesis that begins with this token."""
        if word == "(":
            inner = self.expression()
            self.expect(")")
            return inner
        if word in ONE or word in TWO:
            self.expect("(")
            parts = [self.expression()]
            if word in TWO:
                self.expect(",")
                parts.append(self.expression())
            self.expect(")")
            return Calculation("^" if word == "pow" else word, tuple(parts))
        if word.startswith("["):
            return Known(self.one_of(self.parameters, int(word[1:-1]), "parameter"))
        place = int(word[2:-1]) if word.startswith("x[") else VARIABLES.find(word) if len(word) == 1 else -1
        if place < 0:
            self.refuse(f"`{word}` is no variable or function of it" if word else "it ends too early")
        return self.one_of(self.variables, place, "variable")

    def one_of(self, items: Sequence[Item], place: int, what: str) -> Item:
        """One of several that must be there."""
        if place >= len(items):
            self.refuse(f"it has no {what} {place}")
        return items[place]
