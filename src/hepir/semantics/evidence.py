"""What statements rest on: declared sources, numbers and directions in quotes.

In: the syntax tree. Out: sources by name, evidence in words, and reports of what does not fit.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from hepir.diagnostics.nearest import nearest
from hepir.semantics import errors
from hepir.semantics.declarations import quantities
from hepir.semantics.quoted import says
from hepir.semantics.scope import Report
from hepir.syntax import tree
from hepir.syntax.walking import nodes
from hepir.types.particles import named_particles

Sources = Mapping[str, tree.SourceStatement]
CRITERIA = (tree.Select, tree.Reject, tree.When, tree.Choose)
KEYWORDS = {tree.Select: "select", tree.Reject: "reject", tree.When: "when", tree.Choose: "choose"}
NEGATED = r"(?P<negated>\b(?:no|not|never) (?:(?:to )?be )?)?"
ABOVE = re.compile(
    NEGATED
    + r"(?:\b(?:above|at least|more than|greater than|larger than|higher than|exceeding|exceeds?|in excess of)\b|[>≥])",
    re.IGNORECASE,
)
BELOW = re.compile(
    NEGATED + r"(?:\b(?:below|at most|less than|smaller than|lower than|fewer than)\b|[<≤])", re.IGNORECASE
)
# `a minimum pT of 10 GeV`, `within a distance of 2 mm`
EXTREME = re.compile(r"\b(?:minim|maxim)(?:um|al)\b|\bwithin\b", re.IGNORECASE)


def declared_sources(program: tree.Program, report: Report) -> dict[str, tree.SourceStatement]:
    """Sources by name; the first of two counts."""
    found: dict[str, tree.SourceStatement] = {}
    for block in program.blocks:
        if isinstance(block, tree.SourceStatement):
            first = found.setdefault(block.name.text, block)
            if first is not block:
                report(errors.DuplicateName(block.name.span, block.name.text, first.name.span))
    return found


def words_of(statement: tree.Statement, sources: Sources) -> tuple[str, ...]:
    """Evidence for people: the quote and where it stands, or the assumption."""
    found: list[str] = []
    for evidence in statement.evidence:
        match evidence:
            case tree.Assumed(reason):
                found.append(f"assumed: {reason}")
            case tree.Cited(name) if name.text in sources:
                source = sources[name.text]
                document = f"{source.reference}, " if source.reference else ""
                found.append(f'{document}page {source.page}: "{source.quote}"')
            case _:
                pass
    return tuple(found)


def statements(program: tree.Program) -> Iterator[tree.Statement]:
    """Every statement, blocks before their rules."""
    yield from program.notes
    for block in program.blocks:
        yield block
        yield from block.rules


def check_evidence(program: tree.Program, sources: Sources, report: Report, *, strict: bool) -> None:
    """Report citations without a source, criteria without evidence (`strict`), and what quotes do not say."""
    for statement in statements(program):
        if strict and isinstance(statement, CRITERIA) and not statement.evidence:
            report(errors.MissingEvidence(statement.span, KEYWORDS[type(statement)]))
        for evidence in statement.evidence:
            if isinstance(evidence, tree.Cited):
                name = evidence.name
                if name.text not in sources:
                    report(errors.UnknownSource(name.span, name.text, nearest(name.text, sources)))
                else:
                    compare(statement, sources[name.text], report)


def compare(statement: tree.Statement, source: tree.SourceStatement, report: Report) -> None:
    """A statement against a quote that it cites."""
    if len([each for each in statement.evidence if isinstance(each, tree.Cited)]) > 1:
        return
    if any(isinstance(each, tree.Assumed) for each in statement.evidence):
        return
    own = list(quantities(rule_free(statement)))
    particles = named_species(rule_free(statement), source.quote)
    for quantity in own:
        if quantity not in particles and not says(source.quote, quantity.number, quantity.unit):
            number = f"{quantity.number} {quantity.unit or ''}".strip()
            report(errors.NumberNotInQuote(quantity.span, number, source.name.text))
            return
    check_direction(statement, source.quote, own, report)


def named_species(node: object, quote: str) -> list[tree.Quantity]:
    """The numbers of particles in `descends_from` that a quote names by their names."""
    named = {str(number) for number in named_particles(quote)}
    calls = (each for each in nodes(node) if isinstance(each, tree.Call))
    numbers = (
        each for call in calls if call.function.text == "descends_from" for each in quantities(call.arguments)
    )
    return [each for each in numbers if each.number in named]


def rule_free(statement: tree.Statement) -> tuple[object, ...]:
    """What a statement says by itself, without the rules under it."""
    return tuple(value for key, value in vars(statement).items() if key not in ("rules", "span", "evidence"))


def check_direction(statement: tree.Statement, quote: str, own: list[tree.Quantity], report: Report) -> None:
    """One number, one comparison, one direction in the words: they must agree."""
    condition = statement.condition if isinstance(statement, tree.Select) else None
    if not isinstance(condition, tree.Comparison) or len(condition.operators) != 1 or len(own) != 1:
        return
    above, below = list(ABOVE.finditer(quote)), list(BELOW.finditer(quote))
    if len(above) + len(below) != 1 or has_own_direction(own[0].number, quote):
        return
    (found,) = (*above, *below)
    operator = condition.operators[0]
    wants_above = (operator[0] == ">") != isinstance(condition.operands[0], tree.Quantity)
    says_above = bool(above) == (found["negated"] is None)
    if operator[0] in "<>" and wants_above != says_above:
        report(errors.ContraryDirection(condition.span, found.group(), operator))


def has_own_direction(number: str, quote: str) -> bool:
    """Whether other words than those of a comparison say the direction of a number in a quote: it is an end of a range
    (`2-4`, `between 60 and 120 GeV`, `[60, 120]`), or `a minimum pT of 10 GeV` stands closest before it."""
    unit, end = r"\s*(?:[kMGT]eV)?\s*", rf"(?<![\d.]){re.escape(number)}(?![\d.]*\d)"
    ranges = (
        rf"\d{unit}(?:[-−–—]|\bto\b)\s*{end}|{end}{unit}(?:[-−–—]|\bto\b)\s*\d"
        rf"|\bbetween\s+(?:{end}{unit}and\s+\d|[\d.]+{unit}and\s+{end})"
        rf"|[\[(]\s*(?:{end}\s*,\s*[\d.]+|[\d.]+\s*,\s*{end})\s*[\])]"
    )
    if re.search(ranges, quote):
        return True
    place = re.search(end, quote)
    before = quote[: place.start()] if place is not None else ""
    words = [each for pattern in (ABOVE, BELOW, EXTREME) for each in pattern.finditer(before)]
    closest = max(words, key=lambda each: each.end(), default=None)
    return closest is not None and closest.re is EXTREME
