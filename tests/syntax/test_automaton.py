"""Texts that are read without Lark: the trees that Lark gives, and no tree where Lark has an error."""

import json
import re
from pathlib import Path

import pytest
from generated_programs import programs
from hypothesis import given
from hypothesis import strategies as st
from lark import UnexpectedInput

from hepir import grammar
from hepir.source import Source
from hepir.syntax import automaton as reading
from hepir.syntax.automaton import GRAMMAR, TABLES, Automaton, automaton, text_key
from hepir.syntax.converting import converted
from hepir.syntax.parsed import Token, Tree
from hepir.syntax.parsing import parse
from hepir.syntax.tables import parser

ROOT = Path(__file__).resolve().parents[2]
WRITTEN = sorted([*(ROOT / "grammar" / "corpus").rglob("*.hep"), *(ROOT / "examples").glob("*.hep")])
PIECES = re.compile(r"\s+|\w+|.", re.DOTALL)


def ready() -> Automaton:
    found = automaton()
    assert found is not None, "run: python -m hepir.syntax.tables grammar/hep.tables.json"
    return found


def plain(tree: Tree | Token) -> object:
    """A tree as values that can be compared: rules, places, tokens."""
    if isinstance(tree, Token):
        return (tree.type, str(tree), tree.start_pos)
    return (tree.data, tree.start, tree.end, [plain(child) for child in tree.children])


def by_lark(text: str) -> object:
    try:
        return plain(converted(parser().parse(text)))
    except UnexpectedInput:
        return None


def without_lark(text: str) -> object:
    found = ready().parse(text)
    return None if found is None else plain(found)


@pytest.mark.parametrize("path", WRITTEN, ids=lambda path: path.stem)
def test_programs_that_people_wrote(path: Path) -> None:
    text = path.read_bytes().decode("utf-8", errors="replace")
    assert without_lark(text) == by_lark(text)


@pytest.mark.parametrize(
    "text", ["", " ", "# a comment", "region", "region a", '"', "\u00e9", "region a\n  select 1 @"]
)
def test_short_texts(text: str) -> None:
    assert without_lark(text) == by_lark(text)


@given(programs())
def test_generated_programs(text: str) -> None:
    assert without_lark(text) == by_lark(text)


@given(programs(), st.data())
def test_programs_with_pieces_that_are_lost_or_elsewhere(text: str, data: st.DataObject) -> None:
    pieces = PIECES.findall(text)
    place = data.draw(st.integers(0, max(0, len(pieces) - 1)))
    other = data.draw(st.sampled_from(["", *pieces]))
    changed = "".join([*pieces[:place], other, *pieces[place + 1 :]])
    assert without_lark(changed) == by_lark(changed)


def test_the_tables_are_those_of_the_grammar() -> None:
    assert json.loads(grammar.read(TABLES))["grammar"] == text_key(grammar.read(GRAMMAR))


@pytest.mark.parametrize("content", ["", "{}", "[]", "null", '{"grammar": 1}', None])
def test_lark_reads_where_the_tables_do_not_fit(content: str | None, monkeypatch: pytest.MonkeyPatch) -> None:
    text, tables = grammar.read(GRAMMAR), grammar.read(TABLES)
    other = content if content is not None else tables.replace(text_key(text), text_key("another"))
    monkeypatch.setattr(reading.grammar, "read", lambda name: text if name == GRAMMAR else other)
    automaton.cache_clear()
    try:
        assert automaton() is None
        assert parse(Source("a.hep", "region a\n  select MET.pt > 2 GeV\n")).program is not None
        assert parse(Source("a.hep", "region a\n  selec MET.pt > 2 GeV\n")).diagnostics
    finally:
        automaton.cache_clear()
        parser.cache_clear()
