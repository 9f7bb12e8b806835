"""Reading right texts without Lark.

In: the tables that Lark made from the grammar (`tables`), and a text. Out: its parse tree, the same that Lark gives; None for
a text that is not right, or where the tables do not fit, which is for Lark itself. Most texts are right, and to load Lark
and to make its objects takes a third of the time of `hepir check`.
"""

from __future__ import annotations

import json
from functools import cache
from hashlib import sha256
from typing import Any, NamedTuple  # Lark's serialised form has no type of its own

from hepir import grammar
from hepir.syntax.lexing import Lexer, terminals_of
from hepir.syntax.parsed import Child, Token, Tree

GRAMMAR = "hep.lark"
TABLES = "hep.tables.json"
REDUCE = 1  # as Lark writes it; 0 is to shift
END = "$END"


class Rule(NamedTuple):
    """A rule: what it makes, of how many parts, which of them are kept (and whether what is in them is, instead), whether it
    makes nothing of a single one, and whether it never has more than that.
    """

    origin: str
    name: str
    size: int
    kept: tuple[tuple[int, bool], ...]
    only_carries: bool
    is_step: bool


class Automaton:
    """The states of the parser, made ready when a text first leads to them."""

    def __init__(self, data: dict[str, Any], memo: dict[str, Any]) -> None:
        table, lexing = data["parser"]["parser"], data["parser"]["lexer_conf"]
        self._names: dict[str, str] = table["tokens"]
        self._stored: dict[str, dict[str, list[Any]]] = table["states"]
        (self._start,), (self._end,) = table["start_states"].values(), table["end_states"].values()
        self._memo = memo
        if not all(is_plain(each["options"]) for each in memo.values() if each["__type__"] == "Rule"):
            raise ValueError("rules of another kind")
        self._rules: dict[int, Rule] = {}
        self._states: dict[int, dict[str, tuple[int, Any]]] = {}
        self._terminals = terminals_of(memo[str(each["@"])] for each in lexing["terminals"])
        self._ignored = frozenset(lexing["ignore"])
        self._lexers: dict[int, Lexer] = {}
        self._alike: dict[frozenset[str], Lexer] = {}

    def parse(self, text: str) -> Tree | None:
        """The parse tree of a text, if it is right."""
        states, values, at = [self._start], list[Child](), 0
        while True:
            token, at = self._lexer(states[-1]).token(text, at)
            if token is None:
                return None
            kind = token.type
            while (action := self._state(states[-1]).get(kind)) is not None and action[0] == REDUCE:
                self._reduce(action[1], states, values)
                if kind == END and states[-1] == self._end:
                    (found,) = values
                    return found if isinstance(found, Tree) else None
            if action is None:
                return None
            states.append(action[1])
            values.append(token)

    def _reduce(self, rule: Rule, states: list[int], values: list[Child]) -> None:
        """Put what a rule makes in the place of its parts."""
        if rule.is_step:
            states.pop()
        else:
            first = len(values) - rule.size
            parts = values[first:]
            del values[first:], states[len(states) - rule.size :]
            values.append(made(rule, parts))
        states.append(self._state(states[-1])[rule.origin][1])

    def _state(self, number: int) -> dict[str, tuple[int, Any]]:
        """What a state does, by what comes."""
        if number not in self._states:
            self._states[number] = {
                self._names[key]: (kind, self._rule(value["@"]) if kind == REDUCE else value)
                for key, (kind, value) in self._stored[str(number)].items()
            }
        return self._states[number]

    def _rule(self, number: int) -> Rule:
        """A rule of the grammar."""
        if number not in self._rules:
            self._rules[number] = rule_of(self._memo[str(number)])
        return self._rules[number]

    def _lexer(self, state: int) -> Lexer:
        """What cuts tokens where a parser is in a state: only those that can come there."""
        if state not in self._lexers:
            wanted = self._terminals.keys() & self._state(state).keys()
            if (key := frozenset(wanted)) not in self._alike:
                self._alike[key] = Lexer(self._terminals, wanted | self._ignored, self._ignored, END)
            self._lexers[state] = self._alike[key]
        return self._lexers[state]


def is_plain(options: dict[str, Any]) -> bool:
    """Whether a rule is one that is known here: no template, no places for what is not there."""
    return not options["empty_indices"] and not options["template_source"]


def rule_of(stored: dict[str, Any]) -> Rule:
    """A rule as Lark stores it."""
    options, expansion = stored["options"], stored["expansion"]
    kept = tuple(
        (place, is_inlined(each))
        for place, each in enumerate(expansion)
        if options["keep_all_tokens"] or not each.get("filter_out")
    )
    origin = stored["origin"]["name"]
    carries = options["expand1"] and not stored["alias"]
    is_step = carries and len(expansion) == 1 and kept == ((0, False),)
    return Rule(origin, stored["alias"] or origin, len(expansion), kept, carries, is_step)


def is_inlined(symbol: dict[str, Any]) -> bool:
    """Whether the children of a part stand in its place."""
    return bool(symbol["__type__"] == "NonTerminal" and symbol["name"].startswith("_"))


def made(rule: Rule, parts: list[Child]) -> Child:
    """What a rule makes of its parts, with its place."""
    children: list[Child] = []
    for place, inlined in rule.kept:
        part = parts[place]
        if inlined:
            assert isinstance(part, Tree)
            if children:
                children += part.children
            else:  # taken over: the part is needed no more, and a list of many would be copied for each of them
                children = part.children
        else:
            children.append(part)
    found = children[0] if rule.only_carries and len(children) == 1 else Tree(rule.name, children)
    if isinstance(found, Tree):
        put(found, parts)
    return found


def put(node: Tree, parts: list[Child]) -> None:
    """The place of a node, from the parts that it was made of."""
    for part in parts:
        if isinstance(part, Token) or not part.is_empty:
            node.outer_start = part.start_pos if isinstance(part, Token) else part.outer_start
            node.start = node.outer_start if node.start < 0 else node.start
            break
    for part in reversed(parts):
        if isinstance(part, Token) or not part.is_empty:
            node.outer_end = part.start_pos + len(part) if isinstance(part, Token) else part.outer_end
            node.end = node.outer_end if node.end < 0 else node.end
            break


def text_key(text: str) -> str:
    """What tables must have been made from to be used here."""
    return sha256(text.encode()).hexdigest()


@cache
def automaton() -> Automaton | None:
    """The automaton of the language; None where its tables are not those of its grammar."""
    try:
        document: dict[str, Any] = json.loads(grammar.read(TABLES))
        if document["grammar"] != text_key(grammar.read(GRAMMAR)):
            return None
        return Automaton(document["data"], document["memo"])
    except (OSError, ValueError, KeyError, TypeError):
        return None
