"""Diagnostics of the syntax stage: HEP00xx."""

from __future__ import annotations

from typing import ClassVar

from hepir.diagnostics.core import Diagnostic, Edit, Label
from hepir.light_dataclasses import dataclass
from hepir.source import Span


@dataclass(frozen=True)
class UnexpectedText(Diagnostic):
    """The text does not continue as the grammar allows.

    Every statement begins with its own keyword and ends where the next one begins; inside it, something
    stands where something else was expected. The message names what was found and what could have stood
    there.

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
    edit: Edit | None = None

    @property
    def message(self) -> str:
        if not self.expected:
            return f"found {self.found}, which cannot stand here"
        return f"found {self.found}, expected {one_of(self.expected)}"

    @property
    def hints(self) -> tuple[str, ...]:
        return (self.advice,) if self.advice else ()

    @property
    def edits(self) -> tuple[Edit, ...]:
        return () if self.edit is None else (self.edit,)


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

    Units have one spelling and are case sensitive: TeV, GeV, MeV, keV; cm, mm, um; rad, deg; ns, ps; nb, pb,
    fb, ab; /nb, /pb, /fb, /ab; %. A power is written without a space: `GeV^2`, `GeV^(1/2)`.

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
            return ("units are TeV GeV MeV keV, cm mm um, rad deg, ns ps, nb pb fb ab, /pb /fb and %",)
        return (f"did you mean {one_of(quoted(self.candidates))}?",)

    @property
    def edits(self) -> tuple[Edit, ...]:
        return (Edit(self.span, self.candidates[0]),) if len(self.candidates) == 1 else ()


@dataclass(frozen=True)
class MisplacedRule(Diagnostic):
    """A rule stands under a block that has no such rule.

    `select` and `reject` belong to an object, a combination or a region; `sort` and `let` to an object or a
    combination; `when`, `weight`, `hist`, `bin` and `expect` to a region; `up` and `down` to a systematic;
    `experiment`, `paper`, `sqrt_s` and `luminosity` to an analysis. A block ends where the next one begins.

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
    header: str

    @property
    def message(self) -> str:
        return f"`{self.keyword}` cannot stand here: it belongs under {one_of(quoted(self.homes))}"

    @property
    def hints(self) -> tuple[str, ...]:
        return (f"put a line such as `{self.header}` above it, or move it under one",)


@dataclass(frozen=True)
class NestedTooDeeply(Diagnostic):
    """An expression is nested deeper than anything a person would read.

    The limit is 100 levels. Name parts of the expression with `define` or `let`.

    Example:

        define far = ------------------------------------------------------------
            ------------------------------------------------------------1

    Instead:

        define far = 1
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

    The limit is 250,000 characters, some thousands of lines.

    It may be a file of another kind that was given by mistake, or generated text without end.

    Example:

        $ hepir check events.root

    Instead:

        $ hepir check selection.hep
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

    It may be a ROOT file given where a program is expected.

    Example:

        $ hepir check events.root

    Instead:

        $ hepir check selection.hep
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

    @property
    def message(self) -> str:
        return "the program is empty"

    @property
    def hints(self) -> tuple[str, ...]:
        return ("begin with `region NAME`, or try `hepir demo` for an example",)


@dataclass(frozen=True)
class ReservedWord(Diagnostic):
    """A word of the language stands where a name is needed.

    Words that begin statements (`select`, `region`, `weight`, ...) and words inside expressions (`and`, `in`,
    `true`, `this`, ...) cannot be names: a reader would take one for the other. After a dot they can:
    `event.weight` is a property.

    Example:

        define bin = size(Jet)

    Instead:

        define jet_count = size(Jet)
    """

    code: ClassVar[str] = "HEP0009"
    name: ClassVar[str] = "reserved-word"
    word: str

    @property
    def message(self) -> str:
        return f"`{self.word}` is a word of the language and cannot be a name"

    @property
    def hints(self) -> tuple[str, ...]:
        return (f"choose another name, such as `my_{self.word}`",)


@dataclass(frozen=True)
class UnclosedBracket(Diagnostic):
    """A bracket or a bar is opened and not closed.

    Each `(` needs a `)`, each `[` a `]`, and each `|` of an absolute value a second one, before the statement
    ends.

    Example:

        object jets from Jet
          select |eta < 2.4

    Instead:

        object jets from Jet
          select |eta| < 2.4
    """

    code: ClassVar[str] = "HEP0010"
    name: ClassVar[str] = "unclosed-bracket"
    opened: str
    closing: str
    end: Span
    found: str

    @property
    def message(self) -> str:
        return f"this `{self.opened}` is not closed: found {self.found} where a `{self.closing}` could stand"

    @property
    def labels(self) -> tuple[Label, ...]:
        return (Label(self.end, f"at the latest here a `{self.closing}` is missing"),)

    @property
    def hints(self) -> tuple[str, ...]:
        return (f"close it with `{self.closing}`",)


@dataclass(frozen=True)
class NumberTooLong(Diagnostic):
    """A number has more digits than any quantity, or is too large for a computer's numbers.

    Numbers have at most 40 characters and are at most 1e300; whole numbers that count something (a page,
    an index, a number of bins) have at most 9 digits.

    Example:

        define far = 1e999

    Instead:

        define far = 1e9
    """

    code: ClassVar[str] = "HEP0011"
    name: ClassVar[str] = "number-too-long"
    limit: str

    @property
    def message(self) -> str:
        return f"this number is too large: {self.limit}"

    @property
    def hints(self) -> tuple[str, ...]:
        return ("is it a slip of the finger?",)


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
    "NumberTooLong",
    "ProgramTooLarge",
    "ReservedWord",
    "UnclosedBracket",
    "UnexpectedText",
    "UnknownUnit",
    "UnterminatedText",
    "one_of",
    "quoted",
]
