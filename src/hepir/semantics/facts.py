"""What the `analysis` block says of the publication: each fact has its dimension, and there is one block.

In: the syntax tree. Out: reports.
"""

from __future__ import annotations

from hepir.semantics import errors
from hepir.semantics.scope import Report
from hepir.syntax import tree
from hepir.types.dimensions import ENERGY, INVERSE_CROSS_SECTION, NONE
from hepir.types.units import parse_unit

DIMENSIONS = {"sqrt_s": (ENERGY, "TeV"), "luminosity": (INVERSE_CROSS_SECTION, "/fb")}


def check_facts(parsed: tree.Program, report: Report) -> None:
    """Report a second `analysis` block, and energies and luminosities that are none."""
    blocks = [block for block in parsed.blocks if isinstance(block, tree.Analysis)]
    for block in blocks:
        for rule in block.rules:
            if isinstance(rule, tree.Fact) and isinstance(rule.value, tree.Quantity):
                check_fact(rule.keyword, rule.value, report)
    for block in blocks[1:]:
        report(errors.DuplicateName(block.span, "analysis", blocks[0].span))


def check_fact(keyword: str, value: tree.Quantity, report: Report) -> None:
    """`sqrt_s` is an energy, `luminosity` an inverse cross-section."""
    expected, unit = DIMENSIONS[keyword]
    found = parse_unit(value.unit)
    assert found is not None, value.unit
    if found.dimension != expected:
        number = value.number if found.dimension == NONE else ""
        place = f"`{keyword}`"
        report(errors.WrongDimension(value.span, str(expected), str(found.dimension), place, number, unit))
