"""What holds of every extraction, whatever a model prefers to write."""

from hepir.compiling import analyse
from hepir.diagnostics.core import Severity
from hepir.extract.assembling import program_text
from hepir.semantics.declarations import quantities
from hepir.semantics.evidence import rule_free, statements
from hepir.semantics.quoted import says
from hepir.source import Source
from hepir.syntax import tree
from hepir.syntax.parsing import parse

SMALL = ("0", "1", "2")  # counts that words like `no`, `a` and `pair` stand for


def check(extraction, document):
    """The program checks; quotes are verbatim; numbers stand in their quotes, with their units."""
    source = Source("draft", extraction.program)
    checked = analyse(source)
    assert not [each for each in checked.diagnostics if each.severity is Severity.ERROR]
    for draft in extraction.drafts:
        assert program_text(draft)
        for statement in draft.statements:
            (evidence,) = statement.evidence
            sentence = document.sentence(evidence.unit)
            assert evidence.quote in sentence.text
            assert evidence.page == (sentence.page or 1)
    program = parse(source).program
    quotes = {
        block.name.text: block.quote for block in program.blocks if isinstance(block, tree.SourceStatement)
    }
    for statement in statements(program):
        for evidence in statement.evidence:
            for number in quantities(rule_free(statement)):
                counted = number.unit is None and number.number in SMALL
                # exponents of `^` are part of a formula, not of the selection
                formula = number.unit is None and number.number in ("2", "3", "1")
                assert counted or formula or says(quotes[evidence.name.text], number.number, number.unit)
