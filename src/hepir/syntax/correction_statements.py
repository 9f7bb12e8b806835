"""How the grammar's rules for tables, models, external functions and systematic variations become nodes.

In: the span of a rule and its children. Out: `BUILDERS`, by the name of the rule.
"""

from __future__ import annotations

from lark import Token

from hepir.source import Span
from hepir.syntax import tree
from hepir.syntax.pieces import (
    Children,
    RuleBuilder,
    identifier,
    of_type,
    only,
    token_span,
    unquote,
)
from hepir.syntax.statement_pieces import evidence_of, head


def variation(span: Span, children: Children) -> tree.Variation:
    """`up jets.pt = pt * 1.02`"""
    direction, collection, attribute = of_type(children, Token)
    return tree.Variation(
        str(direction),
        identifier(collection),
        identifier(attribute),
        only(children, tree.Expression),
        evidence=evidence_of(children),
        span=span,
    )


def weight_variation(span: Span, children: Children) -> tree.WeightVariation:
    """`up weight pileup = event.pileup_up`"""
    direction, name = of_type(children, Token)
    value = only(children, tree.Expression)
    return tree.WeightVariation(
        str(direction), identifier(name), value, evidence=evidence_of(children), span=span
    )


def branch_variation(span: Span, children: Children) -> tree.BranchVariation:
    """`up Jet.pt from branch "Jet_pt_jesTotalUp"`"""
    direction, collection, attribute, _, text = of_type(children, Token)
    return tree.BranchVariation(
        str(direction),
        identifier(collection),
        identifier(attribute),
        unquote(text),
        evidence=evidence_of(children),
        span=span,
        text_span=token_span(text),
    )


def input_variation(span: Span, children: Children) -> tree.InputVariation:
    """`up from branches "_jesTotalUp"`"""
    direction, what, text = of_type(children, Token)
    return tree.InputVariation(
        str(direction),
        str(what),
        unquote(text),
        evidence=evidence_of(children),
        span=span,
        text_span=token_span(text),
    )


def systematic(span: Span, children: Children) -> tree.SystematicBlock:
    """`systematic name`"""
    rules = tuple(child for child in children if isinstance(child, tree.AnyVariation | tree.Note))
    return tree.SystematicBlock(
        identifier(children[0]), rules, evidence=evidence_of(children), span=head(span, children)
    )


def numbers(span: Span, children: Children) -> tree.Numbers:
    """`[0.8, -0.1] GeV`"""
    units = [str(token) for token in of_type(children, Token)]
    found: list[tuple[str, Span]] = [each for each in children if isinstance(each, tuple)]
    return tree.Numbers(
        tuple(text for text, _ in found),
        units[0] if units else None,
        span=span,
        places=tuple(place for _, place in found),
    )


def stored(span: Span, children: Children) -> tree.Stored:
    """`from "file.json" entry "name"`"""
    path, *entries = of_type(children, Token)
    entry = unquote(entries[0]) if entries else None
    return tree.Stored(unquote(path), entry, span=span, path_span=token_span(path))


def table_axis(span: Span, children: Children) -> tree.TableAxis:
    """`axis name in bins [20, 50] GeV`"""
    name, binning = identifier(children[0]), only(children, tree.Variable)
    return tree.TableAxis(name, binning, evidence=evidence_of(children), span=span)


def table_unit(span: Span, children: Children) -> tree.TableUnit:
    """`unit pt GeV`"""
    name, unit = of_type(children, Token)
    return tree.TableUnit(identifier(name), str(unit), evidence=evidence_of(children), span=span)


def table_values(span: Span, children: Children) -> tree.TableValues:
    """`values [0.8, 0.9]`"""
    return tree.TableValues(only(children, tree.Numbers), evidence=evidence_of(children), span=span)


