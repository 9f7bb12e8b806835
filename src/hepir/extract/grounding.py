"""Which statements of a program rest on a quote that says their numbers.

In: the text of a program that parses, and what tells whether a quote stands in its document. Out: the origins of those
statements. Without the documents every quote is taken at its word.
"""

from __future__ import annotations

from collections.abc import Callable

from hepir.semantics.declarations import quantities
from hepir.semantics.evidence import rule_free, statements
from hepir.semantics.quoted import says
from hepir.source import Source
from hepir.syntax import tree
from hepir.syntax.parsing import parse

Place = tuple[int, str]
Stands = Callable[[tree.SourceStatement], bool]


def unquestioned(source: tree.SourceStatement) -> bool:
    """A quote is believed if it has words."""
    return bool(source.quote.strip())


def grounded_places(text: str, stands: Stands = unquestioned) -> frozenset[Place]:
    """Line and text on one line of each statement that cites quotes, all of which stand in their documents, and in which
    all of its numbers occur."""
    source = Source("", text)
    program = parse(source).program
    if program is None:
        return frozenset()
    quotes = {
        each.name.text: each.quote if stands(each) else ""
        for each in program.blocks
        if isinstance(each, tree.SourceStatement)
    }
    return frozenset(place_of(each, source) for each in statements(program) if is_grounded(each, quotes))


def place_of(statement: tree.Statement, source: Source) -> Place:
    """Where a statement stands, as its origin tells."""
    return source.position(statement.span.start).line, " ".join(source.slice(statement.span).split())


def is_grounded(statement: tree.Statement, quotes: dict[str, str]) -> bool:
    """Whether a statement cites a quote, and each of its numbers is in one of those it cites."""
    cited = [each.name.text for each in statement.evidence if isinstance(each, tree.Cited)]
    found = [quotes.get(name, "") for name in cited]
    numbers = quantities(rule_free(statement))
    return (
        bool(found)
        and all(each.strip() for each in found)
        and all(any(says(quote, number.number, number.unit) for quote in found) for number in numbers)
    )
