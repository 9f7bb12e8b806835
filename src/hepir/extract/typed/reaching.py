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
    """A text with places for its terminals and mentions (a rule, and which variables are bound there); which variables must
    be bound or not."""

    text: str
    places: tuple[str | Mention, ...]
    terminals: tuple[str, ...]
    mentions: tuple[Mention, ...]
    bound: int = 0
    unbound: int = 0


Kept = list[tuple[Alternative, Parameters]]


@lru_cache(maxsize=20_000)
def alternative(text: str) -> Alternative:
    """An alternative as `rules` marks it."""
    where = WHERE.match(text)
    bound, unbound = (int(where[1]), int(where[2])) if where is not None else (0, 0)
    places: list[str | Mention] = []

    def place(found: re.Match[str]) -> str:
        rule = found[1] is not None
        places.append((int(found[1]), int(found[2])) if rule else found[3] or found[4])
        return "%s"

    template = NEEDLESS.sub("", PIECE.sub(place, text[where.end() :] if where is not None else text))
    terminals = tuple(each for each in places if isinstance(each, str))
    mentions = tuple(dict.fromkeys(each for each in places if isinstance(each, tuple)))
    return Alternative(template, tuple(places), terminals, mentions, bound, unbound)


class Names(dict[str | Mention, str]):
    """Names of terminals and rules, in the order in which they are met; short, because llguidance reads a character after the
    other. `counted` are the mentions of terminals.

    What is mentioned often is a rule, too: llguidance makes a symbol for each mention of a terminal, but one for all of a
    rule.
    """

    def __init__(self, counted: Mapping[str, int]) -> None:
        super().__init__()
        self.counted = counted

    def __missing__(self, key: str | Mention) -> str:
        number = short(len(self))
        found = self[key] = f"r{number}" if isinstance(key, tuple) else self.of_terminal(key, number)
        return found

    def of_terminal(self, text: str, number: str) -> str:
        """`t` for a rule, `T` for a terminal; one text that is rare stands for itself."""
        if self.counted[text] >= OFTEN:
            return f"t{number}"
        return f"T{number.upper()}" if '"|"' in text else text

    def terminals(self) -> Iterator[str]:
        """What the names of terminals stand for."""
        for text, name in self.items():
            if isinstance(text, str) and name != text:
                several = name[0] == "t" and '"|"' in text
                yield f"{name}: {name.upper()}\n{name.upper()}: {text}" if several else f"{name}: {text}"


def written(start: Alternative, rules: Mapping[int, Sequence[Alternative]], variables: int) -> str:
    """The rules that `start` reaches; empty if it derives nothing."""
    productive = found_productive(rules, variables)
    if not valid(start, productive, variables) & 1:
        return ""
    reached, holding = found_reached(start, rules, productive, variables)
    parametric = found_parametric(holding)
    kept = (each.terminals for those in holding.values() for each, holds in those if holds)
    names = Names(Counter(chain(start.terminals, *kept)))
    lines = [f"start: {text_of(start, 0, parametric, names)}"]
    for number in sorted(reached):
        for parameter in each_of(reached[number]) if number in parametric else (0,):
            parameters = 1 << parameter if number in parametric else reached[number]
            chosen = (each for each, holds in holding[number] if holds & parameters)
            texts = "|".join([text_of(each, parameter, parametric, names) for each in chosen])
            lines.append(f"{names[number, parameter]}: {texts}")
    return "\n".join((*lines, *names.terminals(), ""))


def text_of(each: Alternative, parameter: int, parametric: frozenset[int], names: Names) -> str:
    """An alternative as it stands in the grammar."""
    if not parametric:
        return each.text % tuple([names[place] for place in each.places])
    return each.text % tuple([names[with_parameter(place, parameter, parametric)] for place in each.places])


def with_parameter(place: str | Mention, parameter: int, parametric: frozenset[int]) -> str | Mention:
    """What stands at a place where some variables are bound already."""
    if isinstance(place, str):
        return place
    number, bind = place
    return (number, parameter | bind) if number in parametric else (number, 0)


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
