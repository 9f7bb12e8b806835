"""Parsers of grammars whose tables are kept in the cache folder, since building them takes a second.

In: the key of a grammar, which changes with its text, and what builds its parser. Out: the parser, from the tables that were
kept where they have this key; else built, and its tables are kept. What is kept is data: nothing of it is run.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress

from lark import Lark

from hepir.caches import private_folder, write_once
from hepir.syntax.tables import BROKEN, dumped, grammar_key, loaded

FOLDER = "grammars"


def kept_parser(name: str, text: str, build: Callable[[], Lark]) -> Lark:
    """The parser of a grammar, whose tables are kept under a name; `text` is all that they are made from."""
    folder, key = private_folder(FOLDER), grammar_key(text)
    if folder is None:
        return build()
    path = folder / f"{name}.json"
    with suppress(OSError, *BROKEN):
        found = loaded(path.read_text(encoding="utf-8"), key)
        if found is not None:
            return found
    made = build()
    with suppress(OSError):
        write_once(path, dumped(made, key))
    return made
