"""Whatever the checker accepts, a decoder can emit: the statements of random programs, and of the examples.

Left out, on purpose: what says the same in another way (the short forms of reductions are written with a variable
first, which is the way of decoders; names of variables and of parts of combinations are the decoder's own); parts
without anything of the event (`true`, `0 < 2`), which no selection has; more than three variables in one statement;
powers of powers; cells whose blocks do not follow each other, and their edges beyond the eight largest numbers of a unit;
what the object has that is nearest to another, and its lists; more than four lists of objects in one statement; sums with
missing momentum; what names files; interpolations between calculated values of a dimension that neither quote nor program
has; holes with a name where no comparison said before what they are. `test_constructs` says which constructs are left out.
"""

import os
from functools import partial
from itertools import pairwise
from pathlib import Path

import pytest
import random_programs
import random_variations
from constructs import constructs
from fences import fences
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from random_formats import FORMATS
from short_forms import written_with_variables
from walks import longest_prefix

from hepir.extract.draft import DraftStatement
from hepir.extract.stating import stated
from hepir.extract.typed.bodies import whole_body
from hepir.extract.typed.cells import EDGES_OF_BLOCKS
from hepir.extract.typed.edges import edge_lists
from hepir.extract.typed.further import MOST_LISTS, whole_head
from hepir.extract.typed.literals import Literal, Quoted, dimension_of
from hepir.extract.typed.openings import read_head
from hepir.extract.typed.scene import FIXED, VARIABLES
from hepir.extract.writing import Writing
from hepir.ir.kinds import kinds_of
from hepir.schemas.loading import find_schema
from hepir.semantics.declarations import quantities
from hepir.source import Source
from hepir.syntax import tree
from hepir.syntax.parsing import parse
from hepir.syntax.walking import nodes
from hepir.types.kinds import standard_kinds

EXAMPLES = sorted((Path(__file__).parents[3] / "examples").glob("*.hep"))
# each statement builds two grammars
NIGHTLY = os.environ.get("HYPOTHESIS_PROFILE") == "nightly"
EXAMPLES_OF_PROGRAMS = 300 if NIGHTLY else 6


def offered(statement):
    """A quote that has just the numbers of a statement."""
    keys = ("span", "evidence") if isinstance(statement, tree.TableBlock) else ("span", "evidence", "rules")
    own = tuple(value for key, value in vars(statement).items() if key not in keys)
    literals = {Literal(each.number, each.unit) for each in quantities(own)} | set(of_binnings(own))
    ordered = sorted(literals, key=lambda each: (float(each.number), each.text))
    counts = {each.number for each in literals if each.unit is None and each.number.isdigit()}
    counts |= {str(each.count) for each in nodes(statement) if isinstance(each, tree.Limit)}
    whole = tuple(sorted({"0", "1", "2"} | counts, key=int))
    return Quoted(tuple(ordered), whole, tuple(texts(own)), tuple(sorted(counts)))


def of_binnings(node):
    match node:
        case tree.Variable(edges, unit):
            yield from (Literal(each.lstrip("-"), unit) for each in edges)
        case tree.Regular(count):
            yield Literal(str(count), None)
        case tree.Range(edges, unit) | tree.Numbers(edges, unit):
            yield from (Literal(each.lstrip("-"), unit) for each in edges)
        case tree.Node():
            for value in vars(node).values():
                yield from of_binnings(value)
        case tuple():
            for value in node:
                yield from of_binnings(value)


def texts(node):
    match node:
        case tree.Text(value):
            yield value
        case tree.Node():
            for value in vars(node).values():
                yield from texts(value)
        case tuple():
            for value in node:
                yield from texts(value)


def written_out(node):
    """Whether a value has nothing of the event in it."""
    match node:
        case tree.Quantity() | tree.Boolean() | tree.Hole():
            return True
        case tree.Group(inner) | tree.Magnitude(inner):
            return written_out(inner)
        case tree.Sign(_, operand) | tree.Not(operand):
            return written_out(operand)
        case tree.Chain(operands, _) | tree.Comparison(operands, _) | tree.Logical(_, operands):
            return all(map(written_out, operands))
        case tree.Conditional(value, _, otherwise):
            return written_out(value) and written_out(otherwise)
        case tree.Fallback(value, _):
            return written_out(value)
        case tree.Call(_, arguments) if arguments and not node.binders:
            return all(map(written_out, arguments))
        case _:
            return False


def in_order(grid):
    """Whether the blocks of cells follow each other in the first value."""
    bounds = [each.ranges[0] for each in grid.cells]
    return all(
        not low.unbounded and float(low.edges[-1]) <= float(high.edges[0]) for low, high in pairwise(bounds)
    )


def too_crowded(grid):
    """Whether a statement with cells has more numbers of a unit than decoders choose edges from."""
    literals = offered(grid).literals
    for cells in grid.cells:
        for each in cells.ranges:
            edges = edge_lists(literals, dimension_of(each.unit)).get(each.unit, ())
            if not set(each.edges) <= set(edges[-EDGES_OF_BLOCKS:]):
                return True
    return False


def is_missing_momentum(node):
    """`MET` as a term of a sum."""
    return isinstance(node, tree.Name) and node.text == "MET"


