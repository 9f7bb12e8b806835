"""What a statement says that its quote does not.

In: the node of a statement and the sentence that it cites. Out: the numbers, names of triggers, experiments and references
that were invented, and parts that no publication can say. Decoders cannot write any of these; what is listed as JSON is
looked through for them.
"""

from __future__ import annotations

from collections.abc import Iterator

from hepir.extract.citing import Citable
from hepir.extract.typed.literals import Literal, papers_of, words_of
from hepir.semantics.declarations import quantities
from hepir.semantics.evidence import named_species
from hepir.semantics.quoted import says
from hepir.syntax import tree
from hepir.syntax.walking import nodes

BLOCKS = (
    *(tree.ObjectBlock, tree.CombineBlock, tree.Choose, tree.Define, tree.TableBlock),
    *(tree.SystematicBlock, tree.RegionBlock),
)
RULES = (
    *(tree.Select, tree.Reject, tree.Sort, tree.Let, tree.Limit, tree.When, tree.Weight),
    *(tree.Histogram, tree.Bin, tree.Expect, tree.Variation, tree.WeightVariation),
)
OF_FILES = (tree.Stored, tree.TableUnit)


def own(statement: tree.Statement) -> tuple[object, ...]:
    """What a statement says by itself: a table with its rules, any other block without."""
    left_out = (
        ("span", "evidence") if isinstance(statement, tree.TableBlock) else ("span", "evidence", "rules")
    )
    return tuple(value for key, value in vars(statement).items() if key not in left_out)


def literals(statement: tree.Statement) -> Iterator[Literal]:
    """The numbers of a statement, also those of bins and limits."""
    said = own(statement)
    yield from (Literal(each.number, each.unit) for each in quantities(said))
    for node in (statement, *nodes(said)):
        match node:
            case tree.Variable(edges, unit) | tree.Range(edges, unit) | tree.Numbers(edges, unit):
                yield from (Literal(each.lstrip("-"), unit) for each in edges)
            case tree.Regular(count) | tree.Limit(count):
                yield Literal(str(count), None)


def unsaid(statement: tree.Statement, quote: str) -> tuple[Literal, ...]:
    """The numbers of a statement that a quote does not give; particles may be named by their names."""
    species = {Literal(each.number, each.unit) for each in named_species(own(statement), quote)}
    return tuple(
        dict.fromkeys(
            each
            for each in literals(statement)
            if each not in species and not says(quote, each.number, each.unit)
        )
    )


def cites(unit: Citable, text: str) -> bool:
    """Whether a sentence cites a reference, by its identifier or in its own words; one that cites none may mean any."""
    return not unit.references or text in unit.references or text in unit.text


def unsayable(statement: tree.Statement, unit: Citable, quote: str) -> str:
    """What else of a statement was invented, or cannot be said by a publication; empty if nothing."""
    match statement:
        case tree.Note("delegated", text) if not cites(unit, text):
            listed = ", ".join(f'"{each}"' for each in unit.references)
            return f'the sentence does not cite "{text}"; it cites {listed}'
        case tree.Fact("paper", tree.Text(text)) if text not in papers_of(quote):
            return f'the quote does not name "{text}"'
        case tree.Fact("experiment", tree.Name(text) | tree.Identifier(text)) if text not in words_of(quote):
            return f"the quote does not name {text}"
        case tree.Fact() | tree.Note():
            return ""
    of_files = any(isinstance(each, OF_FILES) for each in nodes(statement))
    if of_files or not isinstance(statement, (*BLOCKS, *RULES)):
        return "a publication does not say how files and branches are called"
    words = words_of(quote)
    names = (each.value for each in nodes(own(statement)) if isinstance(each, tree.Text))
    return next((f'the quote does not name "{each}"' for each in names if each not in words), "")
