"""Tables of grammars that are kept in the cache folder."""

import os

import pytest
from lark import Lark

from hepir.extract.builtin.parsing import scanning
from hepir.extract.builtin.parsing.placements import PLACEMENTS
from hepir.syntax import kept_tables
from hepir.syntax.kept_tables import kept_parser

GRAMMAR = 'start: "a"+ b\nb: NUMBER -> number\nNUMBER: /[0-9]+/\n%ignore " "\n'


@pytest.fixture(autouse=True)
def cache(tmp_path, monkeypatch):
    monkeypatch.setenv("HEPIR_CACHE_DIR", str(tmp_path))
    return tmp_path


def parser(text=GRAMMAR):
    """A parser, and how often it was built."""
    built = []

    def build():
        built.append(text)
        return Lark(text, parser="lalr", lexer="basic")

    return kept_parser("test", text, build), len(built)


def test_what_is_kept_is_the_same_parser():
    first, built = parser()
    second, again = parser()
    assert (built, again) == (1, 0)
    assert first.parse("a a 12") == second.parse("a a 12")


def test_another_grammar_has_other_tables(cache):
    assert parser()[1] == 1
    assert parser(f"{GRAMMAR}// more\n")[1] == 1
    assert parser(f"{GRAMMAR}// more\n")[1] == 0
    assert [each.name for each in (cache / "grammars").iterdir()] == ["test.json"]


@pytest.mark.parametrize("broken", ["", "{", "[]", '{"key": 1}', "é\x00", '{"data": {}}'])
def test_what_is_no_table_is_built_again(cache, broken):
    parser()
    path = cache / "grammars" / "test.json"
    path.write_text(broken, encoding="utf-8")
    assert parser()[1] == 1
    assert parser()[1] == 0


def test_tables_of_which_a_part_is_missing_are_built_again(cache):
    parser()
    path = cache / "grammars" / "test.json"
    path.write_text(path.read_text(encoding="utf-8").replace('"memo"', '"meno"'), encoding="utf-8")
    made, built = parser()
    assert built == 1
    assert made.parse("a 3") is not None


@pytest.mark.skipif(not hasattr(os, "getuid"), reason="folders have no owner here")
def test_a_folder_that_others_may_write_to_is_not_used(cache):
    folder = cache / "grammars"
    folder.mkdir()
    folder.chmod(0o777)
    assert [parser()[1] for _ in "12"] == [1, 1]
    assert list(folder.iterdir()) == []


def test_without_a_cache_folder_a_parser_is_built(monkeypatch):
    monkeypatch.setattr(kept_tables, "private_folder", lambda *_: None)
    assert [parser()[1] for _ in "12"] == [1, 1]


def test_the_grammars_of_phrases_are_kept(monkeypatch, cache):
    rules = tuple(PLACEMENTS)
    first = scanning.parser_of.__wrapped__("placements", rules)
    assert (cache / "grammars" / "placements.json").is_file()
    monkeypatch.setattr(scanning, "Lark", None)  # nothing can be built from here on
    second = scanning.parser_of.__wrapped__("placements", rules)
    assert {each.name: each.pattern for each in second.terminals} == {
        each.name: each.pattern for each in first.terminals
    }
    for name in rules:
        one, other = (each.parse_interactive(start=name).choices().keys() for each in (first, second))
        assert one == other
