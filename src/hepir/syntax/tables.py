"""The parser's tables, made from the grammar once.

In: `grammar/hep.lark`, and `grammar/hep.tables.json` where it fits that grammar and the installed Lark.
Out: a Lark parser. Building the tables takes most of the time of a cold start, so they are shipped; they
are never trusted blindly: another grammar text or another release of Lark means that they are built anew,
in memory.

    python -m hepir.syntax.tables grammar/hep.tables.json    # writes them
"""

from __future__ import annotations

import json
import sys
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any  # Lark's serialised form has no type of its own

import lark
from lark.grammar import Rule
from lark.lexer import TerminalDef

from hepir import grammar
from hepir.syntax.numbering import numbered

GRAMMAR = "hep.lark"
TABLES = "hep.tables.json"


def grammar_key(text: str) -> str:
    """What tables must have been made from to be used."""
    return sha256(f"lark {lark.__version__}\n{text}".encode()).hexdigest()


def build_parser(text: str) -> lark.Lark:
    """An LALR parser for the grammar's text, with positions."""
    return lark.Lark(text, parser="lalr", propagate_positions=True, maybe_placeholders=False)


def dump_tables(text: str) -> str:
    """The tables of a grammar as JSON."""
    data, memo = numbered(*build_parser(text).memo_serialize([TerminalDef, Rule]))
    return json.dumps({"key": grammar_key(text), "data": data, "memo": memo}, separators=(",", ":"))


def with_integer_keys(mapping: dict[str, Any]) -> dict[int, Any]:
    """JSON has no integer keys; Lark's tables do."""
    return {int(key): value for key, value in mapping.items()}


def load_tables(text: str, tables: str) -> lark.Lark | None:
    """The parser from tables, or None if they belong to another grammar or release."""
    document: dict[str, Any] = json.loads(tables)
    if document["key"] != grammar_key(text):
        return None
    data, memo = document["data"], with_integer_keys(document["memo"])
    table = data["parser"]["parser"]
    states = with_integer_keys(table["states"])
    table["states"] = {state: with_integer_keys(actions) for state, actions in states.items()}
    table["tokens"] = with_integer_keys(table["tokens"])
    loaded = lark.Lark.__new__(lark.Lark)
    return loaded._load({"data": data, "memo": memo})


def fitting_tables() -> str:
    """The tables that belong to the grammar and the installed Lark: those that are shipped, or new ones."""
    text, shipped = grammar.read(GRAMMAR), grammar.read(TABLES)
    return shipped if json.loads(shipped).get("key") == grammar_key(text) else dump_tables(text)


@cache
def parser() -> lark.Lark:
    """The parser of the language."""
    text = grammar.read(GRAMMAR)
    try:
        loaded = load_tables(text, grammar.read(TABLES))
    except (OSError, ValueError, KeyError, TypeError):
        loaded = None
    return loaded or build_parser(text)


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(dump_tables(grammar.read(GRAMMAR)), encoding="utf-8")
