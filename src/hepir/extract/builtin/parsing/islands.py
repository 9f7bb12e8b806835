"""From the text of a sentence to its phrases.

In: a sentence as `spelling` writes it. Out: phrases in order. The parser begins at every word and takes the longest
phrase from there; a word that begins none stays a `Word`. Never raises for any text.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from importlib.resources import files

from lark import Lark, Token, Tree
from lark.exceptions import UnexpectedToken

from hepir.extract.builtin.parsing.nodes import Node
from hepir.extract.builtin.parsing.values import SAME, phrase_of
from hepir.extract.builtin.phrases import (
    UNKNOWN,
    Both,
    Condition,
    Noun,
    Phrase,
    Variable,
    Word,
    is_word,
)

NO_ADJECTIVE = re.compile(
    r"\w+ly|\w+ing|on|by|as|than|per|via|into|using|only|also|then|most|so|however|thus|hence|here|moreover|like|not"
    r"|since|after|before|because|given|first|contains?|contained|until|against|through|upon|via|Ref|Refs|Section|Fig",
    re.IGNORECASE,
)
APART = re.compile(
    r"not|closest|nearest|associated|assigned|forming|belonging|recoiling|matched|opposite", re.IGNORECASE
)
AGAIN = (
    "FOR",
    "AND",
    "OR",
    "COMMA",
    "DETERMINER",
    "SEPARATOR",
    "LEFT",
    "RIGHT",
    "LINK",
    "TO",
    "REQUIRE",
    "IN",
    "REGION",
)
OF_SEVERAL = (
    "mass",
    "pair_pt",
    "dphi",
    "min_dphi",
    "deta",
    "dr",
    "mt",
    "mt2",
    "mct",
)  # never of one kind after another
LONGEST = 60  # tokens of a phrase


@cache
def parser() -> Lark:
    """The parser of phrases."""
    text = (files("hepir.extract.builtin") / "phrases.lark").read_text(encoding="utf-8")
    return Lark(text, parser="lalr", lexer="basic", maybe_placeholders=False)


def phrases(text: str) -> tuple[Phrase, ...]:
    """The phrases of a sentence, in order."""
    reading = parser().parse_interactive(text)  # `Lark.lex` would build its lexer anew for every sentence
    tokens = tuple(reading.lexer_thread.lex(reading.parser_state))
    found: list[Phrase] = []
    place = 0
    while place < len(tokens):
        start = place
        phrase, place = phrase_at(tokens, start)
        if isinstance(phrase, Condition) and phrase.variable.name == SAME:
            named = named_again(phrase, found)
            if named is None:
                found += [Word(each.type, str(each)) for each in tokens[start:place]]
                continue
            phrase = named
        if isinstance(phrase, Both):
            found += [phrase.first, Word("AND", "and"), phrase.second]
            continue
        if isinstance(phrase, Noun) and not phrase.determiner and found and is_adjective(found[-1]):
            phrase = replace(phrase, words=(*phrase.words, UNKNOWN))
        found.append(phrase)
        if isinstance(phrase, Word) and phrase.type == "WITH":
            found[-2:] = pronoun(found)
    return tuple(
        both(told_apart(each, found[place + 1 : place + 4]), found[place + 1 : place + 3])
        for place, each in enumerate(found)
    )


def told_apart(phrase: Phrase, following: list[Phrase]) -> Phrase:
    """`the lepton from the W boson`, `the jet closest to the photon`: one that the words behind it tell apart."""
    if not isinstance(phrase, Noun) or not phrase.determiner or not following:
        return phrase
    first, *further = following
    origin = next((each for each in further if not is_word(each, "DETERMINER", "QUALIFIER")), None)
    apart = isinstance(first, Word) and bool(APART.fullmatch(first.text))
    of_other = isinstance(first, Word) and first.text.lower() == "from" and is_word(origin, "WORD", "OTHER")
    return replace(phrase, words=(*phrase.words, UNKNOWN)) if apart or of_other else phrase


def pronoun(found: list[Phrase]) -> list[Phrase]:
    """`those with`: the objects that were spoken of last."""
    last = [each for each in found[:-2] if isinstance(each, Noun)]
    before = found[-2] if len(found) > 1 else found[-1]
    if (
        not last
        or not isinstance(before, Word)
        or before.type != "DETERMINER"
        or before.text.lower() != "those"
    ):
        return found[-2:]
    return [replace(last[-1], determiner="those", ranks=(), number=None), found[-1]]


def both(phrase: Phrase, following: list[Phrase]) -> Phrase:
    """`both muons` are two; `both electrons and muons` are not."""
    if not isinstance(phrase, Noun) or phrase.determiner not in ("both", "both the") or phrase.number:
        return phrase
    joint = len(following) == 2 and isinstance(following[1], Noun)
    if joint and isinstance(following[0], Word) and following[0].type in ("AND", "OR"):
        return phrase
    return replace(phrase, number=2) if phrase.plural else phrase


def named_again(phrase: Condition, before: list[Phrase]) -> Condition | None:
    """`pT > 20 GeV for electrons and > 15 GeV for muons`: the variable is that of the condition before."""
    last = before[-8:]
    for place in reversed(range(len(last))):
        each = last[place]
        if isinstance(each, Condition) and place and is_limit(last[place - 1]):
            continue  # `less than 0.1 for |eta| < 1.5 and less than 0.07 for |eta| > 1.5`
        if isinstance(each, Condition):
            of_pair = each.variable.name in OF_SEVERAL and not phrase.variable.arguments
            arguments = each.variable.arguments if of_pair else phrase.variable.arguments
            return replace(phrase, variable=Variable(each.variable.name, arguments))
        if not isinstance(each, Noun) and not (isinstance(each, Word) and each.type in AGAIN):
            return None
    return None


def is_limit(phrase: Phrase) -> bool:
    """Whether what follows only says for which objects the condition before it is."""
    return isinstance(phrase, Word) and phrase.type == "FOR"


def is_adjective(phrase: Phrase) -> bool:
    """Whether a word before a noun may say which of the objects are meant: `bad-quality jets`, no `on` or `finally`."""
    return isinstance(phrase, Word) and phrase.type == "WORD" and not NO_ADJECTIVE.fullmatch(phrase.text)


def phrase_at(tokens: tuple[Token, ...], start: int) -> tuple[Phrase, int]:
    """The longest phrase that begins at a token, and the place behind it."""
    for end in reversed(possible_ends(tokens, start)):
        tree = whole(tokens[start:end])
        phrase = phrase_of(tree, tokens[end] if end < len(tokens) else None) if tree else None
        if phrase is not None:
            return phrase, end
    return Word(tokens[start].type, str(tokens[start])), start + 1


def possible_ends(tokens: tuple[Token, ...], start: int) -> list[int]:
    """Where a phrase that begins at a token may end."""
    ends: list[int] = []
    if tokens[start].type not in beginnings():
        return ends
    state = parser().parse_interactive()
    for place in range(start, min(len(tokens), start + LONGEST)):
        try:
            state.feed_token(tokens[place])
        except UnexpectedToken:
            break
        if "$END" in state.choices():
            ends.append(place + 1)
    return ends


@cache
def beginnings() -> frozenset[str]:
    """The types of tokens that phrases begin with."""
    return frozenset(parser().parse_interactive().choices())


def whole(tokens: tuple[Token, ...]) -> Node | None:
    """The tree of tokens that make one phrase, None where they do not."""
    state = parser().parse_interactive()
    try:
        for token in tokens:
            state.feed_token(token)
        tree = state.feed_eof().children[0]
    except UnexpectedToken:
        return None
    assert isinstance(tree, Tree)
    return tree
