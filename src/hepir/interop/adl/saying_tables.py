"""Tables as ADL says them.

In: a table block. Out: its lines: a row for each cell, of a value, its errors, and the range of each variable. Raises
`UnsayableError` for tables of files, and for what they say beyond their edges: an ADL table says nothing there.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise, product

from hepir.interop.adl.saying import UnsayableError, plain
from hepir.syntax import tree


def table_lines(block: tree.TableBlock) -> Iterator[str]:
    """The lines of a table."""
    axes = [rule.binning for rule in block.rules if isinstance(rule, tree.TableAxis)]
    values = next((rule.numbers for rule in block.rules if isinstance(rule, tree.TableValues)), None)
    known = (tree.TableAxis, tree.TableValues, tree.TableErrors)
    if block.stored is not None or values is None or values.unit or not all_of(block.rules, known):
        raise UnsayableError
    columns = [values.texts, *errors_of(block)]
    yield f"table {block.name.text}"
    yield "  tabletype efficiency"
    yield f"  nvars {len(axes)}"
    yield f"  errors {'true' if columns[1:] else 'false'}"
    cells = product(*(list(pairwise(edges(each))) for each in axes))
    for ranges, numbers in zip(cells, zip(*columns, strict=True), strict=True):
        yield "  " + "  ".join((*numbers, *(f"{low} {high}" for low, high in ranges)))


def all_of(rules: tuple[tree.TableRule, ...], known: tuple[type, ...]) -> bool:
    """Whether all rules are of some sorts."""
    return all(isinstance(each, known) for each in rules)


def errors_of(block: tree.TableBlock) -> list[tuple[str, ...]]:
    """The errors downwards and upwards; nothing where there are none."""
    found = {rule.direction: rule.numbers.texts for rule in block.rules if isinstance(rule, tree.TableErrors)}
    if not found:
        return []
    both = [found.get(direction) or found.get(None) for direction in ("down", "up")]
    if None in both:
        raise UnsayableError
    return [each for each in both if each is not None]


def edges(binning: tree.Variable) -> list[str]:
    """The edges of an axis in GeV, mm or rad."""
    return [
        f"{'-' if each.startswith('-') else ''}{plain(each.lstrip('+-'), binning.unit)}"
        for each in binning.edges
    ]
