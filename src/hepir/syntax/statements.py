"""How the grammar's rules for statements and their parts become nodes.

In: the span of a rule and its children. Out: `BUILDERS`, by the name of the rule.
"""

from __future__ import annotations

from functools import partial

from lark import Token

from hepir.source import Span
from hepir.syntax import correction_statements, tree
from hepir.syntax.pieces import (
    Children,
    RuleBuilder,
    first,
    identifier,
    joined,
    of_type,
    only,
    token_span,
    unquote,
)
from hepir.syntax.statement_pieces import evidence_of, head

# ---- parts of statements ----


def cited(span: Span, children: Children) -> tree.Cited:
    """`@name`"""
    return tree.Cited(identifier(children[0]), span=span)


def assumed(span: Span, children: Children) -> tree.Assumed:
    """`@assumed "why"`"""
    return tree.Assumed(unquote(children[0]), span=span)


def names(span: Span, children: Children) -> tuple[tree.Identifier, ...]:  # noqa: ARG001 (one signature)
    """`a, b`"""
    return tuple(identifier(child) for child in children)


def signed(span: Span, children: Children) -> tree.Signed:
    """`-2.5 GeV`"""
    return tree.Signed(children[0] == "-", only(children, tree.Quantity), span=span)


def signed_number(span: Span, children: Children) -> tuple[str, Span]:
    """`-2.5`, and where"""
    return joined(children).removeprefix("+"), span


def regular(span: Span, children: Children, logarithmic: bool = False) -> tree.Regular:
    """`100 bins from 0 GeV to 200 GeV`"""
    lower, upper = of_type(children, tree.Signed)
    return tree.Regular(int(joined(children[:1])), lower, upper, logarithmic, span=span)


def variable(span: Span, children: Children) -> tree.Variable:
    """`bins [0, 10, 50] GeV`"""
    units = [str(token) for token in of_type(children, Token)]
    edges: list[tuple[str, Span]] = [edge for edge in children if isinstance(edge, tuple)]
    return tree.Variable(
        tuple(text for text, _ in edges),
        units[0] if units else None,
        span=span,
        edge_spans=tuple(place for _, place in edges),
    )


def axis(span: Span, children: Children) -> tree.Axis:
    """`expression in binning`"""
    value, binning = children
    assert isinstance(value, tree.Expression)
    assert isinstance(binning, tree.Regular | tree.Variable)
    return tree.Axis(value, binning, span=span)


def ranking(span: Span, children: Children) -> tree.Ranking:
    """`minimizing key`"""
    return tree.Ranking(children[0] == "minimizing", only(children, tree.Expression), span=span)


# ---- about the publication ----


def note(keyword: str, span: Span, children: Children) -> tree.Note:
    """`unresolved "..."`"""
    return tree.Note(keyword, unquote(children[0]), evidence=evidence_of(children), span=span)


def fact(keyword: str, span: Span, children: Children) -> tree.Fact:
    """`paper "..."`"""
    value = children[0]
    if isinstance(value, Token):
        place = token_span(value)
        value = tree.Text(unquote(value), span=place) if value.type == "STRING" else identifier(value)
    assert isinstance(value, tree.Identifier | tree.Text | tree.Quantity)
    return tree.Fact(keyword, value, evidence=evidence_of(children), span=span)


def analysis(span: Span, children: Children) -> tree.Analysis:
    """`analysis "title"`"""
    rules = tuple(child for child in children if isinstance(child, tree.Fact | tree.Note))
    return tree.Analysis(
        unquote(children[0]), rules, evidence=evidence_of(children), span=head(span, children)
    )


def source(span: Span, children: Children) -> tree.SourceStatement:
    """`source name = ref "document" page 5 "quote"`"""
    tokens = of_type(children, Token)
    reference = unquote(tokens[1]) if len(tokens) == 4 else None
    return tree.SourceStatement(
        identifier(tokens[0]),
        reference,
        int(tokens[-2]),
        unquote(tokens[-1]),
        of_type(children, tree.Note),
        span=head(span, children),
        page_span=token_span(tokens[-2]),
        quote_span=token_span(tokens[-1]),
    )


# ---- objects ----


def select(span: Span, children: Children) -> tree.Select:
    """`select condition`"""
    return tree.Select(only(children, tree.Expression), evidence=evidence_of(children), span=span)


def reject(span: Span, children: Children) -> tree.Reject:
    """`reject condition`"""
    return tree.Reject(only(children, tree.Expression), evidence=evidence_of(children), span=span)


def sort(span: Span, children: Children) -> tree.Sort:
    """`sort by key descending`"""
    descending = only(children, Token) == "descending"
    key = only(children, tree.Expression)
    return tree.Sort(key, descending, evidence=evidence_of(children), span=span)


def limit(span: Span, children: Children) -> tree.Limit:
    """`limit 8`"""
    return tree.Limit(int(joined(children[:1])), evidence=evidence_of(children), span=span)


def let(span: Span, children: Children) -> tree.Let:
    """`let name = value`"""
    name, value = identifier(children[0]), only(children, tree.Expression)
    return tree.Let(name, value, evidence=evidence_of(children), span=span)


def object_block(span: Span, children: Children) -> tree.ObjectBlock:
    """`object name from sources`"""
    rules = tuple(child for child in children if isinstance(child, tree.ObjectRule))
    (sources,) = of_type(children, tuple)
    return tree.ObjectBlock(
        identifier(children[0]), sources, rules, evidence=evidence_of(children), span=head(span, children)
    )


