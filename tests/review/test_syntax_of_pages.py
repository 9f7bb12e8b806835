"""A page that stands alone finds the same texts right as the parser of the language."""

import random
from pathlib import Path

import pytest
from chromium import chromium
from lark import UnexpectedInput

from hepir import grammar
from hepir.review.page import asset
from hepir.review.syntax_tables import syntax_object
from hepir.syntax.tables import GRAMMAR, parser

ROOT = Path(__file__).resolve().parents[2]
PROGRAMS = sorted(
    [*(ROOT / "grammar" / "corpus").rglob("*.hep"), *(ROOT / "examples").glob("*.hep")],
    key=lambda each: each.name,
)
SCRIPT = """
const [tables, texts] = arguments;
const byId = () => ({ textContent: JSON.stringify(tables) });
%s
const shown = (found) => found && [found.at, found.found, found.expected];
return texts.map((text) => shown(firstMistake(syntaxTables(), text)));
"""


def is_right(text: str) -> bool:
    try:
        parser().parse(text)
    except UnexpectedInput:
        return False
    return True


def mutated(text: str, number: int) -> str:
    """A text with a piece dropped, doubled, cut off or put elsewhere."""
    made = random.Random(number)
    words = text.split(" ")
    place = made.randrange(len(words))
    match number % 4:
        case 0:
            return " ".join([*words[:place], *words[place + 1 :]])
        case 1:
            return " ".join([*words[:place], words[place], *words[place:]])
        case 2:
            return text[: made.randrange(len(text))]
        case _:
            other = made.randrange(len(words))
            return " ".join([*words[:place], words[other], *words[place + 1 :]])


@pytest.fixture(scope="module")
def texts() -> list[str]:
    found = [each.read_text(encoding="utf-8", errors="replace") for each in PROGRAMS]
    return found + [mutated(text, number) for number, text in enumerate(found * 4) if text.strip()]


def test_the_script_agrees_with_the_parser(tmp_path: Path, texts: list[str]) -> None:
    with chromium(tmp_path) as browser:
        found = browser.execute_script(SCRIPT % asset("syntax.js"), syntax_object(), texts)  # type: ignore[attr-defined]
    right = [is_right(text) for text in texts]
    assert len(texts) > 600 and 100 < sum(right) < len(texts) - 100
    assert [
        text for text, ok, mistake in zip(texts, right, found, strict=True) if ok != (mistake is None)
    ] == []


def test_a_mistake_has_its_place_and_what_could_stand_there(tmp_path: Path) -> None:
    text = "region r\n  select pt above 3\n"
    with chromium(tmp_path) as browser:
        ((place, word, expected),) = browser.execute_script(
            SCRIPT % asset("syntax.js"), syntax_object(), [text]
        )  # type: ignore[attr-defined]
    assert (text[place:].split()[0], word) == ("above", "above")
    assert "an operator" in expected


def test_tables_of_another_grammar_are_made_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    shipped = syntax_object()
    text = grammar.read(GRAMMAR)
    monkeypatch.setattr(grammar, "read", lambda name: text if name == GRAMMAR else '{"key": "another"}')
    made = syntax_object()
    assert made["terminals"] == shipped["terminals"]
    assert len(made["states"]) == len(shipped["states"])  # type: ignore[arg-type]
