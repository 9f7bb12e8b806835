"""Where and in what state the parser stopped.

In: the text and Lark's exception. Out: a `Situation`: what was found, what could have stood there, which
statement it stands in. Nothing of Lark is needed after this.
"""

from __future__ import annotations

import re
from functools import cached_property

from lark import Token, UnexpectedInput, UnexpectedToken
from lark.parsers.lalr_interactive_parser import InteractiveParser

from hepir.light_dataclasses import dataclass
from hepir.source import Span
from hepir.syntax.tables import parser
from hepir.syntax.words import BEGINNING, RESERVED, STRING_OR_COMMENT

WORD = re.compile(r"[^\W\d]\w*|\d[\w.]*|[-+*/=<>!&|^~%:]+|.", re.DOTALL)


@dataclass(frozen=True)
class Situation:
    """An error seen from the outside. `start` is where reading stopped, `terminals` what could have come."""

    text: str
    start: int
    terminals: frozenset[str]
    at_end: bool

    @cached_property
    def word(self) -> str:
        """The word, the operator or the character at `start`."""
        found = WORD.match(self.text, self.start)
        return found.group() if found and not self.at_end else ""

    @property
    def span(self) -> Span:
        """The place of the word."""
        return Span(self.start, self.start + len(self.word))

    @cached_property
    def line_start(self) -> int:
        """Where the line begins."""
        return self.text.rfind("\n", 0, self.start) + 1

    @property
    def rest(self) -> str:
        """What follows on the line, the word included, without a comment."""
        end = self.text.find("\n", self.start)
        line = self.text[self.start : len(self.text) if end < 0 else end]
        return line[: code_end(line, len(line))]

    @property
    def begins_line(self) -> bool:
        """Whether only spaces stand before the word."""
        return not self.text[self.line_start : self.start].strip()

    @property
    def may_begin(self) -> bool:
        """Whether a new statement could stand here."""
        return "REGION" in self.terminals

    @cached_property
    def before(self) -> int:
        """Where the code before the word ends: spaces and comments do not count."""
        return code_end(self.text, self.start)

    @cached_property
    def statement(self) -> Span:
        """The beginning of the statement that is being read: its keyword."""
        last = Span(0, 0)
        for match in BEGINNING.finditer(self.text, 0, max(self.before, 0)):
            last = Span(match.start(1), match.end(1))
        return last

    @property
    def keyword(self) -> str:
        """The keyword of the statement that is being read."""
        return self.text[self.statement.start : self.statement.end]


def situation(text: str, error: UnexpectedInput, offset: int) -> Situation:
    """What Lark's exception tells, if it began to read at `offset`.

    What was read wrongly is where things went wrong, not what follows it: a keyword taken for a name, a word
    of which only the beginning is a keyword.
    """
    at_end = isinstance(error, UnexpectedToken) and error.token.type == "$END"
    start = len(text) if at_end or error.pos_in_stream is None else error.pos_in_stream + offset
    state = before_error(text[offset:start])
    misread, tokens = misread_word(text, state, start, offset)
    if tokens:
        actions = state.parser_state.parse_conf.states[state.parser_state.state_stack[-1 - tokens]]
        return Situation(text, misread, frozenset(name for name in actions if name.isupper()), False)
    acceptable = state.accepts()
    return Situation(text, start, frozenset(acceptable), at_end)


def before_error(text: str) -> InteractiveParser:
    """The parser after a text that is right so far. The one that met the error has gone too far to ask it."""
    state = parser().parse_interactive(text)
    state.exhaust_lexer()
    return state


def misread_word(text: str, state: InteractiveParser, start: int, offset: int) -> tuple[int, int]:
    """Where the word begins that was misread, and how many tokens were made of it; none if none was."""
    values = state.parser_state.value_stack
    tokens = [value for value in values[-2:] if isinstance(value, Token)]
    if not tokens or tokens[-1] is not values[-1] or not str(tokens[-1]).isidentifier():
        return start, 0
    last = (tokens[-1].start_pos or 0) + offset
    if tokens[-1].type != "UNIT" and is_glued(text, start):
        return last, 1
    if len(tokens) == 2 and is_glued(text, last) and str(tokens[-2]).isidentifier():
        return (tokens[-2].start_pos or 0) + offset, 2
    if tokens[-1].type == "NAME" and tokens[-1] in RESERVED and not after_dot(text, last):
        return last, 1
    return start, 0


def is_glued(text: str, offset: int) -> bool:
    """Whether an offset lies inside a word."""
    return 0 < offset < len(text) and is_word(text[offset - 1]) and is_word(text[offset])


def is_word(character: str) -> bool:
    """Whether a character can be in a word."""
    return character.isalnum() or character == "_"


def after_dot(text: str, offset: int) -> bool:
    """Whether a dot is what stands before an offset."""
    return text[: code_end(text, offset)].endswith(".")


def code_end(text: str, offset: int) -> int:
    """The offset after the last character before `offset` that is neither space nor comment."""
    end = len(text[:offset].rstrip())
    while end:
        start = text.rfind("\n", 0, end) + 1
        comments = [
            match.start()
            for match in STRING_OR_COMMENT.finditer(text, start, end)
            if match.group().startswith("#")
        ]
        if not comments:
            break
        end = len(text[: comments[0]].rstrip())
    return end
