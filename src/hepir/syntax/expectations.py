"""What could have stood somewhere, in words.

In: the names of the grammar's terminals. Out: a few phrases, the most telling first.
"""

from __future__ import annotations

PHRASES = {
    "NAME": "a name",
    "INT": "a whole number",
    "NUMBER": "a number",
    "STRING": 'a text in quotes `"..."`',
    "UNIT": "a unit",
    "COMPARE": "a comparison such as `<`",
    "SIGN": "a sign",
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
# Terminals with a list of words, and keywords that Lark names after their characters.
WORD_LISTS = {
    "ORDER": ("ascending", "descending"),
    "EXTREMUM": ("minimizing", "maximizing"),
    "DIRECTION": ("up", "down"),
    "DATASET": ("data", "simulation"),
}
SYMBOLIC = ("TIMES", "CIRCUMFLEX", "QMARK", "COMMENT", "__ANON_0")
LONGEST_LIST = 4


def fixed_words(terminals: frozenset[str]) -> tuple[str, ...]:
    """The keywords among terminals, sorted."""
    words: list[str] = []
    for name in terminals:
        if name in WORD_LISTS:
            words += WORD_LISTS[name]
        elif name not in PHRASES and name not in SYMBOLIC and name.replace("_", "").isalpha():
            words.append(name.lower())
    return tuple(sorted(words))


def expected_words(terminals: frozenset[str]) -> tuple[str, ...]:
    """What could have stood there: at most six phrases."""
    if terminals >= {"NAME", "LPAR", "VBAR"}:
        return ("an expression", "`)`") if "RPAR" in terminals else ("an expression",)
    shown: list[str] = []
    if "TIMES" in terminals:
        shown.append("an operator")
        hidden = {"AT", "DOT", "LSQB", "UNIT", "LPAR", "COMPARE", "SIGN"}
    else:
        hidden = {"AT", "UNIT", "SIGN"} if len(terminals) > LONGEST_LIST else set()
    numbers = {"INT"} if "NUMBER" in terminals else set()
    shown += [PHRASES[name] for name in sorted(terminals - hidden - numbers) if name in PHRASES]
    words = fixed_words(terminals)
    if "region" in words:
        shown.append("a new statement")
    else:
        inner = [word for word in words if "TIMES" not in terminals or word not in ("and", "or", "if", "not")]
        shown += [f"`{word}`" for word in inner[:LONGEST_LIST]]
    return tuple(shown[:6])
