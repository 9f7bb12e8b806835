"""The grammar for a page that has no checker behind it.

In: the tables that were made from the one grammar. Out: the same as plain values that a script reads: terminals in the order
in which they are tried, rules, and for each state what may come and what then; what could have stood there, in words.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any  # Lark's serialised form has no type of its own

from hepir import grammar
from hepir.review.documents import Object
from hepir.syntax.automaton import END, GRAMMAR, REDUCE, TABLES, text_key
from hepir.syntax.expectations import expected_words
from hepir.syntax.lexing import terminals_of


def syntax_object() -> Object:
    """The tables; empty where those at hand are of another grammar."""
    document = json.loads(grammar.read(TABLES))
    if document.get("grammar") != text_key(grammar.read(GRAMMAR)):
        return {}
    data, memo = document["data"]["parser"], document["memo"]
    table, lexing = data["parser"], data["lexer_conf"]
    stored = {memo[str(each["@"])]["name"]: memo[str(each["@"])] for each in lexing["terminals"]}
    rules, states = rules_and_states(table, memo)
    return {
        "start": table["start_states"]["start"],
        "last": table["end_states"]["start"],
        "end": END,
        "ignored": lexing["ignore"],
        "terminals": [
            {"name": each.name, "literal": each.literal, "pattern": stored[each.name]["pattern"]["value"]}
            for each in sorted(terminals_of(stored.values()).values())
        ],
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
