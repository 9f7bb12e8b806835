"""Nodes as canonical text on one line.

In: nodes as the parser makes them, in which parentheses are nodes of their own. Out: text with the marks of
`folding` where a long line may end.
"""

from __future__ import annotations

from collections.abc import Iterable

from hepir.syntax import tree
from hepir.syntax.folding import BREAK, nested

ESCAPED = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t"})


def quote(value: str) -> str:
    """A text as a literal."""
    return f'"{value.translate(ESCAPED)}"'


def listed(texts: Iterable[str]) -> str:
    """Texts with commas."""
    return f",{BREAK}".join(texts)


def names(identifiers: Iterable[tree.Identifier]) -> str:
    """`a, b`"""
    return listed(identifier.text for identifier in identifiers)


def expression(node: tree.Expression) -> str:
    """Any expression."""
    match node:
        case tree.Name(text):
            return text
        case tree.Quantity(number, unit):
            return f"{number} {unit}" if unit else number
        case tree.Text(value):
            return quote(value)
        case tree.Boolean(value):
            return "true" if value else "false"
        case tree.This():
            return "this"
        case tree.Hole():
            return "?"
        case tree.Attribute(base, name):
            return f"{expression(base)}.{name.text}"
        case tree.Subscript(base, index):
            return f"{expression(base)}[{index}]"
        case tree.Call():
            return call(node)
        case tree.Group(inner):
            return f"({nested(expression(inner))})"
        case tree.Magnitude(inner):
            return f"|{nested(expression(inner))}|"
        case _:
            return operation(node)


def operation(node: tree.Expression) -> str:
    """An expression with operators."""
    match node:
        case tree.Sign(operator, operand):
            return operator + expression(operand)
        case tree.Not(operand):
            return f"not {expression(operand)}"
        case tree.Raised(base, exponent):
            return f"{expression(base)} ^ {expression(exponent)}"
        case tree.Chain(operands, operators):
            return alternating(operands, operators, BREAK if operators[0] in "+-" else " ")
        case tree.Comparison(operands, operators):
            return alternating(operands, operators, " ")
        case tree.Logical(operator, operands):
            return alternating(operands, (operator,) * (len(operands) - 1), BREAK)
        case tree.Conditional(value, condition, otherwise):
            kept, asked, other = map(inside, (value, condition, otherwise))
            return f"{kept}{BREAK}if {asked}{BREAK}else {other}"
        case tree.Fallback(value, otherwise):
            return f"{inside(value)}{BREAK}else {inside(otherwise)}"
        case _:
            raise TypeError(f"no wording for {type(node).__name__}")


def inside(node: tree.Expression) -> str:
    """An operand: its breaks lie deeper than those of the operators around it."""
    return nested(expression(node))


def alternating(operands: tuple[tree.Expression, ...], operators: tuple[str, ...], before: str) -> str:
    """`a + b - c`, with `before` in front of each operator."""
    rest = zip(operators, operands[1:], strict=True)
    return inside(operands[0]) + "".join(f"{before}{operator} {inside(node)}" for operator, node in rest)


def call(node: tree.Call) -> str:
    """`function(a, b)` or `function(body for x in xs where condition)`"""
    inner = listed(inside(argument) for argument in node.arguments)
    inner += "".join(f"{BREAK}for {each.name.text} in {inside(each.collection)}" for each in node.binders)
    if node.where is not None:
        inner += f"{BREAK}where {inside(node.where)}"
    return f"{node.function.text}({nested(inner)})"


def evidence(node: tree.Evidence) -> str:
    """`@name` or `@assumed "why"`"""
    match node:
        case tree.Cited(name):
            return f"@{name.text}"
        case tree.Assumed(reason):
            return f"@assumed {quote(reason)}"


def signed(node: tree.Signed) -> str:
    """`-2.5 GeV`"""
    return ("-" if node.negative else "") + expression(node.quantity)


def binning(node: tree.Regular | tree.Variable) -> str:
    """What follows `in`."""
    match node:
        case tree.Regular(count, lower, upper, logarithmic):
            kind = "log bins" if logarithmic else "bins"
            return f"{count} {kind} from {signed(lower)} to {signed(upper)}"
        case tree.Variable(edges, unit):
            bins = f"bins [{nested(listed(edges))}]"
            return f"{bins} {unit}" if unit else bins


def axis(node: tree.Axis) -> str:
    """`expression in binning`"""
    return f"{inside(node.value)} in {nested(binning(node.binning))}"


def grid(node: tree.Grid) -> str:
    """`value, value in cells, cells`"""
    values = listed(inside(each) for each in node.values)
    return f"{values} in {nested(listed(map(block, node.cells)))}"


def block(node: tree.Cells) -> str:
    """`[0, 2] by [300, 500, inf] GeV`"""
    return " by ".join(map(written, node.ranges))


def written(node: tree.Range) -> str:
    """`[300, 500, inf] GeV`"""
    bins = f"[{', '.join((*node.edges, *(('inf',) if node.unbounded else ())))}]"
    return f"{bins} {node.unit}" if node.unit else bins


def listed_numbers(node: tree.Numbers) -> str:
    """`[0.8, -0.1] GeV`"""
    text = f"[{nested(listed(node.texts))}]"
    return f"{text} {node.unit}" if node.unit else text


def read_from(node: tree.Stored) -> str:
    """` from "file.json" entry "name"`"""
    entry = f" entry {quote(node.entry)}" if node.entry is not None else ""
    return f" from {quote(node.path)}{entry}"


