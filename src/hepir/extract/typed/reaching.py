"""Rules that derive something, where they do, as text.

In: rules as alternatives that mention other rules. Out: the text of those that are reached, without alternatives that derive
nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain
from typing import NamedTuple

# around each mention: of a rule by its name, of a terminal by its text
MARK = "\x01"
TERMINAL, OFTEN = ('"', "/"), 3


class Alternative(NamedTuple):
    """A text with mentions at its odd places; `needed` are the rules among them."""

    parts: list[str]
    needed: frozenset[str]


def alternative(text: str) -> Alternative:
    """An alternative with marks."""
    parts = text.split(MARK)
    return Alternative(parts, frozenset([each for each in parts[1::2] if each[0] == "r"]))


class Names(dict[str, str]):
    """What stands for a mention. Terminals that are mentioned often are rules, too, because llguidance makes a symbol for
    each mention of a terminal, but one for all of a rule."""

    def __init__(self, beginning: str, mentions: Iterable[str]) -> None:
        super().__init__()
        self.beginning, self.counted = beginning, Counter(mentions)

    def __missing__(self, mention: str) -> str:
        often = mention[0] in TERMINAL and self.counted[mention] >= OFTEN
        name = self[mention] = f"t{self.beginning}{len(self)}" if often else mention
        return name


def written(name: str, start: Alternative, rules: Mapping[str, Sequence[Alternative]], beginning: str) -> str:
    """The rule of this name and those that it reaches; empty if it derives nothing. The names of terminals begin alike."""
    productive = found_productive(rules)
    if not start.needed <= productive:
        return ""
    kept = {name: [start], **found_reached(start, rules, productive)}
    names = Names(
        beginning, chain.from_iterable(each.parts[1::2] for those in kept.values() for each in those)
    )
    lines = [f"{rule}: {'|'.join([text_of(each, names) for each in those])}" for rule, those in kept.items()]
    terminals = (f"{name}: {text}" for text, name in names.items() if name != text)
    return "\n".join((*lines, *terminals, ""))


def text_of(each: Alternative, names: Names) -> str:
    """An alternative as it stands in the grammar."""
    parts = each.parts.copy()
    parts[1::2] = [names[mention] for mention in parts[1::2]]
    return "".join(parts)


def found_reached(
    start: Alternative, rules: Mapping[str, Sequence[Alternative]], productive: set[str]
) -> dict[str, list[Alternative]]:
    """The rules that are reached, with the alternatives that derive something."""
    found: dict[str, list[Alternative]] = {}
    waiting = sorted(start.needed)
    while waiting:
        rule = waiting.pop()
        if rule not in found:
            kept = found[rule] = [each for each in rules[rule] if each.needed <= productive]
            waiting += sorted(set().union(*[each.needed for each in kept]).difference(found))
    return found


def found_productive(rules: Mapping[str, Sequence[Alternative]]) -> set[str]:
    """The rules that derive a text. What is mentioned was made later, so that the last ones are looked at first."""
    found: set[str] = set()
    waiting = [(rule, each.needed) for rule, those in reversed([*rules.items()]) for each in those]
    before = -1
    while len(found) > before:
        before, left = len(found), []
        for rule, needed in waiting:
            if rule not in found:
                if needed <= found:
                    found.add(rule)
                else:
                    left.append((rule, needed))
        waiting = left
    return found
