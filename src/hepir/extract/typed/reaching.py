"""Rules that derive something, where they do, as text.

In: rules as alternatives that mention other rules. Out: the text of those that are reached, without alternatives that derive
nothing. An alternative may exist only where some variables of the statement are bound, and a mention may bind more: the
parameter of a rule, a bit for each variable. A rule that depends on its parameter is written for each one that is reached.
(llguidance has parameters of its own, but takes a rule that ends for one with another parameter that began at the same
place.)
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

MARK = re.compile("\x01(\\d+),(\\d+)\x02")
WHERE = re.compile("\x05(\\d+),(\\d+)\x06")
Mention = tuple[int, int]
# parameters as bits: bit 5 says that the parameter 5 is in the set
Parameters = int


@dataclass(frozen=True, slots=True)
class Alternative:
    """A text with its mentions (a rule, and which variables are bound there), and which variables must be bound or not."""

    text: str
    mentions: tuple[Mention, ...]
    bound: int = 0
    unbound: int = 0


Kept = list[tuple[Alternative, Parameters]]


def alternative(text: str) -> Alternative:
    """An alternative as `rules` marks it."""
    where = WHERE.match(text)
    mentions = tuple({(int(number), int(bind)) for number, bind in MARK.findall(text)})
    if where is None:
        return Alternative(text, mentions)
    return Alternative(text[where.end() :], mentions, int(where[1]), int(where[2]))


def written(start: Alternative, rules: Mapping[int, Sequence[Alternative]], variables: int) -> str:
    """The rules that `start` reaches; empty if it derives nothing."""
    productive = found_productive(rules, variables)
    if not valid(start, productive, variables) & 1:
        return ""
    reached, holding = found_reached(start, rules, productive, variables)
    parametric = found_parametric(holding)
    names: dict[tuple[int, int], str] = {}
    lines = [f"start: {text_of(start, 0, parametric, names)}"]
    for number in sorted(reached):
        for parameter in each_of(reached[number]) if number in parametric else (0,):
            chosen = holding_for(holding[number], 1 << parameter if number in parametric else reached[number])
            texts = (text_of(each, parameter, parametric, names) for each in chosen)
            lines.append(f"{name_of(number, parameter, names)}: {'|'.join(texts)}")
    return "\n".join(lines) + "\n"


def holding_for(those: Kept, parameters: Parameters) -> Iterator[Alternative]:
    """The alternatives that hold for one of the parameters."""
    return (each for each, holds in those if holds & parameters)


def name_of(number: int, parameter: int, names: dict[tuple[int, int], str]) -> str:
    """The name of a rule for a parameter: short, because llguidance reads it a character after the other."""
    found = names.get((number, parameter))
    if found is None:
        found = names[number, parameter] = f"r{short(len(names))}"
    return found


def text_of(
    each: Alternative, parameter: int, parametric: frozenset[int], names: dict[tuple[int, int], str]
) -> str:
    """An alternative as it stands in the grammar."""

    def mention(found: re.Match[str]) -> str:
        number = int(found[1])
        return name_of(number, parameter | int(found[2]) if number in parametric else 0, names)

    return MARK.sub(mention, each.text)


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
