"""One grammar file, two readers: the parser and the decoder."""

import json
import os
import re
import subprocess
import sys
from functools import cache
from pathlib import Path

import lark
import pytest
from generated_programs import programs
from hypothesis import assume, given
from llguidance import LLMatcher, LLTokenizer

from hepir import grammar
from hepir.source import Source
from hepir.syntax import words
from hepir.syntax.expectations import WORD_LISTS
from hepir.syntax.formatting import format_source
from hepir.syntax.parsing import parse
from hepir.syntax.tables import build_parser, dump_tables, load_tables, parser

TEXT = grammar.read("hep.lark")
CODE = re.sub(r"//[^\n]*", "", re.sub(r'"(?:[^"\\\n]|\\.)*"', '"..."', TEXT))
VALID = sorted((Path(__file__).resolve().parents[2] / "grammar" / "corpus" / "valid").glob("*.hep"))


# ---- what both readers accept ----


def test_there_are_no_conflicts() -> None:
    pytest.importorskip("interegular", reason="Lark needs it to compare terminals")
    lark.Lark(TEXT, parser="lalr", strict=True, maybe_placeholders=False)


def test_the_decoder_reads_the_same_file() -> None:
    assert LLMatcher.validate_grammar(LLMatcher.grammar_from_lark(TEXT)) == ""


@pytest.mark.parametrize(
    "pattern",
    [
        r"\(\?[=!<]",  # look-around
        r"\\b",
        r"\\[1-9]",  # back-references
        r"^[?!_A-Za-z]+\.-?\d",  # priorities
        r"^[?!_a-zA-Z]+\{",  # templates
        r"^%(?!ignore)",  # %import, %declare, %override, %extend
        r"'",  # single quotes
        r"::=",
    ],
)
def test_what_only_one_reader_knows_is_not_used(pattern: str) -> None:
    assert not re.search(pattern, re.sub(r"//[^\n]*", "", TEXT), re.MULTILINE)


def test_rules_are_lower_case_and_terminals_upper_case() -> None:
    names = re.findall(r"^\??(\w+):", CODE, re.MULTILINE)
    assert len(names) > 60
    assert all(name.islower() or name.isupper() for name in names)


def test_no_word_of_a_list_is_read_as_a_shorter_one() -> None:
    # Python takes the first alternative that fits, the decoder the longest.
    lists = {**WORD_LISTS, "UNIT": words.ALL_UNITS, "COMPARE": ("<", "<=", ">", ">=", "==", "!=")}
    compiled = {each.name: re.compile(each.pattern.to_regexp()) for each in parser().terminals}
    for name, alternatives in lists.items():
        assert [re.match(compiled[name], word + " ")[0] for word in alternatives] == list(alternatives)


def test_no_unit_begins_a_keyword() -> None:
    # After a number Lark would read `sort` as the unit `s` and `ort`.
    assert not [(unit, word) for unit in words.ALL_UNITS for word in keywords() if word.startswith(unit)]


@cache
def decoder() -> LLMatcher:
    return LLMatcher(LLTokenizer("byte"), LLMatcher.grammar_from_lark(TEXT))


def accepts(text: str) -> bool:
    """Whether the decoder can write a text, byte by byte, and may end after it."""
    matcher = decoder().deep_copy()
    tokens = list(text.encode())
    taken = matcher.validate_tokens(tokens)
    assert taken == len(tokens), f"stops before {text.encode()[taken : taken + 30]!r}"
    assert matcher.consume_tokens(tokens)
    assert not matcher.is_error()
    return bool(matcher.is_accepting())


def without_leading_comments(text: str) -> str:
    """The decoder cannot begin with what is to be ignored."""
    return re.sub(r"\A(#[^\n]*\n|\n)*", "", text)


@pytest.mark.parametrize("path", VALID, ids=lambda path: path.stem)
def test_the_decoder_accepts_the_corpus(path: Path) -> None:
    assert accepts(without_leading_comments(path.read_text(encoding="utf-8")))