def left_out(node):
    """Whether a statement has a part that decoders do not write."""
    match node:
        case tree.Conditional(value, condition, otherwise):
            branches = [each for each in (value, otherwise) if not isinstance(each, tree.Boolean)]
            return written_out(node) or any(map(left_out, (*branches, condition)))
        case tree.Fallback(value, otherwise):
            return (
                written_out(value)
                or left_out(value)
                or (not isinstance(otherwise, tree.Boolean) and left_out(otherwise))
            )
        case tree.Boolean() | tree.Attribute(tree.Attribute(tree.Call(tree.Identifier("nearest")))):
            return True
        case tree.Call(tree.Identifier("transverse" | "transverse_missing")):
            return True
        case tree.Chain(operands) if any(is_missing_momentum(each) for each in operands):
            return True
        case tree.Grid():
            return not in_order(node) or too_crowded(node) or any(map(left_out, node.values))
        case (
            tree.Quantity()
            | tree.Regular()
            | tree.Variable()
            | tree.Expect()
            | tree.Fact()
            | tree.TableBlock()
        ):
            return False
        case tree.Define(value=tree.Quantity()):
            return False
        case tree.Raised(base):
            return any(isinstance(each, tree.Raised) for each in nodes(base)) or left_out(base)
        case tree.Chain((first, second, *_), _) if written_out(first) and written_out(second):
            return True
        case tree.Call() if node.binders and any(map(written_out, node.arguments)):
            return True
        case tree.Axis(value) | tree.Ranking(_, value) if written_out(value):
            return True
        case tree.Sort(value) | tree.Let(_, value) if written_out(value):
            return True
        case tree.Call() | tree.Comparison() | tree.Chain() | tree.Logical():
            return written_out(node) or any(map(left_out, vars(node).values()))
        case tree.Node():
            return any(left_out(value) for key, value in vars(node).items() if key not in ("span", "rules"))
        case tuple():
            return any(map(left_out, node))
        case _:
            return False


def own_names(node):
    """Whether something has a name that a decoder does not give: parts of combinations, what functions are called."""
    name = getattr(node, "name", None)
    return isinstance(node, tree.CombineBlock) or (isinstance(name, tree.Identifier) and name.text in FIXED)


def new_holes(node, scene):
    """Whether a statement speaks of a hole that may still measure anything."""
    return any(isinstance(each, tree.Name) and each.text in scene.open_names for each in nodes(node))


def too_many(loops):
    variables = sum(each.count(" in ") for each in loops)
    return variables > len(VARIABLES) or sum(each.count("with ") for each in loops) > MOST_LISTS


def lists_of_nearest(loops):
    """Whether a list is one of an object that is nearest to another."""
    return any("with nearest(" in each or "(nearest(" in each for each in loops)


def missing_part(scene, facts, statement):
    """Where the grammars end, as text; empty if they take the whole statement."""
    text, quote = statement.line, offered(statement.node)
    reached = [0]

    def take(start, grammar, begun):
        behind = start + len(begun)
        count, whole = longest_prefix(grammar, text[behind:])
        reached.append(behind + count)
        return text[behind : reached[-1]] if whole else None

    opening = whole_head(scene, quote, (), facts, partial(take, 0))
    if opening is not None:
        start = len(opening)
        body = whole_body(scene, read_head(opening, scene), quote, partial(take, start))
        if body == text[start:]:
            return ""
    return f"{text[: reached[-1]]} <here> {text[reached[-1] :]}"


def check(text, kinds):
    """Every statement of a program can be written where it stands; a draft says what is named before it is used."""
    waiting = list(stated(parse(Source("program", text)).program, kinds))
    writing = Writing("A search", kinds)
    while waiting:
        left = [each for each in waiting if not is_added(writing, each)]
        assert len(left) < len(waiting), (left[0].text, writing.dropped)
        waiting = left


def is_added(writing, statement):
    """Whether a statement is accepted so far; then it could be written."""
    scene, facts = writing.scene, writing.facts
    if writing.add(DraftStatement(statement.target, statement.text)) is not None:
        return False
    statement = written_with_variables(statement, scene)
    loops = statement.loops
    beyond = (
        left_out(statement.node)
        or too_many(loops)
        or lists_of_nearest(loops)
        or own_names(statement.node)
        or new_holes(statement.node, scene)
    )
    if not beyond and statement.target != "analysis":
        assert missing_part(scene, facts, statement) == "", statement.text
    return True


@given(st.one_of(random_programs.programs(), random_variations.varied_programs()))
@settings(max_examples=EXAMPLES_OF_PROGRAMS, phases=[Phase.generate])
def test_statements_of_random_programs(program):
    check(getattr(program, "text", program), kinds_of(find_schema("cms_opendata_2012")))


@given(random_programs.programs(FORMATS["random"][1]))
@settings(max_examples=EXAMPLES_OF_PROGRAMS, phases=[Phase.generate])
def test_statements_of_random_programs_with_lists_of_objects(program):
    check(program, kinds_of(FORMATS["random"][0]))


def pages():
    """Programs of the pages on the language: those that have a construct which no earlier one has; all of them by night."""
    known = set()
    for page in sorted((Path(__file__).parents[2] / "language").glob("*.md")):
        for block in fences(page.read_text(encoding="utf-8")):
            if block.language != "hep" or "#!" in block.code.replace("#! HEP0211", ""):
                continue
            new = set(constructs(block.code)) - known
            if new or NIGHTLY:
                known |= new
                yield pytest.param(block.code, block.options.get("schema"), id=f"{page.stem}:{block.line}")


@pytest.mark.parametrize(("text", "schema"), list(pages()))
def test_statements_of_the_pages_on_the_language(text, schema):
    check(text, kinds_of(find_schema(schema)) if schema else standard_kinds())


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_statements_of_the_examples(path):
    schema = path.with_suffix(".toml") if path.with_suffix(".toml").exists() else None
    names = {"atlas_4l": "atlas_opendata_2020", "physlite": "physlite", "delphes": "delphes"}
    name = (
        str(schema)
        if schema
        else next((each for key, each in names.items() if key in path.stem), "cms_nanoaod")
    )
    check(path.read_text(encoding="utf-8"), kinds_of(find_schema(name)))
