"""Traps of llguidance, each with the way around it."""

import llguidance
import pytest

from hepir.models.grammars import (
    GrammarError,
    byte_tokenizer,
    limits,
    literal,
    matcher,
    mistake,
    thinking_grammar,
    whole_part,
    with_empty,
)

ODD = (
    'a "b"',
    "back\\slash",
    "x ::= y",
    "tab\tline\nend",
    "−0.5 ≤ η",
    "\x7f\x00\x1f",
    "/regex/ // # %",
    "😀",
    "\\u0041",
)


@pytest.mark.parametrize("text", ODD)
def test_any_text_is_a_string_of_a_grammar(text: str) -> None:
    grammar = f"start: {literal(text)} END\nEND: {literal(';')}\n"
    assert mistake(grammar, f"{text};") is None
    assert mistake(grammar, f"{text}!") is not None
    assert "::=" not in grammar


def test_a_broken_grammar_is_noticed_when_it_is_built() -> None:
    with pytest.raises(GrammarError, match="nothing"):
        matcher(byte_tokenizer(), "start: nothing\n")


def test_a_grammar_of_another_dialect_is_none() -> None:
    with pytest.raises(GrammarError):
        matcher(byte_tokenizer(), 'root ::= "a"\n')


def test_a_grammar_that_is_too_large_is_none() -> None:
    with pytest.raises(GrammarError, match="characters"):
        matcher(byte_tokenizer(), f"start: {literal('x' * 9_000_000)}\n")


def test_more_alternatives_than_llguidance_takes_by_itself() -> None:
    names = [f"name {index}" for index in range(5000)]
    grammar = f"start: ({' | '.join(map(literal, names))}) {literal(';')}\n"
    plain = llguidance.LLMatcher(
        byte_tokenizer(), llguidance.LLMatcher.grammar_from_lark(grammar), log_level=0
    )
    plain.try_consume_tokens(list(b"name 1"))
    assert plain.is_error(), "the limits are not needed any more"
    assert mistake(grammar, "name 4999;") is None
    assert "cannot follow" in str(mistake(grammar, "name 5000;"))


def test_errors_hold_no_grammar() -> None:
    assert limits().verbose_errors is False


def test_mistakes_say_where_and_what_would_be_legal() -> None:
    grammar = 'start: "select " NAME " > 25 GeV;\\n"\nNAME: /[a-z]{2,5}/ & ~("jets")\n'
    assert mistake(grammar, "select muons > 25 GeV;\n") is None
    assert mistake(grammar, "select muons > 25 TeV;\n") == (
        '"TeV;\\n" cannot follow "select muons > 25 "; "GeV;\\n" has to'
    )
    assert mistake(grammar, "region") == '"region" cannot follow the beginning; "select " has to'
    assert mistake(grammar, "select muons") == "the text stops before it is whole"
    assert mistake(grammar, "select mu > 25 GeV;\nselect") == (
        'the text is whole after "select mu > 25 GeV;\\n", and "select" follows'
    )
    assert mistake(grammar, "select jets > 25 GeV;\n") is not None


def test_the_whole_part_of_a_text() -> None:
    grammar = 'start: "a" /[0-9]{1,3}/ ";"\n'
    assert whole_part(grammar, "a12;") == "a12;"
    assert whole_part(grammar, "a12; and more") == "a12;"
    assert whole_part(grammar, "a12") is None
    assert whole_part('start: "a" /[0-9]{1,3}/\n', "a12 and more") is None


def test_the_empty_text_besides() -> None:
    grammar = 'start: begin "x"\nbegin: "a"\n'
    assert mistake(with_empty(grammar), "") is None
    assert mistake(with_empty(grammar), "ax") is None
    assert mistake(grammar, "") is not None


def test_a_thought_ends_at_its_first_line_of_dashes() -> None:
    grammar = thinking_grammar(20)
    assert mistake(grammar, "first this\nthen\n---\n") is None
    assert "follows" in str(mistake(grammar, "this\n---\nthat\n---\n"))
    assert mistake(grammar, "x" * 20 + "\n---\n") is None
    assert mistake(grammar, "x" * 21 + "\n---\n") is not None
