"""Tables and systematic variations as sentences.

In: a typed program. Out: a `Said` for each variation, and the sentences of each table that the program uses.
"""

from __future__ import annotations

from collections.abc import Iterator

from hepir.explain.nouns import Speaking, noun
from hepir.explain.sentences import Said
from hepir.explain.words import ABSOLUTE, listed, name_words, number_words, things_words
from hepir.extract.canonical.tabulated import tables_of
from hepir.semantics.program import (
    BranchVariation,
    InputVariation,
    Program,
    PropertyVariation,
    Variation,
    WeightVariation,
)
from hepir.types.dimensions import without_angle
from hepir.types.models import ExternalFunction, Model
from hepir.types.tables import Table, TableAxis

BEYOND = {
    "missing": "beyond them there is none",
    "clamp": "beyond them that of the nearest bin counts",
}


def variation_sentences(program: Program) -> Iterator[Said]:
    """What each systematic changes, in each direction."""
    for each in program.variations:
        text = f"For {name_words(each.systematic)} {each.direction}, {varied(each, Speaking(program))}."
        yield Said(each.systematic, each.origin.line, text)


def varied(variation: Variation, speaking: Speaking) -> str:
    """What becomes what."""
    match variation:
        case PropertyVariation(collection=collection, attribute=attribute, value=value):
            inner = speaking.naming("this", "it").about("this")
            return f"the {name_words(attribute)} of {things_words(collection)} becomes {noun(value, inner)}"
        case WeightVariation(weight=weight, value=value):
            return f"the weight {name_words(weight)} becomes {noun(value, speaking)}"
        case BranchVariation(kind=kind, attribute=attribute, branch=branch):
            return f"the {name_words(attribute)} of {things_words(kind)} is read from the branch {branch}"
        case InputVariation(what="tree", text=text):
            return f"events are read from the tree {text}"
        case InputVariation(text=text):
            return f"branches are read whose names end with {text}"


def table_sentences(program: Program) -> Iterator[str]:
    """The tables that a program uses, a paragraph each."""
    for name, table in sorted(tables_of(program).items()):
        if isinstance(table, Table):
            yield table_words(name, table)
        elif isinstance(table, ExternalFunction):
            yield f"The function {name_words(name)} is computed by the code of {table.path}, which is no part of the program."
        else:
            what = "model" if isinstance(table, Model) else "correction"
            yield f"The {what} {name_words(name)} is computed as its file says."


def table_words(name: str, table: Table) -> str:
    """The bins and values of a table."""
    axes = listed([axis_words(each) for each in table.axes])
    unit = without_angle(table.dimension).unit
    values = listed([number_words(each, unit) for each in table.values])
    order = ", the last of these running fastest" if len(table.axes) > 1 else ""
    beyond = BEYOND.get(table.beyond, f"beyond them it is {number_words(table.otherwise, unit)}")
    return f"The table {name_words(name)} has a value for each bin of {axes}{order}: {values}; {beyond}."


def axis_words(axis: TableAxis) -> str:
    """`pT with the edges 20 GeV, 40 GeV and 200 GeV`"""
    unit = without_angle(axis.dimension).unit
    name = axis.name.removeprefix("abs_")
    words = ABSOLUTE.get(name, f"|{name_words(name)}|") if name != axis.name else name_words(axis.name)
    return f"{words} with the edges {listed([number_words(each, unit) for each in axis.edges])}"