@given(programs())
def test_the_decoder_accepts_canonical_text(text: str) -> None:
    assume(not parse(Source("program.hep", text)).diagnostics)
    canonical = format_source(text)
    # A number has no properties: `5.pt` means nothing, and the decoder reads `5.` as half of a number.
    assume(not re.search(r"\b[0-9]+\.[A-Za-z_]", canonical))
    assert accepts(without_leading_comments(canonical))


# ---- words ----


def keywords() -> set[str]:
    """All words that the grammar spells out, units aside."""
    text = re.sub(r"^UNIT:(?:.|\n)*?^NAME", "NAME", re.sub(r"//[^\n]*", "", TEXT), flags=re.MULTILINE)
    return {word for word in re.findall(r'"([^"\s]+)"', text) if re.fullmatch(r"[a-z_]+", word)}


def test_each_keyword_is_either_reserved_or_free() -> None:
    assert keywords() == words.RESERVED | words.FREE
    assert not words.RESERVED & words.FREE


def test_statements_are_those_of_the_grammar() -> None:
    first = {
        name: set(re.findall(r'^"(\w+)"', body))
        for name, body in re.findall(r"^(\w+): (.*)", TEXT, re.MULTILINE)
    }
    begin = {
        word for name in first for word in first[name] if word in words.RESERVED | {*words.OF_TABLES}
    } - {
        "from",
        "for",
        "if",
        "then",
    }
    assert begin | {"up", "down"} == set(words.BEGINNINGS)


def test_units_are_those_of_the_grammar() -> None:
    (body,) = re.findall(r"^UNIT: \(((?:.|\n)*?)\) \(", TEXT, re.MULTILINE)
    assert re.findall(r'"([^"]+)"', body) == [*words.UNITS, *words.INVERSE_UNITS, "%"]


@pytest.mark.parametrize("keyword", words.FORMS)
def test_the_form_that_hints_show_is_right(keyword: str) -> None:
    form = words.FORMS[keyword]
    assert form.startswith(keyword)
    home = words.HOMES.get(keyword, ("",))[0]
    header = f"{words.FORMS[home]}\n  " if home else ""
    assert parse(Source("program.hep", header + form)).diagnostics == ()


# ---- tables ----


def test_the_tables_belong_to_the_grammar() -> None:
    tables, made = grammar.read("hep.tables.json"), dump_tables(TEXT)
    if tables != made and json.loads(tables)["data"] == json.loads(made)["data"]:
        pytest.skip("made by another release of Lark")
    assert tables == made, "run: python -m hepir.syntax.tables grammar/hep.tables.json"


def test_a_grammar_has_one_text_of_tables() -> None:
    code = "from hepir.syntax.tables import *; print(dump_tables(grammar.read(GRAMMAR)))"
    made = {
        subprocess.run(
            [sys.executable, "-c", code],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(made) == 1


def test_loaded_and_built_tables_read_alike() -> None:
    loaded, built = load_tables(TEXT, dump_tables(TEXT)), build_parser(TEXT)
    assert loaded is not None
    for path in VALID:
        text = path.read_text(encoding="utf-8")
        assert loaded.parse(text) == built.parse(text)


def test_tables_of_another_grammar_are_not_used() -> None:
    assert load_tables(TEXT + "\n// changed\n", dump_tables(TEXT)) is None


@pytest.mark.parametrize("content", ["", "{}", "[]", '{"key": 1}', "null"])
def test_damaged_tables_are_built_anew(content: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(grammar, "read", lambda name: TEXT if name == "hep.lark" else content)
    parser.cache_clear()
    try:
        assert parser().parse("region a").data == "start"
    finally:
        parser.cache_clear()


# ---- the page about the grammar ----


def test_the_page_shows_every_statement_and_every_word() -> None:
    page = (Path(__file__).resolve().parents[2] / "docs" / "grammar.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| `(\w+)` \| .* \| `(.*)` \|$", page, re.MULTILINE)
    assert [(keyword, form.replace("\\|", "|")) for keyword, form in rows] == list(words.FORMS.items())
    assert all(f"`{word}`" in page for word in words.RESERVED | words.FREE)
