"""Grammars of segments in GBNF.

In: a grammar in llguidance's variant of Lark. Out: a grammar in GBNF with the same texts, for engines that know no `&`, `~`,
`[lazy]` or `%regex`: what is written with these becomes the states of an automaton. `UntranslatableError` says what has no
counterpart. One thing is left to whoever checks the text afterwards: llguidance takes the longest word that it can
and never goes back, so where one word of a grammar is the beginning of another, GBNF has a few texts more.
"""

from __future__ import annotations

from functools import lru_cache, reduce
from itertools import count

from hepir.models.gbnf.automata import nullable, states
from hepir.models.gbnf.expressions import (
    EMPTY,
    EVERYTHING,
    Both,
    Chain,
    Characters,
    Choice,
    Expression,
    Name,
    Not,
    Pieces,
    Repeat,
    Text,
    UntranslatableError,
    both,
    chain,
    choice,
    negation,
    repeat,
)
from hepir.models.gbnf.notation import characters, quoted, words
from hepir.models.gbnf.parsing import definitions
from hepir.models.gbnf.pieces import Link, links
from hepir.models.gbnf.recursion import check_recursion

MOST_STATES = 30_000
ROOT = "root"


@lru_cache(maxsize=64)
def gbnf(grammar: str) -> str:
    """The grammar in GBNF; its first rule is `root`. Raises UntranslatableError."""
    known = definitions(grammar)
    if "start" not in known:
        raise UntranslatableError("no rule `start`")
    check_recursion(known)
    return Writer(known).text()


def plain(expression: Expression) -> bool:
    """Whether GBNF has all that an expression is made of."""
    match expression:
        case Both() | Not() | Pieces():
            return False
        case Chain(parts) | Choice(parts):
            return all(map(plain, parts))
        case Repeat(part, _, _):
            return plain(part)
    return True


