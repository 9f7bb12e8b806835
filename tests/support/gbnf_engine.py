"""A small engine for GBNF, which shares no code with what writes it: stacks of symbols, as llama.cpp follows them.

In: a grammar. Out: whether it has a text, and random texts of it. `same_texts` holds it against llguidance.
"""

from __future__ import annotations

import contextlib
import random
import re

from hepir.models.gbnf.writing import gbnf
from hepir.models.grammars import mistake

SYMBOL = re.compile(
    r"""\s*(?:(?P<head>[a-zA-Z0-9-]+)\s*::=|(?P<name>[a-zA-Z0-9-]+)|"(?P<text>(?:[^"\\]|\\.)*)"
    |\[(?P<class>\^?(?:[^\]\\]|\\.)+)\]|(?P<sign>[|()?*+])|\{(?P<count>\d+(?:,\d*)?)\})""",
    re.VERBOSE | re.DOTALL,
)
CHARACTER = re.compile(r"\\u([0-9A-F]{4})|\\U([0-9A-F]{8})|\\(.)|(.)", re.DOTALL)
NAMED = {"n": 10, "r": 13, "t": 9, '"': 34, "\\": 92}
LAST = 0x10FFFF
MOST_STACKS = 20_000


def points(text):
    """The code points of a text with escapes; `None` stands for a bare `-`."""
    for short, long, named, bare in CHARACTER.findall(text):
        if short or long:
            yield int(short or long, 16)
        elif named:
            yield NAMED[named]
        else:
            yield ord(bare)


def ranges(text):
    negative, found = text.startswith("^"), []
    members = list(CHARACTER.finditer(text.removeprefix("^")))
    index = 0
    while index < len(members):
        low = high = next(points(members[index][0]))
        if index + 2 < len(members) and members[index + 1][0] == "-":
            high = next(points(members[index + 2][0]))
            index += 2
        assert low <= high, text
        found.append((low, high))
        index += 1
    if not negative:
        return tuple(found)
    outside, start = [], 0
    for low, high in sorted(found):
        if low > start:
            outside.append((start, low - 1))
        start = max(start, high + 1)
    return (*outside, (start, LAST)) if start <= LAST else tuple(outside)


class TooManyError(Exception):
    """A text can be begun in more ways than are followed here: open parentheses multiply them."""


class Stack(tuple):
    __slots__ = ()
    __hash__ = object.__hash__

    def __eq__(self, other):
        return self is other


class Engine:
    def __init__(self, grammar):
        self.rules, self.made, self.stacks = {}, 0, {}
        self.tokens, place = [], 0
        while place < len(grammar.rstrip()):
            found = SYMBOL.match(grammar, place)
            assert found, grammar[place : place + 60]
            place = found.end()
            self.tokens.append((found.lastgroup, found[found.lastgroup]))
        self.tokens.append(("end", ""))
        self.place = 0
        while self.tokens[self.place][0] == "head":
            name = self.tokens[self.place][1]
            assert name not in self.rules, name
            self.place += 1
            self.rules[name] = self.options()
        assert self.tokens[self.place][0] == "end", self.tokens[self.place]
        for options in self.rules.values():
            for option in options:
                assert all(not isinstance(each, str) or each in self.rules for each in option), option

    def fresh(self, options):
        self.made += 1
        self.rules[f"#{self.made}"] = options
        return f"#{self.made}"

    def options(self):
        found = [self.row()]
        while self.tokens[self.place] == ("sign", "|"):
            self.place += 1
            found.append(self.row())
        return found

    def row(self):
        found = []
        while True:
            kind, text = self.tokens[self.place]
            if kind == "name":
                part = [text]
            elif kind == "text":
                part = [((point, point),) for point in points(text)]
            elif kind == "class":
                part = [ranges(text)]
            elif (kind, text) == ("sign", "("):
                self.place += 1
                part = [self.fresh(self.options())]
                assert self.tokens[self.place] == ("sign", ")")
            else:
                return tuple(found)
            self.place += 1
            found += self.counted(part)

    def counted(self, part):
        kind, text = self.tokens[self.place]
        if kind == "count":
            least, comma, most = text.partition(",")
            least, most = int(least), int(most) if most else None if comma else int(least)
        elif kind == "sign" and text in "?*+":
            least, most = int(text == "+"), 1 if text == "?" else None
        else:
            return part
        self.place += 1
        if most is None:
            again = self.fresh([])
            self.rules[again] += [(*part, again), ()]
            return [*part * least, again]
        nested = []
        for _ in range(most - least):
            nested = [self.fresh([(*part, *nested), ()])]
        return [*part * least, *nested]

    def stack(self, symbol, below):
        """Each stack once, so that it is compared by its identity."""
        return self.stacks.setdefault((symbol, id(below)), Stack((symbol, below)))

    def expanded(self, stack, found):
        waiting, seen = [stack], set()
        while waiting:
            stack = waiting.pop()
            if stack in seen:
                continue
            if len(found) > MOST_STACKS:
                raise TooManyError
            seen.add(stack)
            if stack is None or not isinstance(stack[0], str):
                found.add(stack)
                continue
            for option in self.rules[stack[0]]:
                after = stack[1]
                for symbol in reversed(option):
                    after = self.stack(symbol, after)
                waiting.append(after)

    def begun(self):
        found = set()
        self.expanded(self.stack("root", None), found)
        return found

    def after(self, stacks, point):
        # what no live stack leans on is forgotten; those of one step are still made once
        self.stacks, found = {}, set()
        for stack in stacks:
            if stack is not None and any(low <= point <= high for low, high in stack[0]):
                self.expanded(stack[1], found)
        return found

    def has(self, text):
        stacks = self.begun()
        for character in text:
            stacks = self.after(stacks, ord(character))
        return None in stacks

    def random_text(self, seed, most=3000):
        chance, stacks, text = random.Random(seed), self.begun(), []
        while len(text) < most:
            if None in stacks and (len(stacks) == 1 or chance.random() < 0.1):
                return "".join(text)
            live = sorted({each[0] for each in stacks if each is not None})
            low, high = chance.choice(chance.choice(live))
            point = chance.randint(low, min(high, max(low, 0x17F)))
            stacks = self.after(stacks, point)
            text.append(chr(point))
        return None


def same_texts(grammar, count, most=4000):
    """Random texts of a grammar and of its translation, and texts with a mistake, mean the same to both. A text that can be
    read in too many ways at once is left out. Returns how many texts were compared."""
    engine, compared = Engine(gbnf(grammar)), 0
    for seed in range(count):
        with contextlib.suppress(TooManyError):
            same_text(grammar, engine, seed, most)
            compared += 1
    return compared


def same_text(grammar, engine, seed, most):
    """One text of each."""
    from made_server import walk

    text, whole = walk(grammar, seed, most)
    assert not whole or engine.has(text), text
    ours = engine.random_text(seed, most)
    if ours is None:
        return
    assert mistake(grammar, ours) is None, ours
    broken = ours[: len(ours) // 2] + "§" + ours[len(ours) // 2 + 1 :]
    assert engine.has(broken) == (mistake(grammar, broken) is None), broken
