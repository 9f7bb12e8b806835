"""A text that is written part by part: what may follow is known once the part before it is there.

In: the first grammar, what tells the next one, and what takes a text of a grammar. Out: the whole text.
"""

from __future__ import annotations

from collections.abc import Callable

# the next part of a text: of a grammar, behind what there is; None where it gives none
Take = Callable[[str, str], str | None]


def part_by_part(grammar: str, further: Callable[[str], str | None], take: Take) -> str | None:
    """The whole text; None where a part of it is not there. `further` tells the grammar behind a text, None at its end."""
    text, following = "", grammar
    while True:
        part = take(following, text)
        if part is None:
            return None
        text += part
        next_one = further(text)
        if next_one is None:
            return text
        following = next_one
