"""Programs generated from the grammar, for tests that hold for all programs.

In: `grammar/hep.lark`. Out: a Hypothesis strategy for program texts, with layout and comments between tokens.
No name is a reserved word; some are words that have a meaning elsewhere.
"""

import re
from functools import cache

import hypothesis_profiles  # noqa: F401 (loads the profile)
import lark
from hypothesis import strategies as st
from hypothesis.extra.lark import from_lark

from hepir import grammar

COMMENT = "#~"  # becomes `# 0`, `# 1`, ...
LAYOUT = st.sampled_from(
    [" "] * 12 + ["\n", "\r\n", "\t", "  \n\n\n ", f" {COMMENT}\n", f"{COMMENT}\n", f"\n\n{COMMENT}\n"]
)
NAMES = [
    "pt",
    "eta",
    "jets",
    "x",
    "event",
    "sum",
    "log",
    "data",
    "e5",
    "_",
    "GeV",
    "fb",
    "page",
    "to",
    "page2",
]
NUMBERS = ["0.5", "1e3", "36.10", "2.5E-3", "0e0"]
STRINGS = ['""', '"a"', '"# no"', r'"\\\""', r'"tab\tline\n"', '"\u03b7 \u2265 2"', '"a	tab"']
UNITS = ["GeV", "TeV", "/fb", "fb^-1", "GeV^(1/2)", "GeV^(-1/2)", "%", "cm^3"]
IGNORED = {"COMMENT": [f"{COMMENT}\n"], "__IGNORE_0": [" ", "\n", "\r\n"]}
TERMINALS = {
    "NAME": NAMES,
    "NUMBER": NUMBERS,
    "STRING": STRINGS,
    "UNIT": UNITS,
    "INT": ["0", "1", "7", "42", "007"],
} | IGNORED


def grammar_text() -> str:
    return grammar.read("hep.lark")


def terminal(definition: lark.lexer.TerminalDef) -> st.SearchStrategy[str]:
    """A token followed by layout, so that two tokens never become one."""
    words = TERMINALS.get(definition.name) or re.sub(r"\\(.)", r"\1", definition.pattern.value).strip(
        "(?:)"
    ).split("|")
    if isinstance(definition.pattern, lark.lexer.PatternStr):
        words = [definition.pattern.value]
    return st.tuples(st.sampled_from(words), LAYOUT).map("".join)


def numbered(text: str) -> str:
    """Comments that can be told apart."""
    numbers = iter(range(len(text)))
    return re.sub(COMMENT, lambda _: f"# {next(numbers)}", text)


# Headers after which each of the rules may stand, besides the blocks as the grammar derives them.
PLACES = {
    "": ("start", "block"),
    'analysis "a"\n': ("fact", "note"),
    "object o from A\n": ("object_rule",),
    "combine c = (a, b) from A\n": ("combine_rule",),
    "systematic s\n": ("variation", "note"),
    "region r\n": ("select", "reject", "when", "weight", "hist", "bin", "expect", "note"),
    "define d = ": ("expr",),
}


def derived(rule: str) -> st.SearchStrategy[str]:
    """Texts that one rule of the grammar derives."""
    parser = lark.Lark(grammar_text(), parser="earley", start=rule)
    return from_lark(parser, start=rule, explicit={each.name: terminal(each) for each in parser.terminals})


def block(header: str, rule: str) -> st.SearchStrategy[str]:
    """A header with up to three rules of one kind."""
    longest = 1 if header.endswith("= ") else 3
    texts = st.lists(derived(rule), min_size=1, max_size=longest)
    return texts.map(lambda rules: header + "".join(rules))


@cache
def programs() -> st.SearchStrategy[str]:
    """Texts that the grammar derives, with statements of all kinds."""
    blocks = [block(header, rule) for header, rules in PLACES.items() for rule in rules]
    return st.lists(st.one_of(blocks), min_size=1, max_size=3).map("".join).map(numbered)
