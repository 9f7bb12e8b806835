"""A small engine for GBNF, which shares no code with what writes it: Earley's algorithm, which follows all readings of a text
together, however many there are.

In: a grammar. Out: whether it has a text, and random texts of it. `same_texts` holds it against llguidance.
"""

from __future__ import annotations

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


class Column:
    """What may go on at a place of a text: `waiting` are the items behind which a rule ends that begins here, `live` those
    before a character. An item is an option, by its number, the place in it, and the column where it begins."""

    def __init__(self, first=False):
        self.items, self.waiting, self.live = set(), {}, []
        self.first, self.whole = first, False


class Engine:
    def __init__(self, grammar):
        self.rules, self.made = {}, 0
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
        self.numbered()

    def numbered(self):
        """The options by number, those of each rule, and the rules that have the empty text."""
        self.heads, self.bodies, self.of_rule, self.empty = [], [], {}, set()
        for name, options in self.rules.items():
            self.of_rule[name] = range(len(self.bodies), len(self.bodies) + len(options))
            self.heads += [name] * len(options)
            self.bodies += options
        before = -1
        while len(self.empty) > before:
            before = len(self.empty)
            self.empty.update(
                head
                for head, body in zip(self.heads, self.bodies, strict=True)
                if all(isinstance(each, str) and each in self.empty for each in body)
            )

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
            self.rules[again] += [(again, *part), ()]
            return [*part * least, again]
        nested = []
        for _ in range(most - least):
            nested = [self.fresh([(*part, *nested), ()])]
        return [*part * least, *nested]

    def begun(self):
        column = Column(first=True)
        self.closed(column, [(option, 0, column) for option in self.of_rule["root"]])
        return column

    def closed(self, column, waiting):
        """Everything that follows from some items at a place."""
        while waiting:
            item = waiting.pop()
            if item in column.items:
                continue
            column.items.add(item)
            option, place, origin = item
            body = self.bodies[option]
            if place == len(body):
                head = self.heads[option]
                waiting += [(one, dot + 1, start) for one, dot, start in origin.waiting.get(head, ())]
                column.whole = column.whole or (head == "root" and origin.first)
            elif isinstance(body[place], str):
                waiting += self.awaited(column, item, body[place])
            else:
                column.live.append(item)

    def awaited(self, column, item, name):
        """What follows from an item before a rule."""
        option, place, origin = item
        known = column.waiting.setdefault(name, [])
        known.append(item)
        if len(known) == 1:
            yield from ((each, 0, column) for each in self.of_rule[name])
        if name in self.empty:
            yield option, place + 1, origin

    def after(self, column, point):
        found = Column()
        going_on = (
            (option, place + 1, origin)
            for option, place, origin in column.live
            if any(low <= point <= high for low, high in self.bodies[option][place])
        )
        self.closed(found, list(going_on))
        return found

    def has(self, text):
        column = self.begun()
        for character in text:
            column = self.after(column, ord(character))
        return column.whole

    def random_text(self, seed, most=3000):
        chance, column, text = random.Random(seed), self.begun(), []
        while len(text) < most:
            if column.whole and (not column.live or chance.random() < 0.1):
                return "".join(text)
            live = sorted({self.bodies[option][place] for option, place, _ in column.live})
            low, high = chance.choice(chance.choice(live))
            point = chance.randint(low, min(high, max(low, 0x17F)))
            column = self.after(column, point)
            text.append(chr(point))
        return None


def same_texts(grammar, count, most=4000):
    """Random texts of a grammar and of its translation, and texts with a mistake, mean the same to both."""
    engine = Engine(gbnf(grammar))
    for seed in range(count):
        same_text(grammar, engine, seed, most)


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
