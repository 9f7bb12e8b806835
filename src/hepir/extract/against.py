"""A program against its publication.

In: the program's text, its publication, and a library of others. Out: diagnostics about its quotes and about sentences that
nothing cites, and the coverage.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from hepir.diagnostics.core import Diagnostic
from hepir.diagnostics.places import NOWHERE
from hepir.extract.builtin import read_selection
from hepir.extract.conflicts import conflicts
from hepir.extract.coverage import Coverage, State, coverage
from hepir.extract.draft import Draft
from hepir.extract.errors.coverage import NumbersNotSaid, OmittedSentence, UnclaimedSentence
from hepir.extract.lacking import lacking
from hepir.extract.library import Library, cache_folders
from hepir.extract.sides import ReadProgram
from hepir.extract.verifying import verify
from hepir.reading.document import Document, Sentence
from hepir.reading.opening import read_document
from hepir.reading.passages import scored
from hepir.semantics.checking import check_tree
from hepir.semantics.program import Program
from hepir.source import Source, Span
from hepir.syntax import tree
from hepir.types.kinds import standard_kinds


@dataclass(frozen=True)
class Against:
    """The publication that programs are checked against, and where those are that it refers to. `strict` makes likely
    selections that nothing cites errors."""

    document: Document
    library: Library
    strict: bool = False

    @cached_property
    def built_in(self) -> Draft:
        """What the built-in reader makes of the publication."""
        return read_selection(self.document)

    @cached_property
    def selection_like(self) -> tuple[tuple[Sentence, float], ...]:
        """The sentences, captions and rows that look like selections, with their scores."""
        return selection_like(self.document)


def opened(
    paper: str | Path | Document, references: Iterable[str | Path] = (), strict: bool = False
) -> Against:
    """A publication that is read now, with folders of others and the local cache. Raises HepirError."""
    document = paper if isinstance(paper, Document) else read_document(paper)
    folders = (*map(Path, references), *cache_folders())
    return Against(document, Library(folders, read_document), strict)


def covered(source: Source, program: tree.Program, against: Against) -> Coverage:
    """What a program makes of the sentences that look like selections, and what the built-in reader makes of them and the
    program does not say. A program with errors is not compared with the reader's."""
    found = sentences_covered(source, program, against)
    typed = check_tree(source, program, standard_kinds()).program
    return found if typed is None else with_lacking(found, source, typed, against)


def with_lacking(found: Coverage, source: Source, typed: Program, against: Against) -> Coverage:
    """A coverage with what the built-in reader makes of the sentences and the program does not say."""
    answered = {each.sentence.id for state in (State.DISMISSED, State.NOTED) for each in found.of(state)}
    reading = ReadProgram(source.name, typed, source.text)
    return replace(found, lacking=lacking(reading, against.built_in, against.document, answered))


def sentences_covered(source: Source, program: tree.Program, against: Against) -> Coverage:
    """What a program makes of the sentences alone."""
    return coverage(source, program, against.document, against.selection_like)


def selection_like(document: Document) -> tuple[tuple[Sentence, float], ...]:
    """The sentences, captions and rows that look like selections, with their scores."""
    return tuple((each.sentence, each.score.value) for each in scored(document) if each.score.selecting)


def diagnosed(source: Source, program: tree.Program, against: Against) -> tuple[Diagnostic, ...]:
    """What is wrong with the quotes, documents that disagree, and what the publication says and the program does not."""
    typed = check_tree(source, program, standard_kinds()).program
    return (
        *verify(program, against.document, against.library),
        *(conflicts(typed, program, source) if typed is not None else ()),
        *left_out(source, sentences_covered(source, program, against), against.strict),
    )


def left_out(source: Source, coverage: Coverage, strict: bool) -> Iterator[Diagnostic]:
    """Numbers that no statement says, and sentences that nothing cites, the likely selections first: with `strict` they
    are errors."""
    for each in (each for each in coverage.answered if each.unsaid):
        start = source.line_starts[each.uses[0].line - 1]
        line = source.line(each.uses[0].line)
        span = Span(start + len(line) - len(line.lstrip()), start + len(line))
        yield NumbersNotSaid(span, coverage.document, each.sentence.id, each.unsaid)
    for each in (*coverage.unclaimed(True), *coverage.unclaimed(False)):
        kind = OmittedSentence if strict and each.likely else UnclaimedSentence
        found = each.sentence
        yield kind(NOWHERE, coverage.document, found.id, found.page, found.text, each.likely)
