"""From the phrases of a sentence to the phrases that its compositions stand for, by `compositions.lark`.

In: phrases in order. Out: phrases in order, in which what stands in many words is said as other sentences say it: what
objects are made of is left out, each value stands behind a variable of its own. Never raises for any phrases.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from lark import Token, Tree

from hepir.extract.builtin.parsing.nodes import Node
from hepir.extract.builtin.parsing.rewriting import rewritten
from hepir.extract.builtin.parsing.scanning import possible_ends, whole
from hepir.extract.builtin.parsing.sorts import sort_of
from hepir.extract.builtin.phrases import Noun, Phrase, Word, is_word

GRAMMAR = "compositions"


def composed(phrases: tuple[Phrase, ...]) -> tuple[Phrase, ...]:
    """The phrases of a sentence, with what its compositions stand for in their place."""
    tokens = tuple(Token(sort_of(each), str(place)) for place, each in enumerate(phrases))
    found: list[Phrase] = []
    place = 0
    while place < len(tokens):
        made, place = composition_at(phrases, tokens, place)
        found += made
    return with_pronouns(found)


def with_pronouns(phrases: Sequence[Phrase]) -> tuple[Phrase, ...]:
    """`those with`: the objects that were spoken of last."""
    found: list[Phrase] = []
    last: Noun | None = None
    for place, phrase in enumerate(phrases):
        behind = phrases[place + 1] if place + 1 < len(phrases) else None
        begins = not place or is_word(phrases[place - 1], "SEPARATOR", "COMMA", "AND", "WORD")
        if last and begins and sort_of(phrase) == "THOSE" and is_word(behind, "WITH"):
            phrase = replace(last, determiner="those", ranks=(), number=None)
        last = phrase if isinstance(phrase, Noun) else last
        found.append(phrase)
    return tuple(found)


def composition_at(
    phrases: tuple[Phrase, ...], tokens: tuple[Token, ...], start: int
) -> tuple[list[Phrase], int]:
    """What the longest composition that begins at a phrase stands for, and the place behind it."""
    for end in reversed(possible_ends(GRAMMAR, tokens, start)):
        tree = whole(GRAMMAR, tokens[start:end])
        made = rewritten(str(tree.data), parts(tree, phrases), phrases, start) if tree else None
        if made is not None:
            return made, end
    return [phrases[start]], start + 1


def parts(tree: Node, phrases: tuple[Phrase, ...]) -> list[Phrase]:
    """The phrases of a composition; a number and its unit are a quantity."""
    found: list[Phrase] = []
    for each in tree.children:
        if isinstance(each, Tree):
            number, *unit = [phrases[int(str(token))] for token in each.children if isinstance(token, Token)]
            found.append(
                Word("VALUE", " ".join(part.text for part in (number, *unit) if isinstance(part, Word)))
            )
        else:
            found.append(phrases[int(str(each))])
    return found
