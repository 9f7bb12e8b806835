"""What a model is told between its answers: where an answer broke off, which statements were not taken and why.

In: what it wrote so far. Out: texts that follow the prompt, each of a bounded length.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence

from hepir.extract.listed.answers import Item
from hepir.extract.objections import Objection

RETRY = "A statement that fails for one before it alone needs no change: leave it out. What cannot be said is `unresolved`."


def think(characters: int) -> str:
    """What may come before the statements."""
    return f'\nBefore "statements" the object has "thinking": what you think, in {characters} characters at most.\n'


def go_on(items: Sequence[Item], problem: str, room: int) -> str:
    """An answer was not whole: the last statements that were read, and how to go on."""
    if not items:
        return f"\nYour last answer could not be read: {problem}. Answer with the JSON object and nothing else.\n"
    lines = [f"  {number}: {each.statement}" for number, each in enumerate(items, 1)]
    shown = fitting(reversed(lines), room)[::-1]
    left_out = ["  ..."] if len(shown) < len(lines) else []
    return "\n".join(
        (
            f"\nYour last answer could not be read to its end: {problem}. These statements were read:",
            *left_out,
            *shown,
            "List the statements that follow them, and none of these again.\n",
        )
    )


def repair(
    program: Sequence[str], failing: Sequence[tuple[int, Item, Objection]], room: int
) -> tuple[str, tuple[int, ...]]:
    """Which statements to write again, as many as there is room for, and their numbers."""
    complaints = [complaint(*each) for each in failing]
    shown = fitting(complaints, room // 2) or complaints[:1]
    text = "\n".join(
        (
            "\nYou answered before. These statements are taken:",
            *(f"  {each}" for each in fitting(reversed(program), room // 2)[::-1]),
            "These are not:",
            *shown,
            "Answer with a JSON object that lists these again, corrected, each with its `number`.",
            f"Several with one number take its place together. {RETRY}\n",
        )
    )
    return text, tuple(number for number, _, _ in failing[: len(shown)])


def complaint(number: int, item: Item, objection: Objection) -> str:
    """A statement and what is wrong with it."""
    written = {
        "number": number,
        "sentence": item.sentence,
        "quote": item.quote,
        "statement": item.statement,
    }
    return f"\n{json.dumps(written, ensure_ascii=False)}\n{objection.told}"


def fitting(lines: Iterable[str], room: int) -> list[str]:
    """The first lines that have together no more than so many characters."""
    kept: list[str] = []
    for line in lines:
        room -= len(line) + 1
        if room < 0:
            break
        kept.append(line)
    return kept