def table_errors(span: Span, children: Children) -> tree.TableErrors:
    """`errors up [0.1, 0.1]`"""
    directions = [str(token) for token in of_type(children, Token)]
    return tree.TableErrors(
        directions[0] if directions else None,
        only(children, tree.Numbers),
        evidence=evidence_of(children),
        span=span,
    )


def outside(span: Span, children: Children) -> tree.Outside:
    """`outside clamp`, `outside 1`"""
    values = of_type(children, tree.Signed)
    return tree.Outside(values[0] if values else None, evidence=evidence_of(children), span=span)


def table(span: Span, children: Children) -> tree.TableBlock:
    """`table name`"""
    files = of_type(children, tree.Stored)
    return tree.TableBlock(
        identifier(children[0]),
        files[0] if files else None,
        tuple(child for child in children if isinstance(child, tree.TableRule)),
        evidence=evidence_of(children),
        span=head(span, children),
    )


def setting(span: Span, children: Children) -> tree.Setting:
    """`mean 50`"""
    word = str(only(children, Token))
    ((number, _),) = (each for each in children if isinstance(each, tuple))
    return tree.Setting(word, number, span=span)


def places(_span: Span, children: Children) -> int:
    """`3 places`"""
    return int(only(children, Token))


def model_input(span: Span, children: Children) -> tree.ModelInput:
    """`input pt GeV mean 50 scale 20`"""
    name, *units = of_type(children, Token)
    return tree.ModelInput(
        identifier(name),
        next((each for each in children if isinstance(each, int)), None),
        str(units[0]) if units else None,
        tuple(of_type(children, tree.Setting)),
        evidence=evidence_of(children),
        span=span,
    )


def model_output(span: Span, children: Children) -> tree.ModelOutput:
    """`output "probabilities" 1`"""
    text, *place = of_type(children, Token)
    return tree.ModelOutput(
        unquote(text),
        int(place[0]) if place else None,
        evidence=evidence_of(children),
        span=span,
        text_span=token_span(text),
    )


def model_hash(span: Span, children: Children) -> tree.ModelHash:
    """`hash "sha256:..."`"""
    text = only(children, Token)
    return tree.ModelHash(
        unquote(text), evidence=evidence_of(children), span=span, text_span=token_span(text)
    )


def model(span: Span, children: Children) -> tree.ModelBlock:
    """`model name from "file.onnx"`"""
    name, path = of_type(children, Token)
    rules = (tree.ModelInput, tree.ModelOutput, tree.ModelHash, tree.Note)
    return tree.ModelBlock(
        identifier(name),
        unquote(path),
        tuple(child for child in children if isinstance(child, rules)),
        evidence=evidence_of(children),
        span=head(span, children),
        path_span=token_span(path),
    )


def function_output(span: Span, children: Children) -> tree.FunctionOutput:
    """`output GeV`"""
    units = of_type(children, Token)
    return tree.FunctionOutput(str(units[0]) if units else None, evidence=evidence_of(children), span=span)


def function(span: Span, children: Children) -> tree.FunctionBlock:
    """`function name from "file.py"`"""
    name, path = of_type(children, Token)
    rules = (tree.ModelInput, tree.FunctionOutput, tree.ModelHash, tree.Note)
    return tree.FunctionBlock(
        identifier(name),
        unquote(path),
        tuple(child for child in children if isinstance(child, rules)),
        evidence=evidence_of(children),
        span=head(span, children),
        path_span=token_span(path),
    )


BUILDERS: dict[str, RuleBuilder] = {
    "setting": setting,
    "places": places,
    "model_input": model_input,
    "model_output": model_output,
    "model_hash": model_hash,
    "model": model,
    "function_output": function_output,
    "function": function,
    "property_variation": variation,
    "weight_variation": weight_variation,
    "branch_variation": branch_variation,
    "input_variation": input_variation,
    "numbers": numbers,
    "stored": stored,
    "table_axis": table_axis,
    "table_unit": table_unit,
    "table_values": table_values,
    "table_errors": table_errors,
    "outside": outside,
    "table": table,
    "systematic": systematic,
}
