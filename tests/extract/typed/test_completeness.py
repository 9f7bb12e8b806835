"""Whatever the checker accepts, a decoder can emit: the statements of random programs, and of the examples.

Left out, on purpose: the nearest to an object in view; cells of several values; limits; names of variables and of parts of
combinations are the decoder's own; more than three variables in one statement; parts without anything of the event (`true`,
`0 < 2`), which no selection has; the short forms of conditions, of arithmetic and of `mean`, which say the same with a
variable; powers; products of three; several axes over `first(...)`; sums with missing momentum, whether a sum is there.
"""

import os
from pathlib import Path

import pytest
import random_programs
from hypothesis import Phase, given, settings
from walks import longest_prefix

from hepir.extract.draft import DraftStatement
from hepir.extract.stating import stated
from hepir.extract.typed.bodies import body_grammar
from hepir.extract.typed.heads import head_grammar, read_head
from hepir.extract.typed.literals import Literal, Quoted
from hepir.extract.writing import Writing
from hepir.intrinsics.registry import REDUCTIONS
from hepir.ir.kinds import kinds_of
from hepir.schemas.loading import find_schema
from hepir.semantics.declarations import quantities
from hepir.source import Source
from hepir.syntax import tree
from hepir.syntax.parsing import parse

EXAMPLES = sorted((Path(__file__).parents[3] / "examples").glob("*.hep"))
# each statement builds two grammars
EXAMPLES_OF_PROGRAMS = 300 if os.environ.get("HYPOTHESIS_PROFILE") == "nightly" else 8
# a draft has no systematics yet: they vary what a paper's selection says; what is combined is limited by hand
KEYWORDS = ("systematic", "up", "down", "limit")


def offered(statement):
    """A quote that has just the numbers of a statement."""
    own = tuple(value for key, value in vars(statement).items() if key not in ("span", "evidence", "rules"))
    literals = {Literal(each.number, each.unit) for each in quantities(own)} | set(of_binnings(own))
    ordered = sorted(literals, key=lambda each: (float(each.number), each.text))
    counts = {each.number for each in literals if each.unit is None and each.number.isdigit()}
    return Quoted(tuple(ordered), tuple(sorted({"0", "1", "2"} | counts, key=int)), tuple(texts(own)))


def of_binnings(node):
    match node:
        case tree.Variable(edges, unit):
            yield from (Literal(each.lstrip("-"), unit) for each in edges)
        case tree.Regular(count):
            yield Literal(str(count), None)
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


def nodes(value):
    """All parts of a part of a program."""
    match value:
        case tuple():
            for each in value:
                yield from nodes(each)
        case tree.Node():
            yield value
            yield from nodes(tuple(vars(value).values()))


def of_the_first_few(node):
    """`first(jets, 2).pt`"""
    match node:
        case tree.Attribute(tree.Call(function)):
            return function.text == "first"
        case _:
            return False


def is_missing_momentum(node):
    """`MET` as a term of a sum."""
    return isinstance(node, tree.Name) and node.text == "MET"


def left_out(node):
    """Whether a statement has a part that decoders do not write."""
    match node:
        case tree.Boolean() | tree.Grid() | tree.Call(tree.Identifier("nearest")):
            return True
        case tree.Quantity() | tree.Regular() | tree.Variable() | tree.Expect() | tree.Fact():
            return False
        case tree.Define(value=tree.Quantity()):
            return False
        case tree.Call(function) if function.text in ("any", "all", "none", "count") and not node.binders:
            return True
        case tree.Call(function, (argument,)) if function.text in REDUCTIONS and not node.binders:
            return function.text == "mean" or not isinstance(argument, tree.Attribute)
        case tree.Raised():
            return True
        case tree.Chain((_, _, _, *_), ("*" | "/", *_)):
            return True
        case tree.Histogram(axes=axes) if len(axes) > 1 and any(map(of_the_first_few, nodes(axes))):
            return True
        case tree.Chain(operands) if any(is_missing_momentum(each) for each in operands):
            return True
        case tree.Call(function, (tree.Chain(),)) if function.text == "exists":
            return True
        case tree.Chain((first, second, *_), _) if written_out(first) and written_out(second):
            return True
        case tree.Call() if node.binders and any(map(written_out, node.arguments)):
            return True
        case tree.Axis(value) | tree.Ranking(_, value) if written_out(value):
            return True
        case tree.Weight(_, value) | tree.Sort(value) | tree.Let(_, value) if written_out(value):
            return True
        case (
            tree.Call()
            | tree.Comparison()
            | tree.Conditional()
            | tree.Fallback()
            | tree.Chain()
            | tree.Logical()
        ):
            return written_out(node) or any(map(left_out, vars(node).values()))
        case tree.Node():
            return any(left_out(value) for key, value in vars(node).items() if key not in ("span", "rules"))
        case tuple():
            return any(map(left_out, node))
        case _:
            return False


def own_names(node):
    """The combination with names of parts that a decoder has."""
    return isinstance(node, tree.CombineBlock)


def missing_part(writing, statement):
    """Where the grammars end, as text; empty if they take the whole statement."""
    target = f"in {statement.target} " if statement.target else ""
    text = f"{target}{''.join(f'{each} ' for each in statement.loops)}{statement.text}\n"
    scene, quote = writing.scene, offered(statement.node)
    count, whole = longest_prefix(head_grammar(scene, quote, (), writing.facts), text)
    if not whole:
        return f"{text[:count]} <here> {text[count:]}"
    head, rest = read_head(text[:count], scene), text[count:]
    if head.whole:
        return rest
    count, whole = longest_prefix(body_grammar(scene, head, quote), rest)
    return "" if whole and count == len(rest) else f"{rest[:count]} <here> {rest[count:]}"


def check(text, kinds):
    """Every statement of a program can be written where it stands."""
    parsed = parse(Source("program", text)).program
    writing = Writing("A search", kinds)
    for statement in stated(parsed):
        if statement.text.split()[0] in KEYWORDS:
            continue
        beyond = left_out(statement.node) or len(statement.loops) > 3 or own_names(statement.node)
        if not beyond and statement.target != "analysis":
            assert missing_part(writing, statement) == "", statement.text
        assert writing.add(DraftStatement(statement.target, statement.text)) is None, statement


@given(random_programs.programs())
@settings(max_examples=EXAMPLES_OF_PROGRAMS, phases=[Phase.generate])
def test_statements_of_random_programs(program):
    check(getattr(program, "text", program), kinds_of(find_schema("cms_opendata_2012")))


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
