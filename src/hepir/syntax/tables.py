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
BROKEN = (ValueError, LookupError, TypeError, AttributeError)
"""What reading tables raises that are none."""


def grammar_key(text: str) -> str:
    """What tables must have been made from to be used."""
    return sha256(f"lark {lark.__version__}\n{text}".encode()).hexdigest()


def build_parser(text: str) -> lark.Lark:
    """An LALR parser for the grammar's text, with positions."""
    return lark.Lark(text, parser="lalr", propagate_positions=True, maybe_placeholders=False)


def dump_tables(text: str) -> str:
    """The tables of the grammar as JSON."""
    return dumped(build_parser(text), grammar_key(text))


def dumped(made: lark.Lark, key: str) -> str:
    """The tables of a parser as JSON, with what they were made from."""
    data, memo = made.memo_serialize([TerminalDef, Rule])
    data["options"] = {**data["options"], "import_paths": []}  # what was imported is in the tables
    data, memo = numbered(data, memo)
    return json.dumps({"key": key, "data": data, "memo": memo}, separators=(",", ":"))


def with_integer_keys(mapping: dict[str, Any]) -> dict[int, Any]:
    """JSON has no integer keys; Lark's tables do."""
    return {int(key): value for key, value in mapping.items()}


def load_tables(text: str, tables: str) -> lark.Lark | None:
    """The parser from tables, or None if they belong to another grammar or release."""
    return loaded(tables, grammar_key(text))


def loaded(tables: str, key: str) -> lark.Lark | None:
    """The parser from tables, or None if they were made from something else."""
    document: dict[str, Any] = json.loads(tables)
    if document["key"] != key:
        return None
    data, memo = document["data"], with_integer_keys(document["memo"])
    table = data["parser"]["parser"]
    states = with_integer_keys(table["states"])
    table["states"] = {state: with_integer_keys(actions) for state, actions in states.items()}
    table["tokens"] = with_integer_keys(table["tokens"])
    made = lark.Lark.__new__(lark.Lark)
    return made._load({"data": data, "memo": memo})


def fitting_tables() -> str:
    """The tables that belong to the grammar and the installed Lark: those that are shipped, or new ones."""
    text, shipped = grammar.read(GRAMMAR), grammar.read(TABLES)
    return shipped if json.loads(shipped).get("key") == grammar_key(text) else dump_tables(text)


@cache
def parser() -> lark.Lark:
    """The parser of the language."""
    text = grammar.read(GRAMMAR)
    try:
        shipped = load_tables(text, grammar.read(TABLES))
    except (OSError, *BROKEN):
        shipped = None
    return shipped or build_parser(text)


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(dump_tables(grammar.read(GRAMMAR)), encoding="utf-8")
