"""The JSON schema of an answer that lists statements.

In: the ids of the sentences in view, and for a repair the numbers of what is to be repaired. Out: the schema, in the part of
JSON Schema that servers take: objects without further members, all of them required.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

MOST_IDS = 240
"""Servers bound the length of lists of values; beyond it any text passes, and ids are checked afterwards as always."""
TEXT: Mapping[str, object] = {"type": "string"}


def answer_schema(
    ids: Sequence[str], numbers: Sequence[int] = (), thinking: bool = False
) -> Mapping[str, object]:
    """What an answer may be; with `thinking` free text comes first."""
    sentence = {**TEXT, "enum": list(ids)} if len(ids) <= MOST_IDS else TEXT
    number = {"number": {"type": "integer", "enum": list(numbers)}} if numbers else {}
    statement = strict({**number, "sentence": sentence, "quote": TEXT, "statement": TEXT})
    thought = {"thinking": TEXT} if thinking else {}
    return strict({**thought, "statements": {"type": "array", "items": statement}})


def strict(properties: Mapping[str, object]) -> Mapping[str, object]:
    """An object with these members and no others."""
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }
