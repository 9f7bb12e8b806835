"""Statements of a program that rest on different documents and disagree.

In: the typed program, its syntax tree and its text. Out: diagnostics.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from hepir.diagnostics.core import Diagnostic
from hepir.extract.canonical.model import Statement
from hepir.extract.canonical.statements import statements as canonical_statements
from hepir.extract.contrary import HERE, disagree
from hepir.extract.errors.conflicts import ContraryDocuments
from hepir.semantics.evidence import statements
from hepir.semantics.program import Program
from hepir.source import Source
from hepir.syntax import tree

Documents = frozenset[str]


def conflicts(program: Program, parsed: tree.Program, source: Source) -> Iterator[Diagnostic]:
    """Each criterion that gives another number for a bound than an earlier one which quotes another document."""
    lines = {source.position(each.span.start).line: each for each in statements(parsed)}
    cited = {line: documents_of(each, parsed) for line, each in lines.items()}
    settled = [documents for documents in acknowledged(parsed) if len(documents) > 1]
    if len(frozenset[str]().union(*cited.values())) < 2:
        return
    criteria = [each for each in canonical_statements(program, source.text) if each.kind == "criterion"]
    said = [(each, its) for each in criteria if (its := documents(each, cited))]
    for place, (second, other) in enumerate(said):
        for first, one in said[:place]:
            apart = not one & other and not any(one | other <= each for each in settled)
            if apart and disagree(first, second):
                yield complaint(lines[first.line], one, lines[second.line], other, source)


def documents_of(statement: tree.Statement, parsed: tree.Program) -> Documents:
    """The documents that a statement quotes; the publication itself has an empty name."""
    sources = {
        block.name.text: block.reference or ""
        for block in parsed.blocks
        if isinstance(block, tree.SourceStatement)
    }
    names = (each.name.text for each in statement.evidence if isinstance(each, tree.Cited))
    return frozenset(sources[name] for name in names if name in sources)


def documents(said: Statement, cited: Mapping[int, Documents]) -> Documents:
    """The documents that the statements behind a criterion quote."""
    return frozenset[str]().union(*(cited.get(origin.line, frozenset()) for origin in said.origins))


def acknowledged(parsed: tree.Program) -> Iterator[Documents]:
    """The documents that notes cite together: what is `unresolved` there is known to disagree."""
    for statement in statements(parsed):
        if isinstance(statement, tree.Note) and statement.keyword == "unresolved":
            yield documents_of(statement, parsed)


def complaint(
    first: tree.Statement, one: Documents, second: tree.Statement, other: Documents, source: Source
) -> Diagnostic:
    """The diagnostic of two statements."""
    return ContraryDocuments(
        second.span,
        " ".join(source.slice(first.span).split()),
        first.span,
        " and ".join(sorted(each or HERE for each in one)),
        " ".join(source.slice(second.span).split()),
        " and ".join(sorted(each or HERE for each in other)),
    )
