"""What the phrase grammar finds in a sentence, as values.

In: made by `parsing`. Out: frozen values. Names of particles are those of the language's kinds, with `Lepton` and
`BJet` for what publications call leptons and b jets.
"""

from __future__ import annotations

from dataclasses import dataclass

from hepir.extract.builtin.collections import ISOLATED, QUALITIES, named

ONE_OF = "or"  # the operator of `one or three tracks`
OWN_PT = "@pt"
UNKNOWN = "?"  # in the words of a noun: one that the grammar does not know
OPPOSITE = {"<": ">", "<=": ">=", ">": "<", ">=": "<=", "==": "=="}


@dataclass(frozen=True)
class Quantity:
    """A number as it is written, and its unit in the language's spelling; `slope`: so much of the pt on top of it."""

    number: str
    unit: str | None = None
    slope: str = ""

    @property
    def text(self) -> str:
        """As the language writes it; `OWN_PT` stands for the pt of the object that it is about."""
        value = f"{self.number} {self.unit}" if self.unit else self.number
        return f"{value} + {self.slope} * {OWN_PT}" if self.slope else value


@dataclass(frozen=True)
class Noun:
    """`the two leading isolated photons`, `electrons (muons)`, `tight (loose) muons`; ranks count from zero."""

    kind: str
    plural: bool
    determiner: str = ""
    words: tuple[str, ...] = ()
    ranks: tuple[int, ...] = ()
    other_rank: int | None = None
    number: int | None = None
    other: str | None = None
    other_words: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """The name of the collection: `signal_Electron`, `Jet`."""
        return named(quality_among(self.words, self.kind), self.kind)

    @property
    def other_name(self) -> str:
        """That of the objects in parentheses: `signal electrons (muons)`, `tight (loose) muons`."""
        kind = self.other or self.kind
        return named(quality_among(self.other_words or self.words, kind), kind)


def quality_among(words: tuple[str, ...], kind: str) -> str:
    """The quality that sets objects of a kind apart, of all words before them."""
    known = (each for each in QUALITIES if each != ISOLATED or kind == "Track")
    return next((each for each in known if each in words), "")


Argument = Noun | str
"""What a variable is of: particles, or `MET`."""


@dataclass(frozen=True)
class Variable:
    """A variable, with what it is of where the text says so."""

    name: str
    arguments: tuple[Argument, ...] = ()


@dataclass(frozen=True)
class OneSided:
    """`> 20, 15 and 10 GeV`; `others` stand in parentheses: `> 25 (20) GeV`."""

    operator: str
    quantities: tuple[Quantity, ...]
    others: tuple[Quantity, ...] = ()


@dataclass(frozen=True)
class Interval:
    """`low < x < high`; outside of it where `inside` is false."""

    low: Quantity
    low_operator: str
    high_operator: str
    high: Quantity
    inside: bool = True


@dataclass(frozen=True)
class Window:
    """`within 10 GeV of the Z boson mass`."""

    width: Quantity | None
    centre: Quantity | None
    operator: str = "<"


@dataclass(frozen=True)
class Holds:
    """Of a variable that is true or false."""

    holds: bool = True


@dataclass(frozen=True)
class OneOf:
    """`one or three tracks`"""

    numbers: tuple[str, ...]


Relation = OneSided | Interval | Window | Holds | OneOf


@dataclass(frozen=True)
class Condition:
    """A variable and what is asked of it; `required`: the words between say so (`pT must exceed 20 GeV`); `scope`: it is
    asked only of objects for which this holds (`pT > 25 GeV for |eta| < 2.4`)."""

    variable: Variable
    relation: Relation
    required: bool = False
    scope: Condition | None = None


@dataclass(frozen=True)
class Both:
    """Two conditions in one phrase: `the transverse (longitudinal) impact parameter is less than 0.05 (0.1) cm`."""

    first: Condition
    second: Condition


@dataclass(frozen=True)
class Level:
    """`the tight working point of the isolation discriminant`; `sort` is the type of the word for what has it."""

    level: str
    sort: str


@dataclass(frozen=True)
class Separation:
    """`within dR < 0.4 of a jet`; `conditions` on what is near: `of a jet with pT > 30 GeV`."""

    relation: OneSided | Interval
    noun: Noun
    conditions: tuple[Condition, ...] = ()


@dataclass(frozen=True)
class Count:
    """`at least two jets`; the operator is empty where the words leave it open (`two jets`). `most`: `two to four jets`.
    `required`: the words between say so (`the number of jets must be four`)."""

    operator: str
    number: int
    noun: Noun
    most: int | None = None
    required: bool = False


@dataclass(frozen=True)
class Binned:
    """Edges of bins of a variable."""

    variable: Variable
    edges: tuple[Quantity, ...]


@dataclass(frozen=True)
class Energy:
    """A centre-of-mass energy."""

    quantity: Quantity


@dataclass(frozen=True)
class Luminosity:
    """An integrated luminosity."""

    quantity: Quantity


@dataclass(frozen=True)
class Word:
    """Anything else, by the name of its terminal."""

    type: str
    text: str


Phrase = Variable | Condition | Both | Level | Separation | Count | Binned | Energy | Luminosity | Noun | Word


def is_word(phrase: object, *types: str) -> bool:
    """Whether a phrase is a word of one of these types."""
    return isinstance(phrase, Word) and phrase.type in types


def has_others(condition: Condition) -> bool:
    """Whether a condition has values in parentheses."""
    return isinstance(condition.relation, OneSided) and bool(condition.relation.others)
