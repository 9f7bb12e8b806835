"""The statements of an answer are read, whatever stands around them and wherever it ends."""

import json

import pytest

from hepir.extract.listed.answers import Item, read_answer

STATEMENTS = [
    {"sentence": "s1", "quote": "", "statement": "region search"},
    {"sentence": "s2", "quote": 'so "it" [{ says', "statement": "in search select MET.pt > 200 GeV"},
]
ITEMS = (
    Item("s1", "", "region search"),
    Item("s2", 'so "it" [{ says', "in search select MET.pt > 200 GeV"),
)
WHOLE = json.dumps({"statements": STATEMENTS})


@pytest.mark.parametrize(
    "text",
    [
        WHOLE,
        json.dumps({"statements": STATEMENTS}, indent=2),
        json.dumps(STATEMENTS),
        f"Here is the program:\n```json\n{WHOLE}\n```\nI hope that it helps [1].",
        f'<think>like {{"statements": [{{"sentence": "s9"}}]}}?</think>{WHOLE}',
        json.dumps({"thinking": 'a list "statements": [ of mine', "statements": STATEMENTS}),
        WHOLE.replace("}, {", "} {").replace("}]", "},]"),
        WHOLE.replace('"s1"', '" @s1"'),
    ],
)
def test_what_stands_around_them_does_not_matter(text):
    assert read_answer(text) == read_answer(WHOLE)
    assert read_answer(text).items == ITEMS


@pytest.mark.parametrize("end", range(len(WHOLE)))
def test_what_was_written_before_an_answer_broke_off_counts(end):
    answer = read_answer(WHOLE[:end])
    assert answer.items == ITEMS[: len(answer.items)]
    assert len(answer.items) == WHOLE[:end].count("}")
    if WHOLE[:end].rstrip().endswith("]"):
        assert answer.problem == ""
    elif '"statements": [' in WHOLE[:end]:
        assert answer.problem.startswith("it breaks off")
    else:
        assert "no JSON object" in answer.problem


def test_what_is_no_json_is_told_where():
    answer = read_answer(WHOLE.replace('"s2"', "s2"))
    assert answer.items == ITEMS[:1]
    assert answer.problem.startswith("it is no JSON after statement 1")


@pytest.mark.parametrize(
    "text", ["", "I had rather not.", "{}", "[]", '{"statements": {}}', "[" * 5000, '"statements":']
)
def test_an_answer_without_statements(text):
    assert read_answer(text).items == ()
    assert read_answer(text).problem


def test_an_empty_list_is_an_answer():
    assert read_answer('{"statements": []}').problem == ""


@pytest.mark.parametrize(
    "value",
    [
        7,
        None,
        "region a",
        [],
        {},
        {"sentence": "s1"},
        {"sentence": 1, "quote": "", "statement": ""},
        {"sentence": "s1", "quote": "", "statement": "x" * 5000},
        {"sentence": "s1", "quote": "\ud800", "statement": "region a"},
    ],
)
def test_what_is_no_statement_says_why(value):
    (item,) = read_answer(json.dumps({"statements": [value]})).items
    assert item.problem
    item.statement.encode()


def test_nesting_has_an_end():
    text = '{"statements": [' + "[" * 100_000
    assert "nested too deeply" in read_answer(text).problem
