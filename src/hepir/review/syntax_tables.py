"""The grammar for a page that has no checker behind it.

In: the tables that were made from the one grammar. Out: the same as plain values that a script reads: terminals in the order
in which they are tried, rules, and for each state what may come and what then; what could have stood there, in words.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any  # Lark's serialised form has no type of its own

from hepir.review.documents import Object
from hepir.syntax.expectations import expected_words
from hepir.syntax.tables import fitting_tables

REDUCE = 1  # as Lark writes it
END = "$END"


def syntax_object() -> Object:
    """The tables of the grammar."""
    document = json.loads(fitting_tables())
    data, memo = document["data"]["parser"], document["memo"]
    table, lexing = data["parser"], data["lexer_conf"]
    stored = {memo[str(each["@"])]["name"]: memo[str(each["@"])] for each in lexing["terminals"]}
    rules, states = rules_and_states(table, memo)
    return {
        "start": table["start_states"]["start"],
        "last": table["end_states"]["start"],
        "end": END,
        "ignored": lexing["ignore"],
        "terminals": [terminal_object(each) for each in sorted(stored.values(), key=lark_order)],
        "names": table["tokens"],
        "rules": rules,
        "states": states,
        "expected": {
            number: expected_words(
                frozenset(table["tokens"][key] for key in actions if table["tokens"][key] in stored)
            )
            for number, actions in table["states"].items()
        },
    }


def lark_order(terminal: Mapping[str, Any]) -> tuple[int, int, int, str]:
    """Where Lark's lexer tries a terminal: by priority, by the longest that it may take, by the length of its text."""
    pattern = terminal["pattern"]
    value: str = pattern["value"]
    width = len(value) if is_literal(terminal) else pattern["_width"][1]
    return (-terminal["priority"], -width, -len(value), terminal["name"])


def is_literal(terminal: Mapping[str, Any]) -> bool:
    """Whether it is one text; else it is a pattern."""
    return bool(terminal["pattern"]["__type__"] == "PatternStr")


def terminal_object(terminal: Mapping[str, Any]) -> Object:
    """One terminal."""
    value: str = terminal["pattern"]["value"]
    return {"name": terminal["name"], "literal": value if is_literal(terminal) else "", "pattern": value}


def rules_and_states(
    table: Mapping[str, Any], memo: Mapping[str, Any]
) -> tuple[list[list[object]], dict[str, dict[str, int]]]:
    """Rules as `[name, size]`; states, where what comes leads to the state `n` (`n >= 0`) or is taken together by the rule
    `-n - 1`."""
    rules: list[list[object]] = []
    places: dict[int, int] = {}
    states: dict[str, dict[str, int]] = {}
    for number, actions in table["states"].items():
        states[number] = {}
        for key, (kind, value) in actions.items():
            if kind != REDUCE:
                states[number][key] = value
                continue
            identifier = value["@"]
            if identifier not in places:
                rule = memo[str(identifier)]
                places[identifier] = len(rules)
                rules.append([rule["origin"]["name"], len(rule["expansion"])])
            states[number][key] = -places[identifier] - 1
    return rules, states
