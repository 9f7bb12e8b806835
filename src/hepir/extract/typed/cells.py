"""What follows the values of a grid: the bins of one value, or the cells of several.

In: what is written of the body of `bin`, up to ` in`: what the values measure is known then. Out: the grammar of the rest.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

from hepir.extract.typed.edges import Edges, Texts, closed, edge_lists
from hepir.extract.typed.literals import Quoted
from hepir.extract.typed.openings import expressions
from hepir.extract.typed.rules import Rules, one_of
from hepir.extract.typed.scene import Scene
from hepir.semantics.expressions import Expression
from hepir.semantics.holes import measured_in
from hepir.types.core import Number
from hepir.types.dimensions import Dimension, compatible

EDGES_OF_BLOCKS = 8
# the edges of the bins of one value, and their unit
Scale = tuple[str | None, Texts]


def cells_grammar(scene: Scene, quoted: Quoted, values: str) -> str:
    """The grammar of what follows `ht, size(jets) in`."""
    written = expressions(values.strip().removesuffix(" in"), scene)
    dimensions = product(*(fitting(each, scene, quoted) for each in written))
    cells = Cells(quoted)
    starts = " | ".join(cells.rules.rule(cells.behind, those) for those in dimensions)
    return cells.rules.text(f'({starts}) "\\n"')


def fitting(value: Expression, scene: Scene, quoted: Quoted) -> tuple[Dimension, ...]:
    """What numbers measure that divide a value: the same. If only holes say what it measures, those of the quote may, too."""
    if isinstance(value.type, Number):
        return (value.type.dimension,)
    measured = measured_in(scene.program, value)
    found = dict.fromkeys(each.dimension for each in quoted.literals)
    return tuple(each for each in found if measured is None or compatible(each, measured))


class Cells:
    """Writes the rules of cells."""

    def __init__(self, quoted: Quoted) -> None:
        self.quoted, self.rules = quoted, Rules()
        self.edges = Edges(self.rules, quoted)

    def behind(self, dimensions: tuple[Dimension, ...]) -> Iterator[str]:
        """The bins of one value, or cells of several."""
        if len(dimensions) == 1:
            yield from self.edges.bins(*dimensions)
            return
        for scales in product(*map(self.scales, dimensions)):
            yield f'" [" {self.rules.rule(self.block, scales, 0)}'

    def scales(self, dimension: Dimension) -> tuple[Scale, ...]:
        """The edges that a value may have, by their unit."""
        found = edge_lists(self.quoted.literals, dimension).items()
        return tuple((unit, edges[-EDGES_OF_BLOCKS:]) for unit, edges in found)

    def block(self, scales: tuple[Scale, ...], start: int) -> Iterator[str]:
        """`0, 2] by [300, 500, inf] GeV, [2, 4] by [500, inf] GeV`: bins of the first value from an edge on, those of the
        others, and the blocks beyond, so that no two overlap."""
        texts = scales[0][1]
        if start < len(texts):
            yield f"{one_of((f'{texts[start]}, ',))} {self.rules.rule(self.block_from, scales, start + 1)}"
            yield self.rules.rule(self.block, scales, start + 1)

    def block_from(self, scales: tuple[Scale, ...], start: int) -> Iterator[str]:
        """The same behind its first edge."""
        unit, texts = scales[0]
        close, others = f"] {unit} by [" if unit else "] by [", self.rules.rule(self.others, scales[1:])
        if start == len(texts):
            yield f"{one_of((f'inf{close}',))} {others}"
            return
        beyond = f'(", [" {self.rules.rule(self.block, scales, start)})?'
        yield f"{one_of((f'{texts[start]}{close}',))} {others} {beyond}"
        yield f"{one_of((f'{texts[start]}, ',))} {self.rules.rule(self.block_from, scales, start + 1)}"
        yield self.rules.rule(self.block_from, scales, start + 1)

    def others(self, scales: tuple[Scale, ...]) -> Iterator[str]:
        """The bins of the other values."""
        yield ' " by [" '.join(self.rules.rule(self.cells, each) for each in scales)

    def cells(self, scale: Scale) -> Iterator[str]:
        """`300, 500, inf] GeV`"""
        unit, texts = scale
        yield f"{self.rules.rule(self.edges.ascending, texts, 0, 2)} {closed(unit)}"
        yield f'{self.rules.rule(self.edges.ascending, texts, 0, 1)} ", inf" {closed(unit)}'
