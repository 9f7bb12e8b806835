"""Rules that derive something, where they do, as text.

In: rules as alternatives that mention other rules. Out: the text of those that are reached, without alternatives that derive
nothing. An alternative may exist only where some variables of the statement are bound, and a mention may bind more: the
parameter of a rule, a bit for each variable. A rule that depends on its parameter is written for each one that is reached.
(llguidance has parameters of its own, but takes a rule that ends for one with another parameter that began at the same
place.)
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import chain

PIECE = re.compile('\x01(\\d+),(\\d+)\x02|\x03([^\x04]*)\x04|("(?:[^"\\\\]|\\\\.)*")')
WHERE = re.compile("\x05(\\d+),(\\d+)\x06")
NEEDLESS = re.compile(r"(?<=[(|]) | (?=[)|])|(?<=[)|]) ")
Mention = tuple[int, int]
OFTEN = 3
# parameters as bits: bit 5 says that the parameter 5 is in the set
Parameters = int


@dataclass(frozen=True, slots=True)
class Alternative:
    """A text with places for its terminals and, after these, for its mentions (a rule, and which variables are bound there);
    which variables must be bound or not."""

    text: str
    terminals: tuple[str, ...]
    places: tuple[Mention, ...]
    mentions: tuple[Mention, ...]
    bound: int = 0
    unbound: int = 0


Kept = list[tuple[Alternative, Parameters]]


@lru_cache(maxsize=20_000)
def alternative(text: str) -> Alternative:
    """An alternative as `rules` marks it."""
    where = WHERE.match(text)
    bound, unbound = (int(where[1]), int(where[2])) if where is not None else (0, 0)
    terminals: list[str] = []
    places: list[Mention] = []

    def place(found: re.Match[str]) -> str:
        if found[1] is not None:
            places.append((int(found[1]), int(found[2])))
            return "%%s"
        terminals.append(found[3] or found[4])
        return "%s"

    template = NEEDLESS.sub("", PIECE.sub(place, text[where.end() :] if where is not None else text))
    return Alternative(
        template, tuple(terminals), tuple(places), tuple(dict.fromkeys(places)), bound, unbound
    )


class Terminals:
    """Names of terminals, in the order in which they are met; `mentions` counts them.

    What is mentioned often is a rule, too: llguidance makes a symbol for each mention of a terminal, but one for all of a
    rule.
    """

    def __init__(self, mentions: Mapping[str, int]) -> None:
        self.mentions = mentions
        self.names: dict[str, str] = {}

    def named(self, text: str) -> str:
        """How a terminal is mentioned."""
        found = self.names.get(text)
        if found is None:
            found = self.names[text] = self.name(text, short(len(self.names)))
        return found

    def name(self, text: str, number: str) -> str:
        """`t` for a rule, `T` for a terminal; one text that is rare stands for itself."""
        if self.mentions[text] >= OFTEN:
            return f"t{number}"
        return f"T{number.upper()}" if '"|"' in text else text.replace("%", "%%")

    def filled(self, each: Alternative) -> str:
        """The text of an alternative with its terminals, and places for its mentions."""
        return each.text % tuple(map(self.named, each.terminals))

    def lines(self) -> Iterator[str]:
        """What the names stand for."""
        for text, name in self.names.items():
            if name[0] == "t" and '"|"' in text:
                yield f"{name}: {name.upper()}"
                yield f"{name.upper()}: {text}"
            elif name[0] != '"':
                yield f"{name}: {text}"


def written(start: Alternative, rules: Mapping[int, Sequence[Alternative]], variables: int) -> str:
    """The rules that `start` reaches; empty if it derives nothing."""
    productive = found_productive(rules, variables)
    if not valid(start, productive, variables) & 1:
        return ""
    reached, holding = found_reached(start, rules, productive, variables)
    parametric = found_parametric(holding)
    names: dict[Mention, str] = {}
    kept = [each for those in holding.values() for each, holds in those if holds]
    terminals = Terminals(Counter(chain(start.terminals, *(each.terminals for each in kept))))
    lines = [f"start: {text_of(start, terminals.filled(start), 0, parametric, names)}"]
    for number in sorted(reached):
        texts = [
            (each, holds, terminals.filled(each))
            for each, holds in holding[number]
            if holds & reached[number]
        ]
        for parameter in each_of(reached[number]) if number in parametric else (0,):
            parameters = 1 << parameter if number in parametric else reached[number]
            chosen = "|".join(
                text_of(each, text, parameter, parametric, names)
                for each, holds, text in texts
                if holds & parameters
            )
            lines.append(f"{name_of((number, parameter), names)}: {chosen}")
    return "\n".join((*lines, *terminals.lines(), ""))


def name_of(rule: Mention, names: dict[Mention, str]) -> str:
    """The name of a rule for a parameter: short, because llguidance reads it a character after the other."""
    found = names.get(rule)
    if found is None:
        found = names[rule] = f"r{short(len(names))}"
    return found


def text_of(
    each: Alternative, text: str, parameter: int, parametric: frozenset[int], names: dict[Mention, str]
) -> str:
    """An alternative as it stands in the grammar."""
    rules = [(number, parameter | bind if number in parametric else 0) for number, bind in each.places]
    return text % tuple([name_of(rule, names) for rule in rules])


def found_productive(rules: Mapping[int, Sequence[Alternative]], variables: int) -> dict[int, Parameters]:
    """Where each rule derives a text."""
    users: dict[int, list[tuple[int, Alternative]]] = {number: [] for number in rules}
    found = dict.fromkeys(rules, 0)
    waiting: dict[int, None] = {}
    for number, alternatives in rules.items():
        for each in alternatives:
            for other, _ in each.mentions:
                users[other].append((number, each))
            if not each.mentions:
                found[number] |= valid(each, found, variables)
                waiting[number] = None
    while waiting:
        changed, _ = waiting.popitem()
        for number, each in users[changed]:
            now = found[number] | valid(each, found, variables)
            if now != found[number]:
                found[number] = now
                waiting[number] = None
    return found


def valid(each: Alternative, productive: Mapping[int, Parameters], variables: int) -> Parameters:
    """Where an alternative derives a text."""
    found = cube(each.bound, each.unbound, variables)
    for number, bind in each.mentions:
        found &= before(productive[number], bind, variables)
    return found


def found_reached(
    start: Alternative,
    rules: Mapping[int, Sequence[Alternative]],
    productive: Mapping[int, Parameters],
    variables: int,
) -> tuple[dict[int, Parameters], dict[int, Kept]]:
    """With which parameters each rule is reached, and its alternatives that hold for one of them."""
    reached: dict[int, Parameters] = {}
    holding: dict[int, Kept] = {}
    waiting: list[tuple[int, Parameters]] = [(number, 1) for number, _ in start.mentions]
    while waiting:
        number, parameters = waiting.pop()
        new = parameters & ~reached.get(number, 0)
        if not new:
            continue
        reached[number] = reached.get(number, 0) | new
        if number not in holding:
            holding[number] = [(each, valid(each, productive, variables)) for each in rules[number]]
        for each, holds in holding[number]:
            if holds & new:
                waiting += [(other, after(holds & new, bind, variables)) for other, bind in each.mentions]
    return reached, holding


def found_parametric(holding: Mapping[int, Kept]) -> frozenset[int]:
    """The rules that depend on what is bound: by a condition, or by a rule that they mention."""
    users: dict[int, list[int]] = {}
    waiting: list[int] = []
    for number, those in holding.items():
        for each, _ in those:
            if each.bound or each.unbound:
                waiting.append(number)
            for other, _ in each.mentions:
                users.setdefault(other, []).append(number)
    found: set[int] = set()
    while waiting:
        number = waiting.pop()
        if number not in found:
            found.add(number)
            waiting += users.get(number, [])
    return frozenset(found)


@cache
def short(number: int) -> str:
    """A number in as few characters as the names of rules and terminals allow."""
    digits = "0123456789abcdefghijklmnopqrstuvwxyz"
    return (short(number // 36) if number >= 36 else "") + digits[number % 36]


# ---- sets of parameters ----
@cache
def cube(bound: int, unbound: int, variables: int) -> Parameters:
    """The parameters with these bits set and those not."""
    fitting = (each for each in range(1 << variables) if each & bound == bound and not each & unbound)
    return sum(1 << each for each in fitting)


@cache
def before(parameters: Parameters, bind: int, variables: int) -> Parameters:
    """The parameters that are in a set as soon as some variables are bound."""
    return sum(1 << each for each in range(1 << variables) if parameters >> (each | bind) & 1)


@cache
def after(parameters: Parameters, bind: int, variables: int) -> Parameters:
    """A set of parameters after some variables are bound."""
    return sum(
        1 << each for each in {each | bind for each in range(1 << variables) if parameters >> each & 1}
    )


def each_of(parameters: Parameters) -> Iterator[int]:
    """The parameters in a set."""
    return (each for each in range(parameters.bit_length()) if parameters >> each & 1)