class Writer:
    """Collects the rules of one grammar."""

    def __init__(self, known: dict[str, Expression]) -> None:
        self.known = known
        self.rules: dict[str, str] = {}
        self.names: dict[Expression | Link, str] = {}
        self.numbers = count(1)

    def text(self) -> str:
        """The rules that are needed."""
        self.defined("start")
        return "".join(f"{name} ::= {body}\n" for name, body in self.rules.items())

    def defined(self, name: str) -> str:
        """The rule of a name of the grammar, which is written once."""
        rule = rule_name(name)
        if name not in self.known:
            raise UntranslatableError(f"`{name}` is not defined")
        if rule not in self.rules:
            self.rules[rule] = ""  # keeps its place before what it needs, and ends recursion
            self.rules[rule] = self.written(self.known[name], 0)
        return rule

    def written(self, expression: Expression, tightness: int = 2) -> str:
        """An expression as a part of a rule: 0 where alternatives may stand, 1 in a row, 2 before a sign of repetition."""
        match expression:
            case Name(name):
                return self.defined(name)
            case Text(text):
                return quoted(text)
            case Characters(ranges):
                return characters(ranges)
            case Repeat(part, least, most):
                return f"{self.written(part)}{times(least, most)}"
            case Chain(parts):
                return grouped(" ".join(self.written(each, 1) for each in parts), tightness > 1)
            case Choice(options):
                return grouped(self.alternatives(options), tightness > 0)
        return self.automaton(self.resolved(expression))

    def alternatives(self, options: tuple[Expression, ...]) -> str:
        """Options; of texts alone, those that begin alike share their beginning, so that an engine has fewer to follow."""
        if not options:
            raise UntranslatableError("a rule that nothing can be written by")
        texts = [each.text for each in options if isinstance(each, Text)]
        if len(texts) == len(options):
            return words(texts)
        return " | ".join(self.written(each, 1) for each in options)

    def resolved(self, expression: Expression, within: frozenset[str] = frozenset()) -> Expression:
        """The expression without names."""
        match expression:
            case Name(name):
                if name in within or name not in self.known:
                    raise UntranslatableError(f"`{name}` within `&` or `~`")
                return self.resolved(self.known[name], within | {name})
            case Chain(parts):
                return chain(*(self.resolved(each, within) for each in parts))
            case Choice(options):
                return choice(*(self.resolved(each, within) for each in options))
            case Repeat(part, least, most):
                return repeat(self.resolved(part, within), least, most)
            case Both(first, second):
                return both(self.resolved(first, within), self.resolved(second, within))
            case Not(part):
                return negation(self.resolved(part, within))
        return expression

    def automaton(self, expression: Expression) -> str:
        """The rule of what has no words of its own in GBNF."""
        if expression in self.names:
            return self.names[expression]
        conjuncts = conjuncts_of(expression)
        cut = [each for each in conjuncts if isinstance(each, Pieces)]
        if not cut:
            return self.regular(expression)
        others: list[Expression] = [each for each in conjuncts if not isinstance(each, Pieces)]
        if len(cut) > 1:
            raise UntranslatableError("two `%regex` within `&`")
        everything: Expression = EVERYTHING
        return self.pieces(cut[0], reduce(both, others, everything))

    def regular(self, expression: Expression) -> str:
        """A rule for each state; what is left to write in plain words is written so."""
        found = states(expression, MOST_STATES)
        if expression not in found:
            raise UntranslatableError("a rule that nothing can be written by")
        named = [state for state in found if state == expression or not plain(state)]
        self.names |= {state: self.fresh() for state in named if state not in self.names}
        for state in named:
            parts = [f"{characters(ranges)}{self.rest(left)}" for left, ranges in found[state].items()]
            body = " | ".join(parts)
            whole = nullable(state)
            self.rules[self.names[state]] = (f"({body})?" if body else '""') if whole else body
        return self.names[expression]

    def rest(self, left: Expression) -> str:
        """What follows a character."""
        if left == EMPTY:
            return ""
        return f" {self.names[left] if left in self.names else self.written(left, 1)}"

    def pieces(self, cut: Pieces, limit: Expression) -> str:
        """Any run of pieces that the limit allows."""
        first = links(cut.texts, limit, MOST_STATES)
        if not first and not nullable(limit):
            raise UntranslatableError("a rule that nothing can be written by")
        body = " | ".join(self.link(each) for each in first)
        name = self.fresh()
        self.rules[name] = (f"({body})?" if body else '""') if nullable(limit) else body
        return name

    def link(self, link: Link) -> str:
        """The rule of a piece and of what follows it; those with the same end share it."""
        waiting: list[Link] = []
        each: Link | None = link
        while each is not None and each not in self.names:
            self.names[each] = self.fresh()
            waiting.append(each)
            each = each.following
        for each in waiting:
            behind = each.following
            sign = "?" if each.may_end else ""
            after = f" {self.names[behind]}{sign}" if behind is not None else ""
            self.rules[self.names[each]] = f"{quoted(each.text)}{after}"
        return self.names[link]

    def fresh(self) -> str:
        """A name that no grammar in Lark has: those are of small or of capital letters."""
        return f"xR{next(self.numbers)}"


def conjuncts_of(expression: Expression) -> tuple[Expression, ...]:
    """What `&` joins."""
    match expression:
        case Both(first, second):
            return (*conjuncts_of(first), *conjuncts_of(second))
    return (expression,)


def rule_name(name: str) -> str:
    """A name as GBNF takes it: older versions have no underscores, and all begin with `root`."""
    if name == "start":
        return ROOT
    return f"rule-{name}" if name == ROOT else name.replace("_", "-")


def grouped(text: str, needed: bool) -> str:
    """In parentheses, where they are needed."""
    return f"({text})" if needed else text


def times(least: int, most: int | None) -> str:
    """A sign of repetition."""
    signs = {(0, 1): "?", (0, None): "*", (1, None): "+"}
    if (least, most) in signs:
        return signs[least, most]
    bound = "" if most == least else "," if most is None else f",{most}"
    return f"{{{least}{bound}}}"
