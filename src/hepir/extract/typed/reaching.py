"""Rules that derive something, where they do, as text.

In: rules as alternatives that mention other rules. Out: the text of those that are reached, without alternatives that derive
nothing.
"""

from __future__ import annotations

from collections import Counter
from typing import NamedTuple

# around each mention of a rule, by its name, and of a terminal, by its text
RULE, TERMINAL = "\x01", "\x02"
OFTEN = 3


class Alternative(NamedTuple):
    """A text with mentions; `needed` are the rules among them."""

    text: str
    needed: list[str]


def alternative(text: str) -> Alternative:
    """An alternative with marks."""
    return Alternative(text, text.split(RULE)[1::2])


class Reaching:
    """Rules that are added to, and what is known of them."""

    def __init__(self) -> None:
        self.rules: dict[str, list[Alternative]] = {}
        self.productive: set[str] = set()
        self.unknown: list[tuple[str, list[str]]] = []

    def add(self, rule: str, alternatives: list[Alternative]) -> None:
        """A rule with its alternatives."""
        self.rules[rule] = alternatives
        self.unknown += [(rule, needed) for _, needed in alternatives]

    def settle(self) -> None:
        """Find the rules that derive a text. What is mentioned was made later, so that the last ones are looked at first."""
        found = self.productive
        waiting, before = self.unknown[::-1], -1
        while len(found) > before:
            before, left = len(found), []
            for each in waiting:
                rule, needed = each
                if rule not in found:
                    if found.issuperset(needed):
                        found.add(rule)
                    else:
                        left.append(each)
            waiting = left
        self.unknown = waiting[::-1]

    def reached(self, start: Alternative) -> dict[str, list[str]]:
        """The rules that are reached, with the texts of the alternatives that derive something."""
        barren = self.rules.keys() - self.productive
        found: dict[str, list[str]] = {}
        waiting = start.needed[::-1]
        while waiting:
            rule = waiting.pop()
            if rule not in found:
                kept = self.rules[rule]
                if barren:
                    kept = [each for each in kept if barren.isdisjoint(each.needed)]
                found[rule] = [each.text for each in kept]
                for each in reversed(kept):
                    waiting += each.needed[::-1]
        return found


def written(name: str, start: Alternative, rules: Reaching, beginning: str) -> str:
    """The rule of this name and those that it reaches; empty if it derives nothing. The names of rules and terminals begin
    alike; rules are numbered in the order in which they are reached, whatever else was asked for before."""
    rules.settle()
    if not rules.productive.issuperset(start.needed):
        return ""
    reached = rules.reached(start)
    lines = [f"{RULE}{rule}{RULE}:{'|'.join(texts)}" for rule, texts in reached.items()]
    text = "\n".join((f"{name}:{start.text}", *lines, ""))
    numbers = {rule: f"r{beginning}{number}" for number, rule in enumerate(reached)}
    pieces = text.split(RULE)
    pieces[1::2] = [numbers[each] for each in pieces[1::2]]
    return with_terminals("".join(pieces), beginning)


def with_terminals(text: str, beginning: str) -> str:
    """A grammar with its terminals. Those that are mentioned often are rules, too, because llguidance makes a symbol for each
    mention of a terminal, but one for all of a rule."""
    pieces = text.split(TERMINAL)
    counted = Counter(pieces[1::2])
    often = [each for each, count in counted.items() if count >= OFTEN]
    names = {each: f"t{beginning}{number}" for number, each in enumerate(often)}
    pieces[1::2] = [names.get(each, each) for each in pieces[1::2]]
    return "".join((*pieces, *(f"{name}:{each}\n" for each, name in names.items())))
