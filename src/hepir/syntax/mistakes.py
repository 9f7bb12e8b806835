"""Lark's errors said as a person would: what was found, what could have stood there, what to type.

In: the source and Lark's exception. Out: a diagnostic, and the offset of the statement that is to blame.
"""

from __future__ import annotations

import re

from lark import Token, UnexpectedInput, UnexpectedToken

from hepir.diagnostics.core import Diagnostic
from hepir.diagnostics.nearest import nearest
from hepir.source import Source, Span
from hepir.syntax import errors

BLOCKS = ("analysis", "source", "object", "combine", "choose", "define", "systematic", "region")
HOMES = {
    **dict.fromkeys(("select", "reject"), ("an object", "a combine", "a region")),
    **dict.fromkeys(("sort", "let"), ("an object", "a combine")),
    **dict.fromkeys(("when", "weight", "hist", "bin", "expect"), ("a region",)),
    **dict.fromkeys(("up", "down"), ("a systematic",)),
    **dict.fromkeys(("experiment", "paper", "sqrt_s", "luminosity"), ("an analysis",)),
}
WORDS = {
    "NAME": "a name",
    "INT": "a whole number",
    "NUMBER": "a number",
    "STRING": 'a text in quotes `"..."`',
    "UNIT": "a unit",
    "COMPARE": "a comparison such as `<`",
    "ORDER": "`ascending` or `descending`",
    "EXTREMUM": "`minimizing` or `maximizing`",
    "DIRECTION": "`up` or `down`",
    "DATASET": "`data` or `simulation`",
    "LPAR": "`(`",
    "RPAR": "`)`",
    "LSQB": "`[`",
    "RSQB": "`]`",
    "COMMA": "`,`",
    "EQUAL": "`=`",
    "AT": "`@`",
    "DOT": "`.`",
    "VBAR": "`|`",
}
HABITS = {
    "&&": ("and", "write `and`"),
    "&": ("and", "write `and`"),
    "||": ("or", "write `or`"),
    "!": ("not", "write `not`"),
    "**": ("^", "write powers with `^`"),
    "=": ("==", "comparison is written `==`"),
    "=>": (">=", "write `>=`"),
    "=<": ("<=", "write `<=`"),
    ">>": (">", "write one `>`"),
    "<<": ("<", "write one `<`"),
    "\u2264": ("<=", "write `<=`"),
    "\u2265": (">=", "write `>=`"),
    "\u2260": ("!=", "write `!=`"),
    "\u2212": ("-", "write an ASCII minus `-`"),
    "\u00d7": ("*", "write `*`"),
    "\u00b1": ("+-", "write `+-`"),
}
EXPRESSION = frozenset({"NAME", "LPAR", "VBAR"})
UNITS = ("TeV GeV MeV keV cm mm um rad deg ns ps nb pb fb ab /nb /pb /fb /ab %").split()


def describe(source: Source, error: UnexpectedInput) -> tuple[Diagnostic, int]:
    """The diagnostic for Lark's exception and the offset of the statement to drop before reading on."""
    text = source.text
    start = min(error.pos_in_stream if error.pos_in_stream is not None else len(text), len(text))
    terminals = frozenset(
        error.accepts or error.expected if isinstance(error, UnexpectedToken) else error.allowed
    )
    if isinstance(error, UnexpectedToken) and error.token.type == "$END":
        end = len(text.rstrip())
        found = errors.UnexpectedText(Span(end, end), "the end of the program", expected_words(terminals))
        return found, max(end - 1, 0)
    if text.startswith('"', start):
        line_end = text.find("\n", start)
        end = len(text) if line_end < 0 else line_end
        if not re.match(r'"(?:[^"\\\n]|\\[^\n])*"', text[start:end]):
            return errors.UnterminatedText(Span(start, end)), start
    word = word_at(text, start)
    span = Span(start, start + len(word))
    begins_line = not text[text.rfind("\n", 0, start) + 1 : start].strip()
    if begins_line and word in (*HOMES, *BLOCKS, "unresolved", "delegated"):
        return at_statement(text, start, word, terminals)
    if "UNIT" in terminals and re.fullmatch(r"/?[A-Za-z]+\d*", word) and follows_number(text, start):
        return errors.UnknownUnit(span, word, nearest(word, UNITS)), start
    habit = HABITS.get(word)
    if habit and not (word == "=" and "COMPARE" not in terminals):
        return errors.UnexpectedText(span, f"`{word}`", expected_words(terminals), habit[1], habit[0]), start
    return errors.UnexpectedText(span, f"`{word}`", expected_words(terminals), advice(word, terminals)), start


def at_statement(text: str, start: int, word: str, terminals: frozenset[str]) -> tuple[Diagnostic, int]:
    """A statement begins although the last one is not finished, or under a block that has no such rule."""
    span = Span(start, start + len(word))
    if "REGION" in terminals and word in HOMES:
        return errors.MisplacedRule(span, word, HOMES[word]), start
    before = len(text[:start].rstrip())
    here = Span(max(before - 1, 0), before)
    found = f"the next statement, `{word}`, before this one is finished"
    return errors.UnexpectedText(here, found, expected_words(terminals)), max(before - 1, 0)


def word_at(text: str, start: int) -> str:
    """The word, operator or character that begins at an offset."""
    match = re.compile(r"[^\W\d]\w*|/[a-z]+|\d[\w.]*|[-+*/=<>!&|^~%$]+|\"|.", re.DOTALL).match(text, start)
    return match.group() if match else ""


def follows_number(text: str, start: int) -> bool:
    """Whether a number is what stands before an offset."""
    return re.search(r"(?:^|[^\w.])[0-9][0-9.eE+-]*[ \t]*$", text[max(0, start - 40) : start]) is not None


def advice(word: str, terminals: frozenset[str]) -> str:
    """A guess at the keyword that was meant."""
    keywords = [name.lower() for name in terminals if name.isalpha() and name not in WORDS]
    meant = nearest(word, keywords, limit=1) if word.isidentifier() else ()
    return f"did you mean `{meant[0]}`?" if meant else ""


def expected_words(terminals: frozenset[str]) -> tuple[str, ...]:
    """What could have stood there, the most telling first, at most six."""
    if terminals >= EXPRESSION:
        rest = terminals & {"RPAR"}
        return ("an expression", *(WORDS[name] for name in sorted(rest)))
    words = [
        WORDS[name]
        for name in sorted(terminals)
        if name in WORDS and name not in ("AT", "DOT", "LSQB", "UNIT")
    ]
    if "TIMES" in terminals:
        words = ["an operator", *(word for word in words if "comparison" not in word)]
    keywords = sorted(name.lower() for name in terminals if name.isalpha() and name not in WORDS)
    if "region" in keywords:
        words.append("a new statement")
    elif len(keywords) <= 6:
        words += [f"`{word}`" for word in keywords if word not in ("sign", "times", "circumflex")]
    return tuple(words[:6])


def end_of(token: Token) -> int:
    """The offset after a token."""
    return (token.start_pos or 0) + len(token)
