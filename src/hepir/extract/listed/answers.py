"""The statements in an answer of a model, whatever stands around them.

In: the text of an answer, which may be anything. Out: `Item`s in their order, and what is wrong with the rest. What was
written before an answer broke off counts: its last, unfinished statement does not.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass

LIST = re.compile(r'"statements"\s*:\s*\[')
BARE_LIST = re.compile(r"\[(?=\s*\{)")
BETWEEN = re.compile(r"[\s,]*")
LONGEST = 4_000
"""Characters of a quote or a statement; none is as long."""
KEYS = ("sentence", "quote", "statement")
DECODER = json.JSONDecoder()


@dataclass(frozen=True)
class Item:
    """A statement as it came: the sentence it cites, the words of it (none: all), and the statement. `number`: which earlier
    one it replaces. `problem`: why it is none at all; then `statement` is what came."""

    sentence: str
    quote: str
    statement: str
    number: int | None = None
    problem: str = ""


@dataclass(frozen=True)
class Answer:
    """What an answer holds; `problem`: why it is not whole, empty if it is."""

    items: tuple[Item, ...]
    problem: str = ""


def read_answer(text: str) -> Answer:
    """The statements of an answer. The last list counts: models think aloud before they answer."""
    found = [*LIST.finditer(text)][-1:] or [*BARE_LIST.finditer(text)][:1]
    if not found:
        return Answer((), 'it has no JSON object with a list "statements"')
    values: list[object] = []
    place = found[0].end()
    while True:
        place = BETWEEN.match(text, place).end()  # type: ignore[union-attr]
        if text[place : place + 1] == "]":
            return Answer(tuple(map(item, values)))
        try:
            value, place = DECODER.raw_decode(text, place)
        except (ValueError, RecursionError) as error:
            return Answer(tuple(map(item, values)), broken(text, place, len(values), error))
        values.append(value)


def broken(text: str, place: int, count: int, error: Exception) -> str:
    """Where and why the list ends too soon."""
    after = f"after statement {count}" if count else "before its first statement"
    reason = error.msg if isinstance(error, json.JSONDecodeError) else "it is nested too deeply"
    at_end = isinstance(error, json.JSONDecodeError) and unfinished(text, place, error)
    return f"it breaks off {after}" if at_end else f"it is no JSON {after} ({reason})"


def unfinished(text: str, place: int, error: json.JSONDecodeError) -> bool:
    """Whether a value lacks nothing but its end."""
    return not text[error.pos :].strip() or error.msg.startswith("Unterminated string") or place >= len(text)


def item(value: object) -> Item:
    """A statement of a list."""
    match value:
        case {"sentence": str(sentence), "quote": str(quote), "statement": str(statement), **rest}:
            number = rest.get("number")
            found = Item(
                sentence.strip().removeprefix("@"),
                quote.strip(),
                statement.strip(),
                number if isinstance(number, int) and not isinstance(number, bool) else None,
            )
            problem = odd(found)
            return found if not problem else Item("", "", shortened(statement), found.number, problem)
        case _:
            number = value.get("number") if isinstance(value, dict) else None
            return Item(
                "",
                "",
                shortened(json.dumps(value, ensure_ascii=True)),
                number if isinstance(number, int) else None,
                f"it is no object with the texts {', '.join(KEYS)}",
            )


def odd(found: Item) -> str:
    """What no text of a program may be."""
    texts = (found.sentence, found.quote, found.statement)
    if any(len(each) > LONGEST for each in texts):
        return f"it has more than {LONGEST} characters"
    if any(0xD800 <= ord(each) < 0xE000 for text in texts for each in text):
        return "it has half of a character"
    return ""


def shortened(text: str) -> str:
    """The beginning of a text that may be long, in characters that can be written anywhere."""
    return text[:200].encode("utf-8", errors="replace").decode("utf-8")
