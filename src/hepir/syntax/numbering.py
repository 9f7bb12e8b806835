"""One numbering of the parser's tables.

In: the tables as Lark stores them, whose numbers of states, symbols and rules are other ones each time that it builds them.
Out: the same tables, numbered by what they hold, so that a grammar has one text of tables.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any  # Lark's serialised form has no type of its own

REFERENCE = "@"  # how Lark points at an entry of the memo


def numbered(data: Mapping[str, Any], memo: Mapping[int, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """The data and the memo of a parser: symbols by name, states as they are met from the first, rules by their text."""
    entries = sorted(memo, key=lambda each: json.dumps(memo[each], sort_keys=True))
    places = {entry: place for place, entry in enumerate(entries)}
    made = referring(data, places)
    assert isinstance(made, dict)
    made["parser"]["parser"] = table_of(made["parser"]["parser"])
    return made, {str(places[each]): memo[each] for each in entries}


def referring(value: object, places: Mapping[int, int]) -> object:
    """A value in which references have the new numbers."""
    match value:
        case dict() if value.keys() == {REFERENCE}:
            return {REFERENCE: places[value[REFERENCE]]}
        case dict():
            return {key: referring(each, places) for key, each in value.items()}
        case list() | tuple():
            return [referring(each, places) for each in value]
        case _:
            return value


def table_of(table: Mapping[str, Any]) -> dict[str, Any]:
    """The states by number, and what each does by number of symbol."""
    names = table["tokens"]
    symbols = {each: place for place, each in enumerate(sorted(names, key=lambda each: names[each]))}
    states = met(table)

    def action(kind: int, value: dict[str, int] | int) -> list[object]:
        return [kind, value if isinstance(value, dict) else states[value]]

    return {
        **table,
        "tokens": {str(place): names[each] for each, place in symbols.items()},
        "states": {
            str(place): {
                str(symbols[each]): action(*table["states"][state][each])
                for each in sorted(table["states"][state], key=lambda each: symbols[each])
            }
            for state, place in states.items()
        },
        "start_states": {name: states[state] for name, state in table["start_states"].items()},
        "end_states": {name: states[state] for name, state in table["end_states"].items()},
    }


def met(table: Mapping[str, Any]) -> dict[int, int]:
    """The place of each state, in the order in which they are met from the first."""
    names = table["tokens"]
    order = list(table["start_states"].values())
    places = {state: place for place, state in enumerate(order)}
    for state in order:
        actions = table["states"][state]
        for symbol in sorted(actions, key=lambda each: names[each]):
            _, value = actions[symbol]
            if not isinstance(value, dict) and value not in places:
                places[value] = len(places)
                order.append(value)
    return places