def combine(span: Span, children: Children) -> tree.CombineBlock:
    """`combine name = (slots) from sources disjoint`"""
    slots, sources = of_type(children, tuple)
    return tree.CombineBlock(
        identifier(children[0]),
        slots,
        sources,
        any(token.type == "DISJOINT" for token in of_type(children, Token)),
        tuple(child for child in children if isinstance(child, tree.ObjectRule)),
        evidence=evidence_of(children),
        span=head(span, children),
    )


def choose(span: Span, children: Children) -> tree.Choose:
    """`choose name from collection minimizing key`"""
    return tree.Choose(
        identifier(children[0]),
        identifier(children[1]),
        of_type(children, tree.Ranking),
        of_type(children, tree.Note),
        evidence=evidence_of(children),
        span=head(span, children),
    )


# ---- event quantities ----


def define(span: Span, children: Children) -> tree.Define:
    """`define name = value`"""
    return tree.Define(
        identifier(children[0]),
        only(children, tree.Expression),
        of_type(children, tree.Note),
        evidence=evidence_of(children),
        span=head(span, children),
    )


# ---- event selection ----


def when(span: Span, children: Children) -> tree.When:
    """`when condition select requirement otherwise another`"""
    condition, requirement, *others = of_type(children, tree.Expression)
    otherwise = others[0] if others else None
    return tree.When(condition, requirement, otherwise, evidence=evidence_of(children), span=span)


def weight(span: Span, children: Children) -> tree.Weight:
    """`weight name = value on simulation`"""
    datasets = [str(token) for token in of_type(children, Token) if token.type == "DATASET"]
    return tree.Weight(
        identifier(children[0]),
        only(children, tree.Expression),
        datasets[0] if datasets else None,
        evidence=evidence_of(children),
        span=span,
    )


def histogram(span: Span, children: Children) -> tree.Histogram:
    """`hist name = axis, axis`"""
    axes = of_type(children, tree.Axis)
    return tree.Histogram(identifier(children[0]), axes, evidence=evidence_of(children), span=span)


def bins(span: Span, children: Children) -> tree.Bin:
    """`bin axis`, or `bin grid`"""
    binned = next(child for child in children if isinstance(child, tree.Axis | tree.Grid))
    return tree.Bin(binned, evidence=evidence_of(children), span=span)


def edges_of(span: Span, children: Children) -> tree.Range:
    """`[300, 500, inf] GeV`"""
    tokens = of_type(children, Token)
    units = [str(token) for token in tokens if token.type == "UNIT"]
    edges: list[tuple[str, Span]] = [edge for edge in children if isinstance(edge, tuple)]
    return tree.Range(
        tuple(text for text, _ in edges),
        units[0] if units else None,
        any(token.type == "INFINITE" for token in tokens),
        span=span,
        edge_spans=tuple(place for _, place in edges),
    )


def cells(span: Span, children: Children) -> tree.Cells:
    """`[0, 2] by [300, 500, inf] GeV`"""
    return tree.Cells(of_type(children, tree.Range), span=span)


def grid(span: Span, children: Children) -> tree.Grid:
    """`value, value in cells, cells`"""
    return tree.Grid(of_type(children, tree.Expression), of_type(children, tree.Cells), span=span)


def expect(span: Span, children: Children) -> tree.Expect:
    """`expect name 45 +- 3`"""
    uncertainties = of_type(children, tree.Quantity)
    return tree.Expect(
        identifier(children[0]),
        only(children, tree.Signed),
        uncertainties[0] if uncertainties else None,
        evidence=evidence_of(children),
        span=span,
    )


def region(span: Span, children: Children) -> tree.RegionBlock:
    """`region name from parents`"""
    parents = of_type(children, tuple)
    return tree.RegionBlock(
        identifier(children[0]),
        parents[0] if parents else (),
        tuple(child for child in children if isinstance(child, tree.RegionRule)),
        evidence=evidence_of(children),
        span=head(span, children),
    )


def start(span: Span, children: Children) -> tree.Program:
    """A whole program."""
    blocks = tuple(child for child in children if isinstance(child, tree.Block))
    return tree.Program(of_type(children, tree.Note), blocks, span=span)


BUILDERS: dict[str, RuleBuilder] = {
    **correction_statements.BUILDERS,
    "cited": cited,
    "assumed": assumed,
    "names": names,
    "slots": names,
    "parents": first,
    "signed": signed,
    "signed_number": signed_number,
    "regular": regular,
    "logarithmic": partial(regular, logarithmic=True),
    "variable": variable,
    "axis": axis,
    "ranking": ranking,
    "applies": first,
    "uncertainty": first,
    "reference": first,
    "page": first,
    "unresolved": partial(note, "unresolved"),
    "delegated": partial(note, "delegated"),
    "dismissed": partial(note, "dismissed"),
    "experiment": partial(fact, "experiment"),
    "paper": partial(fact, "paper"),
    "sqrt_s": partial(fact, "sqrt_s"),
    "luminosity": partial(fact, "luminosity"),
    "analysis": analysis,
    "source": source,
    "select": select,
    "reject": reject,
    "sort": sort,
    "limit": limit,
    "let": let,
    "object": object_block,
    "combine": combine,
    "choose": choose,
    "define": define,
    "when": when,
    "weight": weight,
    "hist": histogram,
    "bin": bins,
    "grid": grid,
    "cells": cells,
    "range": edges_of,
    "expect": expect,
    "region": region,
    "start": start,
}
