"""What became of every sentence that looks like a selection.

In: a program with its text, and the sentences, captions and rows of its publication that look like selections. Out: a
`Coverage`, in which each is claimed, dismissed, noted or unclaimed, with the statements that say so.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from hepir.extract.verifying import claimed
from hepir.reading.assembling import CELL_SEPARATOR
from hepir.reading.document import Document, Label, Sentence
from hepir.reading.scoring import LIKELY
from hepir.semantics.declarations import quantities
from hepir.semantics.definitions import origin_of
from hepir.semantics.evidence import rule_free, statements
from hepir.semantics.quoted import quantities as quoted_quantities
from hepir.source import Source
from hepir.syntax import tree
from hepir.types.dimensions import NONE
from hepir.types.units import Unit, parse_unit

COMPARED = re.compile(r"[<>≤≥]=?\s*(?P<number>\d+(?:\.\d+)?)(?![\w.]*\d)")
Sized = tuple[object, float]


class State(StrEnum):
    """What became of a sentence. A statement claims it, also where a note speaks of the rest of it."""

    CLAIMED = "claimed"
    DISMISSED = "dismissed"
    NOTED = "noted"
    UNCLAIMED = "unclaimed"


@dataclass(frozen=True)
class Use:
    """A statement that cites a sentence: its line in the program, from one, and its text on one line."""

    line: int
    text: str


@dataclass(frozen=True)
class Covered:
    """A sentence, caption or row, and what became of it.

    `score` is how much it looks like a selection. `unsaid` are numbers of a claimed sentence, with a unit or
    after a sign of comparison, that no statement which cites it says: perhaps a second criterion.
    """

    sentence: Sentence
    score: float
    state: State
    uses: tuple[Use, ...] = ()
    unsaid: tuple[str, ...] = ()

    @property
    def likely(self) -> bool:
        """Whether it is likely a selection, not just possibly one."""
        return self.score >= LIKELY


@dataclass(frozen=True)
class Lacking:
    """A statement that the built-in reader makes of the publication and the program lacks, with what it quotes."""

    text: str
    scope: str
    unit: str
    page: int | None
    quote: str


@dataclass(frozen=True)
class Coverage:
    """All sentences that look like selections, in the order of the text; `document` is the name of the file."""

    document: str
    sentences: tuple[Covered, ...]
    lacking: tuple[Lacking, ...] = ()

    def of(self, state: State) -> tuple[Covered, ...]:
        """Those in one state."""
        return tuple(each for each in self.sentences if each.state is state)

    @property
    def answered(self) -> tuple[Covered, ...]:
        """Those that something cites."""
        return tuple(each for each in self.sentences if each.state is not State.UNCLAIMED)

    def unclaimed(self, likely: bool) -> tuple[Covered, ...]:
        """Those that nothing cites and that are likely selections, or just possibly."""
        return tuple(each for each in self.of(State.UNCLAIMED) if each.likely == likely)


def coverage(
    source: Source,
    program: tree.Program,
    document: Document,
    selection_like: Iterable[tuple[Sentence, float]],
    lacking: tuple[Lacking, ...] = (),
) -> Coverage:
    """What a program makes of the sentences of its publication that look like selections."""
    citing = citations(program, document)
    covered = (
        covered_by(sentence, score, citing.get(sentence.id, ()), source) for sentence, score in selection_like
    )
    return Coverage(document.name, tuple(covered), lacking)


def citations(program: tree.Program, document: Document) -> Mapping[str, list[tree.Statement]]:
    """The statements that cite each sentence of the publication itself, by its id."""
    quotes = {
        block.name.text: claimed(block, document)
        for block in program.blocks
        if isinstance(block, tree.SourceStatement) and block.reference is None
    }
    found: dict[str, list[tree.Statement]] = {}
    for statement in statements(program):
        for evidence in statement.evidence:
            for sentence in quotes.get(evidence.name.text, ()) if isinstance(evidence, tree.Cited) else ():
                found.setdefault(sentence.id, []).append(statement)
    return found


def covered_by(sentence: Sentence, score: float, citing: Sequence[tree.Statement], source: Source) -> Covered:
    """A sentence and the statements that cite it."""
    state = state_of(citing)
    origins = [origin_of(each, source, {}) for each in citing]
    uses = tuple(dict.fromkeys(Use(each.line, each.text) for each in origins))
    parts = cells(sentence.text) if sentence.label is Label.TABLE else (sentence.text,)
    left = (each for part in parts for each in unsaid_by(citing, part)) if state is State.CLAIMED else ()
    unsaid = tuple(dict.fromkeys(left))
    return Covered(sentence, score, state, uses, unsaid)


def cells(row: str) -> tuple[str, ...]:
    """The cells of a row of a table: the unit in the head of a column is that of its own cells, one that ends the head of the
    row that of all cells behind it."""
    head, *others = row.split(CELL_SEPARATOR)
    if not head.rstrip().endswith(("]", ")")):
        return (head, *others)
    return (head, *(f"{head}{CELL_SEPARATOR}{each}" for each in others))


def state_of(citing: Sequence[tree.Statement]) -> State:
    """What the statements that cite a sentence make of it."""
    notes = [each.keyword for each in citing if isinstance(each, tree.Note)]
    if len(notes) < len(citing):
        return State.CLAIMED
    if any(keyword != "dismissed" for keyword in notes):
        return State.NOTED
    return State.DISMISSED if notes else State.UNCLAIMED


# ---- numbers that are left over ----


def unsaid_by(citing: Sequence[tree.Statement], text: str) -> tuple[str, ...]:
    """The numbers with units, and those right after a sign of comparison, that no statement of a sentence says; none where
    a note speaks of the rest."""
    if any(isinstance(each, tree.Note) for each in citing):
        return ()
    said = {sized for statement in citing for sized in sizes(statement)}
    compared = {match["number"] for match in COMPARED.finditer(text)}
    readings: dict[str, list[Unit]] = {}
    for number, unit in reversed(list(quoted_quantities(text))):
        readings.setdefault(number, []).append(unit)
    return tuple(
        f"{number} {next((unit.text for unit in units if unit.dimension != NONE), '')}".strip()
        for number, units in readings.items()
        if (number in compared or any(unit.dimension != NONE for unit in units))
        and not any(is_said((unit.dimension, float(number) * unit.size), said) for unit in units)
    )


def sizes(statement: tree.Statement) -> Iterable[Sized]:
    """The numbers of a statement in canonical units."""
    for quantity in quantities(rule_free(statement)):
        unit = parse_unit(quantity.unit)
        if unit is not None:
            yield unit.dimension, float(quantity.number) * unit.size
    for binning in binnings(statement):
        unit = parse_unit(binning.unit)
        if unit is not None:
            yield from ((unit.dimension, abs(float(edge)) * unit.size) for edge in binning.edges)


def binnings(statement: tree.Statement) -> tuple[tree.Variable | tree.Range, ...]:
    """The bins that a statement lists by their edges."""
    match statement:
        case tree.Bin(tree.Grid(cells=cells)):
            return tuple(each for block in cells for each in block.ranges)
        case tree.Bin(tree.Axis() as axis):
            axes: tuple[tree.Axis, ...] = (axis,)
        case tree.Histogram(axes=axes):
            pass
        case _:
            return ()
    return tuple(axis.binning for axis in axes if isinstance(axis.binning, tree.Variable))


def is_said(wanted: Sized, said: Iterable[Sized]) -> bool:
    """Whether a number is among those of statements, rounding apart."""
    dimension, size = wanted
    return any(other == dimension and abs(value - size) <= 1e-9 * abs(size) for other, value in said)