def model_input(node: tree.ModelInput) -> str:
    """`input jet_pt 3 places GeV mean 50`"""
    places = f" {node.places} places" if node.places is not None else ""
    settings = "".join(f" {each.word} {each.number}" for each in node.settings)
    return f"input {node.name.text}{places}{f' {node.unit}' if node.unit else ''}{settings}"


def rankings(node: tree.Choose) -> tuple[str, ...]:
    """`minimizing a`, `then minimizing b`"""
    words = [
        f"{'minimizing' if each.minimizing else 'maximizing'} {inside(each.key)}" for each in node.rankings
    ]
    return (words[0], *(f"then {word}" for word in words[1:]))


def header(node: tree.Statement) -> str:
    """The statement that begins a block, without evidence."""
    match node:
        case tree.Analysis(title):
            return f"analysis {quote(title)}"
        case tree.SourceStatement(name, reference, page, quoted):
            document = f"ref {quote(reference)} " if reference is not None else ""
            return f"source {name.text} = {document}page {page} {quote(quoted)}"
        case tree.ObjectBlock(name, sources):
            return f"object {name.text} from {names(sources)}"
        case tree.CombineBlock(name, slots, sources, disjoint):
            members = f"({nested(names(slots))})"
            return f"combine {name.text} = {members} from {names(sources)}{' disjoint' if disjoint else ''}"
        case tree.Choose(name, collection):
            return " ".join((f"choose {name.text} from {collection.text}", *rankings(node)))
        case tree.Define(name, value):
            return f"define {name.text} = {expression(value)}"
        case tree.TableBlock(name, stored):
            return f"table {name.text}{read_from(stored) if stored is not None else ''}"
        case tree.ModelBlock(name, path):
            return f"model {name.text} from {quote(path)}"
        case tree.FunctionBlock(name, path):
            return f"function {name.text} from {quote(path)}"
        case tree.SystematicBlock(name):
            return f"systematic {name.text}"
        case tree.RegionBlock(name, parents):
            return f"region {name.text} from {names(parents)}" if parents else f"region {name.text}"
        case _:
            raise TypeError(f"{type(node).__name__} begins no block")


def rule(node: tree.Statement) -> str:
    """A statement inside a block, without evidence."""
    match node:
        case tree.Note(keyword, text):
            return f"{keyword} {quote(text)}"
        case tree.Fact(keyword, tree.Identifier(text)):
            return f"{keyword} {text}"
        case tree.Fact(keyword, tree.Expression() as value):
            return f"{keyword} {expression(value)}"
        case tree.Select(condition):
            return f"select {expression(condition)}"
        case tree.Reject(condition):
            return f"reject {expression(condition)}"
        case tree.Sort(key, descending):
            return f"sort by {expression(key)} {'descending' if descending else 'ascending'}"
        case tree.Limit(count):
            return f"limit {count}"
        case tree.Let(name, value):
            return f"let {name.text} = {expression(value)}"
        case tree.TableAxis(name, edges):
            return f"axis {name.text} in {binning(edges)}"
        case tree.TableUnit(name, unit):
            return f"unit {name.text} {unit}"
        case tree.TableValues(numbers):
            return f"values {listed_numbers(numbers)}"
        case tree.TableErrors(direction, numbers):
            return f"errors {f'{direction} ' if direction else ''}{listed_numbers(numbers)}"
        case tree.Outside(value):
            return f"outside {signed(value) if value is not None else 'clamp'}"
        case tree.ModelInput():
            return model_input(node)
        case tree.ModelOutput(text, place):
            return f"output {quote(text)}" + (f" {place}" if place is not None else "")
        case tree.FunctionOutput(unit):
            return f"output {unit}" if unit else "output"
        case tree.ModelHash(text):
            return f"hash {quote(text)}"
        case tree.Variation(direction, collection, attribute, value):
            return f"{direction} {collection.text}.{attribute.text} = {expression(value)}"
        case tree.WeightVariation(direction, name, value):
            return f"{direction} weight {name.text} = {expression(value)}"
        case tree.BranchVariation(direction, collection, attribute, text):
            return f"{direction} {collection.text}.{attribute.text} from branch {quote(text)}"
        case tree.InputVariation(direction, what, text):
            return f"{direction} from {what} {quote(text)}"
        case _:
            return region_rule(node)


def region_rule(node: tree.Statement) -> str:
    """A statement that stands in regions alone, without evidence."""
    match node:
        case tree.When(condition, requirement, otherwise):
            text = f"when {inside(condition)} select {inside(requirement)}"
            return f"{text} otherwise {inside(otherwise)}" if otherwise is not None else text
        case tree.Weight(name, value, dataset):
            applies = f" on {dataset}" if dataset else ""
            return f"weight {name.text} = {expression(value)}{applies}"
        case tree.Histogram(name, axes):
            return f"hist {name.text} = {listed(map(axis, axes))}"
        case tree.Bin(tree.Grid() as binned):
            return f"bin {grid(binned)}"
        case tree.Bin(tree.Axis() as binned):
            return f"bin {axis(binned)}"
        case tree.Expect(name, value, uncertainty):
            error = f" +- {expression(uncertainty)}" if uncertainty else ""
            return f"expect {name.text} {signed(value)}{error}"
        case _:
            raise TypeError(f"no wording for {type(node).__name__}")
