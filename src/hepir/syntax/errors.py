"""Diagnostics of the syntax stage: HEP00xx."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from hepir.diagnostics.core import Diagnostic, Edit, Severity
from hepir.source import Span


@dataclass(frozen=True)
class UnexpectedText(Diagnostic):
    """The text does not continue as the grammar allows.

    Every statement begins with its own keyword and ends where the next one begins; inside it, something stands
    where something else was expected. The message names what was found and what could have stood there.

    Example:

        object jets from Jet
          select pt >> 30 GeV

    Instead:

        object jets from Jet
          select pt > 30 GeV
    """

    code: ClassVar[str] = "HEP0001"
    name: ClassVar[str] = "unexpected-text"
    found: str
    expected: tuple[str, ...]
    advice: str = ""
    replacement: str | None = None

    @property
    def message(self) -> str:
        return f"found {self.found}, expected {one_of(self.expected)}"

    @property
    def hints(self) -> tuple[str, ...]:
        return (self.advice,) if self.advice else ()

    @property
    def edits(self) -> tuple[Edit, ...]:
        return () if self.replacement is None else (Edit(self.span, self.replacement),)


@dataclass(frozen=True)
class UnterminatedText(Diagnostic):
    """A text in quotes has no closing quote on its line.

    Texts stand on one line. A quote inside is written `\\"`, a backslash `\\\\`.

    Example:

        analysis "Search for new physics

    Instead:

        analysis "Search for new physics"
    """

    code: ClassVar[str] = "HEP0002"
    name: ClassVar[str] = "unterminated-text"

    @property
    def message(self) -> str:
        return "this text has no closing quote on its line"

    @property
    def hints(self) -> tuple[str, ...]:
        return ('end it with `"` on the same line; inside, write `\\"` for a quote',)


@dataclass(frozen=True)
class UnknownUnit(Diagnostic):
    """The word after a number is not a unit.

    Units have one spelling and are case sensitive: TeV, GeV, MeV, keV; cm, mm, um; rad, deg; ns, ps; nb, pb, fb, ab;
    /nb, /pb, /fb, /ab; %. A power is written without a space: `GeV^2`, `GeV^(1/2)`.

    Example:

        object jets from Jet
          select pt > 30 Gev

    Instead:

        object jets from Jet
          select pt > 30 GeV
    """

    code: ClassVar[str] = "HEP0003"
    name: ClassVar[str] = "unknown-unit"
    found: str
    candidates: tuple[str, ...]

    @property
    def message(self) -> str:
        return f"`{self.found}` is not a unit"

    @property
    def hints(self) -> tuple[str, ...]:
        if not self.candidates:
            return ("units are TeV GeV MeV keV, cm mm um, rad deg, ns ps, nb pb fb ab, /fb /pb and %",)
        return (f"did you mean {one_of(quoted(self.candidates))}?",)

    @property
    def edits(self) -> tuple[Edit, ...]:
        return (Edit(self.span, self.candidates[0]),) if len(self.candidates) == 1 else ()


@dataclass(frozen=True)
class MisplacedRule(Diagnostic):
    """A rule stands under a block that has no such rule.

    `select`, `reject` and `sort` belong to an object or a combination, `select`, `reject`, `when`, `weight`, `hist`, `bin`
    and `expect` to a region.

    Example:

        define ht = sum(Jet.pt)
        select ht > 300 GeV

    Instead:

        define ht = sum(Jet.pt)
        region search
          select ht > 300 GeV
    """

    code: ClassVar[str] = "HEP0004"
    name: ClassVar[str] = "misplaced-rule"
    keyword: str
    homes: tuple[str, ...]

    @property
    def message(self) -> str:
        return f"`{self.keyword}` cannot stand here: it belongs to {one_of(self.homes)}"

    @property
    def hints(self) -> tuple[str, ...]:
        return (f"put a line such as `{self.homes[0].split()[-1]} NAME` above it, or move it there",)


@dataclass(frozen=True)
class NestedTooDeeply(Diagnostic):
    """An expression is nested deeper than anything a person would read.

    The limit is 100 levels. Name parts of the expression with `define` or `let`.

    Example: 101 opening parentheses around a name.

        define deep = (((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((1)))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))

    Instead:

        define shallow = 1
    """

    code: ClassVar[str] = "HEP0005"
    name: ClassVar[str] = "nested-too-deeply"
    limit: int

    @property
    def message(self) -> str:
        return f"this is nested more than {self.limit} levels deep"

    @property
    def hints(self) -> tuple[str, ...]:
        return ("name parts of it with `define` or `let`",)


@dataclass(frozen=True)
class ProgramTooLarge(Diagnostic):
    """The program is larger than any selection that was ever published.

    The limit is one million characters; it protects against a wrong file given by mistake.

    Example: a ROOT file that was renamed, or a generated program without end.

        hepir check events.root

    Instead:

        hepir check selection.hep
    """

    code: ClassVar[str] = "HEP0006"
    name: ClassVar[str] = "program-too-large"
    size: int
    limit: int

    @property
    def message(self) -> str:
        return f"the program has {self.size} characters, the limit is {self.limit}"

    @property
    def hints(self) -> tuple[str, ...]:
        return ("is this the right file?",)


@dataclass(frozen=True)
class NotText(Diagnostic):
    """The program is not text: it holds characters that no program has, or is not UTF-8.

    Example: a ROOT file given where a program is expected.

        hepir check events.root

    Instead:

        hepir check selection.hep
    """

    code: ClassVar[str] = "HEP0007"
    name: ClassVar[str] = "not-text"
    what: str

    @property
    def message(self) -> str:
        return f"this is not a program text: it holds {self.what}"

    @property
    def hints(self) -> tuple[str, ...]:
        return ("programs are UTF-8 text; is this the right file?",)


@dataclass(frozen=True)
class EmptyProgram(Diagnostic):
    """The program has no statement.

    An empty file is almost always a mistake, yet it is a program: it selects nothing and counts nothing.

    Example:

        # nothing here but a comment

    Instead:

        region all_events
          hist met = MET.pt in 100 bins from 0 GeV to 200 GeV
    """

    code: ClassVar[str] = "HEP0008"
    name: ClassVar[str] = "empty-program"
    severity: ClassVar[Severity] = Severity.ERROR

    @property
    def message(self) -> str:
        return "the program is empty"

    @property
    def hints(self) -> tuple[str, ...]:
        return ("begin with `region NAME`, or try `hepir demo` for an example",)


def quoted(words: tuple[str, ...]) -> tuple[str, ...]:
    """Each word between backticks."""
    return tuple(f"`{word}`" for word in words)


def one_of(words: tuple[str, ...]) -> str:
    """`a`, `a or b`, `a, b or c`."""
    if len(words) < 2:
        return "".join(words) or "something else"
    return f"{', '.join(words[:-1])} or {words[-1]}"


__all__ = [
    "EmptyProgram",
    "MisplacedRule",
    "NestedTooDeeply",
    "NotText",
    "ProgramTooLarge",
    "Span",
    "UnexpectedText",
    "UnknownUnit",
    "UnterminatedText",
    "one_of",
    "quoted",
]
