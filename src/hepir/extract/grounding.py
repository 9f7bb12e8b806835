"""Which statements of a program rest on a quote that says their numbers.

In: the text of a program that parses. Out: the origins of those statements.
"""

from __future__ import annotations

from hepir.semantics.declarations import quantities
from hepir.semantics.evidence import rule_free, statements
from hepir.semantics.quoted import says
from hepir.source import Source
from hepir.syntax import tree
from hepir.syntax.parsing import parse

Place = tuple[int, str]


def grounded_places(text: str) -> frozenset[Place]:
    """Line and text on one line of each statement that cites quotes in which all of its numbers occur."""
    source = Source("", text)
    program = parse(source).program
    if program is None:
        return frozenset()
    quotes = {each.name.text: each.quote for each in program.blocks if isinstance(each, tree.SourceStatement)}
    return frozenset(place_of(each, source) for each in statements(program) if is_grounded(each, quotes))


def place_of(statement: tree.Statement, source: Source) -> Place:
    """Where a statement stands, as its origin tells."""
    return source.position(statement.span.start).line, " ".join(source.slice(statement.span).split())


def is_grounded(statement: tree.Statement, quotes: dict[str, str]) -> bool:
    """Whether a statement cites a quote, and each of its numbers is in one of those it cites."""
    cited = [each.name.text for each in statement.evidence if isinstance(each, tree.Cited)]
    found = [quotes[name] for name in cited if quotes.get(name, "").strip()]
    numbers = quantities(rule_free(statement))
    return bool(found) and all(
        any(says(quote, number.number, number.unit) for quote in found) for number in numbers
    )
